"""Views of long lists: two-line rows and tables of columns, both with our own focus ring."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import theme
from ui.delegates import CellDelegate, Line, RowDelegate
from ui.lists import Fixed, Rows

__all__ = ["Line", "ListView", "TableView"]
WIDEST_LEAST = 180


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
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
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
