"""Search over everything and every command, from anywhere in the window (Ctrl+K)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.language import country_name, current, fold, t
from ui import theme
from ui.actions import Actions
from ui.lists import Column, Fixed
from ui.screens import entries, entry, for_kind
from ui.screens.base import House, Place
from ui.views import Line, ListView
from ui.widgets.basics import Label, column, rule
from ui.widgets.search import SearchField

WIDTH = 560
MOST = 40
MOST_COMMANDS = 6
RECORDS_FIRST = 6
PAUSE_MS = 5
Find = Callable[..., Any]


@dataclass(frozen=True)
class Found:
    """One line of the palette: a record or a command, and what choosing it does."""

    line: Line
    run: Callable[[], None]
    place: Place | None = None


class Palette(QFrame):
    """The field and what it finds, above everything else in the window."""

    def __init__(self, window: QWidget, house: House, find: Find) -> None:
        super().__init__(window)
        self.setProperty("part", "raised")
        self.setAccessibleName(t("Search or run a command"))
        self._house = house
        self._find = find
        self._commands: list[Found] = []
        self._recent: list[Found] = []
        self._before: QWidget | None = None
        self.field = SearchField(t("Search or run a command…"), t("Search or run a command"), PAUSE_MS)
        self.results = Fixed(
            [Column("", lambda found: found.line.name)], lambda f: f"{f.line.name}, {f.line.second}"
        )
        self.list = ListView(self.results, lambda found: found.line, t("Results"), 48)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # With a ground of its own a key does not paint the whole screen beneath again.
        self.list.setProperty("part", "solid")
        self._none = Label(t("Nothing found."), "small", "text-2")
        self.setLayout(column(self.field, rule(), self._none, self.list, gap=8, margins=(8, 8, 8, 8)))
        self.field.asked.connect(self._ask)
        self.field.moved.connect(self._move)
        self.field.returnPressed.connect(self._run)
        self.list.clicked.connect(lambda _: self._run())
        self.field.installEventFilter(self)
        self.hide()

    def call(self, at: QPoint | None = None) -> None:
        """Open over the window: under the search field, or in the middle at the top."""
        window = self.window()
        self._before = window.focusWidget()
        width = min(theme.px(WIDTH), window.width() - theme.px(32))
        self.setFixedWidth(width)
        left = min(at.x(), window.width() - width - theme.px(16)) if at else (window.width() - width) // 2
        self.move(left, at.y() if at else theme.px(48))
        self._commands = self._all_commands()
        self.field.setText("")
        self._show(self._start())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Close and give the keyboard back to where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.dismiss()
            return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and self.window().isActiveWindow():
            self.hide()
        return False

    def _ask(self, text: str) -> None:
        if not text.strip():
            self._show(self._start())
            return
        self._house.work.read(
            _lines, self._find, text, then=lambda lines: self._take(text, lines), owner=self, key="palette"
        )

    def _take(self, text: str, lines: list[tuple[Place, Line]]) -> None:
        if text != self.field.text():
            return
        records = [self._record(place, line) for place, line in lines]
        commands = self._matching(text) if len(text) > 1 else []
        self._show(records[:RECORDS_FIRST] + commands + records[RECORDS_FIRST:])

    def _record(self, place: Place, line: Line) -> Found:
        return Found(line, lambda: self._go(line, place), place)

    def _go(self, line: Line, place: Place) -> None:
        found = Found(line, lambda: self._go(line, place), place)
        self._recent = [found, *[r for r in self._recent if r.place != place]][:8]
        self._house.go(place)

    def _start(self) -> list[Found]:
        return self._recent + self._commands

    def _matching(self, text: str) -> list[Found]:
        words = fold(text).split()
        fits = [c for c in self._commands if all(word in fold(c.line.name) for word in words)]
        return fits[:MOST_COMMANDS]

    def _all_commands(self) -> list[Found]:
        places = [
            Found(
                Line(t(e.title), t("Go to"), right=e.key, icon=e.icon),
                lambda name=e.name: self._house.go(Place(name)),  # type: ignore[misc]
            )
            for e in entries()
            if e.name != "records"
        ]
        return places + _from_actions(self._house.actions)

    def _show(self, found: list[Found]) -> None:
        self.results.show(found)
        self._none.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(self.list.height_of_row() * min(9, max(1, len(found))) + 2)
        self.adjustSize()
        if found:
            self.list.go_to(0)

    def _move(self, step: int) -> None:
        count = self.results.rowCount()
        if count:
            self.list.go_to((self.list.currentIndex().row() + step) % count)

    def _run(self) -> None:
        found = self.list.current_row()
        if found is not None and self.field.text() == self.field.text().strip(""):
            self.dismiss()
            found.run()


def _from_actions(actions: Actions) -> list[Found]:
    return [
        Found(
            Line(t(spec.text).rstrip("…"), t("Command"), right=keys, icon=spec.icon or "zap"),
            lambda name=spec.name: actions.run(name),  # type: ignore[misc]
        )
        for spec, keys in actions.offered()
    ]


def _lines(reader: Any, find: Find, text: str) -> list[tuple[Place, Line]]:
    """The hits as they are shown; made in the lane, since the names of countries cost an import."""
    lines = []
    for hit in find(reader, text, limit=MOST):
        place = Place(for_kind(hit.kind), hit.id, hit.kind)
        second = " · ".join(part for part in (_kind_word(hit), _details(str(hit.snippet or ""))) if part)
        lines.append((place, Line(hit.title or t(entry(place.screen).title), second, mark=hit.title or "?")))
    return lines


def _kind_word(hit: Any) -> str:
    """What one record of a kind is called: deliveries → Delivery."""
    name = hit.kind.replace("_", " ").capitalize()
    one = name[:-3] + "y" if name.endswith("ies") else name.removesuffix("s")
    return t(one)


def _details(snippet: str) -> str:
    """The snippet as a person reads it: countries by name, states as words."""
    return " · ".join(_detail(part) for part in snippet.split(" · ") if part)


def _detail(part: str) -> str:
    if len(part) == 2 and part.isascii() and part.isupper():
        return country_name(part, current().code)
    if part.isascii() and part.islower() and part.replace("_", "").isalpha():
        return t(part.replace("_", " ").capitalize())
    return part
