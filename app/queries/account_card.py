"""The account page in one answer: facts, people, open items, money and rhythm; the timeline comes apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.errors import Refused
from app.queries import question
from app.store.engine import Reader
from app.values import day, from_stored_number, moment, number

MOST_PEOPLE = 50
MOST_ITEMS = 50


@dataclass(frozen=True, slots=True)
class Person:
    """A contact on the account page."""

    id: str
    name: str
    job: str
    buying_role: str
    support: str
    phone: str
    email: str
    cares_about: str
    is_key_player: bool
    last_met_on: date | None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that waits: a promise, a case, a quote, a late order, an unpaid invoice, a planned visit."""

    kind: str
    id: str
    type: str
    title: str
    due_on: date | None
    is_overdue: bool
    side: str = ""
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the organisation itself."""

    name: str
    legal_name: str
    type: str
    stage: str
    stage_since: date | None
    tier: str
    segment: str
    size: str
    industry: str
    owner: str
    owner_id: str
    territory: str
    parent: str
    parent_id: str
    phone: str
    email: str
    web: str
    street: str
    postal_code: str
    city: str
    region: str
    country: str
    language: str
    currency: str
    tax_number: str
    tags: str
    source: str
    notes: str
    internal_notes: str
    visit_every_weeks: int | None
    next_visit_on: date | None
    last_contact_at: datetime | None
    changed_at: datetime
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed about money; only where this laptop may see it."""

    payment_terms: str
    payment_terms_days: int | None
    credit_limit: Decimal | None
    currency: str
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often the account orders, as far as its orders say."""

    orders: int
    last_on: date | None
    median_days: int | None
    next_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Money:
    """Net orders of the last twelve months and the twelve before, and what is unpaid."""

    currency: str
    last_12_months: Decimal
    previous_12_months: Decimal
    unpaid: Decimal
    overdue: Decimal


@dataclass(frozen=True, slots=True)
class AccountCard:
    """The account page."""

    id: str
    facts: Facts
    people: tuple[Person, ...]
    people_total: int
    open_items: tuple[OpenItem, ...]
    terms: Terms | None
    money: Money
    rhythm: Rhythm
    next_meeting_at: datetime | None
    next_meeting: str
    subsidiaries: int


@question("Account page")
def account_card(reader: Reader, account: str, on: date | None = None) -> AccountCard:
    """Facts, people, open items, money and rhythm of an account, as of a day."""
    today = on or date.today()
    shown, people_total = people(reader, account)
    upcoming = reader.row(
        "SELECT starts_at, subject FROM visits WHERE account_id = ? AND deleted_at IS NULL AND state = 'planned'"
        " AND starts_at >= ? ORDER BY starts_at LIMIT 1",
        (account, today.isoformat()),
    )
    facts = _facts(reader, account)
    return AccountCard(
        account,
        facts,
        shown,
        people_total,
        open_items(reader, account, today),
        _terms(reader, account),
        money(reader, account, today, facts.currency),
        rhythm(reader, account, today),
        moment(upcoming.starts_at) if upcoming else None,
        upcoming.subject if upcoming else "",
        reader.value("SELECT count(*) FROM accounts WHERE parent_id = ? AND deleted_at IS NULL", (account,)),
    )


def _facts(reader: Reader, account: str) -> Facts:
    row = reader.row(
        "SELECT a.*, u.name AS owner, t.name AS territory, p.name AS parent FROM accounts a"
        " LEFT JOIN users u ON u.id = a.owner_id LEFT JOIN territories t ON t.id = a.territory_id"
        " LEFT JOIN accounts p ON p.id = a.parent_id WHERE a.id = ? AND a.deleted_at IS NULL",
        (account,),
    )
    if row is None:
        raise Refused("There is no account with the id {id}.", id=account)
    made: dict[str, Any] = {
        "stage_since": day(row.stage_since),
        "next_visit_on": day(row.next_visit_on),
        "last_contact_at": moment(row.last_contact_at),
        "changed_at": moment(row.changed_at),
        "visit_every_weeks": row.visit_every_weeks,
        "do_not_contact": bool(row.do_not_contact),
    }
    words: dict[str, Any] = {name: getattr(row, name) or "" for name in Facts.__slots__ if name not in made}
    return Facts(**made, **words)


def people(reader: Reader, account: str) -> tuple[tuple[Person, ...], int]:
    """The contacts of an account, those who decide first, and how many there are in all."""
    total = reader.value(
        "SELECT count(*) FROM contacts WHERE account_id = ? AND deleted_at IS NULL AND left_on IS NULL",
        (account,),
    )
    rows = reader.rows(
        "SELECT id, name, job, buying_role, support, coalesce(phone, mobile) AS phone, email, cares_about,"
        " is_key_player, (SELECT max(substr(v.starts_at, 1, 10)) FROM visit_participants p JOIN visits v"
        " ON v.id = p.visit_id WHERE p.contact_id = contacts.id AND p.deleted_at IS NULL AND v.deleted_at IS NULL"
        " AND v.state IN ('saved', 'submitted')) AS last_met_on FROM contacts WHERE account_id = ?"
        " AND deleted_at IS NULL"
        " AND left_on IS NULL ORDER BY is_key_player DESC, buying_role IS NULL, name_sort LIMIT ?",
        (account, MOST_PEOPLE),
    )
    shown = tuple(
        Person(
            row.id, row.name, row.job or "", row.buying_role or "", row.support or "", row.phone or "",
            row.email or "", row.cares_about or "", bool(row.is_key_player), day(row.last_met_on),
        )
        for row in rows
    )  # fmt: skip
    return shown, total


_OPEN: Sequence[str] = (
    "SELECT 'promises' AS kind, id, 'promise' AS type, text AS title, due_on AS due, side, NULL AS amount,"
    " NULL AS currency FROM promises WHERE account_id = :account AND state = 'open' AND deleted_at IS NULL",
    "SELECT 'cases', id, type, subject, substr(solution_due_at, 1, 10), '', NULL, NULL FROM cases"
    " WHERE account_id = :account AND state NOT IN ('closed', 'rejected') AND deleted_at IS NULL",
    "SELECT 'quotes', id, 'quote', trim(coalesce(number, '') || ' ' || coalesce(subject, '')), valid_until, '',"
    " NULL, currency FROM quotes"
    " WHERE account_id = :account AND state IN ('draft', 'approved', 'issued') AND deleted_at IS NULL",
    "SELECT 'orders', id, 'order', coalesce(number, ''), coalesce(confirmed_last_on, requested_on), '', net, currency"
    " FROM orders WHERE account_id = :account AND shipped_on IS NULL AND state NOT IN ('draft', 'delivered',"
    " 'closed', 'cancelled') AND deleted_at IS NULL",
    "SELECT 'invoices', id, 'invoice', coalesce(number, ''), due_on, '', open_amount, currency FROM invoices"
    " WHERE account_id = :account AND state IN ('open', 'part_paid', 'disputed') AND deleted_at IS NULL",
    "SELECT 'activities', id, type, subject, coalesce(due_on, substr(starts_at, 1, 10)), '', NULL, NULL"
    " FROM activities WHERE account_id = :account AND state = 'planned' AND deleted_at IS NULL",
)


def open_items(reader: Reader, account: str, today: date) -> tuple[OpenItem, ...]:
    """What waits at an account, overdue first."""
    sql = f"SELECT * FROM ({' UNION ALL '.join(_OPEN)}) AS waiting ORDER BY due IS NULL, due LIMIT :most"
    rows = reader.rows(sql, {"account": account, "most": MOST_ITEMS})
    return tuple(_item(row, today) for row in rows)


def _item(row: Any, today: date) -> OpenItem:
    due = day(row.due)
    return OpenItem(
        row.kind, row.id, row.type, row.title, due, due is not None and due < today, row.side or "",
        number(row.amount), row.currency or "",
    )  # fmt: skip


def _terms(reader: Reader, account: str) -> Terms | None:
    row = reader.row(
        "SELECT payment_terms, payment_terms_days, credit_limit, currency, is_blocked FROM account_finance"
        " WHERE account_id = ? AND deleted_at IS NULL ORDER BY seq LIMIT 1",
        (account,),
    )
    if row is None:
        return None
    return Terms(
        row.payment_terms or "", row.payment_terms_days, number(row.credit_limit), row.currency or "",
        bool(row.is_blocked),
    )  # fmt: skip


def money(reader: Reader, account: str, today: date, currency: str) -> Money:
    """Net orders of two years and the open invoices, in the currency most orders of the account have."""
    used = reader.value(
        "SELECT currency FROM orders WHERE account_id = ? AND deleted_at IS NULL AND currency IS NOT NULL"
        " GROUP BY currency ORDER BY count(*) DESC LIMIT 1",
        (account,),
    )
    chosen = used or currency
    a_year, two_years = today - timedelta(days=365), today - timedelta(days=730)
    ordered = reader.row(
        "SELECT coalesce(sum(CASE WHEN ordered_on > :year THEN net END), 0) AS this,"
        " coalesce(sum(CASE WHEN ordered_on <= :year THEN net END), 0) AS former FROM orders"
        " WHERE account_id = :account AND deleted_at IS NULL AND state <> 'cancelled'"
        " AND ordered_on > :two AND ordered_on <= :today AND coalesce(currency, :currency) = :currency",
        {
            "account": account, "year": a_year.isoformat(), "two": two_years.isoformat(),
            "today": today.isoformat(), "currency": chosen,
        },
    )  # fmt: skip
    owed = reader.row(
        "SELECT coalesce(sum(open_amount), 0) AS unpaid,"
        " coalesce(sum(CASE WHEN due_on < :today THEN open_amount END), 0) AS overdue FROM invoices"
        " WHERE account_id = :account AND deleted_at IS NULL AND state IN ('open', 'part_paid', 'disputed')"
        " AND coalesce(currency, :currency) = :currency",
        {"account": account, "today": today.isoformat(), "currency": chosen},
    )
    return Money(
        chosen or "", *map(from_stored_number, (ordered.this, ordered.former, owed.unpaid, owed.overdue))
    )


def order_days(reader: Reader, account: str, product: str = "") -> list[date]:
    """The days an account ordered, oldest first, each once; of one product where it is named."""
    sql = (
        "SELECT DISTINCT o.ordered_on FROM orders o WHERE o.account_id = :account AND o.deleted_at IS NULL"
        " AND o.ordered_on IS NOT NULL AND o.state NOT IN ('draft', 'cancelled')"
    )
    if product:
        sql += (
            " AND EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.product_id = :product"
            " AND l.deleted_at IS NULL)"
        )
    found = reader.column(sql + " ORDER BY o.ordered_on", {"account": account, "product": product})
    return [date.fromisoformat(each) for each in found]


def rhythm(reader: Reader, account: str, today: date) -> Rhythm:
    """When the account may be expected to order next; nothing is said on fewer than four orders."""
    from app.insight.rhythm import purchase_rhythm

    days = [each for each in order_days(reader, account) if each <= today]
    found = purchase_rhythm(days, today)
    median = None if found.median_days is None else round(found.median_days)
    return Rhythm(len(days), days[-1] if days else None, median, found.next_on, bool(found.overdue))
