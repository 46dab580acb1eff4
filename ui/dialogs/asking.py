"""Small questions above the window: a reason that is needed, or a yes to what cannot be taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.language import t
from ui import theme
from ui.widgets.basics import Button, Label, column, row
from ui.widgets.fields import FormField, TextEdit


class Question(QDialog):
    """A heading, a sentence, perhaps a field, and two verbs; the way back is always there."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, verb: str, then: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self._then = then
        self._needed = ""
        self.line = TextEdit()
        self.field = FormField("", self.line)
        self.field.hide()
        self.yes = Button(verb, kind="primary", clicked=self._answer)
        self.yes.setDefault(True)
        self.no = Button(t("Cancel"), clicked=self.reject)
        words = Label(text, wrap=True)
        words.setMinimumWidth(theme.px(380))
        buttons = row(1, self.no, self.yes, gap=8)
        self.setLayout(
            column(
                Label(title, "heading", wrap=True),
                words,
                self.field,
                buttons,
                gap=12,
                margins=(24, 20, 24, 20),
            )
        )

    def want(self, label: str, needed: str) -> None:
        """Ask for a text as well; `needed` is said when there is none."""
        self._needed = needed
        self.field.label.setText(label)
        self.line.setAccessibleName(label)
        self.field.show()
        self.line.setFocus()

    def _answer(self) -> None:
        text = self.line.value().strip()
        if self._needed and not text:
            self.field.refuse(self._needed)
            self.line.setFocus()
            return
        self.accept()
        self._then(text)


def ask_reason(
    parent: QWidget | None, title: str, text: str, label: str, verb: str, then: Callable[[str], object]
) -> Question:
    """Ask for the reason that is kept with what is done; `then` gets it."""
    question = Question(parent, title, text, verb, then)
    question.want(label, t("The reason is needed."))
    question.open()
    return question


def ask_leave(
    parent: QWidget | None, title: str, text: str, verb: str, then: Callable[[], object]
) -> Question:
    """Ask before something leaves the house."""
    question = Question(parent, title, text, verb, lambda _: then())
    question.open()
    question.yes.setFocus()
    return question
