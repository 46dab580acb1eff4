"""Cells of the visit's rows: a day said in words, whose step it is, an answer of the library, a complaint."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame

from app.language import current, t
from app.language.day_words import read_day_words
from ui import theme
from ui.icons import pixmap
from ui.widgets.basics import Button, ElidedLabel, row
from ui.widgets.fields import ChoiceBox, DayEdit

OURS, THEIRS = "ours", "theirs"


class WordDay(DayEdit):
    """A day that may be said as one says it: fri, tomorrow, +3, 12 dec."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        if hint:
            self.line.setPlaceholderText(hint)

    def read(self, text: str) -> date:
        return read_day_words(text, current().code, date.today())


class WhoBox(ChoiceBox):
    """Who does it: one of us or one of them; the value is side:id."""

    def __init__(self, form: Any) -> None:
        choices = [(f"{OURS}:{form.me}", t("Me"))]
        choices += [
            (f"{OURS}:{each.id}", t("{name} (us)", name=each.name))
            for each in form.colleagues
            if each.id != form.me
        ]
        choices += [(f"{THEIRS}:{each.id}", t("{name} (them)", name=each.name)) for each in form.people]
        choices.append((f"{THEIRS}:", t("Them, nobody named")))
        super().__init__(choices, t("Who"))
        self.choose(choices[0][0])

    def set_value(self, value: Any) -> None:
        """Show whose it is; nobody said means me."""
        self.choose(str(value) if value else str(self.itemData(0)))


class AnswerBox(QComboBox):
    """The answer used: one of the library, by its heading, or own words; the value is {answer_id, answer}."""

    changed = Signal(object)

    def __init__(self, answers: Sequence[Any]) -> None:
        super().__init__()
        self._answers = {each.id: each for each in answers}
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for each in answers:
            self.addItem(each.heading, each.id)
            self.setItemData(self.count() - 1, self._told(each), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(-1)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(t("Answer used"))
        line.textEdited.connect(lambda _: self.changed.emit(self.value()))
        self.activated.connect(lambda _: self.changed.emit(self.value()))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

    def value(self) -> dict[str, str]:
        """The answer of the library, or own words."""
        text = self.currentText().strip()
        found = next((each for each in self._answers.values() if each.heading == text), None)
        if found is not None:
            return {"answer_id": found.id, "answer": found.text or found.heading}
        return {"answer_id": "", "answer": text}

    def set_value(self, value: Any) -> None:
        """Show an answer."""
        given = value if isinstance(value, dict) else {}
        known = self._answers.get(str(given.get("answer_id") or ""))
        with QSignalBlocker(self):
            self.setCurrentText(known.heading if known is not None else str(given.get("answer") or ""))

    def wheelEvent(self, event: Any) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(16)
        right = self.width() - side - theme.px(8)
        QPainter(self).drawPixmap(right, (self.height() - side) // 2, pixmap("chevron-down", "text-2", 16))

    @staticmethod
    def _told(answer: Any) -> str:
        worked = t("Used {used} times, convinced {worked}", used=answer.used, worked=answer.worked)
        return f"{answer.text[:300]}\n{worked}".strip()


class ComplaintMark(QFrame):
    """One press turns what was said into a complaint; afterwards it shows the number of the case."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._number = ""
        self.button = Button(t("Complaint"), "message-square-warning", "quiet")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)
        self._case = ElidedLabel("", "small-strong", "warn")
        self._case.hide()
        self.setLayout(row(self.button, self._case, gap=4))
        self.setFocusProxy(self.button)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.button.setAccessibleName(name)

    def value(self) -> dict[str, Any]:
        """Whether it becomes a complaint, and the number of the case where there is one."""
        return {"complaint": self.button.isChecked(), "number": self._number}

    def set_value(self, value: Any) -> None:
        """Show a complaint, one to be, or none."""
        given = value if isinstance(value, dict) else {}
        self._number = str(given.get("number") or "")
        with QSignalBlocker(self):
            self.button.setChecked(bool(given.get("complaint")))
        self.button.setVisible(not self._number)
        self._case.setText(t("Complaint {number}", number=self._number) if self._number else "")
        self._case.setVisible(bool(self._number))

    def _toggled(self, on: bool) -> None:
        self.button.set_text(t("Complaint"), "check" if on else "message-square-warning")
        self.button.setAccessibleName(self.accessibleName())
        self.changed.emit(self.value())
