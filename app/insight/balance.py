"""The relationship balance: one figure from outcomes, its coverage, the verdict, and what would change it.

The figure is Σ(weight · score) / Σ weight over the parts that are known (after Gainsight: any numbers as weights); a
part not known is left out, never counted as nought, and coverage says how much of the weight is known. It measures
what came of the relationship, not how busy we were.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import product

from app.insight.money import HUNDRED, ZERO
from app.language import N_, t

WEIGHTS: dict[str, int] = {
    "delivery": 25, "complaints": 20, "rhythm": 20, "reciprocity": 15, "payment": 10, "promises": 10, "satisfaction": 0,
}  # fmt: skip
PARTS = {
    "delivery": N_("Deliveries"),
    "complaints": N_("Complaints"),
    "rhythm": N_("Purchase rhythm"),
    "reciprocity": N_("Give and take"),
    "payment": N_("Payment"),
    "promises": N_("Promises"),
    "satisfaction": N_("Satisfaction"),
}
VERDICTS = {"repair": N_("Repair"), "keep": N_("Keep"), "grow": N_("Grow"), "reduce": N_("Reduce")}
WOULD_CHANGE = N_("{part} at {needed} instead of {now}: {verdict}")
WOULD_CHANGE_UNKNOWN = N_("{part} known to be at {needed}: {verdict}")

TENTH = Decimal("0.1")
Points = Decimal | int


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the figure: its weight, its points from 0 to 100 (None if unknown), the records behind it."""

    name: str
    weight: Decimal
    score: Decimal | None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bands:
    """Where the verdict changes: below `keep_from` repair, from `grow_from` on grow."""

    keep_from: Decimal = Decimal(50)
    grow_from: Decimal = Decimal(75)


@dataclass(frozen=True, slots=True)
class Balance:
    """`score` 0 to 100 with one place, None where no part is known; `coverage` in percent of the weight."""

    score: Decimal | None
    coverage: Decimal
    parts: tuple[Part, ...]

    @property
    def shown(self) -> int | None:
        """The figure as a person reads it, a whole number."""
        return None if self.score is None else int(self.score.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Change:
    """One part that alone would bring another verdict: where it is (None if unknown) and where it would have to be."""

    name: str
    now: Decimal | None
    needed: Decimal
    verdict: str

    @property
    def sentence(self) -> str:
        """In words of the program's language."""
        part, verdict = t(PARTS.get(self.name, self.name)), t(VERDICTS[self.verdict])
        if self.now is None:
            return t(WOULD_CHANGE_UNKNOWN, part=part, needed=self.needed, verdict=verdict)
        return t(WOULD_CHANGE, part=part, needed=self.needed, now=self.now, verdict=verdict)


def balance(
    scores: Mapping[str, Points | None],
    weights: Mapping[str, Points] = WEIGHTS,
    records: Mapping[str, Iterable[str]] | None = None,
) -> Balance:
    """The figure from the points of each part: 80/60/40/unknown/100/50 under 25/20/20/15/10/10 is 64.7 at 85 %."""
    parts = tuple(
        Part(name, Decimal(weight), _points(scores.get(name)), tuple((records or {}).get(name, ())))
        for name, weight in weights.items()
    )
    known, total = _weight(parts, known=True), _weight(parts)
    score = _sum(parts) / known if known else None
    return Balance(
        score=None if score is None else _tenth(score),
        coverage=_tenth(HUNDRED * known / total) if total else ZERO,
        parts=parts,
    )


def band_of(score: Decimal, bands: Bands = Bands(), contribution: Decimal | None = None) -> str:
    """The verdict of one period by itself; `contribution` is the margin less the cost to serve (money), if known.

    Who costs more than it brings is to be reduced below the growing band, and only kept within it.
    """
    costs_more = contribution is not None and contribution < 0
    if score >= bands.grow_from:
        return "keep" if costs_more else "grow"
    if costs_more:
        return "reduce"
    return "keep" if score >= bands.keep_from else "repair"


def verdict(periods: Sequence[str]) -> str | None:
    """The verdict from those of each period by itself, oldest first: it changes only after two in the new band."""
    if not periods:
        return None
    standing = periods[0]
    for before, now in zip(periods, periods[1:], strict=False):
        if before == now:
            standing = now
    return standing


def would_change(
    found: Balance, bands: Bands = Bands(), contribution: Decimal | None = None, most: int = 3
) -> tuple[Change, ...]:
    """The parts of which one alone would bring another verdict, the smallest change first.

    A part not known yet counts with what it would have to be; its distance is measured from the present figure.
    """
    if found.score is None:
        return ()
    present = band_of(found.score, bands, contribution)
    changes: list[tuple[Decimal, Change]] = []
    for part in found.parts:
        for edge, upward in product((bands.keep_from, bands.grow_from), (True, False)):
            needed = _needed(found, part, edge, upward)
            reached = band_of(edge if upward else edge - TENTH, bands, contribution)
            if needed is not None and reached != present:
                distance = abs(needed - (found.score if part.score is None else part.score))
                changes.append((distance, Change(part.name, part.score, needed, reached)))
    nearest: dict[str, Change] = {}
    for _, change in sorted(changes, key=lambda item: (item[0], item[1].name)):
        nearest.setdefault(change.name, change)
    return tuple(nearest.values())[:most]


def _needed(found: Balance, part: Part, edge: Decimal, upward: bool) -> Decimal | None:
    """The points a part needs to bring the figure to an edge (or just below it); None where it cannot."""
    if not part.weight or found.score is None or (found.score < edge) != upward:
        return None
    weight = _weight(found.parts, known=True) + (part.weight if part.score is None else 0)
    others = _sum(found.parts) - part.weight * (part.score or ZERO)
    # The figure is shown and judged with one place: half a tenth below the edge still rounds up to it.
    wanted = edge - TENTH / 2 if upward else edge - TENTH / 2 - Decimal("0.0001")
    exact = (wanted * weight - others) / part.weight
    needed = exact.quantize(TENTH, rounding=ROUND_CEILING if upward else ROUND_FLOOR)
    return needed if 0 <= needed <= HUNDRED else None


def _points(score: Points | None) -> Decimal | None:
    return None if score is None else min(max(Decimal(score), ZERO), HUNDRED)


def _weight(parts: Iterable[Part], known: bool = False) -> Decimal:
    return sum((part.weight for part in parts if part.score is not None or not known), ZERO)


def _sum(parts: Iterable[Part]) -> Decimal:
    return sum((part.weight * part.score for part in parts if part.score is not None), ZERO)


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(TENTH, rounding=ROUND_HALF_UP)
