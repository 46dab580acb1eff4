"""Many records at once through the same log: imports, undo and sync write plain rows, not live records.

Values here are plain (see `app.values`), as the log keeps them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from itertools import chain, islice
from typing import Any

from app.errors import Refused
from app.records.base import Record, fields
from app.records.ids import new_id
from app.records.types import Exact, Flag, Json
from app.store import engine, index, log
from app.store.engine import Connection, chunks
from app.store.log import Change
from app.store.session import StoreSession
from app.values import (
    from_stored_number,
    plain,
    plain_number,
    read_number,
    to_stored_moment,
    to_stored_number,
)

BATCH = 1_000

Converter = Callable[[Any], Any]


def roomy(session: StoreSession) -> AbstractContextManager[None]:
    """Around thousands of rows: more pages stay at hand until they are written."""
    return engine.roomy(session.driver)


def add(
    session: StoreSession,
    record_class: type[Record],
    rows: Iterable[Mapping[str, Any]],
    keys: Mapping[str, Sequence[str]] = {},
) -> list[str]:
    """Add new records from plain values; returns their ids in order. Rules of single fields are the caller's.

    A row may bring its own `id`; fields it does not name stay empty or take their declared default. `keys` are
    the match keys (by id) of records whose twins were looked for just now, so that they are not worked out twice.
    """
    session.write_log()
    ids: list[str] = []
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        ids += _add_batch(session, record_class, batch, keys)
    return ids


def _add_batch(
    session: StoreSession,
    record_class: type[Record],
    rows: Sequence[Mapping[str, Any]],
    keys: Mapping[str, Sequence[str]],
) -> list[str]:
    driver = session.driver
    table = record_class.__tablename__
    storers, defaults = list(_storers(record_class).items()), _defaults(record_class)
    if unknown := set().union(*rows) - fields(record_class).keys() - {"id"}:
        raise _unknown(record_class, unknown)
    last = driver.execute(f"SELECT max(seq) FROM {table}").fetchone()[0] or 0
    stored, changes = [], []
    for seq, row in enumerate(rows, last + 1):
        kept = {**defaults, **row}
        record_id = kept.pop("id", None) or new_id()
        if None in kept.values():
            kept = {name: value for name, value in kept.items() if value is not None}
        to_store = dict(kept)
        for name, convert in storers:
            if name in kept:
                to_store[name] = convert(kept[name])
                kept[name] = _normal(kept[name], convert)
        index.set_sort_keys(record_class, to_store)
        stored.append((seq, record_id, to_store))
        entry = {name: (None, value) for name, value in kept.items()}
        changes.append(Change(record_class, record_id, seq, "add", entry, {}, kept, keys.get(record_id)))
    _insert(driver, table, to_stored_moment(session.now), stored)
    log.write(driver, session.step, changes)
    return [change.record_id for change in changes]


def _insert(
    driver: Connection, table: str, now: str, stored: Sequence[tuple[int, str, Mapping[str, Any]]]
) -> None:
    """Write rows, naming only the columns that one of them fills: most kinds have many and fill few."""
    names = list(dict.fromkeys(chain.from_iterable(values for _, _, values in stored)))
    marks = ",".join("?" * (len(names) + 4))
    columns = ", ".join(["seq", "id", "created_at", "changed_at", *names])
    parameters = [(seq, record_id, now, now, *map(values.get, names)) for seq, record_id, values in stored]
    with driver.capturing():
        driver.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", parameters)


def change(
    session: StoreSession, record_class: type[Record], wanted: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Set fields of many records: id → {field: plain value}; returns the ids that really changed.

    `deleted_at` among the fields deletes a record or, when None, brings it back.
    """
    session.write_log()
    session.expire_all()
    changed: list[str] = []
    for batch in chunks(
        sorted(wanted), BATCH
    ):  # oldest first: the search index deletes thirty times faster so
        changed += _change_batch(session, record_class, {each: wanted[each] for each in batch})
    return changed


def _change_batch(
    session: StoreSession, record_class: type[Record], wanted: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    now = to_stored_moment(session.now)
    storers = _storers(record_class)
    known = {*fields(record_class), "deleted_at"}
    changes: list[Change] = []
    statements: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for record_id, former in current(session, record_class, list(wanted)).items():
        if unknown := wanted[record_id].keys() - known:
            raise _unknown(record_class, unknown)
        plains = {name: _normal(value, storers.get(name)) for name, value in wanted[record_id].items()}
        fresh = {name: value for name, value in plains.items() if former[name] != value}
        if not fresh:
            continue
        changes.append(_change_of(record_class, record_id, former, fresh))
        to_store = {name: _stored(storers.get(name), value) for name, value in fresh.items()}
        index.set_sort_keys(record_class, to_store)
        statements.setdefault(tuple(to_store), []).append((*to_store.values(), now, record_id))
    with session.driver.capturing() as driver:
        for names, parameters in statements.items():
            sets = ", ".join(f"{name} = ?" for name in (*names, "changed_at"))
            driver.executemany(f"UPDATE {record_class.__tablename__} SET {sets} WHERE id = ?", parameters)
    log.write(session.driver, session.step, changes)
    return [each.record_id for each in changes]


def _change_of(
    record_class: type[Record], record_id: str, former: Mapping[str, Any], fresh: Mapping[str, Any]
) -> Change:
    after = {**former, **fresh}
    action: log.Action = "set"
    if "deleted_at" in fresh:
        action = "restore" if fresh["deleted_at"] is None else "delete"
    entry = {name: (former[name], value) for name, value in fresh.items()}
    before = former if former["deleted_at"] is None else {}
    now = after if after["deleted_at"] is None else {}
    return Change(record_class, record_id, former["seq"], action, entry, before, now)


def current(
    session: StoreSession, record_class: type[Record], ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Id → the plain values of all fields as they are now, with `seq` and `deleted_at`; unknown ids are left out."""
    names = list(fields(record_class))
    makers = plain_makers(record_class)
    columns = ", ".join(["id", "seq", "deleted_at", *names])
    found: dict[str, dict[str, Any]] = {}
    for batch in chunks(ids, 500):
        marks = ",".join("?" * len(batch))
        sql = f"SELECT {columns} FROM {record_class.__tablename__} WHERE id IN ({marks})"
        for record_id, seq, deleted_at, *stored in session.driver.execute(sql, tuple(batch)):
            values = dict(zip(names, stored, strict=True))
            for name, make in makers.items():
                if values[name] is not None:
                    values[name] = make(values[name])
            found[record_id] = {"seq": seq, "deleted_at": deleted_at, **values}
    return found


def _unknown(record_class: type[Record], names: Iterable[str]) -> Refused:
    return Refused(
        "{kind} has no field called “{name}”.", kind=record_class.title, name=", ".join(sorted(names))
    )


@cache
def _storers(record_class: type[Record]) -> dict[str, Converter]:
    """Field → how its plain value is stored, where the two differ."""
    ways: dict[type, Converter] = {Exact: _store_number, Flag: int, Json: Json.into}
    types = {name: type(record_class.__table__.c[name].type) for name in fields(record_class)}
    return {name: ways[stored] for name, stored in types.items() if stored in ways}


@cache
def plain_makers(record_class: type[Record]) -> dict[str, Converter]:
    """Field → how its stored value becomes plain, where the two differ."""
    ways: dict[type, Converter] = {Exact: _plain_number, Flag: bool, Json: Json.out}
    types = {name: type(record_class.__table__.c[name].type) for name in fields(record_class)}
    return {name: ways[stored] for name, stored in types.items() if stored in ways}


@cache
def _defaults(record_class: type[Record]) -> dict[str, Any]:
    columns = record_class.__table__.columns
    return {
        column.key: plain(column.default.arg)
        for column in columns
        if column.key in fields(record_class) and column.default is not None and column.default.is_scalar
    }


def _stored(convert: Converter | None, value: Any) -> Any:
    return value if value is None or convert is None else convert(value)


def _normal(value: Any, convert: Converter | None) -> Any:
    """The one plain form of a value: "1.50" and "1.5" are the same number, 1 and true the same flag."""
    if value is None or convert is None:
        return value
    if convert is _store_number:
        return _plain_number(_store_number(value))
    return bool(value) if convert is int else value


def _store_number(value: Any) -> int:
    return to_stored_number(read_number(value) if isinstance(value, str) else value)


def _plain_number(stored: int) -> str:
    return plain_number(from_stored_number(stored))
