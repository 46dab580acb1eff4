"""What is derived from a record so that it can be found: search words, match keys, sort keys, rolled-up links."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from app.language import search_words, sort_key
from app.records import kinds
from app.records.base import Record, Rollup, fields
from app.store.engine import Connection
from app.store.places import NUMBER_BITS, SEQ_BITS

if TYPE_CHECKING:
    from app.store.log import Change


@cache
def searched(record_class: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that people search by."""
    return tuple(name for name, about in fields(record_class).items() if about.search)


@cache
def is_matched(record_class: type[Record]) -> bool:
    """Whether twins of this kind are looked for."""
    return record_class.match_keys is not Record.match_keys


@cache
def rollups_fed_by(record_class: type[Record]) -> tuple[tuple[str, str, Rollup], ...]:
    """The derived columns that sum up records of this kind: owner's table, column, how it is computed."""
    return tuple(
        (owner.__tablename__, column, rollup)
        for owner in kinds().values()
        for column, rollup in owner.rollups.items()
        if record_class.__tablename__ in rollup.sources
    )


@cache
def needed(record_class: type[Record]) -> tuple[str, ...]:
    """The fields whose values before and after a change decide what is derived from it."""
    if is_matched(record_class):
        return tuple(fields(record_class))
    kind = record_class.__tablename__
    links = (rollup.sources[kind] for _, _, rollup in rollups_fed_by(record_class))
    return tuple(dict.fromkeys([*searched(record_class), *links]))


def words_of(record_class: type[Record], values: Mapping[str, Any]) -> str:
    """The folded words under which a record is found."""
    text = " ".join(map(str, filter(None, map(values.get, searched(record_class)))))
    return " ".join(search_words(text)) if text else ""


def set_sort_keys(record_class: type[Record], values: dict[str, Any]) -> None:
    """Fill the columns that hold a field's collation key."""
    for name, column in record_class.sorted_as.items():
        if name in values:
            values[column] = sort_key(values[name]) if values[name] else None


def kind_numbers(connection: Connection) -> dict[str, tuple[int, int]]:
    """Searchable kind → (its number, the first search row of it); a number once given stays."""
    if connection.kind_numbers is None:
        connection.kind_numbers = {
            kind: (number, (rank << (SEQ_BITS + NUMBER_BITS)) | (number << SEQ_BITS))
            for number, kind, rank in connection.execute("SELECT number, kind, rank FROM search_kinds")
        }
    return connection.kind_numbers


def update(connection: Connection, changes: Sequence["Change"]) -> None:
    """Bring search words and match keys in line with the changes, in few statements."""
    numbers = kind_numbers(connection)
    keyed = [change for change in changes if change.kind in numbers]
    _update_words(connection, keyed, numbers)
    _update_match_keys(connection, [change for change in keyed if is_matched(change.record_class)], numbers)


def _update_words(
    connection: Connection, changes: Sequence["Change"], numbers: Mapping[str, tuple[int, int]]
) -> None:
    gone, fresh = [], []
    for change in changes:
        if change.action == "set" and change.fields.keys().isdisjoint(searched(change.record_class)):
            continue
        place = numbers[change.kind][1] + change.seq
        if change.action != "add":
            gone.append((place,))
        words = words_of(change.record_class, change.after) if change.after else ""
        if words:
            fresh.append((place, words))
    if gone:
        connection.executemany("DELETE FROM search_words WHERE rowid = ?", sorted(gone))
    if fresh:
        connection.executemany("INSERT INTO search_words (rowid, words) VALUES (?, ?)", fresh)


def _update_match_keys(
    connection: Connection, changes: Sequence["Change"], numbers: Mapping[str, tuple[int, int]]
) -> None:
    gone: list[tuple[str, int, int]] = []
    fresh: list[tuple[str, int, int]] = []
    for change in changes:
        number = numbers[change.kind][0]
        if change.keys is not None:
            fresh += [(key, number, change.seq) for key in change.keys]
            continue
        keys_of = change.record_class.match_keys
        before = set(keys_of(change.before)) if change.before else set()
        after = set(keys_of(change.after)) if change.after else set()
        gone += [(key, number, change.seq) for key in before - after]
        fresh += [(key, number, change.seq) for key in after - before]
    if gone:
        connection.executemany("DELETE FROM match_keys WHERE key = ? AND number = ? AND seq = ?", gone)
    if fresh:
        connection.executemany(
            "INSERT OR IGNORE INTO match_keys (key, number, seq) VALUES (?, ?, ?)", sorted(fresh)
        )
