"""Which price applies: by list, currency, day and quantity, and where it comes from.

Rules after EspoCRM and Odoo: a list, then the list it falls back on and so on, then the default list; within a list
the most specific entry wins: the largest minimum quantity that is reached, then the shortest time of validity, then
the later start. Validity includes its last day. A list without an entry of its own may carry a formula. Amounts are
never converted from one currency into another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.insight.money import HUNDRED, ZERO, round_money, round_to_step
from app.language import N_, t

FROM_FORMULA = N_("{name}: list price {percent} %")
FROM_COST = N_("{name}: cost {percent} %")
FROM_QUANTITY = N_("{origin}, from {quantity}")


@dataclass(frozen=True, slots=True)
class PriceList:
    """A price list as far as choosing needs it; `formula_percent` below nought is a discount."""

    id: str
    name: str
    currency: str
    parent_id: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    is_default: bool = False
    formula_basis: str | None = None  # parent_price, list_price or cost
    formula_percent: Decimal | None = None
    rounding: str | None = None
    rounding_step: Decimal | None = None
    surcharge: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PriceEntry:
    """The price of one product in one list, from a quantity on, for a time; its currency is the list's if none."""

    list_id: str
    product_id: str
    price: Decimal
    currency: str | None = None
    minimum_quantity: Decimal | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ChosenPrice:
    """A price and where it comes from: the list it stands in, the quantity it holds from, the day it ends.

    `base` is the price a formula reckoned from (another list's price, or the cost); None where the price was written.
    """

    price: Decimal
    currency: str
    list_id: str
    list_name: str
    minimum_quantity: Decimal | None = None
    valid_until: date | None = None
    unit: str | None = None
    formula_basis: str | None = None
    formula_percent: Decimal | None = None
    base: Decimal | None = None

    @property
    def list_price(self) -> Decimal:
        """What stands in the list: the price before a formula; a price reckoned from the cost is its own."""
        return self.price if self.base is None or self.formula_basis == "cost" else self.base

    @property
    def origin(self) -> str:
        """Where the price comes from, in words of the program's language."""
        origin = self.list_name
        if self.formula_basis:
            percent = f"{(self.formula_percent or ZERO).normalize():+f}".replace("-", "−")
            template = FROM_COST if self.formula_basis == "cost" else FROM_FORMULA
            origin = t(template, name=self.list_name, percent=percent)
        if self.minimum_quantity and self.minimum_quantity > 1:
            return t(FROM_QUANTITY, origin=origin, quantity=self.minimum_quantity.normalize() + ZERO)
        return origin


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a price is asked for."""

    product_id: str
    quantity: Decimal
    on: date
    currency: str
    cost: Decimal | None = None


def choose_price(
    wanted: Wanted,
    start: Sequence[str],
    lists: Mapping[str, PriceList],
    entries: Iterable[PriceEntry],
) -> ChosenPrice | None:
    """The price that applies, or None where no list has one.

    `start` are the lists to look in first, in order (the account's own, its group's, its territory's); each is
    followed to the lists it falls back on; default lists come last. `entries` may hold other products too.
    """
    book: dict[str, list[PriceEntry]] = {}
    for entry in entries:
        if entry.product_id == wanted.product_id:
            book.setdefault(entry.list_id, []).append(entry)
    defaults = sorted((one for one in lists.values() if one.is_default), key=lambda one: (one.name, one.id))
    for first in [*start, *(one.id for one in defaults)]:
        chosen = _in_chain(wanted, first, lists, book, frozenset())
        if chosen:
            return chosen
    return None


def in_force(valid_from: date | None, valid_until: date | None, on: date) -> bool:
    """Whether a day lies in a time of validity; both ends belong to it, an end not given is open."""
    return (valid_from is None or valid_from <= on) and (valid_until is None or on <= valid_until)


def _in_chain(
    wanted: Wanted,
    list_id: str | None,
    lists: Mapping[str, PriceList],
    book: Mapping[str, list[PriceEntry]],
    seen: frozenset[str],
) -> ChosenPrice | None:
    """Looks in a list, then in the one it falls back on; a list met twice ends the way."""
    if list_id is None or list_id in seen or list_id not in lists:
        return None
    here, seen = lists[list_id], seen | {list_id}
    if in_force(here.valid_from, here.valid_until, wanted.on):
        entry = _best(wanted, here, book.get(list_id, ()))
        if entry:
            return ChosenPrice(
                *(entry.price, wanted.currency, here.id, here.name, entry.minimum_quantity),
                valid_until=entry.valid_until or here.valid_until,
                unit=entry.unit,
            )
        if here.formula_basis and here.currency == wanted.currency:
            reckoned = _by_formula(wanted, here, lists, book, seen)
            if reckoned:
                return reckoned
    return _in_chain(wanted, here.parent_id, lists, book, seen)


def _best(wanted: Wanted, here: PriceList, entries: Iterable[PriceEntry]) -> PriceEntry | None:
    fitting = [
        entry
        for entry in entries
        if (entry.currency or here.currency) == wanted.currency
        and (entry.minimum_quantity or ZERO) <= (wanted.quantity or Decimal(1))
        and in_force(entry.valid_from, entry.valid_until, wanted.on)
    ]
    return min(fitting, key=_specific_first, default=None)


def _specific_first(entry: PriceEntry) -> tuple[Decimal, int, int, Decimal]:
    """Sorts the most specific entry first; of two alike the cheaper one, so that the choice never depends on chance."""
    starts = (entry.valid_from or date.min).toordinal()
    days = (entry.valid_until or date.max).toordinal() - starts
    return -(entry.minimum_quantity or ZERO), days, -starts, entry.price


def _by_formula(
    wanted: Wanted,
    here: PriceList,
    lists: Mapping[str, PriceList],
    book: Mapping[str, list[PriceEntry]],
    seen: frozenset[str],
) -> ChosenPrice | None:
    basis = wanted.cost
    source: ChosenPrice | None = None
    if here.formula_basis != "cost":
        below = [here.parent_id] if here.formula_basis == "parent_price" else _default_ids(lists)
        source = next(filter(None, (_in_chain(wanted, one, lists, book, seen) for one in below)), None)
        basis = source.price if source else None
    if basis is None:
        return None
    price = basis * (HUNDRED + (here.formula_percent or ZERO)) / HUNDRED
    if here.rounding_step:
        price = round_to_step(price, here.rounding_step, here.rounding or "half_up")
    price = round_money(price + (here.surcharge or ZERO), wanted.currency, here.rounding or "half_up")
    return ChosenPrice(
        *(price, wanted.currency, here.id, here.name, source.minimum_quantity if source else None),
        valid_until=here.valid_until,
        unit=source.unit if source else None,
        formula_basis=here.formula_basis,
        formula_percent=here.formula_percent,
        base=basis,
    )


def _default_ids(lists: Mapping[str, PriceList]) -> list[str]:
    return sorted(one.id for one in lists.values() if one.is_default)
