"""What every report is made of: choices, figures, bars, and the table behind them."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from app.language import current, t
from ui import theme
from ui.lists import Column, Fixed
from ui.screens.base import House
from ui.views import TableView
from ui.widgets.bars import Bars
from ui.widgets.basics import Label, clear, column, holder, row
from ui.widgets.flow import Flow
from ui.widgets.panels import Card, EmptyState

PATIENCE_MS = 300
MOST_STANDING = 14
Span = tuple[date | None, date | None]


class Report(QFrame):
    """A page of the reports: choices, figures, bars, table; asked anew when shown or when the span changes."""

    wider = Signal()
    """The person wants all the time instead of the span."""

    def __init__(self, house: House, columns: Sequence[Column], name: str, standing: bool = False) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self.span: Span = (None, None)
        self.choices = row(gap=8)
        self._waiting = Label(t("Looking at everything…"), "small", "text-2")
        self._waiting.hide()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE_MS)
        self._slow.timeout.connect(self._waiting.show)
        self.figures = Flow(gap=12)
        self.caption = Label("", "small", "text-2")
        self.caption.hide()
        self.bars = Bars(standing)
        self.note = Label("", "small", "text-2", wrap=True)
        self.model = Fixed(columns)
        self.table = TableView(self.model, name)
        self.bar_card, self.table_card = Card(), Card(name)
        self.bar_card.add(self.caption, self.bars)
        self.table_card.add(self.note, self.table)
        self.table_card.body.setStretch(1, 1)
        self.empty = EmptyState("chart-column", t("Nothing to report here"), *self.nothing())
        self.empty.hide()
        self.model.modelReset.connect(self._fit_table)
        self._fit_table()
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        whole: QVBoxLayout = column(
            self.choices,
            self._waiting,
            holder(self.figures),
            self.bar_card,
            self.table_card,
            self.empty,
            gap=12,
        )
        whole.setStretch(4, 1)
        whole.setStretch(5, 1)
        self.setLayout(whole)

    def _fit_table(self) -> None:
        """A table that fits on a page does not scroll within it."""
        rows = min(max(self.model.rowCount(), 1), MOST_STANDING)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(header + rows * self.table.height_of_row() + theme.px(8))

    def ask(self, span: Span) -> None:
        """Ask for a span of days."""
        self.span = span
        self.again()

    def nothing(self) -> tuple[Any, ...]:
        """What an empty report says, and the way on."""
        return (t("There are no orders in this span of time."), t("All the time"), self.wider.emit)

    def reckon(self, task: Callable[..., Any], *args: Any, then: Callable[[Any], None]) -> None:
        """Ask in the documents lane; a long sum says that it is under way."""
        self._slow.start()

        def answered(found: Any) -> None:
            self._slow.stop()
            self._waiting.hide()
            then(found)

        self.house.work.document(task, *args, then=answered, owner=self, key="report")

    def again(self) -> None:
        """Ask with the present choices."""
        self.show_empty(not self.model.rowCount())

    def exported(self) -> tuple[str, list[str], list[list[Any]]]:
        """Title, columns and rows of the table; a report with figures gives true numbers and days."""
        columns = self.model.columns
        rows = [self.model.row(at) for at in range(self.model.rowCount())]
        texts = [[each.text(row) for each in columns] for row in rows]
        return self.table.accessibleName(), [each.title for each in columns], texts

    def say_figures(self, *pairs: tuple[str, str]) -> None:
        """The figures at the top: what, and how much."""
        clear(self.figures)
        for name, value in pairs:
            inner = column(
                Label(name, "small", "text-2"), Label(value, "title"), gap=4, margins=(16, 12, 16, 12)
            )
            self.figures.addWidget(holder(inner, "card"))

    def show_empty(self, bare: bool) -> None:
        """Say that there is nothing, or show what there is."""
        self.empty.setVisible(bare)
        for card in (self.bar_card, self.table_card):
            card.setVisible(not bare)


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency, or as a plain figure where none is known."""
    speech = current()
    if currency:
        return speech.money(amount, currency)
    return speech.number(amount.quantize(Decimal("0.01")), 2)


def short(amount: Decimal) -> str:
    """An amount in a few letters, for over a bar."""
    if abs(amount) >= 1_000_000:
        return t("{number} M", number=current().number(amount / 1_000_000, 1))
    if abs(amount) >= 1_000:
        return t("{number} k", number=current().number(amount / 1_000, 1 if amount < 10_000 else 0))
    return current().number(amount, 0)
