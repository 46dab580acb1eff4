"""What an import does in the lanes: look at a file, bring it in, take it out, list what was refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Any

SAMPLES = 20
Report = Callable[[float, str], None]


@dataclass(frozen=True)
class ColumnLine:
    """One column of the file: its title, the first value in it, the field it fills ("" stays out)."""

    title: str
    sample: str
    target: str
    words: tuple[str, str] = ("", "")
    """Kind and field in words."""


@dataclass(frozen=True)
class RowLine:
    """One row of the preview: its number in the file, what becomes of it, its name, and why."""

    row: int
    action: str
    kind: str
    title: str
    why: str


@dataclass(frozen=True)
class Looked:
    """A file as planned: what is shown before anything is written."""

    name: str
    kind: str
    kinds: tuple[tuple[str, str], ...]
    columns: tuple[ColumnLine, ...]
    targets: tuple[tuple[str, str, str], ...]
    rows: tuple[RowLine, ...]
    counts: Mapping[str, int]
    records: tuple[tuple[str, str, int], ...]
    """Kind, its title, how many new ones."""
    notes: tuple[str, ...]
    is_editable: bool
    is_remembered: bool
    bringing: Any

    @property
    def wanted(self) -> int:
        """How many rows would change the data."""
        return self.counts.get("create", 0) + self.counts.get("update", 0)


@dataclass(frozen=True)
class BroughtIn:
    """What an import came to."""

    batch: str | None
    created: int
    updated: int
    matched: int
    refused: int
    kinds: frozenset[str]
    in_the_way: str
    """Why there is no snapshot from before it; empty where there is one or none was needed."""


def look(
    workspace: Any,
    path: str,
    kind: str,
    mapping: Mapping[str, str] | None,
    stop: Event,
    report: Report,
    cancel: Any,
) -> Looked:
    """Read a file or folder in the separate process and plan its import; nothing is written."""
    from app.interop.bringing import look_at
    from app.interop.choices import kept_mapping

    found = look_at(workspace, path, kind, mapping, report, stop)
    remembered = False
    if mapping is None and not kind and len(found.tables) == 1:
        kept = kept_mapping(workspace.reader, found.tables[0][0].columns)
        if kept is not None and (kept[0] != found.kind or kept[1] != found.columns):
            found = look_at(workspace, path, kept[0], kept[1], report, stop)
            remembered = True
    return _looked(found, remembered)


def _looked(found: Any, remembered: bool) -> Looked:
    from app.interop.choices import kind_choices, target_choices

    single = len(found.tables) == 1 and not any(": " in title and "." in title for title in found.columns)
    single = single and set(found.columns) <= set(found.tables[0][0].columns)
    plan = found.plan
    return Looked(
        found.name,
        found.kind,
        tuple(kind_choices()),
        tuple(_columns(found)),
        tuple(target_choices(found.kind)) if single else (),
        tuple(_rows(plan)),
        dict(plan.counts),
        tuple(_records(plan)),
        tuple(dict.fromkeys(found.notes)),
        single,
        remembered,
        found,
    )


def _columns(found: Any) -> list[ColumnLine]:
    from app.interop.choices import target_words

    lines = []
    for table, recognition in found.tables:
        head = table.rows.head(SAMPLES)
        prefix = f"{table.sheet}: " if len(found.tables) > 1 and table.sheet else ""
        for place, title in enumerate(table.columns):
            sample = next((row[place].strip() for row in head if row[place].strip()), "")
            target = recognition.columns.get(title, "")
            words = target_words(target) if target else ("", "")
            lines.append(ColumnLine(prefix + title, sample[:200], target, words))
    return lines


def _rows(plan: Any) -> list[RowLine]:
    refused = [RowLine(row, "refuse", "", "", reason) for row, reason in sorted(plan.refused)]
    shown = [
        RowLine(each.row, each.action, each.kind, each.title, " · ".join(each.reasons))
        for each in plan.shown
        if each.action != "refuse"
    ]
    return [*refused, *shown]


def _records(plan: Any) -> list[tuple[str, str, int]]:
    from app.records import kind as kind_named

    return [
        (kind, kind_named(kind).titles, counts["create"])
        for kind, counts in plan.by_kind.items()
        if counts["create"]
    ]


def bring(workspace: Any, looked: Looked, stop: Event, report: Report, cancel: Any) -> BroughtIn:
    """Write what was planned as one step; before many rows a snapshot is taken."""
    from app.interop.bringing import bring_in
    from app.store import snapshots

    in_the_way = snapshots.before_import(workspace, looked.bringing.plan.counts.total(), stop.is_set)
    report(0.1, "")
    summary = bring_in(workspace, looked.bringing, stop)
    plan = looked.bringing.plan
    return BroughtIn(
        summary["batch"],
        summary["created"],
        summary["updated"],
        summary["matched"],
        len(summary["refused"]),
        frozenset({*plan.adds, *plan.changes}),
        in_the_way,
    )


def keep(session: Any, name: str, kind: str, columns: Sequence[str], mapping: Mapping[str, str]) -> str:
    """Remember how the columns of such a file are understood."""
    from app.interop.choices import keep_mapping

    return keep_mapping(session, name, kind, columns, mapping)


def take_out(workspace: Any, batch: str) -> int:
    """Take a whole import back."""
    from app.interop import bringing

    return bringing.take_out(workspace, batch)


def write_refused(workspace: Any, path: str, looked: Looked, titles: tuple[str, str]) -> int:
    """Write the refused rows with their reasons beside what stood in them, so that they can be mended."""
    from app.interop.writing import write_csv

    plan = looked.bringing.plan
    reasons = dict(plan.refused)
    columns: list[str] = []
    cells: dict[int, list[str]] = {}
    if looked.is_editable:
        table = looked.bringing.tables[0][0]
        columns = list(table.columns)
        cells = {number: row for number, row in table.rows.numbered() if number in reasons}
    rows = [[row, reason, *(cells.get(row) or [""] * len(columns))] for row, reason in sorted(plan.refused)]
    return write_csv(path, [*titles, *columns], rows).rows
