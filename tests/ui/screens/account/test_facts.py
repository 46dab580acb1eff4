"""Facts edited in place: Enter stores, Tab goes on, Esc takes back, what is refused is said under the field."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.ui.office import Desk, add, desk, office  # noqa: F401  fixtures
from ui.screens.base import Place


@pytest.fixture
def facts(desk: Desk, office):  # noqa: F811
    card = desk.go(Place("accounts", office["balkan"], "accounts")).page.facts
    desk.until(lambda: bool(card.rows) and card.rows["name"].value == "Balkan Parts OOD")
    return card


def value(workspace, office, name: str):  # noqa: F811
    return workspace.reader.value(f"SELECT {name} FROM accounts WHERE id = ?", (office["balkan"],))


def test_only_what_is_known_is_shown_until_more_is_wanted(facts):
    assert facts.rows["industry"].isVisibleTo(facts)
    assert not facts.rows["fax"].isVisibleTo(facts)
    facts.toggle()
    assert facts.rows["fax"].isVisibleTo(facts)


def test_enter_opens_the_editor_and_stores_what_was_typed(desk, facts, workspace, office, qtbot):  # noqa: F811
    fact = facts.rows["industry"]
    fact.setFocus()
    qtbot.keyClick(fact, Qt.Key.Key_F2)
    fact.editor.setText("Pumps & seals")
    qtbot.keyClick(fact.editor, Qt.Key.Key_Return)
    desk.until(lambda: fact.editor is None)
    assert value(workspace, office, "industry") == "Pumps & seals"
    assert fact.words.text() == "Pumps & seals"
    assert facts.mark.isVisible() and facts.mark.text.startswith("Saved")
    assert fact.hasFocus()


def test_escape_takes_back_what_was_typed(desk, facts, workspace, office, qtbot):  # noqa: F811
    fact = facts.rows["industry"]
    fact.edit()
    fact.editor.setText("Wrong")
    qtbot.keyClick(fact.editor, Qt.Key.Key_Escape)
    desk.settle()
    assert value(workspace, office, "industry") == "Machinery"
    assert fact.words.text() == "Machinery"


def test_tab_stores_and_goes_on_to_the_next_field(desk, facts, workspace, office, qtbot):  # noqa: F811
    first, second = facts.rows["phone"], facts.rows["email"]
    first.edit()
    first.editor.setText("+359 32 555 0199")
    qtbot.keyClick(first.editor, Qt.Key.Key_Tab)
    desk.until(lambda: second.editor is not None)
    assert value(workspace, office, "phone") == "+359 32 555 0199"
    qtbot.keyClick(second.editor, Qt.Key.Key_Escape)


def test_what_is_refused_stays_as_typed_with_the_reason(desk, facts, workspace, office):  # noqa: F811
    facts.toggle()
    fact = facts.rows["visit_every_weeks"]
    fact.edit()
    fact.editor.line.setText("9000")
    fact.store()
    desk.until(fact.note.isVisible)
    assert "520" in fact.note.text()
    assert fact.editor.line.text() == "9,000" or fact.editor.line.text() == "9000"
    assert value(workspace, office, "visit_every_weeks") is None


def test_a_required_field_cannot_be_emptied(desk, facts, workspace, office):  # noqa: F811
    fact = facts.rows["name"]
    fact.edit()
    fact.editor.setText("")
    fact.store()
    desk.until(fact.note.isVisible)
    assert value(workspace, office, "name") == "Balkan Parts OOD"


def test_a_change_elsewhere_leaves_the_field_under_the_cursor_alone(desk, facts, office):  # noqa: F811
    from app.services import records

    fact = facts.rows["industry"]
    fact.edit()
    fact.editor.setText("Half typ")
    desk.work.write(
        "Change", records.change, "accounts", office["balkan"], {"industry": "Steel", "city": "Varna"}
    )
    desk.until(lambda: facts.rows["city"].words.text() == "Varna")
    assert fact.editor.text() == "Half typ"


def test_a_twin_is_shown_while_the_telephone_is_typed(desk, facts, workspace):  # noqa: F811
    add(workspace, "accounts", name="Balkan Parts Ltd", phone="+359 2 987 6543", city="Plovdiv", country="BG")
    fact = facts.rows["phone"]
    fact.edit()
    fact.editor.setText("+359 2 987 6543")
    desk.until(lambda: any(twin.name == "Balkan Parts Ltd" for twin in facts.twins.found))


def test_a_day_that_was_only_looked_at_is_not_written(desk, facts, workspace, office):  # noqa: F811
    from app.services import records

    desk.work.write("Day", records.change, "accounts", office["balkan"], {"next_visit_on": date(2027, 1, 4)})
    desk.until(lambda: facts.rows["next_visit_on"].value == "2027-01-04")
    before = workspace.reader.value("SELECT count(*) FROM changes")
    fact = facts.rows["next_visit_on"]
    fact.edit()
    fact.store()
    desk.settle()
    assert fact.editor is None and not facts.mark.isVisible()
    assert workspace.reader.value("SELECT count(*) FROM changes") == before
    fact.edit()
    fact.editor.line.setText("5 Jan 2027")
    fact.store()
    desk.until(lambda: fact.editor is None)
    assert value(workspace, office, "next_visit_on") == "2027-01-05"


def test_what_is_refused_for_one_account_is_never_stored_in_the_next(desk, facts, workspace, office):  # noqa: F811
    troubles: list[str] = []
    desk.hub.trouble.connect(troubles.append)
    facts.toggle()
    fact = facts.rows["visit_every_weeks"]
    fact.edit()
    fact.editor.line.setText("9000")
    desk.go(Place("accounts", office["aegean"], "accounts"))
    desk.until(lambda: bool(troubles))
    assert fact.editor is None
    assert workspace.reader.value("SELECT count(*) FROM accounts WHERE visit_every_weeks IS NOT NULL") == 0


def test_what_was_typed_is_stored_when_one_goes_on_to_the_next_account(desk, facts, workspace, office):  # noqa: F811
    fact = facts.rows["industry"]
    fact.edit()
    fact.editor.setText("Pumps")
    desk.go(Place("accounts", office["aegean"], "accounts"))
    desk.settle()
    assert value(workspace, office, "industry") == "Pumps"
    assert facts.rows["industry"].value in (None, "")
