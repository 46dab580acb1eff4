"""The house for tests: a dressed program, lanes over a small workspace, a window with a screen of ours."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Refused

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.hub import Hub
    from ui.theme import Look
    from ui.window import Window
    from ui.work import Work

NAMES = (
    "Aegean Foods SA",
    "Balkan Parts OOD",
    "Ελληνικά Τρόφιμα ΑΕ",
    "Български части ЕООД",
    "বাংলা বস্ত্র",
    "<b>Ünal</b> & Söhne",
)


@dataclass(frozen=True)
class Row:
    """A row of a list in tests."""

    seq: int
    name: str
    city: str


@dataclass(frozen=True)
class Hit:
    """A hit of a search in tests."""

    kind: str
    id: str
    title: str
    snippet: str


@dataclass(frozen=True)
class Done:
    """What a write came to."""

    value: Any
    touched: frozenset[tuple[str, str]] = frozenset()
    step: str | None = "1"
    label: str = ""


@dataclass
class SmallDrafts:
    """Drafts in memory, in the shape of the store's."""

    kept: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def save(self, form: str, record: str, content: dict[str, Any]) -> None:
        self.kept[form, record] = content

    def load(self, form: str, record: str = "") -> Any:
        content = self.kept.get((form, record))
        return None if content is None else type("Draft", (), {"content": content})()

    def drop(self, form: str, record: str = "") -> None:
        self.kept.pop((form, record), None)


class SmallWorkspace:
    """A workspace of a few lines: the lanes and screens are tried, not the store."""

    is_read_only = False

    def __init__(self) -> None:
        self.preferences: dict[str, Any] = {}
        self.drafts = SmallDrafts()
        self.written: list[tuple[str, tuple[Any, ...]]] = []
        self.closed = False

    def ask(self, query: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        return query(self, *args, **kw)

    def do(self, label: str, verb: Callable[..., Any], *args: Any, **kw: Any) -> Done:
        value = verb(self, *args, **kw)
        self.written.append((label, args))
        return Done(value, frozenset({("accounts", "1")}), "1", label)

    def undo(self) -> Done:
        if not self.written:
            raise Refused("There is nothing to take back.")
        label, _ = self.written.pop()
        return Done(None, frozenset({("accounts", "1")}), None, label)

    def redo(self) -> Done:
        raise Refused("There is nothing to bring back.")

    def close(self) -> None:
        self.closed = True


def many_ids(reader: Any, count: int = 1000, sort: str = "", text: str = "") -> array[int]:
    """Numbers of rows, backwards when asked so."""
    numbers = range(count)
    if text:
        numbers = range(0, count, 7)
    return array("q", reversed(numbers) if sort.startswith("-") else numbers)


def many_rows(reader: Any, numbers: list[int]) -> list[Row]:
    """Rows by number."""
    return [Row(n, f"{NAMES[n % len(NAMES)]} {n}", "Athens") for n in numbers]


def find(reader: Any, text: str, limit: int = 40) -> list[Hit]:
    """A search that finds every name holding the text."""
    hits = [Hit("accounts", str(at), name, "Athens") for at, name in enumerate(NAMES)]
    return [hit for hit in hits if text.lower() in hit.title.lower()][:limit]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Look]:
    """The program in the light scheme; put back afterwards."""
    from ui import theme

    look = theme.dress(qapp, theme.Choice("light"))
    yield look
    look.choose("light", "normal", 100)


@pytest.fixture
def hub() -> Hub:
    from ui.hub import Hub

    return Hub()


@pytest.fixture
def small() -> SmallWorkspace:
    return SmallWorkspace()


@pytest.fixture
def work(qapp: QApplication, hub: Hub, small: SmallWorkspace) -> Iterator[Work]:
    from ui.work import Work

    lanes = Work(hub, small)
    yield lanes
    lanes.close()


@pytest.fixture
def window(
    dressed: Look, work: Work, hub: Hub, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> Iterator[Window]:
    """The shell over the small workspace; its screens are those of tests.ui.plain_screen."""
    from dataclasses import replace

    from ui import screens
    from ui.window import Window

    for name in ("today", "accounts"):
        plain = replace(screens.entry(name), module="tests.ui.plain_screen")
        monkeypatch.setitem(screens._ENTRIES, name, plain)
    shell = Window(work, hub, find)
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    qtbot.waitExposed(shell)
    yield shell
