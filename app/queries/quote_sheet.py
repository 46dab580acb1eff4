"""A quote as its editor shows it: lines, totals, what is missing before it can be issued."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.errors import Refused
from app.insight.pricing import Line, Totals, quote_totals
from app.queries import question
from app.queries.company import client_language, preference
from app.store.engine import Reader
from app.values import day, number

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the editor. `total` is its net amount; None where it has no price yet."""

    id: str
    position: int
    product_id: str | None
    product: str
    detail: str
    quantity: Decimal
    unit: str
    list_price: Decimal | None
    price: Decimal | None
    discount_percent: Decimal
    tax_rate: Decimal
    cost: Decimal | None
    is_optional: bool
    alternative_to_id: str | None
    is_heading: bool
    total: Decimal | None
    margin: Decimal | None
    price_origin: str


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """The quote and all that its editor needs."""

    id: str
    number: str
    version: int
    state: str
    account_id: str
    account: str
    contact_id: str | None
    contact: str
    opportunity_id: str | None
    title: str
    currency: str
    language: str
    paper: str
    issued_on: date | None
    valid_until: date | None
    need: str
    solution: str
    result: str
    plan: str
    note: str
    benefit_client: str
    benefit_us: str
    payment_terms: str
    delivery_terms: str
    warranty: str
    tax_note: str
    signatory: str
    discount_percent: Decimal
    internal_notes: str
    replaces_id: str | None
    lines: tuple[SheetLine, ...]
    totals: Totals
    missing: tuple[str, ...]
    """What must be there before the quote can be issued, as names of the fields."""


@question("Quote with lines and totals")
def quote_sheet(reader: Reader, quote: str, on: date | None = None) -> QuoteSheet:
    """A quote with its lines, totals, and what is missing before it can be issued on a day."""
    row = reader.row(
        "SELECT q.*, a.name AS account, c.name AS contact FROM quotes q JOIN accounts a ON a.id = q.account_id"
        " LEFT JOIN contacts c ON c.id = q.contact_id WHERE q.id = ? AND q.deleted_at IS NULL",
        (quote,),
    )
    if row is None:
        raise Refused("There is no quote with the id {id}.", id=quote)
    currency = row.currency or preference(reader, "currency")
    raw = line_rows(reader, quote)
    totals = totals_of(raw, currency, number(row.discount_percent) or ZERO)
    lines = tuple(_line(each, priced) for each, priced in zip(raw, totals.lines, strict=True))
    words = {name: getattr(row, name) or "" for name in _WORDS}
    return QuoteSheet(
        id=row.id,
        version=row.version,
        state=row.state,
        account_id=row.account_id,
        account=row.account,
        contact_id=row.contact_id,
        contact=row.contact or "",
        opportunity_id=row.opportunity_id,
        title=row.subject or "",
        currency=currency,
        language=row.language or client_language(reader, row.account_id),
        paper=row.paper or preference(reader, "paper"),
        issued_on=day(row.issued_on),
        valid_until=day(row.valid_until),
        discount_percent=number(row.discount_percent) or ZERO,
        replaces_id=row.replaces_id,
        lines=lines,
        totals=totals,
        missing=_missing(row, totals, on or date.today()),
        **words,
    )


_WORDS = (
    "number", "need", "solution", "result", "plan", "note", "benefit_client", "benefit_us", "payment_terms",
    "delivery_terms", "warranty", "tax_note", "signatory", "internal_notes",
)  # fmt: skip


def line_rows(reader: Reader, quote: str) -> list[Any]:
    """The lines of a quote as stored, in their order."""
    return reader.rows(
        "SELECT l.*, p.name AS product FROM quote_lines l LEFT JOIN products p ON p.id = l.product_id"
        " WHERE l.quote_id = ? AND l.deleted_at IS NULL ORDER BY l.position IS NULL, l.position, l.seq",
        (quote,),
    )


def totals_of(rows: list[Any], currency: str, discount_percent: Decimal) -> Totals:
    """What stored lines add up to."""
    return quote_totals([_counted(row) for row in rows], currency, discount_percent)


def _counted(row: Any) -> Line:
    return Line(
        price=number(row.price),
        quantity=number(row.quantity) if row.quantity is not None else Decimal(1),  # type: ignore[arg-type]
        id=row.id,
        list_price=number(row.list_price),
        discount_percent=number(row.discount_percent) or ZERO,
        partner_percent=number(row.partner_percent) or ZERO,
        bonus_percent=number(row.bonus_percent) or ZERO,
        tax_percent=number(row.tax_rate) or ZERO,
        cost=number(row.cost),
        is_optional=bool(row.is_optional),
        alternative_to=row.alternative_to_id,
        is_heading=bool(row.is_heading),
    )


def _line(row: Any, priced: Any) -> SheetLine:
    steps = priced.waterfall
    return SheetLine(
        id=row.id,
        position=row.position or 0,
        product_id=row.product_id,
        product=row.name or row.product or "",
        detail=row.detail or "",
        quantity=priced.line.quantity,
        unit=row.unit or "",
        list_price=priced.line.list_price,
        price=priced.line.price,
        discount_percent=priced.line.discount_percent,
        tax_rate=priced.line.tax_percent,
        cost=priced.line.cost,
        is_optional=priced.line.is_optional,
        alternative_to_id=row.alternative_to_id,
        is_heading=priced.line.is_heading,
        total=priced.total,
        margin=steps.margin if steps else None,
        price_origin=row.price_origin or "",
    )


def _missing(row: Any, totals: Totals, today: date) -> tuple[str, ...]:
    found = []
    if not any(line.line.counts for line in totals.lines):
        found.append("lines")
    if totals.unpriced:
        found.append("price")
    if not row.valid_until or row.valid_until < (row.issued_on or today.isoformat()):
        found.append("valid_until")
    if not row.payment_terms:
        found.append("payment_terms")
    return tuple(found)
