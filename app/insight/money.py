"""Rounding of money, named once: half up, to the places of the currency."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal

from app.errors import Refused
from app.language import N_, currency_places

HUNDRED = Decimal(100)
ZERO = Decimal(0)
ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN}

OUT_OF_RANGE = N_("A discount lies between 0 and 100 percent.")


def round_money(amount: Decimal, currency: str, rounding: str = "half_up") -> Decimal:
    """An amount in the smallest coin of its currency (ISO code): 89.376 EUR is 89.38, 89.5 JPY is 90."""
    return amount.quantize(Decimal(1).scaleb(-currency_places(currency)), rounding=ROUNDINGS[rounding])


def round_to_step(amount: Decimal, step: Decimal, rounding: str = "half_up") -> Decimal:
    """An amount as a multiple of a step: 12.37 to 0.05 is 12.35."""
    if step <= 0:
        raise Refused("The step to round to must be above nought.", fields={"rounding_step": "Above nought."})
    return (amount / step).quantize(Decimal(1), rounding=ROUNDINGS[rounding]) * step


def less(amount: Decimal, percent: Decimal, name: str = "discount_percent") -> Decimal:
    """An amount after a discount in percent, exact; a discount outside 0 to 100 is refused beside field `name`."""
    if not 0 <= percent <= HUNDRED:
        raise Refused(OUT_OF_RANGE, fields={name: OUT_OF_RANGE})
    return amount * (HUNDRED - percent) / HUNDRED


def percent_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """A part in percent of the whole with two places, half up; None where the whole is nought."""
    if not whole:
        return None
    return (part * HUNDRED / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
