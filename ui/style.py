"""What a sheet cannot draw well: check marks, radio marks, arrows and the focus ring."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QTabBar, QWidget

_P = QStyle.PrimitiveElement
_M = QStyle.PixelMetric
INDICATOR = 18
RING = 2


class HouseStyle(QProxyStyle):
    """Fusion with our own 18 px indicators and a focus ring of 2 px."""

    def __init__(self, colour: Callable[[str], QColor], px: Callable[[float], int]) -> None:
        super().__init__("Fusion")
        self._colour = colour
        self._px = px
        self._marks: dict[QStyle.PrimitiveElement, Callable[[QStyleOption, QPainter], None]] = {
            _P.PE_IndicatorCheckBox: self._check,
            _P.PE_IndicatorItemViewItemCheck: self._check,
            _P.PE_IndicatorRadioButton: self._radio,
            _P.PE_FrameFocusRect: self._ring,
            _P.PE_IndicatorArrowDown: self._arrow_down,
        }

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _P.PE_PanelItemViewRow and widget is not None and widget.property("ownGround"):
            return  # the delegate paints the rounded ground of a chosen row itself
        if element == _P.PE_FrameFocusRect and isinstance(widget, QTabBar):
            return  # the sheet draws the ring of a tab round the whole of it
        mark = self._marks.get(element)
        if mark is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark(option, painter)
        painter.restore()

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (
            _M.PM_IndicatorWidth,
            _M.PM_IndicatorHeight,
            _M.PM_ExclusiveIndicatorWidth,
            _M.PM_ExclusiveIndicatorHeight,
        ):
            return self._px(INDICATOR)
        if metric in (_M.PM_CheckBoxLabelSpacing, _M.PM_RadioButtonLabelSpacing):
            return self._px(8)
        return super().pixelMetric(metric, option, widget)

    def _box(self, option: QStyleOption) -> QRectF:
        return QRectF(option.rect).adjusted(1, 1, -1, -1)

    def _check(self, option: QStyleOption, painter: QPainter) -> None:
        box = self._box(option)
        on = bool(option.state & QStyle.StateFlag.State_On)
        partly = bool(option.state & QStyle.StateFlag.State_NoChange)
        self._fill(option, painter, on or partly)
        painter.drawRoundedRect(box, self._px(4), self._px(4))
        pen = QPen(self._colour("on-accent"), self._px(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if on:
            corners = ((0.24, 0.52), (0.43, 0.70), (0.77, 0.32))
            painter.drawPolyline(
                QPolygonF(
                    [QPointF(box.x() + box.width() * x, box.y() + box.height() * y) for x, y in corners]
                )
            )
        elif partly:
            middle = box.center()
            quarter = box.width() / 4
            painter.drawLine(QLineF(middle.x() - quarter, middle.y(), middle.x() + quarter, middle.y()))

    def _radio(self, option: QStyleOption, painter: QPainter) -> None:
        box = self._box(option)
        on = bool(option.state & QStyle.StateFlag.State_On)
        self._fill(option, painter, on)
        painter.drawEllipse(box)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("on-accent"))
            painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5)

    def _fill(self, option: QStyleOption, painter: QPainter, on: bool) -> None:
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        edge = ("accent" if on else "control") if enabled else "line"
        painter.setPen(QPen(self._colour(edge), 1.5))
        painter.setBrush(self._colour(edge if on else "surface"))

    def _ring(self, option: QStyleOption, painter: QPainter) -> None:
        painter.setPen(QPen(self._colour("focus"), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), self._px(6), self._px(6))

    def _arrow_down(self, option: QStyleOption, painter: QPainter) -> None:
        middle = QRectF(option.rect).center()
        reach = self._px(4)
        pen = QPen(self._colour("text-2"), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(middle.x() - reach, middle.y() - reach / 2),
                    QPointF(middle.x(), middle.y() + reach / 2),
                    QPointF(middle.x() + reach, middle.y() - reach / 2),
                ]
            )
        )
