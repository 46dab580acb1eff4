"""Lanes bring results back to those who still live, in the window's thread, newest question first."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget

from app.errors import Refused

if TYPE_CHECKING:
    from tests.ui.conftest import SmallWorkspace
    from ui.hub import Hub
    from ui.work import Work


def test_a_query_runs_in_the_store_lane_and_answers_in_the_window_thread(work: Work, qtbot: Any) -> None:
    seen: list[Any] = []

    def query(reader: Any, number: int) -> tuple[int, str]:
        return number * 2, threading.current_thread().name

    work.read(query, 21, then=lambda answer: seen.extend([*answer, QThread.currentThread()]))
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen[0] == 42
    assert seen[1].startswith("store")
    assert seen[2] is QWidget().thread() or seen[2] == QWidget().thread()


def test_a_result_for_a_dead_widget_is_dropped(work: Work, qtbot: Any) -> None:
    import shiboken6

    owner, seen, go = QWidget(), [], threading.Event()
    work.read(lambda reader: go.wait(5), then=lambda _: seen.append("dead"), owner=owner)
    shiboken6.delete(owner)
    go.set()
    work.read(lambda reader: 1, then=lambda _: seen.append("alive"))
    qtbot.waitUntil(lambda: "alive" in seen)
    assert seen == ["alive"]


def test_the_newest_question_replaces_those_still_waiting(work: Work, qtbot: Any) -> None:
    go, ran, seen = threading.Event(), [], []
    work.read(lambda reader: go.wait(5), then=None)
    for number in range(5):
        work.read(lambda reader, n: ran.append(n) or n, number, then=lambda n: seen.append(n), key="search")
    go.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert (ran, seen) == ([4], [4])


def test_a_write_tells_the_house_what_it_touched(
    work: Work, hub: Hub, small: SmallWorkspace, qtbot: Any
) -> None:
    notices: list[tuple[str, Any]] = []
    hub.notice.connect(lambda text, undo: notices.append((text, undo)))
    with qtbot.waitSignal(hub.changed) as changed:
        work.write("Log visit", lambda session: "id", notice="Visit logged")
    assert changed.args == [frozenset({("accounts", "1")})]
    assert notices[0][0] == "Visit logged"
    with qtbot.waitSignal(hub.notice) as undone:
        notices[0][1]()
    assert undone.args[0] == "Undone: Log visit"
    assert small.written == []


def test_a_refusal_goes_to_the_one_who_asked_and_else_to_the_notice_bar(
    work: Work, hub: Hub, qtbot: Any
) -> None:
    def refuse(reader: Any) -> None:
        raise Refused("The file {name} is empty.", name="a.csv")

    heard: list[Exception] = []
    work.read(refuse, then=None, failed=heard.append)
    with qtbot.waitSignal(hub.trouble) as trouble:
        work.read(refuse, then=None)
    assert trouble.args == ["The file a.csv is empty."]
    assert isinstance(heard[0], Refused)


def test_a_fault_goes_to_the_crash_page_and_the_log(work: Work, hub: Hub, qtbot: Any, caplog: Any) -> None:
    with qtbot.waitSignal(hub.fault) as fault:
        work.read(lambda reader: 1 // 0, then=None)
    assert isinstance(fault.args[0], ZeroDivisionError)
    assert "A task failed" in caplog.text


def test_a_slow_paper_does_not_keep_a_question_waiting(work: Work, qtbot: Any) -> None:
    go, seen = threading.Event(), []
    work.document(lambda workspace: go.wait(5), then=lambda _: seen.append("paper"))
    work.read(lambda reader: 1, then=lambda _: seen.append("answer"))
    qtbot.waitUntil(lambda: seen == ["answer"])
    go.set()
    qtbot.waitUntil(lambda: seen == ["answer", "paper"])


def test_progress_is_reported_and_a_cancel_is_heard(work: Work, qtbot: Any) -> None:
    told: list[tuple[float, str]] = []
    ended = threading.Event()

    def task(workspace: Any, report: Any, cancel: threading.Event) -> None:
        report(0.5, "half")
        cancel.wait(5)
        ended.set()

    ticket = work.document(task, then=None, progress=told.append)
    qtbot.waitUntil(lambda: told == [(0.5, "half")])
    ticket.cancel()
    qtbot.waitUntil(ended.is_set)


def test_closing_finishes_what_is_being_written(hub: Hub, small: SmallWorkspace, qapp: Any) -> None:
    from ui.work import Work

    lanes = Work(hub, small)
    for number in range(20):
        lanes.write("Change", lambda session, n: n, number)
    lanes.close()
    assert len(small.written) == 20
    assert small.closed


def test_two_thousand_signals_take_no_reference_from_none(work: Work, qtbot: Any) -> None:
    import sys

    seen: list[None] = []
    before = sys.getrefcount(None)
    for _ in range(2000):
        work.hub.tell("Saved")
        work.hub.changed.emit(frozenset())
    work.read(lambda reader: None, then=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert sys.getrefcount(None) > before - 500
