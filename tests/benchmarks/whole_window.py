"""The product's own window, started as `ui.main` starts it, and watched: first paint, usable Today, memory at rest.

`python -m tests.benchmarks.whole_window start|memory FOLDER`. Everything that watches is light: one event filter on
the main window until its first paint, one on Today's list until the paint after its rows have come.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

REST_MILLISECONDS = 6000
"""Long enough for everything that is loaded after the first picture."""

told: dict[str, float] = {}


class Watch(QObject):
    """Notes the processor time once a widget has been painted."""

    def __init__(self, widget: QWidget, name: str) -> None:
        super().__init__(widget)
        self._widget, self._name = widget, name
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            # The whole window is painted within this turn of the loop.
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        told[self._name] = time.process_time()
        told[f"{self._name}-seconds"] = time.time()
        if self._name == "painted":
            _watch_today()
        elif sys.argv[1] == "start":
            QApplication.exit()


def _watch_window() -> None:
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
    Watch(window, "painted")


def _watch_today() -> None:
    """From here on the product would load Today anyway; its rows have come when it shows an answer."""
    from ui.screens.today import Screen

    shown = Screen._show

    def show(screen: Any, found: Any) -> None:
        shown(screen, found)
        if "usable" not in told:
            Screen._show = shown  # type: ignore[method-assign]
            Watch(screen.agenda.viewport(), "usable")

    Screen._show = show  # type: ignore[method-assign,assignment]


def main() -> None:
    """Start the window and print what was noted."""
    app = QApplication(sys.argv[:1])
    QTimer.singleShot(0, _watch_window)
    if sys.argv[1] == "memory":
        QTimer.singleShot(REST_MILLISECONDS, app.exit)
    from ui.main import start

    start(sys.argv[2])
    if sys.argv[1] == "memory":
        text = Path(f"/proc/{os.getpid()}/smaps_rollup").read_text()
        told["memory"] = (
            next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
        )
    print(json.dumps(told))


main()
