"""The declaration: what a record is made of, said once and read by everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, get_args

from sqlalchemy import ForeignKey, Index, MetaData, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from app.errors import Refused
from app.records.ids import new_id
from app.records.types import WHOLE, Day, Exact, Flag, Json, Moment

Kind = Literal[
    "text", "long", "choice", "link", "day", "moment", "money", "number", "percent", "whole", "flag",
    "phone", "email", "web", "currency", "language", "country", "json",
]  # fmt: skip
"""What a field means to a person: decides its editor, its format and its check."""

Merge = Literal["auto", "ask", "text", "add", "append", "set", "command"]
"""What happens when two people changed the field apart."""

Transitions = Mapping[str, tuple[str, ...]]
"""From each state the states it may move to."""


ALIVE: Mapping[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("deleted_at IS NULL"))
"""Options of an index that holds only what is not deleted: a list is then read from it without touching a record."""


@dataclass(frozen=True, slots=True)
class Field:
    """What the declaration says about one field beyond its storage."""

    label: str
    kind: Kind | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    search: bool = False
    listed: bool = False
    internal: bool = False
    merge: Merge = "auto"
    merge_group: str | None = None
    part_of: bool = False
    group: str | None = None
    help: str | None = None


def field(
    label: str,
    *,
    kind: Kind | None = None,
    link: str | None = None,
    choices: tuple[str, ...] = (),
    required: bool = False,
    search: bool = False,
    listed: bool = False,
    internal: bool = False,
    merge: Merge = "auto",
    merge_group: str | None = None,
    part_of: bool = False,
    group: str | None = None,
    help: str | None = None,
    default: Any = None,
    index: bool = False,
) -> MappedColumn[Any]:
    """Declare a field: a mapped column that also knows how it is shown, searched and merged.

    `link` names the table this field points into; `part_of` says the record cannot live without the one
    it points to and is deleted with it. `internal` fields never appear in anything a client sees.
    `group` gathers fields under one heading on a form; fields of one `merge_group` are decided together.
    """
    if link:
        kind = "link"
    elif choices:
        kind = "choice"
    about = Field(
        label, kind, choices, required, search, listed, internal, merge, merge_group, part_of, group, help
    )
    arguments = [ForeignKey(f"{link}.id", deferrable=True, initially="DEFERRED")] if link else []
    nullable = not required
    return mapped_column(
        *arguments,
        default=default,
        nullable=nullable,
        info={"field": about, "indexed": index or bool(link)},
    )


@dataclass(frozen=True, slots=True)
class Rollup:
    """A derived column that sums up other records: computed anew from them, never counted up and down.

    `sql` selects the value for the record `:id`; `sources` maps a kind to its field pointing at the record.
    """

    sql: str
    sources: Mapping[str, str]


def derived() -> MappedColumn[Any]:
    """A column the store computes from other records or fields; never typed, merged or logged."""
    return mapped_column(nullable=True, default=None, info={"derived": True})


class Record(DeclarativeBase):
    """One thing we keep. Its subclass declares the fields; table, log, search, list and form follow.

    `seq` is this database's own number for the record (fast lists, search); only `id` travels.
    """

    metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})
    type_annotation_map = {
        str: Text(), int: WHOLE, bool: Flag(), date: Day(), datetime: Moment(), Decimal: Exact(),
        dict[str, Any]: Json(), list[Any]: Json(),
    }  # fmt: skip

    title: ClassVar[str]
    """What one such record is called."""
    titles: ClassVar[str]
    """What several are called."""
    named_by: ClassVar[str] = "name"
    """The column that names a record in lists, links and search."""
    detailed_by: ClassVar[tuple[str, ...]] = ()
    """Columns that tell two records of one name apart, for the second line of a hit."""
    search_rank: ClassVar[int] = 50
    """Place of this kind among search hits: the lower, the earlier. 1 to 99."""
    transitions: ClassVar[Mapping[str, Transitions]] = {}
    """Per state field the permitted moves."""
    sorted_as: ClassVar[Mapping[str, str]] = {}
    """Field → derived column holding its collation key."""
    rollups: ClassVar[Mapping[str, Rollup]] = {}
    """Derived column → how it is computed from other records."""
    audience: ClassVar[str] = "team"
    """Partition the record travels in: org, team, portfolio, finance or private (see the sync design)."""

    __mapper_args__ = {"primary_key": ["id"]}

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, sort_order=-9)
    id: Mapped[str] = mapped_column(unique=True, default=new_id, sort_order=-8)
    created_at: Mapped[datetime] = mapped_column(sort_order=90)
    changed_at: Mapped[datetime] = mapped_column(sort_order=91)
    deleted_at: Mapped[datetime | None] = mapped_column(sort_order=92)
    unknown: Mapped[dict[str, Any] | None] = mapped_column(sort_order=93)
    """Fields a newer program sent that this one does not know; kept so that they survive the round trip."""

    def __init_subclass__(cls, **options: Any) -> None:
        if "__tablename__" in cls.__dict__:
            cls.__table_args__ = (*_indexes(cls), {"sqlite_strict": True})
        super().__init_subclass__(**options)
        if "__tablename__" in cls.__dict__:
            _index(cls.__table__)

    @property
    def name_text(self) -> str:
        """The record's name as a person knows it."""
        return str(getattr(self, self.named_by) or "")

    def check(self) -> None:
        """Raise `Refused` where the record as a whole breaks a rule; called before every write."""

    def check_change(self, before: Mapping[str, Any]) -> None:
        """Raise `Refused` where this change is not permitted; `before` holds the changed fields' old values."""

    @staticmethod
    def match_keys(values: Mapping[str, Any]) -> list[str]:
        """Keys under which a twin of this record would be found; none where twins are not looked for."""
        return []


def _indexes(cls: type[Record]) -> tuple[Any, ...]:
    """Indexes a class asks for beside those of its links."""
    extra = cls.__dict__.get("__table_args__", ())
    return tuple(extra) if isinstance(extra, tuple) else (extra,)


def _index(table: Any) -> None:
    """Index links and whatever asks for it, unless a broader index begins with the same column.

    An optional column is indexed only where it is filled: most links of most records are empty, and their
    entries would cost a third of the time and room of writing an activity.
    """
    leading = {next(iter(each.columns)).key for each in table.indexes}
    for column in table.columns:
        if column.info.get("indexed") and column.key not in leading:
            filled = column.is_not(None) if column.nullable else None
            Index(None, column, sqlite_where=filled, postgresql_where=filled)


_KIND_OF_TYPE: dict[type, Kind] = {
    Day: "day", Moment: "moment", Exact: "number", Flag: "flag", Json: "json", Text: "text",
}  # fmt: skip


def fields(record_class: type[Record]) -> dict[str, Field]:
    """The declared fields of a kind by name, in the order of the declaration, kinds filled in."""
    cached = record_class.__dict__.get("_fields")
    if cached is None:
        cached = {
            column.key: _complete(column.info["field"], column.type)
            for column in record_class.__table__.columns
            if "field" in column.info
        }
        record_class._fields = cached
    return cached


def _complete(about: Field, stored: Any) -> Field:
    if about.kind is not None:
        return about
    kind = _KIND_OF_TYPE.get(type(stored), "whole")
    return Field(**{name: getattr(about, name) for name in Field.__slots__} | {"kind": kind})


def links(record_class: type[Record]) -> dict[str, str]:
    """Field name → table it points into."""
    table = record_class.__table__
    return {key.parent.key: key.column.table.name for key in table.foreign_keys}


def check_choice(record: Record, name: str, about: Field) -> None:
    """Refuse a value that is not among the declared choices."""
    value = getattr(record, name)
    if about.choices and value is not None and value not in about.choices:
        sentence = f"“{value}” is not one of: {', '.join(about.choices)}."
        raise Refused("{label}: {sentence}", label=about.label, sentence=sentence, fields={name: sentence})


KINDS: tuple[Kind, ...] = get_args(Kind)
