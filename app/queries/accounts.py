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
    "name": "name_sort, seq",
    "-name": "name_sort DESC, seq DESC",
    "last_contact": "last_contact_at IS NULL, last_contact_at, seq",
    "-last_contact": "last_contact_at DESC, seq DESC",
    "stage": "stage, name_sort, seq",
    "newest": "seq DESC",
}
"""What the list can be sorted by."""

FILTERS = ("stage", "type", "tier", "owner_id", "country", "territory_id", "segment")
"""Fields whose values narrow the list."""


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
    conditions = ["deleted_at IS NULL"]
    values: list[Any] = []
    for name, value in (where or {}).items():
        if name not in FILTERS:
            raise Refused("Accounts cannot be filtered by “{name}”.", name=name)
        conditions.append(f"{name} = ?")
        values.append(value)
    asked = match_expression(text)
    if asked:
        first, last = band(reader, "accounts")
        conditions.append(
            "seq IN (SELECT rowid - ? FROM search_words WHERE search_words MATCH ? AND rowid BETWEEN ? AND ?)"
        )
        values += [first, asked, first, last]
    elif text.strip():
        return array("q")
    order = SORTS.get(sort, SORTS["name"])
    sql = f"SELECT seq FROM accounts WHERE {' AND '.join(conditions)} ORDER BY {order}"
    return array("q", reader.column(sql, values))


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
