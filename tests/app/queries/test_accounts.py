"""The list of accounts: which ones, in what order, and that it is read from its indexes."""

from array import array
from datetime import UTC, datetime
from typing import Any

import pytest

from app.errors import Refused
from app.queries import accounts
from app.queries.accounts import account_ids, account_rows
from app.records.accounts import STAGES, Account
from app.store.workspace import Workspace

NAMES = (
    "Zeta Pumpen",
    "alfa Officine",
    "Ωμέγα Αντλίες",
    "Бета Машини",
    "Éclair Fonderies",
    "Delta Pumps",
    "Gamma",
)


@pytest.fixture
def listed(workspace: Workspace) -> Workspace:
    """Seven accounts in three stages and two countries; one is deleted, one was never spoken with."""

    def fill(session: Any) -> None:
        for place, name in enumerate(NAMES):
            account = Account(name=name, country=("IT", "BG")[place % 2], tier="abc"[place % 3])
            account.stage = ("prospect", "negotiating", "contacted")[place % 3]
            session.add(account)
            session.flush()
            if place == 6:
                session.remove(account)
            elif place:
                account.last_contact_at = datetime(2026, 11, place, tzinfo=UTC)
        session.flush()

    workspace.do("Fill", fill)
    return workspace


def names(workspace: Workspace, *args: Any, **options: Any) -> list[str]:
    found = account_ids(workspace.reader, *args, **options)
    return [row.name for row in account_rows(workspace.reader, list(found))]


def test_names_stand_in_the_order_of_an_index_of_all_scripts(listed: Workspace) -> None:
    expected = [
        "alfa Officine",
        "Delta Pumps",
        "Éclair Fonderies",
        "Zeta Pumpen",
        "Ωμέγα Αντλίες",
        "Бета Машини",
    ]
    assert names(listed) == expected
    assert names(listed, sort="-name") == expected[::-1]
    assert names(listed, sort="whatever a script says") == expected


def test_who_was_never_spoken_with_stands_last(listed: Workspace) -> None:
    assert names(listed, sort="last_contact")[-1] == "Zeta Pumpen"
    assert names(listed, sort="-last_contact")[0] == "Delta Pumps"
    assert names(listed, sort="-last_contact")[-1] == "Zeta Pumpen"


def test_stages_stand_in_the_order_of_a_clients_life(listed: Workspace) -> None:
    rows = account_rows(listed.reader, list(account_ids(listed.reader, sort="stage")))
    places = [(STAGES.index(row.stage), names(listed).index(row.name)) for row in rows]
    assert places == sorted(places)


def test_the_newest_stands_first(listed: Workspace) -> None:
    assert names(listed, sort="newest") == list(NAMES[5::-1])


@pytest.mark.parametrize("sort", accounts.SORTS)
def test_filters_and_words_narrow_every_order_alike(listed: Workspace, sort: str) -> None:
    whole = names(listed, sort=sort)
    in_italy = [name for name in whole if NAMES.index(name) % 2 == 0]
    assert names(listed, where={"country": "IT"}, sort=sort) == in_italy
    assert names(listed, "pump", sort=sort) == [name for name in whole if "Pump" in name]
    assert names(listed, "pump", {"country": "IT"}, sort) == ["Zeta Pumpen"]
    assert names(listed, where={"segment": "none"}, sort=sort) == []


@pytest.mark.parametrize("sort", accounts.SORTS)
@pytest.mark.parametrize("where", [{}, {"country": "IT"}, {"owner_id": "x"}])
def test_a_glimpse_is_the_beginning_of_the_list(listed: Workspace, where: dict[str, str], sort: str) -> None:
    glimpse = accounts.first_account_ids(listed.reader, "", where, sort, 2)
    whole = account_ids(listed.reader, "", where, sort)
    assert glimpse in (whole[:2], array("q"))
    assert (len(glimpse) > 0) == (len(whole) > 0 and sort in ("name", "-name", "-last_contact"))


def test_words_give_no_glimpse(listed: Workspace) -> None:
    assert not accounts.first_account_ids(listed.reader, "pump")


def test_signs_without_a_word_find_nothing(listed: Workspace) -> None:
    assert names(listed, "***") == []


def test_an_unknown_filter_is_refused(listed: Workspace) -> None:
    with pytest.raises(Refused):
        account_ids(listed.reader, where={"name": "x"})


@pytest.mark.parametrize("sort", accounts.SORTS)
@pytest.mark.parametrize(
    "where", [{}, {"stage": "prospect"}, {"owner_id": "x"}, {"type": "customer", "tier": "a"}]
)
def test_no_account_is_read_for_the_list(listed: Workspace, where: dict[str, str], sort: str) -> None:
    class Explained:
        plans: list[str] = []

        def value(self, sql: str, values: Any = ()) -> Any:
            self.plans += [row.detail for row in listed.reader.rows(f"EXPLAIN QUERY PLAN {sql}", values)]
            return listed.reader.value(sql, values)

    reader = Explained()
    account_ids(reader, where=where, sort=sort)  # type: ignore[arg-type]
    touched = [plan for plan in reader.plans if "accounts" in plan]
    assert touched
    own = ("ix_accounts_listed_by_", "ix_accounts_owner_id")
    assert all("COVERING INDEX" in plan or any(name in plan for name in own) for plan in touched), touched
