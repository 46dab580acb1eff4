"""Lists with headings between their rows: the agenda by day, the timeline by day. Headings cannot be chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from ui import theme
from ui.delegates import Line, RowDelegate, elided
from ui.lists import Column, Fixed, Index, RowRole
from ui.views import ListView

HEAD = 32
HINT = 40


@dataclass(frozen=True)
class Heading:
    """What the rows below belong to."""

    text: str
    id: str = ""


@dataclass(frozen=True)
class Hint:
    """A line that says why there are no rows."""

    text: str
    id: str = ""


class Grouped(Fixed):
    """Rows with headings between them; `spoken(row)` is what a screen reader says of a row."""

    def __init__(self, spoken: Callable[[Any], str]) -> None:
        def heard(row: Any) -> str:
            return str(row.text) if isinstance(row, Heading | Hint) else spoken(row)

        super().__init__([Column("", heard)], heard)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.is_entry(index.row()):
            return super().flags(index)
        return Qt.ItemFlag.NoItemFlags

    def is_entry(self, at: int) -> bool:
        """Whether there is a row at this place that can be chosen."""
        row = self.row(at)
        return row is not None and not isinstance(row, Heading | Hint)

    def entries(self) -> list[int]:
        """The places of all rows that can be chosen."""
        return [at for at in range(self.rowCount()) if self.is_entry(at)]

    def append(self, rows: list[Any]) -> None:
        """More rows at the end; what is in sight stays where it is."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()


class GroupedPainter(RowDelegate):
    """Paints headings and hints as words, other rows as two lines."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RowRole)
        if isinstance(row, Heading | Hint):
            paint_words(painter, option.rect, row)
        else:
            super().paint(painter, option, index)


def paint_words(painter: QPainter, box: QRect, row: Heading | Hint) -> None:
    """A heading at the foot of its row, a hint in the middle."""
    is_heading = isinstance(row, Heading)
    face = "small-strong" if is_heading else "body"
    inner = box.adjusted(theme.px(8), 0, -theme.px(8), -theme.px(4) if is_heading else 0)
    painter.save()
    painter.setFont(theme.font(face))
    painter.setPen(theme.colour("text-2"))
    side = Qt.AlignmentFlag.AlignBottom if is_heading else Qt.AlignmentFlag.AlignVCenter
    painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignLeft), elided(row.text, face, inner.width()))
    painter.restore()


class GroupedList(ListView):
    """A list of rows with headings; the arrows go over headings."""

    def __init__(self, model: Grouped, line: Callable[[Any], Line], name: str, height: int) -> None:
        super().__init__(model, line, name, height)
        self.model_ = model
        self.setItemDelegate(GroupedPainter(line, self, height))
        model.modelReset.connect(self.fit_rows)
        model.rowsInserted.connect(lambda _, first, last: self._fit(first, last))

    def fit_rows(self) -> None:
        super().fit_rows()
        self._fit(0, self.source.rowCount() - 1)

    def go_to(self, at: int) -> None:
        """Choose the row at a place, or the nearest that can be chosen."""
        wanted = self.nearest(at, 1)
        super().go_to(wanted if wanted >= 0 else self.nearest(at, -1))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        move = QAbstractItemView.CursorAction
        now, last = self.currentIndex().row(), self.model_.rowCount() - 1
        page = max(1, self.viewport().height() // max(1, self.height_of_row()) - 1)
        goals = {
            move.MoveUp: (now - 1, -1), move.MoveDown: (now + 1, 1), move.MoveHome: (0, 1), move.MoveEnd: (last, -1),
            move.MovePageUp: (max(0, now - page), 1), move.MovePageDown: (min(last, now + page), -1),
        }  # fmt: skip
        at, step = goals.get(action, (now, 1))
        found = self.nearest(at, step)
        return self.model_.index(found if found >= 0 else now, 0)

    def whole_height(self) -> int:
        """The height at which nothing needs to scroll."""
        return self.verticalHeader().length() + 2

    def nearest(self, at: int, step: int) -> int:
        """The next row in a direction that can be chosen; -1 if there is none."""
        while 0 <= at < self.model_.rowCount():
            if self.model_.is_entry(at):
                return at
            at += step
        return -1

    def _fit(self, first: int, last: int) -> None:
        usual = self.height_of_row()
        for at in range(first, last + 1):
            row = self.source.row(at)
            if isinstance(row, Heading | Hint):
                self.setRowHeight(at, theme.px(HEAD if isinstance(row, Heading) else HINT))
            elif self.rowHeight(at) != usual:
                self.setRowHeight(at, usual)
