"""Reads tables out of spreadsheets (.xlsx, .xlsm, .xls, .ods), after checking what the file would unpack to."""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from app.errors import Refused
from app.interop import limits
from app.interop.heading import Heading, find_heading
from app.interop.parsed import N_, Sender

BATCH = 2_000
SAMPLE_ROWS = 60
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SCIENTIFIC = re.compile(r"e", re.IGNORECASE)


def read_workbook(data: bytes, name: str, send: Sender) -> None:
    """Read every sheet that holds rows; hidden sheets are named and left out."""
    limits.check_size(name, len(data), limits.WORKBOOK_BYTES)
    if data.startswith(b"PK"):
        check_container(data, name)
    workbook = _open(data, name)
    found = 0
    for sheet_info in workbook.sheets_metadata:
        if str(sheet_info.typ).rsplit(".", 1)[-1] != "WorkSheet":
            continue
        if str(sheet_info.visible).rsplit(".", 1)[-1] != "Visible":
            send.warn(N_("The hidden sheet “{sheet}” was left out."), sheet=sheet_info.name)
            continue
        sheet = _sheet(workbook, sheet_info.name, name)
        if sheet.height:
            found += _send_sheet(sheet, name, send)
    if not found:
        raise Refused("The file {name} holds no rows.", name=name)


def check_container(data: bytes, name: str) -> None:
    """Refuse a zip that is broken, that would unpack to far too much, or that defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            members = box.infolist()
            if len(members) > limits.WORKBOOK_MEMBERS:
                raise Refused("The workbook {name} is made of too many parts.", name=name)
            unpacked = sum(member.file_size for member in members)
            too_big = unpacked > limits.WORKBOOK_UNPACKED
            if too_big or unpacked > limits.WORKBOOK_RATIO * max(len(data), 1):
                raise Refused("The workbook {name} would unpack to far more than its size allows.", name=name)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _look_through(box, member, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Refused("The workbook {name} is damaged or cut short.", name=name) from None


def _look_through(box: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    """Unpack one part piece by piece: it must be as long as it says and define no entities."""
    tail = b""
    with box.open(member) as part:
        while piece := part.read(1 << 20):
            window = tail + piece
            if b"<!ENTITY" in window or b"!\0E\0N\0T\0I\0T\0Y" in window:
                raise Refused("The workbook {name} defines its own entities and is not read.", name=name)
            tail = window[-16:]


def _open(data: bytes, name: str) -> Any:
    import python_calamine as calamine

    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise Refused("The workbook {name} is protected by a password.", name=name) from None
    except (calamine.CalamineError, OSError, ValueError) as problem:
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data:
            raise Refused("The workbook {name} is protected by a password.", name=name) from None
        raise _damaged(problem, name) from None


def _sheet(workbook: Any, sheet: str, name: str) -> Any:
    import python_calamine as calamine

    try:
        return workbook.get_sheet_by_name(sheet)
    except (calamine.CalamineError, OSError, ValueError) as problem:
        raise _damaged(problem, name) from None


def _damaged(problem: Exception, name: str) -> Refused:
    if "xl/workbook" in str(problem) or "content.xml" in str(problem) or "detect" in str(problem):
        return Refused("The file {name} is not a spreadsheet.", name=name)
    return Refused("The workbook {name} is damaged or cut short.", name=name)


def _send_sheet(sheet: Any, name: str, send: Sender) -> int:
    """Send one sheet; the number of rows sent."""
    above = sheet.start[0] if sheet.start else 0
    if sheet.height > limits.ROWS + SAMPLE_ROWS:
        raise Refused("The file {name} has more than {limit} rows.", name=name, limit=f"{limits.ROWS:,}")
    records = _records(sheet.iter_rows(), above)
    first = list(islice(records, SAMPLE_ROWS))
    rows = [row for _, row in first]
    if not any(any(row) for row in rows):
        return 0
    heading = find_heading(rows, name)
    send.table(heading.columns, sheet=sheet.name, titles=heading.titles, has_header=heading.has_header)
    sent = _send_batch(first[heading.rows_above :], heading, send)
    while batch := list(islice(records, BATCH)):
        sent += _send_batch(batch, heading, send)
        send.progress(min(1.0, batch[-1][0] / (sheet.height + above)))
    return sent


def _records(rows: Iterable[list[Any]], above: int) -> Iterator[tuple[int, list[str]]]:
    """Rows as text, with the number the spreadsheet shows beside them."""
    for number, row in enumerate(rows, above + 1):
        yield number, [cell if type(cell) is str else as_text(cell) for cell in row]


def _send_batch(batch: list[tuple[int, list[str]]], heading: Heading, send: Sender) -> int:
    width = len(heading.columns)
    numbers, rows = [], []
    for number, row in batch:
        cells = row[:width] + [""] * (width - len(row))
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in row[width:]):
            send.refuse(
                number,
                N_("The row has {count} cells where the heading has {width}."),
                count=len(row),
                width=width,
            )
            continue
        long = [
            title
            for title, cell in zip(heading.columns, cells, strict=True)
            if len(cell) > limits.CELL_CHARACTERS
        ]
        if long:
            send.refuse(
                number,
                N_("The cell in column “{column}” is too long: at most {limit} KB can be read."),
                column=long[0],
                limit=limits.CELL_CHARACTERS // 1024,
            )
            continue
        numbers.append(number)
        rows.append([CONTROLS.sub("", cell) for cell in cells])
    send.rows(numbers, rows)
    return len(rows)


def as_text(value: Any) -> str:
    """A cell as plain text: days as 2024-01-31, numbers with a dot and no grouping."""
    write = WRITERS.get(type(value))
    return write(value) if write else str(value)


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    return format(value, "f").rstrip("0").rstrip(".") if SCIENTIFIC.search(text) else text


def _moment(value: datetime.datetime) -> str:
    return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")


WRITERS: dict[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda value: "true" if value else "false",
    int: str,
    float: _number,
    datetime.datetime: _moment,
    datetime.date: lambda value: value.isoformat(),
    datetime.time: lambda value: value.isoformat("seconds"),
    datetime.timedelta: str,
    type(None): lambda value: "",
}
