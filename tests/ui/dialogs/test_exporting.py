"""Giving a list out: as it is shown or whole, in the forms that fit its kind."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.ui.desk import Desk, desk, nameless  # noqa: F401


@pytest.fixture
def listed(desk: Desk) -> Any:
    for name in ("Aegean Foods", "Balkan Parts", "=cmd|' /C calc'!A0"):
        desk.add("accounts", name=name)
    screen = desk.open("records", "", "accounts")
    desk.until(lambda: screen.model is not None and screen.model.rowCount() == 3)
    return screen


def opened(desk: Desk) -> Any:
    from ui.dialogs.exporting import open_dialog

    dialog = open_dialog(desk.window)
    desk.until(lambda: bool(dialog.heading.text()))
    return dialog


def written(desk: Desk, dialog: Any, form: str, file: Path) -> str:
    next(button for button in dialog.forms.buttons() if button.objectName() == form).setChecked(True)
    dialog.write(str(file))
    desk.until(file.exists)
    desk.settle()
    return file.read_text(encoding="utf-8-sig")


def test_the_list_goes_out_as_it_is_filtered(desk: Desk, listed: Any, tmp_path: Path) -> None:
    listed.filter.setText("balk")
    desk.until(lambda: listed.model.rowCount() == 1)
    dialog = opened(desk)
    assert dialog.shown.isChecked()
    rows = list(csv.DictReader(written(desk, dialog, "csv", tmp_path / "a.csv").splitlines()))
    assert [row["name"] for row in rows] == ["Balkan Parts"]


def test_a_whole_kind_goes_out_and_no_name_becomes_a_formula(desk: Desk, listed: Any, tmp_path: Path) -> None:
    rows = list(csv.DictReader(written(desk, opened(desk), "csv", tmp_path / "a.csv").splitlines()))
    assert len(rows) == 3
    assert not any(row["name"].startswith("=") for row in rows)


def test_accounts_may_be_cards_but_orders_may_not(desk: Desk, listed: Any, tmp_path: Path) -> None:
    dialog = opened(desk)
    assert "BEGIN:VCARD" in written(desk, dialog, "vcf", tmp_path / "a.vcf")
    desk.open("orders")
    forms = {button.objectName() for button in opened(desk).forms.buttons()}
    assert forms == {"xlsx", "csv", "json"}


def test_a_folder_that_is_not_there_is_said_and_nothing_is_lost(
    desk: Desk, listed: Any, tmp_path: Path
) -> None:
    dialog = opened(desk)
    dialog.write(str(tmp_path / "nowhere" / "a.xlsx"))
    desk.until(lambda: dialog.go.isEnabled())
    assert "does not exist" in dialog.banner.accessibleName()


def test_every_control_has_a_name(desk: Desk, listed: Any) -> None:
    assert nameless(opened(desk)) == []


def test_sync_now_always_answers(desk: Desk) -> None:
    desk.window.actions_.run("sync")
    desk.settle()
    assert desk.window.place is not None and desk.window.place.screen == "sync"
    assert desk.window.toast.text.startswith("Nothing to send")
