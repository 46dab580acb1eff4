"""The standing of a supplier."""

from decimal import Decimal

from app.insight.supplier import band, period_score, standing_score

D = Decimal


def test_the_latest_period_weighs_most() -> None:
    assert str(standing_score([60, 70, 90])) == "78.3"
    assert str(standing_score([90, 70, 60])) == "68.3"


def test_only_the_last_twelve_periods_count_and_gaps_are_passed_over() -> None:
    assert standing_score([0] * 5 + [80] * 12) == 80
    assert standing_score([60, None, 70, None, 90]) == standing_score([60, 70, 90])
    assert standing_score([]) is standing_score([None]) is None


def test_a_period_is_weighed_by_its_criteria_as_far_as_they_are_known() -> None:
    assert period_score({"quality": D(90), "delivery": D(80), "cost": D(60)}) == D("80.7")
    assert period_score({"quality": None}) is None
    assert period_score({"quality": D(90), "cost": D(50)}, {"quality": 1, "cost": 1}) == 70


def test_bands_begin_at_their_lower_edge() -> None:
    assert [band(D(score)) for score in ("90", "89.9", "70", "50", "49.9")] == ["a", "b", "b", "c", "d"]
