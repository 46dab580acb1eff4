"""The writing session: SQLAlchemy's unit of work with every change captured on its way to the database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Engine, event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.orm.base import LoaderCallableStatus

from app.errors import Refused
from app.records import kind as kind_named
from app.records import kinds
from app.records.base import Record, check_choice, fields, links
from app.store import index, log
from app.store.engine import Parameters, row_class
from app.store.log import Change, Step
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

    def __init__(self, engine: Engine, step: Step) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.step = step
        self.undoing = False
        self.pending: dict[tuple[str, str], Change] = {}
        self.reader = SessionReader(self)

    @property
    def now(self) -> datetime:
        """The moment of this step; every record written in it carries the same."""
        return self.step.at

    @property
    def driver(self) -> Any:
        """The driver's connection of this transaction."""
        return self.connection().connection.dbapi_connection

    def find(self, record_class: type[Kind], record_id: str) -> Kind:
        """The live record of that id; refused with a sentence when there is none."""
        found = self.get(record_class, record_id)
        if found is None or found.deleted_at is not None:
            raise Refused("There is no {kind} with the id {id}.", kind=record_class.title.lower(), id=record_id)
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

    def write_log(self) -> None:
        """Flush, then log all changes of the step so far."""
        self.flush()
        with self.capturing():
            log.write(self.driver, self.step, self.pending.values())
        self.pending.clear()

    @contextmanager
    def capturing(self) -> Iterator[None]:
        """Within this block writes are the store's own; outside it a write around the log is a fault."""
        held = self.connection().info
        before = held.get("captured", False)
        held["captured"] = True
        try:
            yield
        finally:
            held["captured"] = before


def parts_of(kind: str) -> list[tuple[type[Record], str]]:
    """Kinds that are part of this one, with the field that says so."""
    return [
        (each, name)
        for each in kinds().values()
        for name, table in links(each).items()
        if table == kind and fields(each)[name].part_of
    ]


@event.listens_for(StoreSession, "before_flush")
def _capture(session: StoreSession, context: UOWTransaction, instances: object) -> None:
    for record in list(session.new):
        _capture_added(session, record)
    for record in list(session.dirty):
        _capture_changed(session, record)
    if session.deleted:
        raise RuntimeError("Records are removed with session.remove(), never with session.delete().")
    session.connection().info["captured"] = True


@event.listens_for(StoreSession, "after_flush")
def _after_flush(session: StoreSession, context: UOWTransaction) -> None:
    session.connection().info["captured"] = False
    for change in session.pending.values():
        if change.seq is None:
            record = session.identity_map.get(_identity(change)) or session.get(change.record_class, change.record_id)
            change.seq = record.seq if record is not None else None


def _identity(change: Change) -> Any:
    return inspect(change.record_class).identity_key_from_primary_key((change.record_id,))


def guard_writes(engine: Engine) -> None:
    """Let no statement change a record unless it is captured: a bulk update would pass by the log."""

    @event.listens_for(engine, "before_cursor_execute")
    def check(connection: Any, cursor: Any, statement: str, *rest: object) -> None:
        if statement[:6].upper() in ("INSERT", "UPDATE", "DELETE") and not connection.info.get("captured"):
            raise RuntimeError("A write passed by the change log; use the session's records or app.store.bulk.")


def _capture_added(session: StoreSession, record: Record) -> None:
    record_class = type(record)
    if record.id is None:
        record.id = record_class.__table__.c.id.default.arg(None)
    record.created_at = record.created_at or session.now
    record.changed_at = session.now
    for column in record_class.__table__.columns:
        if column.default is not None and column.default.is_scalar and getattr(record, column.key) is None:
            setattr(record, column.key, column.default.arg)
    _check(session, record)
    _keep_sort_keys(record, record_class.sorted_as)
    values = {name: plain(getattr(record, name)) for name in fields(record_class)}
    _note(session, record, "add", {name: [None, value] for name, value in values.items() if value is not None}, {})


def _capture_changed(session: StoreSession, record: Record) -> None:
    state = instance_state(record)
    if not state.committed_state:
        return
    about = fields(type(record))
    before = {
        name: _former(session, record, name, old)
        for name, old in state.committed_state.items()
        if (name in about or name == "deleted_at")
    }
    before = {name: old for name, old in before.items() if old != getattr(record, name)}
    if not before:
        return
    record.changed_at = session.now
    _check(session, record, before)
    _keep_sort_keys(record, [name for name in type(record).sorted_as if name in before])
    changed = {name: [plain(old), plain(getattr(record, name))] for name, old in before.items()}
    action: log.Action = "set"
    if "deleted_at" in before:
        action = "restore" if record.deleted_at is None else "delete"
    _note(session, record, action, changed, {name: plain(old) for name, old in before.items()})


def _former(session: StoreSession, record: Record, name: str, old: Any) -> Any:
    """The value before this step; asked of the database where the attribute was never loaded."""
    if not isinstance(old, LoaderCallableStatus):
        return old
    column = type(record).__table__.c[name]
    with session.no_autoflush:
        return session.execute(select(column).where(type(record).__table__.c.id == record.id)).scalar()


def _keep_sort_keys(record: Record, names: Any) -> None:
    for name in names:
        values: dict[str, Any] = {name: getattr(record, name)}
        index.set_sort_keys(type(record), values)
        for column in set(values) - {name}:
            setattr(record, column, values[column])


def _note(
    session: StoreSession,
    record: Record,
    action: log.Action,
    changed: dict[str, list[Any]],
    former: Mapping[str, Any],
) -> None:
    """Remember one change; several flushes of one step become one entry a record."""
    key = (record.__tablename__, record.id)
    after = _derived_from(record) if record.deleted_at is None else {}
    known = session.pending.get(key)
    if known is None:
        before = {} if action in ("add", "restore") else {**_derived_from(record), **former}
        session.pending[key] = Change(type(record), record.id, record.seq, action, changed, before, after)
        return
    for name, (old, new) in changed.items():
        known.fields[name] = [known.fields[name][0] if name in known.fields else old, new]
    known.after = after
    if action == "delete":
        known.action = action


def _derived_from(record: Record) -> dict[str, Any]:
    """All plain values of a record, for the things derived from them."""
    return {name: plain(getattr(record, name)) for name in fields(type(record))}


def _check(session: StoreSession, record: Record, before: Mapping[str, Any] | None = None) -> None:
    """Refuse a value outside its choices, a missing one, a forbidden move, a broken rule."""
    for name, about in fields(type(record)).items():
        check_choice(record, name, about)
        if about.required and getattr(record, name) in (None, ""):
            sentence = "This is needed."
            raise Refused("{label} is needed.", label=about.label, fields={name: sentence})
    if before is not None and not session.undoing:
        check_moves(record, before)
        record.check_change(before)
    record.check()


def check_moves(record: Record, before: Mapping[str, Any]) -> None:
    """Refuse a state change that the kind's transition table does not have."""
    for name, permitted in type(record).transitions.items():
        old, new = before.get(name), getattr(record, name)
        if old is None or old == new or new in permitted.get(old, ()):
            continue
        label = fields(type(record))[name].label
        sentence = f"From “{old}” it can move to: {', '.join(permitted.get(old, ())) or 'nothing'}."
        raise Refused(
            "{label} cannot change from {old} to {new}.", label=label, old=old, new=new, fields={name: sentence}
        )


