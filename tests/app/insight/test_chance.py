"""The chance of winning, from our own won and lost deals."""

from decimal import Decimal

from app.insight.chance import PastDeal, win_chance, win_chance_like

D = Decimal


def test_fair_and_retail_of_ten_won_and_ten_lost_give_63_84_percent() -> None:
    found = win_chance(10, 10, [(6, 2), (3, 5)])
    assert (str(found.chance), found.won, found.lost, found.too_little) == ("63.84", 10, 10, False)


def test_the_same_from_the_deals_themselves() -> None:
    kinds = [(True, "fair", "retail", 3), (True, "fair", "food", 3), (True, "web", "food", 4)]
    kinds += [(False, "fair", "retail", 2), (False, "web", "retail", 3), (False, "web", "food", 5)]
    history = [
        PastDeal(won, {"source": source, "segment": segment})
        for won, source, segment, number in kinds
        for _ in range(number)
    ]
    assert win_chance_like({"source": "fair", "segment": "retail"}, history).chance == D("63.84")


def test_without_won_or_without_lost_deals_nothing_is_said() -> None:
    assert win_chance(0, 12, []).too_little
    assert win_chance(12, 0, [(3, 0)]).chance is None
    assert win_chance_like({"source": "fair"}, []).too_little


def test_a_value_never_seen_and_a_property_not_known_change_nothing() -> None:
    history = [PastDeal(True, {"source": "fair"}), PastDeal(False, {"source": "web"})]
    bare = win_chance_like({}, history).chance
    assert bare == 50
    assert win_chance_like({"source": "letter", "segment": None}, history).chance == bare
    assert win_chance_like({"source": "fair"}, history).chance == D("91.67")  # 1.1 to 0.1


def test_a_later_stage_that_few_lost_deals_reached_is_worth_more() -> None:
    history = [PastDeal(True, {}, 4)] * 5 + [PastDeal(False, {}, 0)] * 3 + [PastDeal(False, {}, 2)] * 2
    first, second, third = (win_chance_like({}, history, stage).chance for stage in (0, 1, 3))
    assert first and second and third
    assert first == 50 < second < third
