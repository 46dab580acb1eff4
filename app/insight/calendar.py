"""Working time: when something is due that may take so many working hours or days, and the last day to give notice."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.errors import Refused
from app.language import N_

NO_HOURS = N_("The working calendar has no working hours.")
UNREADABLE_HOURS = N_("{text} is not a time of day from – to.")
# A deadline further away than this means that hours or holidays are wrong.
FARTHEST = timedelta(days=3660)
REMINDERS = (90, 60, 30, 7)
_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")

Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Working hours by weekday (0 is Monday) in a time zone; `free` days have none, `half` days the first half.

    A span of hours that ends at midnight ends with time(0).
    """

    hours: Mapping[int, tuple[Span, ...]]
    zone: str = "UTC"
    free: frozenset[date] = field(default=frozenset())
    half: frozenset[date] = field(default=frozenset())

    def works_on(self, day: date) -> bool:
        """Whether anybody works on a day."""
        return day not in self.free and bool(self.hours.get(day.weekday()))

    def spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The working spans of a day as moments in UTC, so that the change to summer time does no harm."""
        if not self.works_on(day):
            return
        zone = ZoneInfo(self.zone)
        whole = [
            (
                datetime.combine(day, start, zone).astimezone(UTC),
                datetime.combine(day if end > start else day + timedelta(1), end, zone).astimezone(UTC),
            )
            for start, end in self.hours[day.weekday()]
        ]
        yield from _first_half(whole) if day in self.half else whole


OFFICE_WEEK = {weekday: ((time(9), time(17)),) for weekday in range(5)}


def read_hours(text: str | None) -> tuple[Span, ...]:
    """Hours as people write them, "09:00-12:30, 14:00-18:00"; nothing for a free day.

    Refused where the text holds no such hours.
    """
    if not text or not text.strip():
        return ()
    spans = []
    for found in _HOURS.finditer(text):
        start_hour, start_minute, end_hour, end_minute = map(int, found.groups())
        if start_hour > 23 or end_hour > 24 or start_minute > 59 or end_minute > 59:
            raise Refused(UNREADABLE_HOURS, text=text)
        spans.append((time(start_hour, start_minute), time(end_hour % 24, end_minute)))
    if not spans:
        raise Refused(UNREADABLE_HOURS, text=text)
    return tuple(sorted(spans))


def deadline(
    start: datetime,
    hours: Decimal | int,
    working: WorkingTime,
    pauses: Sequence[tuple[datetime, datetime]] = (),
) -> datetime:
    """The moment (UTC) by which so many working hours have passed; time in `pauses` does not count.

    `start` is an aware moment. Nothing left to do is due at once, at the next working moment. Refused where the
    calendar has no working hours in ten years.
    """
    left = timedelta(seconds=float(Decimal(hours) * 3600))
    for begin, end in _working_spans(start, working, pauses):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    raise Refused(NO_HOURS)


def working_hours(
    start: datetime,
    end: datetime,
    working: WorkingTime,
    pauses: Sequence[tuple[datetime, datetime]] = (),
) -> Decimal:
    """The working hours between two moments, with two places; pauses do not count."""
    seconds = 0.0
    for begin, stop in _working_spans(start, working, pauses):
        if begin >= end:
            break
        seconds += (min(stop, end) - begin).total_seconds()
    return (Decimal(seconds) / 3600).quantize(Decimal("0.01"))


def working_day(start: date, days: int, working: WorkingTime) -> date:
    """The day that is so many working days after a day: two working days after a Friday is Tuesday."""
    day, left = start, days
    while left > 0:
        day += timedelta(1)
        if day - start > FARTHEST:
            raise Refused(NO_HOURS)
        left -= working.works_on(day)
    return day


@dataclass(frozen=True, slots=True)
class Notice:
    """The last day to give notice and the days to be reminded of it, earliest first."""

    last_day: date
    reminders: tuple[date, ...]


def notice(ends_on: date, days: int, before: Sequence[int] = REMINDERS) -> Notice:
    """When notice must be given at the latest: the end less the days of notice, and reminders before it."""
    last_day = ends_on - timedelta(days)
    return Notice(last_day, tuple(last_day - timedelta(early) for early in sorted(before, reverse=True)))


def _working_spans(
    start: datetime, working: WorkingTime, pauses: Sequence[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """Working spans from a moment on, with the pauses cut out, for ten years."""
    start = start.astimezone(UTC)
    # The night shift of the day before may still be running.
    day = start.astimezone(ZoneInfo(working.zone)).date() - timedelta(1)
    last = day + FARTHEST
    while day <= last:
        for begin, end in working.spans(day):
            if end > start:
                yield from _without(max(begin, start), end, pauses)
        day += timedelta(1)


def _without(
    begin: datetime, end: datetime, pauses: Sequence[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    for pause_begin, pause_end in sorted(pauses):
        if pause_end <= begin or pause_begin >= end:
            continue
        if pause_begin > begin:
            yield begin, pause_begin
        begin = max(begin, pause_end)
    if begin < end:
        yield begin, end


def _first_half(spans: Sequence[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    left = sum((end - begin for begin, end in spans), timedelta()) / 2
    for begin, end in spans:
        if left <= timedelta():
            return
        yield begin, min(end, begin + left)
        left -= end - begin
