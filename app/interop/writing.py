"""Writes rows as CSV, XLSX or JSON so that text stays text: no cell of ours ever becomes a formula."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from app import files
from app.interop.paths import check_target

FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
CELL_LENGTH = 32_767
WIDEST, NARROWEST = 60, 8
SAMPLE_ROWS = 200
PIECE = 256 * 1024
FORMATS = ("csv", "xlsx", "json", "vcf", "ics")


class Written(NamedTuple):
    """How many rows went out, and how many cells were too long for the format and were cut."""

    rows: int
    shortened: int = 0


def guard(text: str) -> str:
    """A cell's text for CSV: what a spreadsheet would take for a formula gets an apostrophe in front.

    Text that begins with such an apostrophe itself gets another, so that reading takes off just ours.
    """
    plain = CONTROLS.sub("", text)
    start = plain.lstrip("'").lstrip(" ")[:1]
    return "'" + plain if start and start in FORMULA_STARTS or text[:1] == "\0" else plain


def write_csv(
    path: Path | str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    separator: str = ",",
    decimal: str = ".",
) -> Written:
    """Write a table as CSV: mark, every cell quoted, CR LF; numbers stay numbers."""
    counted = _Counted(rows)
    files.write_whole(check_target(path), _csv_pieces(columns, counted, separator, decimal))
    return Written(counted.count)


def _csv_pieces(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], separator: str, decimal: str
) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([guard(column) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(value, decimal) for value in row])
        if buffer.tell() > PIECE:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def _csv_cell(value: Any, decimal: str) -> str:
    if type(value) is str:
        return guard(value)
    if isinstance(value, (Decimal, float)) and not isinstance(value, bool):
        text = format(value, "f")
        return text if decimal == "." else text.replace(".", decimal)
    plain = plain_value(value)
    return (
        ""
        if plain is None
        else plain
        if isinstance(plain, str) and isinstance(value, (date, time))
        else guard_other(plain)
    )


def guard_other(value: Any) -> str:
    """Numbers and flags as they are, any other object as guarded text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else guard(str(value))


def plain_value(value: Any) -> Any:
    """A value as JSON can say it: days and moments as ISO text, decimals as text."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value.tzinfo else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_value(item) for item in value]
    return value if isinstance(value, float) else str(value)


def write_json(path: Path | str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Written:
    """Write a table as a list of objects, one a line."""
    counted = _Counted(rows)
    files.write_whole(check_target(path), _json_pieces(columns, counted))
    return Written(counted.count)


def _json_pieces(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    buffer = ["["]
    size = 0
    first = True
    for row in rows:
        record = dict(zip(columns, map(plain_value, row), strict=True))
        text = ("\n" if first else ",\n") + json.dumps(record, ensure_ascii=False)
        first = False
        buffer.append(text)
        size += len(text)
        if size > PIECE:
            yield "".join(buffer).encode("utf-8", "replace")
            buffer, size = [], 0
    yield "".join([*buffer, "\n]\n"]).encode("utf-8", "replace")


def write_xlsx(
    path: Path | str, columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "Rapport"
) -> Written:
    """Write a table as a workbook: real types, frozen heading, filter, sensible widths."""
    from openpyxl import Workbook

    target = check_target(path)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    counted = _Counted(rows)
    stream = iter(counted)
    first = list(islice(stream, SAMPLE_ROWS))
    _set_widths(sheet, columns, first)
    sheet.freeze_panes = "A2"
    sheet.append([_heading_cell(sheet, column) for column in columns])
    shortened = 0
    for row in chain(first, stream):
        shortened += sum(1 for value in row if isinstance(value, str) and len(value) > CELL_LENGTH)
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    if columns:
        from openpyxl.utils import get_column_letter

        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{counted.count + 1}"
    buffer = io.BytesIO()
    book.save(buffer)
    files.write_whole(target, buffer.getvalue())
    return Written(counted.count, shortened)


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", title).strip()[:31] or "Rapport"


def _set_widths(sheet: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(columns):
        lengths = [
            len(str(row[place]).split("\n")[0]) for row in rows if place < len(row) and row[place] is not None
        ]
        width = max([len(column) + 2, *lengths], default=NARROWEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(WIDEST, max(NARROWEST, width + 1))


def _heading_cell(sheet: Any, column: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet)
    _as_text(cell, column)
    cell.font = Font(bold=True)
    return cell


def _xlsx_cell(sheet: Any, value: Any) -> Any:
    """A cell's content; text that looks like a formula or an error is stored as the text it is."""
    if isinstance(value, str):
        text = CONTROLS.sub("", value)[:CELL_LENGTH]
        if text[:1] not in FORMULA_STARTS and text[:1] != "#":
            return text
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet)
        _as_text(cell, text)
        return cell
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if value is None or isinstance(value, (bool, int, float, Decimal, date, time)):
        return value
    return _xlsx_cell(sheet, json.dumps(plain_value(value), ensure_ascii=False))


def _as_text(cell: Any, text: str) -> None:
    """Force the type: openpyxl would make a formula of a leading equals sign."""
    cell.value = CONTROLS.sub("", text)[:CELL_LENGTH]
    cell.data_type = "s"
    cell.quotePrefix = True


class _Counted:
    """Rows on their way out, counted."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            self.count += 1
            yield row
