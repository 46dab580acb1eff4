"""Today and the days after: appointments in order, what is due, and which accounts need attention."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.queries import question
from app.store.engine import Reader
from app.values import day, from_stored_moment, moment, to_stored_moment

DAYS_AHEAD = 7
MOST_DUE = 100
MOST_ATTENTION = 5
SILENT_DAYS = 60
EXPIRY_DAYS = 7


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit, meeting or call with its time; `reason` and `chip` say why it matters."""

    kind: str
    id: str
    starts_at: datetime
    ends_at: datetime | None
    account_id: str
    account: str
    subject: str
    place: str
    type: str
    state: str
    open_cases: int
    overdue_promises: int
    travel_minutes: int | None


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something to be done by a day: our promise or a task."""

    kind: str
    id: str
    title: str
    account_id: str
    account: str
    due_on: date
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Attention:
    """An account or paper that needs attention, with the reason as a code and its figures."""

    kind: str
    id: str
    title: str
    reason: str
    days: int
    account_id: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The Today page."""

    day: date
    today: tuple[Appointment, ...]
    ahead: tuple[Appointment, ...]
    due: tuple[DueItem, ...]
    due_total: int
    attention: tuple[Attention, ...]


@question("Agenda of a day")
def agenda(reader: Reader, on: date | None = None, owner: str = "", days: int = DAYS_AHEAD) -> Agenda:
    """The appointments of a day and the days after it, what is due by then, and who needs attention."""
    today = on or date.today()
    entries = appointments(reader, today, days + 1, owner)
    is_today = [entry.starts_at.astimezone().date() == today for entry in entries]
    due = _due(reader, today, owner)
    return Agenda(
        today,
        tuple(entry for entry, now in zip(entries, is_today, strict=True) if now),
        tuple(entry for entry, now in zip(entries, is_today, strict=True) if not now),
        due[:MOST_DUE],
        len(due),
        _attention(reader, today, owner),
    )


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of the week with its appointments in order of time."""

    day: date
    appointments: tuple[Appointment, ...]


@question("Calendar of a week")
def week(reader: Reader, first: date | None = None, owner: str = "") -> tuple[WeekDay, ...]:
    """The seven days of the week that a day lies in, from Monday on, each with its appointments."""
    wanted = first or date.today()
    monday = wanted - timedelta(days=wanted.weekday())
    days: dict[date, list[Appointment]] = {monday + timedelta(days=at): [] for at in range(7)}
    for entry in appointments(reader, monday, 7, owner):
        days[entry.starts_at.astimezone().date()].append(entry)
    return tuple(WeekDay(day, tuple(entries)) for day, entries in days.items())


def day_bounds(first: date, days: int) -> tuple[str, str]:
    """The stored moments at which the local days begin and end."""
    start = datetime.combine(first, time()).astimezone(UTC)
    end = datetime.combine(first + timedelta(days=days), time()).astimezone(UTC)
    return to_stored_moment(start), to_stored_moment(end)


def appointments(reader: Reader, first: date, days: int, owner: str = "") -> list[Appointment]:
    """Visits, meetings and calls with a time, in order."""
    start, end = day_bounds(first, days)
    whose = " AND owner_id = :owner" if owner else ""
    sql = (
        "SELECT e.*, a.name AS account,"
        " (SELECT count(*) FROM cases c WHERE c.account_id = e.account_id AND c.deleted_at IS NULL"
        "  AND c.state NOT IN ('closed', 'rejected')) AS open_cases,"
        " (SELECT count(*) FROM promises p WHERE p.account_id = e.account_id AND p.deleted_at IS NULL"
        "  AND p.state = 'open' AND p.side = 'ours' AND p.due_on < :today) AS overdue_promises FROM ("
        " SELECT 'visits' AS kind, id, starts_at, ends_at, account_id, subject, place, 'visit' AS type, state,"
        f" travel_minutes FROM visits WHERE starts_at >= :start AND starts_at < :end{whose}"
        " AND deleted_at IS NULL AND state <> 'cancelled' UNION ALL"
        " SELECT 'activities', id, starts_at, ends_at, account_id, subject, place, type, state, NULL"
        f" FROM activities WHERE starts_at >= :start AND starts_at < :end{whose}"
        " AND deleted_at IS NULL"
        " AND state <> 'cancelled' AND type IN ('meeting', 'call', 'video')"
        " AND (state = 'planned' OR ends_at IS NOT NULL)"
        ") e LEFT JOIN accounts a ON a.id = e.account_id ORDER BY e.starts_at LIMIT 500"
    )
    values = {"start": start, "end": end, "owner": owner, "today": first.isoformat()}
    return [_appointment(row) for row in reader.rows(sql, values)]


def _appointment(row: Any) -> Appointment:
    return Appointment(
        row.kind, row.id, from_stored_moment(row.starts_at), moment(row.ends_at), row.account_id or "",
        row.account or "", row.subject, row.place or "", row.type, row.state, row.open_cases,
        row.overdue_promises, row.travel_minutes,
    )  # fmt: skip


def _due(reader: Reader, today: date, owner: str) -> tuple[DueItem, ...]:
    whose = " AND owner_id = :owner" if owner else ""
    # The plus keeps SQLite from going through all that a person ever did: little is due of it.
    among_due = whose.replace("owner_id", "+owner_id")
    sql = (
        "SELECT e.*, a.name AS account FROM ("
        " SELECT 'promises' AS kind, id, text AS title, account_id, due_on FROM promises"
        f" WHERE state = 'open' AND side = 'ours' AND deleted_at IS NULL AND due_on <= :today{whose} UNION ALL"
        " SELECT 'activities', id, subject, account_id, due_on FROM activities"
        f" WHERE due_on <= :today AND state = 'planned' AND deleted_at IS NULL{among_due}"
        ") e LEFT JOIN accounts a ON a.id = e.account_id ORDER BY e.due_on DESC, e.title LIMIT 1000"
    )
    rows = reader.rows(sql, {"today": today.isoformat(), "owner": owner})
    return tuple(
        DueItem(
            row.kind, row.id, row.title, row.account_id or "", row.account or "",
            date.fromisoformat(row.due_on), row.due_on < today.isoformat(),
        )
        for row in rows
    )  # fmt: skip


_ATTENTION: Mapping[str, str] = {
    "case_overdue": (
        "SELECT 'cases' AS kind, c.id, a.name || ': ' || c.subject AS title, substr(c.solution_due_at, 1, 10) AS day,"
        " c.account_id FROM cases c JOIN accounts a ON a.id = c.account_id"
        " WHERE c.deleted_at IS NULL AND c.state NOT IN ('closed', 'rejected') AND c.solution_due_at < :now"
        " {whose_c} ORDER BY c.solution_due_at LIMIT :most"
    ),
    "quote_expires": (
        "SELECT 'quotes' AS kind, c.id, coalesce(c.number, '') || ' · ' || a.name AS title, c.valid_until AS day,"
        " c.account_id FROM quotes c JOIN accounts a ON a.id = c.account_id"
        " WHERE c.deleted_at IS NULL AND c.state = 'issued' AND c.valid_until BETWEEN :today AND :soon"
        " {whose_c} ORDER BY c.valid_until LIMIT :most"
    ),
    "delivery_late": (
        "SELECT 'orders' AS kind, c.id, coalesce(c.number, '') || ' · ' || a.name AS title,"
        " coalesce(c.confirmed_last_on, c.requested_on) AS day,"
        " c.account_id FROM orders c JOIN accounts a ON a.id = c.account_id WHERE c.deleted_at IS NULL"
        " AND c.shipped_on IS NULL AND c.state IN ('confirmed', 'in_progress', 'part_delivered', 'placed')"
        " AND coalesce(c.confirmed_last_on, c.requested_on) < :today {whose_c}"
        " ORDER BY day DESC LIMIT :most"
    ),
    "silent": (
        "SELECT 'accounts' AS kind, c.id, c.name AS title, substr(c.last_contact_at, 1, 10) AS day, c.id AS account_id"
        " FROM accounts c WHERE c.last_contact_at < :silent AND c.deleted_at IS NULL"
        " AND +c.stage IN ('negotiating', 'contracted', 'served', 'repeat') {whose_c}"
        " ORDER BY c.last_contact_at DESC LIMIT :most"
    ),
}


def _attention(reader: Reader, today: date, owner: str) -> tuple[Attention, ...]:
    values = {
        "today": today.isoformat(),
        "now": day_bounds(today, 1)[0],
        "soon": (today + timedelta(days=EXPIRY_DAYS)).isoformat(),
        "silent": day_bounds(today - timedelta(days=SILENT_DAYS), 1)[0],
        "most": MOST_ATTENTION,
        "owner": owner,
    }
    found: list[list[Attention]] = []
    for reason, sql in _ATTENTION.items():
        rows = reader.rows(sql.format(whose_c="AND +c.owner_id = :owner" if owner else ""), values)
        found.append([_attended(row, reason, today) for row in rows])
    return tuple(_in_turns(found, MOST_ATTENTION))


def _attended(row: Any, reason: str, today: date) -> Attention:
    since = day(row.day) or today
    return Attention(row.kind, row.id, row.title, reason, abs((today - since).days), row.account_id)


def _in_turns(lists: list[list[Attention]], most: int) -> list[Attention]:
    """The first of each list, then the second of each: no reason crowds out the others."""
    longest = max(map(len, lists), default=0)
    return [each[place] for place in range(longest) for each in lists if place < len(each)][:most]
