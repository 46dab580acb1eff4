"""The standing of a supplier: period scores, of which the latest weigh most, and what they allow.

Linear weighting after the supplier scorecard of ERPNext: of the last twelve periods the oldest counts once, the next
twice, and so on. Points run from 0 to 100.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from app.insight.money import ZERO

CRITERIA = {"quality": 35, "delivery": 25, "communication": 15, "cost": 15, "compliance": 10}
PERIODS = 12
BANDS = (("a", 90), ("b", 70), ("c", 50))


def period_score(
    points: Mapping[str, Decimal | None], weights: Mapping[str, Decimal | int] = CRITERIA
) -> Decimal | None:
    """The score of one period from its criteria; those not known are left out, None where none is known."""
    known = {name: value for name, value in points.items() if value is not None and weights.get(name)}
    total = sum((Decimal(weights[name]) for name in known), ZERO)
    if not total:
        return None
    return _tenth(sum((Decimal(weights[name]) * value for name, value in known.items()), ZERO) / total)


def standing_score(scores: Sequence[Decimal | int | None]) -> Decimal | None:
    """The present score from those of the periods, oldest first: 60, 70, 90 give 78.3.

    A period without a score is passed over. One place; None without any score.
    """
    latest = [Decimal(score) for score in scores if score is not None][-PERIODS:]
    if not latest:
        return None
    weights = range(1, len(latest) + 1)
    return _tenth(
        sum((weight * score for weight, score in zip(weights, latest, strict=True)), ZERO) / sum(weights)
    )


def band(score: Decimal) -> str:
    """The letter of a score: a from 90, b from 70, c from 50, d below."""
    return next((letter for letter, least in BANDS if score >= least), "d")


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
