"""What a benchmark prints is what the contract of the command line says, and what it measures is there."""

import json

import pytest

from tests.benchmarks.__main__ import measures
from tests.benchmarks.measuring import Figure, child, cpu_of, percentile, rounds


def test_a_figure_is_one_line_with_the_agreed_names() -> None:
    told = json.loads(Figure("save", 2.5, "ms CPU", 1.25, 2.5).line())
    agreed = {
        "name": "save",
        "value": 2.5,
        "unit": "ms CPU",
        "floor": 1.25,
        "ratio": 2.0,
        "reach": 2.5,
        "ok": True,
    }
    assert {name: told[name] for name in agreed} == agreed


@pytest.mark.parametrize(
    ("figure", "ok"),
    [
        (Figure("x", 26, "ms", 10, 2.5), False),
        (Figure("x", 25, "ms", 10, 2.5), True),
        (Figure("x", 25, "ms", 10, 20, "value"), False),
        (Figure("x", 25, "ms", None, 30, "value"), True),
        (Figure("x", 25, "ms", None, 30), False),
    ],
)
def test_a_figure_is_held_to_its_floor_or_to_itself(figure: Figure, ok: bool) -> None:
    assert figure.ok is ok


def test_the_median_of_rounds_forgives_one_busy_moment() -> None:
    times = iter((1.0, 9.0, 2.0))
    assert rounds(3, lambda: next(times)) == [2.0]


def test_nineteen_of_twenty_lie_below_the_95th_percentile() -> None:
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([7.0], 0.95) == 7.0


def test_work_costs_processor_time() -> None:
    assert cpu_of(lambda: sum(range(300_000))) > 0


def test_a_bare_window_is_painted_in_a_process_of_its_own() -> None:
    found = child("bare_window", "start")
    assert found["painted"] > 0
    assert found["highest"] > 0


def test_a_module_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="whole_window"):
        child("whole_window")


def test_every_row_of_the_figures_to_reach_is_measured() -> None:
    expected = {"start", "memory", "search", "account", "list", "save", "import", "proposal", "brief"}
    assert set(measures()) == expected
