"""From outcomes to points: what deliveries, complaints, buying, payments and promises say, each from 0 to 100.

The scales are ours, plain enough to be told to a client; every function gives None where there is nothing to judge.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.insight.money import HUNDRED, ZERO
from app.insight.rhythm import Rhythm

# How many untroubled orders one complaint weighs.
COMPLAINT_WEIGHTS = {"minor": Decimal("0.5"), "major": Decimal(1), "critical": Decimal(3)}
LATEST_PAYMENT_DAYS = 60


def delivery_points(otif: Decimal | None) -> Decimal | None:
    """The share of lines on time and in full, in percent."""
    return None if otif is None else _points(otif * HUNDRED)


def complaint_points(orders: int, complaints: Iterable[tuple[str, bool]]) -> Decimal | None:
    """The share of orders without trouble: 100 · (1 − Σ weight / orders), nought at the lowest.

    Each complaint is (severity minor, major or critical; whether it is closed); an open one weighs double. None
    without any order or complaint.
    """
    weight, any_complaint = ZERO, False
    for severity, closed in complaints:
        any_complaint = True
        weight += COMPLAINT_WEIGHTS.get(severity, Decimal(1)) * (1 if closed else 2)
    if not orders and not any_complaint:
        return None
    return _points(HUNDRED * (1 - weight / max(1, orders)))


def rhythm_points(rhythm: Rhythm, last_order_on: date | None, on: date) -> Decimal | None:
    """100 while the pause is within the usual one, 50 at 1.5 times, 0 from twice; None without a rhythm."""
    if not rhythm.median_days or last_order_on is None:
        return None
    pause = Decimal((on - last_order_on).days) / Decimal(str(rhythm.median_days))
    return _points(HUNDRED * (2 - max(Decimal(1), pause)))


def reciprocity_points(given: Decimal, received: Decimal) -> Decimal | None:
    """How even giving and taking are: 100 when both are worth the same money, 0 when all comes from one side."""
    both = given + received
    return _points(HUNDRED * 2 * min(given, received) / both) if both > 0 else None


def payment_points(invoices: Iterable[tuple[Decimal, date, date | None]], on: date) -> Decimal | None:
    """Weighted by amount: 100 for payment by the due day, falling evenly to 0 at 60 days late.

    Each invoice is (amount, due on, paid on or None); one that is neither due nor paid is not judged.
    """
    weighted, total = ZERO, ZERO
    for amount, due_on, paid_on in invoices:
        if amount <= 0 or (paid_on is None and due_on >= on):
            continue
        late = min(max(((paid_on or on) - due_on).days, 0), LATEST_PAYMENT_DAYS)
        weighted += amount * (LATEST_PAYMENT_DAYS - late) / LATEST_PAYMENT_DAYS
        total += amount
    return _points(HUNDRED * weighted / total) if total else None


def promise_points(kept: int, broken: int) -> Decimal | None:
    """The share of promises kept, of both sides, among those that were due."""
    return _points(HUNDRED * kept / Decimal(kept + broken)) if kept + broken else None


def satisfaction_points(answers: Sequence[int], lowest: int = 1, highest: int = 5) -> Decimal | None:
    """The mean answer on its scale: 1 to 5 by default, 3.0 is 50."""
    if not answers:
        return None
    mean = Decimal(sum(answers)) / len(answers)
    return _points(HUNDRED * (mean - lowest) / (highest - lowest))


def _points(value: Decimal) -> Decimal:
    return min(max(value, ZERO), HUNDRED).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
