"""The doctor's look at the change log: is it whole, readable, and does it end where the records stand?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.language import t
from app.records import kinds
from app.records.base import Record, fields
from app.store.doctor_derived import looked_at
from app.store.engine import Connection, chunks
from app.store.workspace import Workspace

SHALLOW_ENTRIES = 20_000


def entries(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    """Entries that are missing from the row of numbers, cannot be read, or belong to no step."""
    first, last, count = connection.execute("SELECT min(seq), max(seq), count(*) FROM changes").fetchone()
    if count and (first, last) != (1, count):
        yield t("Entries of the change log are missing."), last - count
    since = 0 if deep else (last or 0) - SHALLOW_ENTRIES
    sql = "SELECT count(*) FROM changes WHERE seq > ? AND NOT (json_valid(fields) AND json_type(fields) = 'object')"
    unreadable = connection.execute(sql, (since,)).fetchone()[0]
    if unreadable:
        yield t("Entries of the change log cannot be read."), unreadable
    sql = "SELECT count(*) FROM changes c WHERE seq > ? AND NOT EXISTS (SELECT 1 FROM steps s WHERE s.id = c.step_id)"
    stray = connection.execute(sql, (since,)).fetchone()[0]
    if stray:
        yield t("Entries of the change log belong to no step."), stray


def last_values(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    """Records that were changed without the log, or logged without being changed."""
    wrong = unlogged = 0
    for record_class in kinds().values():
        for batch in looked_at(connection, record_class, deep):
            for part in chunks(batch, 500):
                differing, missing = _compare(connection, record_class, part)
                wrong, unlogged = wrong + differing, unlogged + missing
    if wrong:
        yield t("Records differ from the last values in the change log."), wrong
    if unlogged:
        yield t("Records are not in the change log."), unlogged


def _compare(
    connection: Connection, record_class: type[Record], batch: Sequence[Mapping[str, Any]]
) -> tuple[int, int]:
    marks = ",".join("?" * len(batch))
    sql = f"SELECT record_id, fields FROM changes WHERE record_id IN ({marks}) ORDER BY seq"
    last: dict[str, dict[str, Any]] = {}
    for record_id, content in connection.execute(sql, [values["id"] for values in batch]):
        known = last.setdefault(record_id, {})
        known.update({name: pair[1] for name, pair in _read(content).items()})
    names = fields(record_class).keys()
    wrong = sum(
        any(values[name] != left for name, left in last.get(values["id"], {}).items() if name in names)
        for values in batch
    )
    return wrong, sum(values["id"] not in last for values in batch)


def _read(content: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        return {}  # told by `entries`
    return found if isinstance(found, dict) else {}
