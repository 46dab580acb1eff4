"""The quote: made, priced, approved, issued as a proposal, answered, replaced."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.errors import Refused
from app.queries.company import client_language, preference
from app.queries.frozen import frozen
from app.queries.prices import price_for
from app.queries.proposal import proposal_paper
from app.queries.quote_sheet import quote_sheet
from app.records.orders import Order, OrderLine
from app.records.quotes import Quote, QuoteLine
from app.services import verb
from app.services.numbers import next_number
from app.services.visits import values_of
from app.store.session import StoreSession

DEFAULT_DAYS = 30


@verb("New quote")
def make_quote(
    session: StoreSession,
    account: str,
    title: str = "",
    contact: str | None = None,
    opportunity: str | None = None,
    visit: str | None = None,
    currency: str = "",
    language: str = "",
    valid_until: date | None = None,
    lines: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Start a quote for an account, in its language and currency, with the usual terms."""
    client = session.find_kind("accounts", account)
    reader = session.reader
    days = int(preference(reader, "quote.valid_days") or DEFAULT_DAYS)
    finance = reader.row(
        "SELECT payment_terms, payment_terms_days FROM account_finance WHERE account_id = ? AND deleted_at IS NULL",
        (account,),
    )
    quote = Quote(
        account_id=account,
        subject=title or None,
        contact_id=contact or None,
        opportunity_id=opportunity or None,
        visit_id=visit or None,
        owner_id=session.step.author,
        number=next_number(session, "quotes"),
        currency=currency or client.currency or preference(reader, "currency"),  # type: ignore[attr-defined]
        language=language or client_language(reader, account),
        paper=preference(reader, "paper"),
        valid_until=valid_until or session.now.date() + timedelta(days=days),
        payment_terms=_payment_terms(reader, finance) or None,
        delivery_terms=preference(reader, "quote.delivery_terms") or None,
    )
    session.add(quote)
    session.flush()
    for row in lines:
        _add_line(session, quote, row)
    return quote.id


def _payment_terms(reader: Any, finance: Any) -> str:
    if finance and finance.payment_terms:
        return str(finance.payment_terms)
    return preference(reader, "quote.payment_terms")


@verb("Add quote line")
def add_quote_line(
    session: StoreSession,
    quote: str,
    product: str | None = None,
    quantity: Decimal = Decimal(1),
    price: Decimal | None = None,
    discount_percent: Decimal | None = None,
    name: str = "",
    detail: str = "",
    unit: str = "",
    tax_rate: Decimal | None = None,
    is_optional: bool = False,
    alternative_to: str | None = None,
    is_heading: bool = False,
) -> str:
    """Add a line: a product at the price that applies to this account, or free words with a price."""
    record = session.find(Quote, quote)
    row = {
        "product_id": product, "quantity": quantity, "price": price, "discount_percent": discount_percent,
        "name": name or None, "detail": detail or None, "unit": unit or None, "tax_rate": tax_rate,
        "is_optional": is_optional, "alternative_to_id": alternative_to, "is_heading": is_heading,
    }  # fmt: skip
    return _add_line(session, record, row).id


def _add_line(session: StoreSession, quote: Quote, row: Mapping[str, Any]) -> QuoteLine:
    values = values_of("quote_lines", row)
    position = session.reader.value(
        "SELECT max(position) FROM quote_lines WHERE quote_id = ? AND deleted_at IS NULL", (quote.id,)
    )
    line = QuoteLine(quote_id=quote.id, position=(position or 0) + 1, **values)
    if line.quantity is None and not line.is_heading:
        line.quantity = Decimal(1)
    if line.product_id:
        _fill_from_product(session, quote, line)
    session.add(line)
    session.flush()
    _keep_net(session, quote)
    return line


def _fill_from_product(session: StoreSession, quote: Quote, line: QuoteLine) -> None:
    """Price, unit, tax and name of the product; what was typed on the line stays."""
    on = quote.prices_on or session.now.date()
    assert line.product_id is not None
    offer = price_for(
        session.reader,
        quote.account_id,
        line.product_id,
        line.quantity or Decimal(1),
        on,
        quote.currency or "",
    )
    line.list_price = offer.list_price
    line.price_origin = offer.origin if line.price is None else line.price_origin
    line.price = offer.price if line.price is None else line.price
    if offer.partner_percent and line.partner_percent is None:
        line.partner_percent = offer.partner_percent
    if offer.bonus_percent and line.bonus_percent is None:
        line.bonus_percent = offer.bonus_percent
    line.cost, line.currency = offer.cost, quote.currency
    line.tax_rate = offer.tax_rate if line.tax_rate is None else line.tax_rate
    line.unit = line.unit or offer.unit or None
    line.name = line.name or _product_name(session, quote, line.product_id)


def _product_name(session: StoreSession, quote: Quote, product: str | None) -> str:
    """The product's name in the language of the quote, where it has one."""
    return str(
        session.reader.value(
            "SELECT coalesce((SELECT name FROM product_texts t WHERE t.product_id = p.id AND t.language = :language"
            " AND t.deleted_at IS NULL LIMIT 1), p.name) FROM products p WHERE p.id = :product",
            {"language": quote.language or "", "product": product},
        )
        or ""
    )


@verb("Change quote line")
def change_quote_line(
    session: StoreSession, line: str, values: Mapping[str, Any], keep_price: bool = False
) -> str:
    """Change a line; a new quantity or product proposes its price anew unless the old price is kept."""
    record = session.find(QuoteLine, line)
    quote = session.find(Quote, record.quote_id)
    given = values_of("quote_lines", values)
    for name, value in given.items():
        setattr(record, name, value)
    reprice = {"quantity", "product_id"} & set(given) and not ({"price"} & set(given)) and not keep_price
    if reprice and record.product_id:
        if "product_id" in given:
            record.name = record.unit = record.tax_rate = None
        record.price = None
        _fill_from_product(session, quote, record)
    elif "price" in given:
        record.price_origin = "Typed"
    session.flush()
    _keep_net(session, quote)
    return record.id


@verb("Remove quote line")
def remove_quote_line(session: StoreSession, line: str) -> str:
    """Take a line off a quote."""
    record = session.find(QuoteLine, line)
    quote = session.find(Quote, record.quote_id)
    session.remove(record)
    session.flush()
    _keep_net(session, quote)
    return line


@verb("Duplicate quote line")
def duplicate_quote_line(session: StoreSession, line: str) -> str:
    """Put the same line once more below it."""
    record = session.find(QuoteLine, line)
    quote = session.find(Quote, record.quote_id)
    copied = _copy(record)
    copied.quote_id = quote.id
    copied.position = record.position
    session.add(copied)
    session.flush()
    return copied.id


@verb("Move quote line")
def move_quote_line(session: StoreSession, line: str, places: int) -> str:
    """Move a line up (negative) or down in its quote."""
    record = session.find(QuoteLine, line)
    ids = session.reader.column(
        "SELECT id FROM quote_lines WHERE quote_id = ? AND deleted_at IS NULL ORDER BY position IS NULL, position, seq",
        (record.quote_id,),
    )
    here = ids.index(line)
    ids.insert(max(0, min(len(ids) - 1, here + places)), ids.pop(here))
    for position, each in enumerate(ids, 1):
        session.find(QuoteLine, each).position = position
    session.flush()
    return line


def _keep_net(session: StoreSession, quote: Quote) -> None:
    """Write each line's net amount beside it, as the sheet reckons it."""
    for line in quote_sheet(session.reader, quote.id).lines:
        record = session.get(QuoteLine, line.id)
        if record is not None and record.net != line.total:
            record.net = line.total
    session.flush()


@verb("Approve quote")
def approve_quote(session: StoreSession, quote: str) -> str:
    """Approve a draft; the watermark goes, and changing its terms asks for a new approval."""
    record = session.find(Quote, quote)
    record.state, record.approved_by_id, record.approved_at = "approved", session.step.author, session.now
    session.flush()
    return quote


@verb("Back to draft")
def reopen_quote(session: StoreSession, quote: str) -> str:
    """Take an approved quote back to draft so that it can be changed."""
    record = session.find(Quote, quote)
    record.state, record.approved_by_id, record.approved_at = "draft", None, None
    session.flush()
    return quote


@verb("Issue quote")
def issue_quote(session: StoreSession, quote: str, on: date | None = None) -> str:
    """Let a quote leave the house: dated, its content frozen as printed; this cannot be undone."""
    record = session.find(Quote, quote)
    if record.state not in ("draft", "approved"):
        raise Refused("Quote {number} was already issued.", number=record.number)
    day = on or session.now.date()
    missing = quote_sheet(session.reader, quote, day).missing
    if missing:
        sentences = {name: _MISSING[name] for name in missing}
        raise Refused(
            "The quote cannot be issued yet. {why}", why=" ".join(sentences.values()), fields=sentences
        )
    record.state, record.issued_on = "issued", day
    session.flush()
    content = proposal_paper(session.reader, quote, language=record.language or "en", fresh=True)
    record.frozen = frozen(content)
    session.step.final = True
    if record.replaces_id:
        former = session.find(Quote, record.replaces_id)
        if former.state in ("issued", "declined", "expired"):
            former.state = "replaced"
    session.flush()
    return quote


_MISSING = {
    "lines": "It has no line that counts.",
    "price": "A line has no price.",
    "valid_until": "Say until when it is valid.",
    "payment_terms": "Say how it is to be paid.",
}


@verb("New version")
def new_version(session: StoreSession, quote: str) -> str:
    """Start the next version of an issued quote; issuing it replaces this one."""
    record = session.find(Quote, quote)
    if record.state in ("draft", "approved"):
        raise Refused("Quote {number} is not issued yet; change it itself.", number=record.number)
    fresh = _copy(record, leave=_OF_ONE_VERSION)
    fresh.version, fresh.replaces_id, fresh.state = record.version + 1, record.id, "draft"
    session.add(fresh)
    session.flush()
    renamed: dict[str, str] = {}
    for each in session.reader.column(
        "SELECT id FROM quote_lines WHERE quote_id = ? AND deleted_at IS NULL ORDER BY position, seq",
        (quote,),
    ):
        line = _copy(session.find(QuoteLine, each), leave=("quote_id",))
        line.quote_id = fresh.id
        line.alternative_to_id = renamed.get(line.alternative_to_id or "")
        session.add(line)
        session.flush()
        renamed[each] = line.id
    return fresh.id


_OF_ONE_VERSION = (
    "version", "replaces_id", "state", "issued_on", "frozen", "pdf_id", "accepted_on", "accepted_by",
    "signature_id", "declined_on", "declined_reason", "approved_by_id", "approved_at", "external_id",
)  # fmt: skip


def _copy(record: Any, leave: Sequence[str] = ()) -> Any:
    from app.records.base import fields

    names = [name for name in fields(type(record)) if name not in leave]
    return type(record)(**{name: getattr(record, name) for name in names})


@verb("Accept quote")
def accept_quote(
    session: StoreSession, quote: str, by: str = "", on: date | None = None, order: bool = True
) -> str:
    """The client says yes: the quote is accepted and becomes an order with its firm lines; returns the order."""
    record = session.find(Quote, quote)
    record.state, record.accepted_on, record.accepted_by = "accepted", on or session.now.date(), by or None
    session.flush()
    _win_opportunity(session, record)
    return _order_from(session, record).id if order else quote


def _win_opportunity(session: StoreSession, quote: Quote) -> None:
    from app.records.opportunities import Opportunity

    found = session.get(Opportunity, quote.opportunity_id) if quote.opportunity_id else None
    if found is not None and found.stage not in ("won", "lost"):
        found.stage, found.stage_since, found.closed_on = "won", session.now.date(), session.now.date()
        session.flush()


def _order_from(session: StoreSession, quote: Quote) -> Order:
    sheet = quote_sheet(session.reader, quote.id)
    order = Order(
        number=next_number(session, "orders"), account_id=quote.account_id, contact_id=quote.contact_id,
        quote_id=quote.id, opportunity_id=quote.opportunity_id, owner_id=quote.owner_id, currency=sheet.currency,
        ordered_on=quote.accepted_on, net=sheet.totals.net, discount_percent=quote.discount_percent,
        payment_terms=quote.payment_terms, delivery_terms=quote.delivery_terms,
    )  # fmt: skip
    session.add(order)
    session.flush()
    for line in sheet.lines:
        if not (line.is_heading or line.is_optional or line.alternative_to_id) and line.price is not None:
            session.add(
                OrderLine(
                    order_id=order.id, position=line.position, product_id=line.product_id, name=line.product,
                    quantity=line.quantity, unit=line.unit or None, list_price=line.list_price, price=line.price,
                    discount_percent=line.discount_percent, net=line.total, currency=sheet.currency, cost=line.cost,
                    tax_rate=line.tax_rate, quote_line_id=line.id, price_origin=line.price_origin or None,
                )
            )  # fmt: skip
    session.flush()
    return order


@verb("Decline quote")
def decline_quote(session: StoreSession, quote: str, reason: str, on: date | None = None) -> str:
    """The client says no, with the reason."""
    record = session.find(Quote, quote)
    record.state, record.declined_on, record.declined_reason = "declined", on or session.now.date(), reason
    session.flush()
    return quote
