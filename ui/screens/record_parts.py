"""Parts of a record's page: the moves open to it, what hangs on it, and its history."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu

from app.language import current, t
from ui import theme
from ui.lists import Column, Fixed
from ui.screens import record_tasks
from ui.screens.base import House
from ui.screens.record_words import choice_text, shown
from ui.views import Line, ListView
from ui.widgets.basics import Button, ElidedLabel, Label, clear, column, holder, row
from ui.widgets.flow import Flow

MOST_MOVES = 3


class MovesBar(QFrame):
    """The states a record may go to, as buttons; more than three are kept in a menu."""

    chosen = Signal(str, str)
    """Field and state."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._kind = kind
        self._flow = Flow(gap=8)
        self.setLayout(self._flow)
        self.hide()

    def show_moves(self, moves: Any) -> None:
        """Offer the moves of the first state field."""
        clear(self._flow)
        self.setVisible(bool(moves and moves[0].to))
        if not moves:
            return
        words = Label(t("Move on to"), "small", "text-2")
        words.setMinimumHeight(theme.look().control_height)
        self._flow.addWidget(words)
        for target in moves[0].to[:MOST_MOVES]:
            word = choice_text(self._kind, moves[0].field, target)
            button = Button(word, clicked=partial(self.chosen.emit, moves[0].field, target))
            button.setAccessibleName(t("Move on to {state}", state=word))
            button.setObjectName(f"move-{target}")
            self._flow.addWidget(button)
        if len(moves[0].to) > MOST_MOVES:
            self._flow.addWidget(Button(t("More…"), kind="quiet", clicked=lambda: self._more(moves[0])))

    def _more(self, state: Any) -> None:
        menu = QMenu(self)
        for target in state.to[MOST_MOVES:]:
            action = menu.addAction(choice_text(self._kind, state.field, target).replace("&", "&&"))
            action.triggered.connect(lambda _=False, target=target: self.chosen.emit(state.field, target))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class HangingList(QFrame):
    """Kinds that point at the record, each with its count and the ways to show and to add."""

    wanted = Signal(object, bool)
    """The kind, and whether a new one is to be begun."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._lines = column(gap=4, margins=(0, 8, 4, 8))
        self.setLayout(self._lines)

    def show_hanging(self, hanging: Any) -> None:
        """Parts and what there is, line by line; the rest in a menu."""
        clear(self._lines)
        there = [each for each in hanging if each.count or each.is_part]
        rest = [each for each in hanging if not (each.count or each.is_part)]
        if not there:
            self._lines.addWidget(
                Label(t("Nothing points at this record yet."), "small", "text-2", wrap=True)
            )
        for each in there:
            self._lines.addWidget(self._line(each))
        if rest:
            add = Button(t("Add another kind…"), "plus", "quiet", lambda: self._menu(rest))
            self._lines.addLayout(row(add, 1))
        self._lines.addStretch(1)

    def _line(self, each: Any) -> QFrame:
        text = hanging_text(each)
        show = Button(t("Show"), "list", "quiet", lambda: self.wanted.emit(each, False))
        show.setAccessibleName(t("Show {what}", what=text))
        add = Button(t("Add"), "plus", "quiet", lambda: self.wanted.emit(each, True))
        add.setAccessibleName(t("Add to {what}", what=text))
        line = row(
            ElidedLabel(text, "name"), Label(current().number(each.count), "body", "text-2"), show, add, gap=8
        )
        line.setStretch(0, 1)
        return holder(line)

    def _menu(self, rest: list[Any]) -> None:
        menu = QMenu(self)
        for each in sorted(rest, key=hanging_text):
            action = menu.addAction(hanging_text(each).replace("&", "&&"))
            action.triggered.connect(lambda _=False, each=each: self.wanted.emit(each, True))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().center()))


class HistoryList(ListView):
    """Who changed what and when, newest first."""

    def __init__(self, house: House, kind: str, record: str) -> None:
        self.lines = Fixed([Column("", lambda line: line.name)], lambda line: f"{line.name}. {line.second}")
        super().__init__(self.lines, lambda line: line, t("History"), 52)
        self._house, self._kind, self._record = house, kind, record

    def ask(self) -> None:
        """Read the history."""
        self._house.work.read(record_tasks.history, self._kind, self._record, then=self._show, owner=self)

    def _show(self, entries: list[Any]) -> None:
        self.lines.show([_history_line(self._kind, entry, field) for entry, field in entries])


def hanging_text(each: Any) -> str:
    """What hangs on a record, and by which field where that is not plain."""
    title = t(each.titles)
    return title if each.is_part else f"{title} ({t(each.label)})"


def _history_line(kind: str, entry: Any, field: Any) -> Line:
    said: Callable[[Any], str] = partial(_value, kind, field)
    if field is None:
        moved = _record_change(entry)
    elif entry.old in (None, "") and entry.action == "add":
        moved = f"{t(field.label)}: {said(entry.new)}"
    else:
        moved = f"{t(field.label)}: {said(entry.old) or '–'} → {said(entry.new) or '–'}"
    when = current().moment(datetime.fromisoformat(entry.at.replace("Z", "+00:00")))
    second = " · ".join(part for part in (when, entry.author or t("This laptop"), t(entry.step)) if part)
    icon = {"add": "plus", "delete": "trash-2"}.get(entry.action, "pencil")
    return Line(moved, second, icon=icon, icon_tone="text-2", strong=False)


def _record_change(entry: Any) -> str:
    if entry.field == "deleted_at":
        return t("Deleted") if entry.new else t("Brought back")
    return t(entry.field.replace("_", " ").capitalize())


def _value(kind: str, field: Any, value: Any) -> str:
    if value in (None, ""):
        return ""
    if field.choices:
        return choice_text(kind, field.name, str(value))
    return t("another record") if field.link else shown(kind, field, value)
