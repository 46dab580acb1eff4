"""Any kind of record by its declaration: what there is, lists, one record with its links, its history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from app.errors import Refused
from app.queries import question
from app.records import kind as kind_named
from app.records import kinds as all_kinds
from app.records.base import Field, Record, fields, links
from app.records.types import Exact, Flag, Json
from app.store import history
from app.store.engine import Reader
from app.values import (
    from_stored_number,
    plain_number,
    read_day,
    read_flag,
    read_json,
    read_moment,
    read_number,
    read_whole,
    to_stored_moment,
    to_stored_number,
)

MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class KindInfo:
    """A kind of record as a person sees it."""

    name: str
    title: str
    titles: str
    fields: int


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field as forms, lists and the command line see it."""

    name: str
    label: str
    type: str
    choices: tuple[str, ...]
    required: bool
    searchable: bool
    listed: bool
    internal: bool
    link: str | None
    group: str | None
    help: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list: how many there are in all, and the rows asked for as plain values."""

    kind: str
    total: int
    rows: list[dict[str, Any]]


@question("Kinds of records")
def kinds(reader: Reader) -> list[KindInfo]:
    """Every kind of record there is."""
    return [KindInfo(name, kind.title, kind.titles, len(fields(kind))) for name, kind in all_kinds().items()]


@question("Fields of a kind")
def fields_of(reader: Reader, kind: str) -> list[FieldInfo]:
    """The fields of a kind with their labels, types, choices and links."""
    record_class = kind_named(kind)
    targets = links(record_class)
    return [_info(name, about, targets.get(name)) for name, about in fields(record_class).items()]


def _info(name: str, about: Field, link: str | None) -> FieldInfo:
    return FieldInfo(
        name, about.label, about.kind or "text", about.choices, about.required, about.search, about.listed,
        about.internal, link, about.group, about.help,
    )  # fmt: skip


def listing(
    reader: Reader,
    kind: str,
    where: Mapping[str, str] | None = None,
    sort: str = "",
    limit: int = 100,
    offset: int = 0,
) -> Page:
    """Records of a kind that have the given values, sorted by a field (`-field` for falling order)."""
    record_class = kind_named(kind)
    condition, values = _condition(record_class, where or {})
    order = _order(record_class, sort)
    total = reader.value(f"SELECT count(*) FROM {kind} WHERE {condition}", values)
    ids = reader.column(
        f"SELECT seq FROM {kind} WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, min(limit, MOST_ROWS), max(offset, 0)),
    )
    return Page(kind, total, rows_of(reader, record_class, ids))


def rows_of(reader: Reader, record_class: type[Record], seqs: Sequence[int]) -> list[dict[str, Any]]:
    """The records of these row numbers as plain values, in the order asked."""
    names = ["id", *fields(record_class), "created_at", "changed_at"]
    makers = [_maker(record_class, name) for name in names]
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(seqs), 500):
        part = seqs[start : start + 500]
        marks = ",".join("?" * len(part))
        sql = f"SELECT seq, {', '.join(names)} FROM {record_class.__tablename__} WHERE seq IN ({marks})"
        for seq, *stored in reader.rows(sql, tuple(part)):
            found[seq] = {
                name: value if value is None or make is None else make(value)
                for name, make, value in zip(names, makers, stored, strict=True)
            }
    return [found[seq] for seq in seqs if seq in found]


def record(reader: Reader, kind: str, id: str) -> dict[str, Any]:
    """One record with the titles of what it links to, under `links`."""
    record_class = kind_named(kind)
    seq = reader.value(f"SELECT seq FROM {kind} WHERE id = ? AND deleted_at IS NULL", (id,))
    if seq is None:
        raise Refused("There is no {kind} with the id {id}.", kind=record_class.title.lower(), id=id)
    values = rows_of(reader, record_class, [seq])[0]
    titles = {
        name: title_of(reader, table, values[name])
        for name, table in links(record_class).items()
        if values.get(name)
    }
    return {**values, "links": titles}


def title_of(reader: Reader, kind: str, id: str) -> str:
    """What a record is called."""
    named_by = kind_named(kind).named_by
    return str(reader.value(f"SELECT {named_by} FROM {kind} WHERE id = ?", (id,)) or "")


@question("History")
def record_history(reader: Reader, kind: str, id: str) -> list[history.Entry]:
    """Who changed what and when, oldest first."""
    kind_named(kind)
    return history.of_record(reader, id)


def read_values(kind: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Texts of a person or script as Python values of the declared types; refused field by field."""
    record_class = kind_named(kind)
    about = fields(record_class)
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, text in given.items():
        if name not in about:
            wrong[name] = f"{record_class.title} has no field called “{name}”."
            continue
        try:
            values[name] = _value(record_class, name, about[name].kind, text)
        except (Refused, ValueError) as problem:
            wrong[name] = str(problem)
    if wrong:
        raise Refused("{sentences}", sentences=" ".join(wrong.values()), fields=wrong)
    return values


def _value(record_class: type[Record], name: str, kind: str | None, text: str) -> Any:
    """The value behind a text; blanks alone are no value."""
    if not text.strip():
        return None
    if kind == "json":
        return _list_or_mapping(record_class, name, text)
    return _READERS.get(kind or "text", _text)(text)


def _text(text: str) -> str:
    """A text without characters that steer a terminal or end a text early."""
    return (
        "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
        if not text.isprintable()
        else text
    )


def _list_or_mapping(record_class: type[Record], name: str, text: str) -> Any:
    found = read_json(text)
    wanted = list if "list[" in str(get_type_hints(record_class)[name]) else dict
    if not isinstance(found, wanted):
        raise Refused("This is not a list." if wanted is list else "This is not of the form name → value.")
    return found


def _code(length: int, example: str) -> Callable[[str], str]:
    """Reads a code of so many Latin letters, however they are written."""

    def read(text: str) -> str:
        code = text.strip().upper()
        if len(code) != length or not (code.isascii() and code.isalpha()):
            raise Refused("“{text}” is not a code like {example}.", text=text, example=example)
        return code

    return read


_READERS: dict[str, Any] = {
    "day": read_day, "moment": read_moment, "money": read_number, "number": read_number,
    "percent": read_number, "flag": read_flag, "whole": read_whole,
    "currency": _code(3, "EUR"), "country": _code(2, "IT"),
}  # fmt: skip


def _maker(record_class: type[Record], name: str) -> Any:
    stored = record_class.__table__.c[name].type
    if isinstance(stored, Exact):
        return lambda value: plain_number(from_stored_number(value))
    if isinstance(stored, Flag):
        return bool
    return Json.out if isinstance(stored, Json) else None


def _condition(record_class: type[Record], where: Mapping[str, str]) -> tuple[str, tuple[Any, ...]]:
    parts, values = ["deleted_at IS NULL"], []
    for name, value in read_values(record_class.__tablename__, where).items():
        if value is None:
            parts.append(f"({name} IS NULL OR {name} = '')")
        else:
            parts.append(f"{name} = ?")
            values.append(stored_value(record_class.__tablename__, name, value))
    return " AND ".join(parts), tuple(values)


def stored_value(kind_name: str, name: str, value: Any) -> Any:
    """A Python value of a field as the database keeps it."""
    kind = fields(kind_named(kind_name))[name].kind
    if kind in ("money", "number", "percent"):
        return to_stored_number(value)
    if kind == "moment":
        return to_stored_moment(value)
    if kind == "json":
        return Json.into(value)
    return value.isoformat() if kind == "day" else int(value) if kind == "flag" else value


def _order(record_class: type[Record], sort: str) -> str:
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    direction = " DESC" if falling else ""
    if not name:
        name = record_class.named_by
    elif name not in ("created_at", "changed_at", "id") and name not in fields(record_class):
        raise Refused("{kind} cannot be sorted by “{name}”.", kind=record_class.titles, name=name)
    return f"{record_class.sorted_as.get(name, name)}{direction}, seq"
