"""The facts of a brief: promises, orders, cases, money, terms, what to offer, what to beware of."""

from datetime import date
from decimal import Decimal
from typing import Any

from app.language import Language
from app.queries import account_card
from app.queries.papers import CaseLine, Excerpt, MoneyFacts, NextProduct, OrderLine, PromiseLine, RhythmFacts
from app.store.engine import Reader
from app.values import day, number

MOST_PRODUCTS = 12


def open_promises(reader: Reader, account_id: str, side: str, today: date) -> Excerpt[PromiseLine]:
    """Open promises of one side, the earliest due first."""
    rows = reader.rows(
        "SELECT p.text, p.due_on, coalesce(u.name, c.name, p.department) AS who FROM promises p"
        " LEFT JOIN users u ON u.id = p.owner_id AND p.side = 'ours'"
        " LEFT JOIN contacts c ON c.id = p.contact_id AND p.side = 'theirs'"
        " WHERE p.account_id = ? AND p.side = ? AND p.state = 'open' AND p.deleted_at IS NULL"
        " ORDER BY p.due_on IS NULL, p.due_on, p.seq",
        (account_id, side),
    )
    lines = tuple(
        PromiseLine(
            row.text, day(row.due_on), row.who or "", bool(row.due_on and row.due_on < today.isoformat())
        )
        for row in rows
    )
    return Excerpt.of(lines)


def open_orders(reader: Reader, account_id: str, today: date) -> Excerpt[OrderLine]:
    """Orders not shipped yet, the earliest promised first."""
    rows = reader.rows(
        "SELECT number, client_reference, coalesce(confirmed_last_on, confirmed_first_on, requested_on) AS promised,"
        " net, currency FROM orders WHERE account_id = ? AND deleted_at IS NULL AND shipped_on IS NULL"
        " AND state NOT IN ('draft', 'delivered', 'closed', 'cancelled') ORDER BY promised IS NULL, promised, seq",
        (account_id,),
    )
    lines = []
    for row in rows:
        promised = day(row.promised)
        late = max((today - promised).days, 0) if promised else 0
        lines.append(
            OrderLine(
                row.number or "",
                row.client_reference or "",
                promised,
                late,
                number(row.net),
                row.currency or "",
            )
        )
    return Excerpt.of(lines)


def open_cases(reader: Reader, account_id: str, today: date, words: Language) -> Excerpt[CaseLine]:
    """Cases not closed, the gravest first."""
    rows = reader.rows(
        "SELECT number, subject, coalesce(reported_at, created_at) AS reported, solution_due_at, severity FROM cases"
        " WHERE account_id = ? AND deleted_at IS NULL AND state NOT IN ('closed', 'rejected')"
        " ORDER BY severity = 'critical' DESC, severity = 'major' DESC, reported",
        (account_id,),
    )
    return Excerpt.of(
        CaseLine(
            row.number or "", row.subject, date.fromisoformat(row.reported[:10]),
            day(row.solution_due_at[:10]) if row.solution_due_at else None,
            words.choice(row.severity, "cases.severity") if row.severity else "",
            bool(row.solution_due_at and row.solution_due_at[:10] < today.isoformat()),
        )
        for row in rows
    )  # fmt: skip


def money(reader: Reader, account: Any, today: date) -> MoneyFacts | None:
    """Revenue of two years, what is unpaid, what is offered; None where nothing is known."""
    found = account_card.money(reader, account.id, today, account.currency or "")
    limit = reader.row(
        "SELECT credit_limit FROM account_finance WHERE account_id = ? AND deleted_at IS NULL", (account.id,)
    )
    figures = (found.last_12_months, found.previous_12_months, found.unpaid)
    if not any(figures) and limit is None:
        return None
    open_quotes = number(
        reader.value(
            "SELECT sum(l.net) FROM quotes q JOIN quote_lines l ON l.quote_id = q.id AND l.deleted_at IS NULL"
            " AND NOT l.is_optional AND l.alternative_to_id IS NULL"
            " WHERE q.account_id = ? AND q.state = 'issued' AND q.deleted_at IS NULL AND q.currency = ?",
            (account.id, found.currency),
        )
    )
    return MoneyFacts(
        found.currency, found.last_12_months, found.previous_12_months, found.unpaid, found.overdue,
        number(limit.credit_limit) if limit else None, open_quotes,
    )  # fmt: skip


def rhythm(reader: Reader, account_id: str, today: date) -> RhythmFacts | None:
    """When the account buys, as far as its orders say."""
    found = account_card.rhythm(reader, account_id, today)
    if not found.orders:
        return None
    return RhythmFacts(found.orders, found.last_on, found.median_days, found.next_on, found.is_overdue)


def terms(reader: Reader, account_id: str, today: date, words: Language) -> list[str]:
    """What was agreed about payment, prices and discounts, in sentences."""
    finance = reader.row(
        "SELECT payment_terms, payment_terms_days FROM account_finance WHERE account_id = ? AND deleted_at IS NULL",
        (account_id,),
    )
    lines = []
    if finance and (finance.payment_terms or finance.payment_terms_days):
        days = finance.payment_terms_days
        lines.append(finance.payment_terms or words.text("Payment within {days} days", days=days))
    rows = reader.rows(
        "SELECT s.*, coalesce(p.name, f.name) AS what FROM special_terms s LEFT JOIN products p ON p.id = s.product_id"
        " LEFT JOIN product_families f ON f.id = s.family_id WHERE s.account_id = ? AND s.deleted_at IS NULL"
        " AND (s.valid_until IS NULL OR s.valid_until >= ?) AND (s.valid_from IS NULL OR s.valid_from <= ?)"
        " ORDER BY s.seq",
        (account_id, today.isoformat(), today.isoformat()),
    )
    return lines + [line for row in rows if (line := _term(row, words))]


def _term(row: Any, words: Language) -> str:
    what = row.what or words.text("All products")
    if row.discount_percent:
        return f"{what}: −{words.percent(number(row.discount_percent) or Decimal(0))}"
    if row.price is not None:
        return f"{what}: {words.money(number(row.price) or Decimal(0), row.currency or '')}"
    if row.bonus_percent:
        return f"{what}: " + words.text(
            "yearly bonus {percent}", percent=words.percent(number(row.bonus_percent) or Decimal(0))
        )
    return ""


def next_products(reader: Reader, account_id: str, words: Language) -> Excerpt[NextProduct]:
    """First what answers a need heard from the client, then what similar clients buy."""
    rows = reader.rows(
        "SELECT DISTINCT p.name, n.statement FROM needs n JOIN products p ON p.id = n.product_id"
        " WHERE n.account_id = ? AND n.deleted_at IS NULL AND n.state IN ('found', 'matched')"
        " ORDER BY n.importance IS NULL, n.importance DESC, n.seq LIMIT ?",
        (account_id, MOST_PRODUCTS),
    )
    found = [NextProduct(row.name, words.text("Asked for: “{words}”", words=row.statement)) for row in rows]
    from app.queries.next_product import suggestions

    known = {product.name for product in found}
    for each in suggestions(reader, account_id, MOST_PRODUCTS):
        if each.product not in known:
            found.append(
                NextProduct(each.product, words.text("Bought together with {product}", product=each.because))
            )
    return Excerpt.of(found)


def warnings(reader: Reader, account: Any, today: date, words: Language) -> list[str]:
    """What could go wrong in the room, gravest first."""
    found = []
    blocked = reader.value(
        "SELECT is_blocked FROM account_finance WHERE account_id = ? AND deleted_at IS NULL", (account.id,)
    )
    if blocked:
        found.append(words.text("Deliveries to this account are stopped."))
    if account.do_not_contact:
        found.append(words.text("This account asked not to be contacted."))
    for currency, overdue in _overdue_sums(reader, account.id, today):
        found.append(words.text("Overdue payments: {amount}.", amount=words.money(overdue, currency)))
    grave = reader.value(
        "SELECT count(*) FROM cases WHERE account_id = ? AND deleted_at IS NULL AND severity IN ('critical', 'major')"
        " AND state NOT IN ('closed', 'rejected')",
        (account.id,),
    )
    if grave:
        found.append(words.plural(grave, "{count} serious case is open.", "{count} serious cases are open."))
    late = open_orders(reader, account.id, today)
    late_count = sum(1 for order in late.items if order.days_late)
    if late_count:
        found.append(words.plural(late_count, "{count} delivery is late.", "{count} deliveries are late."))
    return found


def _overdue_sums(reader: Reader, account_id: str, today: date) -> list[tuple[str, Decimal]]:
    rows = reader.rows(
        "SELECT coalesce(currency, '') AS currency, sum(open_amount) AS total FROM invoices WHERE account_id = ?"
        " AND deleted_at IS NULL AND state IN ('open', 'part_paid') AND due_on < ? GROUP BY coalesce(currency, '')",
        (account_id, today.isoformat()),
    )
    return [(row.currency, number(row.total) or Decimal(0)) for row in rows if row.total]
