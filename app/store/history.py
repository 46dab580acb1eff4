"""Reading the change log: what happened to a record, and taking a step back or forth again."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import Conflict, Refused
from app.records import kind as kind_named
from app.records import kinds
from app.records.base import Record, fields, links
from app.store import bulk
from app.store.engine import Reader, chunks
from app.store.session import StoreSession
from app.values import to_stored_moment

HISTORY_LIMIT = 10_000

Pairs = Mapping[str, tuple[Any, Any]]
"""Field → the value to go back to, and the one the step left."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field's change: who, when, from what to what, in which step."""

    at: str
    author: str | None
    step: str
    action: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step that could be taken back."""

    id: str
    label: str
    at: str


def of_record(reader: Reader, record_id: str) -> list[Entry]:
    """The history of a record, oldest first, a row a field; the author by name where the name is known."""
    sql = (
        "SELECT c.at, coalesce(u.name, c.author) AS author, c.action, c.fields, s.label FROM changes c"
        " LEFT JOIN steps s ON s.id = c.step_id LEFT JOIN users u ON u.id = c.author"
        " WHERE c.record_id = ? ORDER BY c.seq LIMIT ?"
    )
    return [
        Entry(row.at, row.author, row.label or "", row.action, name, old, new)
        for row in reader.rows(sql, (record_id, HISTORY_LIMIT))
        for name, (old, new) in json.loads(row.fields).items()
    ]


def last_step(reader: Reader) -> PastStep | None:
    """The newest step of a person that can still be taken back: not undone itself, and not an undo."""
    sql = (
        "SELECT id, label, at FROM steps WHERE undone_by IS NULL AND undoes IS NULL"
        " AND origin NOT IN ('server', 'program')"
        " ORDER BY seq DESC LIMIT 1"
    )
    row = reader.row(sql)
    return PastStep(row.id, row.label, row.at) if row else None


def last_undo(reader: Reader) -> PastStep | None:
    """The newest undo that was not taken back itself; none once the person has done something new since."""
    sql = (
        "SELECT s.id, s.label, s.at FROM steps s LEFT JOIN steps u ON u.id = s.undoes"
        " WHERE s.undoes IS NOT NULL AND s.undone_by IS NULL AND u.undoes IS NULL AND s.seq >"
        " (SELECT coalesce(max(seq), 0) FROM steps WHERE undoes IS NULL AND origin IN ('person', 'import'))"
        " ORDER BY s.seq DESC LIMIT 1"
    )
    row = reader.row(sql)
    return PastStep(row.id, row.label, row.at) if row else None


def steps(reader: Reader, limit: int = 50) -> list[PastStep]:
    """The latest steps, newest first."""
    rows = reader.rows("SELECT id, label, at FROM steps ORDER BY seq DESC LIMIT ?", (limit,))
    return [PastStep(row.id, row.label, row.at) for row in rows]


def take_back(session: StoreSession, step_id: str) -> int:
    """Undo a step: write its former values as this new step; returns how many records changed.

    Field by field the value must still be the one the step left, and nothing may have come to hang on what
    would go; else `Conflict` names what came in between and nothing is written.
    """
    reader = session.reader
    step = reader.row("SELECT label, final, undone_by FROM steps WHERE id = ?", (step_id,))
    if step is None:
        raise Refused("There is no such step.")
    if step.undone_by:
        raise Refused("“{label}” was already taken back.", label=step.label)
    if step.final:
        raise Refused("“{label}” cannot be taken back: it has left the house.", label=step.label)
    session.step.origin = "undo"
    session.step.undoes = step_id
    wanted = _reversed(reader, step_id, to_stored_moment(session.now))
    for kind, records in wanted.items():
        _refuse_if_changed_since(session, kind_named(kind), records)
    _refuse_if_worked_on(session, step_id, wanted)
    changed = 0
    for kind, records in wanted.items():
        targets = {each: {name: old for name, (old, _) in pairs.items()} for each, pairs in records.items()}
        changed += len(bulk.change(session, kind_named(kind), targets))
    for kind, records in wanted.items():
        gone = [each for each, pairs in records.items() if pairs.get("deleted_at", (None,))[0]]
        _refuse_if_used(reader, kind_named(kind), gone)
    return changed


def _reversed(reader: Reader, step_id: str, now: str) -> Mapping[str, dict[str, dict[str, tuple[Any, Any]]]]:
    """Kind → record → what going back means. An added record is deleted, its fields stay for the redo."""
    found: dict[str, dict[str, dict[str, tuple[Any, Any]]]] = defaultdict(dict)
    sql = "SELECT kind, record_id, action, fields FROM changes WHERE step_id = ? ORDER BY seq DESC"
    for row in reader.rows(sql, (step_id,)):
        known = found[row.kind].setdefault(row.record_id, {})
        for name, (old, new) in json.loads(row.fields).items():
            known[name] = (old, known[name][1] if name in known else new)
        if row.action == "add":
            left = known["deleted_at"][1] if "deleted_at" in known else None
            found[row.kind][row.record_id] = {} if left else {"deleted_at": (now, None)}
    return found


def _refuse_if_changed_since(
    session: StoreSession, record_class: type[Record], wanted: Mapping[str, Pairs]
) -> None:
    for batch in chunks(list(wanted), bulk.BATCH):
        now = bulk.current(session, record_class, batch)
        for record_id in batch:
            pairs, values = wanted[record_id], now.get(record_id, {})
            for name, (_, left) in pairs.items():
                if values.get(name) != left:
                    raise _conflict(session.reader, record_class, record_id, name, values)
            if pairs and "deleted_at" not in pairs and values.get("deleted_at"):
                raise _conflict(session.reader, record_class, record_id, "deleted_at", values)


def _refuse_if_worked_on(
    session: StoreSession, step_id: str, wanted: Mapping[str, Mapping[str, Pairs]]
) -> None:
    """Refuse where a record that the step added would take later work on it along when it goes."""
    reader = session.reader
    last = reader.value("SELECT max(seq) FROM changes WHERE step_id = ?", (step_id,))
    later = reader.rows(
        "SELECT DISTINCT kind, record_id FROM changes WHERE seq > ? AND action = 'set'", (last or 0,)
    )
    for kind, record_id in later:
        goes, _ = wanted.get(kind, {}).get(record_id, {}).get("deleted_at", (None, None))
        sql = "SELECT fields FROM changes WHERE step_id = ? AND record_id = ? AND action = 'add'"
        added = reader.value(sql, (step_id, record_id)) if goes else None
        if added is None:
            continue
        left, record_class = json.loads(added), kind_named(kind)
        values = bulk.current(session, record_class, [record_id])[record_id]
        for name in fields(record_class):
            if values[name] != left.get(name, (None, None))[1]:
                raise _conflict(reader, record_class, record_id, name, values)


def _conflict(
    reader: Reader, record_class: type[Record], record_id: str, name: str, values: Mapping[str, Any]
) -> Conflict:
    about = fields(record_class).get(name)
    entries = of_record(reader, record_id)
    last = next((entry for entry in reversed(entries) if entry.field == name), None)
    return Conflict(
        "{label} of “{record}” was changed since by {who} ({step}); nothing was taken back.",
        label=about.label if about else "Deletion",
        record=values.get(record_class.named_by) or record_id,
        who=(last and last.author) or "you",
        step=last.step if last else "",
    )


def _refuse_if_used(reader: Reader, record_class: type[Record], gone: list[str]) -> None:
    """Refuse where a record that stays points at one that would go."""
    kind = record_class.__tablename__
    pointing = [
        (each, name) for each in kinds().values() for name, table in links(each).items() if table == kind
    ]
    for other, name in pointing if gone else ():
        table = other.__tablename__
        if reader.value(f"SELECT 1 FROM {table} LIMIT 1") is None:
            continue
        for batch in chunks(gone, 500):
            marks = ",".join("?" * len(batch))
            sql = f"SELECT id, {other.named_by} FROM {table} WHERE {name} IN ({marks}) AND deleted_at IS NULL LIMIT 1"
            found = reader.row(sql, tuple(batch))
            if found:
                raise Conflict(
                    "{title} “{name}” was added since and needs what would go; nothing was taken back.",
                    title=other.title, name=found[1] or found[0],
                )  # fmt: skip
