"""The product's own window, driven as a person drives it, offscreen: `search|account|list FOLDER BUSY_ACCOUNT`.

Times run from the key or click until the answer has been painted, by the clock.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

WORDS = (
    "bellora",
    "maria",
    "ροδοπ",
    "дунав",
    "padova",
    "bearing",
    "555 0",
    "certif",
    "meccan",
    "o-200",
    "line 2",
    "γιωρ",
)
FILTERS = ("b", "be", "bel", "of", "offi", "ka", "μηχ", "555", "zzzz")
SORTS = ("-name", "last_contact", "-last_contact", "stage", "newest", "name")
WHERE: tuple[dict[str, str], ...] = (
    {"stage": "repeat"},
    {"type": "prospect"},
    {"tier": "a"},
    {"country": "IT"},
    {},
)
TIMES = 3
PATIENCE = 30_000

app = QApplication(sys.argv[:1])


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def until(done: Callable[[], bool]) -> None:
    """Let the window work until something is so; the thread sleeps meanwhile, as it does for a person."""
    late = QTimer()
    late.setSingleShot(True)
    late.start(PATIENCE)
    while not done():
        if not late.isActive():
            raise TimeoutError("The window did not answer.")
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle(milliseconds: int = 150) -> None:
    """Let everything come to rest."""
    rested = [False]
    QTimer.singleShot(milliseconds, lambda: rested.__setitem__(0, True))
    until(lambda: rested[0])


def timed(act: Callable[[], object], answered: Callable[[], Any], paints: Callable[[], Paints]) -> float:
    """From the act to the first paint after the answer; `answered` gives the signal that it has come.

    An answer that changes nothing in sight paints nothing: it counts as painted once the loop has nothing left to do.
    """
    before = time.perf_counter()
    act()
    watch, signal = paints(), answered()
    came: list[int] = []
    idle: list[bool] = []
    link = signal.connect(lambda *_: came.append(watch.count))
    until(lambda: bool(came))
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: idle.append(True)))
    until(lambda: watch.count > came[-1] or bool(idle))
    taken = time.perf_counter() - before
    signal.disconnect(link)
    return taken


def type_letter(field: QWidget, letter: str) -> None:
    """One key pressed and let go."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        app.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter))


def started() -> Any:
    """The window, with Today shown and everything loaded that comes after it."""
    from ui.running import Running

    running = Running(app, sys.argv[2], "", None)
    running.window.resize(1366, 768)
    running.window.show()
    running._after_paint()
    sys.excepthook = sys.__excepthook__  # here a fault ends the measuring, it does not become a page
    until(lambda: running.window.shown() is not None)
    settle(2500)
    return running


def search(running: Any) -> dict[str, Any]:
    """Type words letter by letter into the palette."""
    window = running.window
    window.search()
    settle()
    palette = window._palette
    paints = Paints(palette.list.viewport())
    times = []
    for word in WORDS:
        palette.field.clear()
        settle()
        for letter in word:
            press = partial(type_letter, palette.field, letter)
            times.append(timed(press, lambda: palette.results.modelReset, lambda: paints))
    return {"times": times}


def account(running: Any) -> dict[str, Any]:
    """Open the account with the longest timeline, again and again, coming from another one."""
    from ui.screens.base import Place

    window = running.window
    sql = "SELECT id FROM accounts WHERE id <> ? ORDER BY seq LIMIT 1"
    other = running.work.workspace.reader.value(sql, (sys.argv[3],))
    window.go(Place("accounts", other, "accounts"))
    settle()
    page = window.shown().page
    paints = Paints(page.timeline.list.viewport())
    times = []
    for _ in range(12):
        times.append(
            timed(
                lambda: window.go(Place("accounts", sys.argv[3], "accounts")),
                lambda: page.filled,
                lambda: paints,
            )
        )
        settle()
        window.go(Place("accounts", other, "accounts"))
        settle()
    return {"times": times}


def list_(running: Any) -> dict[str, Any]:
    """Show the list, filter and sort it, scroll it."""
    from ui.screens.base import Place

    window = running.window
    paints: list[Paints] = []

    def watched() -> Paints:
        paints[:] = paints or [Paints(window.shown().list.view.viewport())]
        return paints[0]

    first = timed(lambda: window.go(Place("accounts")), lambda: window.shown().list.model.modelReset, watched)
    settle()
    pane = window.shown().list
    asked: dict[str, list[float]] = {}

    def ask(name: str, **question: Any) -> None:
        times = asked.setdefault(f"{name} {' '.join(map(str, question.values()))}", [])
        times.append(timed(lambda: pane.model.ask(**question), lambda: pane.model.counted, watched))
        settle()

    for _ in range(TIMES):
        for sort in SORTS:
            ask("sort", sort=sort)
        for text in FILTERS:
            ask("filter", text=text)
            pane.model.ask(text="")
            settle()
        for where in WHERE:
            ask("filter", where=where)
    return {"first": first, "asked": asked, "frames": _frames(pane.view)}


def _frames(view: Any) -> list[float]:
    """Scroll by three rows a frame, then by pages, as a wheel and a dragged bar do."""
    bar, frames = view.verticalScrollBar(), []
    for step in (3, 3, 40):
        for _ in range(80):
            before = time.perf_counter()
            bar.setValue(bar.value() + step * (1 if bar.singleStep() <= 1 else bar.singleStep()))
            view.viewport().repaint()
            app.processEvents()
            frames.append(time.perf_counter() - before)
    return frames


if __name__ == "__main__":
    running = started()
    print(json.dumps({"search": search, "account": account, "list": list_}[sys.argv[1]](running)))
    running.work.close()
