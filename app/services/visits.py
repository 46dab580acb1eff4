"""The visit: planned, logged with everything that came of it, submitted and then only added to."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.errors import Denied, Refused
from app.queries.records import read_values
from app.records import kind as kind_named
from app.records.base import fields
from app.records.cases import Case
from app.records.competitors import CompetitorSighting
from app.records.needs import Need, Objection
from app.records.promises import Promise
from app.records.users import User
from app.records.visits import Visit, VisitAddendum, VisitObjective, VisitParticipant
from app.services import verb
from app.services.numbers import next_number
from app.store.session import StoreSession

USUAL_LENGTH = timedelta(hours=1)
UNLOCK_RIGHT = "unlock_visits"

Rows = Sequence[Mapping[str, Any]]


@verb("Plan visit")
def plan_visit(
    session: StoreSession,
    account: str,
    subject: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    place: str = "",
    ask: str = "",
    contacts: Sequence[str] = (),
    objectives: Sequence[str] = (),
    questions: str = "",
    travel_minutes: int | None = None,
    confirm_overlap: bool = False,
) -> str:
    """Put a visit into the calendar; an overlap with another appointment is refused unless confirmed."""
    session.find_kind("accounts", account)
    until = ends_at or starts_at + USUAL_LENGTH
    if not confirm_overlap:
        refuse_overlap(session, starts_at, until)
    visit = Visit(
        account_id=account, subject=subject, starts_at=starts_at, ends_at=until, place=place or None,
        ask=ask or None, questions=questions or None, travel_minutes=travel_minutes, owner_id=session.step.author,
    )  # fmt: skip
    session.add(visit)
    session.flush()
    _add_people(session, visit.id, contacts)
    for position, text in enumerate(objectives, 1):
        session.add(VisitObjective(visit_id=visit.id, position=position, text=text))
    return visit.id


def refuse_overlap(session: StoreSession, starts_at: datetime, ends_at: datetime, but: str = "") -> None:
    """Refuse a time in which this person is already somewhere."""
    from app.values import to_stored_moment

    other = session.reader.row(
        "SELECT subject, starts_at FROM visits WHERE deleted_at IS NULL AND state = 'planned' AND id <> :but"
        " AND starts_at < :until AND ends_at > :start AND coalesce(owner_id, '') = :owner"
        " AND starts_at > :early ORDER BY starts_at LIMIT 1",
        {
            "start": to_stored_moment(starts_at),
            "until": to_stored_moment(ends_at),
            "early": to_stored_moment(starts_at - timedelta(days=2)),
            "owner": session.step.author or "",
            "but": but,
        },
    )
    if other:
        raise Refused(
            "This overlaps with “{subject}”; confirm it to plan both.",
            subject=other.subject,
            fields={"starts_at": "Another visit is at this time."},
        )


@verb("Log visit")
def log_visit(
    session: StoreSession,
    visit: str | None = None,
    account: str | None = None,
    subject: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    place: str | None = None,
    summary: str | None = None,
    decisions: str | None = None,
    internal_notes: str | None = None,
    competitor_notes: str | None = None,
    atmosphere: str | None = None,
    next_meeting_at: datetime | None = None,
    contacts: Sequence[str] | None = None,
    needs: Rows = (),
    objections: Rows = (),
    complaints: Rows = (),
    promises: Rows = (),
    competitors: Rows = (),
) -> str:
    """Write down a visit, planned or not: what was said, needs, objections, complaints, next steps."""
    record = _visit_to_log(session, visit, account, subject, starts_at)
    given = {
        "subject": subject or None, "starts_at": starts_at, "ends_at": ends_at, "place": place, "summary": summary,
        "decisions": decisions, "internal_notes": internal_notes, "competitor_notes": competitor_notes,
        "atmosphere": atmosphere, "next_meeting_at": next_meeting_at, "state": "saved",
    }  # fmt: skip
    for name, value in given.items():
        if value is not None:
            setattr(record, name, value)
    session.flush()
    if contacts is not None:
        _set_people(session, record.id, contacts)
    _add_outcomes(
        session, record, needs=needs, objections=objections, promises=promises, competitors=competitors
    )
    _add_complaints(session, record, complaints)
    return record.id


def _visit_to_log(
    session: StoreSession, visit: str | None, account: str | None, subject: str, starts_at: datetime | None
) -> Visit:
    if visit:
        found = session.find(Visit, visit)
        if found.state == "submitted":
            raise Refused("The visit was submitted; add an addendum instead.")
        return found
    if not account:
        raise Refused("Say which account was visited.", fields={"account": "This is needed."})
    session.find_kind("accounts", account)
    record = Visit(
        account_id=account,
        subject=subject or "Visit",
        starts_at=starts_at or session.now,
        owner_id=session.step.author,
    )
    session.add(record)
    session.flush()
    return record


def _add_people(session: StoreSession, visit_id: str, contacts: Sequence[str]) -> None:
    for contact in contacts:
        session.find_kind("contacts", contact)
        session.add(VisitParticipant(visit_id=visit_id, contact_id=contact, side="theirs"))


def _set_people(session: StoreSession, visit_id: str, contacts: Sequence[str]) -> None:
    """Make the client's participants exactly these contacts; named guests and colleagues stay."""
    there = session.reader.rows(
        "SELECT id, contact_id FROM visit_participants WHERE visit_id = ? AND contact_id IS NOT NULL"
        " AND deleted_at IS NULL",
        (visit_id,),
    )
    for row in there:
        if row.contact_id not in contacts:
            session.remove(session.find(VisitParticipant, row.id))
    known = {row.contact_id for row in there}
    _add_people(session, visit_id, [each for each in contacts if each not in known])


_OUTCOMES: Mapping[str, tuple[type[Any], str]] = {
    "needs": (Need, "statement"),
    "objections": (Objection, "text"),
    "promises": (Promise, "text"),
    "competitors": (CompetitorSighting, "competitor_id"),
}
"""Lists a visit can bring, the record each row becomes, and the field a row cannot do without."""


def _add_outcomes(session: StoreSession, visit: Visit, **lists: Rows) -> None:
    for name, rows in lists.items():
        record_class, needed = _OUTCOMES[name]
        for row in rows:
            if row.get(needed):
                values = values_of(record_class.__tablename__, row)
                session.add(record_class(**{**_from_visit(visit, record_class, session), **values}))


def _from_visit(visit: Visit, record_class: type[Any], session: StoreSession) -> dict[str, Any]:
    """What an outcome inherits from the visit it came of."""
    day = visit.starts_at.date() if visit.starts_at else session.now.date()
    common = {"visit_id": visit.id, "account_id": visit.account_id}
    extra: dict[type[Any], dict[str, Any]] = {
        Need: {"found_on": day, "opportunity_id": visit.opportunity_id, "owner_id": visit.owner_id},
        Objection: {"raised_on": day, "opportunity_id": visit.opportunity_id},
        Promise: {"made_on": day, "source": "visit", "side": "ours"},
        CompetitorSighting: {"seen_on": day},
    }
    return {**common, **extra[record_class]}


def values_of(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a form or script as values of the declared types; refused field by field."""
    texts = {name: _written(name, value) for name, value in row.items() if not _is_ready(kind, name, value)}
    return {**{name: value for name, value in row.items() if name not in texts}, **read_values(kind, texts)}


def _is_ready(kind: str, name: str, value: Any) -> bool:
    """Whether a value needs no reading: a form's day or figure, or a list where the field keeps lists."""
    about = fields(kind_named(kind)).get(name)
    if about is None or isinstance(value, str | int | float):
        return False
    return about.kind == "json" or not isinstance(value, list | dict)


def _written(name: str, value: Any) -> str:
    """A value of JSON as a person would have written it."""
    if isinstance(value, list | dict):
        raise Refused("{name}: This is not text.", name=name, fields={name: "This is not text."})
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _add_complaints(session: StoreSession, visit: Visit, rows: Rows) -> None:
    for row in rows:
        values = values_of("cases", row)
        values.setdefault("type", "complaint")
        session.add(
            Case(
                **{
                    "number": next_number(session, "cases"), "account_id": visit.account_id, "visit_id": visit.id,
                    "reported_at": session.now, "channel": "visit", "owner_id": visit.owner_id, **values,
                }
            )
        )  # fmt: skip
        session.flush()
    session.flush()


@verb("Submit visit")
def submit_visit(session: StoreSession, visit: str) -> str:
    """Check and lock a visit report; from then on it is only added to."""
    record = session.find(Visit, visit)
    if record.state == "submitted":
        raise Refused("The visit was already submitted.")
    record.state = "submitted"
    record.submitted_at = session.now
    record.submitted_by_id = session.step.author
    # Taking the step back would be an unlocking without the right to unlock.
    session.step.final = True
    session.flush()
    return record.id


@verb("Add addendum")
def add_addendum(session: StoreSession, visit: str, text: str, is_internal: bool = False) -> str:
    """Correct a submitted visit by adding to it."""
    record = session.find(Visit, visit)
    if record.state != "submitted":
        raise Refused("The visit is not submitted yet; change the visit itself.")
    addendum = VisitAddendum(
        visit_id=visit,
        text=text,
        author_id=session.step.author,
        added_on=session.now.date(),
        is_internal=is_internal,
    )
    session.add(addendum)
    session.flush()
    return addendum.id


@verb("Unlock visit")
def unlock_visit(session: StoreSession, visit: str, reason: str) -> str:
    """Open a submitted visit again: only with the right to, and for a reason that is kept."""
    record = session.find(Visit, visit)
    if record.state != "submitted":
        raise Refused("The visit is not locked.")
    person = session.get(User, session.step.author) if session.step.author else None
    if person is None or UNLOCK_RIGHT not in (person.rights or "").replace(",", " ").split():
        raise Denied("Unlocking a submitted visit is a right that you do not have.")
    record.unlocked_by_id, record.unlock_reason = person.id, reason
    record.submitted_at, record.submitted_by_id = None, None
    record.state = "saved"
    session.flush()
    return record.id


@verb("Cancel visit")
def cancel_visit(session: StoreSession, visit: str, reason: str) -> str:
    """Take a planned visit off the calendar, with the reason."""
    record = session.find(Visit, visit)
    record.cancel_reason, record.state = reason, "cancelled"
    session.flush()
    return record.id


@verb("Move visit")
def move_visit(
    session: StoreSession,
    visit: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    confirm_overlap: bool = False,
) -> str:
    """Give a planned visit another time; its length stays unless an end is given."""
    record = session.find(Visit, visit)
    length = record.ends_at - record.starts_at if record.ends_at and record.starts_at else USUAL_LENGTH
    until = ends_at or starts_at + length
    if not confirm_overlap:
        refuse_overlap(session, starts_at, until, but=visit)
    record.starts_at, record.ends_at = starts_at, until
    session.flush()
    return record.id
