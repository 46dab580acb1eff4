"""Bars with their labels and values, drawn by hand; the table beside them says the same in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.widgets.basics import plain_tip

ROW = 28
TALL = 150
NARROWEST = 30


@dataclass(frozen=True)
class Bar:
    """One bar: what it stands for, how long it is, and the value as it is written."""

    label: str
    value: Decimal
    text: str
    short: str = ""


class Bars(QWidget):
    """Bars lying (names with amounts) or standing (a row of months)."""

    def __init__(self, standing: bool = False) -> None:
        super().__init__()
        self.standing = standing
        self.bars: list[Bar] = []
        self._most: Decimal | None = None
        self._boxes: list[QRect] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.look().changed.connect(self.updateGeometry)

    def show_bars(self, bars: Sequence[Bar], name: str, most: Decimal | None = None) -> None:
        """Other bars; `name` says what they show, for those who do not see them.

        `most` is the value of a bar of full length, such as 1 for shares; else the longest one is.
        """
        self.bars = list(bars)
        self._most = most
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{bar.label} {bar.text}" for bar in self.bars[:24]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = theme.px(TALL) if self.standing else theme.px(ROW) * max(1, len(self.bars))
        return QSize(theme.px(300), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = self._most or max((abs(bar.value) for bar in self.bars), default=Decimal(0)) or Decimal(1)
        self._boxes = []
        if self.standing:
            self._paint_standing(painter, most)
        else:
            self._paint_lying(painter, most)

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            for box, bar in zip(self._boxes, self.bars, strict=False):
                if box.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), plain_tip(f"{bar.label}: {bar.text}"), self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)  # type: ignore[arg-type]

    def _paint_lying(self, painter: QPainter, most: Decimal) -> None:
        metrics = QFontMetrics(theme.font("small"))
        room = self.width()
        names = min(
            room // 3, max((metrics.horizontalAdvance(bar.label) for bar in self.bars), default=0) + 12
        )
        values = max((metrics.horizontalAdvance(bar.text) for bar in self.bars), default=0) + theme.px(12)
        height = theme.px(ROW)
        left, longest = names, max(1, room - names - values)
        painter.setFont(theme.font("small"))
        for at, bar in enumerate(self.bars):
            line = QRect(0, at * height, room, height)
            self._boxes.append(line)
            painter.setPen(theme.colour("text"))
            label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, names - 8)
            middle = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRect(0, line.top(), names - 8, height), middle, label)
            wide = max(2, round(float(abs(bar.value) / most) * longest)) if bar.value else 0
            self._paint_bar(painter, QRectF(left, line.top() + height * 0.2, wide, height * 0.6))
            painter.setPen(theme.colour("text"))
            painter.drawText(QRect(left + wide + theme.px(8), line.top(), values, height), middle, bar.text)

    def _paint_standing(self, painter: QPainter, most: Decimal) -> None:
        if not self.bars:
            return
        metrics = QFontMetrics(theme.font("note"))
        foot, head = metrics.height() + theme.px(6), metrics.height() + theme.px(4)
        step = self.width() / len(self.bars)
        tallest = max(1, self.height() - foot - head)
        painter.setFont(theme.font("note"))
        skip = max(1, round(NARROWEST / max(step, 1) + 0.49)) if step < theme.px(NARROWEST) else 1
        floor = self.height() - foot
        for at, bar in enumerate(self.bars):
            box = QRect(round(at * step), 0, max(1, round(step)), self.height())
            self._boxes.append(box)
            high = max(2, round(float(abs(bar.value) / most) * tallest)) if bar.value else 0
            side = min(step * 0.7, theme.px(56))
            self._paint_bar(painter, QRectF(box.center().x() - side / 2, floor - high, side, high))
            if at % skip:
                continue
            centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            wide = box.adjusted(-round(step * (skip - 1) / 2), 0, round(step * (skip - 1) / 2), 0)
            painter.setPen(theme.colour("text-2"))
            painter.drawText(QRect(wide.left(), floor + theme.px(4), wide.width(), foot), centre, bar.label)
            text = bar.short or bar.text
            if metrics.horizontalAdvance(text) <= wide.width() + theme.px(8) and bar.value:
                painter.setPen(theme.colour("text"))
                top = max(0, floor - high - head)
                painter.drawText(wide.left() - 8, top, wide.width() + 16, head, centre, text)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(0, floor, self.width(), floor)

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        if box.width() <= 0 or box.height() <= 0:
            return
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(theme.colour("accent-soft" if theme.look().scheme != "sunlight" else "surface"))
        painter.drawRoundedRect(box, 3, 3)
