"""Columns of a table: what a row says, and how wide each column becomes by its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.documents.blocks import TEXT
from app.documents.text import Span, Style, measure

PAD = 4.0  # beside the text of a cell
WIDEST_NUMBER = 96.0
WIDEST_TEXT = 134.0
SLACK = 0.1  # a width that fits exactly must not break at the last bit of a float
HEAD = Style("bold", 8.5, 11, TEXT)

Kind = Literal["body", "section", "sum", "grand"]
Cell = str | tuple[Span, ...]  # a text, or paragraphs one below the other, each with its style


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how its cells are aligned, and its share of what the others leave (0: as its content)."""

    title: str
    align: Literal["left", "right", "decimal"] = "left"
    share: float = 0


class Row(NamedTuple):
    """A row. Of a sum or grand row the first cell is its label, which reaches up to the last column."""

    cells: tuple[Cell, ...]
    kind: Kind = "body"


def column_widths(
    columns: Sequence[Column], rows: Sequence[Row], width: float, style: Style, decimal: str
) -> tuple[list[float], list[float]]:
    """The width of each column, and for decimal columns how far their decimal sign stands from the right."""
    widths, points = [], []
    for number, column in enumerate(columns):
        wide, point = 0.0, 0.0
        if not column.share:
            wide, point = _content_width(column, _cells(rows, number, len(columns)), style, decimal)
        widths.append(wide)
        points.append(point)
    free = max(width - sum(widths), width * 0.3)
    shares = sum(column.share for column in columns)
    for number, column in enumerate(columns):
        if column.share:
            widths[number] = free * column.share / shares
    return widths, points


def split_decimal(text: str, decimal: str) -> tuple[str, str]:
    """A number before its decimal sign, and from the sign on."""
    whole, sign, rest = text.rpartition(decimal)
    return (whole, sign + rest) if sign and rest[:1].isdecimal() else (text, "")


def _cells(rows: Sequence[Row], number: int, count: int) -> list[Cell]:
    cells = [row.cells[number] for row in rows if row.kind == "body" and len(row.cells) > number]
    if number == count - 1:
        cells += [row.cells[1] for row in rows if row.kind in ("sum", "grand")]
    return cells


def _content_width(column: Column, cells: Sequence[Cell], style: Style, decimal: str) -> tuple[float, float]:
    title = max((measure(word, HEAD) for word in column.title.split(" ")), default=0.0)
    plain = [cell for cell in cells if isinstance(cell, str) and cell]
    if column.align == "decimal":
        pairs = [split_decimal(text, decimal) for text in plain]
        before = max((measure(first, style) for first, _ in pairs), default=0.0)
        behind = max((measure(rest, style) for _, rest in pairs), default=0.0)
        return min(max(before + behind, title), WIDEST_NUMBER) + 2 * PAD + SLACK, behind
    widths = [measure(text, style) for text in plain]
    widths += [measure(*span) for cell in cells if not isinstance(cell, str) for span in cell]
    most = WIDEST_TEXT if column.align == "left" else WIDEST_NUMBER
    return min(max([title, *widths]), most) + 2 * PAD + SLACK, 0.0
