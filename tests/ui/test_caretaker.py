"""Snapshots are taken while one works, once they are due."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

import shutil

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


def test_a_snapshot_that_cannot_be_taken_is_said_once_and_stops_nothing(desk: Desk) -> None:
    desk.add("accounts", name="Aegean Foods")
    shutil.rmtree(desk.workspace.profile.backups)
    desk.workspace.profile.backups.write_bytes(b"in the way")
    said: list[str] = []
    desk.window.hub.notice.connect(lambda text, undo: said.append(text))
    caretaker = Caretaker(desk.window.house.work, desk.window.hub, desk.window)
    caretaker.look()
    desk.until(lambda: len(said) == 1)
    asked = []
    caretaker.look()
    desk.window.house.work.document(lambda workspace: asked.append(1), then=None)
    desk.until(lambda: asked == [1])
    assert desk.count("accounts") == 1
    assert len(said) == 1
    assert said[0].startswith("No snapshot could be taken")
