"""What was agreed with one account goes before what everybody pays."""

from datetime import date
from decimal import Decimal

from app.insight.price_choice import ChosenPrice, PriceEntry, PriceList, Wanted, choose_price
from app.insight.pricing import waterfall
from app.insight.special_terms import Term, choose_terms, regular_price

D = Decimal
WANTED = Wanted("pump", D(10), date(2026, 5, 12), "EUR")
ACCOUNTS = ("branch", "mother")


def test_the_term_for_the_product_goes_before_its_family_and_before_all() -> None:
    terms = [
        Term("all", "branch", "discount", discount_percent=D(2)),
        Term("family", "branch", "discount", family_id="pumps", discount_percent=D(3)),
        Term("product", "mother", "discount", product_id="pump", discount_percent=D(5)),
    ]
    assert choose_terms(WANTED, terms, ACCOUNTS, ["pumps", "machines"])["discount"].id == "product"
    assert choose_terms(WANTED, terms[:2], ACCOUNTS, ["pumps"])["discount"].id == "family"
    assert choose_terms(WANTED, terms[:2], ACCOUNTS, ["valves"])["discount"].id == "all"


def test_a_subsidiary_inherits_unless_that_is_switched_off_and_its_own_term_goes_first() -> None:
    mother = Term("mother", "mother", "price", product_id="pump", price=D(90), currency="EUR")
    own = Term("own", "branch", "price", product_id="pump", price=D(91), currency="EUR")
    alone = Term("alone", "mother", "bonus", bonus_percent=D(1), is_inherited=False)
    assert choose_terms(WANTED, [mother, own, alone], ACCOUNTS).keys() == {"price"}
    assert choose_terms(WANTED, [mother, own], ACCOUNTS)["price"].id == "own"
    assert choose_terms(WANTED, [mother], ACCOUNTS)["price"].id == "mother"
    assert choose_terms(WANTED, [alone], ("mother",))["bonus"].id == "alone"


def test_quantity_currency_and_the_last_day_decide() -> None:
    many = Term(
        "many", "branch", "price", product_id="pump", price=D(80), currency="EUR", minimum_quantity=D(11)
    )
    dollars = Term("dollars", "branch", "price", product_id="pump", price=D(80), currency="USD")
    ends = Term("ends", "branch", "discount", discount_percent=D(3), valid_until=date(2026, 5, 12))
    over = Term("over", "branch", "freight", valid_until=date(2026, 5, 11))
    assert choose_terms(WANTED, [many, dollars, ends, over], ACCOUNTS) == {"discount": ends}


def test_a_bonus_waits_for_the_years_sales_to_reach_its_threshold() -> None:
    bonus = Term("bonus", "branch", "bonus", bonus_percent=D(1), bonus_threshold=D(50_000))
    assert not choose_terms(WANTED, [bonus], ACCOUNTS)
    assert not choose_terms(WANTED, [bonus], ACCOUNTS, sales_this_year=D("49999.99"))
    assert choose_terms(WANTED, [bonus], ACCOUNTS, sales_this_year=D(50_000)) == {"bonus": bonus}


LISTED = ChosenPrice(D("100.00"), "EUR", "general", "General 2026")


def test_the_client_groups_list_and_the_agreed_terms_lead_to_the_pocket_of_the_scenario() -> None:
    lists = {
        "general": PriceList("general", "General 2026", "EUR", is_default=True),
        "key": PriceList("key", "Key", "EUR", "general", formula_basis="parent_price", formula_percent=D(-5)),
    }
    chosen = choose_price(WANTED, ["key"], lists, [PriceEntry("general", "pump", D("100.00"))])
    terms = [
        Term("partner", "mother", "partner_discount", discount_percent=D(2)),
        Term("bonus", "branch", "bonus", bonus_percent=D(1)),
    ]
    found = regular_price(chosen, choose_terms(WANTED, terms, ACCOUNTS))
    assert found
    assert (found.list_price, found.regular, found.origin) == (100, 95, "Key: list price −5 %")
    steps = waterfall(
        *(found.list_price, D(250), "EUR"),
        regular_price=found.regular,
        seller_percent=D(4),
        partner_percent=found.partner_percent,
        bonus_percent=found.bonus_percent,
        cost=D(65),
    )
    assert (str(steps.line_total), str(steps.pocket), str(steps.margin)) == ("22345.00", "22121.55", "27.28")


def test_an_agreed_price_and_an_agreed_discount_are_never_added_together() -> None:
    price = Term("price", "branch", "price", product_id="pump", price=D(93), currency="EUR")
    discount = Term("discount", "branch", "discount", discount_percent=D("5.00"))
    both = regular_price(LISTED, {"price": price, "discount": discount})
    assert both
    assert (both.list_price, both.regular, both.origin, both.term_id) == (100, 93, "Agreed price", "price")
    less = regular_price(LISTED, {"discount": discount})
    assert less
    assert (less.regular, less.origin, less.term_id) == (95, "General 2026, agreed discount 5 %", "discount")


def test_without_list_and_agreement_there_is_no_price() -> None:
    assert (
        regular_price(None, {"discount": Term("discount", "branch", "discount", discount_percent=D(5))})
        is None
    )
    plain = regular_price(LISTED, {})
    assert plain
    assert (plain.regular, plain.origin, plain.term_id) == (100, "General 2026", None)
