"""What is derived follows the records: search words, match keys, sort keys and sums, edit by edit."""

from collections.abc import Callable
from typing import Any

import pytest

from app.queries.search import search
from app.store.workspace import Workspace

Writer = Callable[..., str]


def found(workspace: Workspace, text: str) -> list[str]:
    """The ids a person finds."""
    return [hit.id for hit in workspace.ask(search, text)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Λάδι Αίγιο Α.Ε.", "λαδι αιγ"), ("Żywiec Łódź", "zyw lodz"), ("Балкан-Части ООД", "балканчасти"),
        ("ক্ষুদ্র ব্যবসা", "ক্ষুদ্র"), ("O'Brien & Sons", "obrien"), ("C++ Works 50%", "50"), ("Straße 7", "strasse"),
    ],
)  # fmt: skip
def test_names_of_every_script_are_found_as_one_types(
    workspace: Workspace, add: Writer, name: str, typed: str
) -> None:
    account = add("accounts", name=name)
    assert found(workspace, typed) == [account]


@pytest.mark.parametrize("text", ["'", '"', "*", "a:b", "NEAR(", "AND", "-", "name:x OR 1", "((", "%", "\0"])
def test_signs_in_a_question_mean_nothing(workspace: Workspace, account: str, text: str) -> None:
    assert found(workspace, text) == []


def test_a_changed_name_is_found_by_its_new_words_only(
    workspace: Workspace, account: str, change: Writer
) -> None:
    change("accounts", account, name="Frantoio Verdi")
    assert found(workspace, "frantoio") == [account]
    assert found(workspace, "olearia") == []
    change("accounts", account, internal_notes="Only the notes", employees=7)
    assert found(workspace, "frantoio") == [account]


def test_a_deleted_record_is_not_found(workspace: Workspace, account: str, delete: Writer) -> None:
    delete("accounts", account)
    assert found(workspace, "olearia") == []


def test_sort_keys_put_names_in_their_place_whatever_the_script(workspace: Workspace, add: Writer) -> None:
    for name in ("Зенит", "alpha 10", "Ζήτα", "Álpha 9", "beta"):
        add("accounts", name=name)
    assert workspace.reader.column("SELECT name FROM accounts ORDER BY name_sort") == [
        "Álpha 9", "alpha 10", "beta", "Ζήτα", "Зенит",
    ]  # fmt: skip


def keys(workspace: Workspace) -> set[str]:
    """All match keys."""
    return set(workspace.reader.column("SELECT key FROM match_keys"))


def test_match_keys_follow_the_record(
    workspace: Workspace, add: Writer, change: Writer, delete: Writer
) -> None:
    account = add("accounts", name="Bianchi", email="info@bianchi-olio.it")
    assert "e:info@bianchi-olio.it" in keys(workspace)
    change("accounts", account, email="vendite@bianchi-olio.it")
    assert "e:info@bianchi-olio.it" not in keys(workspace)
    assert "e:vendite@bianchi-olio.it" in keys(workspace)
    delete("accounts", account)
    assert keys(workspace) == set()
    workspace.undo()
    assert "e:vendite@bianchi-olio.it" in keys(workspace)


def test_the_last_contact_follows_visits_that_move_change_state_and_go(
    workspace: Workspace, account: str, add: Writer, change: Writer, delete: Writer, value: Callable[..., Any]
) -> None:
    from datetime import UTC, datetime

    other = add("accounts", name="Other")
    at = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    visit = add("visits", subject="Harvest", account_id=account, starts_at=at)
    assert value("accounts", account, "last_contact_at") is None
    change("visits", visit, state="saved")
    assert value("accounts", account, "last_contact_at") == "2026-05-04T09:30:00.000Z"
    change("visits", visit, account_id=other)
    assert value("accounts", account, "last_contact_at") is None
    assert value("accounts", other, "last_contact_at") == "2026-05-04T09:30:00.000Z"
    delete("visits", visit)
    assert value("accounts", other, "last_contact_at") is None
