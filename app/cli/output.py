"""What a command shows: one JSON document for scripts, plain text for people."""

import dataclasses
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.language import legible, legible_lines
from app.values import plain, plain_number, to_stored_moment

COLUMN_WIDTH = 40
LONGEST_TEXT = 1 << 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value together with an exit code that is not 0, such as the findings of the doctor."""

    value: Any
    exit_code: int


def as_data(value: Any) -> Any:
    """Any answer as JSON can say it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_data(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_data(each) for key, each in value.items()}
    if isinstance(value, str | bytes):
        return value if isinstance(value, str) else f"{len(value)} bytes"
    if isinstance(value, Sequence | set | frozenset):
        return [as_data(each) for each in (value if isinstance(value, Sequence) else sorted(value))]
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, datetime):
        return to_stored_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return plain(value)


def show_value(value: Any, as_json: bool) -> None:
    """Print an answer."""
    data = as_data(value)
    if as_json:
        print(json.dumps(data, ensure_ascii=False))
    else:
        print("\n".join(_lines(data)))


def show_error(exit_code: int, code: str, message: str, fields: Mapping[str, str], as_json: bool) -> None:
    """Print on standard error why a command did not do its work."""
    if as_json:
        print(
            json.dumps(
                {"error": {"code": code, "message": message, "fields": dict(fields)}}, ensure_ascii=False
            ),
            file=sys.stderr,
        )
        return
    print(f"rapport: {_safe(message)}", file=sys.stderr)
    for name, sentence in fields.items():
        if sentence not in message:
            print(f"  {_safe(name)}: {_safe(sentence)}", file=sys.stderr)


def _safe(text: str) -> str:
    """A text that cannot steer the terminal it is printed on."""
    return legible_lines(text, LONGEST_TEXT)


def _lines(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [line for key, value in data.items() for line in _pair(key, value)]
    if isinstance(data, list):
        return (
            _table(data)
            if data and all(isinstance(each, dict) for each in data)
            else [_cell(each) for each in data]
        )
    return [_cell(data)]


def _pair(key: str, value: Any) -> list[str]:
    if isinstance(value, dict | list) and value:
        return [f"{key}:", *(f"  {line}" for line in _lines(value))]
    return [f"{key}: {_cell(value)}"]


def _table(rows: list[dict[str, Any]]) -> list[str]:
    names = [name for name in rows[0] if any(row.get(name) not in (None, "", [], {}) for row in rows)]
    cells = [[_short(row.get(name)) for name in names] for row in rows]
    widths = [max(len(name), *(len(row[place]) for row in cells)) for place, name in enumerate(names)]
    lines = [names, *cells]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]


def _short(value: Any) -> str:
    return legible(_cell(value), COLUMN_WIDTH)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else "–"
    return _safe(str(value))
