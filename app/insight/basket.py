"""What is bought together: association rules over baskets, and the next product to offer from them.

R. Agrawal, T. Imieliński, A. Swami, "Mining Association Rules between Sets of Items in Large Databases", SIGMOD 1993;
found depth first over bit sets (M. Zaki, "Scalable Algorithms for Association Mining", 2000): a product is an integer
with one bit per basket, so "bought together" is one AND and one count of bits.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PLACES = Decimal("0.0001")
Share = Decimal | float


@dataclass(frozen=True, slots=True)
class Rule:
    """Who buys all of `because` also buys `product`.

    `together`: baskets with both; `support`: their share of all baskets; `confidence`: their share of the baskets with
    `because`; `lift`: how many times likelier the product is there than anywhere. Shares and lift have four places.
    """

    because: tuple[str, ...]
    product: str
    together: int
    support: Decimal
    confidence: Decimal
    lift: Decimal

    @property
    def left(self) -> str:
        """The one product that speaks for the other, or all of them with commas."""
        return ", ".join(self.because)

    @property
    def right(self) -> str:
        return self.product


@dataclass(frozen=True, slots=True)
class Baskets:
    """All baskets as one integer per product: bit n is set where basket n holds it."""

    number: int
    holding: dict[str, int]

    @classmethod
    def of(cls, baskets: Iterable[Iterable[str]]) -> "Baskets":
        """From the products of each basket; a product twice in one basket counts once."""
        places: dict[str, list[int]] = {}
        number = 0
        for number, basket in enumerate(baskets, 1):
            for product in set(basket):
                places.setdefault(product, []).append(number - 1)
        return cls(number, {product: _bits(held, number) for product, held in places.items()})

    def least(self, support: Share) -> int:
        """How many baskets a support is, at least one; 0.001 of 9,835 baskets are ten."""
        exact = Decimal(str(support)) * self.number
        return max(1, int(exact.to_integral_value(rounding="ROUND_CEILING")))


def _bits(places: Sequence[int], number: int) -> int:
    held = bytearray(number // 8 + 1)
    for place in places:
        held[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(held, "little")


def item_sets(
    baskets: Baskets, support: Share, most: int | None = None
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every set of at most `most` products held together by enough baskets, with how many hold it."""
    least = baskets.least(support)
    frequent = sorted(
        (
            (bits.bit_count(), product, bits)
            for product, bits in baskets.holding.items()
            if bits.bit_count() >= least
        )
    )
    yield from _deeper((), [(product, bits, count) for count, product, bits in frequent], least, most)


def _deeper(
    chosen: tuple[str, ...], candidates: list[tuple[str, int, int]], least: int, most: int | None
) -> Iterator[tuple[tuple[str, ...], int]]:
    for place, (product, bits, count) in enumerate(candidates):
        together = (*chosen, product)
        yield together, count
        if most is not None and len(together) >= most:
            continue
        below = []
        for other, other_bits, _ in candidates[place + 1 :]:
            both = bits & other_bits
            number = both.bit_count()
            if number >= least:
                below.append((other, both, number))
        if below:
            yield from _deeper(together, below, least, most)


def rules(baskets: Baskets, support: Share, confidence: Share, most: int | None = 3) -> list[Rule]:
    """The rules with one product on the right that reach both limits, the highest lift first.

    `most` is how many products a rule may name in all. Of equal lift the one with more baskets comes first.
    """
    counted = {frozenset(products): count for products, count in item_sets(baskets, support, most)}
    limit = Decimal(str(confidence))
    found = []
    for products, together in counted.items():
        for product in products if len(products) > 1 else ():
            because = products - {product}
            if together >= limit * counted[because]:
                alone = counted[frozenset((product,))]
                found.append(_rule(because, product, together, counted[because], alone, baskets.number))
    return sorted(found, key=_strongest_first)


def pair_rules(baskets: Iterable[Iterable[str]], support: Share, confidence: Share) -> list[Rule]:
    """The rules from one product to one other, the highest lift first."""
    return rules(Baskets.of(baskets), support, confidence, most=2)


def offers(found: Iterable[Rule], bought: Collection[str]) -> list[Rule]:
    """For a client: the strongest rule for each product it does not buy, from products it does buy."""
    owned = set(bought)
    best: dict[str, Rule] = {}
    for rule in sorted(found, key=_strongest_first):
        if rule.lift > 1 and rule.product not in owned and owned.issuperset(rule.because):
            best.setdefault(rule.product, rule)
    return list(best.values())


def _rule(because: frozenset[str], product: str, together: int, left: int, right: int, number: int) -> Rule:
    return Rule(
        because=tuple(sorted(because)),
        product=product,
        together=together,
        support=_share(together, number),
        confidence=_share(together, left),
        lift=_share(together * number, left * right),
    )


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole)).quantize(PLACES, rounding=ROUND_HALF_UP)


def _strongest_first(rule: Rule) -> tuple[Decimal, Decimal, int, tuple[str, ...], str]:
    return -rule.lift, -rule.confidence, -rule.together, rule.because, rule.product
