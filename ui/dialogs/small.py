"""A small form in a window of its own: saved by its verb or Ctrl+Enter; what was typed is kept when it is closed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from app.language import t
from ui import theme
from ui.dialogs.owner import window_of
from ui.forms.base import Form, Store
from ui.screens.base import House
from ui.widgets.basics import Button, column, first_focus, holder, scrolled

WIDTH = 480


class AskForm(Form):
    """A form that knows what it cannot do without and says so beside the field."""

    def __init__(self, house: House, name: str, record: str, store: Store) -> None:
        super().__init__(house, name, record, store)
        self.needed: tuple[str, ...] = ()

    def check(self) -> bool:
        """What cannot be read or is missing is marked; the first of it gets the keyboard."""
        good = super().check()
        for name in self.needed:
            field = self.fields[name]
            if field.editor.value() in (None, "") and not field.refused:  # type: ignore[attr-defined]
                field.refuse(t("This is needed."))
                good = False
        if not good:
            first = next(field for field in self.fields.values() if field.refused)
            first.editor.setFocus()
        return good


class FormDialog(QDialog):
    """The window around a small form; it closes when the form was stored."""

    def __init__(self, house: House, title: str, form: Form, verb: str, icon_name: str = "check") -> None:
        super().__init__(window_of(house))
        self.setWindowTitle(title)
        self.setModal(True)
        self.form = form
        self.verb = Button(verb, icon_name, "primary", self.save)
        self.cancel = Button(t("Cancel"), "", "quiet", self.reject)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.body = column(form, 1, gap=12, margins=(24, 16, 24, 8))
        whole = column(scrolled(holder(self.body)), form.mark, gap=0)
        whole.setStretch(0, 1)
        whole.addWidget(holder(column(self.buttons, margins=(24, 8, 24, 16))))
        self.setLayout(whole)
        form.mark.setContentsMargins(theme.px(24), 0, 0, 0)
        form.stored.connect(lambda _: self.accept())
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)

    def save(self) -> None:
        """Store the form; a record in which nothing changed is left as it is."""
        if self.form.record and self.form.check() and not self.form.changes():
            self.accept()
            return
        self.form.save()

    def show_form(self) -> "FormDialog":
        """Open at the height its content needs, as far as the window has it."""
        parent = self.parentWidget()
        self.show()
        wanted = self.body.sizeHint().height() + theme.px(96)
        most = parent.height() - 32 if isinstance(parent, QWidget) else 800
        widest = parent.width() - 32 if isinstance(parent, QWidget) else 800
        self.resize(min(theme.px(WIDTH), widest), min(wanted, most))
        # The window has to be in sight before a field can take the keyboard.
        QTimer.singleShot(0, self, self._begin)
        return self

    def _begin(self) -> None:
        fields = [field for field in self.form.fields.values() if field.isVisibleTo(self)]
        empty = [field for field in fields if field.editor.value() in (None, "")]  # type: ignore[attr-defined]
        if fields and not self.form.record:
            (empty or fields)[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            first_focus(self.form)

    def reject(self) -> None:
        """What was typed is kept as a draft and comes back when the form is opened again."""
        self.form.leave()
        super().reject()


def writer(
    house: House, label: str, verb: Callable[..., Any], *args: Any, notice: str = ""
) -> Callable[[dict[str, Any], Callable[[Any], None], Callable[[Exception], None]], object]:
    """How a form stores: `verb(session, *args, values)` as one step."""

    def store(
        values: dict[str, Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> object:
        return house.work.write(label, verb, *args, values, then=then, failed=failed, notice=notice)

    return store
