"""What the printed papers say: frozen contents that queries fill and documents draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

from app.queries.parties import NOTHING
from app.queries.parties import Company as Company
from app.queries.parties import Excerpt as Excerpt
from app.queries.parties import Party as Party
from app.queries.parties import Person as Person

# Plain values only. Money is a Decimal beside a currency, days are dates, moments are aware datetimes in the zone
# in which they are to be printed. A free text is what a person wrote: the paper shows it letter by letter.

# The meeting brief


@dataclass(frozen=True, slots=True)
class BriefPerson:
    """A contact of the client, and what matters in talking to them."""

    name: str
    job: str = ""
    role: str = ""
    cares_about: str = ""
    last_met_on: date | None = None
    attends: bool = False


@dataclass(frozen=True, slots=True)
class PastContact:
    """A visit, call or letter of the past."""

    on: date
    kind: str
    summary: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that became different since the last visit."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A commitment: what, by whom, until when."""

    what: str
    due_on: date | None = None
    who: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An open order; `days_late` is 0 while its promised day has not passed."""

    number: str
    what: str = ""
    promised_on: date | None = None
    days_late: int = 0
    value: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A complaint, request or return that is not closed."""

    number: str
    title: str
    opened_on: date
    due_on: date | None = None
    severity: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """Revenue of the last twelve months against those before, and what is unpaid; None where nothing is known."""

    currency: str
    last_12_months: Decimal | None = None
    previous_12_months: Decimal | None = None
    unpaid: Decimal | None = None
    overdue: Decimal | None = None
    credit_limit: Decimal | None = None
    open_quotes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RhythmFacts:
    """When the client buys; without `median_days` there are too few orders for a statement."""

    orders: int = 0
    last_on: date | None = None
    median_days: int | None = None
    next_on: date | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class NextProduct:
    """A product to offer next, and the reason in a sentence."""

    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """A competitor seen at the client."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything the one page before a meeting may say, most telling items first in each block.

    `as_of` is the moment of the newest fact in it and dates the file; `synced_at` is None on a laptop that works
    alone. `last_visit_on` is the day that `changes` are counted from.
    """

    company: Company
    account: str
    as_of: datetime
    number: str = ""
    account_line: str = ""
    manager: str = ""
    subject: str = ""
    goal: str = ""
    ask: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    directions: str = ""
    synced_at: datetime | None = None
    last_visit_on: date | None = None
    warnings: Excerpt[str] = NOTHING
    people: Excerpt[BriefPerson] = NOTHING
    changes: Excerpt[Change] = NOTHING
    contacts: Excerpt[PastContact] = NOTHING
    our_promises: Excerpt[PromiseLine] = NOTHING
    their_promises: Excerpt[PromiseLine] = NOTHING
    orders: Excerpt[OrderLine] = NOTHING
    cases: Excerpt[CaseLine] = NOTHING
    needs: Excerpt[str] = NOTHING
    money: MoneyFacts | None = None
    rhythm: RhythmFacts | None = None
    terms: Excerpt[str] = NOTHING
    next_products: Excerpt[NextProduct] = NOTHING
    rivals: Excerpt[Rival] = NOTHING
    questions: Excerpt[str] = NOTHING


# The visit report


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """A next step agreed at a visit; `side` is "ours" or "theirs"."""

    what: str
    who: str = ""
    due_on: date | None = None
    side: str = "ours"


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need in the client's own words."""

    statement: str
    person: str = ""
    product: str = ""
    wanted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """An objection or complaint raised at a visit, who takes care of it, and what was answered."""

    text: str
    kind: str = ""
    number: str = ""
    owner: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Addendum:
    """A correction added after the report was locked."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class VisitInternal:
    """What only our own house may read: never on the client's copy."""

    notes: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    objections: tuple[Concern, ...] = ()
    risks: tuple[str, ...] = ()
    chance: str = ""


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """The report of a visit. The client's edition has no internal part: not hidden, but absent."""

    company: Company
    client: Party
    starts_at: datetime
    edition: str = "client"
    number: str = ""
    ends_at: datetime | None = None
    place: str = ""
    subject: str = ""
    written_by: str = ""
    submitted_at: datetime | None = None
    ours: tuple[Person, ...] = ()
    theirs: tuple[Person, ...] = ()
    summary: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    actions: tuple[AgreedAction, ...] = ()
    needs: tuple[NeedLine, ...] = ()
    concerns: tuple[Concern, ...] = ()
    papers: tuple[str, ...] = ()
    next_meeting_at: datetime | None = None
    next_meeting_place: str = ""
    addenda: tuple[Addendum, ...] = ()
    internal: VisitInternal | None = None

    def for_client(self) -> VisitPaper:
        """The same report without anything internal."""
        return replace(self, edition="client", internal=None)


# The proposal


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the price table; `discount` in per cent, `net` the line's total as it was frozen.

    `kind` is "firm", "option" or "alternative"; only firm lines are in the totals.
    """

    position: str
    name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    net: Decimal
    detail: str = ""
    discount: Decimal = Decimal(0)
    kind: str = "firm"
    replaces: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class TaxLine:
    """The tax of one rate (per cent) on its base; `note` says why where the rate is nil."""

    rate: Decimal
    base: Decimal
    tax: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class PriceTotals:
    """The sums under the firm lines."""

    subtotal: Decimal
    net: Decimal
    gross: Decimal
    discount: Decimal = Decimal(0)
    taxes: tuple[TaxLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step of plan and delivery; `when` is a day, or words where no day is fixed yet."""

    what: str
    when: str = ""
    on: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A condition of the offer."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """The client's own words, and who said them."""

    words: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class ProposalPaper:
    """A priced offer. Until it is approved every page carries a watermark."""

    company: Company
    client: Party
    number: str
    dated_on: date
    currency: str
    lines: tuple[PriceLine, ...]
    totals: PriceTotals
    version: int = 1
    title: str = ""
    approved: bool = False
    valid_until: date | None = None
    manager: Person | None = None
    needs: tuple[Quotation, ...] = ()
    solution: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    plan: tuple[PlanStep, ...] = ()
    payment: str = ""
    delivery: str = ""
    warranty: str = ""
    terms: tuple[Term, ...] = ()
    tax_notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    signs_for_us: Person | None = None
    signs_for_client: Person | None = None


# The day pack


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One entry of the day; `account` is empty for an appointment without a client."""

    starts_at: time | None
    account: str = ""
    what: str = ""
    place: str = ""
    ends_at: time | None = None
    travel: str = ""


@dataclass(frozen=True, slots=True)
class DayPack:
    """The agenda of a day and its briefs, in the order of the visits."""

    company: Company
    day: date
    as_of: datetime
    manager: str = ""
    agenda: tuple[AgendaLine, ...] = ()
    briefs: tuple[Brief, ...] = ()
    due: tuple[PromiseLine, ...] = ()
