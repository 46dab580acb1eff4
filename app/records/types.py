"""How values rest in a column: four storage classes, the same on SQLite (STRICT) and PostgreSQL."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from app.values import from_stored_moment, from_stored_number, to_stored_moment, to_stored_number

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite's INTEGER holds 64 bits; PostgreSQL needs BIGINT for the same."""


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
