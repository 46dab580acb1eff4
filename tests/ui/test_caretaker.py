"""Snapshots are taken while one works, once they are due."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

from tests.ui.desk import Desk, desk  # noqa: F401
from ui.caretaker import Caretaker, take_due


def test_a_day_with_work_gets_one_snapshot(desk: Desk) -> None:
    from app.store import snapshots

    desk.add("accounts", name="Aegean Foods")
    Caretaker(desk.window.house.work, desk.window.hub, desk.window).look()
    desk.until(lambda: len(snapshots.listed(desk.workspace)) == 1)
    assert snapshots.listed(desk.workspace)[0].reason == "day"
    assert take_due(desk.workspace) is None


def test_data_that_nobody_touched_need_no_snapshot(desk: Desk) -> None:
    assert take_due(desk.workspace) is None
