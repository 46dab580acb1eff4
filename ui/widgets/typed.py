"""Fields that are read into a value when one leaves them: numbers, money, days, moments."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QMenu, QWidgetAction

from app.errors import Refused
from app.language import current, t
from ui import theme
from ui.widgets.basics import IconButton, Label, row


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
        return text

    def write(self, value: Any) -> str:
        """A value in the person's language."""
        return str(value)

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
        layout = row(self.line, self._sign, gap=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._sign.setVisible(bool(currency))

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
        from app.language.day_words import read_day_words

        return read_day_words(text, current().code, date.today())

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
