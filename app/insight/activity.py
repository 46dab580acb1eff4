"""Whether a client who has been silent still buys: the BG/NBD model of repeat buying.

P. Fader, B. Hardie, K. Lee, "Counting Your Customers the Easy Way: An Alternative to the Pareto/NBD Model",
Marketing Science 24(2), 2005: while active, a client buys at a steady rate (gamma over clients, shape `r`, scale
`alpha`); after any purchase it may leave for good (beta over clients, `a`, `b`). Equation numbers are the paper's.
Time runs in weeks; the first purchase starts the clock and is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, lgamma, log

DAYS_A_WEEK = 7
# Fewer clients than this with a second purchase say nothing about all.
FEWEST_CLIENTS = 30


@dataclass(frozen=True, slots=True)
class Activity:
    """One client's buying: purchases after the first, week of the last one, weeks watched; all from the first."""

    repeats: int
    last_week: float
    weeks: float

    @classmethod
    def of(cls, ordered_on: Iterable[date], until: date) -> Activity:
        """From the days of purchase up to a day; at least one is needed. Several on one day count once."""
        days = sorted({day for day in ordered_on if day <= until})
        first = days[0]
        return cls(len(days) - 1, (days[-1] - first).days / DAYS_A_WEEK, (until - first).days / DAYS_A_WEEK)


@dataclass(frozen=True, slots=True)
class BuyingModel:
    """The four parameters of the model, all above nought, `alpha` in weeks."""

    r: float
    alpha: float
    a: float
    b: float

    def active_chance(self, known: Activity) -> float:
        """The chance, 0 to 1, that the client still buys (Fader, Hardie, "Computing P(alive) …", 2008).

        A client without a second purchase has had no occasion to leave in this model: 1.
        """
        if not known.repeats:
            return 1.0
        return 1 / (1 + self._gone(known))

    def expected_orders(self, known: Activity, weeks_ahead: float) -> float:
        """How many purchases to expect of a client in the weeks to come (equation 10)."""
        if weeks_ahead <= 0:
            return 0.0
        x, r, a, b = known.repeats, self.r, self.a, self.b
        whole = self.alpha + known.weeks
        series = _hypergeometric(r + x, b + x, a + b + x - 1, weeks_ahead / (whole + weeks_ahead))
        share = (whole / (whole + weeks_ahead)) ** (r + x)
        leaving = a - 1 if abs(a - 1) > 1e-9 else 1e-9  # the limit at 1
        still_active = (a + b + x - 1) / leaving * (1 - share * series)
        return still_active / (1 + (self._gone(known) if x else 0.0))

    def _gone(self, known: Activity) -> float:
        """The odds that the client has left, for one with a second purchase."""
        x = known.repeats
        pause = log(self.alpha + known.weeks) - log(self.alpha + known.last_week)
        return self.a / (self.b + x - 1) * exp(min(700.0, (self.r + x) * pause))


def log_likelihood(model: BuyingModel, clients: Iterable[Activity]) -> float:
    """How well the model explains the buying of the clients (equation 6, as logarithm)."""
    return _log_likelihood(model, Counter(clients))


def fit(clients: Sequence[Activity]) -> BuyingModel | None:
    """The model that explains the buying of all clients best, by maximum likelihood; None with too few clients.

    Searched by Nelder and Mead's simplex over the logarithms of the four parameters.
    """
    counted = Counter(clients)
    if sum(number for client, number in counted.items() if client.repeats) < FEWEST_CLIENTS:
        return None
    pauses = [client.weeks / (client.repeats + 1) for client in clients if client.weeks > 0]
    usual = max(sum(pauses) / len(pauses), 0.1) if pauses else 1.0

    def badness(point: Sequence[float]) -> float:
        if any(abs(value) > 12 for value in point):
            return float("inf")
        return -_log_likelihood(BuyingModel(*map(exp, point)), counted)

    best = _downhill(badness, [0.0, log(usual), 0.0, 0.5])
    return BuyingModel(*map(exp, best))


def _log_likelihood(model: BuyingModel, counted: Mapping[Activity, int]) -> float:
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    always = r * log(alpha) - lgamma(r) + lgamma(a + b) - lgamma(b)
    by_repeats: dict[int, tuple[float, float]] = {}
    total = 0.0
    for client, number in counted.items():
        x = client.repeats
        if x not in by_repeats:
            leaving = a / (b + x - 1) if x else 0.0
            by_repeats[x] = (always + lgamma(r + x) + lgamma(b + x) - lgamma(a + b + x), leaving)
        shared, leaving = by_repeats[x]
        active = -(r + x) * log(alpha + client.weeks)
        if x:
            left = -(r + x) * log(alpha + client.last_week)
            # ln(e^active + leaving · e^left), with the larger power taken out so that none overflows
            total += number * (shared + left + log(exp(active - left) + leaving))
        else:
            total += number * (shared + active)
    return total


def _hypergeometric(a: float, b: float, c: float, z: float) -> float:
    """Gauss's series 2F1(a, b; c; z) for 0 ≤ z < 1, to twelve figures."""
    term = total = 1.0
    for step in range(20_000):
        term *= (a + step) * (b + step) / ((c + step) * (step + 1)) * z
        total += term
        if abs(term) < 1e-12 * abs(total):
            break
    return total


def _downhill(
    badness: Callable[[Sequence[float]], float], start: Sequence[float], rounds: int = 400, near: float = 1e-4
) -> list[float]:
    """The point of least badness (J. Nelder, R. Mead, "A Simplex Method for Function Minimization", 1965)."""
    corners = [list(start)]
    for place in range(len(start)):
        corners.append([value + (0.5 if place == other else 0.0) for other, value in enumerate(start)])
    found = sorted(((badness(corner), corner) for corner in corners), key=lambda pair: pair[0])
    for _ in range(rounds):
        best, worst = found[0][0], found[-1][0]
        if worst - best < near:
            break
        centre = [
            sum(values) / len(start) for values in zip(*(corner for _, corner in found[:-1]), strict=True)
        ]

        def along(
            share: float, centre: Sequence[float] = centre, corner: Sequence[float] = found[-1][1]
        ) -> tuple[float, list[float]]:
            point = [middle + share * (value - middle) for middle, value in zip(centre, corner, strict=True)]
            return badness(point), point

        mirrored = along(-1.0)
        if mirrored[0] < best:
            found[-1] = min(along(-2.0), mirrored, key=lambda pair: pair[0])
        elif mirrored[0] < found[-2][0]:
            found[-1] = mirrored
        else:
            inward = along(-0.5) if mirrored[0] < worst else along(0.5)
            found[-1] = inward if inward[0] < min(worst, mirrored[0]) else found[-1]
            if found[-1][0] == worst:
                found = _shrunk(badness, found)
        found.sort(key=lambda pair: pair[0])
    return found[0][1]


def _shrunk(
    badness: Callable[[Sequence[float]], float], found: list[tuple[float, list[float]]]
) -> list[tuple[float, list[float]]]:
    """All corners half-way to the best."""
    best = found[0][1]
    shrunk = [
        [(value + here) / 2 for value, here in zip(corner, best, strict=True)] for _, corner in found[1:]
    ]
    return [found[0], *((badness(corner), corner) for corner in shrunk)]
