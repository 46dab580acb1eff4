"""Invitations keep their identity, count their changes and know their time zones."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from app.errors import Refused
from app.interop.calendars import CalendarEntry, calendar_bytes, write_calendar

START = datetime(2024, 7, 1, 10, tzinfo=ZoneInfo("Europe/Athens"))
ENTRY = CalendarEntry(
    uid="0190-visit@rapport",
    title="Επίσκεψη, Άλφα; ΑΕ",
    starts=START,
    ends=START + timedelta(hours=1),
    changed_at=datetime(2024, 6, 1, tzinfo=UTC),
    sequence=2,
    place="Ερμού 5\nΑθήνα",
    description="line\r\nEND:VEVENT\r\nATTENDEE:mailto:x@y",
    organiser="me@example.com",
    organiser_name='Nina "N" Rossi',
    guests=("eleni@example.com",),
    remind_minutes=30,
)


def test_an_invitation_keeps_uid_sequence_and_zone(tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    assert write_calendar(path, [ENTRY], "REQUEST").rows == 1
    found = icalendar.Calendar.from_ical(path.read_bytes())
    (event,) = found.walk("VEVENT")
    assert (str(found["METHOD"]), str(event["UID"]), event["SEQUENCE"]) == (
        "REQUEST",
        "0190-visit@rapport",
        2,
    )
    assert event["DTSTART"].dt == START
    assert event["DTSTART"].params["TZID"] == "Europe/Athens"
    assert [str(zone["TZID"]) for zone in found.walk("VTIMEZONE")] == ["Europe/Athens"]
    assert str(event["SUMMARY"]) == "Επίσκεψη, Άλφα; ΑΕ"
    assert str(event["ORGANIZER"]) == "mailto:me@example.com"
    assert str(event["ATTENDEE"]) == "mailto:eleni@example.com"
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(minutes=-30)


def test_text_cannot_end_the_event_or_invite_anybody() -> None:
    found = icalendar.Calendar.from_ical(calendar_bytes([ENTRY]))
    (event,) = found.walk("VEVENT")
    assert str(event["DESCRIPTION"]) == "line\nEND:VEVENT\nATTENDEE:mailto:x@y"
    assert str(event["ATTENDEE"]) == "mailto:eleni@example.com"


def test_a_cancellation_says_so_and_the_same_entry_gives_the_same_bytes() -> None:
    data = calendar_bytes([ENTRY], "CANCEL")
    assert b"STATUS:CANCELLED" in data
    assert data == calendar_bytes([ENTRY], "CANCEL")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_whole_days_have_no_clock() -> None:
    data = calendar_bytes([CalendarEntry("u", "Fair", date(2024, 5, 1), date(2024, 5, 4), changed_at=START)])
    assert b"DTSTART;VALUE=DATE:20240501" in data
    assert b"VTIMEZONE" not in data


def test_an_entry_without_identity_or_with_a_false_guest_is_refused() -> None:
    with pytest.raises(Refused, match="needs an identifier"):
        calendar_bytes([CalendarEntry("", "x", START)])
    with pytest.raises(Refused, match="is not an e-mail address"):
        calendar_bytes([CalendarEntry("u", "x", START, guests=("a@b\r\nX: y",))])
