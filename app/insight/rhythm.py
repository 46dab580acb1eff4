"""The purchase rhythm of a client: usual days between orders, the next one expected, when its absence is a sign."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from statistics import median

from app.insight.activity import Activity, BuyingModel

FEWEST_ORDERS = 4
OVERDUE_AFTER = 1.5


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`orders` counts all; the rest is None where fewer than four days with orders are known.

    `median_days` between orders; `next_on` expected; `overdue_from` the first day on which the pause is longer than
    1.5 × the median; `active_chance` from 0 to 1 that the client still buys, None without a model.
    """

    orders: int
    median_days: float | None = None
    next_on: date | None = None
    overdue_from: date | None = None
    overdue: bool | None = None
    active_chance: float | None = None


def purchase_rhythm(ordered_on: Iterable[date], on: date, model: BuyingModel | None = None) -> Rhythm:
    """The rhythm as known on a day: later orders are not looked at, several on one day are one purchase.

    The median half-way between two whole days counts up for the next day. `model` is what `fit` made of the buying
    of all clients; without one nothing is said on whether the client is still active.
    """
    known = [day for day in ordered_on if day <= on]
    days = sorted(set(known))
    if len(days) < FEWEST_ORDERS:
        return Rhythm(len(known))
    usual = median((later - earlier).days for earlier, later in zip(days, days[1:], strict=False))
    overdue_from = days[-1] + timedelta(floor(OVERDUE_AFTER * usual) + 1)
    return Rhythm(
        orders=len(known),
        median_days=usual,
        next_on=days[-1] + timedelta(floor(usual + 0.5)),
        overdue_from=overdue_from,
        overdue=on >= overdue_from,
        active_chance=round(model.active_chance(Activity.of(days, on)), 4) if model else None,
    )
