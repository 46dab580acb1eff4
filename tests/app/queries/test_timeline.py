"""The timeline page by page: everything once, newest first, also where many things happened at the same moment."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.queries.timeline import Timeline, timeline
from app.records.activities import Activity
from app.records.orders import Order
from app.services import records
from app.store import bulk
from app.store.workspace import Workspace

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def busy(workspace: Workspace) -> str:
    """An account with 25 orders of one day, 25 notes of one moment and 10 notes before them."""
    account = workspace.do("Add", records.add, "accounts", {"name": "Busy"}).value

    def fill(session: Any) -> None:
        day = date(2026, 3, 4).isoformat()
        orders = [
            {"number": f"O-{at}", "account_id": account, "ordered_on": day, "state": "placed"}
            for at in range(25)
        ]
        moments = [NOON] * 25 + [NOON - timedelta(days=at) for at in range(1, 11)]
        notes = [
            {"type": "note", "subject": f"Note {at}", "account_id": account, "state": "done",
             "starts_at": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")}
            for at, moment in enumerate(moments)
        ]  # fmt: skip
        bulk.add(session, Order, orders)
        bulk.add(session, Activity, notes)

    workspace.do("Fill", fill)
    return str(account)


def pages(workspace: Workspace, account: str, most: int) -> list[Timeline]:
    found = [timeline(workspace.reader, account, most=most)]
    while found[-1].next_before is not None:
        found.append(timeline(workspace.reader, account, before=found[-1].next_before, most=most))
    return found


@pytest.mark.parametrize("most", [1, 4, 7, 10, 30, 60, 100])
def test_pages_show_everything_once_and_in_order(workspace: Workspace, busy: str, most: int) -> None:
    entries = [entry for page in pages(workspace, busy, most) for entry in page.entries]
    assert len(entries) == 60
    assert len({entry.id for entry in entries}) == 60
    whole = timeline(workspace.reader, busy, most=60).entries
    assert [entry.id for entry in entries] == [entry.id for entry in whole]


def test_a_filter_shows_its_kinds_only(workspace: Workspace, busy: str) -> None:
    assert {entry.kind for entry in timeline(workspace.reader, busy, "orders").entries} == {"orders"}
    assert timeline(workspace.reader, busy, "documents").entries == ()


def test_a_day_without_an_hour_has_none(workspace: Workspace, busy: str) -> None:
    for entry in timeline(workspace.reader, busy).entries:
        assert entry.has_time == (entry.kind == "activities")
