"""Many records at once through the same log: imports, undo and sync write plain rows, not live records.

Values here are plain (see `app.values`), as the log keeps them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from app.records.base import Record, fields
from app.records.ids import new_id
from app.records.types import Exact, Flag, Json
from app.store import index, log
from app.store.engine import chunks
from app.store.log import Change
from app.store.session import StoreSession
from app.values import read_number, to_stored_moment, to_stored_number

BATCH = 1_000


def add(session: StoreSession, record_class: type[Record], rows: Iterable[dict[str, Any]]) -> list[str]:
    """Add new records from plain values; returns their ids in order. Rules of single fields are the caller's.

    A row may bring its own `id`; fields it does not name stay empty or take their declared default.
    """
    ids: list[str] = []
    for batch in chunks(list(rows), BATCH):
        ids += _add_batch(session, record_class, batch)
    return ids


def _add_batch(session: StoreSession, record_class: type[Record], rows: Sequence[dict[str, Any]]) -> list[str]:
    session.flush()
    driver = session.driver
    table = record_class.__tablename__
    columns, defaults = _columns(record_class), _defaults(record_class)
    names = list(columns)
    seq = (driver.execute(f"SELECT max(seq) FROM {table}").fetchone()[0] or 0) + 1
    now = to_stored_moment(session.now)
    stored, changes, ids = [], [], []
    for place, row in enumerate(rows):
        values = {**defaults, **row} if defaults else row
        record_id = values.pop("id", None) or new_id()
        entry = {name: [None, value] for name, value in values.items() if value is not None}
        if record_class.sorted_as:
            index.set_sort_keys(record_class, values)
        stored.append(
            (seq + place, record_id, now, now, *[_stored(columns[name], values.get(name)) for name in names])
        )
        changes.append(Change(record_class, record_id, seq + place, "add", entry, {}, values))
        ids.append(record_id)
    marks = ",".join("?" * (len(names) + 4))
    with session.capturing():
        driver.executemany(
            f"INSERT INTO {table} (seq, id, created_at, changed_at, {', '.join(names)}) VALUES ({marks})", stored
        )
        log.write(driver, session.step, changes)
    return ids


def change(
    session: StoreSession, record_class: type[Record], wanted: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Set fields of many records: id → {field: plain value}; returns the ids that really changed.

    `deleted_at` among the fields deletes a record or, when None, brings it back.
    """
    changed: list[str] = []
    for batch in chunks(list(wanted), BATCH):
        changed += _change_batch(session, record_class, {each: wanted[each] for each in batch})
    return changed


def _change_batch(
    session: StoreSession, record_class: type[Record], wanted: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    session.flush()
    session.expire_all()
    now = to_stored_moment(session.now)
    changes: list[Change] = []
    statements: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    columns = {**_columns(record_class), "deleted_at": None}
    for record_id, former in current(session, record_class, list(wanted)).items():
        fresh = {name: value for name, value in wanted[record_id].items() if former.get(name) != value}
        if not fresh:
            continue
        after = {**former, **fresh}
        changes.append(_change_of(record_class, record_id, former, fresh, after))
        index.set_sort_keys(record_class, fresh)
        values = [_stored(columns.get(name), value) for name, value in fresh.items()]
        statements.setdefault(tuple(fresh), []).append((*values, now, record_id))
    with session.capturing():
        for names, parameters in statements.items():
            sets = ", ".join(f"{name} = ?" for name in (*names, "changed_at"))
            session.driver.executemany(f"UPDATE {record_class.__tablename__} SET {sets} WHERE id = ?", parameters)
        log.write(session.driver, session.step, changes)
    return [each.record_id for each in changes]


def _change_of(
    record_class: type[Record],
    record_id: str,
    former: Mapping[str, Any],
    fresh: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Change:
    action: log.Action = "set"
    if "deleted_at" in fresh:
        action = "restore" if fresh["deleted_at"] is None else "delete"
    entry = {name: [former.get(name), value] for name, value in fresh.items()}
    before = former if former["deleted_at"] is None else {}
    now = after if after["deleted_at"] is None else {}
    return Change(record_class, record_id, former["seq"], action, entry, before, now)


def current(
    session: StoreSession, record_class: type[Record], ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Id → the plain values of all fields as they are now, with `seq` and `deleted_at`; unknown ids are left out."""
    names = list(fields(record_class))
    plains = [_plainer(record_class.__table__.c[name].type) for name in names]
    found: dict[str, dict[str, Any]] = {}
    for batch in chunks(ids, 500):
        marks = ",".join("?" * len(batch))
        sql = f"SELECT id, seq, deleted_at, {', '.join(names)} FROM {record_class.__tablename__} WHERE id IN ({marks})"
        for record_id, seq, deleted_at, *stored in session.driver.execute(sql, tuple(batch)):
            values = {
                name: value if value is None or make is None else make(value)
                for name, make, value in zip(names, plains, stored, strict=True)
            }
            found[record_id] = {"seq": seq, "deleted_at": deleted_at, **values}
    return found


Converter = Callable[[Any], Any] | None


@cache
def _columns(record_class: type[Record]) -> dict[str, Converter]:
    """Column → how a plain value is stored; None where it is stored as it is."""
    names = [*fields(record_class), *record_class.sorted_as.values()]
    return {name: _STORERS.get(type(record_class.__table__.c[name].type)) for name in names}


@cache
def _defaults(record_class: type[Record]) -> dict[str, Any]:
    columns = record_class.__table__.columns
    return {
        column.key: _as_plain(column.default.arg)
        for column in columns
        if column.key in fields(record_class) and column.default is not None and column.default.is_scalar
    }


def _as_plain(value: Any) -> Any:
    from app.values import plain

    return plain(value)


def _stored(convert: Converter, value: Any) -> Any:
    return value if value is None or convert is None else convert(value)


def _store_number(value: Any) -> int:
    return to_stored_number(read_number(value) if isinstance(value, str) else value)


_STORERS: dict[type, Converter] = {Exact: _store_number, Flag: int, Json: Json.into}


def _plainer(stored: Any) -> Converter:
    """How a stored value becomes plain."""
    from app.values import from_stored_number, plain_number

    if isinstance(stored, Exact):
        return lambda value: plain_number(from_stored_number(value))
    if isinstance(stored, Flag):
        return bool
    return Json.out if isinstance(stored, Json) else None
