"""The screens by name: each is loaded when it is first shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.language import N_


@dataclass(frozen=True)
class Entry:
    """A screen the rail, the menus and the palette know; `module` holds a class `Screen`.

    `under` names the section of the rail that is marked while it is shown.
    """

    name: str
    title: str
    icon: str
    module: str
    key: str = ""
    rail: bool = False
    kinds: tuple[str, ...] = ()
    under: str = ""


_ENTRIES: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Make a screen known. `kinds` are the records it shows when one of them is opened."""
    _ENTRIES[entry.name] = entry


def entry(name: str) -> Entry:
    """The screen of that name."""
    return _ENTRIES[name]


def entries() -> Iterator[Entry]:
    """All screens in the order of the rail."""
    return iter(_ENTRIES.values())


def for_kind(kind: str) -> str:
    """The screen that shows records of a kind; the generic list and form for the rest."""
    return next((e.name for e in _ENTRIES.values() if kind in e.kinds), "records")


for _entry in (
    Entry("today", N_("Today"), "calendar-days", "ui.screens.today", "Ctrl+1", True),
    Entry("week", N_("Week"), "columns-3", "ui.screens.week", "Ctrl+Shift+1", under="today"),
    Entry(
        "accounts",
        N_("Accounts"),
        "building-2",
        "ui.screens.accounts",
        "Ctrl+2",
        True,
        ("accounts", "contacts"),
    ),
    Entry(
        "pipeline", N_("Pipeline"), "square-kanban", "ui.screens.pipeline", "Ctrl+3", True, ("opportunities",)
    ),
    Entry(
        "contracts", N_("Contracts"), "file-pen-line", "ui.screens.records", "Ctrl+4", True, ("contracts",)
    ),
    Entry("orders", N_("Orders"), "package", "ui.screens.records", "Ctrl+5", True, ("orders",)),
    Entry("cases", N_("Cases"), "life-buoy", "ui.screens.records", "Ctrl+6", True, ("cases",)),
    Entry("products", N_("Products"), "tag", "ui.screens.products", "Ctrl+7", True, ("products",)),
    Entry("reports", N_("Reports"), "chart-column", "ui.screens.reports", "Ctrl+8", True),
    Entry("visit", N_("Log visit"), "notebook-pen", "ui.screens.visit", kinds=("visits",)),
    Entry("proposal", N_("Proposals"), "file-text", "ui.screens.proposal", kinds=("quotes",)),
    Entry("records", N_("All records"), "table", "ui.screens.records", "Ctrl+9"),
    Entry("settings", N_("Settings"), "settings", "ui.screens.settings"),
    Entry("sync", N_("Sync"), "refresh-cw", "ui.screens.sync"),
):
    register(_entry)
