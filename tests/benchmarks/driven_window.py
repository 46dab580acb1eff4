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

WORDS = ("bellora", "maria", "ροδοπ", "дунав", "padova", "bearing", "555 0", "certif", "meccan", "o-200", "line 2", "γιωρ")
FILTERS = ("b", "be", "bel", "of", "offi", "ka", "μηχ", "555", "zzzz")
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


def settle() -> None:
    """Let everything come to rest."""
    rested = [False]
    QTimer.singleShot(400, lambda: rested.__setitem__(0, True))
    until(lambda: rested[0])


def timed(act: Callable[[], object], answered: Any, paints: Paints) -> float:
    """From the act to the first paint after the answer; `answered` is the signal that it has come.

    An answer that changes nothing in sight paints nothing: it counts as painted once the loop has nothing left to do.
    """
    came: list[int] = []
    idle = [0]
    link = answered.connect(lambda *_: came.append(paints.count))
    before = time.perf_counter()
    act()
    until(lambda: bool(came))
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: idle.append(1)))
    until(lambda: paints.count > came[-1] or len(idle) > 1)
    taken = time.perf_counter() - before
    answered.disconnect(link)
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
    for _ in range(5):
        settle()
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
            times.append(timed(press, palette.results.modelReset, paints))
    return {"times": times}


def account(running: Any) -> dict[str, Any]:
    """Open the account with the longest timeline, again and again, coming from another one."""
    from ui.screens.base import Place

    window = running.window
    other = running.work.workspace.reader.value("SELECT id FROM accounts WHERE id <> ? ORDER BY seq LIMIT 1", (sys.argv[3],))
    times = []
    for _ in range(12):
        window.go(Place("accounts", other, "accounts"))
        settle()
        page = window.shown().page
        times.append(timed(lambda: window.go(Place("accounts", sys.argv[3], "accounts")), page.filled, Paints(page)))
        settle()
    return {"times": times[2:]}


def list_(running: Any) -> dict[str, Any]:
    """Show the list, filter and sort it, scroll it."""
    from ui.screens.base import Place

    window = running.window
    before = time.perf_counter()
    window.go(Place("accounts"))
    pane = window.shown().list
    paints = Paints(pane.view.viewport())
    until(lambda: pane.model.rowCount() > 0 and pane.model.row(0) is not None and paints.count > 0)
    first = time.perf_counter() - before
    settle()
    asked: dict[str, list[float]] = {}

    def ask(name: str, **question: Any) -> None:
        act = lambda: pane.model.ask(**question)  # noqa: E731
        asked.setdefault(name, []).append(timed(act, pane.model.counted, paints))
        settle()

    for sort in ("-name", "last_contact", "-last_contact", "stage", "newest", "name"):
        ask("sort", sort=sort)
    for text in FILTERS:
        ask("filter", text=text)
        ask("sort", text="")
    for where in ({"stage": "repeat"}, {"type": "prospect"}, {"tier": "a"}, {"country": "IT"}, {}):
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
    running.window.close()
    running.work.close()
