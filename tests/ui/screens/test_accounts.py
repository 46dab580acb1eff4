"""Accounts: the list with filter and order, the page beside it, a new account, people, stage, merging, the way back."""

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


def listed(screen) -> list[str]:
    model = screen.list.model
    return [model.row(at).name for at in range(model.rowCount())]


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


def test_the_list_stands_on_the_account_that_is_shown(accounts, office):  # noqa: F811
    assert accounts.list.view.current_row().id == office["balkan"]


def test_typing_narrows_the_list_in_any_script(desk, accounts, type_text):  # noqa: F811
    accounts.filter_here()
    type_text(accounts.list.filter, "μυλοι")
    desk.until(lambda: listed(accounts) == ["Μύλοι Αιγαίου ΑΕ"])


def test_down_goes_from_the_filter_into_the_list_and_shows_what_one_stands_on(desk, accounts, qtbot):  # noqa: F811
    accounts.list.filter.setFocus()
    qtbot.keyClick(accounts.list.filter, Qt.Key.Key_Down)
    wanted = accounts.list.view.current_row()
    desk.until(lambda: accounts.page.card is not None and accounts.page.card.id == wanted.id)
    assert accounts.list.view.hasFocus()


def test_a_filter_becomes_a_chip_and_the_chip_takes_it_away(desk, accounts, qtbot):  # noqa: F811
    accounts.list.put_filter("stage", "negotiating")
    desk.until(lambda: listed(accounts) == ["Balkan Parts OOD"])
    from ui.widgets.rows import ChipButton

    chip = child(accounts.list, ChipButton, "Take away the filter Negotiating")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    desk.until(lambda: len(listed(accounts)) == 3)


def test_a_filter_that_fits_nothing_says_so_and_offers_all(desk, accounts):  # noqa: F811
    accounts.list.filter.setText("zzzz")
    desk.until(lambda: accounts.list.model.rowCount() == 0)
    assert "No account fits" in texts_of(accounts.list)
    child(accounts.list, Button, "Show all").click()
    desk.until(lambda: len(listed(accounts)) == 3)


def test_the_order_can_be_turned_around(desk, accounts):  # noqa: F811
    before = listed(accounts)
    accounts.list.put_sort("-name")
    desk.until(lambda: listed(accounts) == before[::-1])


def test_back_brings_filter_order_and_account_again(desk, accounts, office):  # noqa: F811
    accounts.list.ask("", {"stage": "negotiating"}, "-name")
    desk.settle()
    desk.go(Place("today"))
    desk.window.back()
    desk.settle()
    assert accounts.list.where == {"stage": "negotiating"}
    assert accounts.list.sort == "-name"
    assert accounts.page.card.id == office["balkan"]


def test_letters_begin_what_is_done_most(desk, accounts, qtbot):  # noqa: F811
    accounts.list.view.setFocus()
    qtbot.keyClick(accounts.list.view, Qt.Key.Key_C)
    assert accounts.page.composer.mode.name == "call" and accounts.page.composer.text.hasFocus()
    accounts.list.view.setFocus()
    qtbot.keyClick(accounts.list.view, Qt.Key.Key_T)
    assert accounts.page.composer.mode.name == "task"
    accounts.list.view.setFocus()
    qtbot.keyClick(accounts.list.view, Qt.Key.Key_E)
    assert accounts.page.facts.rows["name"].hasFocus()


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


def test_a_person_found_elsewhere_leads_to_the_account(desk, office):  # noqa: F811
    screen = desk.go(Place("accounts", office["elena"], "contacts"))
    assert screen.page.card.facts.name == "Balkan Parts OOD"


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


def test_a_deleted_account_comes_back_by_undo(desk, accounts):  # noqa: F811
    accounts.page.verbs.do("delete")
    desk.until(lambda: "Balkan Parts OOD" not in listed(accounts))
    assert desk.notices[-1] == "Account deleted"
    desk.work.undo()
    desk.until(lambda: "Balkan Parts OOD" in listed(accounts))


def test_a_new_account_needs_only_its_name(desk, accounts, qtbot):  # noqa: F811
    accounts.list.view.setFocus()
    qtbot.keyClick(accounts.list.view, Qt.Key.Key_N)
    form = accounts.fresh.form
    form.fields["name"].editor.setText("Nova Metal")
    form.save()
    desk.until(lambda: accounts.page.card is not None and accounts.page.card.facts.name == "Nova Metal")
    assert "Nova Metal" in listed(accounts)


def test_a_new_account_that_is_known_already_leads_to_the_known_one(desk, accounts, office):  # noqa: F811
    accounts.new_here()
    accounts.fresh.form.fields["name"].editor.setText("Balkan Parts")
    accounts.fresh.form.fields["phone"].editor.setText("+359 32 555 0142")
    desk.until(lambda: bool(accounts.fresh.form.twins.found))
    child(accounts.fresh, Button, "Open Balkan Parts OOD").click()
    desk.settle()
    assert accounts.page.isVisible() and accounts.page.card.id == office["balkan"]


def test_what_was_typed_can_be_added_to_the_known_account(desk, accounts, office, workspace):  # noqa: F811
    accounts.new_here()
    form = accounts.fresh.form
    form.fields["name"].editor.setText("Balkan Parts OOD")
    form.fields["tax_number"].editor.setText("BG123456789")
    form.fields["city"].editor.setText("Sofia")
    desk.until(lambda: bool(form.twins.found))
    child(accounts.fresh, Button, "Add what I typed to it: Balkan Parts OOD").click()
    desk.settle()
    dialog = desk.window.findChild(MergeDialog)
    assert list(dialog.groups) == ["city"]
    dialog.merge()
    desk.until(lambda: not dialog.isVisible())
    kept = workspace.reader.row("SELECT tax_number, city FROM accounts WHERE id = ?", (office["balkan"],))
    assert (kept.tax_number, kept.city) == ("BG123456789", "Plovdiv")


def test_an_account_changed_elsewhere_is_shown_anew(desk, accounts, office):  # noqa: F811
    desk.work.write("Change", records.change, "accounts", office["balkan"], {"name": "Balkan Parts EAD"})
    desk.until(lambda: accounts.page.header.name.text() == "Balkan Parts EAD")
    assert "Balkan Parts EAD" in listed(accounts)


def test_without_accounts_the_page_says_what_will_be_here(desk):  # noqa: F811
    screen = desk.go(Place("accounts"))
    shown = texts_of(screen)
    assert "No accounts yet" in shown and "Add an account" in shown


def test_an_account_that_is_gone_says_so_instead_of_an_empty_page(desk, office):  # noqa: F811
    troubles: list[str] = []
    desk.hub.trouble.connect(troubles.append)
    screen = desk.go(Place("accounts", "nothing", "accounts"))
    desk.until(lambda: bool(troubles))
    assert "nothing" in troubles[0]
    assert not screen.page.isVisible()


def test_markup_in_names_is_shown_as_letters(desk, office):  # noqa: F811
    screen = desk.go(Place("accounts", office["hostile"], "accounts"))
    assert screen.page.header.name.text() == HOSTILE
    assert screen.page.header.name.textFormat() == Qt.TextFormat.PlainText
    assert "<span>" in screen.page.header.name.toolTip() or HOSTILE not in screen.page.header.name.toolTip()


def test_every_control_has_a_name(desk, accounts):  # noqa: F811
    accounts.page.facts.toggle()
    desk.settle()
    assert nameless(accounts) == []


@pytest.mark.parametrize(("width", "zoom"), [(1024, 100), (1366, 100), (1366, 150), (1366, 200)])
def test_the_page_fits_its_width(desk, accounts, width, zoom):  # noqa: F811
    desk.look.choose(zoom=zoom)
    desk.window.resize(width, 640)
    desk.settle()
    assert accounts.minimumSizeHint().width() <= accounts.width()
    visible = accounts.page if accounts.page.isVisible() else accounts.list
    assert visible.mapTo(desk.window, visible.rect().topRight()).x() < desk.window.width()


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
    desk.until(lambda: "Balkan Parts" in listed(accounts))


def test_the_keyboard_begins_in_the_list(desk, accounts):  # noqa: F811
    desk.go(Place("today"))
    desk.go(Place("accounts"))
    assert accounts.list.view.hasFocus()


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


def test_a_name_of_a_million_letters_is_cut_before_it_is_measured(desk, workspace):  # noqa: F811
    account = add(workspace, "accounts", name="Ä" * 1_000_000, city="B" * 100_000)
    screen = desk.go(Place("accounts", account, "accounts"))
    assert screen.page.header.name.sizeHint().width() < 20_000
    assert len(screen.page.header.name.toolTip()) < 2_000
    assert screen.minimumSizeHint().width() <= screen.width()


@pytest.mark.xvfb
def test_a_morning_by_keys_alone_on_a_real_screen(desk, office, workspace, qtbot):  # noqa: F811
    from PySide6.QtWidgets import QApplication

    def press(key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget() or desk.window, key, modifier)
        desk.settle()

    desk.go(Place("today"))
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    accounts = desk.screen
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "balkan")
    desk.until(lambda: listed(accounts) == ["Balkan Parts OOD"])
    press(Qt.Key.Key_Down)
    desk.until(lambda: accounts.page.card is not None and accounts.page.card.id == office["balkan"])
    press(Qt.Key.Key_C)
    qtbot.keyClicks(QApplication.focusWidget(), "They agree to Monday")
    press(Qt.Key.Key_Return)
    desk.until(lambda: any(entry.title == "They agree to Monday" for entry in accounts.page.timeline.loaded))
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.window.place.screen == "today"
