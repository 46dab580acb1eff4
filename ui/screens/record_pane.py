"""One record of any kind: its form, the moves open to it, what hangs on it, and its history."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QMessageBox, QTabWidget, QWidget

from app.errors import RapportError, Refused
from app.language import current, t
from ui import theme
from ui.forms.generic import GenericForm, delete_record
from ui.lists import Column, Fixed
from ui.screens import for_kind, record_tasks
from ui.screens.base import House, Place
from ui.screens.record_words import choice_text, shown
from ui.views import Line, ListView
from ui.widgets.basics import (
    Button,
    ElidedLabel,
    IconButton,
    Label,
    clear,
    column,
    first_focus,
    holder,
    row,
    scrolled,
)
from ui.widgets.chips import Chip
from ui.widgets.flow import Flow
from ui.work import sentence

MOST_MOVES = 3
FINAL = {("quotes", "issued")}
"""Moves that leave the house and cannot be taken back: these ask first."""


class RecordPane(QFrame):
    """A record beside its list; an empty record id is a new one."""

    closed = Signal()
    added = Signal(str)

    def __init__(
        self, house: House, kind: str, declared: list[Any], record: str, given: dict[str, Any] | None = None
    ) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house, self.kind, self.record = house, kind, record
        self._declared = declared
        self._page: Any = None
        self._given = given or {}
        moved = set() if not record else {"state", "stage"}
        self.form = GenericForm(
            house, kind, [f for f in declared if not (f.name in moved and f.choices)], record
        )
        self.title = ElidedLabel(t("New record") if not record else "", "heading")
        self.chip = Chip("", "info")
        self.chip.hide()
        self._moves = Flow(gap=8)
        self._moves_frame = holder(self._moves)
        self._moves_frame.hide()
        self._build()
        if record:
            self.refresh()
        else:
            self.form.stored.connect(lambda found: self.added.emit(str(found)))
            titles = {name: title for name, (_, title) in self._given.items()}
            self.form.show_values({name: value for name, (value, _) in self._given.items()}, titles)
            first_focus(self.form)

    def _build(self) -> None:
        head = row(self.title, self.chip, self.form.mark, gap=8)
        head.setStretch(0, 1)
        if self.record:
            head.addWidget(IconButton("trash-2", t("Delete this record"), self._delete))
        else:
            head.addWidget(Button(t("Save"), "check", "", self.form.save))
        head.addWidget(IconButton("x", t("Close this record"), self.closed.emit))
        layout = column(head, self._moves_frame, gap=8, margins=(12, 0, 24, 16))
        if self.record:
            self.tabs = QTabWidget()
            self.tabs.setDocumentMode(True)
            self.tabs.setAccessibleName(t("Parts of the record"))
            self._hanging = column(gap=4, margins=(0, 8, 4, 8))
            self._history = Fixed([Column("", lambda line: line.name)], _spoken)
            self.history = ListView(self._history, lambda line: line, t("History"), 52)
            self.tabs.addTab(scrolled(holder(column(self.form, gap=0, margins=(0, 8, 4, 8)))), t("Details"))
            self.tabs.addTab(scrolled(holder(self._hanging)), t("Linked"))
            self.tabs.addTab(self.history, t("History"))
            self.tabs.currentChanged.connect(self._tab)
            layout.addWidget(self.tabs, 1)
        else:
            layout.addWidget(scrolled(self.form), 1)
        self.setLayout(layout)

    def refresh(self) -> None:
        """Ask again, because the record or what hangs on it changed."""
        self.house.work.read(
            record_tasks.page, self.kind, self.record, then=self._fill, failed=self._gone, owner=self
        )

    def leave(self) -> None:
        """Keep what was typed."""
        self.form.leave()

    def _fill(self, page: Any) -> None:
        first = self._page is None
        self._page = page
        self.title.setText(page.name or t("Without a name"))
        if first or not self.form.changes():
            self.form.show_values(page.values, page.links)
        self._show_moves()
        self._show_hanging()
        if self.tabs.currentIndex() == 2:
            self._tab(2)

    def _gone(self, error: Exception) -> None:
        self.house.hub.tell(sentence(cast(RapportError, error)))
        self.closed.emit()

    # Moves

    def _show_moves(self) -> None:
        clear(self._moves)
        moves = [each for each in self._page.moves if each.field in ("state", "stage")]
        self.chip.setVisible(bool(moves))
        self._moves_frame.setVisible(any(each.to for each in moves))
        if not moves:
            return
        state = moves[0]
        self.chip.set(choice_text(self.kind, state.field, state.state), "info")
        words = Label(t("Move on to"), "small", "text-2")
        words.setMinimumHeight(theme.look().control_height)
        self._moves.addWidget(words)
        for target in state.to[:MOST_MOVES]:
            self._moves.addWidget(self._move_button(state.field, target))
        if len(state.to) > MOST_MOVES:
            self._moves.addWidget(Button(t("More…"), kind="quiet", clicked=lambda: self._more_moves(state)))

    def _move_button(self, field: str, target: str) -> Button:
        word = choice_text(self.kind, field, target)
        button = Button(word, clicked=lambda: self.move_on(field, target))
        button.setAccessibleName(t("Move on to {state}", state=word))
        button.setObjectName(f"move-{target}")
        return button

    def _more_moves(self, state: Any) -> None:
        menu = QMenu(self)
        for target in state.to[MOST_MOVES:]:
            action = menu.addAction(choice_text(self.kind, state.field, target).replace("&", "&&"))
            action.triggered.connect(lambda _=False, target=target: self.move_on(state.field, target))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._moves_frame.mapToGlobal(self._moves_frame.rect().bottomLeft()))

    def move_on(self, field: str, target: str) -> None:
        """Take the record to a state; a rule that says no is told beside its field."""
        word = choice_text(self.kind, field, target)
        if (self.kind, target) in FINAL and not self._sure(word):
            return
        self.form.leave()
        self.house.work.write(
            t("Move to {state}", state=word),
            record_tasks.move,
            self.kind,
            self.record,
            target,
            field,
            then=lambda _: self._moved(),
            failed=self._not_moved,
            owner=self,
            notice=t("Moved to {state}", state=word),
        )

    def _sure(self, word: str) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(word)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(t("This leaves the house and cannot be taken back."))
        yes = box.addButton(word, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(t("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is yes

    def _moved(self) -> None:
        self.form.banner.say("")
        self._page = None
        self.refresh()

    def _not_moved(self, error: Exception) -> None:
        told = False
        for name, text in error.fields.items() if isinstance(error, Refused) else ():
            field = self.form.fields.get(name)
            if field is not None:
                self.tabs.setCurrentIndex(0)
                field.refuse(t(text))
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                told = True
        self.form.banner.say(sentence(cast(RapportError, error)), "warn" if told else "danger")

    # What hangs on it

    def _show_hanging(self) -> None:
        clear(self._hanging)
        there = [each for each in self._page.hanging if each.count or each.is_part]
        rest = [each for each in self._page.hanging if not (each.count or each.is_part)]
        if not there:
            self._hanging.addWidget(
                Label(t("Nothing points at this record yet."), "small", "text-2", wrap=True)
            )
        for each in there:
            self._hanging.addWidget(self._hanging_row(each))
        if rest:
            self._hanging.addLayout(
                row(Button(t("Add another kind…"), "plus", "quiet", lambda: self._add_menu(rest)), 1)
            )
        self._hanging.addStretch(1)

    def _hanging_row(self, each: Any) -> QWidget:
        text = _hanging_text(each)
        line = row(
            ElidedLabel(text, "name"),
            Label(current().number(each.count), "body", "text-2"),
            Button(t("Show"), "list", "quiet", lambda: self._list(each)),
            Button(t("Add"), "plus", "quiet", lambda: self._list(each, new=True)),
            gap=8,
        )
        line.setStretch(0, 1)
        for at, word in ((2, t("Show {what}", what=text)), (3, t("Add to {what}", what=text))):
            item = line.itemAt(at)
            assert item is not None
            cast(QWidget, item.widget()).setAccessibleName(word)
        return holder(line)

    def _add_menu(self, rest: list[Any]) -> None:
        menu = QMenu(self)
        for each in sorted(rest, key=_hanging_text):
            action = menu.addAction(_hanging_text(each).replace("&", "&&"))
            action.triggered.connect(lambda _=False, each=each: self._list(each, new=True))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().center()))

    def _list(self, each: Any, new: bool = False) -> None:
        state = {"where": {each.field: self.record}, "of": self._page.name, "label": each.label, "new": new}
        self.house.go(Place("records", "", each.kind, state))

    # History and the end

    def _tab(self, at: int) -> None:
        if at == 2:
            self.house.work.read(
                record_tasks.history, self.kind, self.record, then=self._show_history, owner=self
            )

    def _show_history(self, entries: list[Any]) -> None:
        self._history.show([_history_line(self.kind, entry, field) for entry, field in entries])

    def _delete(self) -> None:
        self.form.drop_draft()
        self.house.work.write(
            t("Delete record"),
            delete_record,
            self.kind,
            self.record,
            then=lambda _: self.closed.emit(),
            failed=self._not_moved,
            owner=self,
            notice=t("Record deleted"),
        )


def open_record(house: House, kind: str, record: str) -> None:
    """Go to the screen that shows a record."""
    house.go(Place(for_kind(kind), record, kind))


def _hanging_text(each: Any) -> str:
    title = t(each.titles)
    return title if each.is_part else f"{title} ({t(each.label)})"


def _history_line(kind: str, entry: Any, field: Any) -> Line:
    label = t(field.label) if field is not None else _record_change(entry)
    said: Callable[[Any], str] = lambda value: _value(kind, field, value)
    moved = f"{label}: {said(entry.old) or '–'} → {said(entry.new) or '–'}" if field is not None else label
    if field is not None and entry.old in (None, "") and entry.action == "add":
        moved = f"{label}: {said(entry.new)}"
    when = current().moment(datetime.fromisoformat(entry.at.replace("Z", "+00:00")))
    second = " · ".join(part for part in (when, entry.author or t("This laptop"), t(entry.step)) if part)
    icon = {"add": "plus", "delete": "trash-2"}.get(entry.action, "pencil")
    return Line(moved, second, icon=icon, icon_tone="text-2", strong=False)


def _record_change(entry: Any) -> str:
    if entry.field == "deleted_at":
        return t("Deleted") if entry.new else t("Brought back")
    return t(entry.field.replace("_", " ").capitalize())


def _value(kind: str, field: Any, value: Any) -> str:
    if field is None or value in (None, ""):
        return ""
    if field.choices:
        return choice_text(kind, field.name, str(value))
    return t("another record") if field.link else shown(kind, field, value)


def _spoken(line: Line) -> str:
    return f"{line.name}. {line.second}"
