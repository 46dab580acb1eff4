"""Imports, undo and sync write many rows at once, through the same log and with the same derived things."""

from collections.abc import Callable
from typing import Any

import pytest

from app.errors import Refused
from app.queries.search import search
from app.records.accounts import Account, AccountFinance
from app.records.visits import Visit
from app.store import bulk, history
from app.store.workspace import Workspace


def added(workspace: Workspace, *names: str) -> list[str]:
    """Accounts of these names, added as one import."""
    rows = [{"name": name, "city": "Bari"} for name in names]
    return workspace.do("Import", bulk.add, Account, rows, origin="import").value


def test_rows_of_an_import_are_logged_found_sorted_and_matched(workspace: Workspace) -> None:
    (one,) = added(workspace, "Ölmühle Žižkov")
    row = workspace.reader.row("SELECT name_sort, stage, is_verified, seq FROM accounts WHERE id = ?", (one,))
    assert (row.name_sort, row.stage, row.is_verified) == ("olmuhle zizkov", "prospect", 1)
    assert [hit.id for hit in workspace.ask(search, "zizk")] == [one]
    assert workspace.reader.value("SELECT count(*) FROM match_keys WHERE seq = ?", (row.seq,)) > 0
    assert {entry.field for entry in history.of_record(workspace.reader, one)} >= {"name", "city", "stage"}


def test_one_undo_removes_a_whole_import_and_redo_brings_it_back(workspace: Workspace) -> None:
    ids = added(workspace, *(f"Account {number}" for number in range(2_500)))
    assert len(set(ids)) == 2_500
    assert workspace.undo().value == 2_500
    assert workspace.reader.value("SELECT count(*) FROM accounts WHERE deleted_at IS NULL") == 0
    assert workspace.ask(search, "account") == []
    assert workspace.reader.value("SELECT count(*) FROM match_keys") == 0
    assert workspace.redo().value == 2_500
    assert len(workspace.ask(search, "account 77")) > 1


def test_the_given_rows_stay_as_they_were(workspace: Workspace) -> None:
    row = {"id": "0190f000-0000-7000-8000-000000000001", "name": "Kept"}
    before = dict(row)
    assert workspace.do("Import", bulk.add, Account, [row]).value == [row["id"]]
    assert row == before


def test_an_unknown_field_is_refused_and_nothing_is_written(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="no field called “nmae”"):
        workspace.do("Import", bulk.add, Account, [{"name": "A"}, {"nmae": "B"}])
    assert workspace.reader.value("SELECT count(*) FROM accounts") == 0
    (one,) = added(workspace, "A")
    with pytest.raises(Refused, match="no field called"):
        workspace.do("Change", bulk.change, Account, {one: {"name = 'x'; --": "B"}})


def test_a_row_without_its_name_is_refused_and_nothing_is_written(workspace: Workspace) -> None:
    with pytest.raises(Refused):
        workspace.do("Import", bulk.add, Account, [{"name": "A"}, {"city": "Bari"}])
    assert workspace.reader.value("SELECT count(*) FROM accounts") == 0


def test_numbers_and_flags_have_one_plain_form_in_the_log(workspace: Workspace) -> None:
    (one,) = added(workspace, "A")
    rows = [{"account_id": one, "credit_limit": "1500.50", "is_blocked": 1}]
    (finance,) = workspace.do("Import", bulk.add, AccountFinance, rows).value
    logged = {entry.field: entry.new for entry in history.of_record(workspace.reader, finance)}
    assert (logged["credit_limit"], logged["is_blocked"]) == ("1500.5", True)
    again = workspace.do("Same", bulk.change, AccountFinance, {finance: {"credit_limit": "1500.500"}})
    assert (again.value, again.step) == ([], None)


def test_changes_name_only_records_that_really_changed(workspace: Workspace) -> None:
    one, two = added(workspace, "A", "B")
    wanted = {one: {"city": "Bari"}, two: {"city": "Lecce"}, "unknown": {"city": "Lecce"}}
    assert workspace.do("Change", bulk.change, Account, wanted).value == [two]


def test_a_bulk_change_follows_what_the_same_step_did_before(
    workspace: Workspace, account: str, value: Callable[..., Any]
) -> None:
    with workspace.step("Both ways") as session:
        session.find(Account, account).city = "Lecce"
        bulk.change(session, Account, {account: {"city": "Taranto"}})
        assert session.find(Account, account).city == "Taranto"
    moves = [
        (each.old, each.new) for each in history.of_record(workspace.reader, account) if each.field == "city"
    ]
    assert moves == [(None, "Bari"), ("Bari", "Lecce"), ("Lecce", "Taranto")]
    workspace.undo()
    assert value("accounts", account, "city") == "Bari"


def test_deleting_and_bringing_back_in_bulk(workspace: Workspace) -> None:
    (one,) = added(workspace, "Oleificio")
    workspace.do("Delete", bulk.change, Account, {one: {"deleted_at": "2026-11-21T10:00:00.000Z"}})
    assert workspace.ask(search, "oleif") == []
    workspace.do("Back", bulk.change, Account, {one: {"deleted_at": None}})
    assert [hit.id for hit in workspace.ask(search, "oleif")] == [one]
    actions = workspace.reader.column("SELECT action FROM changes WHERE record_id = ? ORDER BY seq", (one,))
    assert actions == ["add", "delete", "restore"]


def test_sums_of_other_records_follow_an_import(workspace: Workspace, value: Callable[..., Any]) -> None:
    (one,) = added(workspace, "A")
    visits = [
        {
            "subject": "Visit",
            "account_id": one,
            "state": "saved",
            "starts_at": f"2026-0{month}-01T09:00:00.000Z",
        }
        for month in (3, 5, 4)
    ]
    ids = workspace.do("Import", bulk.add, Visit, visits).value
    assert value("accounts", one, "last_contact_at") == "2026-05-01T09:00:00.000Z"
    workspace.do("Delete", bulk.change, Visit, {ids[1]: {"deleted_at": "2026-11-21T10:00:00.000Z"}})
    assert value("accounts", one, "last_contact_at") == "2026-04-01T09:00:00.000Z"
    workspace.undo()
    workspace.undo()
    assert value("accounts", one, "last_contact_at") is None


def test_an_import_that_stops_half_way_leaves_nothing(workspace: Workspace) -> None:
    def rows() -> Any:
        yield from ({"name": f"A{number}"} for number in range(3_000))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.do("Import", bulk.add, Account, rows(), origin="import")
    for table in ("accounts", "changes", "steps", "search_words_docsize", "match_keys"):
        assert workspace.reader.value(f"SELECT count(*) FROM {table}") == 0
