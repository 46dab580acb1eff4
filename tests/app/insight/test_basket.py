"""What is bought together speaks for the next product to offer."""

from decimal import Decimal
from itertools import chain, repeat
from pathlib import Path

import pytest

from app.insight.basket import Baskets, item_sets, offers, pair_rules, rules
from tests.app.twins.real_files import lines

D = Decimal
FORTY = [*repeat({"A", "B"}, 8), *repeat({"A"}, 8), *repeat({"B"}, 2), *repeat({"C"}, 22)]


def test_of_forty_baskets_sixteen_with_a_ten_with_b_and_eight_with_both() -> None:
    rule = next(rule for rule in pair_rules(FORTY, 0.01, 0.1) if rule.because == ("A",))
    assert (rule.product, rule.together) == ("B", 8)
    assert (rule.support, rule.confidence, rule.lift) == (D("0.20"), D("0.50"), D("2.0"))
    assert (rule.left, rule.right) == ("A", "B")


def test_a_product_is_offered_only_to_who_has_the_one_and_not_the_other() -> None:
    found = pair_rules(FORTY, 0.01, 0.1)
    assert [rule.product for rule in offers(found, {"A"})] == ["B"]
    assert [rule.product for rule in offers(found, {"B", "C"})] == ["A"]
    assert offers(found, {"A", "B"}) == offers(found, {"C"}) == offers(found, set()) == []


def test_each_product_is_offered_once_for_its_strongest_reason() -> None:
    baskets = [*repeat({"A", "B", "X"}, 5), *repeat({"A", "X"}, 2), *repeat({"A"}, 20), *repeat({"C"}, 20)]
    (offer,) = offers(rules(Baskets.of(baskets), 0.01, 0.1), {"A", "B"})
    assert (offer.product, offer.because, offer.lift) == ("X", ("A", "B"), D("6.7143"))


def test_what_is_bought_by_all_is_no_reason() -> None:
    everywhere = [{"A", "B"}, {"A"}, {"A", "B"}, {"A"}]
    assert offers(pair_rules(everywhere, 0.1, 0.1), {"B"}) == []  # lift 1: B makes A no likelier


def test_baskets_that_are_empty_count_and_a_product_twice_in_one_counts_once() -> None:
    baskets = Baskets.of([["A", "A"], [], ["A"]])
    assert baskets.number == 3
    assert dict(item_sets(baskets, 0.5)) == {("A",): 2}
    assert rules(Baskets.of([]), 0.1, 0.1) == []


def test_a_set_of_three_is_found_by_counting_one_by_one() -> None:
    baskets = [["A", "B", "C"], ["A", "B"], ["A", "C"], ["B", "C"], ["A", "B", "C"]]
    found = {frozenset(products): count for products, count in item_sets(Baskets.of(baskets), 0.2)}
    for products, count in found.items():
        assert count == sum(products <= set(basket) for basket in baskets)
    assert len(found) == 7


@pytest.fixture(scope="module")
def groceries(shared_data: Path) -> Baskets:
    return Baskets.of(
        line.split(",") for line in lines(shared_data / "purchases" / "groceries_baskets.csv.xz")
    )


def test_the_month_of_a_real_shop_has_the_published_item_sets_and_rules(groceries: Baskets) -> None:
    assert groceries.number == 9_835
    assert groceries.holding["whole milk"].bit_count() == 2_513
    assert sum(1 for _ in item_sets(groceries, 0.001)) == 13_492
    found = rules(groceries, 0.001, 0.5, most=None)
    assert len(found) == 5_668
    assert sum(rule.confidence >= D("0.8") for rule in found) == 410
    best = found[0]
    assert (best.because, best.product) == (("Instant food products", "soda"), "hamburger meat")
    assert (best.together, round(best.confidence, 3), round(best.lift, 1)) == (12, D("0.632"), D("19.0"))


@pytest.mark.parametrize(("support", "confidence", "number"), [(0.006, 0.25, 463), (0.01, 0.5, 15)])
def test_the_published_numbers_of_rules_at_other_limits(
    groceries: Baskets, support: float, confidence: float, number: int
) -> None:
    found = rules(groceries, support, confidence, most=None)
    assert len(found) == number
    assert set(chain.from_iterable(rule.because for rule in found)) <= set(groceries.holding)
