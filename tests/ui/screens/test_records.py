"""Any kind of record: listed, opened, moved on as its table permits, told by its history."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

from typing import Any

import pytest

from tests.ui.desk import Desk, desk, nameless  # noqa: F401
from ui.widgets.basics import Button

HOSTILE = "<b>Ünal</b> & Söhne <img src=x>"


@pytest.fixture
def account(desk: Desk) -> str:
    return desk.add("accounts", name=HOSTILE, type="customer")


def offered(screen: Any) -> set[str]:
    return {b.objectName().removeprefix("move-") for b in screen.pane.findChildren(Button) if b.objectName()}


def test_the_moves_offered_are_those_of_the_transition_table(desk: Desk, account: str) -> None:
    from app.records import kind as kind_named

    for kind, values in (("orders", {}), ("contracts", {"subject": "Frame"}), ("cases", {"subject": "Late"})):
        record = desk.add(kind, account_id=account, **values)
        screen = desk.open(kind, record, kind)
        desk.until(lambda screen=screen: screen.pane is not None and screen.pane._page is not None)
        state = screen.pane._page.values["state"]
        permitted = kind_named(kind).transitions["state"][state]
        assert screen.pane._page.moves[0].to == permitted
        assert offered(screen) == set(permitted[:3])


def test_a_move_is_a_step_that_can_be_taken_back(desk: Desk, account: str) -> None:
    order = desk.add("orders", account_id=account)
    screen = desk.open("orders", order, "orders")
    desk.until(lambda: screen.pane._page is not None)
    screen.pane.move_on("state", "placed")
    desk.until(lambda: screen.pane._page is not None and screen.pane._page.values["state"] == "placed")
    desk.window.house.work.undo()
    desk.until(lambda: screen.pane._page.values["state"] == "draft")


def test_a_move_that_a_rule_refuses_says_why_beside_the_field(desk: Desk, account: str) -> None:
    contract = desk.add("contracts", account_id=account, subject="Frame")
    screen = desk.open("contracts", contract, "contracts")
    desk.until(lambda: screen.pane._page is not None)
    screen.pane.move_on("state", "signed")
    desk.until(lambda: bool(screen.pane.form.fields["signed_on"].refused))
    assert screen.pane._page.values["state"] == "draft"


def test_history_tells_who_changed_what_and_when(desk: Desk, account: str) -> None:
    from app.services import records

    desk.workspace.do("Rename", records.change, "accounts", account, {"city": "Wien"})
    screen = desk.open("records", account, "accounts")
    desk.until(lambda: screen.pane is not None and screen.pane._page is not None)
    screen.pane.tabs.setCurrentIndex(2)
    desk.until(lambda: screen.pane.history.lines.rowCount() > 0)
    newest = screen.pane.history.lines.row(0)
    assert newest.name == "City: – → Wien"
    assert "Rename" in newest.second


def test_a_part_is_added_from_its_whole_with_the_link_filled_in(desk: Desk, account: str) -> None:
    order = desk.add("orders", account_id=account, number="O-1")
    screen = desk.open("orders", order, "orders")
    desk.until(lambda: screen.pane._page is not None)
    lines = next(each for each in screen.pane._page.hanging if each.kind == "order_lines")
    screen.pane.go_to_list(lines, True)
    desk.settle()
    listed = desk.shown
    desk.until(lambda: listed.pane is not None)
    assert listed.pane.form.values()["order_id"] == order


def test_a_deleted_record_comes_back_with_undo(desk: Desk, account: str) -> None:
    screen = desk.open("records", account, "accounts")
    desk.until(lambda: screen.pane is not None and screen.pane._page is not None)
    screen.pane._delete()
    desk.until(lambda: desk.count("accounts") == 0)
    desk.window.house.work.undo()
    desk.until(lambda: desk.count("accounts") == 1)


def test_every_kind_can_be_listed_and_begun(desk: Desk) -> None:
    from app.records import kinds

    screen: Any = None
    for kind in kinds():
        screen = desk.open("records", "", kind)
        desk.until(lambda screen=screen, kind=kind: screen.kind == kind and screen.model is not None)
    screen.new_here()
    assert screen.pane is not None and screen.pane.record == ""


def test_names_are_plain_text_and_every_control_has_a_name(desk: Desk, account: str) -> None:
    screen = desk.open("records", account, "accounts")
    desk.until(lambda: screen.pane is not None and screen.pane._page is not None)
    assert screen.pane.title.text() == HOSTILE
    assert nameless(screen) == []


def test_a_filter_narrows_and_comes_back_with_the_place(desk: Desk) -> None:
    for name in ("Aegean Foods", "Balkan Parts"):
        desk.add("accounts", name=name)
    screen = desk.open("records", "", "accounts")
    screen.filter.setText("balk")
    desk.until(lambda: screen.model.rowCount() == 1)
    desk.open("orders")
    desk.window.back()
    desk.until(lambda: desk.shown.model.rowCount() == 1)
    assert desk.shown.filter.text() == "balk"


def moved(desk: Desk, kind: str, record: str, state: str, field: str = "state") -> Any:
    """Open a record, move it on by its button's way, and wait until it stands there."""
    screen = desk.open("records", record, kind)
    desk.until(
        lambda: screen.pane is not None and screen.pane.record == record and screen.pane._page is not None
    )
    screen.pane.move_on(field, state)
    desk.until(
        lambda: screen.pane._page is not None and screen.pane._page.values[field] == state
        or bool(screen.pane.form.banner.accessibleName())
    )  # fmt: skip
    return screen


def typed(screen: Any, name: str, value: Any, title: str = "") -> None:
    """Put a value into a field of the form and keep it."""
    editor = screen.pane.form.fields[name].editor
    editor.set_value(value, title) if title else editor.set_value(value)
    editor.changed.emit(editor.value())
    screen.pane.leave()


def test_a_client_goes_from_prospect_to_support_with_list_and_form_alone(desk: Desk) -> None:
    from datetime import date

    client = desk.add("accounts", name="Aegean Foods", type="prospect", stage="negotiating")
    screen = moved(desk, "accounts", client, "contracted", "stage")
    assert screen.pane._page.values["stage"] == "negotiating", "no contract without a reliability grade"
    assert "reliability" in screen.pane.form.banner.accessibleName()
    desk.add("reliability_grades", account_id=client, grade="a", reasons="Paid on time.", graded_on=date.today())
    moved(desk, "accounts", client, "contracted", "stage")

    contract = desk.add("contracts", account_id=client, subject="Supply")
    screen = moved(desk, "contracts", contract, "signed")
    assert screen.pane.form.fields["signed_on"].refused
    typed(screen, "signed_on", date.today())
    typed(screen, "starts_on", date.today())
    desk.settle()
    assert moved(desk, "contracts", contract, "signed").pane._page.values["state"] == "signed"

    order = desk.add("orders", account_id=client)
    for state in ("placed", "confirmed", "delivered", "closed"):
        assert moved(desk, "orders", order, state).pane._page.values["state"] == state

    case = desk.add("cases", account_id=client, subject="Torn bag")
    moved(desk, "cases", case, "contained")
    assert moved(desk, "cases", case, "investigated").pane._page.values["state"] == "investigated"
    labels = desk.workspace.reader.column("SELECT label FROM steps ORDER BY seq DESC LIMIT 1")
    assert labels == ["Move to Investigated"]


def test_keys_alone_lead_from_the_filter_to_a_record_and_back(desk: Desk) -> None:
    from PySide6.QtCore import Qt

    desk.add("accounts", name="Aegean Foods")
    screen = desk.open("records", "", "accounts")
    desk.until(lambda: screen.model.rowCount() == 1)
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    screen.filter_here()
    desk.qtbot.keyClick(screen.filter, Qt.Key.Key_Down)
    desk.until(screen.table.hasFocus)
    desk.qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    desk.until(lambda: screen.pane is not None and screen.pane._page is not None)
    desk.qtbot.keyClick(screen.pane, Qt.Key.Key_Escape)
    assert screen.pane is None
    assert screen.table.hasFocus()
