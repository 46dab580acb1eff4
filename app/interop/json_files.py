"""Reads tables kept as JSON: a list of objects, an object that holds one, or one object a line."""

import json
from collections.abc import Sequence
from typing import Any

from app.errors import Refused
from app.interop import limits
from app.interop.encoding import detect
from app.interop.heading import SPACES
from app.interop.parsed import N_, Sender
from app.interop.workbooks import CONTROLS

LIST_MARK = " ::: "
HOLDERS = ("records", "data", "rows", "items", "results", "value", "contacts", "accounts")
BATCH = 2_000
DEEPEST = 6


def read_json(data: bytes, name: str, send: Sender, languages: Sequence[str] = ()) -> None:
    """Read objects as rows; fields inside fields get titles like `address.city`."""
    limits.check_size(name, len(data), limits.JSON_BYTES)
    guess = detect(data, languages)
    text = data[guess.mark :].decode(guess.encoding, "replace")
    records = _records(_load(text, name))
    if not records:
        raise Refused("The file {name} holds no rows.", name=name)
    if len(records) > limits.ROWS:
        raise Refused("The file {name} has more than {limit} rows.", name=name, limit=f"{limits.ROWS:,}")
    flat = [_flat(record) if isinstance(record, dict) else None for record in records]
    columns = list(dict.fromkeys(key for row in flat if row for key in row))
    if not columns:
        raise Refused("The file {name} is not a table.", name=name)
    if len(columns) > limits.COLUMNS:
        raise Refused(
            "The file {name} has {count} columns; at most {limit} can be read.",
            name=name,
            count=len(columns),
            limit=limits.COLUMNS,
        )
    send.table(
        [SPACES.sub(" ", CONTROLS.sub("", column))[:120] for column in columns], encoding=guess.encoding
    )
    _send(flat, columns, send)


def _send(flat: list[dict[str, str] | None], columns: list[str], send: Sender) -> None:
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, record in enumerate(flat, 1):
        if record is None:
            send.refuse(number, N_("This entry is not an object with fields."))
            continue
        row = [record.get(column, "") for column in columns]
        if any(len(cell) > limits.CELL_CHARACTERS for cell in row):
            long = next(c for c, cell in zip(columns, row, strict=True) if len(cell) > limits.CELL_CHARACTERS)
            send.refuse(
                number,
                N_("The cell in column “{column}” is too long: at most {limit} KB can be read."),
                column=long[:120],
                limit=limits.CELL_CHARACTERS // 1024,
            )
            continue
        numbers.append(number)
        rows.append(row)
        if len(rows) == BATCH:
            send.rows(numbers, rows)
            send.progress(number / len(flat))
            numbers, rows = [], []
    send.rows(numbers, rows)


def _load(text: str, name: str) -> Any:
    """The document, or a list of documents where each line is one."""
    try:
        return _decode(text)
    except RecursionError:
        raise Refused("The file {name} is nested too deeply.", name=name) from None
    except ValueError as problem:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and lines[0].lstrip().startswith("{") and lines[0].rstrip().endswith("}"):
            try:
                return [_decode(line) for line in lines]
            except (ValueError, RecursionError):
                pass
        raise Refused(
            "The file {name} is damaged or cut short: it cannot be read past line {line}.",
            name=name,
            line=getattr(problem, "lineno", 1),
        ) from None


def _decode(text: str) -> Any:
    # Numbers stay as written, so that no digit of a price or a long identifier is lost.
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=lambda _: "")


def _records(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for holder in HOLDERS:
            if isinstance(document.get(holder), list):
                return document[holder]
        lists = [value for value in document.values() if isinstance(value, list)]
        if len(lists) == 1 and lists[0] and isinstance(lists[0][0], dict):
            return lists[0]
        return [document]
    return []


def _flat(record: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in record.items():
        title = f"{prefix}{key}"
        if isinstance(value, dict) and depth < DEEPEST:
            found |= _flat(value, f"{title}.", depth + 1)
        else:
            found[title] = _text(value)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return CONTROLS.sub("", value).replace("\r\n", "\n")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return LIST_MARK.join(_text(item) for item in value if not isinstance(item, (dict, list)))
    return ""
