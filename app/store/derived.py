"""Making anew what is derived from records: search words, match keys, sort keys, sums of other records."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.records import kinds
from app.records.base import Record, fields
from app.store import index
from app.store.bulk import plain_makers
from app.store.engine import Connection
from app.store.places import SEQ_BITS

BATCH = 2_000
_LAST_SEQ = (1 << SEQ_BITS) - 1


def mark_of(record_class: type[Record]) -> str:
    """A short name for how things are derived from a kind, so that a new way is noticed."""
    sums = [f"{column}={rollup.sql}" for column, rollup in record_class.rollups.items()]
    parts = [*index.searched(record_class), "sorted", *record_class.sorted_as.values(), "sums", *sums]
    parts.append(f"matched: {index.is_matched(record_class)}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def rebuild(connection: Connection, record_class: type[Record]) -> None:
    """Make everything derived from the records of one kind anew, within the caller's transaction."""
    numbers = index.kind_numbers(connection).get(record_class.__tablename__)
    with connection.capturing():
        if numbers:
            number, first = numbers
            connection.execute(
                "DELETE FROM search_words WHERE rowid BETWEEN ? AND ?", (first, first + _LAST_SEQ)
            )
            connection.execute("DELETE FROM match_keys WHERE number = ?", (number,))
        for batch in records(connection, record_class):
            if numbers:
                _write_words(connection, record_class, batch, *numbers)
            _write_sort_keys(connection, record_class, batch)
        for column, rollup in record_class.rollups.items():
            table = record_class.__tablename__
            sql = rollup.sql.replace(":id", f"{table}.id")
            connection.execute(f"UPDATE {table} SET {column} = ({sql})")


def records(
    connection: Connection, record_class: type[Record], condition: str = "deleted_at IS NULL", limit: int = -1
) -> Iterator[list[dict[str, Any]]]:
    """The records of a kind as plain values with their `seq`, in batches."""
    names = ["seq", "id", *fields(record_class), *record_class.sorted_as.values()]
    makers = plain_makers(record_class)
    table = record_class.__tablename__
    found = connection.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {condition} LIMIT ?", (limit,))
    while stored := found.fetchmany(BATCH):
        batch = [dict(zip(names, row, strict=True)) for row in stored]
        for values in batch:
            for name, make in makers.items():
                if values[name] is not None:
                    values[name] = make(values[name])
        yield batch


def _write_words(
    connection: Connection,
    record_class: type[Record],
    batch: Sequence[Mapping[str, Any]],
    number: int,
    first: int,
) -> None:
    words = [(first + values["seq"], index.words_of(record_class, values)) for values in batch]
    connection.executemany(
        "INSERT INTO search_words (rowid, words) VALUES (?, ?)", [each for each in words if each[1]]
    )
    if index.is_matched(record_class):
        keys = {(key, number, values["seq"]) for values in batch for key in record_class.match_keys(values)}
        connection.executemany("INSERT INTO match_keys (key, number, seq) VALUES (?, ?, ?)", sorted(keys))


def _write_sort_keys(
    connection: Connection, record_class: type[Record], batch: Sequence[Mapping[str, Any]]
) -> None:
    for name, column in record_class.sorted_as.items():
        fresh = []
        for values in batch:
            made = {name: values[name]}
            index.set_sort_keys(record_class, made)
            if made[column] != values[column]:
                fresh.append((made[column], values["seq"]))
        connection.executemany(f"UPDATE {record_class.__tablename__} SET {column} = ? WHERE seq = ?", fresh)


def rebuild_all(connection: Connection) -> None:
    """Make everything derived anew, of every kind."""
    for record_class in kinds().values():
        rebuild(connection, record_class)
