"""Two records of one client become one: values chosen field by field, everything that hung on either stays."""

from typing import Any

import pytest

from app.errors import Refused
from app.queries.duplicates import duplicates, twins_of
from app.services import records
from app.services.merging import merge_accounts
from app.services.promises import make_promise
from app.services.visits import log_visit, submit_visit
from app.store.workspace import Workspace


@pytest.fixture
def add(workspace: Workspace) -> Any:
    """Adds a record."""
    return lambda kind, **values: workspace.do("Add", records.add, kind, values).value


@pytest.fixture
def twins(add: Any) -> tuple[str, str]:
    """The same mill, entered by two people."""
    one = add(
        "accounts",
        name="Molino Verde S.r.l.",
        city="Bari",
        phone="+39 080 555 0142",
        notes="Prefers mornings",
    )
    other = add("accounts", name="MOLINO VERDE SRL", city="Bari", email="info@molino.example", notes="Gate 4")
    add("contacts", name="Anna Greco", account_id=other)
    return one, other


def value(workspace: Workspace, kind: str, id: str, column: str) -> Any:
    """What lies in a column now."""
    return workspace.reader.value(f"SELECT {column} FROM {kind} WHERE id = ?", (id,))


def test_a_twin_is_named_with_its_reasons_while_typing(workspace: Workspace, twins: tuple[str, str]) -> None:
    found = workspace.ask(twins_of, "accounts", {"name": "Molino Verde", "city": "Bari"})
    assert {twin.id for twin in found} == set(twins)
    assert all(twin.reasons for twin in found)


def test_the_review_lists_the_pair_once(workspace: Workspace, twins: tuple[str, str]) -> None:
    pairs = workspace.ask(duplicates).pairs
    assert [{pair.a, pair.b} for pair in pairs] == [set(twins)]


def test_gaps_are_filled_notes_are_joined_and_choices_win(
    workspace: Workspace, twins: tuple[str, str]
) -> None:
    keep, lose = twins
    workspace.do("Merge", merge_accounts, keep, lose, {"name": "lose", "city": "Bari (BA)"})
    assert value(workspace, "accounts", keep, "name") == "MOLINO VERDE SRL"
    assert value(workspace, "accounts", keep, "city") == "Bari (BA)"
    assert value(workspace, "accounts", keep, "email") == "info@molino.example"
    assert value(workspace, "accounts", keep, "notes") == "Prefers mornings\nGate 4"
    assert value(workspace, "accounts", lose, "merged_into_id") == keep


def test_everything_that_hung_on_the_other_follows_also_what_is_locked(
    workspace: Workspace, twins: tuple[str, str]
) -> None:
    keep, lose = twins
    visit = workspace.do("Log", log_visit, account=lose, summary="They mill at night").value
    workspace.do("Submit", submit_visit, visit)
    promise = workspace.do("Promise", make_promise, "Send samples", lose).value
    workspace.do("Merge", merge_accounts, keep, lose)
    assert value(workspace, "visits", visit, "account_id") == keep
    assert value(workspace, "promises", promise, "account_id") == keep
    assert workspace.reader.value("SELECT count(*) FROM contacts WHERE account_id = ?", (keep,)) == 1
    assert value(workspace, "visits", visit, "summary") == "They mill at night"


def test_a_merge_is_one_step_and_can_be_taken_back(workspace: Workspace, twins: tuple[str, str]) -> None:
    keep, lose = twins
    workspace.do("Merge", merge_accounts, keep, lose)
    workspace.undo()
    assert value(workspace, "accounts", lose, "deleted_at") is None
    assert value(workspace, "accounts", keep, "notes") == "Prefers mornings"
    assert workspace.reader.value("SELECT count(*) FROM contacts WHERE account_id = ?", (lose,)) == 1
    assert [{pair.a, pair.b} for pair in workspace.ask(duplicates).pairs] == [set(twins)]


def test_a_record_is_not_merged_with_itself(workspace: Workspace, twins: tuple[str, str]) -> None:
    with pytest.raises(Refused):
        workspace.do("Merge", merge_accounts, twins[0], twins[0])


def test_a_choice_of_ones_own_obeys_the_field(workspace: Workspace, twins: tuple[str, str]) -> None:
    for choices in ({"stage": "happy"}, {"employees": "many"}, {"name": {}}):
        with pytest.raises(Refused) as refused:
            workspace.do("Merge", merge_accounts, *twins, choices)
        assert list(refused.value.fields) == list(choices)
    workspace.do("Merge", merge_accounts, *twins, {"employees": "12", "stage": "served"})
    assert value(workspace, "accounts", twins[0], "employees") == 12
