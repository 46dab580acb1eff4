"""One record of any kind beside its list: its form, the moves open to it, what hangs on it, and its history."""

from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMessageBox, QTabWidget

from app.errors import RapportError, Refused
from app.language import t
from ui.forms.generic import GenericForm, delete_record
from ui.screens import record_tasks
from ui.screens.base import House, Place
from ui.screens.record_parts import HangingList, HistoryList, MovesBar
from ui.screens.record_words import STATE_TONES, choice_text
from ui.widgets.basics import Button, ElidedLabel, IconButton, column, holder, row, scrolled
from ui.widgets.chips import Chip
from ui.work import sentence

MOVED_BY_BUTTONS = frozenset({"state", "stage"})
FINAL = frozenset({("quotes", "issued")})
"""Moves that leave the house and cannot be taken back: these ask first."""
HISTORY = 2


class RecordPane(QFrame):
    """A record beside its list; an empty record id is a new one, `given` its values with their titles."""

    closed = Signal()
    added = Signal(str)

    def __init__(
        self,
        house: House,
        kind: str,
        declared: list[Any],
        record: str,
        given: dict[str, tuple[Any, str]] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house, self.kind, self.record = house, kind, record
        self._page: Any = None
        hidden = MOVED_BY_BUTTONS if record else frozenset()
        self.form = GenericForm(
            house, kind, [f for f in declared if not (f.name in hidden and f.choices)], record
        )
        self.title = ElidedLabel("" if record else t("New record"), "heading")
        self.chip = Chip("", "info")
        self.chip.hide()
        self.moves = MovesBar(kind)
        self.moves.chosen.connect(self.move_on)
        self._build()
        if record:
            self.refresh()
        else:
            self.form.stored.connect(lambda found: self.added.emit(str(found)))
            values = {name: value for name, (value, _) in (given or {}).items()}
            self.form.show_values(values, {name: title for name, (_, title) in (given or {}).items()})

    def _build(self) -> None:
        head = row(self.title, self.chip, self.form.mark, gap=8)
        head.setStretch(0, 1)
        if self.record:
            head.addWidget(IconButton("trash-2", t("Delete this record"), self._delete))
        else:
            head.addWidget(Button(t("Save"), "check", "", self.form.save))
        head.addWidget(IconButton("x", t("Close this record"), self.closed.emit))
        layout = column(head, self.moves, gap=8, margins=(12, 0, 24, 16))
        layout.addWidget(self._parts() if self.record else scrolled(self.form), 1)
        self.setLayout(layout)

    def _parts(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(t("Parts of the record"))
        self.hanging = HangingList()
        self.hanging.wanted.connect(self.go_to_list)
        self.history = HistoryList(self.house, self.kind, self.record)
        self.tabs.addTab(scrolled(holder(column(self.form, gap=0, margins=(0, 8, 4, 8)))), t("Details"))
        self.tabs.addTab(scrolled(self.hanging), t("Linked"))
        self.tabs.addTab(self.history, t("History"))
        self.tabs.currentChanged.connect(lambda at: self.history.ask() if at == HISTORY else None)
        return self.tabs

    def refresh(self) -> None:
        """Ask again, because the record or what hangs on it changed."""
        self.house.work.read(
            record_tasks.page, self.kind, self.record, then=self._fill, failed=self._gone, owner=self
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc goes one step back, once nothing inside had a use for it.
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def leave(self) -> None:
        """Keep what was typed."""
        self.form.leave()

    def _fill(self, page: Any) -> None:
        first, self._page = self._page is None, page
        self.title.setText(page.name or t("Without a name"))
        if first or not self.form.changes():
            self.form.show_values(page.values, page.links)
        moves = [each for each in page.moves if each.field in MOVED_BY_BUTTONS]
        self.chip.setVisible(bool(moves))
        if moves:
            state = moves[0].state
            self.chip.set(choice_text(self.kind, moves[0].field, state), STATE_TONES.get(state, "info"))
        self.moves.show_moves(moves)
        self.hanging.show_hanging(page.hanging)
        if self.tabs.currentIndex() == HISTORY:
            self.history.ask()

    def _gone(self, error: Exception) -> None:
        self.house.hub.tell(sentence(cast(RapportError, error)))
        self.closed.emit()

    def go_to_list(self, each: Any, new: bool) -> None:
        """To the list of what hangs on this record; `new` begins one with the link filled in."""
        state = {"where": {each.field: self.record}, "of": self._page.name, "label": each.label, "new": new}
        self.house.go(Place("records", "", each.kind, state))

    # Moves

    def move_on(self, field: str, target: str) -> None:
        """Take the record to a state; a rule that says no is told beside its field."""
        word = choice_text(self.kind, field, target)
        if (self.kind, target) in FINAL and not self._sure(word):
            return
        self.form.leave()
        self.house.work.write(
            t("Move to {state}", state=word), record_tasks.move, self.kind, self.record, target, field,
            then=lambda _: self._moved(), failed=self._not_moved, owner=self,
            notice=t("Moved to {state}", state=word),
        )  # fmt: skip

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

    def _delete(self) -> None:
        self.form.drop_draft()
        self.house.work.write(
            t("Delete record"), delete_record, self.kind, self.record, then=lambda _: self.closed.emit(),
            failed=self._not_moved, owner=self, notice=t("Record deleted"),
        )  # fmt: skip
