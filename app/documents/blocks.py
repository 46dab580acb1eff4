"""What stands on a page: paragraphs, headings, rules, columns. Each knows its height and where it may be cut."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.documents.brand import ink
from app.documents.pen import Pen
from app.documents.text import Line, Span, Style, lines_of

TEXT, SOFT, RULE = ink("#16202b"), ink("#4a5663"), ink("#9aa4b0")
DANGER, WARN = ink("#a11f18"), ink("#7a4a00")

BODY = Style("regular", 10, 14, TEXT)
BODY_BOLD = Style("bold", 10, 14, TEXT)
SMALL = Style("regular", 9, 12, TEXT)
SMALL_BOLD = Style("bold", 9, 12, TEXT)
SMALL_SOFT = Style("regular", 9, 12, SOFT)
FINE = Style("regular", 8, 11, SOFT)
FINE_BOLD = Style("bold", 8, 11, SOFT)

PROSE = 375.0  # points: 60 to 75 letters of the body text
TOGETHER = 2  # lines of a paragraph that never part


def baseline(style: Style) -> float:
    """How far below the top of its line a text stands: the x-height and its neighbours look centred."""
    return style.leading / 2 + style.size * 0.36


class Block(ABC):
    """Something that takes the width it is given and answers with a height; `laid` tells that it has been asked.

    `role` is its part in the structure of the document (P, H1, H2, Table …), `keep` holds it on the page of the
    block that follows, `entry` is its line in the bookmarks.
    """

    role: ClassVar[str] = "P"
    before: float = 0
    after: float = 0
    keep: bool = False
    entry: str = ""
    height: float = 0
    laid: bool = False

    def fit(self, width: float) -> None:  # noqa: B027  a block may have its height from the start
        """Lay the block out in a width; `height` holds afterwards."""

    @property
    def least(self) -> float:
        """The height that must be free for the block to begin on a page."""
        return self.height

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """The part that fits into `room` and the rest, or None where nothing sensible fits."""
        return None

    @abstractmethod
    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the top left corner at a point."""


class Text(Block):
    """A paragraph in one style, or in several by spans; at most `prose` points wide so that it reads well."""

    def __init__(
        self, text: str | Sequence[Span], style: Style = BODY, *, after: float = 6, prose: float | None = None,
        indent: float = 0, keep: bool = False, bar: str = "",
    ) -> None:  # fmt: skip
        self.text, self.style, self.after, self.keep = text, style, after, keep
        self.prose, self.indent, self.bar = prose, indent, bar
        self.lines: list[Line] = []

    def fit(self, width: float) -> None:
        room = min(width, self.prose or width) - self.indent
        self.lines = lines_of(self.text, self.style, room)
        self.height = len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        count = len(self.lines)
        return (count if count <= TOGETHER + 1 else TOGETHER) * self.style.leading

    def cut(self, room: float) -> tuple[Block, Block] | None:
        count = min(int(room / self.style.leading + 0.001), len(self.lines) - TOGETHER)
        if count < TOGETHER:
            return None
        return self._of(self.lines[:count]), self._of(self.lines[count:])

    def _of(self, lines: list[Line]) -> Text:
        part = Text("", self.style, after=self.after, prose=self.prose, indent=self.indent, bar=self.bar)
        part.lines, part.height, part.laid = lines, len(lines) * self.style.leading, True
        return part

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.bar:
            pen.box(x + 1, y + 1, 2, self.height - 2, fill=self.bar)
        down = y + baseline(self.style)
        for line in self.lines:
            pen.line_of_text(line, x + self.indent, down)
            down += self.style.leading


class Heading(Text):
    """A heading, kept with what follows, and a line in the bookmarks."""

    role = "H2"

    def __init__(self, text: str, style: Style, *, before: float = 12, after: float = 4) -> None:
        super().__init__(text, style, after=after, keep=True)
        self.before, self.entry = before, text


class Title(Heading):
    """The title of the document."""

    role = "H1"


class Bullets(Block):
    """A list; an item is a paragraph beside its mark."""

    role = "L"

    def __init__(
        self, items: Sequence[str], style: Style = BODY, *, after: float = 6, prose: float = PROSE
    ) -> None:
        self.items = [Text(item, style, after=2, prose=prose - _MARK) for item in items]
        self.style, self.after = style, after

    def fit(self, width: float) -> None:
        for item in self.items:
            item.fit(width - _MARK)
        self.height = sum(item.height + item.after for item in self.items)

    @property
    def least(self) -> float:
        return self.items[0].height if self.items else 0

    def cut(self, room: float) -> tuple[Block, Block] | None:
        used, count = 0.0, 0
        for item in self.items:
            if used + item.height > room:
                break
            used += item.height + item.after
            count += 1
        if not 0 < count < len(self.items):
            return None
        return self._of(self.items[:count]), self._of(self.items[count:])

    def _of(self, items: list[Text]) -> Bullets:
        part = Bullets((), self.style, after=self.after)
        part.items, part.laid = items, True
        part.height = sum(item.height + item.after for item in items)
        return part

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for item in self.items:
            pen.text("•", item.style, x + 1, y + baseline(item.style))
            item.draw(pen, x + _MARK, y)
            y += item.height + item.after


_MARK = 11.0


class Rule(Block):
    """A level line over the whole width; nothing for a reader, so no part of the structure."""

    role = "Artifact"

    def __init__(
        self, *, before: float = 4, after: float = 6, colour: str = RULE, thickness: float = 0.5
    ) -> None:
        self.before, self.after, self.colour, self.thickness = before, after, colour, thickness
        self.width = 0.0

    def fit(self, width: float) -> None:
        self.width, self.height = width, self.thickness

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.rule(x, y, self.width, self.thickness, self.colour)


class Stack(Block):
    """Blocks one below the other that stay together."""

    role = "Sect"

    def __init__(self, blocks: Sequence[Block], *, before: float = 0, after: float = 0, pad: float = 0,
                 fill: str = "", edge: str = "") -> None:  # fmt: skip
        self.blocks = list(blocks)
        self.before, self.after, self.pad, self.fill, self.edge = before, after, pad, fill, edge
        self.width = 0.0

    def fit(self, width: float) -> None:
        self.width = width
        for block in self.blocks:
            block.fit(width - 2 * self.pad)
        spaces = sum(block.before for block in self.blocks[1:]) + sum(
            block.after for block in self.blocks[:-1]
        )
        self.height = sum(block.height for block in self.blocks) + spaces + 2 * self.pad

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.fill or self.edge:
            pen.box(x, y, self.width, self.height, self.fill, self.edge)
        y += self.pad
        for number, block in enumerate(self.blocks):
            y += block.before if number else 0
            block.draw(pen, x + self.pad, y)
            y += block.height + block.after


class Columns(Block):
    """Blocks side by side; shares of the width, or points where a share is above 1."""

    role = "Sect"

    def __init__(self, blocks: Sequence[Block], shares: Sequence[float], *, gap: float = 18, before: float = 0,
                 after: float = 6) -> None:  # fmt: skip
        self.blocks, self.shares = list(blocks), list(shares)
        self.gap, self.before, self.after = gap, before, after
        self.lefts: list[float] = []

    def fit(self, width: float) -> None:
        fixed = sum(share for share in self.shares if share > 1)
        free = width - fixed - self.gap * (len(self.blocks) - 1)
        left = 0.0
        self.lefts = []
        for block, share in zip(self.blocks, self.shares, strict=True):
            wide = share if share > 1 else free * share
            block.fit(wide)
            self.lefts.append(left)
            left += wide + self.gap
        self.height = max((block.height for block in self.blocks), default=0)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for block, left in zip(self.blocks, self.lefts, strict=True):
            block.draw(pen, x + left, y)


class Lines(Block):
    """Ruled lines for writing by hand down to a given height."""

    role = "Artifact"

    def __init__(self, height: float, distance: float = 22) -> None:
        self.height, self.distance, self.width = height, distance, 0.0

    def fit(self, width: float) -> None:
        self.width = width

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for number in range(1, int(self.height / self.distance) + 1):
            pen.rule(x, y + number * self.distance, self.width, 0.5, RULE)


class PageBreak(Block):
    """What follows begins on a new page."""

    role = "Artifact"

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """A break leaves nothing on the page."""



@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place on a page."""

    block: Block
    x: float
    y: float
