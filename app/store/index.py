"""What is derived from a record so that it can be found: search words, match keys, sort keys."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from app.language import search_words, sort_key
from app.records.base import Record, fields

if TYPE_CHECKING:
    from app.store.log import Change

SEQ_BITS = 44
NUMBER_BITS = 12


@cache
def searched(record_class: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that people search by."""
    return tuple(name for name, about in fields(record_class).items() if about.search)


@cache
def is_matched(record_class: type[Record]) -> bool:
    """Whether twins of this kind are looked for."""
    return record_class.match_keys is not Record.match_keys


def words_of(record_class: type[Record], values: Mapping[str, Any]) -> str:
    """The folded words under which a record is found."""
    found = [str(values[name]) for name in searched(record_class) if values.get(name)]
    return " ".join(search_words(" ".join(found))) if found else ""


def set_sort_keys(record_class: type[Record], values: dict[str, Any]) -> None:
    """Fill the columns that hold a field's collation key."""
    for name, column in record_class.sorted_as.items():
        if name in values:
            values[column] = sort_key(values[name]) if values[name] else None


def update(connection: Any, changes: Sequence["Change"]) -> None:
    """Bring search words and match keys in line with the changes, in few statements."""
    numbers = kind_numbers(connection)
    keyed = [change for change in changes if change.kind in numbers and change.seq is not None]
    _update_words(connection, keyed, numbers)
    _update_match_keys(connection, [change for change in keyed if is_matched(change.record_class)], numbers)


def kind_numbers(connection: Any) -> dict[str, tuple[int, int]]:
    """Kind → (its number, the first search row of it)."""
    return {
        kind: (number, (rank << (SEQ_BITS + NUMBER_BITS)) | (number << SEQ_BITS))
        for number, kind, rank in connection.execute("SELECT number, kind, rank FROM search_kinds")
    }


def _update_words(connection: Any, changes: Iterable["Change"], numbers: dict[str, tuple[int, int]]) -> None:
    gone, fresh = [], []
    for change in changes:
        names = searched(change.record_class)
        if change.action == "set" and not any(name in change.fields for name in names):
            continue
        place = numbers[change.kind][1] + (change.seq or 0)
        if change.action != "add":
            gone.append((place,))
        words = words_of(change.record_class, change.after) if change.after else ""
        if words:
            fresh.append((place, words))
    connection.executemany("DELETE FROM search_words WHERE rowid = ?", gone)
    connection.executemany("INSERT INTO search_words (rowid, words) VALUES (?, ?)", fresh)


def _update_match_keys(
    connection: Any, changes: Iterable["Change"], numbers: dict[str, tuple[int, int]]
) -> None:
    gone: list[tuple[str, int, int]] = []
    fresh: list[tuple[str, int, int]] = []
    for change in changes:
        number = numbers[change.kind][0]
        keys_of = change.record_class.match_keys
        before = set(keys_of(change.before)) if change.before else set()
        after = set(keys_of(change.after)) if change.after else set()
        if before != after:
            gone += [(key, number, change.seq or 0) for key in before - after]
            fresh += [(key, number, change.seq or 0) for key in after - before]
    connection.executemany("DELETE FROM match_keys WHERE key = ? AND number = ? AND seq = ?", gone)
    connection.executemany("INSERT OR IGNORE INTO match_keys (key, number, seq) VALUES (?, ?, ?)", fresh)
