"""Fields of forms: a label, an editor, and beneath it what is wrong or what helps."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from app.errors import Refused
from app.language import current, t
from ui import theme
from ui.icons import pixmap
from ui.widgets.basics import IconButton, Label, column, restyle, row


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
        self.note.setVisible(bool(help_text))
        self.setLayout(column(self.label, editor, self.note, gap=4))

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


class _Read(QFrame):
    """A line that is read into a value when one leaves it; what cannot be read stays as typed and says so."""

    changed = Signal(object)

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.setFocusProxy(self.line)
        self._value: Any = None
        self.line.editingFinished.connect(self._settle)
        self.line.textEdited.connect(lambda _: self.changed.emit(self.value()))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def value(self) -> Any:
        """The value, None when empty, or the typed text where it cannot be read."""
        text = self.line.text().strip()
        if not text:
            return None
        try:
            return self.read(text)
        except (ValueError, Refused):
            return text

    def set_value(self, value: Any) -> None:
        """Show a value, or its plain text (drafts and queries give numbers and days as text)."""
        if value is None or value == "":
            self.line.setText("")
            return
        try:
            self.line.setText(self.write(value))
        except (ValueError, ArithmeticError):
            self.line.setText(str(value))

    def problem(self) -> str:
        """Why the text cannot be read; "" when it can."""
        text = self.line.text().strip()
        if not text:
            return ""
        try:
            self.read(text)
        except Refused as refusal:
            return t(refusal.template, **refusal.values)
        return ""

    def read(self, text: str) -> Any:
        """The value behind a text; `Refused` with a sentence when there is none."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """A value in the person's language."""
        raise NotImplementedError

    def _settle(self) -> None:
        value = self.value()
        if value is not None and not isinstance(value, str):
            self.line.setText(self.write(value))
        self.changed.emit(value)


class NumberEdit(_Read):
    """A number in the signs of the person's language."""

    def __init__(self, places: int | None = None, whole: bool = False) -> None:
        super().__init__("")
        self._places = 0 if whole else places
        self._whole = whole
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setLayout(row(self.line, gap=8))

    def read(self, text: str) -> Any:
        number = current().parse_number(text)
        if not self._whole:
            return number
        if number != int(number):
            raise Refused("“{text}” is not a whole number.", text=text)
        return int(number)

    def write(self, value: Any) -> str:
        return current().number(value if isinstance(value, int) else Decimal(value), self._places)


class MoneyEdit(_Read):
    """An amount, with its currency beside it."""

    def __init__(self, currency: str = "") -> None:
        super().__init__("")
        self.currency = currency
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._sign = Label(currency, "small", "text-2")
        self._sign.setVisible(bool(currency))
        layout = row(self.line, self._sign, gap=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def set_currency(self, currency: str) -> None:
        """The currency of the amount."""
        self.currency = currency
        self._sign.setText(currency)
        self._sign.setVisible(bool(currency))

    def read(self, text: str) -> Decimal:
        bare = text.replace(self.currency, "") if self.currency else text
        return current().parse_number(bare.strip(" €$£¥₹৳\u00a0"))

    def write(self, value: Any) -> str:
        amount = Decimal(value)
        if self.currency:
            return current().amount(amount, self.currency, most=4)
        return current().number(amount)


class DayEdit(_Read):
    """A day: typed in any usual form, or chosen in a calendar; + and - move it by a day."""

    def __init__(self) -> None:
        super().__init__(current().day(date(2026, 11, 21)))
        self._button = IconButton("calendar", t("Choose a day"), self._calendar)
        layout = row(self.line, self._button, gap=4)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.line.installEventFilter(self)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._button.setAccessibleName(f"{name}: {t('Choose a day')}")

    def read(self, text: str) -> date:
        return current().parse_day(text, date.today())

    def write(self, value: Any) -> str:
        return current().day(value if isinstance(value, date) else date.fromisoformat(str(value)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(event.key())  # type: ignore[attr-defined]
            value = self.value()
            if step and isinstance(value, date) and self.line.cursorPosition() in (0, len(self.line.text())):
                self._take(date.fromordinal(value.toordinal() + step))
                return True
        return False

    def _take(self, day: date) -> None:
        self.line.setText(self.write(day))
        self.changed.emit(day)

    def _calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        value = self.value()
        if isinstance(value, date):
            calendar.setSelectedDate(QDate(value.year, value.month, value.day))

        def take(day: QDate) -> None:
            menu.close()
            self._take(date(day.year(), day.month(), day.day()))
            self.line.setFocus()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        calendar.setFocus()


class MomentEdit(QFrame):
    """A day and an hour in the machine's own time; the value is an aware moment."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.day = DayEdit()
        self.hour = QLineEdit()
        self.hour.setPlaceholderText("09:00")
        theme.fix(self.hour, 76)
        self.setFocusProxy(self.day)
        layout = row(self.day, self.hour, gap=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.day.changed.connect(lambda _: self.changed.emit(self.value()))
        self.hour.textEdited.connect(lambda _: self.changed.emit(self.value()))
        self.hour.editingFinished.connect(self._settle)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.day.setAccessibleName(name)
        self.hour.setAccessibleName(f"{name}: {t('hour')}")

    def value(self) -> Any:
        """The moment, None when empty, or the typed text where it cannot be read."""
        day = self.day.value()
        if day is None or isinstance(day, str):
            return day
        hour = read_hour(self.hour.text())
        if hour is None:
            return f"{self.day.line.text()} {self.hour.text()}"
        return datetime.combine(day, hour).astimezone()

    def set_value(self, value: Any) -> None:
        """Show a moment, given as a datetime or as its ISO text; other text stays as it is."""
        if isinstance(value, str) and value:
            try:
                value = datetime.fromisoformat(value.replace("Z", "+00:00"))
            except ValueError:
                pass
        if not isinstance(value, datetime):
            self.day.set_value(value)
            self.hour.setText("")
            return
        here = value.astimezone()
        self.day.set_value(here.date())
        self.hour.setText(f"{here:%H:%M}")

    def problem(self) -> str:
        """Why it cannot be read; "" when it can."""
        value = self.value()
        if not isinstance(value, str):
            return ""
        return self.day.problem() or t("This is not an hour. Write it like 14:30.")

    def _settle(self) -> None:
        hour = read_hour(self.hour.text())
        if hour is not None and self.hour.text():
            self.hour.setText(f"{hour:%H:%M}")
        self.changed.emit(self.value())


def read_hour(text: str) -> time | None:
    """An hour of the day from 9, 9:30, 0930, 14.30; nine o'clock when empty; None when it is none."""
    bare = text.strip().replace(".", ":").replace("h", ":").rstrip(":")
    if not bare:
        return time(9)
    if ":" not in bare and len(bare) in (3, 4) and bare.isascii() and bare.isdigit():
        bare = f"{bare[:-2]}:{bare[-2:]}"
    parts = bare.split(":")
    try:
        return time(int(parts[0]), int(parts[1]) if len(parts) > 1 else 0)
    except (ValueError, IndexError):
        return None
