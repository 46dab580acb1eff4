"""Reads the real tables that lie beside the checkout."""

import csv
import lzma
from pathlib import Path


def lines(path: Path) -> list[str]:
    """The lines of a text file, packed or not."""
    packed = path.suffix == ".xz"
    with lzma.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as file:
        return file.read().splitlines()


def rows(path: Path, separator: str = ",") -> list[dict[str, str]]:
    """The rows of a table by column name, blanks around titles and values taken off."""
    table = csv.DictReader(lines(path), delimiter=separator)
    return [{name.strip(): (value or "").strip() for name, value in row.items()} for row in table]
