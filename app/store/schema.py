"""The shape of the database: made from the declarations, grown by addition, never shrunk."""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, inspect, text
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.schema import CreateIndex, CreateTable

from app.records import kinds
from app.records.base import Record, fields, links
from app.records.types import Exact
from app.store import derived

SEARCH_WORDS = """CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'")"""

LOCAL_TABLES = (
    """CREATE TABLE IF NOT EXISTS changes (
        seq INTEGER PRIMARY KEY, op_id TEXT NOT NULL, step_id TEXT NOT NULL, kind TEXT NOT NULL,
        record_id TEXT NOT NULL, action TEXT NOT NULL, fields TEXT NOT NULL, at TEXT NOT NULL,
        author TEXT, hlc INTEGER NOT NULL, origin TEXT NOT NULL) STRICT""",
    "CREATE INDEX IF NOT EXISTS ix_changes_record ON changes (record_id)",
    "CREATE INDEX IF NOT EXISTS ix_changes_step ON changes (step_id)",
    """CREATE TABLE IF NOT EXISTS steps (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, at TEXT NOT NULL, author TEXT,
        origin TEXT NOT NULL, final INTEGER NOT NULL, undoes TEXT, undone_by TEXT) STRICT""",
    "CREATE TABLE IF NOT EXISTS local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE IF NOT EXISTS drafts (
        form TEXT NOT NULL, record_id TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (form, record_id)) STRICT""",
    """CREATE TABLE IF NOT EXISTS search_kinds (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL,
        named_by TEXT NOT NULL, detailed_by TEXT NOT NULL) STRICT""",
    SEARCH_WORDS,
    """CREATE TABLE IF NOT EXISTS match_keys (
        key TEXT NOT NULL, number INTEGER NOT NULL, seq INTEGER NOT NULL,
        PRIMARY KEY (key, number, seq)) STRICT, WITHOUT ROWID""",
)


def shape_mark() -> str:
    """A short name for the declared shape, so that an unchanged one is not compared column by column."""
    described = [
        f"{table.name}:{column.name}:{column.type!r}" for table in _tables() for column in table.columns
    ]
    described += [f"{index.name}" for table in _tables() for index in table.indexes]
    described += [
        f"{name}:{kind.search_rank}:{kind.named_by}:{kind.detailed_by}" for name, kind in kinds().items()
    ]
    described += [f"{name}:{derived.mark_of(kind)}" for name, kind in kinds().items()]
    return hashlib.sha256("\n".join(sorted(described) + list(LOCAL_TABLES)).encode()).hexdigest()[:16]


def grow(connection: Connection) -> list[str]:
    """Add what the declarations have and the database lacks; returns what was added."""
    added: list[str] = []
    for statement in LOCAL_TABLES:
        connection.execute(text(statement))
    found = inspect(connection)
    there = set(found.get_table_names())
    for table in _tables():
        if table.name not in there:
            connection.execute(CreateTable(table))
            added.append(table.name)
            columns = {column.name for column in table.columns}
        else:
            columns = {column["name"] for column in found.get_columns(table.name)}
            added += [
                _add_column(connection, table, column)
                for column in table.columns
                if column.name not in columns
            ]
        _add_indexes(connection, table, found.get_indexes(table.name) if table.name in there else [])
    _register_kinds(connection)
    _derive_anew(connection)
    return added


def missing(driver: Any) -> list[str]:
    """Tables, columns and indexes that are declared and not there."""
    there = {name for (name,) in driver.execute("SELECT name FROM sqlite_master")}
    local = (statement.partition(" EXISTS ")[2].split()[0] for statement in LOCAL_TABLES)
    lacking = [name for name in local if name not in there]
    for table in _tables():
        if table.name not in there:
            lacking.append(table.name)
            continue
        columns = {row[1] for row in driver.execute(f"SELECT * FROM pragma_table_info('{table.name}')")}
        lacking += [f"{table.name}.{column.name}" for column in table.columns if column.name not in columns]
        lacking += [str(index.name) for index in table.indexes if index.name not in there]
    return lacking


def _derive_anew(connection: Connection) -> None:
    """Make anew what is derived from kinds that derive in another way than when these data were last grown."""
    writer: Any = connection.connection.dbapi_connection
    writer.kind_numbers = None  # new kinds have numbers of their own
    known = dict(writer.execute("SELECT name, value FROM local WHERE name LIKE 'derived.%'"))
    for name, kind in kinds().items():
        mark = derived.mark_of(kind)
        if known.get(f"derived.{name}") != mark:
            derived.rebuild(writer, kind)
            writer.execute(
                "INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", (f"derived.{name}", mark)
            )


def _tables() -> Sequence[Table]:
    kinds()
    return sorted(Record.metadata.tables.values(), key=lambda table: table.name)


def _add_column(connection: Connection, table: Table, column: Column[Any]) -> str:
    """Added columns may be empty; old records take the declared default where there is one."""
    stored = column.type.compile(connection.dialect)
    rest = "".join(f" REFERENCES {key.column.table.name} (id)" for key in column.foreign_keys)
    if column.default is not None and column.default.is_scalar:
        rest = f" DEFAULT {_literal(column)}{rest}"
    connection.execute(text(f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {stored}{rest}'))
    return f"{table.name}.{column.name}"


def _literal(column: Column[Any]) -> str:
    bind = column.type.bind_processor(SQLiteDialect())
    value = bind(column.default.arg) if bind else column.default.arg  # type: ignore[union-attr]
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def _add_indexes(connection: Connection, table: Table, there: Sequence[Any]) -> None:
    names = {index["name"] for index in there}
    for index in table.indexes:
        if index.name not in names:
            connection.execute(CreateIndex(index))


def _register_kinds(connection: Connection) -> None:
    """Give each searchable kind its number; a number once given is never given again."""
    for name, kind in kinds().items():
        if not any(about.search for about in fields(kind).values()):
            continue
        values = {
            "kind": name,
            "rank": kind.search_rank,
            "named_by": kind.named_by,
            "detailed_by": ", ".join(_detail(kind, column) for column in kind.detailed_by),
        }
        connection.execute(
            text(
                "INSERT INTO search_kinds (kind, rank, named_by, detailed_by)"
                " VALUES (:kind, :rank, :named_by, :detailed_by)"
                " ON CONFLICT (kind) DO UPDATE SET named_by = :named_by, detailed_by = :detailed_by"
            ),
            values,
        )


def _detail(kind: type[Record], column: str) -> str:
    """The SQL of a detail: the column, or the name of the record it links to."""
    target = links(kind).get(column)
    if target is None:
        is_number = isinstance(kind.__table__.c[column].type, Exact)
        return "NULL" if is_number else f"{kind.__tablename__}.{column}"
    named_by = kinds()[target].named_by
    return f"(SELECT {named_by} FROM {target} AS linked WHERE linked.id = {kind.__tablename__}.{column})"
