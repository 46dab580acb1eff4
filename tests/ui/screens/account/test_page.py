"""The account page: what it tells, people, stage, merging, planning, papers, and what a client may see of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.services import records
from tests.ui.office import HOSTILE, Desk, add, child, clock, desk, nameless, office, texts_of  # noqa: F401  fixtures
from ui.dialogs.merge import MergeDialog
from ui.dialogs.paper import PaperDialog
from ui.dialogs.small import FormDialog
from ui.screens.base import Place
from ui.widgets.basics import Button
from ui.widgets.rows import RowButton


@pytest.fixture
def accounts(desk: Desk, office):  # noqa: F811
    return desk.go(Place("accounts", office["balkan"], "accounts"))


def dialog_of(desk: Desk) -> FormDialog:  # noqa: F811
    return desk.window.findChildren(FormDialog)[-1]


def test_the_page_tells_who_it_is_and_what_is_open(accounts):
    shown = texts_of(accounts.page)
    for words in ("Balkan Parts OOD", "Plovdiv, BG", "+359 32 555 0142", "office@balkan-parts.example"):
        assert words in shown
    people = [each.line.name for each in accounts.page.people.findChildren(RowButton)]
    assert people == ["Elena Ivanova", "Petar Dimitrov"]
    waiting = [each.line.name for each in accounts.page.open_items.findChildren(RowButton)]
    assert "Send the price list" in waiting and "Late delivery PO-1182" in waiting


def test_letters_typed_into_the_composer_are_letters(desk, accounts, qtbot):  # noqa: F811
    accounts.page.begin("note")
    qtbot.keyClicks(accounts.page.composer.text, "vote")
    assert accounts.page.composer.text.toPlainText() == "vote"
    assert desk.window.place.screen == "accounts"


def test_v_goes_to_the_visit_log_of_this_account(desk, accounts, office, qtbot):  # noqa: F811
    accounts.list.view.setFocus()
    qtbot.keyClick(accounts.list.view, Qt.Key.Key_V)
    desk.settle()
    assert desk.window.place.kind == "visits"
    assert desk.window.place.state["account"] == office["balkan"]


def test_p_begins_a_proposal_for_this_account(desk, accounts, workspace, qtbot):  # noqa: F811
    accounts.list.view.setFocus()
    qtbot.keyClick(accounts.list.view, Qt.Key.Key_P)
    desk.until(lambda: desk.window.place.kind == "quotes")
    made = workspace.reader.row("SELECT subject FROM quotes WHERE id = ?", (desk.window.place.record,))
    assert made.subject == "Proposal for Balkan Parts OOD"


def test_the_brief_of_the_account_opens(desk, accounts):  # noqa: F811
    accounts.page.header.brief.click()
    dialog = desk.window.findChild(PaperDialog)
    desk.until(lambda: dialog._made is not None)
    assert "Balkan" in dialog._made.file_name
    dialog.reject()


def test_a_person_is_added_and_seen(desk, accounts):  # noqa: F811
    accounts.page.verbs.edit_person("")
    dialog = dialog_of(desk)
    dialog.form.fields["name"].editor.setText("Maria Koleva")
    dialog.form.fields["job"].editor.setText("Finance")
    dialog.save()
    names = lambda: [each.line.name for each in accounts.page.people.findChildren(RowButton)]
    desk.until(lambda: "Maria Koleva" in names())


def test_a_person_without_a_name_is_refused_beside_the_field(desk, accounts):  # noqa: F811
    accounts.page.verbs.edit_person("")
    dialog = dialog_of(desk)
    dialog.save()
    desk.settle()
    assert dialog.form.fields["name"].refused == "This is needed."
    assert dialog.isVisible()
    dialog.reject()


def test_a_known_person_is_shown_while_one_types(desk, accounts, workspace):  # noqa: F811
    accounts.page.verbs.edit_person("")
    dialog = dialog_of(desk)
    dialog.form.fields["name"].editor.setText("Elena Ivanova")
    dialog.form.fields["email"].editor.setText("elena@balkan-parts.example")
    desk.until(lambda: bool(dialog.form.twins.found))
    assert "Already known: Elena Ivanova" in texts_of(dialog)
    dialog.reject()


def test_a_stage_is_moved_at_once_and_undone(desk, accounts):  # noqa: F811
    accounts.page.verbs.move_to("dormant")
    desk.until(lambda: accounts.page.card.facts.stage == "dormant")
    desk.work.undo()
    desk.until(lambda: accounts.page.card.facts.stage == "negotiating")


def test_a_lost_account_asks_for_the_reason(desk, accounts, workspace):  # noqa: F811
    accounts.page.verbs.move_to("lost")
    dialog = dialog_of(desk)
    dialog.save()
    assert dialog.form.fields["reason"].refused
    dialog.form.fields["reason"].editor.setText("Bought by a rival")
    dialog.save()
    desk.until(lambda: accounts.page.card.facts.stage == "lost")


def test_a_contract_without_a_grade_asks_for_the_exception(desk, accounts):  # noqa: F811
    accounts.page.verbs.move_to("contracted")
    desk.until(lambda: bool(desk.window.findChildren(FormDialog)))
    dialog = dialog_of(desk)
    assert "reliability grade" in texts_of(dialog)
    dialog.form.fields["reason"].editor.setText("The owner vouches for them")
    dialog.save()
    desk.until(lambda: accounts.page.card.facts.stage == "contracted")


def test_the_menus_say_what_is_chosen(desk, accounts):  # noqa: F811
    accounts.page.header._stage_menu()
    menu = accounts.page.header.findChildren(QMenu)[-1]
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Negotiating"]
    menu.close()


def test_another_account_can_be_merged_into_this_one(desk, accounts, office, workspace):  # noqa: F811
    twin = add(workspace, "accounts", name="Balkan Parts", phone="+359 2 111 2222", fax="+359 2 111 2223")
    accounts.page.verbs.merge(twin)
    desk.settle()
    dialog = desk.window.findChild(MergeDialog)
    assert {"name", "phone"} <= set(dialog.groups)
    next(each for each in dialog.groups["phone"].buttons() if each.objectName() == "lose").setChecked(True)
    dialog.merge()
    desk.until(lambda: not dialog.isVisible())
    kept = workspace.reader.row("SELECT name, phone, fax FROM accounts WHERE id = ?", (office["balkan"],))
    assert tuple(kept) == ("Balkan Parts OOD", "+359 2 111 2222", "+359 2 111 2223")
    desk.work.undo()
    desk.until(
        lambda: workspace.reader.value("SELECT deleted_at FROM accounts WHERE id = ?", (twin,)) is None
    )


def test_f2_edits_and_ctrl_p_prints_while_the_page_is_shown(desk, accounts, qtbot):  # noqa: F811
    desk.window.actions_.run("edit")
    assert accounts.page.facts.rows["name"].hasFocus()
    desk.window.actions_.run("edit")
    assert accounts.page.facts.rows["name"].editor is not None
    accounts.page.facts.rows["name"].end()
    desk.window.actions_.run("print")
    dialog = desk.window.findChild(PaperDialog)
    desk.until(lambda: dialog._made is not None)
    dialog.reject()
    desk.go(Place("settings"))
    assert not desk.window.actions_.get("edit").isEnabled()


def test_planning_from_an_account_begins_with_the_purpose(desk, accounts, office):  # noqa: F811
    accounts.page.verbs.plan()
    dialog = dialog_of(desk)
    desk.settle()
    assert dialog.form.fields["account"].editor.value() == office["balkan"]
    assert dialog.form.fields["subject"].editor.hasFocus()
    dialog.form.fields["subject"].editor.setText("Line 3")
    dialog.form.fields["starts_at"].editor.set_value(clock(15, 0, 2))
    dialog.save()
    desk.until(lambda: "Visit planned" in desk.notices)
    desk.until(lambda: any(entry.title == "Line 3" for entry in accounts.page.timeline.loaded))


def test_an_overlap_is_said_and_can_be_planned_all_the_same(desk, accounts, workspace):  # noqa: F811
    accounts.page.verbs.plan()
    dialog = dialog_of(desk)
    dialog.form.fields["subject"].editor.setText("At the same time")
    dialog.form.fields["starts_at"].editor.set_value(clock(10, 30, 1))
    dialog.save()
    desk.until(lambda: dialog.form.fields["starts_at"].refused != "")
    assert dialog.form.overlap.isVisible()
    dialog.form.overlap.editor.setChecked(True)
    dialog.save()
    desk.until(lambda: "Visit planned" in desk.notices)


def test_while_a_client_looks_on_nothing_internal_is_seen(desk, accounts, workspace, office):  # noqa: F811
    desk.work.write(
        "Note",
        records.change,
        "accounts",
        office["balkan"],
        {"internal_notes": "Pays late", "notes": "Ask for Petar"},
    )
    desk.until(lambda: "Pays late" in texts_of(accounts.page))
    desk.window.actions_.get("client-view").setChecked(True)
    desk.settle()
    shown = texts_of(desk.window)
    for words in ("Pays late", "Ask for Petar", "Relationship", "Terms and money", "Open items"):
        assert words not in shown
    assert not accounts.list.isVisible() and not accounts.page.composer.isVisible()
    assert {entry.kind for entry in accounts.page.timeline.loaded} == {"quotes"}
    desk.window.actions_.get("client-view").setChecked(False)
    desk.settle()
    assert accounts.list.isVisible() and accounts.page.composer.isVisible()


def test_a_person_who_is_there_twice_is_merged_from_the_form(desk, accounts, workspace, office):  # noqa: F811
    add(
        workspace, "contacts", name="Elena Ivanova", account_id=office["balkan"], mobile="+359 88 1",
        email="elena@balkan-parts.example",
    )  # fmt: skip
    accounts.page.verbs.edit_person(office["elena"])
    dialog = dialog_of(desk)
    desk.settle()
    dialog.form.twins.ask()
    desk.until(lambda: bool(dialog.form.twins.found))
    child(dialog, Button, "Merge with it: Elena Ivanova").click()
    desk.settle()
    merging = desk.window.findChild(MergeDialog)
    merging.merge()
    desk.until(lambda: not merging.isVisible())
    kept = workspace.reader.rows(
        "SELECT id, mobile FROM contacts WHERE name LIKE 'Elena%' AND deleted_at IS NULL"
    )
    assert [tuple(row) for row in kept] == [(office["elena"], "+359 88 1")]
