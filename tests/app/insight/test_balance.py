"""The relationship figure, what it rests on and what would change it."""

from decimal import Decimal

import pytest

from app.insight.balance import Balance, Bands, balance, band_of, verdict, would_change

D = Decimal
WEIGHTS = {
    "delivery": 25, "complaints": 20, "rhythm": 20, "reciprocity": 15, "payment": 10, "promises": 10,
}  # fmt: skip
SCORES = {"delivery": 80, "complaints": 60, "rhythm": 40, "reciprocity": None, "payment": 100, "promises": 50}


def test_an_unknown_part_is_left_out_and_never_counted_as_nought() -> None:
    found = balance(SCORES, WEIGHTS)
    assert (found.score, found.shown, found.coverage) == (D("64.7"), 65, 85)
    assert [part.score for part in found.parts] == [80, 60, 40, None, 100, 50]


def test_opening_the_figure_lists_the_records_behind_each_part() -> None:
    found = balance(SCORES, WEIGHTS, {"delivery": ["line-1", "line-2"]})
    assert found.parts[0].records == ("line-1", "line-2")
    assert found.parts[1].records == ()


def test_other_weights_give_another_figure_from_the_same_outcomes() -> None:
    assert balance(SCORES, {"delivery": 1, "rhythm": 1}).score == 60
    assert balance(SCORES, {"delivery": D("2.5"), "rhythm": D("7.5")}).score == 50


def test_nothing_known_is_no_figure_and_not_nought() -> None:
    assert balance({}, WEIGHTS) == Balance(None, D(0), balance({}, WEIGHTS).parts)
    assert balance({"delivery": 90}, {"delivery": 0, "payment": 10}).score is None
    assert would_change(balance({}, WEIGHTS)) == ()


def test_points_beyond_the_scale_count_as_its_end() -> None:
    assert balance({"delivery": 130, "payment": -20}, {"delivery": 1, "payment": 1}).score == 50


@pytest.mark.parametrize(
    ("score", "contribution", "expected"),
    [
        ("49.9", None, "repair"),
        ("50", None, "keep"),
        ("74.9", None, "keep"),
        ("75", None, "grow"),
        ("80", "100", "grow"),
        ("80", "-1", "keep"),
        ("60", "-1", "reduce"),
        ("30", "-1", "reduce"),
        ("30", "0", "repair"),
    ],
)
def test_the_band_follows_the_figure_and_what_the_client_brings(
    score: str, contribution: str | None, expected: str
) -> None:
    assert band_of(D(score), contribution=None if contribution is None else D(contribution)) == expected


def test_the_verdict_changes_only_after_two_periods_in_the_new_band() -> None:
    assert verdict([]) is None
    assert verdict(["keep"]) == "keep"
    assert verdict(["keep", "grow"]) == "keep"
    assert verdict(["keep", "grow", "grow"]) == "grow"
    assert verdict(["keep", "grow", "keep", "grow"]) == "keep"
    assert verdict(["keep", "grow", "repair", "repair"]) == "repair"


def test_the_parts_that_alone_would_change_the_verdict_are_named_the_nearest_first() -> None:
    changes = would_change(balance(SCORES, WEIGHTS))
    assert [(change.name, change.now, change.needed, change.verdict) for change in changes] == [
        ("rhythm", 40, D("83.6"), "grow"),
        ("delivery", 80, D("29.8"), "repair"),
    ]


def test_no_more_than_three_are_named_and_what_is_not_known_yet_is_among_them() -> None:
    low = {"delivery": 50, "complaints": 45, "rhythm": 40, "reciprocity": None, "payment": 60, "promises": 50}
    changes = would_change(balance(low, WEIGHTS))  # 47.6: the weighted sum lacks 195.75 points of 4,245.75
    assert [(change.name, change.needed, change.verdict) for change in changes] == [
        ("delivery", D("57.9"), "keep"),
        ("complaints", D("54.8"), "keep"),
        ("rhythm", D("49.8"), "keep"),
    ]
    assert ("reciprocity", None) in [
        (change.name, change.now) for change in would_change(balance(low, WEIGHTS), most=9)
    ]


def test_each_named_figure_really_changes_the_verdict_and_one_tenth_less_does_not() -> None:
    found = balance(SCORES, WEIGHTS)
    assert found.score
    present = band_of(found.score)
    for change in would_change(found, most=9):
        reached = balance({**SCORES, change.name: change.needed}, WEIGHTS).score
        assert reached is not None
        assert band_of(reached) == change.verdict != present
        upward = change.verdict == "grow"
        nearly = balance(
            {**SCORES, change.name: change.needed + (D("-0.1") if upward else D("0.1"))}, WEIGHTS
        ).score
        assert nearly is not None
        assert band_of(nearly) == present


def test_a_change_is_told_in_a_sentence() -> None:
    (change,) = would_change(balance({"delivery": 60, "payment": 80}, {"delivery": 3, "payment": 1}), most=1)
    assert change.sentence == "Deliveries at 73.3 instead of 60: Grow"
    unknown = would_change(balance({"delivery": 74, "payment": None}, {"delivery": 3, "payment": 1}), most=2)
    assert "Payment known to be at 77.8: Grow" in [each.sentence for each in unknown]


def test_bands_set_by_the_company_are_kept_to() -> None:
    strict = Bands(D(80), D(95))
    assert band_of(D("79.9"), strict) == "repair"
    assert band_of(D("94.9"), strict) == "keep"
