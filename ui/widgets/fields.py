"""Fields of forms: a label, an editor, and beneath it what is wrong or what helps."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QPlainTextEdit, QWidget

from ui import theme
from ui.icons import pixmap
from ui.widgets.basics import Label, column, restyle
from ui.widgets.typed import DayEdit, MomentEdit, MoneyEdit, NumberEdit, read_hour

__all__ = [
    "ChoiceBox",
    "DayEdit",
    "Flag",
    "FormField",
    "LongText",
    "MomentEdit",
    "MoneyEdit",
    "NumberEdit",
    "TextEdit",
    "read_hour",
]


class FormField(QFrame):
    """A label over its editor; the label is the editor's name, the error stands right under it."""

    def __init__(self, label: str, editor: QWidget, help_text: str = "", required: bool = False) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.editor = editor
        shown = f"{label} *" if required else label
        self.label = Label(shown, "small", "text-2")
        self.label.setBuddy(editor)
        editor.setAccessibleName(label)
        if help_text:
            editor.setAccessibleDescription(help_text)
        self._help = help_text
        self.note = Label(help_text, "note", "text-3", wrap=True)
        self.setLayout(column(self.label, editor, self.note, gap=4))
        # Only now: a widget shown before it has a parent would open a window of its own.
        self.note.setVisible(bool(help_text))

    def refuse(self, text: str) -> None:
        """Say what is wrong ("" takes it away); what was typed stays as it is."""
        self.note.setText(text or self._help)
        self.note.set_tone("danger" if text else "text-3")
        self.note.setVisible(bool(text or self._help))
        self.editor.setAccessibleDescription(text or self._help)
        for part in [self.editor, *self.editor.findChildren(QLineEdit)]:
            if part.property("wrong") != bool(text):
                part.setProperty("wrong", bool(text))
                restyle(part)

    @property
    def refused(self) -> str:
        """The sentence under the field, if it is one of refusal."""
        return self.note.text() if self.editor.property("wrong") else ""


class TextEdit(QLineEdit):
    """One line of text."""

    changed = Signal(object)

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.textChanged.connect(lambda text: self.changed.emit(text))

    def value(self) -> str:
        return self.text()

    def set_value(self, value: Any) -> None:
        """Show a value without its being taken for typing of the person."""
        text = "" if value is None else str(value)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)


class LongText(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field."""

    changed = Signal(object)

    def __init__(self, text: str = "", lines: int = 4) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        theme.fix(self, 0, 20 * lines + 16)
        self.textChanged.connect(lambda: self.changed.emit(self.toPlainText()))

    def value(self) -> str:
        return self.toPlainText()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        text = "" if value is None else str(value)
        if text != self.toPlainText():
            self.setPlainText(text)


class Flag(QCheckBox):
    """Yes or no."""

    changed = Signal(object)

    def __init__(self, text: str = "") -> None:
        super().__init__(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.toggled.connect(lambda on: self.changed.emit(on))

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Show yes or no."""
        self.setChecked(bool(value))


class ChoiceBox(QComboBox):
    """One of a few; holds pairs of (value, shown)."""

    changed = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str = "", empty: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)
        for value, shown in ([("", empty)] if empty else []) + list(choices):
            self.addItem(shown, value)
        self.activated.connect(lambda _: self.changed.emit(self.value()))

    def value(self) -> str:
        return str(self.currentData() or "")

    def set_value(self, value: Any) -> None:
        """Choose a value without telling anybody."""
        self.choose("" if value is None else str(value))

    def choose(self, value: str) -> None:
        """Choose by value; an unknown one is added, so that nothing is lost."""
        at = self.findData(value)
        if at < 0 and value:
            self.addItem(value, value)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def wheelEvent(self, event: Any) -> None:
        # Scrolling a form must not change a value under the pointer.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(16)
        right = self.width() - side - theme.px(8)
        QPainter(self).drawPixmap(right, (self.height() - side) // 2, pixmap("chevron-down", "text-2", 16))
