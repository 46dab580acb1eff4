"""What is due: promises of ours and tasks, each with a box to tick."""

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStyleOptionViewItem

from app.language import t
from ui import theme
from ui.delegates import Line, RowDelegate
from ui.lists import Column, Fixed, Index, RowRole
from ui.style import INDICATOR
from ui.views import ListView

ROW = 48
BOX = 34


def line_of(item: Any) -> Line:
    """What is to be done, for whom, and how late it is."""
    late = (date.today() - item.due_on).days
    word = t("{count} d late", count=late) if item.is_overdue else t("today")
    kind = t("Promise") if item.kind == "promises" else t("Task")
    second = f"{item.account} · {kind}" if item.account else kind
    return Line(item.title, second, word, "danger" if item.is_overdue else "text-2", strong=False)


def spoken(item: Any) -> str:
    """A row as a screen reader says it."""
    line = line_of(item)
    return ", ".join((line.name, line.second, line.right))


class DueModel(Fixed):
    """The items; one that was ticked stays ticked until the page is asked anew."""

    def __init__(self) -> None:
        super().__init__([Column("", spoken)], spoken)
        self.ticked: set[str] = set()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            row = self.row(index)
            is_ticked = row is not None and row.id in self.ticked
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def tick(self, item: Any, on: bool) -> None:
        """Show an item as done before the store has answered."""
        (self.ticked.add if on else self.ticked.discard)(item.id)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))


class DuePainter(RowDelegate):
    """A row with its box in front."""

    def __init__(self, view: "DueList", model: DueModel) -> None:
        super().__init__(line_of, view, ROW)
        self._model = model
        self._ticked = False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RowRole)
        self._ticked = row is not None and row.id in self._model.ticked
        super().paint(painter, option, index)

    def _paint_front(self, painter: QPainter, box: QRect, line: Line, selected: bool) -> int:
        view = self.parent()
        assert isinstance(view, DueList)
        side = theme.px(INDICATOR)
        option = QStyleOptionButton()
        option.rect = QRect(box.left() + theme.px(4), box.top() + (box.height() - side) // 2, side, side)
        option.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if self._ticked else QStyle.StateFlag.State_Off
        )
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, view)
        return theme.px(BOX)


class DueList(ListView):
    """The list of what is due; a click on the box or Space ticks it off."""

    ticked = Signal(object)
    """An item was done."""

    def __init__(self, model: DueModel) -> None:
        super().__init__(model, line_of, t("Due"), ROW)
        self.setItemDelegate(DuePainter(self, model))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and self._on_box(event, index):
            self.ticked.emit(self.source.row(index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        over = index.isValid() and self._on_box(event, index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def box_of(self, at: int) -> QPoint:
        """The middle of the box of a row."""
        row = self.visualRect(self.source.index(at, 0))
        return QPoint(row.left() + theme.px(8 + 4 + INDICATOR // 2), row.center().y())

    def whole_height(self) -> int:
        """The height at which nothing needs to scroll."""
        return self.verticalHeader().length() + 2

    def _on_box(self, event: QMouseEvent, index: QModelIndex) -> bool:
        return event.position().x() <= self.visualRect(index).left() + theme.px(8 + BOX)
