"""The measured relationship with an account: one figure from outcomes, its parts with their records, the verdict."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.insight import balance as reckon
from app.insight import outcomes
from app.insight.rhythm import purchase_rhythm
from app.queries import question
from app.queries.account_card import order_days
from app.queries.deliveries import otif
from app.store.engine import Reader
from app.values import day, number

SPAN_DAYS = 365
TREND_DAYS = 90


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the figure; `score` is None where nothing is known. `records` are kind and id."""

    name: str
    weight: Decimal
    score: Decimal | None
    records: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Relationship:
    """The figure from 0 to 100, how much of it is known, its parts, the verdict and what would change it."""

    score: Decimal | None
    coverage: Decimal
    parts: tuple[Part, ...]
    verdict: str | None
    would_change: tuple[str, ...]
    change: Decimal | None
    """Points gained or lost in the last 90 days; None where either figure is unknown."""


@question("Relationship balance")
def balance(reader: Reader, account: str, on: date | None = None) -> Relationship:
    """The relationship figure of an account with its parts, the records behind them, verdict and trend."""
    today = on or date.today()
    found, records = _figure(reader, account, today)
    before, _ = _figure(reader, account, today - timedelta(days=TREND_DAYS))
    known = found.score is not None and before.score is not None
    verdict = None if found.score is None else reckon.band_of(found.score)
    return Relationship(
        found.score,
        found.coverage,
        tuple(Part(part.name, part.weight, part.score, records.get(part.name, ())) for part in found.parts),
        verdict,
        tuple(change.sentence for change in reckon.would_change(found)),
        found.score - before.score if known else None,  # type: ignore[operator]
    )


Records = dict[str, tuple[tuple[str, str], ...]]


def _figure(reader: Reader, account: str, today: date) -> tuple[reckon.Balance, Records]:
    """The figure as it stood on a day, from the outcomes of the year before it."""
    values = {
        "account": account,
        "today": today.isoformat(),
        "since": (today - timedelta(days=SPAN_DAYS)).isoformat(),
        "now": f"{today.isoformat()}T~",
    }
    scores: dict[str, Decimal | None] = {}
    records: Records = {}
    for name, reckoned in {
        "delivery": _delivery, "complaints": _complaints, "rhythm": _rhythm, "reciprocity": _reciprocity,
        "payment": _payment, "promises": _promises, "satisfaction": _satisfaction,
    }.items():  # fmt: skip
        scores[name], records[name] = reckoned(reader, values, today)
    return reckon.balance(scores), records


Found = tuple[Decimal | None, tuple[tuple[str, str], ...]]


def _delivery(reader: Reader, values: dict[str, Any], today: date) -> Found:
    answer = otif(
        reader,
        values["account"],
        from_=date.fromisoformat(values["since"]),
        to=today,
        against="last_confirmed",
        on=today,
    )
    return outcomes.delivery_points(answer.otif), tuple(("order_lines", row.line) for row in answer.rows)


def _complaints(reader: Reader, values: dict[str, Any], today: date) -> Found:
    orders = reader.value(
        "SELECT count(*) FROM orders WHERE account_id = :account AND deleted_at IS NULL"
        " AND state NOT IN ('draft', 'cancelled') AND ordered_on > :since AND ordered_on <= :today",
        values,
    )
    rows = reader.rows(
        "SELECT id, severity, closed_at FROM cases WHERE account_id = :account AND deleted_at IS NULL"
        " AND type IN ('complaint', 'return', 'dispute') AND state <> 'rejected'"
        " AND reported_at > :since AND reported_at < :now",
        values,
    )
    judged = [
        (row.severity or "minor", bool(row.closed_at and row.closed_at < values["now"])) for row in rows
    ]
    return outcomes.complaint_points(orders, judged), tuple(("cases", row.id) for row in rows)


def _rhythm(reader: Reader, values: dict[str, Any], today: date) -> Found:
    days = [each for each in order_days(reader, values["account"]) if each <= today]
    points = outcomes.rhythm_points(purchase_rhythm(days, today), days[-1] if days else None, today)
    ids = reader.column(
        "SELECT id FROM orders WHERE account_id = :account AND deleted_at IS NULL AND ordered_on <= :today"
        " AND state NOT IN ('draft', 'cancelled') ORDER BY ordered_on DESC LIMIT 20",
        values,
    )
    return points, tuple(("orders", each) for each in ids) if points is not None else ()


def _reciprocity(reader: Reader, values: dict[str, Any], today: date) -> Found:
    rows = reader.rows(
        "SELECT id, side, amount FROM concessions WHERE account_id = :account AND deleted_at IS NULL"
        " AND amount IS NOT NULL AND coalesce(made_on, '') <= :today",
        values,
    )
    sums = {
        side: sum((number(row.amount) or Decimal(0) for row in rows if row.side == side), Decimal(0))
        for side in ("given", "got")
    }
    return outcomes.reciprocity_points(sums["given"], sums["got"]), tuple(
        ("concessions", row.id) for row in rows
    )


def _payment(reader: Reader, values: dict[str, Any], today: date) -> Found:
    rows = reader.rows(
        "SELECT id, amount, due_on, paid_on FROM invoices WHERE account_id = :account AND deleted_at IS NULL"
        " AND state <> 'cancelled' AND kind = 'invoice' AND amount IS NOT NULL AND due_on > :since"
        " AND issued_on <= :today",
        values,
    )
    judged = []
    for row in rows:
        due, paid = day(row.due_on), day(row.paid_on)
        if due is not None:
            judged.append((number(row.amount) or Decimal(0), due, paid if paid and paid <= today else None))
    return outcomes.payment_points(judged, today), tuple(("invoices", row.id) for row in rows)


def _promises(reader: Reader, values: dict[str, Any], today: date) -> Found:
    rows = reader.rows(
        "SELECT id, state, due_on FROM promises WHERE account_id = :account AND deleted_at IS NULL"
        " AND (state IN ('kept', 'broken') AND coalesce(done_on, due_on) > :since"
        " AND coalesce(done_on, due_on) <= :today"
        " OR state = 'open' AND due_on < :today AND due_on > :since)",
        values,
    )
    kept = sum(1 for row in rows if row.state == "kept")
    return outcomes.promise_points(kept, len(rows) - kept), tuple(("promises", row.id) for row in rows)


def _satisfaction(reader: Reader, values: dict[str, Any], today: date) -> Found:
    rows = reader.rows(
        "SELECT id, satisfaction FROM surveys WHERE account_id = :account AND deleted_at IS NULL"
        " AND satisfaction IS NOT NULL AND answered_at > :since AND answered_at < :now",
        values,
    )
    return outcomes.satisfaction_points([row.satisfaction for row in rows]), tuple(
        ("surveys", row.id) for row in rows
    )
