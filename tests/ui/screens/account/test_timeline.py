"""The timeline: by day, newest on top, a page at a time, filters, and what Enter opens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.ui.office import Desk, add, desk, office  # noqa: F401  fixtures
from ui.screens.account.timeline import day_word
from ui.screens.base import Place
from ui.screens.grouped import Heading


@pytest.fixture
def timeline(desk: Desk, office):  # noqa: F811
    return desk.go(Place("accounts", office["balkan"], "accounts")).page.timeline


def rows(timeline):
    model = timeline.list.model_
    return [model.row(at) for at in range(model.rowCount())]


def test_days_are_headings_and_the_newest_stands_on_top(timeline):
    shown = rows(timeline)
    assert isinstance(shown[0], Heading) and shown[0].text == "Today"
    moments = [each.at for each in shown if not isinstance(each, Heading)]
    assert moments == sorted(moments, reverse=True)


def test_a_filter_shows_one_kind(desk, timeline):  # noqa: F811
    timeline.put_show("visits")
    desk.until(lambda: {each.kind for each in timeline.loaded} == {"visits"})
    timeline.put_show("documents")
    desk.until(lambda: {each.kind for each in timeline.loaded} == {"quotes"})


def test_a_filter_without_entries_says_what_will_be_here(desk, office):  # noqa: F811
    page = desk.go(Place("accounts", office["hostile"], "accounts")).page
    assert page.timeline.empty.isVisible() and not page.timeline.list.isVisible()


def test_enter_opens_the_visit_in_its_log(desk, timeline, office, qtbot):  # noqa: F811
    at = next(
        at for at in timeline.list.model_.entries() if timeline.list.model_.row(at).id == office["visit"]
    )
    timeline.list.go_to(at)
    timeline.list.setFocus()
    qtbot.keyClick(timeline.list, Qt.Key.Key_Return)
    desk.settle()
    assert (desk.window.place.kind, desk.window.place.record) == ("visits", office["visit"])


def test_a_long_timeline_comes_page_by_page_and_whole(desk, workspace, office):  # noqa: F811
    from app.records.activities import Activity
    from app.store import bulk

    start = datetime(2026, 1, 1, 9, tzinfo=UTC)
    moments = [(start - timedelta(hours=7 * at)).isoformat(timespec="milliseconds") for at in range(500)]
    entries = [
        {"type": "note", "subject": f"Note {at}", "account_id": office["aegean"], "state": "done",
         "starts_at": moment.replace("+00:00", "Z")}
        for at, moment in enumerate(moments)
    ]  # fmt: skip
    workspace.do("Many", lambda session: bulk.add(session, Activity, entries))
    timeline = desk.go(Place("accounts", office["aegean"], "accounts")).page.timeline
    assert len(timeline.loaded) < 200
    for _ in range(12):
        timeline.list.verticalScrollBar().setValue(timeline.list.verticalScrollBar().maximum())
        desk.settle()
    titles = [each.title for each in timeline.loaded if each.title.startswith("Note")]
    assert titles == [f"Note {at}" for at in range(500)]


def test_days_near_today_have_words_and_other_years_their_year():
    today = date(2026, 11, 21)
    assert day_word(today, today) == "Today"
    assert day_word(today + timedelta(days=1), today) == "Tomorrow"
    assert day_word(today - timedelta(days=1), today) == "Yesterday"
    assert day_word(date(2026, 11, 17), today) == "Tue 17 Nov"
    assert day_word(date(2025, 11, 17), today) == "Mon 17 Nov 2025"


def test_a_row_is_spoken_as_a_sentence(timeline):
    model = timeline.list.model_
    at = next(at for at in model.entries() if model.row(at).kind == "visits")
    heard = model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("Visit: Spare parts contract, Their office") and "11:30" in heard
