"""The price on the paper, to the cent."""

from decimal import Decimal

import pytest

from app.errors import Refused
from app.insight.pricing import Line, price_line, quote_totals, waterfall

D = Decimal


def test_the_price_falls_from_list_to_pocket_as_agreed() -> None:
    steps = waterfall(
        D("100.00"),
        D(250),
        "EUR",
        group_percent=D(5),
        seller_percent=D(4),
        partner_percent=D(2),
        bonus_percent=D(1),
        cost=D("65.00"),
    )
    assert (steps.list, steps.regular, steps.customer, steps.partner) == (100, 95, D("91.20"), D("89.376"))
    assert str(steps.net) == "89.38"
    assert str(steps.line_total) == "22345.00"
    assert str(steps.pocket) == "22121.55"
    assert str(steps.margin) == "27.28"


def test_with_one_percent_less_discount_the_margin_is_free() -> None:
    steps = waterfall(
        *(D(100), D(250), "EUR"), group_percent=D(5), seller_percent=D(3), partner_percent=D(2), cost=D(65)
    )
    assert str(steps.net) == "90.31"
    assert str(steps.line_total) == "22577.50"
    assert str(steps.margin) == "28.03"


def test_an_agreed_price_goes_before_the_group_discount() -> None:
    steps = waterfall(D(100), D(1), "EUR", regular_price=D("93.50"), group_percent=D(5))
    assert steps.regular == steps.net == D("93.50")


def test_a_unit_price_is_rounded_half_up_to_the_coins_of_its_currency() -> None:
    assert str(waterfall(D("0.125"), D(1), "EUR").net) == "0.13"
    assert str(waterfall(D("0.115"), D(1), "EUR").net) == "0.12"
    assert str(waterfall(D("-0.125"), D(1), "EUR").net) == "-0.13"
    assert str(waterfall(D("89.5"), D(1), "JPY").net) == "90"


def test_without_a_cost_there_is_no_margin() -> None:
    assert waterfall(D(100), D(1), "EUR").margin is None
    assert waterfall(D(0), D(1), "EUR", cost=D(5)).margin is None


@pytest.mark.parametrize("percent", ["-0.01", "100.01"])
def test_a_discount_beyond_a_hundred_percent_is_refused_beside_its_field(percent: str) -> None:
    with pytest.raises(Refused) as refusal:
        waterfall(D(100), D(1), "EUR", partner_percent=D(percent))
    assert list(refusal.value.fields) == ["partner_percent"]


def test_a_line_of_a_quote_is_the_same_waterfall() -> None:
    line = Line(
        *(D("95.00"), D(250)),
        list_price=D(100),
        discount_percent=D(4),
        partner_percent=D(2),
        bonus_percent=D(1),
        cost=D(65),
    )
    steps = price_line(line, "EUR").waterfall
    assert steps
    assert (str(steps.line_total), str(steps.pocket), str(steps.margin)) == ("22345.00", "22121.55", "27.28")


def test_optional_lines_alternatives_and_headings_stay_out_of_the_total() -> None:
    totals = quote_totals(
        [
            Line(None, is_heading=True),
            Line(D(100), D(2), id="pump", tax_percent=D(22)),
            Line(D(80), D(2), alternative_to="pump", tax_percent=D(22)),
            Line(D(15), D(1), is_optional=True, tax_percent=D(22)),
        ],
        "EUR",
    )
    assert (totals.net, totals.tax, totals.gross) == (200, 44, 244)
    assert totals.optional_net == 15
    assert [one.total for one in totals.lines] == [None, 200, 160, 15]


def test_tax_is_rounded_once_for_each_rate_and_not_for_each_line() -> None:
    totals = quote_totals([Line(D("0.33"), tax_percent=D("22.00")) for _ in range(3)], "EUR")
    assert [(row.percent, row.base, row.tax) for row in totals.taxes] == [(22, D("0.99"), D("0.22"))]
    assert str(totals.gross) == "1.21"  # three lines of 0.07 tax each would have come to 1.20


def test_tax_rows_stand_by_rate_the_highest_first_and_add_up() -> None:
    totals = quote_totals(
        [
            Line(D("10.10"), D(3), tax_percent=D(4)),
            Line(D("99.99"), D(1), tax_percent=D(22)),
            Line(D("5.00"), D(1)),
            Line(D("0.01"), D(1), tax_percent=D("22.0")),
        ],
        "EUR",
    )
    assert [(str(row.percent), str(row.base), str(row.tax)) for row in totals.taxes] == [
        ("22", "100.00", "22.00"),
        ("4", "30.30", "1.21"),
        ("0", "5.00", "0.00"),
    ]
    assert (str(totals.net), str(totals.tax), str(totals.gross)) == ("135.30", "23.21", "158.51")


def test_a_discount_on_the_whole_paper_leaves_rows_and_total_in_step() -> None:
    totals = quote_totals(
        [Line(D("33.33"), tax_percent=D(22)), Line(D("33.33"), tax_percent=D(10))],
        "EUR",
        discount_percent=D("2.5"),
    )
    assert str(totals.subtotal) == "66.66"
    assert totals.net == sum(row.base for row in totals.taxes) == totals.subtotal - totals.discount
    assert (str(totals.net), str(totals.discount)) == ("65.00", "1.66")


def test_the_margin_of_the_whole_is_known_only_when_every_cost_is() -> None:
    known = quote_totals([Line(D(100), D(2), cost=D(60)), Line(D(50), D(1), cost=D(20))], "EUR")
    assert (known.cost, known.margin, str(known.margin_percent)) == (140, 110, "44.00")
    half = quote_totals([Line(D(100), D(2), cost=D(60)), Line(D(50), D(1))], "EUR")
    assert (half.cost, half.margin, half.margin_percent) == (None, None, None)


def test_a_line_without_a_price_is_counted_as_missing_and_adds_nothing() -> None:
    totals = quote_totals([Line(None, D(5)), Line(D(10))], "EUR")
    assert (totals.unpriced, totals.net) == (1, 10)


def test_a_paper_without_lines_comes_to_nought_in_its_own_coins() -> None:
    empty = quote_totals([], "EUR")
    assert (str(empty.gross), empty.taxes, empty.margin_percent) == ("0.00", (), None)
    assert str(quote_totals([], "JPY").net) == "0"
