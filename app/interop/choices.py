"""What a person may choose at an import: kinds, a field for each column, and the mappings kept for next time."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import Refused
from app.interop import targets
from app.queries.records import fields_of
from app.records import kind as kind_named
from app.records import kinds
from app.services import records
from app.store.engine import Reader
from app.store.session import StoreSession

NEVER_TYPED = frozenset({"json"})
KINDS = (
    "accounts", "contacts", "products", "product_families", "orders", "order_lines", "users", "territories",
)  # fmt: skip
"""Kinds a table may hold, the most usual first."""


def kind_choices() -> list[tuple[str, str]]:
    """The kinds a table may be taken in as: name and title."""
    names = dict.fromkeys([*KINDS, *targets.FIELDS])
    return [(name, kinds()[name].titles) for name in names if name in kinds()]


def target_choices(kind: str) -> list[tuple[str, str, str]]:
    """The fields a column of such a table may fill: target, label, and the kind's title where it is another one."""
    known = {target for target in targets.FIELDS.get(kind, {}).values() if target}
    own = [f"{kind}.{each.name}" for each in _typed_fields(kind)]
    found: dict[str, tuple[str, str, str]] = {}
    for target in [*own, *sorted(known)]:
        choice = _choice(target, kind)
        if choice is not None:
            found.setdefault(target, choice)
    return sorted(found.values(), key=lambda each: (each[2] != "", each[2], each[1]))


def _typed_fields(kind: str) -> list[Any]:
    about = fields_of(None, kind)  # type: ignore[arg-type]  # a declaration needs no database
    return [each for each in about if not each.link and each.type not in NEVER_TYPED]


def _choice(target: str, kind: str) -> tuple[str, str, str] | None:
    of, _, field = target.partition(".")
    name, _, by = field.partition(":")
    labels = {each.name: each.label for each in fields_of(None, of)}  # type: ignore[arg-type]
    label = labels.get(name) or name.replace("_", " ").capitalize()
    if by:
        label = f"{label} ({labels_of_link(by)})"
    return (target, label, "" if of == kind else kind_named(of).title)


def target_words(target: str) -> tuple[str, str]:
    """The kind and the field a target means, in words; parts of a list are named as they stand."""
    of, _, field = target.partition(".")
    found = _choice(target, "")
    if found is None or of not in kinds():
        return of.capitalize(), field
    return found[2], found[1]


def labels_of_link(by: str) -> str:
    """How the other record is found, in a word."""
    return {"external_id": "number elsewhere", "number": "number", "name": "name"}.get(by, by)


def fingerprint(columns: Sequence[str]) -> str:
    """A name for a set of column titles, whatever their order."""
    text = "\n".join(sorted(title.strip().casefold() for title in columns))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def kept_mapping(reader: Reader, columns: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """The kind and the mapping kept for files with these columns, or None."""
    import json

    row = reader.row(
        "SELECT kind, columns FROM import_mappings WHERE fingerprint = ? AND deleted_at IS NULL ORDER BY seq DESC",
        (fingerprint(columns),),
    )
    if row is None or not row.columns:
        return None
    found = json.loads(row.columns) if isinstance(row.columns, str) else row.columns
    if not isinstance(found, dict):
        return None
    return row.kind or "", {
        str(title): str(target or "") for title, target in found.items() if title in columns
    }


def keep_mapping(
    session: StoreSession, name: str, kind: str, columns: Sequence[str], mapping: Mapping[str, str]
) -> str:
    """Keep a mapping for the next file with the same columns; a former one gives way to it."""
    if not columns:
        raise Refused("There are no columns to remember.")
    mark = fingerprint(columns)
    values = {"name": name, "kind": kind, "fingerprint": mark, "columns": dict(mapping)}
    former = session.reader.value(
        "SELECT id FROM import_mappings WHERE fingerprint = ? AND deleted_at IS NULL", (mark,)
    )
    if former:
        return records.change(session, "import_mappings", former, values)
    return records.add(session, "import_mappings", values)
