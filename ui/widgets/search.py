"""A field that asks while one types: filters of lists, pickers, the palette."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from app.language import t
from ui import theme
from ui.icons import pixmap
from ui.widgets.basics import IconButton

PAUSE_MS = 120


class SearchField(QLineEdit):
    """A line with a magnifier; `asked` comes after a short pause, at once on Enter and on clearing."""

    asked = Signal(str)
    moved = Signal(int)
    """Up and down keys, for the list below the field."""

    def __init__(self, placeholder: str, name: str = "", pause: int = PAUSE_MS) -> None:
        super().__init__()
        self.setProperty("part", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._pause.timeout.connect(self._ask)
        self._asked = ""
        self._clear = IconButton("x", t("Clear"), self.clear)
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self.textChanged.connect(self._typed)

    def ask_now(self) -> None:
        """Ask without waiting for the pause."""
        self._pause.stop()
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask_now()
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        side = self._clear.width()
        self._clear.move(self.width() - side - 2, (self.height() - side) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(20)
        QPainter(self).drawPixmap(theme.px(10), (self.height() - side) // 2, pixmap("search", "text-2"))

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.setTextMargins(0, 0, self._clear.width() if text else 0, 0)
        if text:
            self._pause.start()
        else:
            self.ask_now()

    def _ask(self) -> None:
        text = self.text()
        if text != self._asked:
            self._asked = text
            self.asked.emit(text)
