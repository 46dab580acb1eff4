"""Merging twins: one record stays with the chosen values, everything that pointed at the other follows."""

from collections.abc import Mapping
from typing import Any

from app.errors import Refused
from app.records import kind as kind_named
from app.records import kinds
from app.records.base import fields, links
from app.services import verb
from app.services.import_rules import problem_of_values
from app.services.visits import values_of
from app.store import bulk
from app.store.session import StoreSession
from app.values import plain, to_stored_moment

NEVER_TAKEN = ("merged_into_id",)


@verb("Merge accounts")
def merge_accounts(
    session: StoreSession, keep: str, lose: str, choices: Mapping[str, Any] | None = None
) -> str:
    """Merge two accounts into one; `choices` says field by field “keep”, “lose” or another value."""
    return _merge(session, "accounts", keep, lose, choices or {})


@verb("Merge contacts")
def merge_contacts(
    session: StoreSession, keep: str, lose: str, choices: Mapping[str, Any] | None = None
) -> str:
    """Merge two contacts into one; `choices` says field by field “keep”, “lose” or another value."""
    return _merge(session, "contacts", keep, lose, choices or {})


def _merge(session: StoreSession, kind: str, keep: str, lose: str, choices: Mapping[str, Any]) -> str:
    if keep == lose:
        raise Refused("A record cannot be merged with itself.", fields={"lose": "Choose another one."})
    session.find_kind(kind, keep)
    session.find_kind(kind, lose)
    record_class = kind_named(kind)
    now = bulk.current(session, record_class, [keep, lose])
    chosen = merged_values(kind, now[keep], now[lose], choices)
    bulk.change(session, record_class, {keep: chosen})
    gone = {"merged_into_id": keep, "deleted_at": to_stored_moment(session.now)}
    bulk.change(session, record_class, {lose: gone})
    _move_links(session, kind, keep, lose)
    return keep


def merged_values(
    kind: str, keep: Mapping[str, Any], lose: Mapping[str, Any], choices: Mapping[str, Any]
) -> dict[str, Any]:
    """The values that change on the record that stays: chosen ones, gaps filled, notes of both."""
    about = fields(kind_named(kind))
    unknown = [name for name in choices if name not in about]
    if unknown:
        raise Refused("There is no field “{name}”.", name=unknown[0], fields={unknown[0]: "Unknown field."})
    chosen = {}
    for name, field in about.items():
        if name in NEVER_TAKEN:
            continue
        ours, theirs = keep.get(name), lose.get(name)
        value = _value(_read(kind, name, choices.get(name)), ours, theirs, field.merge == "text")
        if value != ours:
            chosen[name] = value
    return chosen


def _read(kind: str, name: str, choice: Any) -> Any:
    """A choice; a value of one's own is read as any other value of the field."""
    if choice in (None, "keep", "lose"):
        return choice
    values = values_of(kind, {name: choice})
    problem = problem_of_values(kind, values)
    if problem:
        raise Refused("{sentence}", sentence=problem, fields={name: problem})
    return values[name]


def _value(choice: Any, ours: Any, theirs: Any, is_text: bool) -> Any:
    if choice == "keep":
        return ours
    if choice == "lose":
        return theirs
    if choice is not None:
        return plain(choice)
    if is_text and ours and theirs and theirs not in ours:
        return f"{ours}\n{theirs}"
    return theirs if ours in (None, "", False) else ours


def _move_links(session: StoreSession, kind: str, keep: str, lose: str) -> None:
    """Everything that pointed at the record that goes points at the one that stays, a self-link at nothing."""
    for name, record_class in kinds().items():
        for field, table in links(record_class).items():
            if table != kind or (name == kind and field in NEVER_TAKEN):
                continue
            ids = session.reader.column(f"SELECT id FROM {name} WHERE {field} = ?", (lose,))
            targets = {each: {field: None if name == kind and each == keep else keep} for each in ids}
            if targets:
                bulk.change(session, record_class, targets)
