"""S4: from the list to the pocket, to the cent, as agreements, seller and partner take their shares."""

import json
from typing import Any

import pytest

from tests.app.cli.conftest import Run, run

__all__ = ["run"]


@pytest.fixture
def agreed(run: Run) -> tuple[str, str]:
    """A client with five per cent off, two for the partner and one at the end of the year; and a pump."""

    def add(kind: str, /, **values: str) -> str:
        answer = run("add", kind, *(f"{name}={value}" for name, value in values.items()))
        return str(answer.value["id"])

    account = add("accounts", name="Balkan Parts OOD", currency="EUR")
    prices = add("price_lists", name="List EUR", currency="EUR", is_default="yes")
    pump = add("products", name="Pump 40", cost="65", currency="EUR")
    add("prices", price_list_id=prices, product_id=pump, price="100")
    add("special_terms", account_id=account, kind="discount", product_id=pump, discount_percent="5")
    add("special_terms", account_id=account, kind="partner_discount", discount_percent="2")
    add("special_terms", account_id=account, kind="bonus", bonus_percent="1")
    return account, pump


@pytest.mark.parametrize(
    ("seller", "customer", "partner", "unit", "total", "pocket", "margin"),
    [
        ("4", "91.2", "89.376", "89.38", "22345", "22121.55", "27.28"),
        ("3", "92.15", "90.307", "90.31", "22577.5", "22351.73", "28.03"),
    ],
)
def test_250_pumps_from_list_to_pocket(
    run: Run,
    agreed: tuple[str, str],
    seller: str,
    customer: str,
    partner: str,
    unit: str,
    total: str,
    pocket: str,
    margin: str,
) -> None:
    account, pump = agreed
    lines = json.dumps([{"product_id": pump, "quantity": 250, "discount_percent": seller}])
    quote = run("do", "make_quote", f"account={account}", f"lines={lines}").value["value"]
    answer: dict[str, Any] = run("ask", "waterfall", f"quote={quote}").value
    (line,) = answer["lines"]
    assert (line["list"], line["regular"], line["customer"]) == ("100", "95", customer)
    assert (line["partner"], line["net"], line["line_total"]) == (partner, unit, total)
    assert (line["pocket"], line["margin"]) == (pocket, margin)
    assert (answer["net_total"], answer["pocket_total"]) == (total, pocket)


def test_two_papers_never_bear_one_number(run: Run, agreed: tuple[str, str]) -> None:
    account, _ = agreed
    first = run("do", "make_quote", f"account={account}").value["value"]
    number = run("show", "quotes", first).value["number"]
    again = run("add", "quotes", f"account_id={account}", f"number={number}")
    assert (again.code, list(again.error["error"]["fields"])) == (3, ["number"])
    other = run("do", "make_quote", f"account={account}").value["value"]
    assert run("set", "quotes", other, f"number={number}").code == 3
    assert run("set", "quotes", first, f"number={number}", "subject=Pumps").code == 0
