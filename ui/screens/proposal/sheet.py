"""The table of lines, worked like a sheet: typing edits, Enter and Tab go on, and no hand leaves the keys."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.language import t
from ui import theme
from ui.delegates import elided
from ui.lists import RowRole
from ui.screens.proposal.lines import DISCOUNT, NET, PRICE, PRODUCT, QUANTITY, UNIT, LineRow, LinesModel
from ui.screens.proposal.picker import ProductPicker
from ui.widgets.chips import chip_size, paint_chip
from ui.work import Work

WIDTHS = {QUANTITY: 84, UNIT: 70, PRICE: 96, DISCOUNT: 82, NET: 104}
ORDER = (PRODUCT, QUANTITY, PRICE, DISCOUNT)
"""The cells Tab goes through; the unit comes from the product and is reached with the arrows."""


class LineDelegate(QStyledItemDelegate):
    """Paints the cells and makes their editors."""

    def __init__(self, work: Work, view: "LinesView") -> None:
        super().__init__(view)
        self._work = work
        self._view = view

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        row = index.data(RowRole)
        if index.column() == PRODUCT and not (row is not None and row.is_heading):
            picker = ProductPicker(self._work, parent)
            picker.taken.connect(lambda: self._leave(picker, "enter"))
            return picker
        line = QLineEdit(parent)
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        if index.column() in (QUANTITY, PRICE, DISCOUNT):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, ProductPicker):
            if editor.chosen is not None:
                model.choose(index, editor.chosen.id, editor.chosen.title)
            else:
                model.write(index, editor.text())
        elif isinstance(editor, QLineEdit):
            if index.column() == PRODUCT:
                model.write(index, editor.text())
            else:
                model.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            assert isinstance(event, QKeyEvent)
            if self._key(watched, Qt.Key(event.key()), event.modifiers()):
                return True
        return super().eventFilter(watched, event)

    def _key(self, editor: QLineEdit, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        picker = editor if isinstance(editor, ProductPicker) else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if picker is not None and modifiers & Qt.KeyboardModifier.ShiftModifier:
                picker.keep_words()
            self._leave(editor, "enter")
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._leave(editor, "tab" if key == Qt.Key.Key_Tab else "back")
            return True
        if picker is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return picker.step(1 if key == Qt.Key.Key_Down else -1)
        if picker is not None and key == Qt.Key.Key_Escape:
            return picker.close_list()
        return False

    def _leave(self, editor: QLineEdit, how: str) -> None:
        def on() -> None:
            # Where the cell was: a line that begins here pushes the empty one, and the current index with it, down.
            here = self._view.currentIndex()
            row, column = here.row(), here.column()
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._view.advance(how, row, column)

        if isinstance(editor, ProductPicker):
            editor.settle(on)
        else:
            on()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: LineRow | None = index.data(RowRole)
        box = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selection"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        if index.column() == PRODUCT and row is not None and row.mark:
            inner = self._chip(painter, inner, row.mark)
        face = "name" if row is not None and (row.is_heading or index.column() == NET) else "body"
        out = row is None or row.is_optional or row.alternative_to_id
        painter.setFont(theme.font(face))
        painter.setPen(theme.colour("text-3" if row is None else "text-2" if out else "text"))
        right = index.column() in (QUANTITY, PRICE, DISCOUNT, NET)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        text = elided(str(index.data()), face, inner.width())
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        if self._view.rings(index):
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def _chip(self, painter: QPainter, inner: QRect, text: str) -> QRect:
        size = chip_size(text)
        width = min(size.width(), inner.width() // 2)
        top = inner.top() + (inner.height() - size.height()) // 2
        paint_chip(painter, QRect(inner.right() - width, top, width, size.height()), text, "plain")
        return inner.adjusted(0, 0, -width - theme.px(8), 0)


class LinesView(QTableView):
    """The sheet. Ctrl+D doubles a line, Ctrl+Up and Ctrl+Down move it, Delete takes it away."""

    wanted = Signal(str)
    """Something to be done with the current line: duplicate, remove, up, down."""

    def __init__(self, work: Work, model: LinesModel) -> None:
        super().__init__()
        self.setAccessibleName(t("Lines"))
        self.setModel(model)
        self.lines = model
        self.setItemDelegate(LineDelegate(work, self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setProperty("ownGround", True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.fit()
        theme.look().changed.connect(self.fit)

    def fit(self) -> None:
        """Sizes by density and zoom."""
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.look().table_row_height)
        header = self.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(theme.px(40))
        header.setSectionResizeMode(PRODUCT, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, theme.px(width))

    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def rings(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the focus ring is on this cell."""
        return self.hasFocus() and index == self.currentIndex()

    def go_to(self, row: int, column: int) -> None:
        """Put the keyboard on a cell."""
        index = self.lines.index(min(row, self.lines.rowCount() - 1), column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def advance(self, how: str, row: int, column: int) -> None:
        """Where the keyboard goes after a cell: product → quantity → the next line; Tab through price and discount."""
        line = self.lines.row(row)
        if how == "enter":
            to_quantity = column == PRODUCT and line is not None and not line.is_heading
            self.go_to(*((row, QUANTITY) if to_quantity else (row + 1, PRODUCT)))
            return
        at = ORDER.index(column) if column in ORDER else ORDER.index(QUANTITY)
        at += 1 if how == "tab" else -1
        if at >= len(ORDER):
            self.go_to(row + 1, PRODUCT)
        elif at >= 0:
            self.go_to(row, ORDER[at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        wanted = (
            {Qt.Key.Key_D: "duplicate", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}.get(key)
            if control
            else None
        )
        if key == Qt.Key.Key_Delete:
            wanted = "remove"
        if wanted is not None:
            self.wanted.emit(wanted)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            if not self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.AllEditTriggers, event):
                self.advance("enter", self.currentIndex().row(), self.currentIndex().column())
        elif not control or event.text() == "":
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.go_to(self.lines.rowCount() - 1, PRODUCT)
