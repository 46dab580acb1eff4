"""Figures for the reports: sales by month, year and client, in one currency at a time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.errors import Refused
from app.queries import question
from app.store.engine import Reader
from app.values import from_stored_number

BY = {
    "month": "substr(o.ordered_on, 1, 7)",
    "year": "substr(o.ordered_on, 1, 4)",
    "account": "o.account_id",
}
MOST = 200


@dataclass(frozen=True, slots=True)
class SalesShare:
    """Sales of a month (2026-11), a year or a client in one currency: orders and their net amount."""

    key: str
    name: str
    currency: str
    orders: int
    net: Decimal


@question("Sales by month, year or client")
def sales_by(
    reader: Reader, by: str = "month", from_: date | None = None, to: date | None = None, currency: str = ""
) -> list[SalesShare]:
    """Net order lines of a span, by month or year in order of time, or by client, the largest first.

    Drafts, cancelled orders and purchases are left out; amounts of different currencies are never added up.
    """
    if by not in BY:
        raise Refused("Sales can be told by month, year or account, not by “{by}”.", by=by)
    order = "net DESC, name" if by == "account" else "key"
    rows = reader.rows(
        f"SELECT {BY[by]} AS key, max(a.name) AS name, coalesce(o.currency, '') AS currency,"
        " count(DISTINCT o.id) AS orders, coalesce(sum(l.net), 0) AS net FROM orders o"
        " JOIN order_lines l ON l.order_id = o.id AND l.deleted_at IS NULL JOIN accounts a ON a.id = o.account_id"
        " WHERE o.deleted_at IS NULL AND o.state NOT IN ('draft', 'cancelled') AND o.direction = 'sale'"
        " AND coalesce(o.ordered_on, '') BETWEEN :first AND :last"
        " AND (:any OR coalesce(o.currency, '') = :currency)"
        f" GROUP BY {BY[by]}, coalesce(o.currency, '') ORDER BY {order} LIMIT :most",
        {
            "first": from_.isoformat() if from_ else "0",
            "last": to.isoformat() if to else "9999",
            "any": int(currency == ""),
            "currency": "" if currency == "-" else currency,
            "most": MOST if by == "account" else 10_000,
        },
    )
    return [
        SalesShare(row.key or "", row.name if by == "account" else row.key or "", row.currency, row.orders,
                   from_stored_number(row.net))
        for row in rows
    ]  # fmt: skip
