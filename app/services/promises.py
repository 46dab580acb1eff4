"""Promises and tasks: made, kept, broken; done with one key."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.records.activities import Activity
from app.records.promises import Promise
from app.services import verb
from app.services.visits import values_of
from app.store.session import StoreSession


@verb("Make promise")
def make_promise(
    session: StoreSession,
    text: str,
    account: str | None = None,
    side: str = "ours",
    due_on: date | None = None,
    contact: str | None = None,
    owner: str | None = None,
    visit: str | None = None,
) -> str:
    """Write down a commitment of either side."""
    promise = Promise(
        text=text, account_id=account, side=side, due_on=due_on, contact_id=contact, visit_id=visit,
        owner_id=owner or (session.step.author if side == "ours" else None), made_on=session.now.date(),
    )  # fmt: skip
    session.add(promise)
    session.flush()
    return promise.id


@verb("Settle promise")
def settle_promise(
    session: StoreSession,
    promise: str,
    state: str = "kept",
    proof: str = "",
    reason: str = "",
    on: date | None = None,
) -> str:
    """Say that a promise was kept, broken or withdrawn, with its proof or reason."""
    record = session.find(Promise, promise)
    record.done_on = on or session.now.date()
    record.proof, record.reason = proof or record.proof, reason or record.reason
    record.state = state
    session.flush()
    return promise


@verb("Log activity")
def log_activity(
    session: StoreSession, account: str | None = None, values: Mapping[str, Any] | None = None
) -> str:
    """Write down a call, meeting, message, note or task."""
    given = values_of("activities", values or {})
    record = Activity(
        **{"account_id": account, "owner_id": session.step.author, "type": "note", "state": "done", **given}
    )
    if record.state == "done":
        record.starts_at = record.starts_at or session.now
        record.done_at = record.done_at or session.now
    session.add(record)
    session.flush()
    return record.id


@verb("Finish task")
def finish_activity(session: StoreSession, activity: str, outcome: str | None = None) -> str:
    """Tick off a task or a planned activity."""
    record = session.find(Activity, activity)
    record.state, record.done_at = "done", session.now
    record.starts_at = record.starts_at or session.now
    record.outcome = outcome or record.outcome
    session.flush()
    return activity
