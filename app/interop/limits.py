"""How big a file from outside may be; `reliability.md` section 2 has the reasons."""

import os
import stat
from pathlib import Path

from app.errors import Refused, Unreachable

MEGABYTE = 1024 * 1024

CSV_BYTES = 50 * MEGABYTE
ROWS = 200_000
COLUMNS = 200
CELL_CHARACTERS = 64 * 1024
WORKBOOK_BYTES = 20 * MEGABYTE
WORKBOOK_UNPACKED = 200 * MEGABYTE
WORKBOOK_RATIO = 100
WORKBOOK_MEMBERS = 200
JSON_BYTES = 20 * MEGABYTE
VCARD_BYTES = 20 * MEGABYTE
VCARDS = 50_000
LARGEST = max(CSV_BYTES, WORKBOOK_BYTES, JSON_BYTES, VCARD_BYTES)

READING_SECONDS = 60
READING_MEMORY = 512 * MEGABYTE
REFUSALS_LISTED = 10_000


def check_file(path: Path) -> int:
    """The size of a file that may be read at all; refused without opening it when it is too large."""
    name = path.name
    try:
        found = path.stat()
    except OSError as problem:
        reason = problem.strerror or os.strerror(problem.errno or 0)
        raise Unreachable("The file {name} cannot be opened: {reason}.", name=name, reason=reason) from None
    if not stat.S_ISREG(found.st_mode):
        raise Refused("{name} is not a file.", name=name)
    if found.st_size == 0:
        raise Refused("The file {name} is empty.", name=name)
    check_size(name, found.st_size, LARGEST)
    return found.st_size


def check_size(name: str, size: int, limit: int) -> None:
    """Refuse a file above the limit of its kind."""
    if size > limit:
        raise Refused(
            "The file {name} is too large: {size} MB, at most {limit} MB can be read.",
            name=name,
            size=max(1, size // MEGABYTE),
            limit=limit // MEGABYTE,
        )
