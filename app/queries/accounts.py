"""The list of accounts: which ones, in what order, and what a row shows."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.errors import Refused
from app.queries.search import band, match_expression
from app.store.engine import Reader
from app.values import day, moment

SORTS: Mapping[str, str] = {
    "name": "name_sort",
    "-name": "name_sort DESC",
    "last_contact": "last_contact_at",
    "-last_contact": "last_contact_at DESC",
    "stage": "name_sort",
    "newest": "name_sort",
}
"""What the list can be sorted by, and the order in which the index is read for it."""

FILTERS = ("stage", "type", "tier", "owner_id", "country", "territory_id", "segment")
"""Fields whose values narrow the list."""

_NOT_IN_THE_INDEX = ("territory_id", "segment")
FEW = 2_000
"""So many accounts are looked up one by one; more are picked out of the whole list in its order."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list."""

    seq: int
    id: str
    name: str
    stage: str
    type: str
    tier: str | None
    city: str | None
    country: str | None
    last_contact_at: datetime | None
    next_visit_on: date | None


def account_ids(
    reader: Reader, text: str = "", where: Mapping[str, str] | None = None, sort: str = "name"
) -> "array[int]":
    """The row numbers of the accounts that fit, in order; the list shows pages of them."""
    for name in where or {}:
        if name not in FILTERS:
            raise Refused("Accounts cannot be filtered by “{name}”.", name=name)
    if not text.strip():
        return _ordered(reader, where or {}, sort)
    found = _found(reader, text)
    if len(found) <= FEW:
        return _ordered(reader, where or {}, sort, found) if found else array("q")
    wanted = set(found)
    return array("q", [seq for seq in _ordered(reader, where or {}, sort) if seq in wanted])


def _found(reader: Reader, text: str) -> list[int]:
    """The accounts in which the typed words stand."""
    asked = match_expression(text)
    if not asked:
        return []
    first, last = band(reader, "accounts")
    sql = "SELECT rowid - ? FROM search_words WHERE search_words MATCH ? AND rowid BETWEEN ? AND ?"
    return reader.column(sql, (first, asked, first, last))


def _ordered(
    reader: Reader, where: Mapping[str, str], sort: str, among: Sequence[int] | None = None
) -> "array[int]":
    """The accounts that the filters let through, in order: read from an index alone wherever that is possible.

    A plus keeps SQLite from going by a column: the index in the order of the list has the filtered columns in it,
    and reading all of it is quicker than looking up each account that one of them has.
    """
    sort = sort if sort in SORTS else "name"
    alive, order = "deleted_at IS NULL", SORTS[sort]
    if any(name in where for name in _NOT_IN_THE_INDEX):
        alive, order = "+deleted_at IS NULL", f"+{order}"
    conditions = [alive, *(f"{name if name in _NOT_IN_THE_INDEX else '+' + name} = ?" for name in where)]
    values: list[Any] = list(where.values())
    if among is not None:
        conditions.append(f"seq IN ({','.join('?' * len(among))})")
        values += among
    narrowed = f"FROM accounts WHERE {' AND '.join(conditions)}"
    if sort == "stage":
        return _by_stage(reader, narrowed, values)
    if sort == "newest":
        return array(
            "q", sorted(reader.column(f"SELECT seq {narrowed} ORDER BY {order}", values), reverse=True)
        )
    if sort != "last_contact":
        return array("q", reader.column(f"SELECT seq {narrowed} ORDER BY {order}", values))
    # Oldest contact first, and only then those nobody has spoken with.
    spoken = reader.column(f"SELECT seq {narrowed} AND last_contact_at IS NOT NULL ORDER BY {order}", values)
    return array("q", spoken + reader.column(f"SELECT seq {narrowed} AND last_contact_at IS NULL", values))


def _by_stage(reader: Reader, narrowed: str, values: Sequence[Any]) -> "array[int]":
    """In the order of a client's life, by name within a stage; stage and number come as one number, for speed."""
    from app.records.accounts import STAGES

    cases = " ".join(f"WHEN '{stage}' THEN {place}" for place, stage in enumerate(STAGES))
    stages = [array("q") for _ in range(16)]
    for coded in reader.column(
        f"SELECT seq * 16 + CASE stage {cases} ELSE 15 END {narrowed} ORDER BY name_sort", values
    ):
        stages[coded & 15].append(coded >> 4)
    return sum(stages, array("q"))


def account_rows(reader: Reader, seqs: Sequence[int]) -> list[AccountRow]:
    """What the list shows of these accounts, in the order asked."""
    marks = ",".join("?" * len(seqs))
    sql = (
        "SELECT seq, id, name, stage, type, tier, city, country, last_contact_at, next_visit_on"
        f" FROM accounts WHERE seq IN ({marks})"
    )
    found = {row.seq: _row(row) for row in reader.rows(sql, tuple(seqs))}
    return [found[seq] for seq in seqs if seq in found]


def account_number(reader: Reader, id: str) -> int | None:
    """The row number of an account, to find it in a list."""
    found: int | None = reader.value("SELECT seq FROM accounts WHERE id = ? AND deleted_at IS NULL", (id,))
    return found


def stage_counts(reader: Reader) -> dict[str, int]:
    """How many accounts stand in each stage."""
    sql = "SELECT stage, count(*) AS accounts FROM accounts WHERE deleted_at IS NULL GROUP BY stage"
    return {row.stage: row.accounts for row in reader.rows(sql)}


def _row(row: Any) -> AccountRow:
    return AccountRow(
        row.seq, row.id, row.name, row.stage, row.type, row.tier, row.city, row.country,
        moment(row.last_contact_at), day(row.next_visit_on),
    )  # fmt: skip
