"""On time, in full: which order lines came on the day and complete, with the tolerance stated.

A line is on time when the delivery that completed it (or the last one, if it never was complete) came no later than
the day it is measured against plus the days allowed; in full when what came is at least the ordered quantity less the
percent allowed. OTIF is both. Shares are of all lines that can be judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from app.insight.money import HUNDRED, ZERO

Against = Literal["requested", "first_confirmed", "last_confirmed"]


@dataclass(frozen=True, slots=True)
class DeliveredLine:
    """An order line: the days promised, the quantity ordered, and each delivery as day and quantity.

    On a closed line nothing more is expected: it is judged as it stands.
    """

    id: str
    quantity: Decimal
    requested_on: date | None = None
    first_confirmed_on: date | None = None
    last_confirmed_on: date | None = None
    deliveries: tuple[tuple[date, Decimal], ...] = ()
    is_closed: bool = False

    def due_on(self, against: Against) -> date | None:
        """The day to measure against; a confirmation that was never given leaves the day before it standing."""
        first = self.first_confirmed_on or self.requested_on
        days = {
            "requested": self.requested_on,
            "first_confirmed": first,
            "last_confirmed": self.last_confirmed_on or first,
        }
        return days[against]


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line with its verdict; `delivered_on` is None where it is not complete and nothing more has come."""

    line: DeliveredLine
    due_on: date
    delivered_on: date | None
    delivered: Decimal
    on_time: bool
    in_full: bool

    @property
    def otif(self) -> bool:
        return self.on_time and self.in_full


@dataclass(frozen=True, slots=True)
class Otif:
    """Counts and shares (0 to 1, four places; None without lines) with the lines behind each figure.

    `unjudged` lines have no day to measure against, or are not due yet and not complete.
    """

    rows: tuple[JudgedLine, ...]
    unjudged: int
    against: Against
    days: int
    percent: Decimal

    @property
    def lines(self) -> int:
        return len(self.rows)

    @property
    def on_time(self) -> Decimal | None:
        return self._share(sum(row.on_time for row in self.rows))

    @property
    def in_full(self) -> Decimal | None:
        return self._share(sum(row.in_full for row in self.rows))

    @property
    def otif(self) -> Decimal | None:
        return self._share(sum(row.otif for row in self.rows))

    def _share(self, number: int) -> Decimal | None:
        if not self.rows:
            return None
        return (Decimal(number) / len(self.rows)).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def otif(
    lines: Iterable[DeliveredLine],
    on: date,
    against: Against = "requested",
    days: int = 0,
    percent: Decimal = ZERO,
) -> Otif:
    """The figure on a day. `days` late and `percent` short are allowed.

    A line whose day is over but that is not complete counts as late or short; before that it counts once it is
    complete or closed.
    """
    rows, unjudged = [], 0
    for line in lines:
        row = _judged(line, on, against, days, percent)
        if row:
            rows.append(row)
        else:
            unjudged += 1
    return Otif(tuple(rows), unjudged, against, days, percent)


def _judged(
    line: DeliveredLine, on: date, against: Against, days: int, percent: Decimal
) -> JudgedLine | None:
    due = line.due_on(against)
    if due is None:
        return None
    deliveries = sorted(line.deliveries)
    needed = line.quantity * (HUNDRED - percent) / HUNDRED
    last, in_full = _completed(deliveries, needed)
    latest = due + timedelta(days)
    if on <= latest and not (in_full or line.is_closed):
        return None
    delivered = sum((quantity for _, quantity in deliveries), ZERO)
    return JudgedLine(line, due, last, delivered, last is not None and last <= latest, in_full)


def _completed(deliveries: Sequence[tuple[date, Decimal]], needed: Decimal) -> tuple[date | None, bool]:
    """The day on which the quantity needed was there, or the day of the last delivery if it never was."""
    together = ZERO
    for day, quantity in deliveries:
        together += quantity
        if together >= needed:
            return day, True
    return (deliveries[-1][0] if deliveries else None), False
