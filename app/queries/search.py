"""Search: hits over every kind, as you type."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.language import question_words
from app.queries import question
from app.store.engine import Reader
from app.store.places import NUMBER_BITS, SEQ_BITS

MOST = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: enough to show it in a line and to open it."""

    kind: str
    id: str
    title: str
    snippet: str


@question("Search")
def search(reader: Reader, text: str, limit: int = 20, kinds: Sequence[str] = ()) -> list[Hit]:
    """The records whose words begin with the typed ones; accounts first, then people, then the rest."""
    asked = match_expression(text)
    if not asked:
        return []
    known = {
        row.number: row for row in reader.rows("SELECT number, kind, named_by, detailed_by FROM search_kinds")
    }
    places = reader.column(
        "SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY rowid LIMIT ?",
        (asked, min(limit, MOST) * (8 if kinds else 1)),
    )
    by_kind: dict[int, list[int]] = {}
    for place in places:
        number = (place >> SEQ_BITS) & ((1 << NUMBER_BITS) - 1)
        if number in known and (not kinds or known[number].kind in kinds):
            by_kind.setdefault(number, []).append(place & ((1 << SEQ_BITS) - 1))
    hits = [hit for number, seqs in by_kind.items() for hit in _hits(reader, known[number], seqs)]
    return hits[:limit]


def match_expression(text: str) -> str:
    """The question for the word index: every word, the last one as a beginning; typed signs mean nothing."""
    words = question_words(text)
    return " AND ".join(f'"{word}" *' for word in words)


def band(reader: Reader, kind: str) -> tuple[int, int]:
    """The first and last place that records of a kind have in the word index."""
    row = reader.row("SELECT number, rank FROM search_kinds WHERE kind = ?", (kind,))
    first = (row.rank << (SEQ_BITS + NUMBER_BITS)) | (row.number << SEQ_BITS)
    return first, first + (1 << SEQ_BITS) - 1


def _hits(reader: Reader, kind: Any, seqs: Sequence[int]) -> list[Hit]:
    columns = f"{kind.named_by} AS title" + (f", {kind.detailed_by}" if kind.detailed_by else "")
    marks = ",".join("?" * len(seqs))
    rows = reader.rows(
        f"SELECT id, {columns} FROM {kind.kind} WHERE seq IN ({marks}) ORDER BY seq", tuple(seqs)
    )
    return [
        Hit(kind.kind, row[0], str(row.title or ""), " · ".join(str(each) for each in row[2:] if each))
        for row in rows
    ]
