"""What was sold and how it was delivered: sales in figures, on time in full, each with the records behind it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from app.insight import otif as reckon
from app.queries import question
from app.store.engine import Reader
from app.values import day, from_stored_number, number

Against = Literal["requested", "first_confirmed", "last_confirmed"]


@dataclass(frozen=True, slots=True)
class SalesSum:
    """Sums over order lines of one currency: `gross` before and `net` after line discounts; freight comes apart."""

    currency: str
    orders: int
    lines: int
    gross: Decimal
    net: Decimal
    freight: Decimal


@dataclass(frozen=True, slots=True)
class Sales:
    """Sales of a span of days, in all and by year, and how many orders were shipped, how many late."""

    totals: tuple[SalesSum, ...]
    by_year: tuple[tuple[str, Decimal], ...]
    shipped: int
    not_shipped: int
    shipped_late: int
    on_time: Decimal | None
    average_days_late: Decimal | None


@dataclass(frozen=True, slots=True)
class OtifRow:
    """One order line with its verdict."""

    line: str
    order: str
    number: str
    account: str
    product: str
    due_on: date
    delivered_on: date | None
    ordered: Decimal
    delivered: Decimal
    on_time: bool
    in_full: bool


@dataclass(frozen=True, slots=True)
class OtifAnswer:
    """Counts and shares, and the lines behind them."""

    lines: int
    on_time: Decimal | None
    in_full: Decimal | None
    otif: Decimal | None
    unjudged: int
    rows: tuple[OtifRow, ...]


_SPAN = (
    "o.deleted_at IS NULL AND o.state NOT IN ('draft', 'cancelled') AND o.direction = 'sale'"
    " AND coalesce(o.ordered_on, '') BETWEEN :first AND :last"
)


def _span(values: dict[str, Any]) -> str:
    return _SPAN + _of(values["account"])


def _of(account: str, table: str = "o") -> str:
    """One client's, told in a way that lets SQLite go by the index; nothing where all are meant."""
    return f" AND {table}.account_id = :account" if account else ""


@question("Sales in figures")
def sales(reader: Reader, account: str = "", from_: date | None = None, to: date | None = None) -> Sales:
    """Orders of a span: gross, net of line discounts, freight, by year; shipped, open and late ones."""
    values = {
        "account": account,
        "first": from_.isoformat() if from_ else "",
        "last": to.isoformat() if to else "9999",
    }
    by_year = reader.rows(
        "SELECT substr(o.ordered_on, 1, 4) AS year, sum(l.net) AS net FROM order_lines l"
        f" JOIN orders o ON o.id = l.order_id WHERE {_span(values)} AND l.deleted_at IS NULL"
        " GROUP BY substr(o.ordered_on, 1, 4) ORDER BY 1",
        values,
    )
    return Sales(
        _sums(reader, values),
        tuple((row.year or "", from_stored_number(row.net or 0)) for row in by_year),
        *_shipping(reader, values),
    )


def _sums(reader: Reader, values: dict[str, Any]) -> tuple[SalesSum, ...]:
    heads = reader.rows(
        "SELECT coalesce(o.currency, '') AS currency, count(*) AS orders, sum(coalesce(o.freight, 0)) AS freight"
        f" FROM orders o WHERE {_span(values)} GROUP BY coalesce(o.currency, '') ORDER BY 2 DESC",
        values,
    )
    lines = reader.rows(
        "SELECT coalesce(o.currency, '') AS currency, count(*) AS lines,"
        " sum(l.price * (l.quantity / 100) / 100) AS gross,"
        f" sum(l.net) AS net FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE {_span(values)}"
        " AND l.deleted_at IS NULL GROUP BY coalesce(o.currency, '')",
        values,
    )
    found = {row.currency: row for row in lines}
    sums = []
    for head in heads:
        row = found.get(head.currency)
        gross, net, count = (row.gross, row.net, row.lines) if row else (0, 0, 0)
        figures = map(from_stored_number, (gross or 0, net or 0, head.freight or 0))
        sums.append(SalesSum(head.currency, head.orders, count, *figures))
    return tuple(sums)


def _shipping(reader: Reader, values: dict[str, Any]) -> tuple[int, int, int, Decimal | None, Decimal | None]:
    row = reader.row(
        "SELECT count(o.shipped_on) AS shipped, count(*) - count(o.shipped_on) AS waiting,"
        " sum(CASE WHEN o.shipped_on > o.requested_on THEN 1 ELSE 0 END) AS late"
        f" FROM orders o WHERE {_span(values)}",
        values,
    )
    late_days = [
        (date.fromisoformat(each.shipped_on) - date.fromisoformat(each.requested_on)).days
        for each in reader.rows(
            "SELECT o.shipped_on, o.requested_on FROM orders o"
            f" WHERE {_span(values)} AND o.shipped_on > o.requested_on",
            values,
        )
    ]
    late = row.late or 0
    share = Decimal(row.shipped - late) / row.shipped if row.shipped else None
    average = Decimal(sum(late_days)) / len(late_days) if late_days else None
    return row.shipped, row.waiting, late, _rounded(share, "0.0001"), _rounded(average, "0.1")


def _rounded(value: Decimal | None, step: str) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(step))


@question("On time in full")
def otif(
    reader: Reader,
    account: str = "",
    from_: date | None = None,
    to: date | None = None,
    against: Against = "requested",
    days: int = 0,
    percent: Decimal = Decimal(0),
    on: date | None = None,
) -> OtifAnswer:
    """How many order lines came on time and in full, with the tolerance given, and the lines behind each figure."""
    rows = _lines(reader, account, from_, to)
    deliveries = _deliveries(reader, account)
    known = {row.id: row for row in rows}
    judged = reckon.otif(
        [_line(row, deliveries.get(row.id, [])) for row in rows], on or date.today(), against, days, percent
    )
    return OtifAnswer(
        judged.lines, judged.on_time, judged.in_full, judged.otif, judged.unjudged,
        tuple(_row(each, known[each.line.id]) for each in judged.rows),
    )  # fmt: skip


def _lines(reader: Reader, account: str, first: date | None, last: date | None) -> list[Any]:
    return reader.rows(
        "SELECT l.id, l.order_id, o.number, a.name AS account, coalesce(l.name, p.name, '') AS product, l.quantity,"
        " coalesce(l.requested_on, o.requested_on) AS requested_on,"
        " coalesce(l.confirmed_first_on, o.confirmed_first_on) AS first_on,"
        " coalesce(l.confirmed_last_on, o.confirmed_last_on) AS last_on, l.is_closed,"
        " l.quantity_delivered, coalesce(l.delivered_on, o.delivered_on, o.shipped_on) AS came_on"
        " FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN accounts a ON a.id = o.account_id"
        f" LEFT JOIN products p ON p.id = l.product_id WHERE {_DUE}{_of(account)} AND l.deleted_at IS NULL"
        " ORDER BY o.ordered_on, l.seq",
        {
            "account": account,
            "first": first.isoformat() if first else "",
            "last": last.isoformat() if last else "9999",
        },
    )


_DUE = (
    "o.deleted_at IS NULL AND o.state NOT IN ('draft', 'cancelled') AND o.direction = 'sale'"
    " AND coalesce(l.requested_on, o.requested_on, '') BETWEEN :first AND :last"
)


def _deliveries(reader: Reader, account: str) -> dict[str, list[tuple[date, Decimal]]]:
    found: dict[str, list[tuple[date, Decimal]]] = {}
    for row in reader.rows(
        "SELECT dl.order_line_id AS line, coalesce(dl.delivered_on, d.delivered_on, d.shipped_on) AS came_on,"
        " dl.quantity FROM delivery_lines dl JOIN deliveries d ON d.id = dl.delivery_id"
        " WHERE dl.deleted_at IS NULL AND d.deleted_at IS NULL AND NOT d.is_return AND dl.order_line_id IS NOT NULL"
        f"{_of(account, 'd')}",
        {"account": account},
    ):
        if row.came_on:
            found.setdefault(row.line, []).append(
                (date.fromisoformat(row.came_on), number(row.quantity) or Decimal(0))
            )
    return found


def _line(row: Any, deliveries: list[tuple[date, Decimal]]) -> reckon.DeliveredLine:
    """Without delivery notes an order that was shipped counts as come whole on that day."""
    quantity = number(row.quantity) or Decimal(0)
    if not deliveries and row.came_on:
        came = number(row.quantity_delivered)
        deliveries = [(date.fromisoformat(row.came_on), quantity if came is None else came)]
    return reckon.DeliveredLine(
        row.id, quantity, day(row.requested_on), day(row.first_on), day(row.last_on), tuple(deliveries),
        bool(row.is_closed),
    )  # fmt: skip


def _row(judged: reckon.JudgedLine, row: Any) -> OtifRow:
    return OtifRow(
        row.id, row.order_id, row.number or "", row.account, row.product, judged.due_on, judged.delivered_on,
        judged.line.quantity, judged.delivered, judged.on_time, judged.in_full,
    )  # fmt: skip
