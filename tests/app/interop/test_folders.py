"""A folder of tables goes in as one set: what others point at first, numbers replaced by names."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.errors import Refused
from app.interop.folders import FolderPlan, recognise_folder
from app.values import Link
from tests.app.interop.files import SAMPLES


@pytest.fixture(scope="module")
def trader() -> FolderPlan:
    return recognise_folder(SAMPLES / "trader")


def test_the_parts_stand_in_the_order_of_import(trader: FolderPlan) -> None:
    assert trader.profile == "Northwind"
    assert [(part.path.name, part.recognition.kind) for part in trader.parts] == [
        ("employees.csv", "users"),
        ("categories.csv", "product_families"),
        ("suppliers.csv", "accounts"),
        ("customers.csv", "accounts"),
        ("products.csv", "products"),
        ("orders.csv", "orders"),
        ("order_details.csv", "order_lines"),
    ]


def test_links_between_the_tables_are_told(trader: FolderPlan) -> None:
    assert ("orders.csv", "CustomerID", "accounts", "external_id") in trader.links
    assert ("products.csv", "SupplierID", "accounts", "external_id") in trader.links
    assert ("order_details.csv", "OrderID", "orders", "external_id") in trader.links
    assert ("employees.csv", "ReportsTo", "users", "external_id") in trader.links


def test_rows_carry_links_and_names(trader: FolderPlan) -> None:
    parts = {part.path.name: part for part in trader.parts}
    order = dict(next(trader.rows(parts["orders.csv"])).records)["orders"]
    assert order["account_id"] == Link("accounts", "external_id", "OLIVE")
    assert order["owner_id"] == Link("users", "external_id", "1")
    assert (order["shipper"], order["freight"]) == ("Sea Line", Decimal("32.38"))
    assert (order["ordered_on"], order["requested_on"], order["shipped_on"]) == (
        date(1996, 7, 4), date(1996, 8, 1), date(1996, 7, 16),
    )  # fmt: skip
    assert (order["state"], order["external_id"], order["ship_country"]) == ("delivered", "100", "GR")
    supplier = dict(next(trader.rows(parts["suppliers.csv"])).records)["accounts"]
    product = dict(next(trader.rows(parts["products.csv"])).records)["products"]
    assert product["supplier_id"] == Link("accounts", "external_id", supplier["external_id"])
    assert supplier["type"] == "supplier"
    assert [dict(row.records)["products"]["is_active"] for row in trader.rows(parts["products.csv"])] == [
        True,
        False,
    ]


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="holds no tables"):
        recognise_folder(tmp_path)


def test_northwind_comes_to_its_published_figures(shared_data: Path) -> None:
    plan = recognise_folder(shared_data / "business" / "northwind")
    gross = net = freight = Decimal()
    by_year: dict[int, Decimal] = {}
    years: dict[str, int] = {}
    late = shipped = 0
    for part in plan.parts:
        for row in plan.rows(part):
            assert row.refused is None
            for kind, values in row.records:
                if kind == "orders":
                    years[values["external_id"]] = values["ordered_on"].year
                    freight += values["freight"]
                    shipped += "shipped_on" in values
                    late += "shipped_on" in values and values["shipped_on"] > values["requested_on"]
                elif kind == "order_lines":
                    line = values["quantity"] * values["price"]
                    part_net = line * (100 - values["discount_percent"]) / 100
                    gross, net = gross + line, net + part_net
                    year = years[values["order_id"].value]
                    by_year[year] = by_year.get(year, Decimal()) + part_net
    assert (round(gross, 2), round(net, 2), round(freight, 2)) == (
        Decimal("1354458.59"), Decimal("1265793.04"), Decimal("64942.69"),
    )  # fmt: skip
    assert {year: round(value, 2) for year, value in by_year.items()} == {
        1996: Decimal("208083.97"), 1997: Decimal("617085.20"), 1998: Decimal("440623.87"),
    }  # fmt: skip
    assert (shipped, late) == (809, 37)
    assert plan.lookups["shippers"] == {"1": "Speedy Express", "2": "United Package", "3": "Federal Shipping"}


def test_salesforce_trees_keep_their_references(shared_data: Path) -> None:
    plan = recognise_folder(shared_data / "business" / "salesforce_tree")
    assert [part.recognition.kind for part in plan.parts] == ["product_families", "accounts", "products"]
    product = dict(next(plan.rows(plan.parts[2])).records)["products"]
    assert product["family_id"] == Link("product_families", "external_id", "FuseRef")
    assert product["price"] == Decimal(2500)
