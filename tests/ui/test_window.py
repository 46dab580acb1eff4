"""The shell: where one is, the way back, the keys, notices, and nothing without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.screens.base import Place

if TYPE_CHECKING:
    from ui.hub import Hub
    from ui.window import Window


def settled(window: Window, qtbot: Any) -> Any:
    """The screen in sight, once its list has come."""
    screen = window.shown()
    qtbot.waitUntil(lambda: screen.model.rowCount() > 0)
    return screen


def test_a_section_shows_its_title_its_mark_and_its_one_main_action(window: Window) -> None:
    window.go(Place("accounts"))
    assert window.top.title.text() == "Accounts"
    assert window.top.main.text() == "New account"
    assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == ["accounts"]


def test_back_brings_the_place_as_it_was_left(window: Window, qtbot: Any) -> None:
    window.go(Place("accounts"))
    screen = settled(window, qtbot)
    screen.filter.setText("bal")
    window.go(Place("today"))
    window.back()
    assert window.place is not None
    assert window.place.screen == "accounts"
    assert screen.filter.text() == "bal"
    window.forward()
    assert window.place.screen == "today"


def test_control_and_a_number_goes_to_a_section(window: Window, qtbot: Any) -> None:
    window.go(Place("today"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.place is not None and window.place.screen == "accounts")


def test_control_k_opens_the_palette_from_inside_a_field(window: Window, qtbot: Any) -> None:
    window.go(Place("accounts"))
    screen = settled(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.filter.setFocus()
    screen.filter.setText("keep me")
    qtbot.keyClick(screen.filter, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window._palette is not None and window._palette.isVisible())
    assert screen.filter.text() == "keep me"
    qtbot.keyClick(window._palette.field, Qt.Key.Key_Escape)
    assert not window._palette.isVisible()
    assert screen.filter.hasFocus()


def test_typing_in_the_palette_finds_records_and_enter_opens_one(window: Window, qtbot: Any) -> None:
    window.go(Place("today"))
    window.search()
    window._palette.field.setText("balkan")
    qtbot.waitUntil(lambda: window._palette.results.rowCount() == 1)
    qtbot.keyClick(window._palette.field, Qt.Key.Key_Return)
    assert window.place is not None
    assert (window.place.screen, window.place.record) == ("accounts", "1")


def test_a_hit_is_told_in_words_not_in_codes(window: Window, qtbot: Any) -> None:
    from ui.palette import _details, _kind_word

    window.go(Place("today"))
    window.search()
    window._palette.field.setText("balkan")
    qtbot.waitUntil(lambda: window._palette.results.rowCount() == 1)
    assert window._palette.results.row(0).line.second == "Account · Athens"
    assert _details("Torino · IT · key_account") == "Torino · Italy · Key account"
    kinds = [_kind_word(type("Hit", (), {"kind": kind})()) for kind in ("deliveries", "cases", "price_lists")]
    assert kinds == ["Delivery", "Case", "Price list"]


def test_an_answer_to_an_older_question_is_not_shown(window: Window, qtbot: Any) -> None:
    window.go(Place("today"))
    window.search()
    window._palette.field.setText("balkan")
    window._palette.field.ask_now()
    window._palette.field.setText("aegean")
    window._palette.field.ask_now()
    qtbot.waitUntil(lambda: window._palette.results.rowCount() == 1)
    assert window._palette.results.row(0).line.name == "Aegean Foods SA"


def test_a_change_refreshes_the_screen_in_sight_and_marks_the_others(window: Window, hub: Hub) -> None:
    window.go(Place("today"))
    today = window.shown()
    window.go(Place("accounts"))
    accounts = window.shown()
    before = (today.asked, accounts.asked)
    hub.changed.emit(frozenset({("accounts", "1")}))
    hub.changed.emit(frozenset({("orders", "1")}))
    assert (today.asked, accounts.asked) == (before[0], before[1] + 1)
    window.back()
    assert today.asked >= before[0] + 1


def test_the_rail_gives_way_on_a_narrow_window_and_keeps_its_names(window: Window, qtbot: Any) -> None:
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: window.rail.width() == 56)
    assert window.rail.buttons["orders"].accessibleName() == "Orders"
    assert "Orders" in window.rail.buttons["orders"].toolTip()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.rail.width() == 184)


def test_the_sync_card_says_that_nothing_leaves_this_laptop(window: Window) -> None:
    assert window.rail.sync.accessibleName() == "Works on this laptop only. Saved here, nothing is sent"


def test_a_notice_can_be_taken_back_and_waits_while_it_is_read(window: Window, hub: Hub, qtbot: Any) -> None:
    undone: list[int] = []
    hub.tell("Visit logged", lambda: undone.append(1))
    assert window.toast.isVisible()
    window.toast._button.setFocus()
    assert not window.toast._timer.isActive()
    window.toast._button.click()
    assert undone == [1]
    assert not window.toast.isVisible()


def test_the_window_never_gets_smaller_than_the_design(window: Window) -> None:
    window.resize(300, 200)
    assert (window.width(), window.height()) == (960, 600)
    assert window.minimumSizeHint().width() <= 960


def test_a_name_with_markup_is_shown_letter_by_letter(window: Window) -> None:
    window.go(Place("accounts"))
    window.shown().titled.emit("<b>Ünal</b> & Söhne")
    assert window.top.title.text() == "<b>Ünal</b> & Söhne"
    labels = [
        w for w in window.findChildren(QLabel) if w.textFormat() != Qt.TextFormat.PlainText and w.text()
    ]
    assert labels == []


def test_everything_that_takes_the_keyboard_has_a_name(window: Window, qtbot: Any) -> None:
    window.go(Place("accounts"))
    settled(window, qtbot)
    window.search()
    window.toast.say("Saved", lambda: None)
    assert nameless(window) == []


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader could not announce."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_tab_reaches_the_list_and_shift_tab_leaves_it(window: Window, qtbot: Any) -> None:
    window.go(Place("accounts"))
    screen = settled(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.filter.setFocus()
    qtbot.keyClick(screen.filter, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is screen.list
    assert screen.list.rings(0)
    qtbot.keyClick(screen.list, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is screen.filter


def test_f6_goes_round_the_panes(window: Window, qtbot: Any) -> None:
    window.go(Place("accounts"))
    screen = settled(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.list.setFocus()
    visited = []
    for _ in range(3):
        window.actions_.run("next-pane")
        visited.append(QApplication.focusWidget())
    assert visited[0] is window.rail.buttons["today"]
    assert screen.isAncestorOf(visited[2])


def test_a_link_from_outside_opens_its_record(window: Window) -> None:
    window.open_address("rapport:accounts/7")
    assert window.place == Place("accounts", "7", "accounts")


def test_a_full_page_covers_the_shell_and_goes_away_again(window: Window) -> None:
    from app.errors import Damaged
    from ui.pages import trouble_page

    window.go(Place("accounts"))
    done: list[str] = []
    page = trouble_page(
        Damaged("The data file {path} is damaged.", path="rapport.db"),
        lambda: done.append("again"),
        lambda: done.append("restore"),
        lambda: done.append("folder"),
        lambda: done.append("quit"),
    )
    window.show_page(page)
    assert not window.rail.isVisible()
    window.search()
    assert window._palette is None
    buttons = [page.buttons.itemAt(at).widget() for at in range(page.buttons.count() - 1)]
    for button in buttons:
        button.click()
    assert done == ["restore", "folder", "quit"]
    window.show_shell()
    assert window.rail.isVisible()
