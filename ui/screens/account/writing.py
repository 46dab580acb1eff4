"""The parts of the composer: what it can write, its growing field, the list that / opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from app.language import N_, t
from ui import theme
from ui.delegates import Line
from ui.lists import Column, Fixed
from ui.views import ListView
from ui.widgets.basics import column
from ui.widgets.fields import ChoiceBox

MOST_LINES = 6


@dataclass(frozen=True)
class Mode:
    """One thing the composer can write: its word, its question, and what it asks beside the text."""

    name: str
    title: str
    ask: str
    icon: str
    has_day: bool = False
    has_person: bool = False
    is_far: bool = False


MODES = (
    Mode("note", N_("Note"), N_("Write a note, or type / for call, visit, task, complaint…"), "notebook-pen"),
    Mode("call", N_("Call"), N_("What was said on the phone?"), "phone", has_person=True),
    Mode("visit", N_("Visit"), "", "handshake", is_far=True),
    Mode("task", N_("Task"), N_("What is to be done?"), "square-check", has_day=True),
    Mode(
        "promise", N_("Promise"), N_("What did we promise?"), "heart-handshake", has_day=True, has_person=True
    ),
    Mode(
        "theirs",
        N_("Their promise"),
        N_("What did they promise?"),
        "handshake",
        has_day=True,
        has_person=True,
    ),
    Mode("complaint", N_("Complaint"), N_("What are they unhappy with?"), "triangle-alert", has_person=True),
    Mode("email", N_("E-mail"), N_("What was written?"), "mail", has_person=True),
    Mode("proposal", N_("Proposal"), "", "file-text", is_far=True),
)
BY_NAME = {mode.name: mode for mode in MODES}


class Writing(QPlainTextEdit):
    """Grows with what is written; Enter saves, Shift+Enter makes a new line."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._question = ""
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self.grow)
        theme.look().changed.connect(self.grow)
        self.grow()

    def grow(self) -> None:
        """As high as its lines need, up to six."""
        lines = min(MOST_LINES, max(1, int(self.document().size().height())))
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines == MOST_LINES
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + theme.px(18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def ask(self, question: str) -> None:
        """The question in the empty field, cut to its width: a second line of it would not be seen."""
        self._question = question
        self.setAccessibleName(question)
        room = self.viewport().width() - theme.px(8)
        self.setPlaceholderText(self.fontMetrics().elidedText(question, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.ask(self._question)
        QTimer.singleShot(0, self, self.grow)


class PersonBox(ChoiceBox):
    """The people one may have spoken with."""

    def __init__(self) -> None:
        super().__init__([], t("With whom"), t("With whom?"))

    def offer(self, people: tuple[Any, ...]) -> None:
        """Other people; the one who was chosen stays chosen."""
        chosen = self.value()
        self.clear()
        self.addItem(t("With whom?"), "")
        for person in people:
            self.addItem(person.name, person.id)
        self.choose(chosen if any(person.id == chosen for person in people) else "")


class Commands(QFrame):
    """What can be chosen by /; a child of the window above the page."""

    def __init__(self, window: Any, taken: Callable[[Mode], None]) -> None:
        super().__init__(window)
        self.setProperty("part", "raised")
        self._taken = taken
        self._model = Fixed([Column("", lambda mode: t(mode.title))], lambda mode: t(mode.title))
        self.list = ListView(
            self._model, lambda mode: Line(t(mode.title), icon=mode.icon), t("What to write"), 40
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _: self.take())
        self.setLayout(column(self.list, margins=(4, 4, 4, 4)))

    def open_under(self, field: QFrame, typed: str) -> None:
        """Under the field, with what begins as typed."""
        wanted = typed.casefold()
        found = [
            m for m in MODES[1:] if t(m.title).casefold().startswith(wanted) or m.name.startswith(wanted)
        ]
        self.setVisible(bool(found))
        if not found:
            return
        self._model.show(found)
        window = self.parentWidget()
        assert window is not None
        at = field.mapTo(window, QPoint(0, field.height() + theme.px(4)))
        room = window.height() - at.y() - theme.px(8)
        height = min(room, self.list.height_of_row() * len(found) + theme.px(10))
        self.setGeometry(at.x(), at.y(), min(theme.px(260), field.width()), height)
        self.raise_()
        self.list.go_to(0)

    def move_by(self, step: int) -> None:
        """The next or former choice."""
        count = self._model.rowCount()
        self.list.go_to((self.list.currentIndex().row() + step) % count)

    def take(self) -> None:
        """The choice one is on."""
        mode = self.list.current_row()
        if mode is not None:
            self._taken(mode)
