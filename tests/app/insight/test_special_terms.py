"""What was agreed with one account goes before what everybody pays."""

from datetime import date
from decimal import Decimal

from app.insight.price_choice import Wanted
from app.insight.special_terms import Term, choose_terms

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
