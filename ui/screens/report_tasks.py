"""What the reports ask in the documents lane, so that a long sum never holds up typing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any


def sales(workspace: Any, by: str, first: date | None, last: date | None, currency: str) -> Any:
    """Totals, and sales by month, year or client in one currency."""
    from app.queries.deliveries import sales as totals
    from app.queries.reports import sales_by

    found = totals(workspace.reader, "", first, last)
    chosen = currency if any(each.currency == currency for each in found.totals) else None
    chosen = chosen if chosen is not None else (found.totals[0].currency if found.totals else "")
    return found, chosen, sales_by(workspace.reader, by, first, last, chosen or "-")


def otif(workspace: Any, first: date | None, last: date | None, against: str, days: int) -> Any:
    """On time in full with the lines behind it."""
    from app.queries.deliveries import otif as ask

    return ask(workspace.reader, "", first, last, against, days)  # type: ignore[arg-type]


def pipeline(workspace: Any) -> Any:
    """Open opportunities by stage."""
    from app.queries.pipeline import pipeline as ask

    return ask(workspace.reader)


def twins(workspace: Any, kind: str) -> Any:
    """Pairs that are likely one."""
    from app.queries.duplicates import duplicates

    return duplicates(workspace.reader, kind, 200)  # type: ignore[arg-type]


def write(
    workspace: Any, path: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> int:
    """Write the table behind a report as a workbook."""
    from app.interop.writing import write_xlsx

    count = write_xlsx(path, columns, rows, title).rows
    workspace.preferences.remember("folder.export", str(Path(path).parent))
    return count
