"""Chips and marks: small painted shapes that say a state by word and colour, or a name by initials."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

TONES = ("accent", "info", "ok", "warn", "danger", "plain")
SIDE = 10
HEIGHT = 22


def chip_size(text: str) -> QSize:
    """The room a chip needs for its word."""
    metrics = QFontMetrics(theme.font("note-strong"))
    return QSize(metrics.horizontalAdvance(text) + 2 * theme.px(SIDE), theme.px(HEIGHT))


def paint_chip(painter: QPainter, box: QRect, text: str, tone: str = "accent") -> None:
    """A pill with a word; the word is cut with … when the box is too narrow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink, ground = ("text-2", "bg") if tone == "plain" else (tone, f"{tone}-soft")
    edged = tone == "plain" or theme.look().scheme == "sunlight"
    painter.setPen(
        QPen(theme.colour("control" if tone == "plain" else ink), 1) if edged else Qt.PenStyle.NoPen
    )
    painter.setBrush(theme.colour(ground))
    pill = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(theme.font("note-strong"))
    painter.setPen(theme.colour(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width() - theme.px(SIDE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def initials(name: str) -> str:
    """Up to two letters of a name, of its first two words that begin with a letter or figure."""
    words = [word for word in name[:200].split() if word[:1].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "–"


def paint_mark(painter: QPainter, box: QRect, name: str, selected: bool = False) -> None:
    """A rounded square with the initials of a name."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sunlight = theme.look().scheme == "sunlight"
    painter.setPen(QPen(theme.colour("accent"), 1) if sunlight else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface" if selected else "accent-soft"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8), theme.px(8))
    painter.setFont(theme.font("small-strong"))
    painter.setPen(theme.colour("accent"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


class Chip(QWidget):
    """A state in a word; tone: accent, info, ok, warn, danger or plain."""

    def __init__(self, text: str, tone: str = "accent") -> None:
        super().__init__()
        self._text = text
        self._tone = tone
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.look().changed.connect(self.updateGeometry)

    def set(self, text: str, tone: str = "accent") -> None:
        """Another state."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        return chip_size(self._text)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(48), chip_size(self._text).width()), theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._text, self._tone)
        cut = self.width() < chip_size(self._text).width()
        self.setToolTip(self._text if cut else "")


class Mark(QWidget):
    """The initials of an account or person."""

    def __init__(self, name: str, size: int = 34) -> None:
        super().__init__()
        self._name = name
        theme.fix(self, size, size)

    def set(self, name: str) -> None:
        """Another name."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), self.rect(), self._name)
