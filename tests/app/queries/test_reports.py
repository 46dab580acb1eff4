"""Figures of the reports, each currency for itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.errors import Refused
from app.queries.reports import sales_by
from app.services import records
from app.store.workspace import Workspace


def add(workspace: Workspace, of: str, **values: object) -> str:
    return str(workspace.do("Add", records.add, of, values).value)


@pytest.fixture
def sold(workspace: Workspace) -> Workspace:
    for account, day, currency, net, state in (
        ("Aegean", date(2026, 1, 5), "EUR", 100, "delivered"),
        ("Aegean", date(2026, 2, 5), "EUR", 50, "placed"),
        ("Balkan", date(2026, 2, 9), "USD", 70, "closed"),
        ("Balkan", date(2026, 2, 9), "EUR", 900, "cancelled"),
        ("Balkan", date(2026, 2, 9), "EUR", 800, "draft"),
    ):
        client = workspace.reader.value("SELECT id FROM accounts WHERE name = ?", (account,))
        client = client or add(workspace, "accounts", name=account)
        order = add(workspace, "orders", account_id=client, ordered_on=day, currency=currency, state=state)
        add(workspace, "order_lines", order_id=order, name="Pump", net=Decimal(net), currency=currency)
    return workspace


def test_months_stand_in_order_and_currencies_apart(sold: Workspace) -> None:
    found = [(each.key, each.currency, each.net) for each in sales_by(sold.reader, "month")]
    assert found == [("2026-01", "EUR", 100), ("2026-02", "EUR", 50), ("2026-02", "USD", 70)]


def test_clients_stand_by_what_they_bought(sold: Workspace) -> None:
    found = [(each.name, each.orders, each.net) for each in sales_by(sold.reader, "account", currency="EUR")]
    assert found == [("Aegean", 2, 150)]


def test_a_span_holds_its_last_day(sold: Workspace) -> None:
    found = sales_by(sold.reader, "year", date(2026, 2, 1), date(2026, 2, 9))
    assert {(each.currency, each.net) for each in found} == {("EUR", Decimal(50)), ("USD", Decimal(70))}


def test_another_way_of_telling_is_refused(sold: Workspace) -> None:
    with pytest.raises(Refused):
        sales_by(sold.reader, "week; DROP TABLE orders")
