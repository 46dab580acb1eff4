"""The notice at the foot of the window: ten seconds, with Undo, waiting while it is read."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.language import t
from ui import theme
from ui.widgets.basics import Button, IconButton, IconLabel, Label, row

SECONDS = 10


class Toast(QFrame):
    """One notice at a time; the newest wins."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "raised")
        self.setAccessibleName(t("Notice"))
        self._undo: Callable[[], None] | None = None
        self._icon = IconLabel("circle-check", "ok", 20)
        self._text = Label()
        self._button = Button(t("Undo"), "undo-2", "quiet", self._take_back)
        self._close = IconButton("x", t("Close the notice"), self.hide)
        inner = row(self._icon, self._text, self._button, self._close, gap=8, margins=(12, 6, 6, 6))
        inner.setStretch(1, 1)
        self.setLayout(inner)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self._end)
        for widget in (self._button, self._close):
            widget.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None, tone: str = "ok") -> None:
        """Show a sentence; `undo` adds the button that takes the step back."""
        self._undo = undo
        self._icon.set_icon("circle-check" if tone == "ok" else "triangle-alert", tone)
        self._text.setText(text)
        self._button.setVisible(undo is not None)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def warn(self, text: str) -> None:
        """Show a sentence of refusal."""
        self.say(text, None, "warn")

    def place(self) -> None:
        """At the foot of the window, clear of its edge."""
        window = self.parentWidget()
        assert window is not None
        self._text.setWordWrap(False)
        self.adjustSize()
        widest = window.width() - theme.px(48)
        if self.width() > widest:
            self._text.setWordWrap(True)
            self.setFixedWidth(widest)
            self.adjustSize()
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - theme.px(24))

    @property
    def text(self) -> str:
        return self._text.text()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._timer.start()
        return False

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.hide()

    def _end(self) -> None:
        if not self.underMouse():
            self.hide()

    def _take_back(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()
