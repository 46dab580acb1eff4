"""Papers as they left the house: contents turned into JSON when issued and read back letter by letter."""

import base64
import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

Paper = TypeVar("Paper")


def frozen(content: Any) -> Any:
    """A content as JSON values."""
    if dataclasses.is_dataclass(content) and not isinstance(content, type):
        return {each.name: frozen(getattr(content, each.name)) for each in dataclasses.fields(content)}
    if isinstance(content, tuple | list):
        return [frozen(each) for each in content]
    if isinstance(content, bytes):
        return base64.b64encode(content).decode()
    if isinstance(content, Decimal):
        return str(content)
    if isinstance(content, date | datetime | time):
        return content.isoformat()
    return content


def thawed(paper: type[Paper], stored: str | Mapping[str, Any]) -> Paper:
    """The content behind JSON values, equal to what was frozen."""
    found: Paper = _made(paper, json.loads(stored) if isinstance(stored, str) else stored)
    return found


def _made(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _made(next(each for each in inner if each is not type(None)), value)
    if origin is tuple:
        return tuple(_made(inner[0], each) for each in value)
    if dataclasses.is_dataclass(hint) or dataclasses.is_dataclass(origin):
        made = typing.cast(Any, hint)
        hints = typing.get_type_hints(origin or made)
        return made(**{name: _made(hints[name], each) for name, each in value.items() if name in hints})
    return _READERS.get(hint, lambda same: same)(value)


_READERS: dict[Any, Any] = {
    Decimal: Decimal, date: date.fromisoformat, datetime: datetime.fromisoformat, time: time.fromisoformat,
    bytes: base64.b64decode,
}  # fmt: skip
