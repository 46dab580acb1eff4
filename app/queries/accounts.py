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

_IN_THE_INDEX = ("stage", "type", "tier", "country")


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
    chosen = sort if sort in SORTS else "name"
    order = SORTS[chosen]
    conditions, values = _conditions(reader, text, where or {})
    if chosen == "stage":
        return _by_stage(reader, " AND ".join(conditions), values)
    if chosen != "last_contact":
        found = _numbers(reader, " AND ".join(conditions), order, values)
        return array("q", sorted(found, reverse=True)) if chosen == "newest" else found
    # Oldest contact first, and only then those nobody has spoken with.
    spoken = _numbers(reader, " AND ".join((*conditions, "last_contact_at IS NOT NULL")), order, values)
    return spoken + _numbers(reader, " AND ".join((*conditions, "last_contact_at IS NULL")), "", values)


def first_account_ids(
    reader: Reader,
    text: str = "",
    where: Mapping[str, str] | None = None,
    sort: str = "name",
    most: int = 200,
) -> "array[int]":
    """The first accounts of the list where the index has them at hand, for a picture before all are counted."""
    if text.strip() or sort not in ("name", "-name", "-last_contact"):
        return array("q")
    conditions, values = _conditions(reader, "", where or {})
    return _numbers(reader, " AND ".join(conditions), f"{SORTS[sort]} LIMIT {int(most)}", values)


def _conditions(reader: Reader, text: str, where: Mapping[str, str]) -> tuple[list[str], list[Any]]:
    """What the accounts have to be, and the values of it.

    A plus keeps SQLite from going by a column: the index in the order of the list has the filtered columns in it,
    and reading all of it is quicker than looking up each account that one of them has. Who has an owner or lies in
    a territory is asked of their own indexes.
    """
    for name in where:
        if name not in FILTERS:
            raise Refused("Accounts cannot be filtered by “{name}”.", name=name)
    conditions = ["deleted_at IS NULL"]
    for name in where:
        inside = name in _IN_THE_INDEX
        conditions.append(
            f"+{name} = ?" if inside else f"+seq IN (SELECT seq FROM accounts WHERE {name} = ?)"
        )
    values: list[Any] = list(where.values())
    asked = match_expression(text)
    if asked:
        first, last = band(reader, "accounts")
        conditions.append(
            "+seq IN (SELECT rowid - ? FROM search_words WHERE search_words MATCH ? AND rowid BETWEEN ? AND ?)"
        )
        values += [first, asked, first, last]
    elif text.strip():
        conditions.append("0")
    return conditions, values


def _numbers(
    reader: Reader, condition: str, order: str, values: Sequence[Any], number: str = "seq"
) -> "array[int]":
    """The row numbers in order, fetched as one text: a third of the time of 100,000 rows, and in one stretch
    in which the window's own thread is not held up.
    """
    ordered = f" ORDER BY {order}" if order else ""
    sql = f"SELECT group_concat(number) FROM (SELECT {number} AS number FROM accounts WHERE {condition}{ordered})"
    found = reader.value(sql, tuple(values))
    return array("q", map(int, found.split(","))) if found else array("q")


def _by_stage(reader: Reader, condition: str, values: Sequence[Any]) -> "array[int]":
    """In the order of a client's life, by name within a stage; stage and number come as one number, for speed."""
    from app.records.accounts import STAGES

    cases = " ".join(f"WHEN '{stage}' THEN {place}" for place, stage in enumerate(STAGES))
    stages = [array("q") for _ in range(16)]
    for coded in _numbers(
        reader, condition, "name_sort", values, f"seq * 16 + CASE stage {cases} ELSE 15 END"
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


def _row(row: Any) -> AccountRow:
    return AccountRow(
        row.seq, row.id, row.name, row.stage, row.type, row.tier, row.city, row.country,
        moment(row.last_contact_at), day(row.next_visit_on),
    )  # fmt: skip
