"""The model of repeat buying agrees with what was published for it."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from app.insight.activity import Activity, BuyingModel, fit, log_likelihood
from tests.app.twins.real_files import rows

PUBLISHED = BuyingModel(r=0.349, alpha=2.581, a=0.504, b=3.644)
YEAR_END = date(2006, 12, 31)


@pytest.fixture(scope="module")
def grocery(shared_data: Path) -> dict[str, list[date]]:
    bought: dict[str, list[date]] = defaultdict(list)
    for row in rows(shared_data / "purchases" / "grocery_elog.csv"):
        bought[row["customer"]].append(date.fromisoformat(row["date"]))
    return bought


def test_the_fit_finds_the_published_parameters_of_the_online_grocer(grocery: dict[str, list[date]]) -> None:
    clients = [Activity.of(days, YEAR_END) for days in grocery.values()]
    model = fit(clients)
    assert model
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.349, 2.581, 0.504, 3.644), rel=0.01)
    assert log_likelihood(model, clients) == pytest.approx(-15_837, abs=1)


def test_the_forecast_of_a_year_is_the_published_one(grocery: dict[str, list[date]]) -> None:
    expected = {
        client: PUBLISHED.expected_orders(Activity.of(days, YEAR_END), 52) for client, days in grocery.items()
    }
    actual = {client: len({day for day in days if day > YEAR_END}) for client, days in grocery.items()}
    assert len(expected) == 1_525
    assert sum(actual.values()) == 3_389
    assert sum(expected.values()) == pytest.approx(3_996, abs=2)
    errors = [abs(expected[client] - actual[client]) for client in grocery]
    assert sum(errors) / len(errors) == pytest.approx(1.577, abs=0.002)


def test_a_longer_silence_makes_a_regular_buyer_less_likely_to_come_back() -> None:
    chances = [PUBLISHED.active_chance(Activity(10, 20.0, 20.0 + pause)) for pause in (0, 2, 10, 40)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.95
    assert chances[-1] < 0.01


def test_one_purchase_alone_says_nothing_against_a_client() -> None:
    assert PUBLISHED.active_chance(Activity(0, 0.0, 500.0)) == 1.0


def test_days_of_purchase_become_weeks_since_the_first() -> None:
    days = [date(2026, 1, 15), date(2026, 1, 1), date(2026, 1, 15), date(2026, 3, 1)]
    assert Activity.of(days, date(2026, 1, 29)) == Activity(1, 2.0, 4.0)


def test_too_few_clients_give_no_model() -> None:
    assert fit([Activity(3, 10.0, 12.0)] * 29) is None
    assert fit([]) is None


def test_buying_made_by_a_known_model_is_fitted_to_nearly_that_model() -> None:
    from random import Random

    chance, clients = Random(7), []
    for _ in range(1_500):
        rate, leaves = chance.gammavariate(0.8, 1 / 6.0), chance.betavariate(0.9, 3.0)
        now, last, repeats = chance.expovariate(rate) if rate > 1e-9 else 1e9, 0.0, 0
        while now < 60.0:
            last, repeats = now, repeats + 1
            if chance.random() < leaves:
                break
            now += chance.expovariate(rate)
        clients.append(Activity(repeats, last, 60.0))
    model = fit(clients)
    assert model
    assert model.r == pytest.approx(0.8, rel=0.2)
    assert model.alpha == pytest.approx(6.0, rel=0.25)
    assert model.a / (model.a + model.b) == pytest.approx(0.9 / 3.9, rel=0.2)
    assert model.expected_orders(clients[0], 0) == 0
