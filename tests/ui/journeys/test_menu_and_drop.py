"""What only a real screen shows: a menu opened by its letter, a file dragged in from another program."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.journeys.person import Person, hands

pytestmark = pytest.mark.xvfb
Start = Callable[..., Person]


class Shelf(QWidget):
    """Another program's window, from which a file can be dragged; it lets go once the other side would take it."""

    def __init__(self, file: Path, target: tuple[int, int]) -> None:
        super().__init__()
        self._file = file
        self._target = target
        self._moves = 0
        self._way = QTimer(self)
        self._way.setInterval(60)
        self._way.timeout.connect(self._carry)
        self.taken = Qt.DropAction.IgnoreAction

    def mousePressEvent(self, event: QMouseEvent) -> None:
        drag = QDrag(self)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._file))])
        drag.setMimeData(data)
        drag.actionChanged.connect(self._let_go)
        self._latest = time.monotonic() + 10
        self._way.start()
        self.taken = drag.exec(Qt.DropAction.CopyAction)
        self._way.stop()

    def _carry(self) -> None:
        # A hand is never quite still: each small move asks the window below anew.
        x, y = self._target
        self._moves += 1
        hands("mousemove", str(x + self._moves % 2 * 4), str(y))
        if time.monotonic() > self._latest:
            hands("mouseup", "1")

    def _let_go(self, action: Qt.DropAction) -> None:
        if action == Qt.DropAction.CopyAction:
            self._way.stop()
            hands("mouseup", "1")


def test_alt_and_the_letter_of_a_menu_open_it(profile: Path, sits_down: Start) -> None:
    person = sits_down(profile)
    person.reads("Nothing planned yet")
    person.presses("alt+f")
    menu = person.until(lambda sight: bool(sight["menu"]), "the menu")["menu"]
    assert any(text.replace("&", "").startswith("Import") for text in menu)
    person.presses("Escape")
    person.until(lambda sight: not sight["menu"], "no menu")
    assert person.leaves() == 0


def test_a_table_dropped_on_the_window_is_looked_at_and_not_yet_brought_in(
    profile: Path, sits_down: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "clients.csv"
    table.write_text("Company;City\nOfficine Bari;Bari\nΜύλοι Κρήτης;Ηράκλειο\n", encoding="utf-8")
    person = sits_down(profile)
    person.reads("Nothing planned yet")
    shelf = Shelf(table, (900, 600))
    qtbot.addWidget(shelf)
    shelf.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
    shelf.resize(160, 120)
    shelf.move(30, 300)
    with qtbot.waitExposed(shelf):
        shelf.show()
    place = shelf.mapToGlobal(QPoint(80, 60))
    hands("mousemove", "--sync", str(place.x()), str(place.y()), "mousedown", "1")
    qtbot.waitUntil(lambda: shelf.taken == Qt.DropAction.CopyAction, timeout=12_000)
    with ThreadPoolExecutor(1) as eyes:  # the shelf's side must go on, for the window asks it for the file
        seen = eyes.submit(person.reads, "Nothing is written before you confirm.")
        qtbot.waitUntil(seen.done, timeout=20_000)
    assert "Bring in 2 rows" in seen.result()["texts"]
