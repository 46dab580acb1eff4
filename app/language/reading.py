"""Reading back what a person typed: numbers and days by the signs of their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.errors import Refused
from app.language.days import MONTHS, SHORT_MONTHS
from app.language.figures import SIGNS
from app.language.folding import fold

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

# Spaces and apostrophes that group, and signs that only say of what the number is.
_PASSED_OVER = dict.fromkeys(map(ord, " \u00a0\u2009\u202f\u2007'%€£$৳₹"))
_LONGEST = 60
_GROUPED = {
    ",": re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}"),
    ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+"),
}


def read_number(text: str, code: str) -> Decimal:
    """The number a text says in a language; refused where it is no number or could be two.

    Spaces and apostrophes group in every language. The other sign of decimals is understood where it can mean
    nothing else (48.5 in German), never where it groups thousands in that language (1.234 in German is 1234).
    A sign of currency or percent beside the number is passed over.
    """
    from decimal import Decimal

    # the fold makes Bengali digits Latin ones and the long minus a plain one
    plain = fold(text[: _LONGEST + 1]).translate(_PASSED_OVER)
    sign, plain = ("-", plain[1:]) if plain.startswith("-") else ("", plain.removeprefix("+"))
    point, group = SIGNS[code]
    other = "," if point == "." else "."
    whole, has_point, part = plain.partition(point)
    if other in whole:
        if (other == group or whole.count(other) > 1) and _GROUPED[other].fullmatch(whole):
            whole = whole.replace(other, "")
        elif not has_point and whole.count(other) == 1:
            whole, part = whole.split(other)
    if (
        len(text) > _LONGEST
        or not _is_digits(whole or "0")
        or not _is_digits(part or "0")
        or not (whole or part)
    ):
        raise Refused("“{text}” is not a number.", text=text[:_LONGEST])
    return Decimal(f"{sign}{whole or 0}.{part or 0}" if part else sign + whole)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


_FIGURE_DAY = re.compile(r"(\d{1,2})\s?[./\- ]\s?(\d{1,2})(?:\s?[./\- ]\s?(\d{4}|\d{2}))?\.?")
_ISO_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_NAMED_DAY = re.compile(r"(\d{1,2})(?:\.|er|st|nd|rd|th)?\s*([^\d\s.,]+)[.,]*\s*(\d{4}|\d{2})?")


def read_day(text: str, code: str, today: date | None = None) -> date:
    """The day a text says: day before month, or year first as in 2026-11-21; months by name in the language or English.

    Without a year it is the first such day from `today` on. Two figures of a year are of this century up to
    thirty years ahead.
    """
    from datetime import date, datetime

    today = today or datetime.now().astimezone().date()
    # Bulgarian writes "г." after the year, Italian and French may write the weekday before the day
    plain = re.sub(r"\s*(г|году)\.?$", "", fold(text[:_LONGEST]).strip())
    plain = re.sub(r"^[^\d]+", "", plain)
    try:
        if iso := _ISO_DAY.fullmatch(plain):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if figures := _FIGURE_DAY.fullmatch(plain):
            return _day(figures[3], int(figures[2]), int(figures[1]), today)
        if named := _NAMED_DAY.fullmatch(plain):
            return _day(named[3], _month(named[2], code), int(named[1]), today)
    except ValueError:
        pass
    raise Refused("“{text}” is not a day.", text=text[:_LONGEST])


def _day(year: str | None, month: int, day: int, today: date) -> date:
    if year is None:
        # the 29th of February may be some years away
        for ahead in range(9):
            try:
                found = today.replace(year=today.year + ahead, month=month, day=day)
            except ValueError:
                continue
            if found >= today:
                return found
        raise ValueError(f"no day {day} in month {month}")
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= today.year % 100 + 30 else 1900
    return today.replace(year=number, month=month, day=day)


def _month(name: str, code: str) -> int:
    for spoken in (code, "en"):
        for names in (MONTHS[spoken], SHORT_MONTHS[spoken]):
            folded = [fold(month).rstrip(".") for month in names.split(" ")]
            if name in folded:
                return folded.index(name) + 1
            begun = [
                number for number, month in enumerate(folded, 1) if len(name) > 2 and month.startswith(name)
            ]
            if len(begun) == 1:
                return begun[0]
    raise ValueError(f"{name} is not a month")
