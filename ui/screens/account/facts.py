"""The facts of an account in named groups: click, Enter or F2 edits one in place, Tab goes on, Esc takes it back."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.errors import RapportError, Refused
from app.language import country_name, current, t
from ui import theme
from ui.forms.base import SavedMark, plain
from ui.forms.generic import change_record, editor_of, fields_of, read_record
from ui.screens.account.listing import choice_text
from ui.screens.base import House
from ui.screens.record_words import shown
from ui.widgets.basics import Button, ElidedLabel, Label, clear, column, holder, row
from ui.widgets.fields import ChoiceBox
from ui.widgets.panels import Card
from ui.widgets.twins import WATCHED, TwinHints
from ui.work import sentence

KIND = "accounts"
LABEL_WIDTH = 96
HIDDEN = frozenset({"stage", "stage_since", "lost_reason", "merged_into_id", "latitude", "longitude"})
FIRST_GROUP = "Account"
OURS = ("Notes", "Record", "Rhythm")


class FactRow(QFrame):
    """One fact: its label and value, or its editor while it is edited."""

    left = Signal(object, int)
    """Editing ended; go on by so many rows (0: stay here)."""

    def __init__(self, house: House, field: Any, card: "FactsCard") -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.field = field
        self._house, self._card = house, card
        self.value: Any = None
        self.title = ""
        self.editor: QWidget | None = None
        self._busy = False
        self.label = ElidedLabel(t(field.label), "small", "text-2")
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.fix(self.label, LABEL_WIDTH)
        self.words = ElidedLabel("", "small")
        self.note = Label("", "note", "danger", wrap=True)
        self.note.hide()
        self._place = row(self.label, self.words, gap=8)
        self._place.setStretch(1, 1)
        self._lines = column(self._place, self.note, gap=2, margins=(8, 4, 8, 4))
        self.setLayout(self._lines)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setMinimumHeight(theme.px(28))

    def put(self, value: Any, title: str) -> None:
        """Show a value; one that is being edited is left to the person."""
        self.value, self.title = value, title
        text = self._text()
        self.words.setText(text or "–")
        self.words.set_tone("text" if text else "text-3")
        self.setAccessibleName(
            t("{label}: {value}. Enter changes it", label=t(self.field.label), value=text or t("empty"))
        )

    def _text(self) -> str:
        if self.field.link:
            return self.title
        if self.field.name in ("type", "tier") and self.value:
            return choice_text(self.field.name, str(self.value))
        return shown(KIND, self.field, self.value)

    # Editing

    def edit(self) -> None:
        """Put the editor in the place of the value."""
        if self.editor is not None:
            return
        editor = editor_of(self._house, self.field)
        editor.setAccessibleName(t(self.field.label))
        if self.field.link:
            editor.set_value(self.value, self.title)  # type: ignore[attr-defined]
        else:
            editor.set_value(self.value)  # type: ignore[attr-defined]
        self.editor = editor
        self.words.setText("")
        self._lines.insertWidget(1, editor)
        for part in [editor, *editor.findChildren(QWidget)]:
            part.installEventFilter(self)
        editor.changed.connect(lambda _: self._card.typed(self))  # type: ignore[attr-defined]
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()
        if isinstance(editor, ChoiceBox):
            editor.showPopup()
        QApplication.instance().focusChanged.connect(self._focus_went)  # type: ignore[union-attr]

    def store(self, step: int = 0) -> None:
        """Write what was typed, if it is another value, and go on by `step` rows."""
        if self.editor is None or self._busy:
            return
        problem = getattr(self.editor, "problem", str)()
        if problem:
            self.refuse(problem)
            return
        value = self.editor.value()  # type: ignore[attr-defined]
        if plain(value) == self.value or (value in (None, "") and self.value in (None, "")):
            self.end(step)
            return
        self._busy = True
        name = self.field.name
        self._house.work.write(
            t("Change {field}", field=t(self.field.label)), change_record, KIND, self._card.account,
            {name: None if value == "" else value},
            then=lambda _: self._stored(value, step), failed=partial(self._failed, self._card.account), owner=self,
        )  # fmt: skip

    def leave(self) -> None:
        """The page goes on to another account: write what can be written, give up the rest."""
        self.store()
        if not self._busy:
            self.end()

    def end(self, step: int = 0) -> None:
        """Back to reading."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        QApplication.instance().focusChanged.disconnect(self._focus_went)  # type: ignore[union-attr]
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._lines.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.put(self.value, self.title)
        self.refuse("")
        self._card.twins.forget()
        if had_keyboard and not step:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        self.left.emit(self, step)

    def refuse(self, text: str) -> None:
        """Say under the editor what is wrong."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        if self.editor is not None:
            self.editor.setAccessibleDescription(text)

    def _stored(self, value: Any, step: int) -> None:
        self._busy = False
        self.put(plain(value), getattr(self.editor, "title", ""))
        self._card.mark.saved()
        self.end(step)

    def _failed(self, account: str, error: Exception) -> None:
        self._busy = False
        if account != self._card.account:
            # What was typed for one account must never be stored in the next one.
            self.end()
            self._house.hub.trouble.emit(sentence(error) if isinstance(error, RapportError) else "")
            return
        self._card.mark.unsaved(t("Not saved"))
        fields = error.fields if isinstance(error, Refused) else {}
        said = fields.get(self.field.name, "")
        self.refuse(t(said) if said else sentence(error) if isinstance(error, RapportError) else "")
        if self.editor is not None:
            self.editor.setFocus()

    # Keys and mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or self.editor is None:
            return False
        assert isinstance(event, QKeyEvent)
        key = Qt.Key(event.key())
        many_lines = isinstance(self.editor, QPlainTextEdit)
        if key == Qt.Key.Key_Escape:
            self._card.twins.forget()
            self.end()
        elif key == Qt.Key.Key_Tab:
            self.store(1)
        elif key == Qt.Key.Key_Backtab:
            self.store(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            not many_lines or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.store()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
        if event.key() in keys and self.editor is None:
            self.edit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._card.step_from(self, 1 if event.key() == Qt.Key.Key_Down else -1, editing=False)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.hasFocus() or (self.underMouse() and self.editor is None)):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.colour("focus" if focused else "line"), 2 if focused else 1))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), theme.px(6), theme.px(6))

    def enterEvent(self, event: Any) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.update()
        self._card.seen.emit(self)

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.update()

    def _focus_went(self, old: QWidget | None, new: QWidget | None) -> None:
        # A popup of the editor (calendar, list) is not leaving it; nor is another window coming to the front.
        if self.editor is None or new is None or new is self or self.isAncestorOf(new):
            return
        if new.window() is self.window() and QApplication.activePopupWidget() is None:
            QTimer.singleShot(0, self, self.store)


class FactsCard(Card):
    """The facts that are known; the rest can be shown to fill them in."""

    seen = Signal(object)
    """A row took the keyboard: bring it into sight."""
    opened = Signal(str)
    """Another account was chosen among the likely twins."""
    merging = Signal(str, str)
    """Merge with that account: its id and name."""

    def __init__(self, house: House) -> None:
        super().__init__(t("Facts"), "small-strong", "text-2", gap=0)
        theme.space(self.outer, (8, 12, 8, 8), 4)
        theme.space(self.head, (8, 0, 4, 0), 4)
        self._house = house
        self.account = ""
        self.rows: dict[str, FactRow] = {}
        self._declared: list[Any] = []
        self._values: dict[str, Any] = {}
        self._all = self._client = False
        self.mark = SavedMark()
        self.twins = TwinHints(
            house, KIND, self._typed_values, self.opened.emit, self.merging.emit, t("Merge with it")
        )
        self.more = Button(t("Show empty fields"), kind="link", clicked=self.toggle)
        self.head.addWidget(self.mark)
        self._groups = column(gap=0)
        self.body.addWidget(holder(self._groups))
        self.body.addWidget(self.more)

    def open(self, account: str) -> None:
        """The facts of an account; declarations are asked once."""
        if account != self.account:
            self.leave()
            self.account = account
            self.mark.hide()
            self.twins.forget()
            self.twins.but = account
        if not self._declared:
            self._house.work.read(fields_of, KIND, then=self._build, owner=self, key="facts-fields")
        self._house.work.read(
            read_facts, account, then=partial(self._fill, account), failed=lambda _: None, owner=self,
            key=f"facts-{id(self)}",
        )  # fmt: skip

    def leave(self) -> None:
        """Nothing typed stays only on the screen."""
        for fact in self.rows.values():
            fact.leave()

    def turn_to_client(self, on: bool) -> None:
        """While a client looks on, internal fields and notes are not there."""
        self._client = on
        self._show()

    def focused(self) -> FactRow | None:
        """The row the keyboard is on."""
        return next((fact for fact in self.rows.values() if fact.hasFocus()), None)

    def edit_first(self) -> None:
        """Show every field and put the keyboard on the first."""
        if not self._all:
            self.toggle()
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def toggle(self) -> None:
        """Show the empty fields too, or only what is known."""
        self._all = not self._all
        self._show()

    def step_from(self, fact: FactRow, step: int, editing: bool = True) -> None:
        """Go on to the next row in sight."""
        seen = [each for each in self.rows.values() if each.isVisibleTo(self)]
        at = seen.index(fact) + step if fact in seen else -1
        if not 0 <= at < len(seen):
            fact.setFocus(Qt.FocusReason.TabFocusReason)
        elif editing:
            seen[at].edit()
        else:
            seen[at].setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self, fact: FactRow) -> None:
        """Look for twins while a telling field is typed."""
        fact.refuse("")
        if fact.field.name in WATCHED:
            self.twins.typed()

    def _typed_values(self) -> dict[str, Any]:
        now = {name: value for name, value in self._values.items() if not isinstance(value, dict)}
        for fact in self.rows.values():
            if fact.editor is not None:
                now[fact.field.name] = fact.editor.value()  # type: ignore[attr-defined]
        return now

    def _build(self, declared: list[Any]) -> None:
        self._declared = [f for f in declared if f.name not in HIDDEN and f.type != "json"]
        clear(self._groups)
        self.rows = {}
        group: str | None = None
        self._heads: list[tuple[Label, list[FactRow]]] = []
        for field in self._declared:
            if (field.group or FIRST_GROUP) != group:
                group = field.group or FIRST_GROUP
                head = Label(t(group), "note-strong", "text-2")
                head.setContentsMargins(theme.px(8), theme.px(8), 0, theme.px(2))
                self._groups.addWidget(head)
                self._heads.append((head, []))
            fact = FactRow(self._house, field, self)
            fact.left.connect(self._left)
            self.rows[field.name] = fact
            self._heads[-1][1].append(fact)
            self._groups.addWidget(fact)
            if field.name == "name":
                self._groups.addWidget(self.twins)

    def _left(self, fact: FactRow, step: int) -> None:
        if step:
            self.step_from(fact, step)
        self._show()

    def _fill(self, account: str, values: dict[str, Any]) -> None:
        if account != self.account:
            return
        self._values = values
        titles = values.get("links", {})
        for name, fact in self.rows.items():
            if fact.editor is None:
                fact.put(values.get(name), titles.get(name, ""))
        self._show()

    def _show(self) -> None:
        for head, facts in getattr(self, "_heads", []):
            seen = 0
            for fact in facts:
                known = fact.value not in (None, "", False)
                wanted = self._all or known or fact.editor is not None or fact.hasFocus()
                wanted = wanted and not (self._client and (fact.field.internal or fact.field.group in OURS))
                fact.setVisible(wanted)
                seen += wanted
            head.setVisible(seen > 0)
        self.more.set_text(t("Hide empty fields") if self._all else t("Show empty fields"))


def read_facts(reader: Any, account: str) -> Any:
    """The account's values; the names of countries are read in here, off the window's thread."""
    country_name("IT", current().code)
    return read_record(reader, KIND, account)
