"""The timeline of an account: everything that happened with it, newest first, in one stream."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from app.queries import question
from app.store.engine import Reader
from app.values import from_stored_moment

PAGE = 100

_SOURCES: Mapping[str, str] = {
    "visits": (
        "SELECT 'visits' AS kind, id, starts_at AS at, subject AS title, coalesce(summary, place) AS text,"
        " 'visit' AS type, state, owner_id FROM visits"
        " WHERE account_id = :account AND deleted_at IS NULL AND starts_at <= :before"
        " ORDER BY starts_at DESC, seq DESC LIMIT :most"
    ),
    "activities": (
        "SELECT 'activities' AS kind, id, starts_at AS at, subject AS title, text,"
        " type, state, owner_id FROM activities"
        " WHERE account_id = :account AND deleted_at IS NULL AND starts_at <= :before"
        " ORDER BY starts_at DESC, seq DESC LIMIT :most"
    ),
    "quotes": (
        "SELECT 'quotes' AS kind, id, coalesce(issued_on, created_at) AS at, coalesce(number, '') AS title,"
        " subject AS text, 'quote' AS type, state, owner_id FROM quotes"
        " WHERE account_id = :account AND deleted_at IS NULL AND coalesce(issued_on, created_at) <= :before"
        " ORDER BY at DESC, seq DESC LIMIT :most"
    ),
    "orders": (
        "SELECT 'orders' AS kind, id, coalesce(ordered_on, created_at) AS at, coalesce(number, '') AS title,"
        " client_reference AS text, 'order' AS type, state, owner_id FROM orders"
        " WHERE account_id = :account AND deleted_at IS NULL AND coalesce(ordered_on, created_at) <= :before"
        " ORDER BY at DESC, seq DESC LIMIT :most"
    ),
    "cases": (
        "SELECT 'cases' AS kind, id, coalesce(reported_at, created_at) AS at, subject AS title, text,"
        " type, state, owner_id FROM cases"
        " WHERE account_id = :account AND deleted_at IS NULL AND coalesce(reported_at, created_at) <= :before"
        " ORDER BY at DESC, seq DESC LIMIT :most"
    ),
    "contracts": (
        "SELECT 'contracts' AS kind, id, coalesce(signed_on, created_at) AS at, coalesce(number, '') AS title,"
        " subject AS text, 'contract' AS type, state, owner_id FROM contracts"
        " WHERE account_id = :account AND deleted_at IS NULL AND coalesce(signed_on, created_at) <= :before"
        " ORDER BY at DESC, seq DESC LIMIT :most"
    ),
}

FILTERS: Mapping[str, Sequence[str]] = {
    "all": tuple(_SOURCES),
    "visits": ("visits",),
    "activities": ("activities",),
    "documents": ("quotes", "contracts"),
    "orders": ("orders", "cases"),
}
"""The filters above the timeline and the kinds they show."""

_LATEST = "9999"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened or is planned; `has_time` is False where only the day is known."""

    kind: str
    id: str
    at: datetime
    has_time: bool
    title: str
    text: str
    type: str
    state: str
    owner_id: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of the timeline, newest first; `next_before` asks for the following page, None when it ends."""

    entries: tuple[TimelineEntry, ...]
    next_before: str | None


@question("Timeline of an account")
def timeline(reader: Reader, account: str, show: str = "all", before: str = "", most: int = PAGE) -> Timeline:
    """What happened with an account, newest first, a page at a time.

    `before` is where the page before this one ended: its last moment and how many rows of that moment were shown.
    """
    at, _, told = (before or _LATEST).partition("~")
    seen, most = int(told) if told.isdecimal() else 0, max(most, 1)
    values = {"account": account, "before": at, "most": most + seen + 1}
    streams = [reader.rows(_SOURCES[kind], values) for kind in FILTERS.get(show, FILTERS["all"])]
    rows = list(islice(merge(*streams, key=lambda row: row.at, reverse=True), seen, seen + most + 1))
    shown = rows[:most]
    following = _end(shown, at, seen) if len(rows) > most else None
    return Timeline(tuple(_entry(row) for row in shown), following)


def _end(shown: Sequence[Any], before: str, seen: int) -> str:
    """Where a page ends, so that rows of the same moment are neither lost nor shown twice."""
    last = shown[-1].at
    same = sum(row.at == last for row in shown) + (seen if last == before else 0)
    return f"{last}~{same}"


def _entry(row: Any) -> TimelineEntry:
    has_time = len(row.at) > len("2026-11-21")
    at = from_stored_moment(row.at if has_time else f"{row.at}T12:00:00.000Z")
    return TimelineEntry(
        row.kind, row.id, at, has_time, row.title or "", row.text or "", row.type, row.state, row.owner_id
    )
