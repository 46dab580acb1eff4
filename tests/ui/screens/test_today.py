"""Today: what stands there, what one key does, what can be taken back, and what it says when there is nothing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.language import use
from app.services import visits
from tests.ui.office import HOSTILE, Desk, add, child, clock, desk, nameless, office, texts_of  # noqa: F401  fixtures
from ui.dialogs.paper import PaperDialog
from ui.screens.base import Place
from ui.widgets.basics import Button


@pytest.fixture
def today(desk: Desk, office):  # noqa: F811
    return desk.go(Place("today"))


def names(screen) -> list[str]:
    model = screen.agenda.source
    return [model.row(at).account for at in range(model.rowCount()) if model.is_entry(at)]


def due(screen) -> list[str]:
    model = screen.due.source
    return [model.row(at).title for at in range(model.rowCount())]


def test_the_page_shows_the_day_its_appointments_and_what_is_due(desk, today):  # noqa: F811
    assert str(date.today().day) in desk.window.top.title.text()
    assert names(today) == ["Balkan Parts OOD", "Μύλοι Αιγαίου ΑΕ"]
    assert due(today) == ["Book the hotel", "Send the price list", "Name a reference"]
    assert today._count.text() == "3"


def test_the_title_speaks_the_language_of_the_program(desk, office):  # noqa: F811
    use("el")
    try:
        desk.go(Place("today"))
        from app.language import language

        assert language("el").day_month(date.today(), "long") in desk.window.top.title.text()
    finally:
        use("en")


def test_space_marks_what_is_due_as_done_and_undo_brings_it_back(desk, today, qtbot):  # noqa: F811
    today.due.setFocus()
    today.due.go_to(1)
    qtbot.keyClick(today.due, Qt.Key.Key_Space)
    desk.until(lambda: "Send the price list" not in due(today))
    assert desk.notices[-1] == "Done: Send the price list"
    assert today.due.currentIndex().row() == 1, "the keyboard stays where it was"
    desk.work.undo()
    desk.until(lambda: "Send the price list" in due(today))


def test_a_click_on_the_box_finishes_a_task(desk, today, qtbot):  # noqa: F811
    at = due(today).index("Book the hotel")
    qtbot.mouseClick(today.due.viewport(), Qt.MouseButton.LeftButton, pos=today.due.box_of(at))
    desk.until(lambda: "Book the hotel" not in due(today))


def test_a_click_beside_the_box_does_nothing(desk, today, qtbot):  # noqa: F811
    beside = today.due.box_of(0)
    beside.setX(today.due.width() // 2)
    qtbot.mouseClick(today.due.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    desk.settle()
    assert len(due(today)) == 3


def test_arrows_go_over_headings_and_enter_opens_the_visit(desk, today, office, qtbot):  # noqa: F811
    today.agenda.setFocus()
    assert today.agenda.current_row().id == office["visit"]
    qtbot.keyClick(today.agenda, Qt.Key.Key_Down)
    assert today.agenda.current_row().id == office["later"]
    qtbot.keyClick(today.agenda, Qt.Key.Key_Down)
    assert today.agenda.current_row().id == office["later"], "there is nothing below"
    qtbot.keyClick(today.agenda, Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.place.record == office["later"]
    assert desk.window.place.kind == "visits"


def test_b_opens_the_brief_of_the_row(desk, today, qtbot):  # noqa: F811
    today.agenda.setFocus()
    qtbot.keyClick(today.agenda, Qt.Key.Key_B)
    desk.settle()
    dialog = desk.window.findChild(PaperDialog)
    desk.until(lambda: dialog._made is not None)
    assert "Meeting-brief" in dialog._made.file_name and "Balkan" in dialog._made.file_name
    dialog.reject()


def test_all_briefs_of_the_day_come_as_one_paper(desk, today):  # noqa: F811
    today._pack.click()
    dialog = desk.window.findChild(PaperDialog)
    desk.until(lambda: dialog._pages > 1)
    assert "Day-pack" in dialog._made.file_name
    dialog.reject()


def test_single_letters_can_be_switched_off(desk, office, qtbot):  # noqa: F811
    desk.workspace.preferences["window.single_keys"] = False
    screen = desk.go(Place("today"))
    screen.agenda.setFocus()
    qtbot.keyClick(screen.agenda, Qt.Key.Key_B)
    desk.settle()
    assert desk.window.findChild(PaperDialog) is None


def test_n_offers_what_can_be_begun(desk, today, qtbot):  # noqa: F811
    today.agenda.setFocus()
    qtbot.keyClick(today.agenda, Qt.Key.Key_N)
    menu = today.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Plan a visit…",
        "Plan a call…",
        "Add a task…",
        "Add an account…",
    ]
    menu.close()


def test_an_empty_day_says_what_will_appear_and_how(desk):  # noqa: F811
    screen = desk.go(Place("today"))
    shown = texts_of(screen)
    assert "Nothing planned yet" in shown and "Plan a visit" in shown
    assert "Nothing is due" in shown
    assert "Nothing stands out" in shown
    assert not screen._pack.isVisible()


def test_a_day_without_appointments_still_shows_the_days_after_it(desk, workspace):  # noqa: F811
    account = add(workspace, "accounts", name="Solo")
    workspace.do("Plan", visits.plan_visit, account, "Later", clock(9, 0, 3))
    screen = desk.go(Place("today"))
    rows = [screen.agenda.source.row(at) for at in range(screen.agenda.source.rowCount())]
    assert rows[0].text == "No appointments today."
    assert names(screen) == ["Solo"]


def test_a_change_elsewhere_is_seen_here(desk, today, office):  # noqa: F811
    desk.work.write("Cancel", visits.cancel_visit, office["visit"], "ill")
    desk.until(lambda: "Balkan Parts OOD" not in names(today))


def test_markup_in_a_name_is_shown_as_letters(desk, office, workspace):  # noqa: F811
    workspace.do("Plan", visits.plan_visit, office["hostile"], "<b>Bold</b>", clock(20))
    screen = desk.go(Place("today"))
    assert HOSTILE in names(screen)
    at = next(i for i in range(9) if getattr(screen.agenda.source.row(i), "account", "") == HOSTILE)
    heard = screen.agenda.source.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert HOSTILE in heard and "<b>Bold</b>" in heard


def test_every_control_has_a_name(desk, today):  # noqa: F811
    assert nameless(today) == []


@pytest.mark.parametrize(("width", "height", "zoom"), [(1024, 640, 100), (1366, 768, 100), (1366, 768, 200)])
def test_nothing_scrolls_sideways(desk, today, width, height, zoom):  # noqa: F811
    desk.look.choose(zoom=zoom)
    desk.window.resize(width, height)
    desk.settle()
    assert today._area.widget().width() <= today._area.viewport().width()


def test_what_cannot_be_read_is_said_on_the_page_with_a_way_on(desk, today):  # noqa: F811
    from app.errors import Damaged

    today._refused(Damaged("A file of the profile is damaged."))
    assert "A file of the profile is damaged." in texts_of(today.banner)
    child(today.banner, Button, "Try again").click()
    desk.until(lambda: not today.banner.isVisible())
