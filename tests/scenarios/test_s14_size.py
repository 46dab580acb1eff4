"""S14: the house of a large trader. 20,000 clients and half a million activities change nothing about the pace."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.queries.account_card import account_card
from app.queries.accounts import account_ids, account_rows
from app.queries.agenda import agenda
from app.queries.relationship import balance
from app.queries.search import search
from app.queries.timeline import timeline
from app.secrets import KeyFile, fingerprint, new_key
from app.store.workspace import Workspace

SIZES = {
    "accounts": 20_000, "contacts": 60_000, "activities": 500_000, "products": 50_000, "order_lines": 200_000,
    "busy": 5_000,
}  # fmt: skip
SEARCHES = ("b", "ba", "bear", "μηχ", "завод", "0555", "elena m", "pump dn", "via mastro", "c-1")


class House:
    """The large profile and its busiest account."""

    def __init__(self, folder: Path, key: bytes, workspace: Workspace, busy: str) -> None:
        self.folder, self.key, self.workspace, self.busy = folder, key, workspace, busy


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The profile, built once."""
    from app.services.demo.story import tell

    folder, key = tmp_path_factory.mktemp("large") / "profile", new_key()
    with Workspace.create(folder, key, KeyFile(fingerprint(key))) as workspace:
        found = tell(workspace, "full", lambda share, text: None, SIZES)
        yield House(folder, key, workspace, str(found["busy_account"]))


def slowest(rounds: int, ask: Callable[[], Any]) -> float:
    """The longest of several answers in seconds, the first (cold) one left out."""
    ask()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        times.append(time.perf_counter() - started)
    return sorted(times)[-2 if rounds > 3 else -1]


def test_the_house_is_as_large_as_promised(house: House) -> None:
    for kind, number in SIZES.items():
        if kind != "busy":
            assert house.workspace.reader.value(f"SELECT count(*) FROM {kind}") >= number


def test_opening_to_a_usable_today_takes_three_seconds_at_most(house: House) -> None:
    started = time.perf_counter()
    with Workspace.open(house.folder, lambda key_file: house.key) as again:
        today = again.ask(agenda)
    assert time.perf_counter() - started <= 3
    assert today.due_total >= 0


def test_search_as_you_type_answers_within_a_tenth_of_a_second(house: House) -> None:
    for text in SEARCHES:
        assert slowest(5, lambda text=text: house.workspace.ask(search, text, 20)) <= 0.1, text


def test_the_busiest_client_opens_within_300_milliseconds(house: House) -> None:
    def page() -> None:
        house.workspace.ask(account_card, house.busy)
        house.workspace.ask(balance, house.busy)
        assert house.workspace.ask(timeline, house.busy).next_before

    assert slowest(5, page) <= 0.3


def test_the_list_has_no_gaps_however_far_one_scrolls(house: House) -> None:
    ids = house.workspace.ask(account_ids)
    assert len(ids) >= SIZES["accounts"]
    for start in (0, 4_000, 11_111, len(ids) - 200):
        numbers = list(ids[start : start + 200])
        rows = house.workspace.ask(account_rows, numbers)
        assert [row.seq for row in rows] == numbers
    assert slowest(5, lambda: house.workspace.ask(account_ids, text="b", sort="name")) <= 0.15
    assert (
        slowest(
            5, lambda: house.workspace.ask(account_ids, where={"stage": "prospect"}, sort="-last_contact")
        )
        <= 0.15
    )


def test_a_save_in_the_large_house_is_as_quick_as_in_a_small_one(house: House) -> None:
    from app.services.promises import make_promise

    def save() -> None:
        house.workspace.do("Promise", make_promise, "Send the list", house.busy)

    assert slowest(10, save) <= 0.05
