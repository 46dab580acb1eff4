"""The pipeline: open opportunities by stage with their sums, and which of them have gone quiet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.queries import question
from app.queries.search import band, match_expression
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
def pipeline(
    reader: Reader, owner: str = "", on: date | None = None, closed: bool = False, text: str = ""
) -> Pipeline:
    """Open opportunities by stage, soonest first; with `closed` also the won and lost ones.

    `text` keeps those whose own words, or whose account's, begin with the typed ones.
    """
    today = on or date.today()
    stages = (*OPEN_STAGES, "won", "lost") if closed else OPEN_STAGES
    fits, values = _fits(reader, owner, text)
    columns = tuple(_column(reader, stage, fits, values, today) for stage in stages)
    marks = ", ".join(f"'{stage}'" for stage in OPEN_STAGES)
    weighted = reader.rows(
        "SELECT coalesce(o.currency, '') AS currency, sum(o.amount * coalesce(o.probability, 0)) / 100 AS total"
        f" FROM opportunities o WHERE o.deleted_at IS NULL AND o.stage IN ({marks}){fits}"
        " AND o.amount IS NOT NULL GROUP BY coalesce(o.currency, '') ORDER BY total DESC",
        values,
    )
    return Pipeline(columns, tuple((row.currency, from_stored_number(row.total)) for row in weighted))


def _fits(reader: Reader, owner: str, text: str) -> tuple[str, dict[str, Any]]:
    """What an opportunity has to fulfil, and the values of the condition."""
    fits, values = "", dict[str, Any]()
    if owner:
        fits += " AND o.owner_id = :owner"
        values["owner"] = owner
    asked = match_expression(text)
    if asked:
        parts = []
        for kind in ("opportunities", "accounts"):
            values[f"{kind}_first"], values[f"{kind}_last"] = band(reader, kind)
            parts.append(
                f"SELECT rowid - :{kind}_first FROM search_words WHERE search_words MATCH :asked"
                f" AND rowid BETWEEN :{kind}_first AND :{kind}_last"
            )
        values["asked"] = asked
        own, theirs = parts
        fits += (
            f" AND (o.seq IN ({own}) OR o.account_id IN (SELECT id FROM accounts WHERE seq IN ({theirs})))"
        )
    elif text.strip():
        fits += " AND 0"
    return fits, values


def _column(reader: Reader, stage: str, fits: str, values: dict[str, Any], today: date) -> Column:
    given = {"stage": stage, **values}
    rows = reader.rows(
        "SELECT o.*, a.name AS account, a.last_contact_at FROM opportunities o"
        " LEFT JOIN accounts a ON a.id = o.account_id"
        f" WHERE o.stage = :stage AND o.deleted_at IS NULL{fits}"
        " ORDER BY o.expected_on IS NULL, o.expected_on, o.seq LIMIT :most",
        {**given, "most": MOST_CARDS},
    )
    sums = reader.rows(
        "SELECT coalesce(o.currency, '') AS currency, count(*) AS cards, coalesce(sum(o.amount), 0) AS total"
        f" FROM opportunities o WHERE o.stage = :stage AND o.deleted_at IS NULL{fits}"
        " GROUP BY coalesce(o.currency, '') ORDER BY total DESC",
        given,
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
