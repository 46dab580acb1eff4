"""The blocks of a meeting brief in their priority, and how they are cut to one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from app.documents.blocks import DANGER, FINE, SMALL, SMALL_BOLD, SMALL_SOFT, Block, Text, baseline
from app.documents.house import House
from app.documents.pen import Pen
from app.documents.text import Line, Span, clipped, lines_of, pdf_text
from app.language import N_
from app.queries.papers import (
    Brief,
    BriefPerson,
    CaseLine,
    Excerpt,
    NextProduct,
    OrderLine,
    PastContact,
    PromiseLine,
    Rival,
)

T = TypeVar("T")

LOOKED_AT = 12  # no block shows more items than this, however many there are
LONGEST = 400
LATE = SMALL_BOLD._replace(colour=DANGER)
GRADES = (3, 2, 1)  # lines an item may take, given up step by step

Item = Sequence[Span]


class Section(Block):
    """A titled block of short items. `rank` tells how early it gives up items, `floor` how many it keeps."""

    role = "Sect"
    after = 7.0

    def __init__(self, title: str, items: Sequence[Item], *, total: int, rank: int, floor: int = 1,
                 house: House) -> None:  # fmt: skip
        self.title, self.items, self.total = title, items, total
        self.rank, self.floor, self.house = rank, min(floor, len(items)), house
        self.is_whole = self.floor == len(items) > 1  # a handful of figures: none of them may lose its end
        self.shown = len(items)
        self.grade = 0
        self._lines: list[list[list[Line]]] = []

    def fit(self, width: float) -> None:
        whole = [lines_of(item, SMALL, width) for item in self.items]
        self._lines = [[clipped(lines, most, width) for lines in whole] for most in GRADES]
        self._title = Text(self.title, self.house.label_style, after=0)
        self._title.fit(width)
        self.laid = True
        self._measure()

    def _measure(self) -> None:
        count = sum([len(lines) for lines in self._lines[self.grade][: self.shown]])
        more = FINE.leading if self.left_out else 0
        self.height = self._title.height + 2 + count * SMALL.leading + (self.shown - 1) * 1.5 + more

    @property
    def left_out(self) -> int:
        return self.total - self.shown

    def show(self, count: int) -> bool:
        """Show so many items; False where there are no more, or fewer may not be."""
        if not 1 <= count <= len(self.items):
            return False
        self.shown = count
        self._measure()
        return True

    def set_at(self, grade: int) -> bool:
        """Give each item so many lines as the grade allows; False where there is no such grade."""
        if self.is_whole or not 0 <= grade < len(GRADES):
            return False
        self.grade = grade
        self._measure()
        return True

    def draw(self, pen: Pen, x: float, y: float) -> None:
        self._title.draw(pen, x, y)
        y += self._title.height
        pen.rule(x, y, (self.house.width - 20) / 2, 0.5, self.house.accent)
        y += 2
        for lines in self._lines[self.grade][: self.shown]:
            for line in lines:
                pen.line_of_text(line, x, y + baseline(SMALL))
                y += SMALL.leading
            y += 1.5
        if self.left_out:
            more = self.house.say("+{count} more", count=self.left_out)
            pen.text(more, FINE, x, y - 1.5 + baseline(FINE))


def arrange(sections: Sequence[Section], width: float, room: float) -> tuple[list[Section], list[Section]]:
    """Two columns no higher than `room`: the least important sections give up lines and items first.

    What room is left over in the end goes back to the most important ones.
    """
    for section in sections:
        section.fit(width)
    poorest_first = sorted(sections, key=lambda section: -section.rank)
    while _halves(sections)[1] > room and _give_up_something(poorest_first):
        pass
    for section in reversed(poorest_first):
        _give_back(section, sections, room)
    return _halves(sections)[0]


def _give_back(section: Section, sections: Sequence[Section], room: float) -> None:
    while True:
        grade, shown = section.grade, section.shown
        if not (section.show(shown + 1) or section.set_at(grade - 1)):
            return
        if _halves(sections)[1] > room:
            section.grade = grade
            section.show(shown)
            return


def _give_up_something(poorest_first: Sequence[Section]) -> bool:
    if any(section.grade == 0 and section.set_at(1) for section in poorest_first):
        return True
    richest = max((section.shown - section.floor for section in poorest_first), default=0)
    if richest > 0:
        # The least important section gives first, but none is emptied while another still shows far more.
        for section in poorest_first:
            if section.shown - section.floor >= max(1, richest - 2):
                return section.show(section.shown - 1)
    if any(section.set_at(section.grade + 1) for section in poorest_first):
        return True
    return any(section.show(section.shown - 1) for section in poorest_first)


def _halves(sections: Sequence[Section]) -> tuple[tuple[list[Section], list[Section]], float]:
    """The reading order kept, the break where the higher column is lowest."""
    heights = [section.height + section.after for section in sections]
    total = sum(heights)
    left, best, place = 0.0, total, len(sections)
    for number, height in enumerate(heights, 1):
        left += height
        if max(left, total - left) < best:
            best, place = max(left, total - left), number
    return (list(sections[:place]), list(sections[place:])), best


def sections_of(house: House, brief: Brief) -> list[Section]:
    """All blocks in reading order; a block without data says so."""
    write = _Writer(house, brief)
    return [*_pressing(write, brief), write.money(), write.rhythm(), *_useful(write, brief)]


def _pressing(write: _Writer, brief: Brief) -> list[Section]:
    """What must be known before the door opens."""
    block, ours, theirs = write.block, brief.our_promises, brief.their_promises
    return [
        block(N_("Warnings"), brief.warnings, write.warning, N_("No warning is known."), 1, 2),
        write.changes(),
        block(N_("Promises: ours"), ours, write.promise, N_("We owe nothing."), 1, 3),
        block(N_("Promises: theirs"), theirs, write.promise, N_("They owe nothing."), 2, 2),
        block(N_("People"), brief.people, write.person, N_("No contact is known."), 3, 3),
        block(N_("Open orders and deliveries"), brief.orders, write.order, N_("No order is open."), 4, 2),
        block(N_("Complaints and requests"), brief.cases, write.case, N_("No complaint is open."), 2, 2),
    ]


def _useful(write: _Writer, brief: Brief) -> list[Section]:
    """What helps in the talk itself."""
    block, products = write.block, brief.next_products
    return [
        block(N_("Terms and discounts"), brief.terms, write.plain, N_("No special terms are agreed."), 7, 1),
        block(N_("Open needs"), brief.needs, write.plain, N_("No need is written down."), 6, 1),
        block(N_("To offer next"), products, write.product, N_("Too few orders for a suggestion."), 6, 1),
        block(N_("Competitors"), brief.rivals, write.rival, N_("No competitor is known here."), 8, 1),
        block(N_("Last contacts"), brief.contacts, write.contact, N_("There was no contact yet."), 9, 3),
        block(N_("Questions to ask"), brief.questions, write.plain, N_("No question is written down."), 3, 3),
    ]


class _Writer:
    """Turns the facts of a brief into items."""

    def __init__(self, house: House, brief: Brief) -> None:
        self.house, self.brief = house, brief

    def block(
        self, title: str, known: Excerpt[T], item: Callable[[T], Item], nothing: str, rank: int, floor: int
    ) -> Section:
        items = [item(each) for each in known.items[:LOOKED_AT]]
        return self.section(self.house.say(title), items, self.house.say(nothing), known.total, rank, floor)

    def section(
        self, title: str, items: Sequence[Item], nothing: str, total: int, rank: int, floor: int
    ) -> Section:
        if not items:
            return Section(title, [[(nothing, SMALL_SOFT)]], total=1, rank=rank, house=self.house)
        return Section(title, items, total=max(total, len(items)), rank=rank, floor=floor, house=self.house)

    def day(self, day: date | None) -> str:
        return self.house.near(day) if day else ""

    def plain(self, text: str) -> Item:
        return [(pdf_text(text, LONGEST), SMALL)]

    def warning(self, text: str) -> Item:
        return [("! ", LATE), (pdf_text(text, LONGEST), SMALL_BOLD)]

    def changes(self) -> Section:
        brief, house = self.brief, self.house
        title = house.say("What changed since my last visit")
        if brief.last_visit_on is not None:
            title = house.say("What changed since my visit of {day}", day=self.day(brief.last_visit_on))
        items = [
            [(self.day(change.on) + "  ", SMALL_SOFT), (pdf_text(change.what, LONGEST), SMALL)]
            for change in brief.changes.items[:LOOKED_AT]
        ]
        nothing = (
            house.say("Nothing changed.") if brief.last_visit_on else house.say("This is the first visit.")
        )
        return self.section(title, items, nothing, brief.changes.total, 5, 2)

    def promise(self, promise: PromiseLine) -> Item:
        # What is due comes first, so that a long text loses its own end and not its day.
        spans = self._due(promise.due_on, promise.overdue)
        spans.append((pdf_text(promise.what, LONGEST), SMALL))
        if promise.who:
            spans.append((f" ({pdf_text(promise.who, 80)})", SMALL_SOFT))
        return spans

    def _due(self, due_on: date | None, overdue: bool) -> list[Span]:
        if due_on is None:
            return []
        if overdue:
            return [(self.house.say("overdue since {day}", day=self.day(due_on)) + "  ", LATE)]
        return [(self.house.say("due {day}", day=self.day(due_on)) + "  ", SMALL_SOFT)]

    def person(self, person: BriefPerson) -> Item:
        spans: list[Span] = [(pdf_text(person.name, 120), SMALL_BOLD)]
        about = ", ".join(pdf_text(part, 120) for part in (person.job, person.role) if part)
        if about:
            spans.append((" " + about, SMALL_SOFT))
        if person.attends:
            spans.append((" · " + self.house.say("takes part"), SMALL))
        if person.last_met_on:
            spans.append(
                (" · " + self.house.say("last met {day}", day=self.day(person.last_met_on)), SMALL_SOFT)
            )
        if person.cares_about:
            spans.append(
                (" · " + self.house.say("cares about: {what}", what=person.cares_about[:LONGEST]), SMALL)
            )
        return spans

    def order(self, order: OrderLine) -> Item:
        spans: list[Span] = [(pdf_text(order.number, 40) + " ", SMALL_BOLD)]
        if order.days_late > 0:
            late = self.house.speech.plural(order.days_late, "{count} day late", "{count} days late")
            spans.append((late + " ", LATE))
        if order.promised_on:
            spans.append(
                (self.house.say("promised for {day}", day=self.day(order.promised_on)) + " ", SMALL_SOFT)
            )
        if order.value is not None:
            spans.append((self.house.speech.money(order.value, order.currency) + " ", SMALL))
        return [*spans, (pdf_text(order.what, 160), SMALL)]

    def case(self, case: CaseLine) -> Item:
        spans: list[Span] = [(pdf_text(case.number, 40) + " ", SMALL_BOLD)]
        spans += self._due(case.due_on, True) if case.overdue else []
        spans.append((self.house.say("open since {day}", day=self.day(case.opened_on)) + " ", SMALL_SOFT))
        if case.severity:
            spans.append((f"({pdf_text(case.severity, 40)}) ", SMALL))
        return [*spans, (pdf_text(case.title, LONGEST), SMALL)]

    def product(self, product: NextProduct) -> Item:
        why = [(" · " + pdf_text(product.why, LONGEST), SMALL)] if product.why else []
        return [(pdf_text(product.name, 160), SMALL_BOLD), *why]

    def rival(self, rival: Rival) -> Item:
        note = [(" · " + pdf_text(rival.note, LONGEST), SMALL)] if rival.note else []
        return [(pdf_text(rival.name, 160), SMALL_BOLD), *note]

    def contact(self, contact: PastContact) -> Item:
        by = [(f" ({pdf_text(contact.by, 80)})", SMALL_SOFT)] if contact.by else []
        head = f"{self.day(contact.on)}  {pdf_text(contact.kind, 60)}: "
        return [(head, SMALL_SOFT), (pdf_text(contact.summary, LONGEST), SMALL), *by]

    def money(self) -> Section:
        facts, house = self.brief.money, self.house
        items: list[Item] = []
        if facts is not None:
            amounts = (
                (house.say("Last 12 months"), facts.last_12_months, False),
                (house.say("The 12 months before"), facts.previous_12_months, False),
                (house.say("Unpaid"), facts.unpaid, False),
                (house.say("of it overdue"), facts.overdue, True),
                (house.say("Open proposals"), facts.open_quotes, False),
                (house.say("Credit limit"), facts.credit_limit, False),
            )
            items = list(self._amounts(amounts, facts.currency))
        return self.section(
            house.say("Money"), items, house.say("No revenue is known."), len(items), 3, len(items)
        )

    def _amounts(self, amounts: Iterable[tuple[str, Decimal | None, bool]], currency: str) -> Iterable[Item]:
        for name, amount, warns in amounts:
            if amount is None or (warns and not amount):
                continue
            yield [
                (name + "  ", SMALL_SOFT),
                (self.house.speech.money(amount, currency), LATE if warns else SMALL_BOLD),
            ]

    def rhythm(self) -> Section:
        facts, house = self.brief.rhythm, self.house
        title = house.say("Purchase rhythm")
        nothing = house.say("Too few orders for a statement.")
        if facts is None or facts.median_days is None:
            return self.section(title, [], nothing, 0, 7, 1)
        every = house.speech.plural(
            facts.median_days, "Orders every {count} day", "Orders every {count} days"
        )
        items: list[Item] = [
            [
                (every, SMALL_BOLD),
                (" " + house.say("(median of {count} orders)", count=facts.orders), SMALL_SOFT),
            ]
        ]
        if facts.last_on:
            items.append([(house.say("Last order {day}", day=self.day(facts.last_on)), SMALL)])
        if facts.next_on and facts.overdue:
            items.append(
                [(house.say("Next order was expected {day}: overdue", day=self.day(facts.next_on)), LATE)]
            )
        elif facts.next_on:
            items.append([(house.say("Next order expected {day}", day=self.day(facts.next_on)), SMALL)])
        return self.section(title, items, nothing, len(items), 7, len(items))
