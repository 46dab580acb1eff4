"""The shape grows by addition: old data stay, a verified copy is kept first, derived things follow."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import inspect

from app.queries.search import search
from app.records import kinds
from app.records.accounts import Account
from app.store import schema, snapshots
from app.store.doctor import examine
from app.store.workspace import Workspace

Writer = Callable[..., str]
Blank = tuple[Path, bytes]


def shrink(workspace: Workspace, *statements: str) -> None:
    """Bring the database to the shape an older program would have left."""
    with workspace.writer.capturing() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in (*statements, "DELETE FROM local WHERE name = 'shape'"):
            connection.execute(statement)


def reopened(workspace: Workspace, blank: Blank) -> Workspace:
    """The same profile opened by today's program."""
    workspace.close()
    return Workspace.open(workspace.profile.folder, lambda key_file: blank[1]).grown()


def test_every_declared_table_column_and_index_is_there(workspace: Workspace) -> None:
    found = inspect(workspace.engine)
    for name, kind in kinds().items():
        columns = {column["name"] for column in found.get_columns(name)}
        assert columns == {column.name for column in kind.__table__.columns}
    assert schema.missing(workspace.writer) == []


def test_an_older_database_gets_what_it_lacks_and_keeps_what_it_has(
    workspace: Workspace, blank: Blank, account: str
) -> None:
    sorting = [each.name for each in Account.__table__.indexes if "name_sort" in each.columns]
    shrink(
        workspace,
        *(f"DROP INDEX {name}" for name in sorting),
        "ALTER TABLE accounts DROP COLUMN name_sort",
        "ALTER TABLE accounts DROP COLUMN is_verified",
        "DROP TABLE promises",
        "DELETE FROM local WHERE name = 'derived.accounts'",
    )
    with reopened(workspace, blank) as grown:
        row = grown.reader.row("SELECT name, name_sort, is_verified FROM accounts")
        assert tuple(row) == ("Olearia Bianchi S.r.l.", "olearia bianchi s r l", 1)
        assert schema.missing(grown.writer) == []
        assert examine(grown, deep=True) == []


def test_a_verified_copy_is_kept_before_the_shape_grows(
    workspace: Workspace, blank: Blank, account: str
) -> None:
    shrink(workspace, "DROP TABLE promises")
    with reopened(workspace, blank) as grown:
        (copy,) = snapshots.listed(grown)
        assert copy.reason == "growth"
        grown.grown()
        assert len(snapshots.listed(grown)) == 1


def test_an_unchanged_shape_is_left_alone(workspace: Workspace, blank: Blank) -> None:
    with reopened(workspace, blank) as again:
        assert snapshots.listed(again) == []


def test_a_kind_that_is_searched_in_another_way_is_indexed_anew(
    workspace: Workspace, blank: Blank, account: str
) -> None:
    shrink(
        workspace,
        "DELETE FROM search_words WHERE rowid > 0",
        "UPDATE local SET value = 'former' WHERE name = 'derived.accounts'",
    )
    assert workspace.ask(search, "olearia") == []
    with reopened(workspace, blank) as grown:
        assert [hit.id for hit in grown.ask(search, "olearia")] == [account]
