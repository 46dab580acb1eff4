"""The week: what stands in which day, and what the keys do."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from app.services import visits
from tests.ui.office import Desk, add, clock, desk, nameless, office  # noqa: F401  fixtures
from ui.dialogs.paper import PaperDialog
from ui.dialogs.plan import PlanForm
from ui.screens.base import Place

TODAY = date.today().weekday()


@pytest.fixture
def week(desk: Desk, office):  # noqa: F811
    return desk.go(Place("week"))


def shown(screen, at: int) -> list[str]:
    model = screen.days[at].list.source
    return [model.row(row).account for row in range(model.rowCount())]


def test_each_day_holds_its_appointments_and_the_keyboard_is_on_today(desk, week):  # noqa: F811
    assert [each.day.weekday() for each in week.days] == list(range(7))
    assert shown(week, TODAY) == ["Balkan Parts OOD"]
    assert week.days[TODAY].list.current_row().account == "Balkan Parts OOD"
    assert week.days[TODAY]._weekday.text() == "Today"
    assert desk.window.rail.buttons["today"].isChecked()


def test_the_arrows_walk_over_the_days_into_the_weeks_beside(desk, week, qtbot):  # noqa: F811
    begun = week.monday
    week.days[0].list.setFocus()
    qtbot.keyClick(week.days[0].list, Qt.Key.Key_Right)
    assert week._there == begun + timedelta(days=1)
    week.days[6].list.setFocus()
    qtbot.keyClick(week.days[6].list, Qt.Key.Key_Right)
    desk.settle()
    assert (week.monday, week._there) == (begun + timedelta(days=7), begun + timedelta(days=7))
    qtbot.keyClick(week.days[0].list, Qt.Key.Key_Left)
    desk.settle()
    assert (week.monday, week._there) == (begun, begun + timedelta(days=6))


def test_enter_opens_the_visit_and_back_returns_to_the_week_one_was_in(desk, week, workspace, office, qtbot):  # noqa: F811
    later = workspace.do("Plan", visits.plan_visit, office["aegean"], "Far ahead", clock(9, 0, 21)).value
    week.turn(3)
    desk.settle()
    qtbot.keyClick(week.days[TODAY].list, Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.place.record == later
    desk.window.back()
    desk.settle()
    assert week._there == date.today() + timedelta(days=21)


def test_n_plans_a_visit_on_the_day_one_stands_on(desk, week, qtbot):  # noqa: F811
    week.turn(1)
    desk.settle()
    qtbot.keyClick(week.days[TODAY].list, Qt.Key.Key_N)
    form = desk.window.findChild(PlanForm)
    planned = form.fields["starts_at"].editor.value()
    assert planned.astimezone().date() == date.today() + timedelta(days=7)
    form.window().reject()


def test_b_opens_the_brief(desk, week, qtbot):  # noqa: F811
    qtbot.keyClick(week.days[TODAY].list, Qt.Key.Key_B)
    desk.settle()
    dialog = desk.window.findChild(PaperDialog)
    desk.until(lambda: dialog._made is not None)
    assert "Balkan" in dialog._made.file_name
    dialog.reject()


def test_w_leads_from_the_day_to_the_week_and_d_back(desk, office, qtbot):  # noqa: F811
    today = desk.go(Place("today"))
    qtbot.keyClick(today.agenda, Qt.Key.Key_W)
    desk.settle()
    assert desk.window.place.screen == "week"
    qtbot.keyClick(desk.screen.days[TODAY].list, Qt.Key.Key_D)
    assert desk.window.place.screen == "today"


def test_a_visit_planned_elsewhere_appears(desk, week, workspace):  # noqa: F811
    account = add(workspace, "accounts", name="Solo")
    desk.work.write("Plan", visits.plan_visit, account, "New", clock(20))
    desk.until(lambda: "Solo" in shown(week, TODAY))


def test_every_control_of_the_week_has_a_name(desk, week):  # noqa: F811
    assert nameless(week) == []


def test_seven_columns_fit_into_the_smallest_window(desk, week):  # noqa: F811
    desk.window.resize(960, 600)
    desk.settle()
    assert week.days[6].geometry().right() <= week.width()
    assert len({each.width() for each in week.days}) <= 2


def test_large_text_shows_fewer_days_and_the_arrows_still_reach_all(desk, week, qtbot):  # noqa: F811
    desk.look.choose(zoom=200)
    desk.window.resize(1366, 768)
    desk.settle()
    assert 1 < sum(each.isVisible() for each in week.days) < 7
    week.this_week()
    desk.settle()
    for at in range(TODAY, 0, -1):
        qtbot.keyClick(week.days[at].list, Qt.Key.Key_Left)
        assert week.days[at - 1].isVisible()
