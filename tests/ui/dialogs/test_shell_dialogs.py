"""The small windows of the shell: keys, about, backup, example data."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.ui.desk import desk  # noqa: F401
from ui.screens.base import Place

if TYPE_CHECKING:
    from ui.window import Window


def test_the_key_sheet_lists_what_can_be_done_now(window: Window, qtbot: Any) -> None:
    from ui.dialogs.keys import open_dialog, rows_of

    window.go(Place("accounts"))
    rows = dict(rows_of(window))
    assert rows["Accounts"] == "Ctrl+2"
    assert "Print" not in rows
    sheet = open_dialog(window)
    qtbot.addWidget(sheet)
    assert sheet.isVisible()
    sheet.accept()


def test_diagnostics_name_versions_and_no_client(window: Window) -> None:
    from ui.dialogs.about import diagnostics

    window.go(Place("accounts", "7", "accounts"))
    said = diagnostics(window)
    assert "Qt: " in said
    assert "screen: accounts" in said
    assert "Aegean" not in said


def test_a_backup_is_written_beside_the_work_and_told(desk: Any, tmp_path: Path, qtbot: Any) -> None:
    from ui.dialogs.backup import begin

    told: list[str] = []
    desk.window.hub.notice.connect(lambda text, _: told.append(text))
    begin(desk.window, str(tmp_path / "copy.rapport"))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    assert told[1] == "Backed up to copy.rapport."
    assert (tmp_path / "copy.rapport").stat().st_size > 0


def test_example_data_go_into_an_empty_profile_only(desk: Any, qtbot: Any) -> None:
    from app.services import records
    from ui.dialogs.example import open_dialog

    desk.workspace.do("Add", records.add, "accounts", {"name": "Aegean Foods"})
    troubles: list[str] = []
    desk.window.hub.trouble.connect(troubles.append)
    open_dialog(desk.window)
    qtbot.waitUntil(lambda: bool(troubles), timeout=10_000)
    assert troubles == ["There are accounts here already; example data go into an empty profile only."]
