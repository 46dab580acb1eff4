"""Tables: columns as wide as their content, numbers aligned on the decimal, totals that never stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.documents.blocks import RULE, SMALL, SMALL_BOLD, SMALL_SOFT, Block, Columns, Text, baseline
from app.documents.columns import HEAD, PAD, SLACK, Cell, Column, Kind, Row, column_widths, split_decimal
from app.documents.pen import Pen
from app.documents.text import Line, Part, Style, lines_of, measure

WIDEST_LABEL = 150.0
ROW_PAD = 2.5  # above and below the text of a row
COMPANIONS = 2  # body rows that stand with the totals at the least


class _Laid(NamedTuple):
    """A row in lines, with the height it takes."""

    kind: Kind
    cells: tuple[list[Line], ...]
    height: float
    shade: bool


class Table(Block):
    """A table that is cut between rows; its head comes again on each page.

    A section row stays with the row below it; sums at the end stay together with the last body rows; a row
    higher than a page is cut between the lines of its longest cell, which says so.
    """

    role = "Table"

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Row], *, accent: str, shade: str, decimal: str = ".",
        style: Style = SMALL, continued: str = "", after: float = 8, before: float = 2,
    ) -> None:  # fmt: skip
        self.columns, self.rows = list(columns), list(rows)
        self.accent, self.shade, self.decimal, self.continued = accent, shade, decimal, continued
        self.style, self.bold = style, style._replace(weight="bold")
        self.after, self.before = after, before
        self.widths: list[float] = []
        self.points: list[float] = []  # for a decimal column: how far its decimal sign stands from the right
        self.laid_rows: list[_Laid] = []
        self.head: _Laid | None = None

    def fit(self, width: float) -> None:
        self.widths, self.points = column_widths(self.columns, self.rows, width, self.bold, self.decimal)
        titles = tuple(column.title for column in self.columns)
        self.head = self._head(titles) if any(titles) else None
        self.laid_rows = []
        shade = False
        for row in self.rows:
            shade = not shade if row.kind == "body" else False
            self.laid_rows.append(self._row(row, shade))
        self._measure()

    def _measure(self) -> None:
        self.height = self._head_height + sum(row.height for row in self.laid_rows)

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    # Laying out

    def _head(self, titles: tuple[str, ...]) -> _Laid:
        cells = tuple(
            lines_of(title, HEAD, wide - 2 * PAD) for title, wide in zip(titles, self.widths, strict=True)
        )
        height = max(len(lines) for lines in cells) * HEAD.leading + 2 * ROW_PAD
        return _Laid("body", cells, height, False)

    def _row(self, row: Row, shade: bool) -> _Laid:
        if row.kind == "body":
            cells = tuple(
                self._cell(cell, self.style, wide) for cell, wide in zip(row.cells, self.widths, strict=False)
            )
        elif row.kind == "section":
            cells = (self._cell(row.cells[0], self.bold, sum(self.widths)),)
        else:
            style = self.bold if row.kind == "grand" else self.style
            amount = self._cell(row.cells[1], style, self.widths[-1])
            cells = (self._cell(row.cells[0], style, sum(self.widths[:-1])), amount)
        lines = max((sum(_leading(line) for line in cell) for cell in cells), default=0.0)
        return _Laid(row.kind, cells, lines + 2 * ROW_PAD + (2 if row.kind == "grand" else 0), shade)

    def _cell(self, cell: Cell, style: Style, wide: float) -> list[Line]:
        if isinstance(cell, str):
            return lines_of(cell, style, wide - 2 * PAD) if cell else []
        return [line for text, own in cell if text for line in lines_of(text, own, wide - 2 * PAD)]

    # Cutting

    @property
    def least(self) -> float:
        rows = self.laid_rows
        bodies = [number for number, row in enumerate(rows, 1) if row.kind == "body"]
        count = bodies[0] if len(bodies) > COMPANIONS else len(rows)
        return self._head_height + min(sum(row.height for row in rows[:count]), _STARTING)

    def cut(self, room: float) -> tuple[Block, Block] | None:
        used, count = self._head_height, 0
        for row in self.laid_rows:
            if used + row.height > room:
                break
            used += row.height
            count += 1
        count = self._sensible(count)
        if count > 0:
            return self._part(self.laid_rows[:count]), self._part(self.laid_rows[count:])
        first = self.laid_rows[0]
        halves = self._halves(first, room - self._head_height) if first.height > _TALL else None
        if halves is None:
            return None
        return self._part([halves[0]]), self._part([halves[1], *self.laid_rows[1:]])

    def _sensible(self, count: int) -> int:
        """The last cut at or before `count` that parts no sums from their rows and no section from its first."""
        rows = self.laid_rows
        while 0 < count < len(rows):
            rest = rows[count:]
            bodies = next(
                (number for number, row in enumerate(rest) if row.kind in ("sum", "grand")), len(rest)
            )
            alone = (
                bodies < COMPANIONS
                and bodies < len(rest)
                and not any(row.kind == "body" for row in rest[bodies:])
            )
            if rows[count - 1].kind != "section" and rest[0].kind in ("body", "section") and not alone:
                return count
            count -= 1
        return count

    def _halves(self, row: _Laid, room: float) -> tuple[_Laid, _Laid] | None:
        """A row that is too high for any page, cut between lines."""
        space = room - 2 * ROW_PAD - self.style.leading
        if space < 4 * self.style.leading:
            return None
        upper, lower = [], []
        for lines in row.cells:
            taken, used = 0, 0.0
            while taken < len(lines) and used + _leading(lines[taken]) <= space:
                used += _leading(lines[taken])
                taken += 1
            upper.append(lines[:taken])
            lower.append(lines[taken:])
        longest = max(range(len(lower)), key=lambda number: len(lower[number]))
        if self.continued:
            upper[longest] = [*upper[longest], _note(self.continued)]
        return self._again(row, upper), self._again(row, lower)

    def _again(self, row: _Laid, cells: list[list[Line]]) -> _Laid:
        height = max(sum(_leading(line) for line in cell) for cell in cells) + 2 * ROW_PAD
        return row._replace(cells=tuple(cells), height=height)

    def _part(self, rows: list[_Laid]) -> Table:
        part = Table(self.columns, (), accent=self.accent, shade=self.shade, decimal=self.decimal, style=self.style,
                     continued=self.continued, after=self.after, before=self.before)  # fmt: skip
        part.widths, part.points, part.head, part.laid_rows = self.widths, self.points, self.head, rows
        part._measure()
        part.laid = True
        return part

    # Drawing

    def draw(self, pen: Pen, x: float, y: float) -> None:
        wide = sum(self.widths)
        if self.head:
            self._draw_cells(pen, self.head, x, y)
            y += self.head.height
            pen.rule(x, y, wide, 0.9, self.accent)
        for row in self.laid_rows:
            self._draw_row(pen, row, x, y, wide)
            y += row.height
        pen.rule(x, y, wide, 0.5, RULE)

    def _draw_row(self, pen: Pen, row: _Laid, x: float, y: float, wide: float) -> None:
        if row.shade:
            pen.box(x, y, wide, row.height, fill=self.shade)
        if row.kind == "section":
            pen.rule(x, y, wide, 0.5, RULE)
        elif row.kind == "grand":
            pen.rule(x, y + 1, wide, 0.9, self.accent)
            y += 2
        if row.kind in ("sum", "grand"):
            self._draw_sum(pen, row, x, y)
        else:
            self._draw_cells(pen, row, x, y)

    def _draw_cells(self, pen: Pen, row: _Laid, x: float, y: float) -> None:
        for number, lines in enumerate(row.cells):
            column, wide = self.columns[number], self.widths[number]
            down = y + ROW_PAD
            for line in lines:
                left = x + PAD
                if column.align != "left" and row.kind == "body":
                    behind = self._behind(line, number) if row is not self.head else 0.0
                    left = x + wide - PAD - line.width - behind
                pen.line_of_text(line, left, down + baseline(line.parts[0].style))
                down += _leading(line)
            x += wide

    def _behind(self, line: Line, number: int) -> float:
        """The space behind a number with fewer decimals than others of its column."""
        if self.columns[number].align != "decimal" or not line.parts:
            return 0.0
        text, style = line.parts[0].text, line.parts[0].style
        return max(0.0, self.points[number] - measure(split_decimal(text, self.decimal)[1], style))

    def _draw_sum(self, pen: Pen, row: _Laid, x: float, y: float) -> None:
        label, amount = row.cells
        right = x + sum(self.widths[:-1]) - PAD
        for lines, edge in ((label, right), (amount, right + self.widths[-1])):
            down = y + ROW_PAD
            for line in lines:
                behind = self._behind(line, len(self.columns) - 1) if lines is amount else 0.0
                pen.line_of_text(line, edge - line.width - behind, down + baseline(line.parts[0].style))
                down += _leading(line)


_TALL = 420.0  # a row higher than this may be cut
_STARTING = 240.0  # no table asks for more room than this to begin


def _leading(line: Line) -> float:
    return line.parts[0].style.leading if line.parts else SMALL.leading


def _note(text: str) -> Line:
    wide = measure(text, SMALL_SOFT)
    return Line((Part(text, SMALL_SOFT, wide),), wide)


def facts(pairs: Sequence[tuple[str, str]], style: Style = SMALL_BOLD) -> list[Block]:
    """Labelled values one below the other; a pair without a value is left out."""
    known = [(name, value) for name, value in pairs if value]
    label = min(max((measure(name, SMALL_SOFT) for name, _ in known), default=0) + SLACK, WIDEST_LABEL)
    return [
        Columns([Text(name, SMALL_SOFT, after=0), Text(value, style, after=0)], [label, 1.0], gap=12, after=1)
        for name, value in known
    ]
