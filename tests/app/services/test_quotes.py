"""The offer from its first line to the order: prices by rule, frozen when issued, never changed behind the client."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.documents import render
from app.errors import Refused
from tests.scenarios.conftest import Office, office  # noqa: F401  the small trader serves here too

TERMS = {"payment_terms": "30 days net"}


@pytest.fixture
def quote(office: Office) -> str:  # noqa: F811
    """A draft with 150 bearings."""
    return str(
        office.do("make_quote", account=office.account, title="Bearings 2027",
                  lines=[{"product_id": office.product, "quantity": "150"}])
    )  # fmt: skip


def first_line(office: Office, quote: str) -> Any:  # noqa: F811
    """The first line of the sheet."""
    return office.ask("quote_sheet", quote=quote).lines[0]


def test_the_price_follows_the_quantity_and_says_where_it_comes_from(office: Office, quote: str) -> None:  # noqa: F811
    line = first_line(office, quote)
    assert (line.price, line.total) == (Decimal("9.0000"), Decimal("1350.00"))
    assert line.price_origin
    office.do("change_quote_line", line=line.id, values={"quantity": "50"})
    assert first_line(office, quote).price == Decimal("10.0000")


def test_the_old_price_may_be_kept_with_a_reason(office: Office, quote: str) -> None:  # noqa: F811
    line = first_line(office, quote)
    office.do(
        "change_quote_line", line=line.id, keep_price="yes",
        values={"quantity": "50", "price_kept_reason": "Promised at the fair"},
    )  # fmt: skip
    assert first_line(office, quote).price == Decimal("9.0000")


def test_the_way_from_list_to_pocket_agrees_to_the_cent(office: Office) -> None:  # noqa: F811
    quote = office.do("make_quote", account=office.account)
    office.workspace.do("Line", _waterfall_line, quote)
    answer = office.ask("waterfall", quote=quote)
    line = answer.lines[0]
    assert (line.regular, line.customer, line.partner, line.net) == (
        Decimal("95.0000"), Decimal("91.200000"), Decimal("89.376"), Decimal("89.38"),
    )  # fmt: skip
    assert (line.line_total, line.margin) == (Decimal("22345.00"), Decimal("27.28"))


def _waterfall_line(session: Any, quote: str) -> None:
    from app.records.quotes import QuoteLine

    session.add(
        QuoteLine(
            quote_id=quote, position=1, name="Pump", quantity=Decimal(250), list_price=Decimal(100), price=Decimal(95),
            discount_percent=Decimal(4), partner_percent=Decimal(2), cost=Decimal(65),
        )
    )  # fmt: skip


def test_options_stand_on_paper_and_stay_out_of_the_total(office: Office, quote: str) -> None:  # noqa: F811
    office.do("add_quote_line", quote=quote, product=office.sibling, quantity="10", is_optional="yes")
    totals = office.ask("quote_sheet", quote=quote).totals
    assert (totals.net, totals.tax, totals.gross) == (
        Decimal("1350.00"),
        Decimal("270.00"),
        Decimal("1620.00"),
    )


def test_an_incomplete_quote_is_not_issued_and_says_why(office: Office) -> None:  # noqa: F811
    empty = office.do("make_quote", account=office.account)
    with pytest.raises(Refused) as refusal:
        office.do("issue_quote", quote=empty)
    assert "lines" in refusal.value.fields
    assert office.value("quotes", empty, "state") == "draft"


def test_a_quote_whose_time_is_over_is_not_issued(office: Office, quote: str) -> None:  # noqa: F811
    office.change("quotes", quote, valid_until=date(2026, 11, 1))
    assert "valid_until" in office.ask("quote_sheet", quote=quote).missing
    with pytest.raises(Refused) as refusal:
        office.do("issue_quote", quote=quote, on="2026-11-20")
    assert "valid_until" in refusal.value.fields


def test_an_issued_quote_is_printed_as_it_left_the_house(office: Office, quote: str) -> None:  # noqa: F811
    office.do("issue_quote", quote=quote, on="2026-11-20")
    before = office.workspace.ask(render, "proposal", quote, language="en")
    office.change("accounts", office.account, name="Renamed Parts AD")
    office.change("products", office.product, name="Something else")
    assert office.workspace.ask(render, "proposal", quote, language="en") == before
    with pytest.raises(Refused):
        office.do("change_quote_line", line=first_line(office, quote).id, values={"quantity": "1"})
    with pytest.raises(Refused, match="left the house"):
        office.workspace.take_back(_step(office, "Issue quote"), "Issue quote")


def _step(office: Office, label: str) -> str:  # noqa: F811
    return str(
        office.workspace.reader.value("SELECT id FROM steps WHERE label = ? ORDER BY seq DESC", (label,))
    )


def test_a_new_version_replaces_the_old_one_when_it_is_issued(office: Office, quote: str) -> None:  # noqa: F811
    office.do("issue_quote", quote=quote)
    second = office.do("new_version", quote=quote)
    assert office.value("quotes", second, "version") == 2
    assert office.value("quotes", second, "number") == office.value("quotes", quote, "number")
    office.do("change_quote_line", line=first_line(office, second).id, values={"quantity": "200"})
    office.do("issue_quote", quote=second)
    assert office.value("quotes", quote, "state") == "replaced"


def test_acceptance_makes_the_order_in_the_same_step(office: Office, quote: str) -> None:  # noqa: F811
    office.do("add_quote_line", quote=quote, product=office.sibling, quantity="10", is_optional="yes")
    office.do("issue_quote", quote=quote)
    order = office.do("accept_quote", quote=quote, by="Elena Ivanova", on="2026-11-25")
    row = office.workspace.reader.row("SELECT * FROM orders WHERE id = ?", (order,))
    assert (row.quote_id, row.ordered_on, row.net) == (quote, date(2026, 11, 25).isoformat(), 1350_0000)
    lines = office.workspace.reader.column("SELECT name FROM order_lines WHERE order_id = ?", (order,))
    assert lines == ["Bearing 6204"], "options are not ordered by accepting"


def test_numbers_are_given_once(office: Office) -> None:  # noqa: F811
    numbers = [
        office.value("quotes", office.do("make_quote", account=office.account), "number") for _ in range(3)
    ]
    assert len(set(numbers)) == 3
