"""Taking steps back and forth: values return, nobody's later work is lost, and who changed what is told."""

from collections.abc import Callable
from typing import Any

import pytest

from app.errors import Conflict, Refused
from app.records.accounts import Account
from app.services import records
from app.store import history
from app.store.session import StoreSession
from app.store.workspace import Workspace

Writer = Callable[..., str]
Asked = Callable[..., Any]


def test_undo_brings_the_former_value_back(
    workspace: Workspace, account: str, change: Writer, value: Asked
) -> None:
    change("accounts", account, city="Lecce")
    workspace.undo()
    assert value("accounts", account, "city") == "Bari"


def test_undo_of_an_added_record_deletes_it_and_redo_brings_it_back_whole(
    workspace: Workspace, account: str, value: Asked
) -> None:
    workspace.undo()
    assert value("accounts", account, "deleted_at")
    assert workspace.redo().label == "Redo: Add accounts"
    assert value("accounts", account, "deleted_at") is None
    assert value("accounts", account, "city") == "Bari"


def test_undo_and_redo_walk_the_same_way_back_and_forth(
    workspace: Workspace, account: str, change: Writer, value: Asked
) -> None:
    cities = ["Bari", "Lecce", "Taranto", "Brindisi"]
    for city in cities[1:]:
        change("accounts", account, city=city)
    for _ in range(3):
        for city in reversed(cities[:-1]):
            workspace.undo()
            assert value("accounts", account, "city") == city
        for city in cities[1:]:
            workspace.redo()
            assert value("accounts", account, "city") == city
    with pytest.raises(Refused):
        workspace.redo()


def test_after_something_new_nothing_can_be_brought_back(
    workspace: Workspace, account: str, change: Writer, value: Asked
) -> None:
    change("accounts", account, city="Lecce")
    workspace.undo()
    change("accounts", account, notes="New work")
    with pytest.raises(Refused):
        workspace.redo()
    workspace.undo()
    assert value("accounts", account, "notes") is None
    workspace.redo()
    assert value("accounts", account, "notes") == "New work"


def test_with_nothing_done_nothing_can_be_taken_back(workspace: Workspace) -> None:
    with pytest.raises(Refused):
        workspace.undo()
    with pytest.raises(Refused):
        workspace.redo()


def test_a_step_is_taken_back_once(workspace: Workspace, account: str, change: Writer) -> None:
    change("accounts", account, city="Lecce")
    step = history.last_step(workspace.reader)
    assert step
    workspace.undo()
    with pytest.raises(Refused, match="already"):
        workspace.take_back(step.id, step.label)


def test_a_conflict_names_who_changed_the_field_since(
    workspace: Workspace, account: str, add: Writer, change: Writer, value: Asked
) -> None:
    change("accounts", account, city="Lecce")
    step = history.last_step(workspace.reader)
    assert step
    workspace.preferences["user.id"] = add("users", name="Elena Petrova")
    change("accounts", account, city="Taranto")
    with pytest.raises(
        Conflict, match=r"City of “Olearia Bianchi S\.r\.l\.” was changed since by Elena Petrova"
    ):
        workspace.take_back(step.id, step.label)
    assert value("accounts", account, "city") == "Taranto"


def test_another_field_changed_since_is_no_conflict(
    workspace: Workspace, account: str, change: Writer, value: Asked
) -> None:
    change("accounts", account, city="Lecce")
    step = history.last_step(workspace.reader)
    assert step
    change("accounts", account, notes="Kept")
    workspace.take_back(step.id, step.label)
    assert (value("accounts", account, "city"), value("accounts", account, "notes")) == ("Bari", "Kept")


def test_a_record_deleted_since_is_a_conflict(
    workspace: Workspace, account: str, change: Writer, delete: Writer
) -> None:
    change("accounts", account, city="Lecce")
    step = history.last_step(workspace.reader)
    assert step
    delete("accounts", account)
    with pytest.raises(Conflict, match="Deletion"):
        workspace.take_back(step.id, step.label)


def test_a_record_that_others_use_since_does_not_go(
    workspace: Workspace, account: str, add: Writer, value: Asked
) -> None:
    step = history.last_step(workspace.reader)
    assert step
    add("visits", subject="Harvest", account_id=account)
    with pytest.raises(Conflict, match="“Harvest”"):
        workspace.take_back(step.id, step.label)
    assert value("accounts", account, "deleted_at") is None


def test_what_has_left_the_house_is_not_taken_back(workspace: Workspace, account: str) -> None:
    def send(session: StoreSession) -> None:
        session.step.final = True
        session.find(Account, account).city = "Sent"

    workspace.do("Send", send)
    with pytest.raises(Refused, match="left the house"):
        workspace.undo()


def test_undo_writes_a_step_that_travels_like_any_other(
    workspace: Workspace, account: str, change: Writer
) -> None:
    change("accounts", account, city="Lecce")
    done = workspace.undo()
    assert done.touched == {("accounts", account)}
    last = history.of_record(workspace.reader, account)[-1]
    assert (last.field, last.old, last.new, last.step) == ("city", "Lecce", "Bari", "Undo: Change accounts")


def test_the_history_tells_who_when_field_old_and_new(
    workspace: Workspace, add: Writer, change: Writer
) -> None:
    workspace.preferences["user.id"] = add("users", name="Elena Petrova")
    account = add("accounts", name="Балкан Частни")
    change("accounts", account, name="Балкан Части")
    entry = history.of_record(workspace.reader, account)[-1]
    assert (entry.author, entry.field, entry.old, entry.new) == (
        "Elena Petrova", "name", "Балкан Частни", "Балкан Части",
    )  # fmt: skip
    assert entry.at.endswith("Z")


def test_one_undo_takes_a_whole_step_of_many_kinds(workspace: Workspace, account: str, value: Asked) -> None:
    def visit_with_promise(session: StoreSession) -> tuple[str, str]:
        visit = records.add(session, "visits", {"subject": "Harvest", "account_id": account})
        promise = records.add(session, "promises", {"text": "Send samples", "account_id": account})
        session.find(Account, account).city = "Lecce"
        return visit, promise

    visit, promise = workspace.do("Log visit", visit_with_promise).value
    workspace.undo()
    assert value("visits", visit, "deleted_at")
    assert value("promises", promise, "deleted_at")
    assert value("accounts", account, "city") == "Bari"
