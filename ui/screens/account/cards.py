"""What is known at a glance: the relationship, the people, what waits, terms and money."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from app.language import current, t
from ui import theme
from ui.delegates import Line
from ui.screens.base import House
from ui.widgets.basics import Button, ElidedLabel, IconButton, Label, clear, column, holder, row
from ui.widgets.chips import Chip
from ui.widgets.panels import Card
from ui.widgets.rows import RowButton

MOST_PEOPLE = 6
MOST_ITEMS = 8
LONGEST_BESIDE = 18
_TONES = {"repair": "danger", "reduce": "warn", "keep": "info", "grow": "ok"}

# kind or type of an open item: icon
_ICONS = {
    "promises": "handshake", "cases": "triangle-alert", "quotes": "file-text", "orders": "package",
    "invoices": "receipt", "task": "square-check", "call": "phone", "meeting": "calendar",
}  # fmt: skip


def tight(card: Card) -> Card:
    """A card whose rows have a ground of their own, so that their words stand on the line of the title."""
    theme.space(card.outer, (8, 12, 8, 8), 4)
    theme.space(card.head, (8, 0, 4, 0), 4)
    return card


class RelationshipCard(Card):
    """The measured figure with its parts; where too little is known it says so instead of a number."""

    def __init__(self) -> None:
        super().__init__(t("Relationship"), "small-strong", "text-2", gap=4)
        self._found: Any = None
        self._card: Any = None
        self._open = False
        self._verdict = Chip("", "plain")
        self.head.addWidget(self._verdict)
        self._figure = Label("–", "display")
        self._trend = Chip("", "plain")
        line = row(self._figure, Label(t("/ 100"), "body", "text-2"), self._trend, gap=8)
        line.addStretch(1)
        self._line = holder(line)
        self._says = Label("", "small", "text-2", wrap=True)
        self._why = Button(t("Show what it is made of"), kind="link", clicked=self._toggle)
        self._parts = holder(column(gap=2))
        self._parts.hide()
        self.add(self._line, self._says, self._why, self._parts)

    def show_card(self, card: Any) -> None:
        """The account, before its figure has come."""
        if self._card is None or self._card.id != card.id:
            self._found, self._open = None, False
        self._card = card
        self._tell()

    def show_balance(self, found: Any) -> None:
        """The figure, its parts and what would change it."""
        self._found = found
        self._tell()

    def _tell(self) -> None:
        found = self._found
        known = found is not None and found.score is not None
        self._line.setVisible(known)
        self._why.setVisible(known)
        self._verdict.setVisible(known)
        words = [rhythm_sentence(self._card.rhythm)]
        if known:
            self._figure.setText(current().number(int(found.score.quantize(Decimal(1), "ROUND_HALF_UP"))))
            self._verdict.set(verdict_word(found.verdict), _TONES[found.verdict])
            self._show_trend(found.change)
            if found.coverage < 100:
                words.append(
                    t("Reckoned from {share} of what counts.", share=current().percent(found.coverage))
                )
        elif found is not None:
            words.insert(0, t("Too little is known for a figure yet."))
        self._says.setText(" ".join(word for word in words if word))
        self._show_parts()

    def _show_trend(self, change: Decimal | None) -> None:
        self._trend.setVisible(change is not None)
        if change is None:
            return
        points = int(change.quantize(Decimal(1)))
        if points == 0:
            self._trend.set(t("steady for 90 days"), "plain")
        elif points > 0:
            self._trend.set(t("+{points} in 90 days", points=points), "ok")
        else:
            self._trend.set(t("−{points} in 90 days", points=-points), "danger")

    def _toggle(self) -> None:
        self._open = not self._open
        self._show_parts()

    def _show_parts(self) -> None:
        self._parts.setVisible(self._open)
        self._why.set_text(t("Hide the parts") if self._open else t("Show what it is made of"))
        layout = self._parts.layout()
        assert layout is not None
        clear(layout)
        if not self._open or self._found is None:
            return
        for name, score in parts_of(self._found):
            words = row(ElidedLabel(name, "small"), gap=8)
            words.setStretch(0, 1)
            shown = t("not known") if score is None else current().number(int(score))
            words.addWidget(
                Label(
                    shown,
                    "small-strong" if score is not None else "small",
                    "text" if score is not None else "text-3",
                )
            )
            layout.addWidget(holder(words))
        if self._found.would_change:
            layout.addWidget(Label(t("What would change the verdict:"), "note-strong", "text-2"))
        for sentence in self._found.would_change[:2]:
            layout.addWidget(Label(sentence, "note", "text-2", wrap=True))


def parts_of(found: Any) -> list[tuple[str, Decimal | None]]:
    """The parts by their names in the program's language."""
    from app.insight.balance import PARTS

    return [(t(PARTS.get(part.name, part.name)), part.score) for part in found.parts]


def verdict_word(verdict: str) -> str:
    """What the figure advises: repair, keep, grow or reduce."""
    from app.insight.balance import VERDICTS

    return t(VERDICTS[verdict])


def rhythm_sentence(rhythm: Any) -> str:
    """How often they order and when the next order may be expected."""
    if not rhythm.orders:
        return t("No orders yet.")
    if rhythm.median_days is None:
        return current().plural(rhythm.orders, "{count} order so far.", "{count} orders so far.")
    words = current().plural(rhythm.median_days, "Orders every {count} day.", "Orders every {count} days.")
    if rhythm.next_on is None:
        return words
    # The long form: a shortened month would end in a full stop of its own.
    day = current().day_month(rhythm.next_on, "long")
    if rhythm.is_overdue:
        return f"{words} {t('The next was expected on {day}.', day=day)}"
    return f"{words} {t('Next expected {day}.', day=day)}"


class PeopleCard(Card):
    """The people with the part they play; a click opens one."""

    def __init__(self, house: House, edit: Callable[[str], None]) -> None:
        super().__init__(t("People"), "small-strong", "text-2", gap=0)
        self._edit = edit
        self._all = False
        self._internal = True
        self._shown: tuple[str, Any] = ("", ())
        tight(self)
        self.head.addWidget(IconButton("user-plus", t("Add a person"), lambda: edit("")))

    def turn_to_client(self, on: bool) -> None:
        """While a client looks on, names and jobs only."""
        self._internal = not on
        self._fill(self._shown[1], len(self._shown[1]))

    def show_people(self, account: str, people: tuple[Any, ...], total: int) -> None:
        """The people of an account, those who decide first."""
        if account != self._shown[0]:
            self._all = False
        if (account, people) == self._shown and not self._all:
            return
        self._shown = (account, people)
        self._fill(people, total)

    def _fill(self, people: tuple[Any, ...], total: int) -> None:
        self.empty()
        if not people:
            hint = Label(t("Nobody is known here yet. Add the first person."), "small", "text-2", wrap=True)
            hint.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(4))
            self.add(hint)
        shown = people if self._all else people[:MOST_PEOPLE]
        for person in shown:
            line = person_line(person, self._internal)
            says = ", ".join(part for part in (line.name, line.second, line.chip) if part)
            self.add(RowButton(line, says, partial(self._edit, person.id)))
        if total > len(shown):
            self.add(
                Button(
                    t("Show all {count} people", count=total),
                    kind="link",
                    clicked=lambda: self._show_all(total),
                )
            )

    def _show_all(self, total: int) -> None:
        self._all = True
        self._fill(self._shown[1], min(total, len(self._shown[1])))


def person_line(person: Any, internal: bool = True) -> Line:
    """A person: name, job, and what only we should see: the role in buying, whether everything hangs on them."""
    shown = person.buying_role if internal else ""
    role = current().choice(shown, "contacts.buying_role") if shown else ""
    second = " · ".join(part for part in (person.job, role) if part) or person.email or person.phone
    return Line(
        person.name,
        second,
        chip=t("Key player") if person.is_key_player and internal else "",
        chip_tone="accent",
    )


class OpenCard(Card):
    """What waits: promises, cases, proposals, late orders, unpaid invoices, tasks."""

    def __init__(self, open_item: Callable[[Any], None]) -> None:
        super().__init__(t("Open items"), "small-strong", "text-2", gap=0)
        self._open_item = open_item
        self._shown: Any = None
        tight(self)

    def show_items(self, items: tuple[Any, ...]) -> None:
        """The items, the soonest first."""
        if items == self._shown:
            return
        self._shown = items
        self.empty()
        if not items:
            hint = Label(t("Nothing is open here."), "small", "text-2", wrap=True)
            hint.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(4))
            self.add(hint)
        for item in items[:MOST_ITEMS]:
            line = item_line(item)
            says = ", ".join(part for part in (line.name, line.second, line.right) if part)
            self.add(RowButton(line, says, partial(self._open_item, item)))
        rest = len(items) - MOST_ITEMS
        if rest > 0:
            more = Label(current().plural(rest, "and {count} more", "and {count} more"), "note", "text-2")
            more.setContentsMargins(theme.px(8), 0, 0, theme.px(4))
            self.add(more)


def item_line(item: Any) -> Line:
    """What waits, what kind of thing it is, and its day."""
    what = {
        "promises": t("Our promise") if item.side == "ours" else t("Their promise"),
        "quotes": t("Proposal"), "orders": t("Order"), "invoices": t("Invoice"),
    }.get(item.kind) or current().choice(item.type, f"{item.kind}.type")  # fmt: skip
    amount = current().money(item.amount, item.currency) if item.amount and item.currency else ""
    second = " · ".join(part for part in (what, amount) if part)
    icon_name = _ICONS.get(item.kind) or _ICONS.get(item.type, "circle")
    tone = "danger" if item.is_overdue else "warn" if item.kind == "cases" else "accent"
    right = due_word(item.due_on, item.is_overdue)
    return Line(
        item.title or what, second, right, "danger" if item.is_overdue else "text-2", icon=icon_name, icon_tone=tone,
        strong=False,
    )  # fmt: skip


def due_word(day: date | None, is_overdue: bool) -> str:
    """The day something is due, or how late it is."""
    if day is None:
        return ""
    if is_overdue:
        return t("{count} d late", count=(date.today() - day).days)
    return t("today") if day == date.today() else current().day_month(day)


class MoneyCard(Card):
    """Agreed terms, and what was bought, paid and owed."""

    def __init__(self) -> None:
        super().__init__(t("Terms and money"), "small-strong", "text-2", gap=4)

    def show_money(self, terms: Any, money: Any) -> None:
        """The terms and sums of an account; without any the card says so."""
        self.empty()
        lines = money_lines(terms, money)
        if terms is not None and terms.is_blocked:
            self.add(Chip(t("Deliveries stopped"), "danger"))
        for label, value, tone in lines:
            if len(value) > LONGEST_BESIDE:
                self.add(Label(label, "small", "text-2"), Label(value, "small", tone, wrap=True))
                continue
            words = row(ElidedLabel(label, "small", "text-2"), Label(value, "small", tone), gap=8)
            words.setStretch(0, 1)
            self.add(holder(words))
        if not lines:
            self.add(Label(t("No terms, orders or invoices yet."), "small", "text-2", wrap=True))


def money_lines(terms: Any, money: Any) -> list[tuple[str, str, str]]:
    """Label, value and tone of each line."""
    lines: list[tuple[str, str, str]] = []
    if terms is not None:
        if terms.payment_terms or terms.payment_terms_days is not None:
            days = terms.payment_terms_days
            shown = terms.payment_terms or current().plural(days, "{count} day", "{count} days")
            lines.append((t("Payment"), shown[:200], "text"))
        if terms.credit_limit is not None:
            lines.append((t("Credit limit"), _sum(terms.credit_limit, terms.currency), "text"))
    if money.last_12_months or money.previous_12_months:
        lines.append((t("Last 12 months"), _sum(money.last_12_months, money.currency), "text"))
        lines.append((t("The 12 before"), _sum(money.previous_12_months, money.currency), "text-2"))
    if money.unpaid:
        lines.append((t("Unpaid"), _sum(money.unpaid, money.currency), "text"))
    if money.overdue:
        lines.append((t("Of it overdue"), _sum(money.overdue, money.currency), "danger"))
    return lines


def _sum(amount: Decimal, currency: str) -> str:
    return current().money(amount, currency) if currency else current().number(amount)
