"""Choosing a product inside a cell: type a part of its name or number, Enter takes the first, Down the next."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.language import t
from ui import theme
from ui.lists import Column, Fixed
from ui.views import Line, ListView
from ui.widgets.basics import column
from ui.widgets.links import find_records
from ui.work import Work

MOST = 20
SHOWN = 6
LEAST_WIDTH = 320


class ProductPicker(QLineEdit):
    """The editor of a product cell; `chosen` is a hit, or None for words of one's own."""

    taken = Signal()
    """A product was clicked in the list."""

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self.chosen: Any = None
        self._work = work
        self._asked = ""
        self._answered = ""
        self._waits: Any = None
        self._found = Fixed([Column("", lambda hit: hit.title)], lambda hit: f"{hit.title}, {hit.snippet}")
        self._list: QFrame | None = None
        self._view: ListView | None = None
        self.setAccessibleName(t("Product"))
        self.textEdited.connect(self._ask)

    def settle(self, then: Any) -> None:
        """Take what stands first in the list once its answer is there, then go on."""
        if self._asked and self._asked != self._answered:
            self._waits = then
            return
        row = (
            self._view.current_row()
            if self._view is not None and self._list and self._list.isVisible()
            else None
        )
        if row is not None:
            self.chosen = row
            self.setText(row.title)
        self._hide()
        then()

    def keep_words(self) -> None:
        """What is typed is meant as words, not as a product."""
        self.chosen = None
        self._hide()

    def step(self, by: int) -> bool:
        """Up or down in the list; False when there is none."""
        if self._view is None or self._list is None or not self._list.isVisible():
            return False
        self._view.go_to((self._view.currentIndex().row() + by) % max(1, self._found.rowCount()))
        return True

    def close_list(self) -> bool:
        """Close the list; False when it was closed already."""
        shown = self._list is not None and self._list.isVisible()
        self._hide()
        return shown

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._hide()

    def _ask(self, text: str) -> None:
        self._asked = text.strip()
        self.chosen = None
        if not self._asked:
            self._hide()
            return
        asked = self._asked
        self._work.read(
            find_records, asked, ("products",), MOST, then=lambda hits: self._show(asked, hits), owner=self,
            key=f"product-{id(self)}",
        )  # fmt: skip

    def _show(self, asked: str, hits: Any) -> None:
        self._answered = asked
        if asked != self._asked:
            return
        self._found.show(hits)
        if hits:
            self._open(len(hits))
        else:
            self._hide()
        if self._waits is not None:
            then, self._waits = self._waits, None
            self.settle(then)

    def _open(self, count: int) -> None:
        if self._list is None:
            self._make()
        assert self._list is not None and self._view is not None
        window = self.window()
        height = self._view.height_of_row() * min(SHOWN, count) + theme.px(10)
        at = self.mapTo(window, QPoint(0, 0))
        below = at.y() + self.height() + theme.px(2)
        top = below if below + height <= window.height() else max(0, at.y() - height - theme.px(2))
        self._list.setGeometry(at.x(), top, max(self.width(), theme.px(LEAST_WIDTH)), height)
        self._list.show()
        self._list.raise_()
        self._view.go_to(0)

    def _make(self) -> None:
        self._list = QFrame(self.window())
        self._list.setProperty("part", "raised")
        self._view = ListView(self._found, lambda hit: Line(hit.title, hit.snippet), t("Products found"), 44)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.clicked.connect(lambda _: self.taken.emit())
        self._list.setLayout(column(self._view, margins=(4, 4, 4, 4)))
        self.destroyed.connect(self._list.deleteLater)

    def _hide(self) -> None:
        if self._list is not None:
            self._list.hide()
