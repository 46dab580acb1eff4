"""Reading the change log: what happened to a record, and taking a step back or forth again."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import Conflict, Refused
from app.records import kind as kind_named
from app.records.base import fields
from app.store import bulk
from app.store.engine import Reader
from app.store.session import StoreSession

HISTORY_LIMIT = 10_000


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
    """The history of a record, oldest first, a row a field."""
    sql = (
        "SELECT c.at, c.author, c.action, c.fields, s.label FROM changes c LEFT JOIN steps s ON s.id = c.step_id"
        " WHERE c.record_id = ? ORDER BY c.seq LIMIT ?"
    )
    return [
        Entry(row.at, row.author, row.label or "", row.action, name, old, new)
        for row in reader.rows(sql, (record_id, HISTORY_LIMIT))
        for name, (old, new) in json.loads(row.fields).items()
    ]


def last_step(reader: Reader, author: str | None = None) -> PastStep | None:
    """The newest step that can still be taken back: not undone itself, and not an undo."""
    sql = (
        "SELECT id, label, at FROM steps WHERE undone_by IS NULL AND undoes IS NULL AND origin <> 'server'"
        " ORDER BY seq DESC LIMIT 1"
    )
    row = reader.row(sql)
    return PastStep(row.id, row.label, row.at) if row else None


def last_undo(reader: Reader) -> PastStep | None:
    """The newest step if it is an undo that can be taken back in turn."""
    row = reader.row("SELECT id, label, at, undoes, undone_by FROM steps ORDER BY seq DESC LIMIT 1")
    return PastStep(row.id, row.label, row.at) if row and row.undoes and not row.undone_by else None


def take_back(session: StoreSession, step_id: str) -> int:
    """Undo a step: write its former values as this new step; returns how many records changed.

    Field by field the value must still be the one the step left; else `Conflict` names what came in
    between and nothing is written.
    """
    step = session.reader.row("SELECT label, final, undone_by FROM steps WHERE id = ?", (step_id,))
    if step is None:
        raise Refused("There is no such step.")
    if step.undone_by:
        raise Refused("“{label}” was already taken back.", label=step.label)
    if step.final:
        raise Refused("“{label}” cannot be taken back: it has left the house.", label=step.label)
    session.undoing = True
    session.step.origin = "undo"
    session.step.undoes = step_id
    changed = 0
    for kind, wanted in _reversed(session.reader, step_id).items():
        record_class = kind_named(kind)
        _refuse_if_changed_since(session, record_class, wanted)
        targets = {each: {name: old for name, (old, _) in pairs.items()} for each, pairs in wanted.items()}
        changed += len(bulk.change(session, record_class, targets))
    return changed


def _reversed(reader: Reader, step_id: str) -> Mapping[str, dict[str, dict[str, list[Any]]]]:
    """Kind → record → field → [former value, value the step left], latest kinds first."""
    found: dict[str, dict[str, dict[str, list[Any]]]] = defaultdict(dict)
    sql = "SELECT kind, record_id, action, fields, at FROM changes WHERE step_id = ? ORDER BY seq DESC"
    for row in reader.rows(sql, (step_id,)):
        pairs = {"deleted_at": [row.at, None]} if row.action == "add" else json.loads(row.fields)
        known = found[row.kind].setdefault(row.record_id, {})
        for name, (old, new) in pairs.items():
            known[name] = [old, known[name][1] if name in known else new]
    return found


def _refuse_if_changed_since(session: StoreSession, record_class: Any, wanted: Mapping[str, Any]) -> None:
    now = bulk.current(session, record_class, list(wanted))
    for record_id, pairs in wanted.items():
        values = now.get(record_id, {})
        for name, (_, left) in pairs.items():
            if values.get(name) != left:
                _refuse(session, record_class, record_id, name, values)


def _refuse(session: StoreSession, record_class: Any, record_id: str, name: str, values: Mapping[str, Any]) -> None:
    about = fields(record_class).get(name)
    label = about.label if about else "Deleted"
    who = next(
        (entry.author for entry in reversed(of_record(session.reader, record_id)) if entry.field == name), None
    )
    raise Conflict(
        "{label} of “{record}” was changed since by {who}; it was left as it is.",
        label=label,
        record=values.get(record_class.named_by) or record_id,
        who=who or "another step",
    )


def steps(reader: Reader, limit: int = 50) -> Iterable[PastStep]:
    """The latest steps, newest first."""
    rows = reader.rows("SELECT id, label, at FROM steps ORDER BY seq DESC LIMIT ?", (limit,))
    return [PastStep(row.id, row.label, row.at) for row in rows]
