"""A whole desk for tests of screens: a window over a real, empty profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from app.store.workspace import Workspace
    from ui.screens.base import Screen
    from ui.theme import Look
    from ui.window import Window

QUIET = ("settings", "sync", "products", "reports", "records", "contracts", "orders", "cases")


@dataclass
class Desk:
    """The window, its workspace, and what a test does with them again and again."""

    window: Window
    workspace: Workspace
    qtbot: Any

    def add(self, kind: str, **values: Any) -> str:
        """Add a record through the ordinary service; returns its id."""
        from app.services import records

        return str(self.workspace.do("Add", records.add, kind, values).value)

    def open(self, screen: str, record: str = "", kind: str = "", **state: Any) -> Any:
        """Go to a screen and wait until the lanes are idle."""
        from ui.screens.base import Place

        self.window.go(Place(screen, record, kind, state))
        self.settle()
        return self.window.shown()

    def settle(self) -> None:
        """Wait until everything asked so far was answered and shown."""
        work = self.window.house.work
        for _ in range(4):
            back: list[str] = []
            work.store(lambda space: "store", then=back.append)
            work.draw(lambda: "documents", then=back.append)
            work.network(lambda: "network", then=back.append)
            self.qtbot.waitUntil(lambda back=back: len(back) == 3, timeout=20_000)

    def until(self, what: Callable[[], bool], seconds: float = 20) -> None:
        """Wait for something to hold."""
        self.qtbot.waitUntil(what, timeout=round(seconds * 1000))

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        return int(self.workspace.reader.value(f"SELECT count(*) FROM {kind} WHERE deleted_at IS NULL"))

    @property
    def shown(self) -> Screen | None:
        return self.window.shown()


@pytest.fixture
def desk(dressed: Look, workspace: Workspace, qtbot: Any) -> Iterator[Desk]:
    """A window of 1366 × 768 over an empty profile."""
    from ui import dialogs
    from ui.hub import Hub
    from ui.running import _find
    from ui.window import Window
    from ui.work import Work

    hub = Hub()
    faults: list[BaseException] = []
    hub.fault.connect(faults.append)
    work = Work(hub, workspace)
    window = Window(work, hub, _find)
    qtbot.addWidget(window)
    dialogs.bind(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    made = Desk(window, workspace, qtbot)
    yield made
    made.settle()
    work.close()
    assert not faults, faults


def nameless(widget: Any) -> list[str]:
    """Controls below a widget that a screen reader would meet without a name."""
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit

    found = []
    for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView):
        for each in widget.findChildren(kind):
            if not each.isVisibleTo(widget) or each.focusPolicy().value == 0:
                continue
            if isinstance(each.parent(), QComboBox):
                continue
            about = QAccessible.queryAccessibleInterface(each)
            if about is not None and not about.text(QAccessible.Text.Name):
                found.append(f"{type(each).__name__} in {type(each.parent()).__name__}")
    return found
