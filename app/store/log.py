"""The change log: every write leaves its old and new values here, in the same transaction.

Undo, history, the outbox and the refresh of screens read it; search words, match keys, sort keys and rollups
are brought up in the same breath, so nothing derived can lag behind.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from app.records.base import Record
from app.records.ids import new_id
from app.store import index
from app.store.engine import Connection
from app.values import to_stored_moment

Action = Literal["add", "set", "delete", "restore"]
Origin = Literal["person", "import", "undo", "server", "program"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(slots=True)
class Change:
    """What one step did to one record: per field the plain old and new value."""

    record_class: type[Record]
    record_id: str
    seq: int
    action: Action
    fields: Mapping[str, Sequence[Any]]
    before: Mapping[str, Any]
    """Values of the fields that `index.needed` names, as they were; empty where the record was not there."""
    after: Mapping[str, Any]
    """The same as they are now; empty once the record is deleted."""
    keys: Sequence[str] | None = None
    """The match keys of an added record where they are known already, as after looking for its twins."""

    @property
    def kind(self) -> str:
        """The name of the record's table."""
        return self.record_class.__tablename__


@dataclass(slots=True)
class Step:
    """One write of a person: everything in it happens, is undone and travels together."""

    label: str
    at: datetime
    author: str | None
    origin: Origin = "person"
    final: bool = False
    """Whether it left the house (issued, sent, signed) and therefore cannot be undone."""
    undoes: str | None = None
    id: str = field(default_factory=new_id)
    touched: set[tuple[str, str]] = field(default_factory=set)


def write(connection: Connection, step: Step, changes: Sequence[Change]) -> None:
    """Log the changes and bring everything derived from them up to date."""
    if not changes:
        return
    at = to_stored_moment(step.at)
    clock = _next_clock(connection, step.at)
    with connection.capturing():
        connection.executemany(
            "INSERT INTO changes (op_id, step_id, kind, record_id, action, fields, at, author, hlc, origin)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            [
                (
                    new_id(), step.id, change.kind, change.record_id, change.action, _encode(change.fields),
                    at, step.author, clock + place, step.origin,
                )
                for place, change in enumerate(changes)
            ],
        )  # fmt: skip
        index.update(connection, changes)
        _roll_up(connection, changes)
    step.touched.update([(change.kind, change.record_id) for change in changes])


def write_step(connection: Connection, step: Step) -> None:
    """Record the step itself, once at its end; a step that changed nothing leaves no trace."""
    if not step.touched and not step.undoes:
        return
    values = (
        step.id,
        step.label,
        to_stored_moment(step.at),
        step.author,
        step.origin,
        int(step.final),
        step.undoes,
    )
    with connection.capturing():
        connection.execute(
            "INSERT INTO steps (id, label, at, author, origin, final, undoes) VALUES (?,?,?,?,?,?,?)", values
        )
        if step.undoes:
            connection.execute("UPDATE steps SET undone_by = ? WHERE id = ?", (step.id, step.undoes))
            # Taking back an undo brings the step it undid to life again.
            connection.execute(
                "UPDATE steps SET undone_by = NULL WHERE id = (SELECT undoes FROM steps WHERE id = ?)",
                (step.undoes,),
            )


def _next_clock(connection: Connection, now: datetime) -> int:
    """The hybrid logical clock for the next change: 48 bits of milliseconds, 16 bits of counter.

    It never runs backwards, whatever the wall clock does (Kulkarni et al., 2014).
    """
    last = connection.execute("SELECT hlc FROM changes ORDER BY seq DESC LIMIT 1").fetchone()
    wall = int(now.timestamp() * 1000) << 16
    return max(wall, (last[0] if last else 0) + 1)


def _roll_up(connection: Connection, changes: Sequence[Change]) -> None:
    """Compute derived columns anew for the records that the changed ones point at."""
    affected: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for change in changes:
        for owner, column, rollup in index.rollups_fed_by(change.record_class):
            link = rollup.sources[change.kind]
            for values in (change.before, change.after):
                if values.get(link):
                    affected[owner, column, rollup.sql].add(values[link])
    for (owner, column, sql), ids in affected.items():
        connection.executemany(
            f"UPDATE {owner} SET {column} = ({sql}) WHERE id = :id", [{"id": each} for each in sorted(ids)]
        )
