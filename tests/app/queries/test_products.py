"""The catalogue as lists and pages ask for it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.errors import Refused
from app.queries import products
from app.services import records
from app.store.workspace import Workspace


def add(workspace: Workspace, kind: str, **values: Any) -> str:
    return str(workspace.do("Add", records.add, kind, values).value)


@pytest.fixture
def lists(workspace: Workspace) -> dict[str, str]:
    base = add(workspace, "price_lists", name="Standard EUR", currency="EUR", is_default=True)
    child = add(workspace, "price_lists", name="Partners", currency="EUR", parent_id=base)
    formula = add(
        workspace, "price_lists", name="South", currency="EUR", parent_id=base, formula_basis="parent_price",
        formula_percent=Decimal("-10"),
    )  # fmt: skip
    other = add(workspace, "price_lists", name="Export", currency="USD")
    return {"base": base, "child": child, "formula": formula, "other": other}


def price_in(workspace: Workspace, price_list: str) -> Decimal | None:
    ids = products.product_ids(workspace.reader)
    return products.product_rows(workspace.reader, ids, price_list)[0].price


def test_a_list_falls_back_on_its_parent_and_reckons_by_its_formula(
    workspace: Workspace, lists: dict[str, str]
) -> None:
    pump = add(workspace, "products", name="Pump")
    add(workspace, "prices", price_list_id=lists["base"], product_id=pump, price=Decimal(20))
    assert price_in(workspace, lists["base"]) == Decimal(20)
    assert price_in(workspace, lists["child"]) == Decimal(20)
    assert price_in(workspace, lists["formula"]) == Decimal(18)
    assert price_in(workspace, lists["other"]) is None, "no price is borrowed from a list one did not ask for"


def test_a_price_that_is_over_is_not_shown(workspace: Workspace, lists: dict[str, str]) -> None:
    pump = add(workspace, "products", name="Pump")
    past = date.today() - timedelta(days=1)
    add(
        workspace, "prices", price_list_id=lists["base"], product_id=pump, price=Decimal(20), valid_until=past
    )
    assert price_in(workspace, lists["base"]) is None


def test_families_stand_as_a_tree_and_a_ring_of_them_ends(workspace: Workspace) -> None:
    pumps = add(workspace, "product_families", name="Pumps")
    small = add(workspace, "product_families", name="Small pumps", parent_id=pumps)
    add(workspace, "products", name="Little one", family_id=small)
    found = [(each.name, each.depth, each.products) for each in products.families(workspace.reader)]
    assert found == [("Pumps", 0, 0), ("Small pumps", 1, 1)]
    assert len(products.product_ids(workspace.reader, family=pumps)) == 1
    workspace.do("Ring", records.change, "product_families", pumps, {"parent_id": small})
    assert len(products.product_ids(workspace.reader, family=pumps)) == 1


def test_typed_signs_are_only_signs(workspace: Workspace) -> None:
    add(workspace, "products", name="Pump' OR 1=1 --")
    assert len(products.product_ids(workspace.reader, text="pump' or")) == 1
    assert len(products.product_ids(workspace.reader, text="'\"*")) == 0
    assert len(products.product_ids(workspace.reader, sort="name; DROP TABLE products")) == 1


def test_uses_are_newest_first_and_never_a_negative_number(workspace: Workspace) -> None:
    account = add(workspace, "accounts", name="Aegean Foods")
    pump = add(workspace, "products", name="Pump")
    for at, days in enumerate((30, 2)):
        order = add(
            workspace,
            "orders",
            account_id=account,
            number=f"O-{at}",
            ordered_on=date.today() - timedelta(days),
        )
        add(workspace, "order_lines", order_id=order, product_id=pump, quantity=Decimal(1))
    assert [use.number for use in products.uses(workspace.reader, pump)] == ["O-1", "O-0"]
    with pytest.raises(Refused):
        products.uses(workspace.reader, pump, -1)


def test_the_range_shows_ones_own_pages_and_else_what_is_on_sale(workspace: Workspace) -> None:
    from app.services.catalogue import arrange_range

    a, b = (add(workspace, "products", name=name) for name in ("Aa", "Bb"))
    add(workspace, "products", name="Old", is_active=False)
    assert [each.name for each in products.range_of(workspace.reader)] == ["Aa", "Bb"]
    workspace.do("Arrange", arrange_range, [b, a])
    assert [each.name for each in products.range_of(workspace.reader)] == ["Bb", "Aa"]
    workspace.do("Arrange", arrange_range, [a])
    assert [each.name for each in products.range_of(workspace.reader)] == ["Aa"]
    workspace.undo()
    assert [each.name for each in products.range_of(workspace.reader)] == ["Bb", "Aa"]
