"""The reports: each with its figures, its bars, and the table behind them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import Qt

from app.language import N_, current, t
from ui import theme
from ui.lists import Column
from ui.screens import for_kind, report_tasks
from ui.screens.base import House, Place
from ui.screens.record_words import choice_text
from ui.screens.report_base import Report, money, short
from ui.widgets.bars import Bar
from ui.widgets.basics import Button, Label
from ui.widgets.fields import ChoiceBox

MOST_BARS = 36
MOST_CLIENTS = 6
AGAINST = (
    ("requested", N_("the requested day")),
    ("first_confirmed", N_("the first confirmed day")),
    ("last_confirmed", N_("the last confirmed day")),
)


class SalesReport(Report):
    """Sales by month, year or client, in one currency at a time."""

    def __init__(self, house: House) -> None:
        columns = [
            Column(t("Period"), self._name, 180, stretch=True, face="name"),
            Column(t("Orders"), lambda r: current().number(r.orders), 110, right=True),
            Column(t("Net amount"), lambda r: money(r.net, r.currency), 160, right=True),
        ]
        self.by = ChoiceBox(
            [("month", t("By month")), ("year", t("By year")), ("account", t("By client"))], t("Sales by")
        )
        self.currency = ChoiceBox([], t("Currency"))
        super().__init__(house, columns, t("Sales"), standing=True)
        for box, width in ((self.by, 140), (self.currency, 110)):
            theme.fix(box, width)
            box.changed.connect(lambda _: self.again())
            self.choices.addWidget(box)
        self.choices.addStretch(1)
        self._rows: list[Any] = []

    def again(self) -> None:
        self.reckon(report_tasks.sales, self.by.value(), *self.span, self.currency.value(), then=self._show)

    def _show(self, found: Any) -> None:
        totals, chosen, rows = found
        self._rows = rows
        self.currency.clear()
        for each in totals.totals:
            self.currency.addItem(each.currency or t("No currency"), each.currency)
        self.currency.setCurrentIndex(max(0, self.currency.findData(chosen)))
        self.currency.setVisible(len(totals.totals) > 1)
        one = next((each for each in totals.totals if each.currency == chosen), None)
        speech = current()
        figures = (
            [(t("Net sales"), money(one.net, chosen)), (t("Orders"), speech.number(one.orders))]
            if one
            else []
        )
        if one and one.orders:
            figures.append((t("Average order"), money(one.net / one.orders, chosen)))
        if totals.on_time is not None:
            figures.append((t("Shipped by the requested day"), speech.percent(totals.on_time * 100)))
        self.say_figures(*figures)
        self.bars.standing = self.by.value() != "account"
        shown = rows[-MOST_BARS:] if self.bars.standing else rows[:MOST_CLIENTS]
        self.bars.show_bars(
            [
                Bar(self._label(each), each.net, money(each.net, each.currency), short(each.net))
                for each in shown
            ],
            t("Net sales"),
        )
        self.note.setText(
            t(
                "Order lines after discounts, without freight and tax; drafts and cancelled orders are left out."
            )
        )
        named = t("Client") if self.by.value() == "account" else t("Period")
        self.model.columns[0] = replace(self.model.columns[0], title=named)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        self.model.show(rows)
        self.show_empty(not rows)

    def _label(self, each: Any) -> str:
        if len(each.key) == 7 and each.key[4] == "-":
            return f"{each.key[5:]}/{each.key[2:4]}"
        return each.name or t("No day")

    def _name(self, each: Any) -> str:
        if len(each.key) == 7 and each.key[4:5] == "-":
            return current().month(date.fromisoformat(f"{each.key}-01"))
        return str(each.name or t("No day"))

    def exported(self) -> tuple[str, list[str], list[list[Any]]]:
        columns = [t("Period"), t("Orders"), t("Net amount"), t("Currency")]
        return t("Sales"), columns, [[each.name, each.orders, each.net, each.currency] for each in self._rows]


class OtifReport(Report):
    """How many order lines came on time and in full, with the tolerance said."""

    def __init__(self, house: House) -> None:
        day = lambda value: current().day(value) if value else ""
        columns = [
            Column(t("Order"), lambda r: r.number, 72),
            Column(t("Account"), lambda r: r.account, 180, stretch=True, face="name"),
            Column(t("Product"), lambda r: r.product, 130),
            Column(t("Due on"), lambda r: day(r.due_on), 114),
            Column(t("Came on"), lambda r: day(r.delivered_on), 114),
            Column(t("Verdict"), _verdict, 118, chip=True, tone=_verdict_tone),
            Column(t("Ordered"), lambda r: current().number(r.ordered), 70, right=True),
            Column(t("Delivered"), lambda r: current().number(r.delivered), 78, right=True),
        ]
        self.against = ChoiceBox([(name, t(title)) for name, title in AGAINST], t("Measured against"))
        days = [
            (str(n), current().plural(n, "{count} day late is on time", "{count} days late is on time"))
            for n in (1, 2, 3, 5)
        ]
        self.days = ChoiceBox([("0", t("No tolerance")), *days], t("Tolerance"))
        super().__init__(house, columns, t("Lines behind the figures"))
        self.choices.addWidget(Label(t("Measured against"), "small", "text-2"))
        for box, width in ((self.against, 190), (self.days, 190)):
            theme.fix(box, width)
            box.changed.connect(lambda _: self.again())
            self.choices.addWidget(box)
        self.choices.addStretch(1)
        self.table.opened.connect(lambda r: self.house.go(Place(for_kind("orders"), r.order, "orders")))
        self._rows: list[Any] = []

    def again(self) -> None:
        against, days = self.against.value() or "requested", int(self.days.value() or 0)
        self.reckon(report_tasks.otif, *self.span, against, days, then=self._show)

    def _show(self, found: Any) -> None:
        speech = current()
        share = lambda value: speech.percent(value * 100) if value is not None else "–"
        self.say_figures(
            (t("On time in full"), share(found.otif)),
            (t("Lines judged"), speech.number(found.lines)),
            (t("Not judged"), speech.number(found.unjudged)),
        )
        pairs = ((t("On time"), found.on_time), (t("In full"), found.in_full), (t("Both"), found.otif))
        self.bars.show_bars(
            [Bar(name, value, share(value)) for name, value in pairs if value is not None],
            t("On time in full"),
            Decimal(1),
        )
        # Late and short ones first: they are what one looks for.
        self._rows = sorted(found.rows, key=lambda r: (r.on_time and r.in_full, r.on_time, r.due_on))
        self.note.setText(t("Late and short lines first. Not judged: lines without a day, or not yet due."))
        self.model.show(self._rows)
        self.show_empty(not found.lines)

    def exported(self) -> tuple[str, list[str], list[list[Any]]]:
        columns = [t("Order"), t("Account"), t("Product"), t("Due on"), t("Came on"), t("Ordered"), t("Delivered"),
                   t("On time"), t("In full")]  # fmt: skip
        rows = [
            [
                r.number,
                r.account,
                r.product,
                r.due_on,
                r.delivered_on,
                r.ordered,
                r.delivered,
                r.on_time,
                r.in_full,
            ]
            for r in self._rows
        ]
        return t("On time in full"), columns, rows


class PipelineReport(Report):
    """Open opportunities by stage, each currency for itself."""

    def nothing(self) -> tuple[Any, ...]:
        go = lambda: self.house.go(Place("pipeline"))
        return (t("There are no open opportunities."), t("To the pipeline"), go)

    def __init__(self, house: House) -> None:
        columns = [
            Column(t("Stage"), lambda r: _stage(r[0]), 180, stretch=True, face="name"),
            Column(t("Opportunities"), lambda r: current().number(r[1]), 130, right=True),
            Column(t("Sum"), lambda r: money(r[3], r[2]) if r[2] is not None else "", 160, right=True),
        ]
        super().__init__(house, columns, t("Pipeline by stage"))
        self._rows: list[tuple[str, int, str | None, Decimal]] = []

    def again(self) -> None:
        self.reckon(report_tasks.pipeline, then=self._show)

    def _show(self, found: Any) -> None:
        self._rows = []
        for each in found.columns:
            sums = each.sums or ((None, Decimal(0)),)
            self._rows += [(each.stage, each.count, currency, total) for currency, total in sums]
        count = sum(each.count for each in found.columns)
        weighted = [(t("Weighted by chance"), money(total, currency)) for currency, total in found.weighted]
        self.say_figures((t("Open opportunities"), current().number(count)), *weighted[:3])
        self.caption.show()
        self.caption.setText(t("Number of opportunities"))
        currencies = {currency for _, _, currency, _ in self._rows if currency is not None}
        if len(currencies) == 1:
            self.caption.setText(t("Sum, and number of opportunities"))
            bars = [
                Bar(_stage(stage), total, f"{money(total, cur or '')}  ({n})")
                for stage, n, cur, total in self._rows
            ]
        else:
            # Sums of different currencies have no common length: the bars count.
            bars = [
                Bar(_stage(each.stage), Decimal(each.count), current().number(each.count))
                for each in found.columns
            ]
        self.bars.show_bars(bars, t("Pipeline by stage"))
        self.note.hide()
        self.model.show(self._rows)
        self.show_empty(not count)

    def exported(self) -> tuple[str, list[str], list[list[Any]]]:
        columns = [t("Stage"), t("Opportunities"), t("Currency"), t("Sum")]
        return (
            t("Pipeline"),
            columns,
            [[_stage(stage), n, cur or "", total] for stage, n, cur, total in self._rows],
        )


class TwinsReport(Report):
    """Records that are likely the same, with the reasons, and the way to merge them."""

    def nothing(self) -> tuple[Any, ...]:
        return (t("No two records look alike."),)

    def __init__(self, house: House) -> None:
        columns = [
            Column(t("One"), lambda r: r.a_name, 180, stretch=True, face="name"),
            Column(t("The other"), lambda r: r.b_name, 180, stretch=True, face="name"),
            Column(t("Likeness"), lambda r: current().percent(round(r.score * 100)), 90, right=True),
            Column(t("Because"), lambda r: ", ".join(t(reason) for reason in r.reasons), 220, stretch=True),
        ]
        self.kind = ChoiceBox([("accounts", t("Accounts")), ("contacts", t("Contacts"))], t("Kind of record"))
        super().__init__(house, columns, t("Pairs that are likely one"))
        theme.fix(self.kind, 150)
        self.kind.changed.connect(lambda _: self.again())
        self.merge = Button(t("Look at both…"), "layers", clicked=self._merge)
        self.choices.addWidget(self.kind)
        self.choices.addWidget(self.merge)
        self.choices.addStretch(1)
        self.bar_card.hide()
        self.table.opened.connect(lambda _: self._merge())
        self._rows: list[Any] = []

    def again(self) -> None:
        self.reckon(report_tasks.twins, self.kind.value() or "accounts", then=self._show)

    def _show(self, found: Any) -> None:
        self._rows = list(found.pairs)
        self.note.setText(
            t("Enter or a double click shows both side by side. Nothing is merged before you say so.")
        )
        self.model.show(self._rows)
        self.say_figures((t("Pairs to look at"), current().number(len(self._rows))))
        self.show_empty(not self._rows)
        self.bar_card.hide()
        self.merge.setEnabled(bool(self._rows))
        if self._rows:
            self.table.go_to(0)

    def _merge(self) -> None:
        pair = self.table.current_row()
        if pair is None:
            return
        kind = self.kind.value() or "accounts"
        if find_spec("ui.dialogs.merge") is None:
            self.house.go(Place(for_kind(kind), pair.a, kind))
            return
        from ui.dialogs.merge import open_merge

        open_merge(self.house, kind, pair.a, pair.b)

    def exported(self) -> tuple[str, list[str], list[list[Any]]]:
        columns = [t("One"), t("The other"), t("Likeness"), t("Because")]
        rows = [[r.a_name, r.b_name, r.score, ", ".join(r.reasons)] for r in self._rows]
        return t("Duplicates"), columns, rows


REPORTS: tuple[tuple[str, str, Callable[[House], Report]], ...] = (
    ("sales", N_("Sales"), SalesReport),
    ("otif", N_("On time in full"), OtifReport),
    ("pipeline", N_("Pipeline"), PipelineReport),
    ("twins", N_("Duplicates"), TwinsReport),
)
TIMELESS = frozenset({"pipeline", "twins"})


def _stage(stage: str) -> str:
    return choice_text("opportunities", "stage", stage)


def _verdict(line: Any) -> str:
    if line.on_time and line.in_full:
        return t("On time in full")
    if line.on_time:
        return t("Short")
    return t("Late") if line.in_full else t("Late and short")


def _verdict_tone(line: Any) -> str:
    return "ok" if line.on_time and line.in_full else "warn" if line.on_time or line.in_full else "danger"
