"""Accounts: the list with filter and order, the way back, a new account, and the keys of a morning."""

import pytest
from PySide6.QtCore import Qt

from app.services import records
from tests.ui.office import HOSTILE, Desk, add, child, clock, desk, nameless, office, texts_of  # noqa: F401  fixtures
from ui.dialogs.merge import MergeDialog
from ui.dialogs.small import FormDialog
from ui.screens.base import Place
from ui.widgets.basics import Button


@pytest.fixture
def accounts(desk: Desk, office):  # noqa: F811
    return desk.go(Place("accounts", office["balkan"], "accounts"))


def listed(screen) -> list[str]:
    model = screen.list.model
    return [model.row(at).name for at in range(model.rowCount())]


def dialog_of(desk: Desk) -> FormDialog:  # noqa: F811
    return desk.window.findChildren(FormDialog)[-1]


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


def test_a_person_found_elsewhere_leads_to_the_account(desk, office):  # noqa: F811
    screen = desk.go(Place("accounts", office["elena"], "contacts"))
    assert screen.page.card.facts.name == "Balkan Parts OOD"


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


def test_the_keyboard_begins_in_the_list(desk, accounts):  # noqa: F811
    desk.go(Place("today"))
    desk.go(Place("accounts"))
    assert accounts.list.view.hasFocus()


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


def test_the_sheet_of_keys_tells_the_letters_that_work_here(desk, accounts):  # noqa: F811
    from ui.dialogs.keys import rows_of
    from ui.screens.accounts import letters_of

    told = {key for _, key in rows_of(desk.window)}
    assert {chr(key) for key in letters_of(accounts)} <= told


def test_the_screen_is_made_anew_in_another_language_where_one_was(desk, accounts, office):  # noqa: F811
    from app.language import use

    accounts.page.facts.rows["name"].edit()
    use("de")
    try:
        desk.window.retell()
        desk.settle()
        fresh = desk.screen
        assert fresh is not accounts and fresh.page.card.id == office["balkan"]
        assert "Zeitleiste" in texts_of(fresh)
        desk.window.actions_.get("client-view").setChecked(True)
        desk.window.actions_.get("client-view").setChecked(False)
        desk.look.choose(zoom=110)
        desk.settle()
    finally:
        use("en")
