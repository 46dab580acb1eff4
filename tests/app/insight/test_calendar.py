"""When something is due in working time, and when notice must be given."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from app.errors import Refused
from app.insight.calendar import (
    OFFICE_WEEK,
    WorkingTime,
    deadline,
    notice,
    read_hours,
    working_day,
    working_hours,
)

D = Decimal
BREAK = ((time(9), time(12, 30)), (time(14), time(18)))
BOLOGNA = WorkingTime(dict.fromkeys(range(5), BREAK), "Europe/Rome", free=frozenset({date(2026, 6, 2)}))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_four_working_hours_run_over_a_weekend_and_a_public_holiday() -> None:
    """Friday 17:00 leaves one hour; Monday 1 June has 7.5, of which three are needed: 12:00 in Bologna."""
    assert deadline(moment("2026-05-29T17:00+02:00"), 4, BOLOGNA) == moment("2026-06-01T12:00+02:00")
    # from Monday 17:00 the holiday on Tuesday 2 June is passed over
    assert deadline(moment("2026-06-01T17:00+02:00"), 4, BOLOGNA) == moment("2026-06-03T12:00+02:00")


def test_a_deadline_is_told_in_utc_and_keeps_to_the_clock_across_summer_time() -> None:
    found = deadline(moment("2026-03-27T17:30+01:00"), 1, BOLOGNA)
    assert found == moment("2026-03-30T09:30+02:00")
    assert found.tzinfo is UTC


def test_what_is_reported_at_night_starts_in_the_morning_and_in_the_break_after_it() -> None:
    assert deadline(moment("2026-05-25T23:00+02:00"), 1, BOLOGNA) == moment("2026-05-26T10:00+02:00")
    assert deadline(moment("2026-05-25T13:00+02:00"), D("0.5"), BOLOGNA) == moment("2026-05-25T14:30+02:00")
    assert deadline(moment("2026-05-25T13:00+02:00"), 0, BOLOGNA) == moment("2026-05-25T14:00+02:00")


def test_pauses_do_not_count() -> None:
    pauses = [
        (moment("2026-05-25T10:00+02:00"), moment("2026-05-25T11:00+02:00")),
        (moment("2026-05-25T10:30+02:00"), moment("2026-05-25T15:00+02:00")),
    ]
    start = moment("2026-05-25T09:00+02:00")
    assert deadline(start, 2, BOLOGNA, pauses) == moment("2026-05-25T16:00+02:00")
    assert working_hours(start, moment("2026-05-25T16:00+02:00"), BOLOGNA, pauses) == 2


def test_half_a_holiday_leaves_the_first_half_of_the_hours() -> None:
    christmas_eve = WorkingTime(OFFICE_WEEK, "Europe/Rome", half=frozenset({date(2026, 12, 24)}))
    assert deadline(moment("2026-12-24T12:00+01:00"), 2, christmas_eve) == moment("2026-12-25T10:00+01:00")


def test_a_night_shift_runs_over_midnight() -> None:
    guard = WorkingTime({0: ((time(22), time(6)),)}, "Europe/Sofia")
    assert deadline(moment("2026-05-26T05:00+03:00"), 2, guard) == moment("2026-06-01T23:00+03:00")


def test_a_calendar_without_hours_is_refused_and_does_not_run_for_ever() -> None:
    for idle in (WorkingTime({}), WorkingTime({0: ()})):
        with pytest.raises(Refused, match="no working hours"):
            deadline(moment("2026-05-25T09:00+02:00"), 1, idle)
        with pytest.raises(Refused):
            working_day(date(2026, 5, 25), 1, idle)


def test_two_working_days_after_the_fair() -> None:
    assert working_day(date(2026, 5, 29), 2, BOLOGNA) == date(
        2026, 6, 3
    )  # Monday, then the holiday, Wednesday
    assert working_day(date(2026, 5, 30), 0, BOLOGNA) == date(2026, 5, 30)


def test_notice_of_ninety_days_to_the_end_of_the_year_ends_on_2_october() -> None:
    found = notice(date(2026, 12, 31), 90)
    assert found.last_day == date(2026, 10, 2)
    assert found.reminders == (date(2026, 7, 4), date(2026, 8, 3), date(2026, 9, 2), date(2026, 9, 25))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("09:00-12:30, 14:00-18:00", BREAK),
        ("14.00 – 18.00; 9.00–12.30", BREAK),
        ("00:00-24:00", ((time(0), time(0)),)),
        ("", ()),
        (None, ()),
    ],
)
def test_hours_are_read_as_people_write_them(text: str | None, hours: tuple[tuple[time, time], ...]) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize("text", ["closed", "9-17", "25:00-26:00", "09:75-10:00"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="time of day"):
        read_hours(text)
