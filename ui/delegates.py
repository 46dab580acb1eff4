"""How rows are painted: two lines with a mark or icon, cells of tables, the ring of the row one is on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui import theme
from ui.icons import pixmap
from ui.lists import Column, RowRole
from ui.widgets.basics import plain_tip
from ui.widgets.chips import chip_size, paint_chip, paint_mark

MARK = 34
LONGEST_LINE = 400
_SELECTED = QStyle.StateFlag.State_Selected
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_cut: dict[tuple[str, str, int, float], str] = {}


@dataclass(frozen=True)
class Line:
    """What a row of two lines says: a mark or icon, a name, a second line, a word at the right, a chip."""

    name: str
    second: str = ""
    right: str = ""
    right_tone: str = "text-2"
    chip: str = ""
    chip_tone: str = "accent"
    mark: str = ""
    icon: str = ""
    icon_tone: str = "accent"
    strong: bool = True
    lead: str = ""


def elided(text: str, face: str, width: int) -> str:
    """A text cut to a width in px; remembered, since the same rows are painted again and again."""
    text = text[:LONGEST_LINE]  # no row shows more, and measuring a million letters would hold up the window
    key = (text, face, width, theme.look().scale)
    found = _cut.get(key)
    if found is None:
        if len(_cut) > 5000:
            _cut.clear()
        metrics = QFontMetrics(theme.font(face))
        found = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
        _cut[key] = found
    return found


class RowDelegate(QStyledItemDelegate):
    """Paints a row of two lines from the `Line` that `line(row)` makes."""

    def __init__(self, line: Callable[[Any], Line], parent: QWidget | None = None, height: int = 0) -> None:
        super().__init__(parent)
        self._line = line
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(200), self.row_height())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = index.data(RowRole)
        line = self._line(row) if row is not None else None
        if line is None:
            return False
        box = QRect(option.rect).adjusted(theme.px(8), 0, -theme.px(8), 0)
        taken = (
            theme.px(58)
            if line.lead
            else theme.px(MARK + 10)
            if line.mark
            else theme.px(32)
            if line.icon
            else 0
        )
        if line.right:
            taken += QFontMetrics(theme.font("small")).horizontalAdvance(line.right) + theme.px(12)
        if line.chip:
            taken += min(chip_size(line.chip).width(), box.width() * 2 // 5) + theme.px(12)
        longest = max((line.name, "name"), (line.second, "note"), key=lambda part: len(part[0]))
        whole = f"{line.name}\n{line.second}".strip()
        if QFontMetrics(theme.font(longest[1])).horizontalAdvance(longest[0]) <= box.width() - taken:
            whole = ""
        QToolTip.showText(event.globalPos(), plain_tip(whole), view)
        return True

    def row_height(self) -> int:
        """Height of every row now."""
        return theme.px(self._height) if self._height else theme.look().row_height

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RowRole)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, box, option, selected)
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        if row is None:
            paint_placeholder(painter, inner)
        else:
            self._paint_line(painter, inner, self._line(row), selected)
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRect, line: Line, selected: bool) -> None:
        left = box.left() + self._paint_front(painter, box, line, selected)
        right = box.right() - self._paint_end(painter, box, line)
        width = max(0, right - left)
        name_face = "name" if line.strong else "body"
        second_face = "note"
        top_height = QFontMetrics(theme.font(name_face)).height()
        second_height = QFontMetrics(theme.font(second_face)).height() if line.second else 0
        top = box.top() + (box.height() - top_height - second_height) // 2
        painter.setFont(theme.font(name_face))
        painter.setPen(theme.colour("text"))
        name_box = QRect(left, top, width, top_height)
        painter.drawText(name_box, Qt.AlignmentFlag.AlignVCenter, elided(line.name, name_face, width))
        if line.second:
            painter.setFont(theme.font(second_face))
            painter.setPen(theme.colour("text-2"))
            second_box = QRect(left, top + top_height, width, second_height)
            painter.drawText(
                second_box, Qt.AlignmentFlag.AlignVCenter, elided(line.second, second_face, width)
            )

    def _paint_front(self, painter: QPainter, box: QRect, line: Line, selected: bool) -> int:
        used = 0
        if line.lead:
            painter.setFont(theme.font("name"))
            painter.setPen(theme.colour("text-2"))
            painter.drawText(
                box.adjusted(0, first_line(box), 0, 0),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop),
                line.lead,
            )
            used = theme.px(58)
        if line.mark:
            side = theme.px(MARK)
            paint_mark(
                painter,
                QRect(box.left(), box.top() + (box.height() - side) // 2, side, side),
                line.mark,
                selected,
            )
            used = side + theme.px(10)
        elif line.icon:
            side = theme.px(20)
            painter.drawPixmap(
                box.left(), box.top() + (box.height() - side) // 2, pixmap(line.icon, line.icon_tone)
            )
            used = side + theme.px(12)
        return used

    def _paint_end(self, painter: QPainter, box: QRect, line: Line) -> int:
        used = 0
        if line.right:
            painter.setFont(theme.font("small" if line.right_tone == "text-2" else "small-strong"))
            painter.setPen(theme.colour(line.right_tone))
            width = painter.fontMetrics().horizontalAdvance(line.right)
            height = painter.fontMetrics().height()
            top = (
                box.top() + (box.height() - height) // 2
                if line.chip or not line.second
                else box.top() + first_line(box)
            )
            painter.drawText(
                QRect(box.right() - width, top, width + 1, height), Qt.AlignmentFlag.AlignRight, line.right
            )
            used = width + theme.px(12)
        if line.chip:
            size = chip_size(line.chip)
            width = min(size.width(), box.width() * 2 // 5)
            left = box.right() - used - width
            paint_chip(
                painter,
                QRect(left, box.top() + (box.height() - size.height()) // 2, width, size.height()),
                line.chip,
                line.chip_tone,
            )
            used += width + theme.px(12)
        return used


def first_line(box: QRect) -> int:
    """How far below the top of a row its first line of two begins, whatever the row's height."""
    lines = sum(QFontMetrics(theme.font(face)).height() for face in ("name", "note"))
    return max(0, (box.height() - lines) // 2)


def tell_rest(event: QHelpEvent, view: QAbstractItemView, text: str, face: str, width: int) -> bool:
    """A tooltip with the whole text where it was cut."""
    if QFontMetrics(theme.font(face)).horizontalAdvance(text) > width:
        QToolTip.showText(event.globalPos(), plain_tip(text), view)
    else:
        QToolTip.hideText()
    return True


class CellDelegate(QStyledItemDelegate):
    """Paints a cell of a table: text in its tone, or a chip."""

    def __init__(self, columns: list[Column], view: Any) -> None:
        super().__init__(view)
        self._columns = columns
        self._view = view

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = index.data(RowRole)
        column = self._columns[index.column()]
        text = column.text(row) if row is not None else ""
        return tell_rest(event, view, text, column.face, option.rect.width() - theme.px(16))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # A table paints some two hundred cells a frame: every call that is not needed is left out here.
        at = index.row()
        row = self._view.source.row(at)
        column = self._columns[index.column()]
        box = option.rect
        if option.state & _SELECTED:
            painter.fillRect(box, theme.colour("selection"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
        pad = theme.px(8)
        inner = box.adjusted(pad, 0, -pad, 0)
        if row is None:
            paint_placeholder(painter, inner)
            return
        text = column.text(row)
        if text and column.chip:
            self._paint_chip(painter, inner, text, column.tone(row) if column.tone is not None else "text")
        elif text:
            painter.setFont(theme.font(column.face))
            painter.setPen(theme.colour(column.tone(row) if column.tone is not None else "text"))
            cut = elided(text, column.face, inner.width())
            painter.drawText(inner, _RIGHT if column.right else _LEFT, cut)
        if self._view.rings(at):
            paint_row_ring(painter, self._view, box)

    def _paint_chip(self, painter: QPainter, inner: QRect, text: str, tone: str) -> None:
        size = chip_size(text)
        top = inner.top() + (inner.height() - size.height()) // 2
        paint_chip(
            painter, QRect(inner.left(), top, min(size.width(), inner.width()), size.height()), text, tone
        )


def paint_ground(painter: QPainter, box: QRect, option: QStyleOptionViewItem, selected: bool) -> None:
    """The rounded ground of a chosen row, and the ring of 2 px when the list has the keyboard."""
    current = has_ring(option)
    if not (selected or current or option.state & QStyle.StateFlag.State_MouseOver):
        return
    pill = QRectF(box).adjusted(2, 2, -2, -2)
    painter.setPen(QPen(theme.colour("focus"), 2) if current else Qt.PenStyle.NoPen)
    role = (
        "selection" if selected else "accent-soft" if option.state & QStyle.StateFlag.State_MouseOver else ""
    )
    painter.setBrush(theme.colour(role) if role else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(pill, theme.px(8), theme.px(8))


def has_ring(option: QStyleOptionViewItem) -> bool:
    """Whether the keyboard is on this row of one of our views."""
    rings = getattr(option.widget, "rings", None)
    return rings is not None and bool(rings(option.index.row()))


def paint_row_ring(painter: QPainter, view: Any, cell: QRect) -> None:
    """One ring around the whole current row of a table, cell by cell."""
    wide = QRect(-view.horizontalOffset(), cell.top(), view.horizontalHeader().length(), cell.height())
    painter.save()
    painter.setClipRect(cell)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(wide.adjusted(1, 1, -1, -1))
    painter.restore()


def paint_placeholder(painter: QPainter, box: QRect) -> None:
    """A pale bar where a row is on its way."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    height = theme.px(8)
    bar = QRectF(box.left(), box.center().y() - height / 2, box.width() * 0.4, height)
    painter.drawRoundedRect(bar, height / 2, height / 2)
