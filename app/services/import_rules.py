"""What a row of a file must hold to be kept: the rules of a person's own entry, told before anything is written."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from app.errors import Refused
from app.records import kind as kind_named
from app.records.base import Field, Record, fields
from app.store.session import check_moves
from app.values import day, moment, read_moment, to_stored_number

LARGEST = 2**63 - 1
OWN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SIMPLE = ("accounts", "contacts", "products", "product_families", "orders", "order_lines", "prices", "channels")
"""Kinds that come in by the ten thousand and whose new records have no rule beyond their fields."""


def problem_of_values(kind: str, values: dict[str, Any]) -> str:
    """Why these values cannot be kept; empty where they can. Moments written as text become moments."""
    try:
        for name, about in _ruled(kind):
            value = values.get(name)
            if value is not None:
                _check_value(name, about, value, values)
        for value in values.values():
            if type(value) is Decimal:
                to_stored_number(value)
            elif type(value) is int and abs(value) > LARGEST:
                raise Refused("The number {value} is too large to keep.", value=value)
    except Refused as problem:
        return str(problem)
    return ""


def _check_value(name: str, about: Field, value: Any, values: dict[str, Any]) -> None:
    if about.choices and value not in about.choices:
        sentence = f"“{value}” is not one of: {', '.join(about.choices)}."
        raise Refused("{label}: {sentence}", label=about.label, sentence=sentence)
    if about.kind == "moment" and isinstance(value, str):
        values[name] = read_moment(value)


def problem_of_new(kind: str, values: Mapping[str, Any]) -> str:
    """Why this new record breaks a rule; empty where it does not."""
    for name, label in _needed(kind):
        if values.get(name) in (None, ""):
            return str(Refused("{label} is needed.", label=label))
    if kind in SIMPLE:
        return ""
    record_class = kind_named(kind)
    return _problem(record_class(**{**_defaults(kind), **_known(kind, values)}), None)


def problem_of_change(kind: str, former: Mapping[str, Any], fresh: Mapping[str, Any]) -> str:
    """Why a known record may not take these values; empty where it may."""
    now = {name: _python(kind, name, value) for name, value in former.items() if name in fields(kind_named(kind))}
    record = kind_named(kind)(**{**now, **_known(kind, fresh), "id": former["id"]})
    return _problem(record, {name: now.get(name) for name in fresh if name in now})


def _problem(record: Record, before: Mapping[str, Any] | None) -> str:
    try:
        if before is not None:
            check_moves(record, before)
            record.check_change(before)
        record.check()
    except Refused as problem:
        return str(problem)
    return ""


def _known(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name == "id" or name in fields(kind_named(kind))}


def _python(kind: str, name: str, value: Any) -> Any:
    """A plain value as the record itself holds it."""
    how = fields(kind_named(kind))[name].kind
    if value is None or how not in ("day", "moment", "money", "number", "percent"):
        return value
    return {"day": day, "moment": moment}.get(how, Decimal)(value)


@cache
def _ruled(kind: str) -> tuple[tuple[str, Field], ...]:
    about = fields(kind_named(kind)).items()
    return tuple((name, each) for name, each in about if each.choices or each.kind == "moment")


@cache
def _needed(kind: str) -> tuple[tuple[str, str], ...]:
    about, has_default = fields(kind_named(kind)), _defaults(kind)
    return tuple((name, each.label) for name, each in about.items() if each.required and name not in has_default)


@cache
def _defaults(kind: str) -> dict[str, Any]:
    columns = kind_named(kind).__table__.columns
    scalars = [each for each in columns if each.default is not None and each.default.is_scalar]
    return {each.key: each.default.arg for each in scalars if each.key in fields(kind_named(kind))}


def is_own_id(text: Any) -> bool:
    """Whether a file's id is one that we gave."""
    return isinstance(text, str) and OWN_ID.fullmatch(text) is not None


