"""Buttons that look like what they are about: a chip one can press, a row of two lines one can open."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import theme
from ui.delegates import Line, RowDelegate
from ui.icons import pixmap
from ui.widgets.basics import Button
from ui.widgets.chips import HEIGHT, chip_size, paint_chip

TAIL = 16


class ChipButton(QAbstractButton):
    """A chip that does something: it opens a menu (chevron) or goes away (cross)."""

    def __init__(
        self, text: str, tone: str, tail: str, name: str, clicked: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._tone, self._tail = tone, tail
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set(text, tone, name)
        theme.look().changed.connect(self.updateGeometry)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def set(self, text: str, tone: str, name: str) -> None:
        """Another word; `name` is what a screen reader says."""
        self._tone = tone
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        """The word on the chip."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        size = chip_size(self.word())
        return QSize(size.width() + theme.px(TAIL + 2), theme.px(HEIGHT + 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(56), self.sizeHint().width()), theme.px(HEIGHT + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(2, 2, -2, -2)
        # The word is painted in a narrower box over the ground of the whole chip.
        paint_chip(painter, box, "", self._tone)
        painter.setFont(theme.font("note-strong"))
        tone = "text-2" if self._tone == "plain" else self._tone
        painter.setPen(theme.colour(tone))
        words = box.adjusted(theme.px(10), 0, -theme.px(TAIL + 6), 0)
        cut = QFontMetrics(painter.font()).elidedText(
            self.word(), Qt.TextElideMode.ElideRight, words.width() + 1
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)
        side = theme.px(14)
        at = box.right() - side - theme.px(5)
        painter.drawPixmap(at, box.center().y() - side // 2 + 1, pixmap(self._tail, tone, 14))
        if self.hasFocus():
            _ring(painter, QRectF(self.rect()), self.height() / 2)


class TabButton(Button):
    """One of several views; wide enough for its word in the strong type it takes when it is chosen."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__(text, kind="quiet", clicked=clicked)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("name")).horizontalAdvance(self.accessibleName()) + theme.px(20)
        return QSize(max(width, super().sizeHint().width()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Painter(RowDelegate):
    """Paints one row outside a list."""

    def draw(self, painter: QPainter, box: QRect, line: Line) -> None:
        """The row without its ground."""
        self._paint_line(painter, box, line, False)


class RowButton(QAbstractButton):
    """A row of two lines that opens something; Enter and Space press it."""

    def __init__(self, line: Line, name: str, clicked: Callable[[], object], height: int = 44) -> None:
        super().__init__()
        self._line, self._height = line, height
        self._painter = _Painter(lambda row: line)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: clicked())
        theme.look().changed.connect(self.updateGeometry)

    @property
    def line(self) -> Line:
        """What the row says."""
        return self._line

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(self._height))

    def keyPressEvent(self, event: object) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-soft"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))
        box = QRect(self.rect()).adjusted(theme.px(8), 0, -theme.px(8), 0)
        self._painter.draw(painter, box, self._line)
        if self.hasFocus():
            _ring(painter, QRectF(self.rect()), theme.px(8))


def _ring(painter: QPainter, box: QRectF, radius: float) -> None:
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
