"""What was agreed with one account: which of its special terms hold for a product, a quantity and a day.

Of each kind the most specific term wins: for the product before its family before everything, then the account's
own before its parent's, then the largest quantity reached, then the later start (after EspoCRM and Salesforce CPQ).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.insight.money import ZERO, less
from app.insight.price_choice import ChosenPrice, Wanted, in_force
from app.language import N_, t

AGREED_PRICE = N_("Agreed price")
AGREED_DISCOUNT = N_("{origin}, agreed discount {percent} %")


@dataclass(frozen=True, slots=True)
class Term:
    """A special term as agreed; `kind`: price, discount, partner_discount, bonus, free_goods or freight."""

    id: str
    account_id: str
    kind: str
    product_id: str | None = None
    family_id: str | None = None
    price: Decimal | None = None
    currency: str | None = None
    discount_percent: Decimal | None = None
    minimum_quantity: Decimal | None = None
    bonus_percent: Decimal | None = None
    bonus_threshold: Decimal | None = None
    free_quantity: Decimal | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    is_inherited: bool = True


def choose_terms(
    wanted: Wanted,
    terms: Iterable[Term],
    accounts: Sequence[str],
    families: Sequence[str] = (),
    sales_this_year: Decimal | None = None,
) -> Mapping[str, Term]:
    """The term that holds of each kind.

    `accounts` is the account and its parents, nearest first; a parent's term counts where it is inherited.
    `families` is the product's family and those above it, nearest first. A bonus with a threshold holds once
    `sales_this_year` (its currency) has reached it.
    """
    chosen: dict[str, Term] = {}
    for term in sorted(
        (one for one in terms if _holds(one, wanted, accounts, families, sales_this_year)),
        key=lambda one: _specific_first(one, accounts, families),
    ):
        chosen.setdefault(term.kind, term)
    return chosen


@dataclass(frozen=True, slots=True)
class RegularPrice:
    """What the account pays before our own discount on a paper, and the parts the waterfall needs.

    `list_price` is what stands in the list, before a formula for a client group; `regular` the agreed price, or the
    chosen one less an agreed discount, exact. `origin` says in words where it comes from.
    """

    list_price: Decimal
    regular: Decimal
    partner_percent: Decimal
    bonus_percent: Decimal
    origin: str
    term_id: str | None = None


def regular_price(chosen: ChosenPrice | None, terms: Mapping[str, Term]) -> RegularPrice | None:
    """The regular price from the price of the lists and the terms that hold; None where neither gives one.

    An agreed price goes before an agreed discount; the two are never added together.
    """
    agreed, discount = terms.get("price"), terms.get("discount")
    if agreed and agreed.price is not None:
        regular, origin, term = agreed.price, t(AGREED_PRICE), agreed
    elif chosen is None:
        return None
    elif discount and discount.discount_percent:
        regular = less(chosen.price, discount.discount_percent)
        percent = discount.discount_percent.normalize() + ZERO
        origin, term = t(AGREED_DISCOUNT, origin=chosen.origin, percent=percent), discount
    else:
        regular, origin, term = chosen.price, chosen.origin, None
    partner, bonus = terms.get("partner_discount"), terms.get("bonus")
    return RegularPrice(
        list_price=regular if chosen is None else chosen.list_price,
        regular=regular,
        partner_percent=(partner.discount_percent if partner else None) or ZERO,
        bonus_percent=(bonus.bonus_percent if bonus else None) or ZERO,
        origin=origin,
        term_id=term.id if term else None,
    )


def _holds(
    term: Term, wanted: Wanted, accounts: Sequence[str], families: Sequence[str], sales: Decimal | None
) -> bool:
    if term.account_id not in accounts or (term.account_id != accounts[0] and not term.is_inherited):
        return False
    if term.product_id not in (None, wanted.product_id):
        return False
    if not term.product_id and term.family_id and term.family_id not in families:
        return False
    if term.kind == "price" and (term.price is None or term.currency != wanted.currency):
        return False
    if term.bonus_threshold and (sales is None or sales < term.bonus_threshold):
        return False
    reached = (term.minimum_quantity or ZERO) <= (wanted.quantity or Decimal(1))
    return reached and in_force(term.valid_from, term.valid_until, wanted.on)


def _specific_first(
    term: Term, accounts: Sequence[str], families: Sequence[str]
) -> tuple[int, int, Decimal, int, str]:
    if term.product_id:
        width = 0
    else:
        width = 1 + (families.index(term.family_id) if term.family_id else len(families))
    starts = (term.valid_from or date.min).toordinal()
    return width, accounts.index(term.account_id), -(term.minimum_quantity or ZERO), -starts, term.id
