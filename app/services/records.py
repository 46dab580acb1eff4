"""Any kind of record by its declaration: add, change, delete, through the same rules as every other write."""

from collections.abc import Mapping
from typing import Any

from app.errors import Refused
from app.records import kind as kind_named
from app.records.base import links
from app.store.session import StoreSession


def add(session: StoreSession, kind: str, values: Mapping[str, Any]) -> str:
    """Add a record from Python values; returns its id."""
    record_class = kind_named(kind)
    _refuse_dangling(session, kind, values)
    _refuse_taken_number(session, kind, values)
    record = record_class(**values)
    session.add(record)
    session.flush()
    return record.id


def change(session: StoreSession, kind: str, id: str, values: Mapping[str, Any]) -> str:
    """Set fields of a record; returns its id."""
    record = session.find_kind(kind, id)
    _refuse_dangling(session, kind, values)
    _refuse_taken_number(session, kind, values, id)
    for name, value in values.items():
        setattr(record, name, value)
    session.flush()
    return record.id


def delete(session: StoreSession, kind: str, id: str) -> str:
    """Delete a record and what is part of it; undo brings it back."""
    session.remove(session.find_kind(kind, id))
    session.flush()
    return id


NUMBERED = ("quotes", "orders", "contracts", "cases")
"""Kinds whose records go by their number with us and with the client."""


def _refuse_taken_number(session: StoreSession, kind: str, values: Mapping[str, Any], id: str = "") -> None:
    """Refuse a number that another record of the kind bears; versions of one quote come by another way."""
    number = values.get("number")
    if kind not in NUMBERED or not number:
        return
    sql = f"SELECT 1 FROM {kind} WHERE number = ? AND id <> ? AND deleted_at IS NULL LIMIT 1"
    if session.reader.value(sql, (number, id)) is not None:
        sentence = f"The number {number} is taken."
        raise Refused("{sentence}", sentence=sentence, fields={"number": sentence})


def _refuse_dangling(session: StoreSession, kind: str, values: Mapping[str, Any]) -> None:
    """Refuse a link to a record that is not there, beside the field that has it."""
    for name, table in links(kind_named(kind)).items():
        target = values.get(name)
        if (
            target
            and session.reader.value(f"SELECT 1 FROM {table} WHERE id = ? AND deleted_at IS NULL", (target,))
            is None
        ):
            sentence = f"There is no {kind_named(table).title.lower()} with the id {target}."
            raise Refused("{sentence}", sentence=sentence, fields={name: sentence})
