"""One record of any kind on a page: its values, the moves open to it, what hangs on it."""

from dataclasses import dataclass
from typing import Any

from app.errors import Refused
from app.queries import question
from app.queries.records import record, title_of
from app.records import kind as kind_named
from app.records import kinds
from app.records.base import fields, links
from app.store.engine import Reader


@dataclass(frozen=True, slots=True)
class Moves:
    """A state of a record and the states its kind lets it go to."""

    field: str
    label: str
    state: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hanging:
    """Records of one kind that point at this one by one field."""

    kind: str
    title: str
    titles: str
    field: str
    label: str
    count: int
    is_part: bool


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record as a page shows it."""

    kind: str
    id: str
    title: str
    """What one such record is called."""
    name: str
    values: dict[str, Any]
    links: dict[str, str]
    moves: tuple[Moves, ...]
    hanging: tuple[Hanging, ...]


@question("Record on a page")
def record_page(reader: Reader, kind: str, id: str) -> RecordPage:
    """Everything a page shows of a record of any kind."""
    record_class = kind_named(kind)
    found = record(reader, kind, id)
    titles = found.pop("links")
    name = titles.get(record_class.named_by) or str(found.get(record_class.named_by) or "")
    return RecordPage(
        kind, id, record_class.title, name, found, titles, _moves(kind, found), hanging(reader, kind, id)
    )


@question("Possible moves")
def moves(reader: Reader, kind: str, id: str) -> tuple[Moves, ...]:
    """The states a record may go to now, as its kind declares them."""
    names = tuple(kind_named(kind).transitions)
    if not names:
        return ()
    row = reader.row(f"SELECT {', '.join(names)} FROM {kind} WHERE id = ? AND deleted_at IS NULL", (id,))
    if row is None:
        raise Refused("There is no {kind} with the id {id}.", kind=kind_named(kind).title.lower(), id=id)
    return _moves(kind, {name: getattr(row, name) for name in names})


def _moves(kind: str, values: dict[str, Any]) -> tuple[Moves, ...]:
    record_class = kind_named(kind)
    about = fields(record_class)
    return tuple(
        Moves(name, about[name].label, str(values.get(name) or ""), permitted.get(values.get(name) or "", ()))
        for name, permitted in record_class.transitions.items()
    )


@question("What hangs on a record")
def hanging(reader: Reader, kind: str, id: str) -> tuple[Hanging, ...]:
    """Records of other kinds that point at this one: parts first, then those there are, then the rest."""
    found = []
    for name, other in kinds().items():
        about = fields(other)
        for field, target in links(other).items():
            if target != kind or field not in about or field == "merged_into_id":
                continue
            count = reader.value(
                f"SELECT count(*) FROM {name} WHERE {field} = ? AND deleted_at IS NULL", (id,)
            )
            each = about[field]
            found.append(
                Hanging(name, other.title, other.titles, field, each.label, int(count), each.part_of)
            )
    found.sort(key=lambda each: (not each.is_part, each.count == 0, each.titles, each.label))
    return tuple(found)


def name_of(reader: Reader, kind: str, id: str) -> str:
    """What a record is called, for the head of a narrowed list."""
    return title_of(reader, kind, id)
