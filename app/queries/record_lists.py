"""Long lists of any kind of record: row numbers in order, and the listed fields of a page of them."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.queries.records import _condition, _order, rows_of
from app.queries.search import band, match_expression
from app.records import kind as kind_named
from app.store.engine import Reader


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record of a list: its number, its id, and its fields as plain values."""

    seq: int
    id: str
    values: dict[str, Any]


def record_ids(
    reader: Reader, kind: str, text: str = "", where: Mapping[str, str] | None = None, sort: str = ""
) -> "array[int]":
    """The row numbers of the records that fit, in order."""
    record_class = kind_named(kind)
    condition, values = _condition(record_class, where or {})
    asked = match_expression(text)
    if text.strip() and not asked:
        return array("q")
    if asked:
        first, last = band(reader, kind)
        condition += " AND seq IN (SELECT rowid - ? FROM search_words WHERE search_words MATCH ? AND rowid BETWEEN ? AND ?)"
        values = (*values, first, asked, first, last)
    order = _order(record_class, sort)
    return array("q", reader.column(f"SELECT seq FROM {kind} WHERE {condition} ORDER BY {order}", values))


def record_rows(reader: Reader, seqs: Sequence[int], kind: str) -> list[RecordRow]:
    """The records of these row numbers."""
    found = rows_of(reader, kind_named(kind), seqs)
    by_id = {str(values["id"]): values for values in found}
    marks = ",".join("?" * len(seqs))
    pairs = reader.rows(f"SELECT seq, id FROM {kind} WHERE seq IN ({marks})", tuple(seqs))
    return [RecordRow(row.seq, row.id, by_id[row.id]) for row in pairs if row.id in by_id]
