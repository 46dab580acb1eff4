"""Where a table begins: title lines above it, the row of column titles, the columns' names."""

import re
from collections.abc import Sequence
from statistics import median

from app.errors import Refused
from app.interop.limits import COLUMNS

TITLE_LINES = 20
VALUE_LENGTH = 100
SPACES = re.compile(r"\s+")
VALUE = re.compile(
    r"""\s*(?: [^\s@]+@[^\s@]+\.[^\s@]+            # an e-mail address
          | \+?[\d\s()./-]{6,}                     # a phone number or a date
          | [-+]?\d+(?:[.,]\d+)*                   # a number
          )\s*\Z""",
    re.VERBOSE,
)


# Years are good titles: sales lists carry one column for each.
YEAR = re.compile(r"\s*(?:19|20)\d\d\s*\Z")


class Heading:
    """The columns of a table and how many rows stand above its data."""

    def __init__(self, columns: list[str], rows_above: int, titles: list[str], has_header: bool) -> None:
        self.columns = columns
        self.rows_above = rows_above
        self.titles = titles
        self.has_header = has_header


def find_heading(rows: Sequence[Sequence[str]], name: str) -> Heading:
    """Find the row of titles among the first rows of a file."""
    filled = [sum(1 for cell in row if cell and not cell.isspace()) for row in rows]
    some = [count for count in filled if count]
    if not some:
        raise Refused("The file {name} holds no rows.", name=name)
    place = _place_of_titles(rows, filled, median(some))
    titles = [_title_line(row) for row in rows[:place] if any(row)]
    first = rows[place]
    width = _width(first, rows[place + 1 :])
    if width > COLUMNS:
        raise Refused(
            "The file {name} has {count} columns; at most {limit} can be read.",
            name=name,
            count=width,
            limit=COLUMNS,
        )
    has_header = not _looks_like_data(first)
    names = first if has_header else ()
    return Heading(_unique(names, width), place + 1 if has_header else place, titles, has_header)


def _place_of_titles(rows: Sequence[Sequence[str]], filled: Sequence[int], usual: float) -> int:
    """The first row that is about as full as the others; lines above it are the list's own title."""
    enough = max(1.0, usual * 0.75)
    place = next((i for i, count in enumerate(filled) if count >= enough), 0)
    above = next((i for i in range(place - 1, -1, -1) if filled[i]), -1)
    if above >= 0 and _looks_like_data(rows[place]) and filled[above] >= max(2, usual / 2):
        # Some columns have no title, and so the titles look less full than the rows.
        place = place if _looks_like_data(rows[above]) else above
    if sum(1 for count in filled[:place] if count) > TITLE_LINES:
        return next(i for i, count in enumerate(filled) if count)
    return place


def _title_line(row: Sequence[str]) -> str:
    return SPACES.sub(" ", " ".join(cell for cell in row if cell)).strip()[:200]


def _width(first: Sequence[str], following: Sequence[Sequence[str]]) -> int:
    """As many columns as have a title, or more where half of the rows have more."""
    reach = sorted(_reach(row) for row in following if any(row))
    usual = reach[len(reach) // 2] if reach else 0
    return max(_reach(first), usual, 1)


def _reach(row: Sequence[str]) -> int:
    """The number of cells up to the last one that holds something."""
    count = len(row)
    while count and (not row[count - 1] or row[count - 1].isspace()):
        count -= 1
    return count


def _looks_like_data(row: Sequence[str]) -> bool:
    """A first row of addresses, numbers and dates is data: the file has no titles."""
    cells = [cell[:VALUE_LENGTH].strip() for cell in row if cell.strip()]
    values = sum(1 for cell in cells if VALUE.match(cell) and not YEAR.match(cell))
    return any("@" in cell and VALUE.match(cell) for cell in cells) or values * 10 > len(cells) * 3


def _unique(titles: Sequence[str], width: int) -> list[str]:
    """Titles on one line each, none empty, none twice."""
    names: list[str] = []
    taken: set[str] = set()
    for place in range(width):
        title = SPACES.sub(" ", titles[place]).strip()[:120] if place < len(titles) else ""
        base = title or f"Column {place + 1}"
        name, count = base, 2
        while name.casefold() in taken:
            name, count = f"{base} ({count})", count + 1
        taken.add(name.casefold())
        names.append(name)
    return names
