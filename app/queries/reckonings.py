"""Questions with fixed answers: waterfall, rhythm, deadline, notice, win chance."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.errors import Refused
from app.insight import calendar as working
from app.insight import chance
from app.insight.rhythm import purchase_rhythm
from app.queries import question
from app.queries.account_card import order_days
from app.queries.quote_sheet import quote_sheet
from app.store.engine import Reader


@dataclass(frozen=True, slots=True)
class WaterfallLine:
    """One line's way from list price to pocket."""

    product: str
    quantity: Decimal
    list: Decimal
    regular: Decimal
    customer: Decimal
    partner: Decimal
    net: Decimal
    line_total: Decimal
    pocket: Decimal
    cost: Decimal | None
    margin: Decimal | None


@dataclass(frozen=True, slots=True)
class WaterfallAnswer:
    """The waterfall of a quote."""

    lines: tuple[WaterfallLine, ...]
    net_total: Decimal
    pocket_total: Decimal
    tax: Decimal
    gross: Decimal
    currency: str


@question("Price waterfall")
def waterfall(reader: Reader, quote: str) -> WaterfallAnswer:
    """Every step from list to pocket for each line of a quote, and the totals."""
    sheet = quote_sheet(reader, quote)
    lines = []
    for line, priced in zip(sheet.lines, sheet.totals.lines, strict=True):
        steps = priced.waterfall
        if steps is not None:
            lines.append(
                WaterfallLine(
                    line.product, steps.quantity, steps.list, steps.regular, steps.customer, steps.partner, steps.net,
                    steps.line_total, steps.pocket, steps.cost, steps.margin,
                )
            )  # fmt: skip
    totals = sheet.totals
    return WaterfallAnswer(tuple(lines), totals.net, totals.pocket, totals.tax, totals.gross, sheet.currency)


@dataclass(frozen=True, slots=True)
class RhythmAnswer:
    """When an account buys; None where too little is known for a statement."""

    orders: int
    median_days: Decimal | None
    next_on: date | None
    overdue_from: date | None
    overdue: bool | None
    active_chance: Decimal | None


@question("Purchase rhythm")
def rhythm(reader: Reader, account: str, product: str = "", on: date | None = None) -> RhythmAnswer:
    """The usual time between orders, when the next one is due, and from when it is overdue."""
    today = on or date.today()
    found = purchase_rhythm([each for each in order_days(reader, account, product) if each <= today], today)
    return RhythmAnswer(
        found.orders,
        None if found.median_days is None else Decimal(str(found.median_days)),
        found.next_on,
        found.overdue_from,
        found.overdue,
        None if found.active_chance is None else Decimal(str(round(found.active_chance, 4))),
    )


@dataclass(frozen=True, slots=True)
class Deadline:
    """When working hours run out."""

    due: datetime


@question("Deadline in working hours")
def deadline(reader: Reader, start: datetime, hours: Decimal, calendar: str) -> Deadline:
    """The moment at which so many working hours of a calendar have passed, holidays left out."""
    row = reader.row("SELECT * FROM calendars WHERE name = ? AND deleted_at IS NULL", (calendar,))
    if row is None:
        raise Refused(
            "There is no calendar called “{name}”.", name=calendar, fields={"calendar": "Not found."}
        )
    return Deadline(working.deadline(start, hours, _working_time(reader, row)))


def _working_time(reader: Reader, row: Any) -> working.WorkingTime:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    hours = {place: working.read_hours(getattr(row, name)) for place, name in enumerate(names)}
    free: set[date] = set()
    half: set[date] = set()
    for each in reader.rows(
        "SELECT starts_on, ends_on, is_half FROM holidays WHERE calendar_id = ? AND deleted_at IS NULL"
        " AND user_id IS NULL AND account_id IS NULL",
        (row.id,),
    ):
        first = date.fromisoformat(each.starts_on)
        last = date.fromisoformat(each.ends_on or each.starts_on)
        (half if each.is_half else free).update(
            first + timedelta(days) for days in range((last - first).days + 1)
        )
    return working.WorkingTime(hours, row.time_zone or "UTC", frozenset(free), frozenset(half))


@dataclass(frozen=True, slots=True)
class NoticeAnswer:
    """The last day to give notice, and the days on which to be reminded."""

    last_day: date
    reminders: tuple[date, ...]


@question("Last day to give notice")
def notice(reader: Reader, contract: str) -> NoticeAnswer:
    """The last day on which a contract can be ended: its end less the notice, with the reminders before it."""
    row = reader.row(
        "SELECT ends_on, notice_days FROM contracts WHERE id = ? AND deleted_at IS NULL", (contract,)
    )
    if row is None:
        raise Refused("There is no contract with the id {id}.", id=contract)
    if not row.ends_on:
        raise Refused("The contract has no end.", fields={"ends_on": "This is needed."})
    found = working.notice(date.fromisoformat(row.ends_on), row.notice_days or 0)
    return NoticeAnswer(found.last_day, found.reminders)


@dataclass(frozen=True, slots=True)
class WinAnswer:
    """The chance in percent from our own history; `too_little` where that history says nothing yet."""

    chance: Decimal | None
    won: int
    lost: int
    too_little: bool


@question("Chance to win")
def win_chance(reader: Reader, opportunity: str) -> WinAnswer:
    """How often opportunities like this one were won: from the source and the account's segment and industry."""
    row = reader.row(f"{_DEALS} WHERE o.id = ?", (opportunity,))
    if row is None:
        raise Refused("There is no opportunity with the id {id}.", id=opportunity)
    past = reader.rows(
        f"{_DEALS} WHERE o.stage IN ('won', 'lost') AND o.deleted_at IS NULL AND o.id <> ?", (opportunity,)
    )
    found = chance.win_chance_like(
        _signs(row), [chance.PastDeal(each.stage == "won", _signs(each)) for each in past]
    )
    counts = Counter(each.stage for each in past)
    return WinAnswer(found.chance, counts["won"], counts["lost"], found.chance is None)


_DEALS = "SELECT o.stage, o.source, a.segment, a.industry FROM opportunities o JOIN accounts a ON a.id = o.account_id"


def _signs(row: Any) -> dict[str, str | None]:
    return {"source": row.source, "segment": row.segment, "industry": row.industry}
