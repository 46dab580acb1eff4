"""Long lists: right, quick, and never blank for longer than a page takes."""

from __future__ import annotations

import time
from array import array
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.conftest import Row, many_ids, many_rows
from ui.lists import PAGE, Column, Fixed, Rows
from ui.views import Line, ListView, TableView

if TYPE_CHECKING:
    from ui.theme import Look
    from ui.work import Work

COLUMNS = [
    Column("Name", lambda r: r.name, sort="name", stretch=True),
    Column("City", lambda r: r.city, 120, right=True),
]


def told(row: Row) -> str:
    return f"{row.name}, {row.city}"


@pytest.fixture
def rows(work: Work, qtbot: Any) -> Rows:
    model = Rows(work, many_ids, many_rows, COLUMNS, told)
    with qtbot.waitSignal(model.counted):
        model.ask(count=1000)
    return model


def test_the_model_keeps_the_rules_of_models(rows: Rows, qtbot: Any, qtmodeltester: Any) -> None:
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtmodeltester.check(rows, force_py=True)
    with qtbot.waitSignal(rows.counted):
        rows.ask(text="a")
    with qtbot.waitSignal(rows.counted):
        rows.ask(text="", sort="-name")
    assert tester.model() is rows
    assert isinstance(rows, QAbstractItemModel)


def test_the_first_page_comes_with_the_numbers(rows: Rows) -> None:
    assert rows.rowCount() == 1000
    assert rows.row(0) == many_rows(None, [0])[0]
    assert rows.row(PAGE - 1) is not None


def test_a_glimpse_is_shown_before_all_are_counted(work: Work, qtbot: Any) -> None:
    pictures: list[int] = []

    def glimpse(reader: Any, **question: Any) -> array[int]:
        return many_ids(reader, **question)[:PAGE]

    model = Rows(work, many_ids, many_rows, COLUMNS, told, glimpse=glimpse)
    model.modelReset.connect(lambda: pictures.append(model.rowCount()))
    with qtbot.waitSignal(model.counted) as counted:
        model.ask(count=1000)
    assert pictures == [PAGE, 1000]
    assert counted.args == [1000]
    with qtbot.waitSignal(model.counted):
        model.ask(count=900)
    assert pictures == [PAGE, 1000, 900]


def test_a_row_out_of_sight_is_fetched_when_it_is_looked_at(rows: Rows, qtbot: Any) -> None:
    assert rows.data(rows.index(900, 0)) == ""
    qtbot.waitUntil(lambda: rows.data(rows.index(900, 0)) != "")
    assert rows.row(900).seq == 900


def test_near_the_end_of_a_page_the_next_one_is_already_asked_for(rows: Rows, qtbot: Any) -> None:
    rows.row(PAGE - 10)
    qtbot.waitUntil(lambda: PAGE in rows._rows)


def test_a_header_asks_the_query_again_in_its_order(rows: Rows, qtbot: Any) -> None:
    with qtbot.waitSignal(rows.counted):
        rows.sort(0, Qt.SortOrder.DescendingOrder)
    assert rows.question["sort"] == "-name"
    assert rows.number(0) == 999


def test_asking_again_fetches_what_changed_without_moving_the_list(work: Work, qtbot: Any) -> None:
    cities = ["Athens"]
    model = Rows(
        work,
        lambda reader: array("q", range(10)),
        lambda reader, numbers: [Row(n, "A", cities[0]) for n in numbers],
        COLUMNS,
        told,
    )
    with qtbot.waitSignal(model.counted):
        model.ask()
    cities[0] = "Volos"
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(model.dataChanged):
        model.refresh()
    assert (model.row(3).city, resets) == ("Volos", [])


def test_a_row_is_spoken_as_a_sentence(rows: Rows) -> None:
    assert rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Aegean Foods SA 0, Athens"


def test_the_row_one_is_on_stays_chosen_when_the_order_changes(rows: Rows, dressed: Look, qtbot: Any) -> None:
    view = ListView(rows, lambda r: Line(r.name, r.city), "Accounts")
    qtbot.addWidget(view)
    view.go_to(5)
    with qtbot.waitSignal(rows.counted):
        rows.ask(sort="-name")
    assert rows.number(view.currentIndex().row()) == 5


def test_enter_opens_the_row_and_arrows_move(rows: Rows, dressed: Look, qtbot: Any) -> None:
    view = ListView(rows, lambda r: Line(r.name, r.city), "Accounts")
    qtbot.addWidget(view)
    view.show()
    view.go_to(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args[0].seq == 1


def test_no_column_makes_a_narrow_table_scroll_sideways(rows: Rows, dressed: Look, qtbot: Any) -> None:
    rows.columns.extend(Column(f"Column {n}", told, 160) for n in range(6))
    view = TableView(rows, "Accounts")
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    assert view.horizontalHeader().length() <= view.viewport().width()
    assert view.columnWidth(0) >= 180


def test_a_hundred_thousand_rows_are_painted_and_scrolled_in_time(
    work: Work, dressed: Look, qtbot: Any
) -> None:
    model = Rows(work, many_ids, many_rows, COLUMNS, told)
    view = ListView(model, lambda r: Line(r.name, r.city, "3 d", mark=r.name, chip="Late"), "Accounts")
    qtbot.addWidget(view)
    view.resize(400, 700)
    view.show()
    began = time.process_time()
    with qtbot.waitSignal(model.counted):
        model.ask(count=100_000)
    view.grab()
    first = time.process_time() - began
    frames = []
    for at in range(40):
        view.verticalScrollBar().setValue(at * 37)
        began = time.process_time()
        view.viewport().repaint()
        view.grab()
        frames.append(time.process_time() - began)
    # Five times the figures of the issue: a test run shares its processor; the benchmark measures the real ones.
    assert first < 0.5
    assert sorted(frames)[int(len(frames) * 0.95)] < 0.08


def test_a_short_list_is_held_whole(dressed: Look) -> None:
    model = Fixed(COLUMNS, told)
    model.show([Row(1, "A", "Athens"), Row(2, "B", "Volos")])
    assert (model.rowCount(), model.row(1).city) == (2, "Volos")
    assert model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole) == "B, Volos"
