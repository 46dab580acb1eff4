"""Bringing a file in from end to end: read apart, recognised, planned against what is there, written as one step."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import Refused, Unreachable
from app.interop.conversion import Converter
from app.interop.folders import FolderPlan, recognise_folder
from app.interop.mapping import Recognition, check_columns, recognise
from app.interop.parsed import RowRefusal, Table
from app.interop.reading import Cancel, read_file
from app.interop.targets import BASE, FIELDS
from app.queries.records import fields_of
from app.records import kinds
from app.services.importing import ImportPlan, Report, apply_import, plan_import
from app.services.known import Known
from app.store.workspace import Workspace

NOTHING = "The file {name} holds nothing that could be taken in."


@dataclass(slots=True)
class Bringing:
    """A file that was read and planned: what it holds, how its columns are understood, what it would do."""

    name: str
    plan: ImportPlan
    columns: dict[str, str]
    kind: str
    confidence: float
    tables: list[tuple[Table, Recognition]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def summary(self, batch: str | None) -> dict[str, Any]:
        """The counts as the command line tells them."""
        counts = self.plan.counts
        return {
            "batch": batch,
            "created": counts["create"],
            "updated": counts["update"],
            "matched": counts["match"],
            "refused": [{"row": row, "reason": reason} for row, reason in self.plan.refused],
            "columns": self.columns,
            "kind": self.kind,
            "records": {kind: dict(found) for kind, found in self.plan.by_kind.items()},
            "notes": self.notes,
        }


def declared_fields() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Kind → field → label and kind of value, so that what we exported comes back field by field."""
    return {
        kind: {each.name: (each.label, each.type) for each in fields_of(None, kind)}  # type: ignore[arg-type]
        for kind in kinds()
    }


def look_at(
    workspace: Workspace,
    path: Path | str,
    kind: str = "",
    mapping: Mapping[str, str] | None = None,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Bringing:
    """Read a file or folder and plan its import; nothing is written."""
    path = Path(path)
    if not path.exists():
        raise Unreachable("There is no file {path}.", path=path)
    if path.is_dir():
        return _look_at_folder(workspace, path, report, cancel)
    parsed = read_file(path, report=report, cancel=cancel, languages=[workspace.preferences["language"]])
    bringing = Bringing(path.name, ImportPlan(), {}, "", 0.0, notes=[str(note) for note in parsed.warnings])
    _refuse_unread(bringing.plan, parsed.refused)
    sources = list(_sources(parsed, path.name, kind, mapping, bringing))
    if not sources:
        raise Refused(NOTHING, name=path.name)
    _plan(workspace, bringing, sources, report, cancel)
    return bringing


def bring_in(workspace: Workspace, bringing: Bringing, cancel: Cancel | None = None) -> dict[str, Any]:
    """Write what was planned as one step that can be taken back whole."""
    is_set = cancel.is_set if cancel else lambda: False
    done = workspace.do(f"Import {bringing.name}", apply_import, bringing.plan, is_set, origin="import")
    return bringing.summary(done.step)


def take_out(workspace: Workspace, batch: str) -> int:
    """Take a whole import back."""
    label = workspace.reader.value("SELECT label FROM steps WHERE id = ? AND origin = 'import'", (batch,))
    if label is None:
        raise Refused("There is no import “{batch}”.", batch=batch)
    taken: int = workspace.take_back(batch, label).value
    return taken


def read_mapping(path: str) -> dict[str, str]:
    """A saved mapping: JSON with column → field."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Unreachable("The mapping {path} cannot be read.", path=path) from None
    if not isinstance(found, dict) or not all(isinstance(value, str | None) for value in found.values()):
        raise Refused("The mapping {path} is not of the form column → field.", path=path)
    return {str(column): target or "" for column, target in found.items()}


def _sources(
    parsed: Any, name: str, kind: str, mapping: Mapping[str, str] | None, bringing: Bringing
) -> Iterable[tuple[int, Iterable[Any]]]:
    """The rows of each table and the cards of a file, with how many there are."""
    for table in parsed.tables:
        recognition = recognise(table, name, kind, declared_fields())
        if mapping or kind:
            _refuse_unknown_fields(mapping or {}, kind or recognition.kind)
            recognition = recognition.changed(mapping or {}, kind)
            check_columns(recognition, table)
        if not recognition.kind:
            continue
        converter = Converter(table, recognition)
        bringing.tables.append((table, recognition))
        bringing.columns.update(recognition.columns)
        bringing.kind, bringing.confidence = recognition.kind, recognition.confidence
        bringing.notes += [str(each) for each in converter.warnings]
        yield len(table.rows), converter.rows()
    if parsed.cards:
        from app.interop.cards import card_rows

        bringing.kind, bringing.confidence = "contacts", 1.0
        yield len(parsed.cards), card_rows(parsed.cards)


def _refuse_unknown_fields(mapping: Mapping[str, str], kind: str) -> None:
    """Refuse a saved mapping that sends a column where there is nothing."""
    usual = {target.partition(":")[0] for fields in FIELDS.values() for target in fields.values()}
    for column, target in mapping.items():
        table, _, name = (target if "." in target else f"{BASE.get(kind, kind)}.{target}").partition(".")
        field = name.partition(":")[0].removesuffix(".type")
        if target and field != "id" and f"{table}.{field}" not in usual and field not in _field_names(table):
            sentence = f"There is no field “{target}”."
            raise Refused("{column}: {sentence}", column=column, sentence=sentence, fields={column: sentence})


def _field_names(kind: str) -> set[str]:
    """The names of the fields of a kind; none where there is no such kind."""
    return {each.name for each in fields_of(None, kind)} if kind in kinds() else set()  # type: ignore[arg-type]


def _plan(
    workspace: Workspace,
    bringing: Bringing,
    sources: Iterable[tuple[int, Iterable[Any]]],
    report: Report | None,
    cancel: Cancel | None,
) -> None:
    known = Known(workspace.reader)
    is_set: Callable[[], bool] = cancel.is_set if cancel else lambda: False
    for total, rows in sources:
        plan_import(
            workspace.reader,
            rows,
            total=total,
            report=report,
            cancel=is_set,
            plan=bringing.plan,
            known=known,
            main=bringing.kind,
        )


def _refuse_unread(plan: ImportPlan, refused: Iterable[RowRefusal]) -> None:
    for each in refused:
        plan.refuse(each.row, "", each.reason)


def _look_at_folder(
    workspace: Workspace, path: Path, report: Report | None, cancel: Cancel | None
) -> Bringing:
    """A folder of tables that belong together goes in as one import."""
    folder: FolderPlan = recognise_folder(path, report, cancel, declared_fields())
    bringing = Bringing(path.name, ImportPlan(), {}, "", 1.0)
    known = Known(workspace.reader)
    is_set: Callable[[], bool] = cancel.is_set if cancel else lambda: False
    for part in folder.parts:
        _refuse_unread(bringing.plan, part.refused)
        bringing.tables.append((part.table, part.recognition))
        bringing.columns.update(
            {f"{part.path.name}: {column}": target for column, target in part.recognition.columns.items()}
        )
        plan_import(
            workspace.reader, folder.rows(part), total=len(part.table.rows), report=report, cancel=is_set,
            plan=bringing.plan, known=known, main=part.recognition.kind,
        )  # fmt: skip
    bringing.notes += [f"{name}: not taken in." for name in folder.unused]
    return bringing
