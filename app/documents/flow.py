"""Filling pages: headings stay with their text, paragraphs and tables are cut where they may be."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.blocks import Block, PageBreak, Placed
from app.errors import Refused

MOST_PAGES = 300


def paginate(
    blocks: Sequence[Block], x: float, width: float, top: float, bottom: float
) -> list[list[Placed]]:
    """Place blocks on as many pages as they need, each page from `top` to `bottom`."""
    pages: list[list[Placed]] = [[]]
    waiting = list(reversed(blocks))
    y = top
    while waiting:
        if len(pages) > MOST_PAGES:
            raise Refused("The paper would have more than {most} pages.", most=MOST_PAGES)
        block = waiting.pop()
        if isinstance(block, PageBreak):
            if pages[-1]:
                pages.append([])
                y = top
            continue
        fresh = not pages[-1]
        start = y if fresh else y + block.before
        if not block.laid:
            lay(block, width)
        rest = _place(block, waiting, pages[-1], (x, start), (width, bottom), fresh)
        if rest is None:
            y = start + block.height + block.after
        else:
            waiting.append(rest)
            pages.append([])
            y = top
    return pages


def lay(block: Block, width: float) -> Block:
    """Lay a block out in a width, once."""
    block.fit(width)
    block.laid = True
    return block


def _place(
    block: Block, waiting: list[Block], page: list[Placed], at: tuple[float, float],
    frame: tuple[float, float], fresh: bool,
) -> Block | None:  # fmt: skip
    """Put a block on the page, or as much of it as goes; answers with what belongs on the next page."""
    x, y = at
    width, bottom = frame
    needed = block.least if not block.keep else block.height
    if not fresh and y + needed + _kept_with(block, waiting, width) > bottom:
        return block
    if y + block.height <= bottom:
        page.append(Placed(block, x, y))
        return None
    parts = block.cut(bottom - y)
    if parts is None:
        if not fresh:
            return block
        # Higher than a page and not to be cut: better over the edge than lost.
        page.append(Placed(block, x, y))
        return None
    page.append(Placed(parts[0], x, y))
    return parts[1]


def _kept_with(block: Block, waiting: list[Block], width: float) -> float:
    """The height that the blocks held by this one need to begin on the same page."""
    needed = 0.0
    for number in range(len(waiting) - 1, -1, -1):
        if not block.keep:
            return needed
        needed += block.after
        block = waiting[number]
        if not block.laid:
            lay(block, width)
        needed += block.before + (block.height if block.keep else block.least)
    return needed
