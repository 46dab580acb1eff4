"""Writes iCalendar files: stable UID, SEQUENCE, time zones, invitations and cancellations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app import files
from app.errors import Refused
from app.interop.paths import check_target
from app.interop.writing import CONTROLS, Written

PRODUCT = "-//Rapport//Rapport//EN"
METHODS = ("", "PUBLISH", "REQUEST", "CANCEL", "REPLY")
STATUSES = ("", "TENTATIVE", "CONFIRMED", "CANCELLED")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One appointment. `uid` never changes; `sequence` grows with every change that was sent."""

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date | None = None
    changed_at: datetime | None = None
    sequence: int = 0
    place: str = ""
    description: str = ""
    organiser: str = ""
    organiser_name: str = ""
    guests: Sequence[str] = ()
    status: str = ""
    categories: Sequence[str] = ()
    remind_minutes: int | None = None


def write_calendar(path: Path | str, entries: Iterable[CalendarEntry], method: str = "") -> Written:
    """Write appointments to an .ics file."""
    kept = list(entries)
    target = check_target(path)
    files.write_whole(target, calendar_bytes(kept, method))
    return Written(len(kept))


def calendar_bytes(entries: Iterable[CalendarEntry], method: str = "") -> bytes:
    """Appointments as the bytes of an .ics file, time zones included."""
    from icalendar import Calendar

    if method not in METHODS:
        raise ValueError(f"{method} is not a method of ours")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    for entry in entries:
        calendar.add_component(_event(entry, method))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, method: str) -> Any:
    from icalendar import Alarm, Event

    if not entry.uid:
        raise Refused("An appointment needs an identifier before it can be sent.")
    event = Event()
    event.add("uid", _clean(entry.uid).replace("\n", " "))
    event.add("sequence", max(0, entry.sequence))
    event.add("dtstamp", (entry.changed_at or datetime.now(UTC)).astimezone(UTC))
    event.add("dtstart", entry.starts)
    if entry.ends:
        event.add("dtend", entry.ends)
    event.add("summary", _clean(entry.title).replace("\n", " "))
    for name, text in (("location", entry.place), ("description", entry.description)):
        if text:
            event.add(name, _clean(text))
    status = "CANCELLED" if method == "CANCEL" else entry.status
    if status in STATUSES and status:
        event.add("status", status)
    if entry.categories:
        event.add("categories", [_clean(word) for word in entry.categories])
    _add_people(event, entry)
    if entry.remind_minutes is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _clean(entry.title).replace("\n", " "))
        alarm.add("trigger", timedelta(minutes=-abs(entry.remind_minutes)))
        event.add_component(alarm)
    return event


def _add_people(event: Any, entry: CalendarEntry) -> None:
    from icalendar import vCalAddress, vText

    if entry.organiser:
        organiser = vCalAddress(f"mailto:{_address(entry.organiser)}")
        if entry.organiser_name:
            organiser.params["cn"] = vText(_clean(entry.organiser_name).replace("\n", " ").replace('"', "'"))
        event.add("organizer", organiser, encode=0)
    for guest in entry.guests:
        address = vCalAddress(f"mailto:{_address(guest)}")
        address.params["rsvp"] = vText("TRUE")
        address.params["partstat"] = vText("NEEDS-ACTION")
        event.add("attendee", address, encode=0)


def _address(text: str) -> str:
    from app.interop.mail import check_address

    return check_address(text)


def _clean(text: str) -> str:
    return CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
