"""Bringing a file in from the window: by keyboard, with a preview, and back again."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.ui.desk import Desk, desk, nameless  # noqa: F401

CSV = (
    "Company;City;Country;Phone;Note\r\n"
    "Aegean Foods SA;Athens;Greece;+30 210 555 0142;key\r\n"
    "<b>Ünal</b> & Söhne;Wien;Austria;;=1+1\r\n"
    "Ελληνικά Τρόφιμα ΑΕ;Πάτρα;Greece;;\r\n"
    ";Sofia;Bulgaria;;no name\r\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text(CSV, encoding="utf-8-sig")
    return path


def opened(desk: Desk) -> Any:
    from ui.dialogs.importing import open_dialog

    return open_dialog(desk.window)


def looked_at(desk: Desk, file: Path) -> Any:
    dialog = opened(desk)
    dialog.take(str(file))
    desk.until(lambda: dialog.pages.currentWidget() is dialog.preview)
    return dialog


def test_a_file_comes_in_by_keyboard_alone_and_goes_out_again(desk: Desk, file: Path) -> None:
    desk.window.actions_.run("import")
    dialog = desk.window.findChild(__import__("ui.dialogs.importing", fromlist=["ImportDialog"]).ImportDialog)
    assert dialog.choose.path.hasFocus() or dialog.focusWidget() is dialog.choose.path
    desk.qtbot.keyClicks(dialog.choose.path, str(file))
    desk.qtbot.keyClick(dialog.choose.path, Qt.Key.Key_Return)
    desk.until(lambda: dialog.pages.currentWidget() is dialog.preview)
    assert desk.count("accounts") == 0, "nothing is written before it is confirmed"
    desk.qtbot.keyClick(dialog.go, Qt.Key.Key_Space)
    desk.until(lambda: dialog.result_page.undo.isVisible())
    assert desk.count("accounts") == 3
    desk.qtbot.keyClick(dialog.result_page.undo, Qt.Key.Key_Space)
    desk.until(lambda: not dialog.result_page.undo.isVisible())
    assert desk.count("accounts") == 0
    dialog.accept()


def test_the_preview_names_each_refused_row_with_its_number_and_reason(desk: Desk, file: Path) -> None:
    dialog = looked_at(desk, file)
    looked = dialog._looked
    assert (looked.counts["create"], looked.counts["refuse"]) == (3, 1)
    refused = [line for line in looked.rows if line.action == "refuse"]
    assert refused[0].row == 5
    assert refused[0].why
    assert dialog.preview.rows.row(0) == refused[0], "what needs a look stands first"


def test_another_choice_for_a_column_plans_anew_and_is_remembered(desk: Desk, file: Path) -> None:
    dialog = looked_at(desk, file)
    box = dialog.preview.columns.boxes["Note"]
    box.choose("accounts.segment")
    box.changed.emit(box.value())
    desk.until(lambda: dialog.pages.currentWidget() is dialog.preview and not dialog._busy)
    dialog.go.click()
    desk.until(lambda: dialog.result_page.undo.isVisible())
    desk.settle()
    values = desk.workspace.reader.column("SELECT segment FROM accounts WHERE segment IS NOT NULL ORDER BY 1")
    assert "key" in values
    dialog.accept()
    again = looked_at(desk, file)
    assert again._looked.is_remembered
    assert {c.title: c.target for c in again._looked.columns}["Note"] == "accounts.segment"


def test_what_was_refused_is_saved_with_its_row_and_its_cells(desk: Desk, file: Path, tmp_path: Path) -> None:
    dialog = looked_at(desk, file)
    dialog.go.click()
    desk.until(lambda: dialog.result_page.undo.isVisible())
    out = tmp_path / "refused.csv"
    dialog.result_page.save_refused(str(out))
    desk.until(out.exists)
    desk.settle()
    text = out.read_text(encoding="utf-8-sig")
    assert '"5"' in text
    assert '"Sofia"' in text


def test_a_file_that_is_none_is_refused_with_a_sentence_and_the_choice_stays(
    desk: Desk, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    dialog = opened(desk)
    dialog.take(str(empty))
    desk.until(lambda: dialog.banner.isVisible())
    assert "empty.csv" in dialog.banner.accessibleName()
    assert dialog.choose.path.text() == str(empty)
    assert desk.count("accounts") == 0


def test_stopping_answers_within_a_second_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    from time import monotonic

    big = tmp_path / "big.csv"
    rows = "".join(f"Company {n} Ltd,Town {n % 99},+44 20 {n:07}\n" for n in range(40_000))
    big.write_text("Company,City,Phone\n" + rows, encoding="utf-8")
    dialog = opened(desk)
    dialog.take(str(big))
    desk.until(lambda: dialog.wait.bar.value() > 0 or dialog.pages.currentWidget() is dialog.preview)
    assert dialog.pages.currentWidget() is not dialog.preview
    began = monotonic()
    dialog.leave_button.click()
    desk.until(lambda: dialog.pages.currentWidget() is dialog.choose)
    assert monotonic() - began < 1.0
    assert desk.count("accounts") == 0


def test_names_with_markup_are_letters_in_the_preview(desk: Desk, file: Path) -> None:
    dialog = looked_at(desk, file)
    names = [line.title for line in dialog._looked.rows]
    assert "<b>Ünal</b> & Söhne" in names


def test_every_control_of_the_import_has_a_name(desk: Desk, file: Path) -> None:
    dialog = opened(desk)
    assert nameless(dialog) == []
    dialog.take(str(file))
    desk.until(lambda: dialog.pages.currentWidget() is dialog.preview)
    assert nameless(dialog) == []


def test_a_file_dropped_on_the_window_is_looked_at_and_nothing_more(desk: Desk, file: Path) -> None:
    from PySide6.QtCore import QMimeData, QPoint, QPointF, QUrl
    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QApplication

    from ui.dialogs.importing import ImportDialog

    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(file))])
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(200, 200), copy, what, left, none)
    QApplication.sendEvent(desk.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(200, 200), copy, what, left, none)
    QApplication.sendEvent(desk.window, drop)
    desk.until(lambda: desk.window.findChild(ImportDialog) is not None)
    dialog = desk.window.findChild(ImportDialog)
    desk.until(lambda: dialog.pages.currentWidget() is dialog.preview)
    assert desk.count("accounts") == 0
    dialog.reject()


def test_a_second_import_of_the_same_file_finds_nothing_new(desk: Desk, file: Path) -> None:
    dialog = looked_at(desk, file)
    dialog.go.click()
    desk.until(lambda: dialog.result_page.undo.isVisible())
    dialog.accept()
    again = looked_at(desk, file)
    assert again._looked.wanted == 0
    assert not again.go.isEnabled()


def test_stopping_while_it_is_written_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    rows = "".join(f"Company {n} Ltd,Town {n % 99},+44 20 {n:07}\n" for n in range(6_000))
    big.write_text("Company,City,Phone\n" + rows, encoding="utf-8")
    dialog = looked_at(desk, big)
    dialog.go.click()
    dialog.leave_button.click()
    desk.until(lambda: dialog.pages.currentWidget() is dialog.preview)
    assert dialog.banner.accessibleName() == "Stopped. Nothing was written."
    assert desk.count("accounts") == 0


def test_many_rows_leave_a_snapshot_from_before_them(desk: Desk, tmp_path: Path) -> None:
    from app.store import snapshots

    desk.add("accounts", name="There before")
    file = tmp_path / "many.csv"
    file.write_text("Company\n" + "\n".join(f"Client number {n} Ltd" for n in range(400)), encoding="utf-8")
    dialog = looked_at(desk, file)
    dialog.go.click()
    desk.until(lambda: dialog.result_page.undo.isVisible())
    assert desk.count("accounts") > 1
    assert [each.reason for each in snapshots.listed(desk.workspace)] == ["import"]
    dialog.accept()
