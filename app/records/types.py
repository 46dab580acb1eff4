"""How values rest in a column: four storage classes, the same on SQLite (STRICT) and PostgreSQL.

Text for ids, words, days and moments, whole numbers for money and quantities. So plain SQL reads the
same value on both databases, and what cannot be stored exactly is not stored at all.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from app.errors import Refused

SCALE = 4
"""Decimal places of a stored money amount, quantity or percentage."""

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite's INTEGER holds 64 bits; PostgreSQL needs BIGINT for the same."""

_LIMIT = 2**63 - 1


def to_stored_number(value: Decimal | int | float | str) -> int:
    """A number as whole ten-thousandths, rounded half up; refused when it does not fit 64 bits."""
    scaled = Decimal(value).scaleb(SCALE)
    if not scaled.is_finite() or abs(scaled) > _LIMIT:
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


class _Converted(TypeDecorator[Any]):
    """A column whose Python value differs from its stored value by two plain functions."""

    cache_ok = True
    into: Callable[[Any], Any]
    out: Callable[[Any], Any]

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        into = type(self).into
        return lambda value: None if value is None else into(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        out = type(self).out
        return lambda value: None if value is None else out(value)


class Day(_Converted):
    """A calendar day as ISO text."""

    impl = Text
    cache_ok = True
    into = staticmethod(date.isoformat)
    out = staticmethod(date.fromisoformat)


class Moment(_Converted):
    """An aware moment in UTC as ISO text with milliseconds."""

    impl = Text
    cache_ok = True
    into = staticmethod(to_stored_moment)
    out = staticmethod(from_stored_moment)


class Exact(_Converted):
    """A Decimal with four places as a whole number."""

    impl = WHOLE
    cache_ok = True
    into = staticmethod(to_stored_number)
    out = staticmethod(from_stored_number)


class Flag(_Converted):
    """Yes or no as 1 or 0."""

    impl = WHOLE
    cache_ok = True
    into = staticmethod(int)
    out = staticmethod(bool)


class Json(_Converted):
    """A list or mapping kept whole, for content that is never searched by its parts."""

    impl = Text
    cache_ok = True
    into = staticmethod(lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True))
    out = staticmethod(json.loads)
