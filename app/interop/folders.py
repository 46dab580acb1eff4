"""A folder of tables that belong together (customers, orders …): which are there, and in which order they go in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import Refused
from app.interop.conversion import Converted, Converter
from app.interop.mapping import Declared, Recognition, recognise
from app.interop.parsed import RowRefusal, Table
from app.interop.reading import Cancel, read_file
from app.interop.targets import LINKED

# What others point at goes in first; suppliers before the products they deliver.
ORDER = (
    "territories",
    "users",
    "product_families",
    "accounts",
    "contacts",
    "products",
    "orders",
    "order_lines",
)
LOOKUPS = ("shippers",)
ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json"})
MOST_FILES = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the folder with its reading."""

    path: Path
    table: Table
    recognition: Recognition
    refused: list[RowRefusal]


@dataclass(slots=True)
class FolderPlan:
    """What a folder holds and how it goes in.

    `parts` stand in the order of import; `links` say which column of which part points at which kind, by
    what; `lookups` are small tables whose names stand in for numbers; `unused` are files that hold nothing
    the program keeps.
    """

    profile: str
    parts: list[Part] = field(default_factory=list)
    lookups: dict[str, dict[str, str]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)

    @property
    def links(self) -> list[tuple[str, str, str, str]]:
        """File, column, kind pointed at and the field it is found by."""
        found = []
        for part in self.parts:
            for column, target in part.recognition.columns.items():
                name, _, by = target.partition(".")[2].partition(":")
                if by:
                    found.append((part.path.name, column, LINKED.get(name, ""), by))
        return found

    def rows(self, part: Part) -> Iterator[Converted]:
        """The rows of one part as records, numbers replaced by names where a lookup has them."""
        return Converter(part.table, part.recognition, self.lookups).rows()


def recognise_folder(
    folder: Path | str,
    report: Callable[[float, str], object] | None = None,
    cancel: Cancel | None = None,
    declared: Declared | None = None,
) -> FolderPlan:
    """Read every table of a folder and put them in the order in which they can be taken in."""
    folder = Path(folder)
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    if not paths:
        raise Refused("The folder {name} holds no tables.", name=folder.name)
    if len(paths) > MOST_FILES:
        raise Refused("The folder {name} holds too many files.", name=folder.name)
    plan = FolderPlan("")
    for place, path in enumerate(paths):
        if report:
            report(place / len(paths), path.name)
        parsed = read_file(path, cancel=cancel)
        for table in parsed.tables:
            _place(plan, Part(path, table, recognise(table, path.name, declared=declared), parsed.refused))
    plan.parts.sort(key=_turn)
    profiles = {part.recognition.profile for part in plan.parts if part.recognition.profile}
    plan.profile = profiles.pop() if len(profiles) == 1 else ""
    if not plan.parts:
        raise Refused("The folder {name} holds no tables that can be taken in.", name=folder.name)
    return plan


def _place(plan: FolderPlan, part: Part) -> None:
    """Put a table among the parts, the lookups or the unused."""
    kind = part.recognition.kind
    if kind in LOOKUPS:
        plan.lookups[kind] = _lookup(part)
    elif kind in ORDER and part.recognition.confidence > 0:
        plan.parts.append(part)
    else:
        plan.unused.append(part.path.name)


def _lookup(part: Part) -> dict[str, str]:
    names: Mapping[str, str] = {target: title for title, target in part.recognition.columns.items() if target}
    columns = part.table.columns
    number, name = (names.get(f"{part.recognition.kind}.{field}") for field in ("external_id", "name"))
    if not number or not name:
        return {}
    from_, to = columns.index(number), columns.index(name)
    return {row[from_].strip(): row[to].strip() for row in part.table.rows}


def _turn(part: Part) -> tuple[int, int]:
    supplier = part.recognition.constants.get("accounts.type") == "supplier"
    return ORDER.index(part.recognition.kind), 0 if supplier else 1
