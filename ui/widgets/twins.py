"""Likely twins of what is being typed: shown while one types, one click away from being opened instead."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from app.language import t
from ui.screens.base import House
from ui.widgets.basics import Button, ElidedLabel, IconLabel, Label, clear, column, holder, restyle, row

PAUSE_MS = 250
MOST = 3
WATCHED = ("name", "legal_name", "phone", "mobile", "email", "web", "tax_number", "city")


class TwinHints(QFrame):
    """Up to three records that the typed values may mean, the strong ones in a warning frame."""

    def __init__(
        self,
        house: House,
        kind: str,
        values: Callable[[], Mapping[str, Any]],
        open_that: Callable[[str], None],
        merge: Callable[[str, str], None] | None = None,
        merge_verb: str = "",
    ) -> None:
        super().__init__()
        self._house, self._kind, self._values = house, kind, values
        self._open_that, self._merge, self._merge_verb = open_that, merge, merge_verb
        self.but = ""
        self.found: list[Any] = []
        self._rows = column(gap=4)
        self.setLayout(column(self._rows, margins=(12, 8, 12, 8)))
        self.setProperty("part", "banner")
        self.setProperty("state", "warn")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self.hide()

    def typed(self) -> None:
        """Something was typed: ask after a short pause."""
        self._pause.start()

    def ask(self) -> None:
        """Ask for twins of what is there now."""
        values = {name: value for name, value in self._values().items() if value}
        self._house.work.read(
            find_twins,
            self._kind,
            values,
            self.but,
            then=self.show_twins,
            owner=self,
            key=f"twins-{id(self)}",
        )

    def forget(self) -> None:
        """Nothing is typed any more."""
        self._pause.stop()
        self.show_twins([])

    def show_twins(self, found: list[Any]) -> None:
        """Show what was found; nothing hides the hints."""
        self.found = found[:MOST]
        clear(self._rows)
        for twin in self.found:
            self._rows.addWidget(self._row(twin))
        self.setVisible(bool(self.found))
        strong = any(twin.is_strong for twin in self.found)
        state = "warn" if strong else "info"
        if self.property("state") != state:
            self.setProperty("state", state)
            restyle(self)

    def _row(self, twin: Any) -> QFrame:
        says = (
            t("Already known: {name}", name=twin.name)
            if twin.is_strong
            else t("Perhaps: {name}", name=twin.name)
        )
        reason = " · ".join(part for part in (twin.detail, *twin.reasons[:2]) if part)
        words = column(ElidedLabel(says, "small-strong"), ElidedLabel(reason, "note", "text-2"), gap=0)
        line = row(IconLabel("copy", "warn" if twin.is_strong else "info", 20), gap=8)
        line.addLayout(words, 1)
        opens = Button(t("Open that one"), kind="link", clicked=partial(self._open_that, twin.id))
        opens.setAccessibleName(t("Open {name}", name=twin.name))
        buttons = row(Label("", "note"), gap=12)
        buttons.addWidget(opens)
        if self._merge is not None:
            merges = Button(self._merge_verb, kind="link", clicked=partial(self._merge, twin.id, twin.name))
            merges.setAccessibleName(f"{self._merge_verb}: {twin.name}")
            buttons.addWidget(merges)
        buttons.addStretch(1)
        return holder(column(line, buttons, gap=0))


def find_twins(reader: Any, kind: Any, values: Mapping[str, Any], but: str) -> Any:
    """Records that the values may mean."""
    from app.queries.duplicates import twins_of

    return twins_of(reader, kind, values, but)
