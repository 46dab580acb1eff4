"""The chance of winning an opportunity, from how our own won and lost ones were alike.

Naive Bayes as Odoo reckons it: for each known property (source, segment, stage …) how often the same value was won and
lost, each count started at 0.1. W = p(won) · Π won(value) / won, L likewise, chance = 100 · W / (W + L).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

START = Decimal("0.1")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class PastDeal:
    """A closed opportunity: how it ended, its properties, and the place of the last stage it reached."""

    won: bool
    values: Mapping[str, str | None]
    stage: int | None = None


@dataclass(frozen=True, slots=True)
class WinChance:
    """`chance` in percent with two places, None where none was won or none was lost; how many were."""

    chance: Decimal | None
    won: int
    lost: int

    @property
    def too_little(self) -> bool:
        return self.chance is None


def win_chance(won: int, lost: int, alike: Iterable[tuple[int, int]]) -> WinChance:
    """The chance from all won and lost deals, and for each property those with the same value: (won, lost).

    A property whose value was never seen says nothing and is left out by giving (0, 0).
    """
    if not won or not lost:
        return WinChance(None, won, lost)
    for_it, against = Decimal(won) / (won + lost), Decimal(lost) / (won + lost)
    for same_won, same_lost in alike:
        if same_won or same_lost:
            for_it *= (same_won + START) / won
            against *= (same_lost + START) / lost
    chance = HUNDRED * for_it / (for_it + against)
    return WinChance(chance.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), won, lost)


def win_chance_like(
    values: Mapping[str, str | None], history: Sequence[PastDeal], stage: int | None = None
) -> WinChance:
    """The chance of an opportunity with these properties in this stage, from closed ones.

    A won deal counts for every stage, a lost one for the stage it reached and those before.
    """
    won = sum(deal.won for deal in history)
    alike = [_same(name, value, history) for name, value in values.items() if value]
    if stage is not None and any(deal.stage is not None for deal in history):
        reached = sum(not deal.won and (deal.stage or 0) >= stage for deal in history)
        alike.append((won, reached))
    return win_chance(won, len(history) - won, alike)


def _same(name: str, value: str, history: Sequence[PastDeal]) -> tuple[int, int]:
    same = [deal.won for deal in history if deal.values.get(name) == value]
    return sum(same), len(same) - sum(same)
