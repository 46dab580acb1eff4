"""Every write leaves its change, and nothing slips by the log."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete as sql_delete
from sqlalchemy import insert, text, update

from app.errors import Refused
from app.records.accounts import Account
from app.records.contacts import Contact
from app.services import records
from app.store.engine import PassedByTheLog, only_reads
from app.store.session import StoreSession
from app.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]


def log_of(workspace: Workspace, record_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Action and fields of each entry of a record, oldest first."""
    rows = workspace.reader.rows(
        "SELECT action, fields FROM changes WHERE record_id = ? ORDER BY seq", (record_id,)
    )
    return [(row.action, json.loads(row.fields)) for row in rows]


def counted(workspace: Workspace) -> tuple[int, int, int]:
    """How many accounts, changes and steps there are."""
    return tuple(
        workspace.reader.value(f"SELECT count(*) FROM {name}") for name in ("accounts", "changes", "steps")
    )


def test_an_added_record_leaves_its_values_in_the_log(workspace: Workspace, account: str) -> None:
    ((action, fields),) = log_of(workspace, account)
    assert action == "add"
    assert fields["name"] == [None, "Olearia Bianchi S.r.l."]
    assert fields["stage"] == [None, "prospect"]
    assert "phone" not in fields


def test_several_changes_in_one_step_become_one_entry_with_first_old_and_last_new(
    workspace: Workspace, account: str
) -> None:
    with workspace.step("Rename twice") as session:
        record = session.find(Account, account)
        record.name = "Between"
        session.flush()
        record.name, record.city = "Oleificio Bianchi", "Bari"
        session.flush()
    assert log_of(workspace, account)[1:] == [
        ("set", {"name": ["Olearia Bianchi S.r.l.", "Oleificio Bianchi"]})
    ]


def test_a_change_there_and_back_leaves_no_trace(workspace: Workspace, account: str) -> None:
    before = counted(workspace)
    with workspace.step("There and back") as session:
        record = session.find(Account, account)
        record.name = "Elsewhere"
        session.flush()
        record.name = "Olearia Bianchi S.r.l."
    assert counted(workspace) == before


def test_a_record_added_and_deleted_in_one_step_can_be_undone_and_redone(
    workspace: Workspace, value: Callable[..., Any]
) -> None:
    with workspace.step("Add and delete") as session:
        record = Account(name="Short lived")
        session.add(record)
        session.flush()
        session.remove(record)
    assert [action for action, _ in log_of(workspace, record.id)] == ["add"]
    assert value("accounts", record.id, "deleted_at")
    workspace.undo()
    workspace.redo()
    assert value("accounts", record.id, "deleted_at")


def test_a_step_that_fails_leaves_nothing(workspace: Workspace, account: str) -> None:
    before = counted(workspace)
    with pytest.raises(ZeroDivisionError), workspace.step("Fail") as session:
        session.add(Account(name="Never"))
        session.find(Account, account).name = "Never"
        session.flush()
        _ = 1 / 0
    assert counted(workspace) == before


@pytest.mark.parametrize(
    "statement",
    [
        update(Account).values(name="Robbed"),
        insert(Account).values(name="Smuggled", id="x", created_at=None, changed_at=None),
        sql_delete(Account),
        text("UPDATE accounts SET name = 'Robbed'"),
        text("  \n/* harmless */ update accounts set name = 'Robbed'"),
        text("-- SELECT\nDELETE FROM accounts"),
        text("WITH all_of_them AS (SELECT id FROM accounts) UPDATE accounts SET name = 'Robbed'"),
        text("REPLACE INTO accounts (seq) VALUES (1)"),
        text("DROP TABLE accounts"),
        text("PRAGMA writable_schema = ON"),
        text("ALTER TABLE accounts RENAME TO stolen"),
    ],
    ids=lambda statement: " ".join(str(statement).split())[:40],
)
def test_no_statement_passes_by_the_log(workspace: Workspace, account: str, statement: Any) -> None:
    before = counted(workspace)
    with pytest.raises(PassedByTheLog), workspace.step("Slip by") as session:
        session.execute(statement)
    assert counted(workspace) == before
    assert workspace.reader.value("SELECT name FROM accounts") == "Olearia Bianchi S.r.l."


@pytest.mark.parametrize("way", ["driver", "reader", "connection"])
def test_no_way_to_the_database_passes_by_the_log(workspace: Workspace, account: str, way: str) -> None:
    sql = "UPDATE accounts SET name = 'Robbed'"
    ways: dict[str, Callable[[StoreSession], object]] = {
        "driver": lambda session: session.driver.executemany(sql, [()]),
        "reader": lambda session: session.reader.rows(sql),
        "connection": lambda session: session.connection().exec_driver_sql(sql),
    }
    with pytest.raises(PassedByTheLog), workspace.step("Slip by") as session:
        ways[way](session)
    with pytest.raises(PassedByTheLog):
        workspace.writer.execute(sql)
    assert workspace.reader.value("SELECT name FROM accounts") == "Olearia Bianchi S.r.l."


def test_a_scripted_bundle_of_statements_passes_by_no_more_than_one(workspace: Workspace) -> None:
    with pytest.raises(PassedByTheLog), workspace.step("Slip by") as session:
        session.driver.executescript("SELECT 1; DELETE FROM accounts")


def test_deleting_a_row_for_good_is_a_fault(workspace: Workspace, account: str) -> None:
    with pytest.raises(RuntimeError, match=r"session\.remove"), workspace.step("Delete") as session:
        session.delete(session.find(Account, account))


def test_a_reader_cannot_write(workspace: Workspace, account: str) -> None:
    with pytest.raises(Exception, match=r"read-only|cannot be written"):
        workspace.reader.rows("UPDATE accounts SET name = 'Robbed'")


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("SELECT 'DELETE' FROM accounts", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("SAVEPOINT sa_savepoint_1", True),
        ("PRAGMA data_version", True),
        ("PRAGMA query_only(0)", False),
        ("VACUUM", False),
        ("", False),
    ],
)
def test_reading_is_told_from_writing(sql: str, reads: bool) -> None:
    assert only_reads(sql) is reads


def test_only_the_store_speaks_to_the_driver_and_erasure_which_empties_the_log() -> None:
    touching = [
        path.relative_to(ROOT).as_posix()
        for room in ("services", "queries", "interop", "documents", "insight", "records")
        for path in (ROOT / "app" / room).rglob("*.py")
        if re.search(r"session\.driver\b|\.capturing\(|workspace\.writer\b", path.read_text(encoding="utf-8"))
    ]
    assert set(touching) <= {"app/services/personal.py"}


def test_a_part_of_a_step_may_fail_by_itself(workspace: Workspace, account: str) -> None:
    with workspace.step("Some of it") as session:
        session.find(Account, account).city = "Lecce"
        with pytest.raises(Refused), session.begin_nested():
            records.add(session, "contacts", {"name": "Left Out", "account_id": account})
            raise Refused("No.")
        kept = records.add(session, "contacts", {"name": "Kept", "account_id": account})
    names = workspace.reader.column("SELECT name FROM contacts")
    assert names == ["Kept"]
    assert workspace.reader.column("SELECT DISTINCT record_id FROM changes WHERE kind = 'contacts'") == [kept]
    assert log_of(workspace, account)[-1] == ("set", {"city": ["Bari", "Lecce"]})


def test_a_choice_outside_the_list_is_refused_beside_its_field(workspace: Workspace) -> None:
    with pytest.raises(Refused) as refusal:
        workspace.do("Add", records.add, "accounts", {"name": "X", "type": "friend"})
    assert set(refusal.value.fields) == {"type"}
    assert counted(workspace) == (0, 0, 0)


def test_a_missing_name_is_refused_beside_its_field(workspace: Workspace) -> None:
    with pytest.raises(Refused) as refusal:
        workspace.do("Add", records.add, "accounts", {"city": "Bari"})
    assert set(refusal.value.fields) == {"name"}


def test_a_state_moves_only_along_its_transitions(workspace: Workspace, account: str) -> None:
    with pytest.raises(Refused) as refusal:
        workspace.do("Jump", records.change, "accounts", account, {"stage": "repeat"})
    assert set(refusal.value.fields) == {"stage"}


def test_a_link_to_nothing_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Refused), workspace.step("Dangle") as session:
        session.add(Contact(name="Nobody's", account_id="00000000-0000-7000-8000-000000000000"))


@pytest.mark.parametrize("name", ["lone \ud800 half", "half \udfff"])
def test_text_that_is_no_text_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(Refused):
        workspace.do("Add", records.add, "accounts", {"name": name})
    assert counted(workspace) == (0, 0, 0)


def test_a_number_beyond_64_bits_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Refused):
        workspace.do("Add", records.add, "accounts", {"name": "Big", "employees": 10**30})


def test_removing_a_record_removes_its_parts_and_undo_brings_all_back(
    workspace: Workspace, account: str, add: Callable[..., str], value: Callable[..., Any]
) -> None:
    visit = add("visits", subject="Harvest", account_id=account)
    objective = add("visit_objectives", visit_id=visit, text="Agree on the mill")
    workspace.do("Delete", records.delete, "visits", visit)
    assert value("visit_objectives", objective, "deleted_at")
    workspace.undo()
    assert value("visit_objectives", objective, "deleted_at") is None
    assert value("visits", visit, "deleted_at") is None


def test_the_logical_clock_never_runs_backwards(workspace: Workspace, account: str) -> None:
    real = workspace.clock
    for days in (0, -3650, 3650, -1):
        workspace.clock = lambda days=days: real() + timedelta(days=days)
        workspace.do("Add", records.add, "contacts", {"name": f"Day {days}", "account_id": account})
    clocks = workspace.reader.column("SELECT hlc FROM changes ORDER BY seq")
    assert clocks == sorted(set(clocks))


def test_what_a_step_writes_its_own_questions_see(workspace: Workspace) -> None:
    with workspace.step("Ask while writing") as session:
        session.add(Account(name="Fresh"))
        assert session.reader.column("SELECT name FROM accounts") == ["Fresh"]
        assert workspace.reader.column("SELECT name FROM accounts") == []
    assert workspace.reader.column("SELECT name FROM accounts") == ["Fresh"]


def test_after_a_refused_link_the_next_step_goes_through(workspace: Workspace) -> None:
    from app.records.promises import Promise

    with pytest.raises(Refused), workspace.step("Promise to nobody") as session:
        session.add(Promise(text="Send the samples", account_id="nobody"))
    workspace.do("Add account", records.add, "accounts", {"name": "Alpha"})
    assert workspace.reader.value("SELECT count(*) FROM promises") == 0
    assert workspace.reader.value("SELECT count(*) FROM accounts") == 1


def test_a_complaint_of_the_database_tells_no_client_data(workspace: Workspace) -> None:
    from sqlalchemy.exc import DBAPIError

    with pytest.raises(DBAPIError) as complaint, workspace.engine.begin() as connection:
        connection.execute(
            text("SELECT nothing_like_it FROM accounts WHERE name = :name"), {"name": "Secret Mill"}
        )
    assert "Secret Mill" not in str(complaint.value)
