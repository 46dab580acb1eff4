"""When a client may be expected to order, and when its silence is a sign."""

from datetime import date

from app.insight.activity import BuyingModel
from app.insight.rhythm import Rhythm, purchase_rhythm

ORDERS = [date(2026, 1, 10), date(2026, 2, 9), date(2026, 3, 11), date(2026, 4, 12)]


def test_a_monthly_buyer_is_expected_on_12_may_and_overdue_from_28_may() -> None:
    known = purchase_rhythm(ORDERS, date(2026, 5, 27))
    assert (known.orders, known.median_days, known.next_on) == (4, 30, date(2026, 5, 12))
    assert known.overdue_from == date(2026, 5, 28)
    assert known.overdue is False
    assert purchase_rhythm(ORDERS, date(2026, 5, 28)).overdue is True


def test_nothing_is_said_of_fewer_than_four_orders() -> None:
    assert purchase_rhythm(ORDERS[:3], date(2026, 5, 28)) == Rhythm(3)
    assert purchase_rhythm([], date(2026, 5, 28)) == Rhythm(0)


def test_several_orders_on_one_day_are_one_purchase() -> None:
    assert purchase_rhythm([*ORDERS[:3], ORDERS[0]], date(2026, 5, 1)).median_days is None
    twice = purchase_rhythm([*ORDERS, ORDERS[-1]], date(2026, 5, 1))
    assert (twice.orders, twice.median_days) == (5, 30)


def test_a_day_in_the_past_knows_nothing_of_later_orders() -> None:
    assert purchase_rhythm([*ORDERS, date(2026, 6, 1)], date(2026, 5, 28)).overdue is True
    assert purchase_rhythm(ORDERS, date(2026, 4, 11)).median_days is None


def test_a_median_between_two_days_counts_up_and_the_limit_is_kept_exactly() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 21), date(2026, 2, 1), date(2026, 2, 12)]
    known = purchase_rhythm(days, date(2026, 2, 12))
    assert (known.median_days, known.next_on) == (10.5, date(2026, 2, 23))
    assert known.overdue_from == date(2026, 2, 28)  # 15.75 days are over on the sixteenth


def test_the_chance_that_a_client_still_buys_needs_a_model() -> None:
    model = BuyingModel(0.349, 2.581, 0.504, 3.644)
    assert purchase_rhythm(ORDERS, date(2026, 5, 1)).active_chance is None
    soon = purchase_rhythm(ORDERS, date(2026, 5, 1), model).active_chance
    late = purchase_rhythm(ORDERS, date(2026, 12, 1), model).active_chance
    assert soon and late
    assert 0 < late < soon < 1
