"""The doctor's look at what is derived: is it what the records say, no more and no less?"""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.language import t
from app.records import kinds
from app.records.base import Record
from app.store import derived, index
from app.store.engine import Connection
from app.store.places import SEQ_BITS
from app.store.schema import SEARCH_WORDS
from app.store.workspace import Workspace

SAMPLE = 300
_LAST_SEQ = (1 << SEQ_BITS) - 1

Batches = Iterator[list[dict[str, Any]]]


def looked_at(connection: Connection, record_class: type[Record], deep: bool) -> Batches:
    """All records of a kind, or a sample: the newest and some at random."""
    if deep:
        yield from derived.records(connection, record_class)
        return
    table = record_class.__tablename__
    last = connection.execute(f"SELECT max(seq) FROM {table}").fetchone()[0] or 0
    chosen = set(range(max(1, last - SAMPLE // 2 + 1), last + 1))
    chosen.update(random.sample(range(1, last + 1), min(last, SAMPLE // 2)))
    marks = ",".join(map(str, chosen)) or "0"
    yield from derived.records(connection, record_class, f"deleted_at IS NULL AND seq IN ({marks})")


def words(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    """Records that search misses, or finds by words they do not have."""
    lost = stale = 0
    kept = _kept_words(connection) if deep else {}
    if deep:
        connection.execute(SEARCH_WORDS.replace("search_words", "temp.expected_words"))
        connection.execute(
            "CREATE VIRTUAL TABLE temp.expected USING fts5vocab(temp, expected_words, instance)"
        )
    for kind, (_, first) in index.kind_numbers(connection).items():
        record_class = kinds().get(kind)
        if record_class is None:
            continue
        stale += _stale_rows(connection, kind, first)
        lost += _unlisted(connection, record_class, first)
        for batch in looked_at(connection, record_class, deep):
            expected = [(first + values["seq"], index.words_of(record_class, values)) for values in batch]
            if deep:
                lost += _compare(connection, expected, kept)
            else:
                lost += sum(not _is_found(connection, place, text) for place, text in expected)
    if lost:
        yield t("Search does not find all words of some records; repair the search."), lost
    if stale:
        yield t("Search finds records that are not there; repair the search."), stale


def _stale_rows(connection: Connection, kind: str, first: int) -> int:
    sql = (
        f"SELECT count(*) FROM search_words_docsize d LEFT JOIN {kind} r ON r.seq = d.id - :first"
        " AND r.deleted_at IS NULL WHERE d.id BETWEEN :first AND :last AND r.seq IS NULL"
    )
    return int(connection.execute(sql, {"first": first, "last": first + _LAST_SEQ}).fetchone()[0])


def _unlisted(connection: Connection, record_class: type[Record], first: int) -> int:
    """Live records that have words but no row in the index."""
    condition = f"deleted_at IS NULL AND seq + {first} NOT IN (SELECT id FROM search_words_docsize)"
    batches = derived.records(connection, record_class, condition)
    return sum(bool(index.words_of(record_class, values)) for batch in batches for values in batch)


def _is_found(connection: Connection, place: int, text: str) -> bool:
    asked = " AND ".join(f'"{word}"' for word in set(text.split()))
    sql = "SELECT 1 FROM search_words WHERE search_words MATCH ? AND rowid = ?"
    return not asked or connection.execute(sql, (asked, place)).fetchone() is not None


def _kept_words(connection: Connection) -> dict[int, int]:
    """Row of the index → a sum of the hashes of its words, read from the index itself."""
    connection.execute("CREATE VIRTUAL TABLE temp.kept USING fts5vocab(main, search_words, instance)")
    return _sums(connection, "kept")


def _sums(connection: Connection, vocabulary: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for term, place in connection.execute(f"SELECT term, doc FROM temp.{vocabulary}"):
        found[place] = found.get(place, 0) ^ hash(term)
    return found


def _compare(connection: Connection, expected: Sequence[tuple[int, str]], kept: Mapping[int, int]) -> int:
    with connection.capturing():
        listed = [each for each in expected if each[1]]
        connection.executemany("INSERT INTO temp.expected_words (rowid, words) VALUES (?, ?)", listed)
        sums = _sums(connection, "expected")
        connection.executemany(
            "DELETE FROM temp.expected_words WHERE rowid = ?", [(place,) for place, _ in listed]
        )
    return sum(sums.get(place, 0) != kept.get(place, 0) for place, _ in expected)


def match_keys(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    """Records whose twins would not be found, and keys of records that are not there."""
    wrong = 0
    live = ["0"]
    for kind, (number, _) in index.kind_numbers(connection).items():
        record_class = kinds().get(kind)
        if record_class is None or not index.is_matched(record_class):
            continue
        for batch in looked_at(connection, record_class, deep):
            wrong += sum(not _has_keys(connection, record_class, number, values) for values in batch)
        there = f"EXISTS (SELECT 1 FROM {kind} r WHERE r.seq = m.seq AND r.deleted_at IS NULL)"
        live.append(f"m.number = {number} AND {there}")
    stale = connection.execute(
        f"SELECT count(*) FROM match_keys m WHERE NOT ({' OR '.join(live)})"
    ).fetchone()[0]
    if wrong:
        yield t("Keys for finding twins are missing; repair the search."), wrong
    if stale:
        yield t("Keys for finding twins belong to records that are not there; repair the search."), stale


def _has_keys(
    connection: Connection, record_class: type[Record], number: int, values: Mapping[str, Any]
) -> bool:
    keys = set(record_class.match_keys(values))
    sql = f"SELECT count(*) FROM match_keys WHERE key IN ({','.join('?' * len(keys))}) AND number = ? AND seq = ?"
    return int(connection.execute(sql, (*keys, number, values["seq"])).fetchone()[0]) == len(keys)


def sort_keys(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    """Records that lists would show in the wrong place."""
    wrong = 0
    for record_class in kinds().values():
        if not record_class.sorted_as:
            continue
        for batch in looked_at(connection, record_class, deep):
            for values in batch:
                made = {name: values[name] for name in record_class.sorted_as}
                index.set_sort_keys(record_class, made)
                wrong += any(values[column] != made[column] for column in record_class.sorted_as.values())
    if wrong:
        yield t("Lists would show some records in the wrong place; repair the search."), wrong


def sums(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    """Records whose sum of other records is not what those say."""
    wrong = 0
    for kind, record_class in kinds().items():
        for column, rollup in record_class.rollups.items():
            sql = rollup.sql.replace(":id", f"{kind}.id")
            part = kind if deep else f"(SELECT * FROM {kind} ORDER BY seq DESC LIMIT {SAMPLE}) AS {kind}"
            asked = f"SELECT count(*) FROM {part} WHERE {column} IS NOT ({sql})"
            wrong += connection.execute(asked).fetchone()[0]
    if wrong:
        yield t("Sums over other records are wrong; repair the search."), wrong
