"""Long lists: an array of row numbers, pages of rows fetched through the store lane as they come into sight.

A list query is a pair of plain functions:
`ids(reader, **question) -> array('q')` gives the row numbers (`seq`) in order; the question is what `ask(...)` was
given, with `sort="name"` or `sort="-name"` when a header was clicked.
`rows(reader, numbers) -> list[dataclass]` gives what is shown of them; each row says its own `seq`, so rows that are
gone in between may be left out.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.work import Ticket, Work

PAGE = 200
KEPT = 20 * PAGE
AT_ONCE = 4
RowRole = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, what a row says in it, and the field it sorts by ("" if it cannot)."""

    title: str
    text: Callable[[Any], str]
    width: int = 120
    sort: str = ""
    right: bool = False
    stretch: bool = False
    tone: Callable[[Any], str] | None = None
    chip: bool = False
    face: str = "body"


class Titled(QAbstractTableModel):
    """What every table says of itself: its columns, their titles, and a row as a sentence."""

    def __init__(
        self, columns: Sequence[Column], sentence: Callable[[Any], str] | None, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._sentence = sentence

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def spoken(self, row: Any) -> str:
        """A row for a screen reader."""
        if self._sentence is not None:
            return self._sentence(row)
        return ", ".join(f"{c.title} {c.text(row)}".strip() for c in self.columns if c.text(row))


class Rows(Titled):
    """The model behind lists and tables; filter and sort ask the query again."""

    counted = Signal(int)
    """The number of rows after each question."""

    def __init__(
        self,
        work: Work,
        ids: Callable[..., array[int]],
        rows: Callable[..., list[Any]],
        columns: Sequence[Column],
        sentence: Callable[[Any], str] | None = None,
        parent: QObject | None = None,
        glimpse: Callable[..., array[int]] | None = None,
    ) -> None:
        """`glimpse` is a quick question for the first numbers: the first picture need not wait for all of them."""
        super().__init__(columns, sentence, parent)
        self._work = work
        self._ids_query = ids
        self._glimpse = glimpse
        self._rows_query = rows
        self._numbers: array[int] = array("q")
        self._rows: dict[int, Any] = {}
        self._asked: OrderedDict[int, Ticket] = OrderedDict()
        self._question: dict[str, Any] = {}
        self._round = 0
        self.asked_once = False

    @property
    def question(self) -> dict[str, Any]:
        """The filter, the sort and what else the list was asked with."""
        return dict(self._question)

    def ask(self, **question: Any) -> None:
        """Ask with another filter, sort or condition; what is not given stays as it was."""
        self._question |= question
        self._round += 1
        turn = self._round
        if self._glimpse is not None and not self.asked_once:
            self._work.read(
                partial(self._first_page, ids=self._glimpse),
                dict(self._question),
                then=lambda answer: self._show_glimpse(turn, *answer),
                owner=self,
                key=f"glimpse-{id(self)}",
            )
        self._work.read(
            self._first_page,
            dict(self._question),
            then=lambda answer: self._take(turn, *answer),
            owner=self,
            key=f"list-{id(self)}",
        )

    def refresh(self) -> None:
        """Ask the same again, because records changed."""
        self.ask()

    def _first_page(
        self, reader: Any, question: dict[str, Any], ids: Callable[..., array[int]] | None = None
    ) -> tuple[array[int], list[int], list[Any]]:
        # Numbers and the first page in one trip, so that the first picture has its rows.
        numbers = (ids or self._ids_query)(reader, **question)
        first = list(numbers[:PAGE])
        return numbers, first, list(self._rows_query(reader, first)) if first else []

    def _show_glimpse(self, turn: int, numbers: array[int], first: list[int], rows: list[Any]) -> None:
        """The first rows, while the others are still being counted; how many there are is not told yet."""
        if turn != self._round or self.asked_once or not numbers:
            return
        self.beginResetModel()
        self._numbers = numbers
        self._keep(first, rows)
        self.endResetModel()

    def _take(self, turn: int, numbers: array[int], first: list[int], rows: list[Any]) -> None:
        if turn != self._round:
            return
        self._drop_asked()
        self.asked_once = True
        if numbers == self._numbers:
            shown = self._rows
            self._rows = {}
            self._keep(first, rows)
            # Rows in sight keep their old text until the new one arrives; nothing blinks.
            self._rows = {**{n: r for n, r in shown.items() if n not in self._rows}, **self._rows}
            self._stale = set(self._rows) - set(first)
            self._changed(0, len(numbers) - 1)
        else:
            self.beginResetModel()
            self._numbers = numbers
            self._rows = {}
            self._stale = set()
            self._keep(first, rows)
            self.endResetModel()
        self.counted.emit(len(numbers))

    _stale: set[int] = set()

    def row(self, index: Index | int) -> Any:
        """The row at a place, or None while it is on its way (it is then asked for)."""
        at = index if isinstance(index, int) else index.row()
        if not 0 <= at < len(self._numbers):
            return None
        number = self._numbers[at]
        row = self._rows.get(number)
        if row is None or number in self._stale:
            self._want(at // PAGE)
        elif at % PAGE > PAGE * 3 // 4:
            self._want(at // PAGE + 1)
        return row

    def number(self, at: int) -> int:
        """The row number at a place; -1 outside the list."""
        return self._numbers[at] if 0 <= at < len(self._numbers) else -1

    def place(self, number: int) -> int:
        """Where a row number stands; -1 if it is not in the list."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index)
            return "" if row is None else self.columns[index.column()].text(row)
        if role == RowRole:
            return self.row(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[index.column()].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.row(index)
            return "" if row is None else self.spoken(row)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort:
            backwards = "-" if order == Qt.SortOrder.DescendingOrder else ""
            self.ask(sort=backwards + self.columns[column].sort)

    def _want(self, page: int) -> None:
        start = page * PAGE
        if page in self._asked or start >= len(self._numbers):
            return
        numbers = list(self._numbers[start : start + PAGE])
        if all(n in self._rows and n not in self._stale for n in numbers):
            return
        # Pages scrolled past are of no use any more: the lane is for what is in sight.
        while len(self._asked) >= AT_ONCE:
            self._asked.popitem(last=False)[1].cancel()
        turn = self._round
        self._asked[page] = self._work.read(
            self._rows_query, numbers, then=lambda rows: self._arrived(turn, page, numbers, rows), owner=self
        )

    def _arrived(self, turn: int, page: int, numbers: list[int], rows: list[Any]) -> None:
        self._asked.pop(page, None)
        if turn != self._round:
            return
        self._keep(numbers, rows)
        self._changed(page * PAGE, page * PAGE + len(numbers) - 1)

    def _keep(self, numbers: list[int], rows: list[Any]) -> None:
        for number in numbers:
            self._rows.pop(number, None)
        for row in rows:
            self._rows[row.seq] = row
        self._stale.difference_update(numbers)
        for number in list(self._rows)[: max(0, len(self._rows) - KEPT)]:
            del self._rows[number]

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, max(0, len(self.columns) - 1)))

    def _drop_asked(self) -> None:
        for ticket in self._asked.values():
            ticket.cancel()
        self._asked.clear()


class Fixed(Titled):
    """A short list held whole: results of a search, choices, people of one account."""

    def __init__(
        self,
        columns: Sequence[Column],
        sentence: Callable[[Any], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, sentence, parent)
        self._rows: list[Any] = []

    def show(self, rows: Sequence[Any]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: Index | int) -> Any:
        """The row at a place."""
        at = index if isinstance(index, int) else index.row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[index.column()].text(row)
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[index.column()].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return None
