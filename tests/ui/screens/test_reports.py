"""Reports: the same figures on screen, in the table and in the export; honest about currencies and emptiness."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ui.desk import Desk, desk, nameless  # noqa: F401

TODAY = date.today()


@pytest.fixture
def sold(desk: Desk) -> dict[str, str]:
    account = desk.add("accounts", name="<i>Nordwind</i> & Söhne")
    twin = desk.add("accounts", name="Aegean Foods SA", city="Athens", phone="+30 210 555 0142")
    desk.add("accounts", name="Aegean Foods", city="Athens", phone="+30 210 555 0142")
    for at, (currency, late) in enumerate((("EUR", 0), ("EUR", 5), ("USD", 0))):
        order = desk.add(
            "orders", account_id=account, number=f"O-{at}", currency=currency, state="delivered",
            ordered_on=TODAY - timedelta(days=40), requested_on=TODAY - timedelta(days=20),
            shipped_on=TODAY - timedelta(days=20 - late),
        )  # fmt: skip
        desk.add(
            "order_lines", order_id=order, name="Pump", quantity=Decimal(2), price=Decimal("100.50"),
            net=Decimal("201"), currency=currency,
        )  # fmt: skip
    desk.add("opportunities", account_id=account, name="Frame", amount=Decimal(5000), currency="EUR")
    return {"account": account, "twin": twin}


def opened(desk: Desk, report: str) -> Any:
    screen = desk.open("reports", report=report)
    desk.settle()
    return screen.pages[report]


def test_sales_never_add_up_two_currencies(desk: Desk, sold: dict[str, str]) -> None:
    page = opened(desk, "sales")
    desk.until(lambda: page.model.rowCount() == 1)
    assert page.model.row(0).net == Decimal("402")
    assert page.currency.count() == 2
    page.currency.choose("USD")
    page.again()
    desk.until(lambda: page.model.row(0).net == Decimal("201"))
    assert [bar.value for bar in page.bars.bars] == [Decimal("201")]


def test_a_late_line_counts_and_stands_first_and_a_tolerance_forgives_it(
    desk: Desk, sold: dict[str, str]
) -> None:
    page = opened(desk, "otif")
    desk.until(lambda: page.model.rowCount() == 3)
    assert page.model.row(0).number == "O-1"
    assert not page.model.row(0).on_time
    page.days.choose("5")
    page.again()
    desk.until(lambda: page.model.row(0).on_time)


def test_the_export_holds_the_rows_of_the_table(desk: Desk, sold: dict[str, str], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    page = opened(desk, "otif")
    desk.until(lambda: page.model.rowCount() == 3)
    out = tmp_path / "otif.xlsx"
    assert desk.shown is not None
    desk.shown.export(str(out))  # type: ignore[attr-defined]
    desk.until(out.exists)
    rows = list(load_workbook(out).active.values)
    assert len(rows) == 4
    assert {row[1] for row in rows[1:]} == {"<i>Nordwind</i> & Söhne"}


def test_likely_twins_are_listed_with_their_reasons_and_open_side_by_side(
    desk: Desk, sold: dict[str, str]
) -> None:
    from ui.dialogs.merge import MergeDialog

    page = opened(desk, "twins")
    desk.until(lambda: page.model.rowCount() == 1)
    pair = page.model.row(0)
    assert {pair.a_name, pair.b_name} == {"Aegean Foods SA", "Aegean Foods"}
    assert pair.reasons
    page.merge.click()
    desk.until(lambda: desk.window.findChild(MergeDialog) is not None)
    desk.settle()
    desk.window.findChild(MergeDialog).reject()


def test_the_pipeline_shows_each_stage(desk: Desk, sold: dict[str, str]) -> None:
    page = opened(desk, "pipeline")
    desk.until(lambda: page.model.rowCount() == 5)
    assert page.model.row(0) == ("new", 1, "EUR", Decimal(5000))


def test_an_empty_span_says_so_and_offers_all_the_time(desk: Desk) -> None:
    page = opened(desk, "sales")
    desk.until(lambda: page.empty.isVisible())
    page.wider.emit()
    desk.settle()
    assert desk.shown is not None
    assert desk.shown.state()["span"] == "all"


def test_every_control_has_a_name(desk: Desk, sold: dict[str, str]) -> None:
    for report in ("sales", "otif", "pipeline", "twins"):
        opened(desk, report)
        assert nameless(desk.shown) == []
