"""What a product costs an account: price lists by currency, day and quantity, then what was agreed with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.errors import Refused
from app.insight.price_choice import PriceEntry, PriceList, Wanted, choose_price
from app.insight.special_terms import Term, choose_terms, regular_price
from app.queries import question
from app.queries.company import preference
from app.store.engine import Reader
from app.values import day, number

MOST_PARENTS = 10


@dataclass(frozen=True, slots=True)
class OfferedPrice:
    """The price of a product for an account: list, regular (agreed) price, discounts, and where each comes from."""

    product_id: str
    quantity: Decimal
    currency: str
    list_price: Decimal | None
    price: Decimal | None
    partner_percent: Decimal
    bonus_percent: Decimal
    origin: str
    cost: Decimal | None
    tax_rate: Decimal
    unit: str


@question("Price for an account")
def price_for(
    reader: Reader,
    account: str,
    product: str,
    quantity: Decimal = Decimal(1),
    on: date | None = None,
    currency: str = "",
) -> OfferedPrice:
    """What a product costs an account on a day for a quantity, and where the price comes from."""
    about = reader.row("SELECT * FROM products WHERE id = ? AND deleted_at IS NULL", (product,))
    if about is None:
        raise Refused("There is no product with the id {id}.", id=product, fields={"product": "Not found."})
    client = reader.row(
        "SELECT currency, price_list_id, client_group, territory_id FROM accounts WHERE id = ?", (account,)
    )
    chosen_currency = currency or (client.currency if client else "") or preference(reader, "currency")
    same_currency = about.currency in (None, chosen_currency)
    cost = number(about.cost) if same_currency else None
    wanted = Wanted(product, quantity, on or date.today(), chosen_currency, cost)
    lists = _lists(reader)
    found = choose_price(
        wanted, _starts(client, lists), {one.id: one for one, _ in lists}, _entries(reader, product)
    )
    terms = choose_terms(
        wanted, _terms(reader, account), _parents(reader, account), _families(reader, about.family_id)
    )
    regular = regular_price(found, terms)
    return OfferedPrice(
        product_id=product,
        quantity=quantity,
        currency=chosen_currency,
        list_price=regular.list_price if regular else None,
        price=regular.regular if regular else None,
        partner_percent=regular.partner_percent if regular else Decimal(0),
        bonus_percent=regular.bonus_percent if regular else Decimal(0),
        origin=regular.origin if regular else "",
        cost=cost,
        tax_rate=number(about.tax_rate) or Decimal(0),
        unit=about.unit or "",
    )


def _lists(reader: Reader) -> list[tuple[PriceList, Any]]:
    return [
        (
            PriceList(
                row.id, row.name, row.currency, row.parent_id, day(row.valid_from), day(row.valid_until),
                bool(row.is_default), row.formula_basis, number(row.formula_percent), row.rounding,
                number(row.rounding_step), number(row.surcharge),
            ),
            row,
        )
        for row in reader.rows("SELECT * FROM price_lists WHERE deleted_at IS NULL ORDER BY name, id")
    ]  # fmt: skip


def _starts(client: Any, lists: Sequence[tuple[PriceList, Any]]) -> list[str]:
    """Where to look first: the account's own list, its group's, its territory's."""
    if client is None:
        return []
    own = [client.price_list_id] if client.price_list_id else []
    group = [one.id for one, row in lists if client.client_group and row.client_group == client.client_group]
    territory = [
        one.id for one, row in lists if client.territory_id and row.territory_id == client.territory_id
    ]
    return [*own, *group, *territory]


def _entries(reader: Reader, product: str) -> list[PriceEntry]:
    rows = reader.rows("SELECT * FROM prices WHERE product_id = ? AND deleted_at IS NULL", (product,))
    return [
        PriceEntry(
            row.price_list_id, row.product_id, number(row.price) or Decimal(0), row.currency,
            number(row.minimum_quantity), day(row.valid_from), day(row.valid_until), row.unit,
        )
        for row in rows
    ]  # fmt: skip


def _parents(reader: Reader, account: str) -> list[str]:
    """The account and those above it, nearest first."""
    found, current = [account], account
    for _ in range(MOST_PARENTS):
        current = reader.value("SELECT parent_id FROM accounts WHERE id = ?", (current,))
        if not current or current in found:
            break
        found.append(current)
    return found


def _families(reader: Reader, family: str | None) -> list[str]:
    found: list[str] = []
    while family and family not in found and len(found) < MOST_PARENTS:
        found.append(family)
        family = reader.value("SELECT parent_id FROM product_families WHERE id = ?", (family,))
    return found


def _terms(reader: Reader, account: str) -> list[Term]:
    accounts = _parents(reader, account)
    marks = ",".join("?" * len(accounts))
    rows = reader.rows(
        f"SELECT * FROM special_terms WHERE account_id IN ({marks}) AND deleted_at IS NULL", tuple(accounts)
    )
    return [
        Term(
            row.id, row.account_id, row.kind, row.product_id, row.family_id, number(row.price), row.currency,
            number(row.discount_percent), number(row.minimum_quantity), number(row.bonus_percent),
            number(row.bonus_threshold), number(row.free_quantity), day(row.valid_from), day(row.valid_until),
            bool(row.is_inherited),
        )
        for row in rows
    ]  # fmt: skip
