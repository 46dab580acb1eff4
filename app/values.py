"""Values as they are stored and as they travel: the one place where money, days and moments change form.

Stored: text for ids, words, days and moments, whole ten-thousandths for money and quantities, 0 or 1 for
flags. Plain: what JSON can say (change log, command line, sync), with decimals and days as text.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeVar

from app.errors import Refused

SCALE = 4
"""Decimal places of a stored money amount, quantity or percentage."""


_LARGEST = 2**63 - 1
_MOST_DIGITS = 20


def to_stored_number(value: Decimal | int | float | str) -> int:
    """A number as whole ten-thousandths, rounded half up; refused when it does not fit 64 bits."""
    exact = Decimal(value)
    if not exact.is_finite() or exact.adjusted() > _MOST_DIGITS:
        raise Refused("The number {value} is too large to keep.", value=value)
    scaled = exact.scaleb(SCALE)
    if abs(scaled) > _LARGEST:
        raise Refused("The number {value} is too large to keep.", value=value)
    return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def from_stored_number(value: int) -> Decimal:
    """The Decimal behind a stored number of ten-thousandths."""
    return Decimal(value).scaleb(-SCALE)


def to_stored_moment(value: datetime) -> str:
    """An aware moment as UTC text with milliseconds, so that text order is time order."""
    if value.tzinfo is None:
        raise Refused("The moment {value} has no time zone.", value=value)
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_stored_moment(value: str) -> datetime:
    """The aware UTC moment behind a stored text."""
    return datetime.fromisoformat(value)


def day(stored: str | None) -> date | None:
    """The day behind a stored text."""
    return None if stored is None else date.fromisoformat(stored)


def moment(stored: str | None) -> datetime | None:
    """The UTC moment behind a stored text."""
    return None if stored is None else from_stored_moment(stored)


def number(stored: int | None) -> Decimal | None:
    """The Decimal behind a stored number."""
    return None if stored is None else from_stored_number(stored)


def plain(value: Any) -> Any:
    """A field's value as JSON can say it: decimals without needless zeros, moments in UTC with `Z`."""
    if value is None or value.__class__ in _PLAIN:
        return value
    if isinstance(value, datetime):
        return to_stored_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain_number(value)
    return value


_PLAIN = (str, int, bool, list, dict)


def plain_number(value: Decimal) -> str:
    """A Decimal as text without exponent or trailing zeros."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


Day = TypeVar("Day", bound=date)
FIRST_YEAR = 1000


def _within_reach(found: Day) -> Day:
    """Earlier years are slips of the hand, and reckoning back from them would fall off the calendar."""
    if found.year < FIRST_YEAR:
        raise ValueError(found)
    return found


def read_day(text: str) -> date:
    """A day from ISO text, refused with a sentence when it is none."""
    try:
        return _within_reach(date.fromisoformat(text.strip()))
    except ValueError:
        raise Refused("“{text}” is not a day like 2026-11-21.", text=text) from None


def read_moment(text: str) -> datetime:
    """A moment from ISO text; without a zone it is taken as this computer's local time."""
    try:
        found = datetime.fromisoformat(text.strip())
        return _within_reach((found if found.tzinfo else found.astimezone()).astimezone(UTC))
    except (ValueError, OverflowError):
        raise Refused("“{text}” is not a moment like 2026-11-21T14:00+02:00.", text=text) from None


def read_number(text: str) -> Decimal:
    """A number from text with a decimal point."""
    try:
        return from_stored_number(to_stored_number(Decimal(text.strip())))
    except InvalidOperation:
        raise Refused("“{text}” is not a number like 1234.50.", text=text) from None


def read_whole(text: str) -> int:
    """A whole number that fits 64 bits."""
    try:
        found = int(text)
    except ValueError:
        raise Refused("“{text}” is not a whole number.", text=text) from None
    if abs(found) > _LARGEST:
        raise Refused("The number {value} is too large to keep.", value=text)
    return found


def read_json(text: str) -> Any:
    """Any JSON value; refused with a sentence when it is none, nested without end, or no number of JSON's."""
    try:
        return json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Refused("This is not JSON.") from None


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _finite(text: str) -> float:
    found = float(text)
    if found in (float("inf"), float("-inf")):
        raise ValueError(text)
    return found


def read_flag(text: str) -> bool:
    """Yes or no."""
    found = _FLAGS.get(text.strip().lower())
    if found is None:
        raise Refused("“{text}” is neither yes nor no.", text=text)
    return found


_FLAGS: Mapping[str, bool] = {
    "true": True, "yes": True, "1": True, "on": True, "false": False, "no": False, "0": False, "off": False,
}  # fmt: skip


class Link(NamedTuple):
    """Another record, found by its number elsewhere, its name, its own number, or as one of the same row (`row`)."""

    kind: str
    by: str
    value: str
