"""Days as one says them, in every language of the program."""

from datetime import date, timedelta

import pytest

from app.errors import Refused
from app.language.day_words import read_day_words

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("en", "fri", date(2026, 11, 27)),
        ("en", "Friday", date(2026, 11, 27)),
        ("en", "tomorrow", date(2026, 11, 22)),
        ("en", "12 dec", date(2026, 12, 12)),
        ("en", "+3", date(2026, 11, 24)),
        ("en", "2 w", date(2026, 12, 5)),
        ("en", "in 3 d", date(2026, 11, 24)),
        ("it", "venerdì", date(2026, 11, 27)),
        ("it", "domani", date(2026, 11, 22)),
        ("el", "αυριο", date(2026, 11, 22)),
        ("el", "Παρασκευή", date(2026, 11, 27)),
        ("bg", "утре", date(2026, 11, 22)),
        ("bg", "петък", date(2026, 11, 27)),
        ("bn", "আগামীকাল", date(2026, 11, 22)),
        ("de", "morgen", date(2026, 11, 22)),
        ("de", "fr", date(2026, 11, 27)),
        ("de", "12. Dez", date(2026, 12, 12)),
        ("fr", "demain", date(2026, 11, 22)),
        ("fr", "ven", date(2026, 11, 27)),
    ],
)
def test_a_day_is_understood_as_it_is_said(code: str, text: str, day: date) -> None:
    assert read_day_words(text, code, SATURDAY) == day


def test_the_weekday_of_today_is_the_one_in_a_week() -> None:
    assert read_day_words("sat", "en", SATURDAY) == SATURDAY + timedelta(7)


@pytest.mark.parametrize("text", ["some day", "t", "friend", "32 dec", "{}", "12 decks"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_day_words(text, "en", SATURDAY)
