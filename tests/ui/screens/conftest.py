"""A window over a real profile with a small world in it, and somebody who only has a keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.screens.world import World, build

if TYPE_CHECKING:
    from app.store.workspace import Workspace
    from ui.theme import Look
    from ui.window import Window


@pytest.fixture(scope="session")
def filled(blank: tuple[Path, bytes], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, World]:
    """The small world in a profile of its own, made once."""
    from app.store.workspace import Workspace

    folder = Path(shutil.copytree(blank[0], tmp_path_factory.mktemp("world") / "profile"))
    with Workspace.open(folder, lambda key_file: blank[1]) as opened:
        world = build(opened)
    return folder, blank[1], world


@pytest.fixture
def world(filled: tuple[Path, bytes, World]) -> World:
    """The ids of the small world."""
    return filled[2]


@pytest.fixture
def office(filled: tuple[Path, bytes, World], tmp_path: Path) -> Iterator[Workspace]:
    """A copy of the small world, open."""
    from app.store.workspace import Workspace

    folder = Path(shutil.copytree(filled[0], tmp_path / "office"))
    with Workspace.open(folder, lambda key_file: filled[1]) as opened:
        yield opened


class Hands:
    """A person with a keyboard and no mouse; counts every key that is not part of what they write."""

    def __init__(self, window: Window, qtbot: Any, type_text: Callable[[Any, str], None]) -> None:
        self.window = window
        self.qtbot = qtbot
        self._type = type_text
        self.presses = 0

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key, or keys together as in Ctrl+Return; each of them counts."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        code = QKeySequence(keys)[0]
        for _ in range(times):
            self.presses += len(keys.split("+"))
            on = QApplication.focusWidget() or self.window
            QTest.keyClick(on, Qt.Key(code.key()), code.keyboardModifiers())

    def tab_to(self, widget: Any) -> None:
        """Press Tab until the keyboard is there."""
        from PySide6.QtWidgets import QApplication

        while widget.focusProxy() is not None:
            widget = widget.focusProxy()
        for _ in range(30):
            if QApplication.focusWidget() is widget:
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard never gets to {widget.accessibleName()}")

    def write(self, text: str) -> None:
        """Type content where the keyboard is."""
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        for letter in text:
            on = QApplication.focusWidget()
            assert on is not None, "the keyboard is nowhere"
            # Letters beyond Latin come from an input method, as on a real desk.
            if letter.isascii():
                QTest.keyClicks(on, letter)
            else:
                self._type(on, letter)

    def rest(self) -> None:
        """Wait until nothing is on its way in the lanes or back from them."""
        from PySide6.QtWidgets import QApplication

        for _ in range(4):
            for lane in self.window.house.work._lanes.values():
                lane.submit(lambda: None).result()
            QApplication.processEvents()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until it holds."""
        self.qtbot.waitUntil(condition, timeout=10_000)


@pytest.fixture
def shell(dressed: Look, qapp: Any, office: Workspace, qtbot: Any) -> Iterator[Window]:
    """The window over the small world."""
    from ui.hub import Hub
    from ui.window import Window
    from ui.work import Work

    hub = Hub()
    faults: list[BaseException] = []
    hub.fault.connect(faults.append)
    lanes = Work(hub, office)
    window = Window(lanes, hub, lambda reader, text, limit=40: [])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield window
    window.close()
    lanes.close()
    assert not faults


@pytest.fixture
def hands(shell: Window, qtbot: Any, type_text: Callable[[Any, str], None]) -> Hands:
    """Somebody at the keyboard of this window."""
    return Hands(shell, qtbot, type_text)
