"""Working time: calendars with their hours, days on which nobody works, and how often to visit whom."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.records.accounts import TIERS, TYPES
from app.records.base import Record, field
from app.records.rules import check_between, check_days

_HOURS = "Such as 09:00-12:30, 14:00-18:00; empty for a free day"


class Calendar(Record):
    """The working hours of a place, for deadlines and visit rhythm."""

    __tablename__ = "calendars"
    title = "Working calendar"
    titles = "Working calendars"
    detailed_by = ("country", "time_zone")
    search_rank = 91
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    country: Mapped[str | None] = field("Country", kind="country", listed=True)
    region: Mapped[str | None] = field("Region")
    time_zone: Mapped[str | None] = field("Time zone", listed=True, merge="ask")
    monday: Mapped[str | None] = field("Monday", group="Hours", merge="ask", help=_HOURS)
    tuesday: Mapped[str | None] = field("Tuesday", group="Hours", merge="ask", help=_HOURS)
    wednesday: Mapped[str | None] = field("Wednesday", group="Hours", merge="ask", help=_HOURS)
    thursday: Mapped[str | None] = field("Thursday", group="Hours", merge="ask", help=_HOURS)
    friday: Mapped[str | None] = field("Friday", group="Hours", merge="ask", help=_HOURS)
    saturday: Mapped[str | None] = field("Saturday", group="Hours", merge="ask", help=_HOURS)
    sunday: Mapped[str | None] = field("Sunday", group="Hours", merge="ask", help=_HOURS)
    is_default: Mapped[bool] = field("Default calendar", default=False, listed=True)


class Holiday(Record):
    """A day without work: in a calendar, or a person's leave."""

    __tablename__ = "holidays"
    title = "Holiday"
    titles = "Holidays"
    detailed_by = ("starts_on",)
    search_rank = 96
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    calendar_id: Mapped[str | None] = field("Working calendar", link="calendars", listed=True, part_of=True)
    user_id: Mapped[str | None] = field("Leave of", link="users", listed=True)
    account_id: Mapped[str | None] = field("Closed at", link="accounts", listed=True)
    starts_on: Mapped[date] = field("From", required=True, listed=True)
    ends_on: Mapped[date | None] = field("Until", listed=True)
    is_half: Mapped[bool] = field("Half a day", default=False)

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")


class VisitRhythm(Record):
    """How many weeks may pass between visits to accounts of a tier; an account's own figure goes before it."""

    __tablename__ = "visit_rhythms"
    title = "Visit rhythm"
    titles = "Visit rhythms"
    detailed_by = ("tier",)
    search_rank = 97
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    tier: Mapped[str | None] = field("Tier", choices=TIERS, listed=True)
    type: Mapped[str | None] = field("Type of account", choices=TYPES, listed=True)
    territory_id: Mapped[str | None] = field("Territory", link="territories", listed=True)
    weeks: Mapped[int] = field("Weeks between visits", required=True, listed=True, merge="ask")

    def check(self) -> None:
        check_between(self, "weeks", 1, 520)
