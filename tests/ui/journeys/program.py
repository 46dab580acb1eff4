"""The program as a person starts it, with an eye for the test: a line on its input asks what stands on the screen.

The eye only looks. Every key and every move of the mouse comes to the program through the screen, as a person's do.
"""

import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget


class Eye(QObject):
    """Says on the output what is in sight, whenever a line comes in."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self.look, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for _ in sys.stdin:
            self.asked.emit()

    def look(self) -> None:
        """One line: title and texts of the window in front, and where the keyboard is."""
        print(json.dumps(in_sight()), flush=True)


def in_sight() -> dict[str, Any]:
    """What a person sees now."""
    popup = QApplication.activePopupWidget()
    front = QApplication.activeModalWidget() or QApplication.activeWindow()
    focus = QApplication.focusWidget()
    return {
        "title": front.windowTitle() if front is not None else "",
        "texts": texts_of(front) if front is not None else [],
        "menu": [action.text() for action in popup.actions()] if isinstance(popup, QMenu) else [],
        "focus": focus.accessibleName() if focus is not None else "",
        "typed": _typed(focus),
    }


def texts_of(window: QWidget) -> list[str]:
    """What the labels and buttons in sight say; a button that cannot be pressed is left out."""
    labels = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    buttons = [
        each.text() for each in window.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()
    ]
    pages = [each.toPlainText() for each in window.findChildren(QPlainTextEdit) if each.isVisible()]
    return [text for text in labels + buttons + pages if text]


def _typed(focus: QWidget | None) -> str:
    if isinstance(focus, QLineEdit):
        return focus.text()
    plain = getattr(focus, "toPlainText", None)
    return str(plain()) if plain is not None else ""


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    eye = Eye()
    QTimer.singleShot(0, eye.look)  # the loop runs: from now on one may ask
    from ui.main import start

    sys.exit(start(sys.argv[1]))
