"""What outcomes say, from 0 to 100 points."""

from datetime import date, timedelta
from decimal import Decimal

from app.insight.outcomes import (
    complaint_points,
    delivery_points,
    payment_points,
    promise_points,
    reciprocity_points,
    rhythm_points,
    satisfaction_points,
)
from app.insight.rhythm import Rhythm

D = Decimal
TODAY = date(2026, 5, 12)


def test_deliveries_count_as_their_share_on_time_and_in_full() -> None:
    assert delivery_points(D("0.4")) == 40
    assert delivery_points(None) is None


def test_complaints_count_against_the_orders_an_open_one_double() -> None:
    assert complaint_points(10, []) == 100
    assert complaint_points(10, [("minor", True), ("major", True)]) == 85
    assert complaint_points(10, [("major", False)]) == 80
    assert complaint_points(2, [("critical", True)]) == 0
    assert complaint_points(0, [("minor", True)]) == 50
    assert complaint_points(0, []) is None


def test_a_pause_of_twice_the_usual_is_worth_nothing() -> None:
    monthly = Rhythm(4, 30)
    points = [rhythm_points(monthly, TODAY - timedelta(pause), TODAY) for pause in (0, 30, 45, 60, 200)]
    assert points == [100, 100, 50, 0, 0]
    assert rhythm_points(Rhythm(3), TODAY, TODAY) is None
    assert rhythm_points(monthly, None, TODAY) is None


def test_giving_and_taking_in_equal_measure_is_full() -> None:
    assert reciprocity_points(D(500), D(500)) == 100
    assert reciprocity_points(D(300), D(100)) == reciprocity_points(D(100), D(300)) == 50
    assert reciprocity_points(D(300), D(0)) == 0
    assert reciprocity_points(D(0), D(0)) is None


def test_payment_is_weighed_by_amount_and_days_late() -> None:
    in_time = (D(900), TODAY - timedelta(40), TODAY - timedelta(41))
    thirty_late = (D(100), TODAY - timedelta(40), TODAY - timedelta(10))
    assert payment_points([in_time, thirty_late], TODAY) == 95
    assert payment_points([(D(100), TODAY - timedelta(90), None)], TODAY) == 0
    assert payment_points([(D(100), TODAY, None), (D(0), TODAY - timedelta(5), None)], TODAY) is None


def test_promises_kept_of_those_that_were_due() -> None:
    assert promise_points(2, 1) == D("66.7")
    assert promise_points(0, 0) is None


def test_answers_on_their_scale() -> None:
    assert satisfaction_points([5, 4, 3]) == 75
    assert satisfaction_points([9, 10], 0, 10) == 95
    assert satisfaction_points([]) is None
