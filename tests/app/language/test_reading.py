"""Reading: what the program writes it also reads, and what is not clear it refuses."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Refused
from app.language import LANGUAGES, language

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=40)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_written_number_is_read_back(code: str, value: Decimal) -> None:
    assert language(code).parse_number(language(code).number(value)) == value


@pytest.mark.parametrize("code", LANGUAGES)
def test_written_money_is_read_back(code: str) -> None:
    assert language(code).parse_number(language(code).money(Decimal("-1234567.89"), "EUR")) == Decimal(
        "-1234567.89"
    )


@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [
        ("de", "1.234", "1234"),
        ("en", "1.234", "1.234"),
        ("en", "1,234", "1234"),
        ("de", "48.5", "48.5"),
        ("fr", "1.234", "1.234"),
        ("fr", "1 234,50", "1234.50"),
        ("bg", "48.5", "48.5"),
        ("en", "48,5", "48.5"),
        ("de", "1'234,5", "1234.5"),
        ("bn", "১,০০,০০০.৫০", "100000.50"),
        ("el", "12,5 %", "12.5"),
        ("it", "−5", "-5"),
        ("it", ",5", "0.5"),
        ("en", "+7.", "7"),
        ("fr", "1.234.567", "1234567"),
    ],
)
def test_numbers_are_read_as_people_of_the_language_type_them(code: str, typed: str, value: str) -> None:
    assert language(code).parse_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["", "-", ".", "abc", "1e5", "NaN", "Infinity", "1.2.3", "1,2,3", "--5", "5-", "0x10", "9" * 61, "½"],
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_no_number_is_refused(code: str, typed: str) -> None:
    with pytest.raises(Refused):
        language(code).parse_number(typed)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("style", ["short", "medium", "long", "full"])
@settings(max_examples=25)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_a_written_day_is_read_back(code: str, style: str, day: date) -> None:
    assert language(code).parse_day(language(code).day(day, style)) == day


@pytest.mark.parametrize(
    ("code", "typed", "day"),
    [
        ("en", "2026-11-21", date(2026, 11, 21)),
        ("de", "21.11.26", date(2026, 11, 21)),
        ("it", "21/11/26", date(2026, 11, 21)),
        ("en", "21 Nov", date(2026, 11, 21)),
        ("en", "1st March 2027", date(2027, 3, 1)),
        ("fr", "1er mars", date(2027, 3, 1)),
        ("el", "1 ΜΑΡΤΙΟΥ", date(2027, 3, 1)),
        ("bg", "3 март 2027 г.", date(2027, 3, 3)),
        ("bn", "২১/১১/২০২৬", date(2026, 11, 21)),
        ("de", "21.11.", date(2026, 11, 21)),
        ("de", "19.11.", date(2027, 11, 19)),
        ("en", "29/2", date(2028, 2, 29)),
        ("en", "1/1/97", date(1997, 1, 1)),
    ],
)
def test_days_are_read_as_people_of_the_language_type_them(code: str, typed: str, day: date) -> None:
    assert language(code).parse_day(typed, today=FRIDAY) == day


@pytest.mark.parametrize(
    "typed", ["", "x", "31.2.2026", "2026-13-01", "0/1/2026", "21", "21 Foo 2026", "9" * 100]
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_no_day_is_refused(code: str, typed: str) -> None:
    with pytest.raises(Refused):
        language(code).parse_day(typed, today=FRIDAY)
