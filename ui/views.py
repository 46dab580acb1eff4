"""Views of long lists: two-line rows painted by a delegate, tables of columns, both with our own focus ring."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.icons import pixmap
from ui.lists import Column, Fixed, RowRole, Rows
from ui.widgets.chips import chip_size, paint_chip, paint_mark

MARK = 34
WIDEST_LEAST = 180
_cut: dict[tuple[str, str, int, int], str] = {}


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
    key = (text, face, width, theme.look().choice.zoom)
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
                box.adjusted(0, theme.px(9), 0, 0),
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
                else box.top() + theme.px(9)
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


class CellDelegate(QStyledItemDelegate):
    """Paints a cell of a table: text in its tone, or a chip."""

    def __init__(self, columns: list[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column = self._columns[index.column()]
        row = index.data(RowRole)
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selection"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        if row is None:
            paint_placeholder(painter, inner)
            return
        text = column.text(row)
        tone = column.tone(row) if column.tone is not None else "text"
        if column.chip and text:
            size = chip_size(text)
            chip = QRect(inner.left(), box.top() + (box.height() - size.height()) // 2, 0, size.height())
            chip.setWidth(min(size.width(), inner.width()))
            paint_chip(painter, chip, text, tone)
        else:
            painter.setFont(theme.font(column.face))
            painter.setPen(theme.colour(tone))
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            cut = elided(text, column.face, inner.width())
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), cut)
        view = self.parent()
        if isinstance(view, TableView) and view.rings(index.row()):
            paint_row_ring(painter, view, box)


def paint_ground(painter: QPainter, box: QRect, option: QStyleOptionViewItem, selected: bool) -> None:
    """The rounded ground of a chosen row, and the ring of 2 px when the list has the keyboard."""
    view = option.widget
    current = isinstance(view, ListView) and view.rings(option.index.row())
    if not (selected or current or option.state & QStyle.StateFlag.State_MouseOver):
        return
    pill = QRectF(box).adjusted(2, 2, -2, -2)
    painter.setPen(QPen(theme.colour("focus"), 2) if current else Qt.PenStyle.NoPen)
    role = (
        "selection" if selected else "accent-soft" if option.state & QStyle.StateFlag.State_MouseOver else ""
    )
    painter.setBrush(theme.colour(role) if role else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(pill, theme.px(8), theme.px(8))


def paint_row_ring(painter: QPainter, view: QTableView, cell: QRect) -> None:
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


class _LongView(QTableView):
    """What lists and tables share. QListView lays out every row of 100,000 (430 ms); QTableView none (6 ms)."""

    opened = Signal(object)
    """Enter or double click on a row."""
    chosen = Signal(object)
    """The current row changed (None while it loads)."""

    def __init__(self, model: Rows | Fixed, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("ownGround", True)
        self.setModel(model)
        self.source = model
        self._keyboard = False
        self._held = -1
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda _: self._open())
        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._let_go)
        theme.look().changed.connect(self.fit_rows)

    def fit_rows(self) -> None:
        """Row height by density and zoom."""
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self.height_of_row())

    def height_of_row(self) -> int:
        """Height of one row in px."""
        return theme.look().table_row_height

    def current_row(self) -> Any:
        """The row one is on, or None."""
        index = self.currentIndex()
        return self.source.row(index) if index.isValid() else None

    def go_to(self, at: int) -> None:
        """Choose the row at a place and bring it into sight."""
        index = self.source.index(at, 0)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def rings(self, row: int) -> bool:
        """Whether the focus ring is on this row."""
        return self._keyboard and self.hasFocus() and self.currentIndex().row() == row

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            self.chosen.emit(self.source.row(current) if current.isValid() else None)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._keyboard = True
            if not self.currentIndex().isValid() and self.source.rowCount():
                self.go_to(0)
        self.viewport().update()

    def _open(self) -> None:
        row = self.current_row()
        if row is not None:
            self.opened.emit(row)

    def _hold(self) -> None:
        self._held = self.source.number(self.currentIndex().row()) if isinstance(self.source, Rows) else -1
        self._scrolled = self.verticalScrollBar().value()

    def _let_go(self) -> None:
        if self._held >= 0 and isinstance(self.source, Rows):
            at = self.source.place(self._held)
            if at >= 0:
                # The row one was on stays chosen, without the screen being told again that it was opened.
                self.blockSignals(True)
                self.go_to(at)
                self.blockSignals(False)


class ListView(_LongView):
    """A list of two-line rows; `line(row)` says what is painted."""

    def __init__(self, model: Rows | Fixed, line: Callable[[Any], Line], name: str, height: int = 0) -> None:
        super().__init__(model, name)
        self._painter = RowDelegate(line, self, height)
        self.setItemDelegate(self._painter)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(model.columns)):
            self.hideColumn(column)
        self.fit_rows()

    def height_of_row(self) -> int:
        return self._painter.row_height()


class TableView(_LongView):
    """A table of columns; a click on a header that can sort asks the query again."""

    def __init__(self, model: Rows | Fixed, name: str) -> None:
        super().__init__(model, name)
        self.setItemDelegate(CellDelegate(model.columns, self))
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort)
        self.setAlternatingRowColors(False)
        self.fit_rows()

    def fit_rows(self) -> None:
        super().fit_rows()
        header = self.horizontalHeader()
        header.setMinimumSectionSize(theme.px(48))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Share the width out: nothing scrolls sideways, the last columns give way when there is no room for them."""
        columns = self.source.columns
        room = self.viewport().width()
        least = sum(theme.px(WIDEST_LEAST if c.stretch else c.width * 0.75) for c in columns)
        shown = len(columns)
        while shown > 2 and least > room:
            shown -= 1
            last = columns[shown]
            least -= theme.px(WIDEST_LEAST if last.stretch else last.width * 0.75)
        fixed = sum(theme.px(c.width) for c in columns[:shown] if not c.stretch)
        open_ended = sum(c.stretch for c in columns[:shown])
        free = room - fixed - open_ended * theme.px(WIDEST_LEAST)
        factor = min(1.0, 1 + free / fixed) if fixed else 1.0
        rest = room - sum(int(theme.px(c.width) * factor) for c in columns[:shown] if not c.stretch)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, at >= shown)
            wide = (
                rest // open_ended if column.stretch and open_ended else int(theme.px(column.width) * factor)
            )
            self.setColumnWidth(at, max(theme.px(48), wide))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if 0 <= column < len(self.source.columns) and self.source.columns[column].sort:
            self.source.sort(column, order)
