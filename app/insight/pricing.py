"""What a thing costs this client: the price that applies, the waterfall down to the pocket, totals of a paper.

The waterfall is that of the trade: list → regular (client group or agreed price) → customer (our own discount) →
partner → net → pocket (after the yearly bonus). Steps are exact; only the net unit price is rounded, half up to
the places of the currency, and everything after it is reckoned from the rounded figure, so that quantity × unit
price on the paper gives the line total to the cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.insight.money import HUNDRED, ZERO, less, percent_of, round_money


@dataclass(frozen=True, slots=True)
class Waterfall:
    """One line's way from list to pocket. Unit prices, but for `line_total` and `pocket` (the whole line).

    `margin` is percent of the net unit price with two places; None where the cost is not known.
    """

    list: Decimal
    regular: Decimal
    customer: Decimal
    partner: Decimal
    net: Decimal
    quantity: Decimal
    line_total: Decimal
    pocket: Decimal
    cost: Decimal | None
    margin: Decimal | None
    currency: str


def waterfall(
    list_price: Decimal,
    quantity: Decimal,
    currency: str,
    *,
    regular_price: Decimal | None = None,
    group_percent: Decimal = ZERO,
    seller_percent: Decimal = ZERO,
    partner_percent: Decimal = ZERO,
    bonus_percent: Decimal = ZERO,
    cost: Decimal | None = None,
) -> Waterfall:
    """A line's prices step by step; `regular_price` (agreed) goes before `group_percent` (off the list).

    Each discount in percent is taken from the step before it. Refused where a discount is outside 0 to 100.
    """
    regular = less(list_price, group_percent) if regular_price is None else regular_price
    customer = less(regular, seller_percent)
    partner = less(customer, partner_percent, "partner_percent")
    net = round_money(partner, currency)
    total = round_money(net * quantity, currency)
    return Waterfall(
        list=list_price,
        regular=regular,
        customer=customer,
        partner=partner,
        net=net,
        quantity=quantity,
        line_total=total,
        pocket=round_money(less(total, bonus_percent, "bonus_percent"), currency),
        cost=cost,
        margin=None if cost is None else percent_of(net - cost, net),
        currency=currency,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a quote or order as it is reckoned with; prices and cost by the unit, discounts in percent.

    `price` is the regular price. A line that is optional, an alternative to another, or a heading stays out of the
    total. Without `list_price` the regular price is the list price.
    """

    price: Decimal | None
    quantity: Decimal = Decimal(1)
    id: str | None = None
    list_price: Decimal | None = None
    discount_percent: Decimal = ZERO
    partner_percent: Decimal = ZERO
    bonus_percent: Decimal = ZERO
    tax_percent: Decimal = ZERO
    cost: Decimal | None = None
    is_optional: bool = False
    alternative_to: str | None = None
    is_heading: bool = False

    @property
    def counts(self) -> bool:
        """Whether the line is part of the total."""
        return self.price is not None and not (self.is_heading or self.is_optional or self.alternative_to)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its waterfall; None for a heading or a line without a price yet."""

    line: Line
    waterfall: Waterfall | None

    @property
    def total(self) -> Decimal | None:
        return self.waterfall.line_total if self.waterfall else None


@dataclass(frozen=True, slots=True)
class TaxRow:
    """Tax of one rate: percent, the net amount it is on, the tax."""

    percent: Decimal
    base: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """What a paper adds up to, all in its currency.

    `subtotal` − `discount` = `net`; `net` + `tax` = `gross`. `optional_net` is what optional lines would add, without
    alternatives. `cost`, `margin` (money) and `margin_percent` are None where a line that counts has no known cost.
    """

    currency: str
    lines: tuple[PricedLine, ...]
    subtotal: Decimal
    discount: Decimal
    net: Decimal
    taxes: tuple[TaxRow, ...]
    tax: Decimal
    gross: Decimal
    optional_net: Decimal
    pocket: Decimal
    cost: Decimal | None
    margin: Decimal | None
    margin_percent: Decimal | None
    unpriced: int = field(default=0)


def price_line(line: Line, currency: str) -> PricedLine:
    """The waterfall of one line; headings and lines without a price have none."""
    if line.price is None or line.is_heading:
        return PricedLine(line, None)
    steps = waterfall(
        line.price if line.list_price is None else line.list_price,
        line.quantity,
        currency,
        regular_price=line.price,
        seller_percent=line.discount_percent,
        partner_percent=line.partner_percent,
        bonus_percent=line.bonus_percent,
        cost=line.cost,
    )
    return PricedLine(line, steps)


def quote_totals(lines: Sequence[Line], currency: str, discount_percent: Decimal = ZERO) -> Totals:
    """The totals of a paper; tax is reckoned and rounded once per rate, never per line.

    `discount_percent` on the whole paper is taken off the net amount of each rate, rounded half up, so that net and
    tax rows agree to the cent. Refused where a discount is outside 0 to 100.
    """
    priced = tuple(price_line(line, currency) for line in lines)
    counted = [(one.line, one.waterfall) for one in priced if one.waterfall and one.line.counts]
    subtotal = sum((steps.line_total for _, steps in counted), ZERO)
    taxes = _taxes(counted, currency, discount_percent)
    net = sum((row.base for row in taxes), ZERO)
    tax = sum((row.tax for row in taxes), ZERO)
    pocket = sum((steps.pocket for _, steps in counted), ZERO)
    cost = _cost(counted, currency)
    return Totals(
        currency=currency,
        lines=priced,
        subtotal=_coins(subtotal, currency),
        discount=_coins(subtotal - net, currency),
        net=_coins(net, currency),
        taxes=taxes,
        tax=_coins(tax, currency),
        gross=_coins(net + tax, currency),
        optional_net=_coins(_optional(priced), currency),
        pocket=round_money(less(pocket, discount_percent), currency),
        cost=cost,
        margin=None if cost is None else _coins(net - cost, currency),
        margin_percent=None if cost is None else percent_of(net - cost, net),
        unpriced=sum(1 for line in lines if line.price is None and not line.is_heading),
    )


def _taxes(
    counted: Sequence[tuple[Line, Waterfall]], currency: str, discount_percent: Decimal
) -> tuple[TaxRow, ...]:
    """One row per rate, the highest rate first."""
    bases: dict[Decimal, Decimal] = {}
    for line, steps in counted:
        rate = line.tax_percent.normalize()
        bases[rate] = bases.get(rate, ZERO) + steps.line_total
    rows = []
    for rate in sorted(bases, reverse=True):
        base = round_money(less(bases[rate], discount_percent), currency)
        rows.append(TaxRow(rate + ZERO, base, round_money(base * rate / HUNDRED, currency)))
    return tuple(rows)


def _cost(counted: Sequence[tuple[Line, Waterfall]], currency: str) -> Decimal | None:
    costs = [line.cost * line.quantity for line, _ in counted if line.cost is not None]
    return round_money(sum(costs, ZERO), currency) if counted and len(costs) == len(counted) else None


def _optional(priced: Sequence[PricedLine]) -> Decimal:
    return sum(
        (one.total or ZERO for one in priced if one.line.is_optional and not one.line.alternative_to), ZERO
    )


def _coins(amount: Decimal, currency: str) -> Decimal:
    # A sum of rounded amounts; this only gives a bare nought its places.
    return round_money(amount, currency)
