"""The pipeline: open opportunities by stage with their sums, and which of them have gone quiet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.queries import question
from app.store.engine import Reader
from app.values import day, from_stored_number, number

OPEN_STAGES = ("new", "qualified", "needs", "proposal", "negotiation")
MOST_CARDS = 200
QUIET_DAYS = 30


@dataclass(frozen=True, slots=True)
class Card:
    """One opportunity on the board."""

    id: str
    name: str
    account_id: str
    account: str
    amount: Decimal | None
    currency: str
    probability: int | None
    expected_on: date | None
    next_step: str
    next_step_on: date | None
    days_in_stage: int
    warning: str
    """Why it needs a look: "no_next_step", "next_step_late", "quiet" or nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """One stage: its cards, how many there are in all, and sums by currency."""

    stage: str
    count: int
    sums: tuple[tuple[str, Decimal], ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The board; `base` is the sum per currency weighted by probability."""

    columns: tuple[Column, ...]
    weighted: tuple[tuple[str, Decimal], ...]


@question("Pipeline")
def pipeline(reader: Reader, owner: str = "", on: date | None = None, closed: bool = False) -> Pipeline:
    """Open opportunities by stage, soonest first; with `closed` also the won and lost ones."""
    today = on or date.today()
    stages = (*OPEN_STAGES, "won", "lost") if closed else OPEN_STAGES
    columns = tuple(_column(reader, stage, owner, today) for stage in stages)
    whose = " AND owner_id = :owner" if owner else ""
    marks = ", ".join(f"'{stage}'" for stage in OPEN_STAGES)
    weighted = reader.rows(
        "SELECT coalesce(currency, '') AS currency, sum(amount * coalesce(probability, 0)) / 100 AS total"
        f" FROM opportunities WHERE deleted_at IS NULL AND stage IN ({marks}){whose}"
        " AND amount IS NOT NULL GROUP BY coalesce(currency, '') ORDER BY total DESC",
        {"owner": owner},
    )
    return Pipeline(columns, tuple((row.currency, from_stored_number(row.total)) for row in weighted))


def _column(reader: Reader, stage: str, owner: str, today: date) -> Column:
    whose = " AND o.owner_id = :owner" if owner else ""
    values = {"stage": stage, "owner": owner, "most": MOST_CARDS}
    rows = reader.rows(
        "SELECT o.*, a.name AS account, a.last_contact_at FROM opportunities o"
        " LEFT JOIN accounts a ON a.id = o.account_id"
        f" WHERE o.stage = :stage AND o.deleted_at IS NULL{whose}"
        " ORDER BY o.expected_on IS NULL, o.expected_on, o.seq LIMIT :most",
        values,
    )
    sums = reader.rows(
        "SELECT coalesce(o.currency, '') AS currency, count(*) AS cards, coalesce(sum(o.amount), 0) AS total"
        f" FROM opportunities o WHERE o.stage = :stage AND o.deleted_at IS NULL{whose}"
        " GROUP BY coalesce(o.currency, '') ORDER BY total DESC",
        values,
    )
    return Column(
        stage,
        sum(row.cards for row in sums),
        tuple((row.currency, from_stored_number(row.total)) for row in sums if row.total),
        tuple(_card(row, today) for row in rows),
    )


def _card(row: Any, today: date) -> Card:
    since = day(row.stage_since) or date.fromisoformat(row.created_at[:10])
    return Card(
        row.id, row.name, row.account_id, row.account or "", number(row.amount), row.currency or "",
        row.probability, day(row.expected_on), row.next_step or "", day(row.next_step_on),
        (today - since).days, _warning(row, today),
    )  # fmt: skip


def _warning(row: Any, today: date) -> str:
    if row.stage in ("won", "lost"):
        return ""
    if not row.next_step:
        return "no_next_step"
    if row.next_step_on and row.next_step_on < today.isoformat():
        return "next_step_late"
    last = day(row.last_contact_at[:10]) if row.last_contact_at else None
    return "quiet" if last is not None and (today - last).days > QUIET_DAYS else ""
