"""One fact of an account: read, or edited in its place; Enter stores, Tab goes on, Esc takes back."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.errors import RapportError, Refused
from app.language import t
from ui import theme
from ui.forms.base import plain
from ui.forms.generic import change_record, editor_of
from ui.screens.account.listing import choice_text
from ui.screens.base import House
from ui.screens.record_words import shown
from ui.widgets.basics import ElidedLabel, Label, column, row
from ui.widgets.fields import ChoiceBox
from ui.work import sentence

if TYPE_CHECKING:
    from ui.screens.account.facts import FactsCard

KIND = "accounts"
LABEL_WIDTH = 96


class Ringed(QFrame):
    """A part that shows the ring when it has the keyboard, and a thin line under the pointer."""

    def busy_inside(self) -> bool:
        """Whether something in it is being edited, so that it needs no line of its own."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.hasFocus() or (self.underMouse() and not self.busy_inside())):
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

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.update()


class FactRow(Ringed):
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

    def busy_inside(self) -> bool:
        return self.editor is not None

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

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self._card.seen.emit(self)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self.editor is not None:
            self._card.seen.emit(self)  # the row is higher now: bring the whole of it into sight

    def _focus_went(self, old: QWidget | None, new: QWidget | None) -> None:
        # A popup of the editor (calendar, list) is not leaving it; nor is another window coming to the front.
        if self.editor is None or new is None or new is self or self.isAncestorOf(new):
            return
        if new.window() is self.window() and QApplication.activePopupWidget() is None:
            QTimer.singleShot(0, self, self.store)
