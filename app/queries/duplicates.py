"""Twins: records that are likely the same organisation or person, with the reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.queries import question
from app.queries.records import rows_of
from app.records import kind as kind_named
from app.store.engine import Reader
from app.twins.candidates import candidate_pairs
from app.twins.evidence import Subject
from app.twins.matching import compare, match_keys, subject
from app.twins.scoring import Match
from app.values import plain

Kind = Literal["accounts", "contacts"]

CROWD = 12
"""A key shared by more records than this tells nothing."""
MOST_KEYS = 200_000
LEAST_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are likely one."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]
    a_name: str
    b_name: str


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The likeliest pairs first."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """A record that what is being typed may mean."""

    id: str
    name: str
    detail: str
    score: float
    is_strong: bool
    reasons: tuple[str, ...]


@question("Duplicates")
def duplicates(reader: Reader, kind: Kind = "accounts", limit: int = 100) -> Duplicates:
    """Pairs of records that are likely one, the likeliest first."""
    number = _number(reader, kind)
    rows = reader.rows(
        "SELECT k.key, k.seq FROM match_keys k JOIN ("
        " SELECT key FROM match_keys WHERE number = :number GROUP BY key HAVING count(*) BETWEEN 2 AND :crowd"
        ") s ON s.key = k.key WHERE k.number = :number ORDER BY k.key LIMIT :most",
        {"number": number, "crowd": CROWD, "most": MOST_KEYS},
    )
    candidates = list(candidate_pairs(((row.key, row.seq) for row in rows), CROWD))
    people = _subjects(reader, kind, {seq for pair in candidates for seq in pair})
    pairs = []
    for one, other in candidates:
        if one in people and other in people:
            (a, a_about), (b, b_about) = people[one], people[other]
            match = compare(a_about, b_about)
            if match.score >= LEAST_SCORE and not _are_two(a, b):
                pairs.append(Pair(a["id"], b["id"], match.score, match.reasons, a["name"], b["name"]))
    pairs.sort(key=lambda pair: (-pair.score, pair.a_name, pair.a, pair.b))
    return Duplicates(tuple(pairs[:limit]))


def twins_of(
    reader: Reader, kind: Kind, values: Mapping[str, Any], but: str = "", limit: int = 5
) -> list[Twin]:
    """Records that the values typed so far may mean, the likeliest first; `but` is the record itself."""
    typed = {name: plain(value) for name, value in values.items() if value}
    keys = match_keys(typed, kind, typed.get("country"))
    if not keys:
        return []
    marks = ",".join("?" * len(keys))
    number = _number(reader, kind)
    sql = f"SELECT DISTINCT seq FROM match_keys WHERE key IN ({marks}) AND number = ? LIMIT 200"
    found = _subjects(reader, kind, reader.column(sql, (*keys, number)))
    mine = subject(typed, kind, typed.get("country"))
    twins = [_twin(record, compare(mine, about)) for record, about in found.values() if record["id"] != but]
    twins = [twin for twin in twins if twin.score >= LEAST_SCORE]
    return sorted(twins, key=lambda twin: (-twin.score, twin.name))[:limit]


def _twin(record: Mapping[str, Any], match: Match) -> Twin:
    detail = " · ".join(str(record[name]) for name in ("city", "job", "email", "phone") if record.get(name))
    return Twin(record["id"], record["name"], detail, match.score, match.strong, match.reasons)


def _number(reader: Reader, kind: str) -> int:
    return int(reader.value("SELECT number FROM search_kinds WHERE kind = ?", (kind,)))


def _subjects(reader: Reader, kind: Kind, seqs: Iterable[int]) -> dict[int, tuple[dict[str, Any], Subject]]:
    ordered: Sequence[int] = sorted(seqs)
    rows = rows_of(reader, kind_named(kind), ordered)
    by_id = {row["id"]: row for row in rows}
    found = {}
    for start in range(0, len(ordered), 500):
        part = ordered[start : start + 500]
        marks = ",".join("?" * len(part))
        for row in reader.rows(
            f"SELECT seq, id FROM {kind} WHERE seq IN ({marks}) AND deleted_at IS NULL", tuple(part)
        ):
            values = by_id[row.id]
            found[row.seq] = (values, subject(values, kind, values.get("country")))
    return found


def _are_two(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """A parent and its subsidiary are two, however alike."""
    return bool(one.get("parent_id") == other["id"] or other.get("parent_id") == one["id"])
