"""The writing session: SQLAlchemy's unit of work with every change captured on its way to the database."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.orm.base import LoaderCallableStatus

from app.errors import Refused
from app.records import kind as kind_named
from app.records import kinds
from app.records.base import Field, Record, check_choice, fields, links
from app.records.ids import new_id
from app.store import index, log
from app.store.engine import Connection, Parameters, row_class
from app.store.log import Step
from app.store.pending import Pending
from app.values import plain

Kind = TypeVar("Kind", bound=Record)


class SessionReader:
    """The `Reader` of a write in progress: queries see what this step has written so far."""

    def __init__(self, session: "StoreSession") -> None:
        self._session = session

    def rows(self, sql: str, parameters: Parameters = (), /) -> list[Any]:
        """All rows of a SELECT; columns are attributes."""
        self._session.flush()
        found = self._session.driver.execute(sql, parameters)
        make = row_class(tuple(column[0] for column in found.description))._make
        return [make(row) for row in found.fetchall()]

    def row(self, sql: str, parameters: Parameters = (), /) -> Any:
        """The first row, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Parameters = (), /) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(sql, parameters)
        return found[0][0] if found else None

    def column(self, sql: str, parameters: Parameters = (), /) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.rows(sql, parameters)]


class StoreSession(Session):
    """One step being written. Verbs get it, add and change records, and call queries on `reader`."""

    def __init__(self, engine: Engine, writer: Connection, step: Step) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.step = step
        self._writer = writer
        self._has_begun = False
        self.reader = SessionReader(self)
        self._pending: dict[Record, Pending] = {}
        self._is_capturing = False
        self._touched_before: list[set[tuple[str, str]]] = []

    @property
    def now(self) -> datetime:
        """The moment of this step; every record written in it carries the same."""
        return self.step.at

    @property
    def driver(self) -> Connection:
        """The driver's connection of this transaction; it writes only what is captured."""
        if not self._has_begun:
            self.connection()
            self._has_begun = True
        return self._writer

    def capturing(self) -> AbstractContextManager[Connection]:
        """Within this block the caller answers for the log itself; only erasure, which empties it, does."""
        return self.driver.capturing()

    def find(self, record_class: type[Kind], record_id: str) -> Kind:
        """The live record of that id; refused with a sentence when there is none."""
        found = self.get(record_class, record_id)
        if found is None or found.deleted_at is not None:
            raise Refused(
                "There is no {kind} with the id {id}.", kind=record_class.title.lower(), id=record_id
            )
        return found

    def find_kind(self, kind: str, record_id: str) -> Record:
        """As `find`, with the kind given by name."""
        return self.find(kind_named(kind), record_id)

    def remove(self, record: Record) -> None:
        """Delete a record and what is part of it; undo brings all of it back."""
        record.deleted_at = self.now
        for part_class, name in parts_of(record.__tablename__):
            column = getattr(part_class, name)
            for part in self.scalars(
                select(part_class).where(column == record.id, part_class.deleted_at.is_(None))
            ):
                self.remove(part)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Capture what changed, then write it."""
        if self._is_capturing or not (self.new or self.dirty or self.deleted):
            return
        self._is_capturing = True  # rules may ask questions, which would flush again
        try:
            self._capture()
            with self.driver.capturing():
                super().flush(objects)
        finally:
            self._is_capturing = False

    def brings_in(self, record: Record) -> bool:
        """Whether this step itself adds the record, so that what is part of it may come with it."""
        pending = self._pending.get(record)
        return pending is not None and pending.is_new

    def write_log(self) -> None:
        """Flush, then log all changes of the step so far."""
        self.flush()
        pending, self._pending = self._pending, {}
        if pending:
            finished = (each.finished() for each in pending.values())
            log.write(self.driver, self.step, [change for change in finished if change])

    def begin_nested(self) -> SessionTransaction:
        """A part of the step that may fail by itself; what it wrote leaves the log with it."""
        self.write_log()
        self._touched_before.append(set(self.step.touched))
        return super().begin_nested()

    def _capture(self) -> None:
        if self.deleted:
            raise RuntimeError("Records are removed with session.remove(), never with session.delete().")
        added = [record for record in self.new if isinstance(record, Record)]
        changed = [record for record in self.dirty if isinstance(record, Record)]
        if added:
            self._number(added)
        for record in added:
            self._capture_added(record)
        for record in changed:
            self._capture_changed(record)

    def _number(self, added: Sequence[Record]) -> None:
        """Give new records their row numbers; nobody else writes while this transaction does."""
        last: dict[str, int] = {}
        for record in added:
            kind = record.__tablename__
            if kind not in last:
                last[kind] = self.driver.execute(f"SELECT max(seq) FROM {kind}").fetchone()[0] or 0
            last[kind] = record.seq = last[kind] + 1

    def _capture_added(self, record: Record) -> None:
        record_class = type(record)
        if record.__dict__.get("id") is None:
            record.id = new_id()
        for name, default in _defaults(record_class):
            if getattr(record, name) is None:
                setattr(record, name, default)
        if record.__dict__.get("created_at") is None:
            record.created_at = self.now
        record.changed_at = self.now
        _check_fields(record, _ruled(record_class))
        record.check()
        _keep_sort_keys(record, record_class.sorted_as)
        values = record.__dict__
        entry = {
            name: [None, plain(values[name])] for name in fields(record_class) if values.get(name) is not None
        }
        self._pending[record] = Pending(record, entry, is_new=True)

    def _capture_changed(self, record: Record) -> None:
        about = fields(type(record))
        former = instance_state(record).committed_state
        before = {name: old for name, old in former.items() if name in about or name == "deleted_at"}
        before = {name: self._former(record, name, old) for name, old in before.items()}
        before = {name: old for name, old in before.items() if old != getattr(record, name)}
        if not before:
            return
        record.changed_at = self.now
        _check_fields(record, {name: about[name] for name in before if name in about})
        check_moves(record, before)
        record.check_change(before)
        record.check()
        _keep_sort_keys(record, [name for name in type(record).sorted_as if name in before])
        pending = self._pending.setdefault(record, Pending(record, {}))
        pending.note({name: [plain(old), plain(getattr(record, name))] for name, old in before.items()})

    def _former(self, record: Record, name: str, old: Any) -> Any:
        """The value before this step; asked of the database where the attribute was never loaded."""
        if not isinstance(old, LoaderCallableStatus):
            return old
        table = type(record).__table__
        return self.execute(select(table.c[name]).where(table.c.id == record.id)).scalar()


@event.listens_for(StoreSession, "after_soft_rollback")
def _forget(session: StoreSession, transaction: SessionTransaction) -> None:
    """What a failed part of the step wrote is not logged either."""
    session._pending.clear()
    session._has_begun = transaction.nested and session._has_begun
    if transaction.nested and session._touched_before:
        session.step.touched = session._touched_before.pop()


@cache
def parts_of(kind: str) -> list[tuple[type[Record], str]]:
    """Kinds that are part of this one, with the field that says so."""
    return [
        (each, name)
        for each in kinds().values()
        for name, table in links(each).items()
        if table == kind and fields(each)[name].part_of
    ]


@cache
def _defaults(record_class: type[Record]) -> tuple[tuple[str, Any], ...]:
    """Column → declared default."""
    columns = [each for each in record_class.__table__.columns if each.default is not None]
    return tuple((each.key, each.default.arg) for each in columns if each.default.is_scalar)


@cache
def _ruled(record_class: type[Record]) -> dict[str, Field]:
    """The fields that have a rule of their own."""
    return {name: about for name, about in fields(record_class).items() if about.required or about.choices}


def _keep_sort_keys(record: Record, names: Any) -> None:
    for name in names:
        values: dict[str, Any] = {name: getattr(record, name)}
        index.set_sort_keys(type(record), values)
        for column in set(values) - {name}:
            setattr(record, column, values[column])


def _check_fields(record: Record, about: Mapping[str, Field]) -> None:
    """Refuse a value outside its choices, or a missing one."""
    for name, field in about.items():
        check_choice(record, name, field)
        if field.required and getattr(record, name) in (None, ""):
            raise Refused("{label} is needed.", label=field.label, fields={name: "This is needed."})


def check_moves(record: Record, before: Mapping[str, Any]) -> None:
    """Refuse a state change that the kind's transition table does not have."""
    for name, permitted in type(record).transitions.items():
        old, new = before.get(name), getattr(record, name)
        if old is None or old == new or new in permitted.get(old, ()):
            continue
        label = fields(type(record))[name].label
        sentence = f"From “{old}” it can move to: {', '.join(permitted.get(old, ())) or 'nothing'}."
        raise Refused(
            "{label} cannot change from {old} to {new}.",
            label=label,
            old=old,
            new=new,
            fields={name: sentence},
        )
