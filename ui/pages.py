"""Full-window pages: what is wrong with the data or the program, and the way out."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QLineEdit, QPlainTextEdit, QSizePolicy

from app.errors import Damaged, Locked, RapportError, TooNew
from app.language import t
from ui import theme
from ui.widgets.basics import Button, IconLabel, Label, column, row
from ui.widgets.fields import Flag, FormField, TextEdit
from ui.widgets.panels import Banner
from ui.work import sentence

Act = Callable[[], object]
WIDTH = 520


class Page(QFrame):
    """One message in the middle of the window: icon, heading, what happened, what to do."""

    def __init__(self, icon_name: str, tone: str, heading: str, text: str) -> None:
        super().__init__()
        self.setProperty("part", "page")
        self.setAccessibleName(heading)
        self.text = Label(text, "body", "text-2", wrap=True, selectable=True)
        self.body = column(gap=12)
        self.buttons = row(gap=8)
        inner = QFrame()
        inner.setProperty("part", "card")
        self.heading = Label(heading, "title", wrap=True)
        head = row(IconLabel(icon_name, tone, 28), self.heading, gap=12)
        head.setStretch(1, 1)
        inner.setLayout(column(head, self.text, self.body, self.buttons, gap=16, margins=(24, 24, 24, 24)))
        theme.fix(inner, WIDTH)
        inner.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setLayout(row(1, column(1, inner, 2), 1))

    def offer(self, text: str, then: Act, kind: str = "", icon_name: str = "") -> Button:
        """One way out as a button; the first is the main one."""
        button = Button(text, icon_name, kind or ("primary" if not self.buttons.count() else ""), then)
        self.buttons.addWidget(button)
        return button

    def done_offering(self) -> None:
        """Buttons stand at the left, air at the right; one below the other where a language makes them too wide."""
        wide = 0
        for item in map(self.buttons.itemAt, range(self.buttons.count())):
            button = item.widget() if item is not None else None
            if button is not None and not button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                button.ensurePolished()
                wide += button.sizeHint().width() + theme.px(8)
        if wide > theme.px(WIDTH - 48):
            self.buttons.setDirection(QBoxLayout.Direction.TopToBottom)
        else:
            self.buttons.addStretch(1)


class UnlockPage(Page):
    """The data are there, the key is asked for: passphrase, or the recovery code from paper."""

    def __init__(
        self,
        error: RapportError | None,
        has_passphrase: bool,
        unlock: Callable[[str, bool], object],
        quit_: Act,
    ) -> None:
        super().__init__(
            "lock",
            "accent",
            t("Your data are locked"),
            t("They are encrypted on this laptop. Nothing was changed."),
        )
        self._unlock = unlock
        self._by_code = not has_passphrase
        self.label = Label("", "small-strong")
        self.field = QLineEdit()
        self.label.setBuddy(self.field)
        self.field.returnPressed.connect(self._go)
        self.wrong = Label("", "small", "danger", wrap=True)
        self.body.addWidget(self.label)
        self.body.addWidget(self.field)
        self.body.addWidget(self.wrong)
        self.go = self.offer(t("Open"), self._go, icon_name="lock-open")
        self.other = self.offer("", self._switch)
        self.other.setVisible(has_passphrase)
        self.offer(t("Quit"), quit_)
        self._dress()
        self.done_offering()
        self.refuse(sentence(error) if error is not None else "")

    def refuse(self, text: str) -> None:
        """Say why it did not open; what was typed stays."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        self.field.setEnabled(True)
        self.go.setEnabled(True)
        self.field.setFocus()
        self.field.selectAll()

    def _go(self) -> None:
        if self.field.text():
            self.field.setEnabled(False)
            self.go.setEnabled(False)
            self._unlock(self.field.text(), self._by_code)

    def _switch(self) -> None:
        self._by_code = not self._by_code
        self.field.clear()
        self._dress()
        self.refuse("")

    def _dress(self) -> None:
        name = t("Recovery code") if self._by_code else t("Passphrase")
        self.label.setText(name)
        self.field.setAccessibleName(name)
        hidden = QLineEdit.EchoMode.Normal if self._by_code else QLineEdit.EchoMode.Password
        self.field.setEchoMode(hidden)
        self.other.set_text(t("Use the passphrase") if self._by_code else t("Use the recovery code"))


class RestorePage(Page):
    """A backup file, and the passphrase or recovery code that opens it."""

    def __init__(self, restore: Callable[[str, str, bool], object], back: Act) -> None:
        super().__init__(
            "rotate-ccw",
            "accent",
            t("Restore a backup"),
            t("The data that cannot be opened are kept beside it, in a folder of their own."),
        )
        self._restore = restore
        self.file = FormField(t("Backup file"), TextEdit())
        self.word = FormField(t("Passphrase"), TextEdit())
        self.word.editor.setEchoMode(QLineEdit.EchoMode.Password)  # type: ignore[attr-defined]
        self.by_code = Flag(t("This is the recovery code"))
        self.wrong = Banner()
        for part in (self.file, self.word, self.by_code, self.wrong):
            self.body.addWidget(part)
        self.go = self.offer(t("Restore"), self._go, icon_name="rotate-ccw")
        self.offer(t("Choose a file…"), self._choose, icon_name="folder-open")
        self.offer(t("Back"), back)
        self.done_offering()

    def refuse(self, text: str) -> None:
        """Say why it was not restored; what was typed stays."""
        self.wrong.say(text, "danger")
        self.go.setEnabled(True)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, t("Backup file"))
        if chosen:
            self.file.editor.set_value(chosen)  # type: ignore[attr-defined]

    def _go(self) -> None:
        file, word = self.file.editor.value(), self.word.editor.value()  # type: ignore[attr-defined]
        if not file:
            self.file.refuse(t("This is needed."))
        elif not word:
            self.word.refuse(t("This is needed."))
        else:
            self.wrong.say("")
            self.go.setEnabled(False)
            self._restore(file, word, self.by_code.value())


def trouble_page(error: RapportError, again: Act, restore: Act, folder: Act, quit_: Act) -> Page:
    """The page for data that cannot be opened: damaged, too new, out of reach."""
    if isinstance(error, Damaged):
        page = Page("shield-alert", "danger", t("The data are damaged"), sentence(error))
        page.body.addWidget(
            Label(t("The file was left exactly as found. A backup brings your work back."), wrap=True)
        )
        page.offer(t("Restore a backup…"), restore, icon_name="rotate-ccw")
    elif isinstance(error, TooNew):
        page = Page("circle-alert", "warn", t("The data are newer than this program"), sentence(error))
        page.body.addWidget(
            Label(t("Nothing was changed. Install the newer Rapport, then open it again."), wrap=True)
        )
    elif isinstance(error, Locked):
        page = Page("lock", "warn", t("Your data are locked"), sentence(error))
        page.offer(t("Try again"), again, icon_name="refresh-cw")
    else:
        page = Page("hard-drive", "warn", t("The data cannot be reached"), sentence(error))
        page.offer(t("Try again"), again, icon_name="refresh-cw")
    page.offer(t("Open the folder"), folder, icon_name="folder-open")
    page.offer(t("Quit"), quit_)
    page.done_offering()
    return page


def crash_page(report: str, copy: Act, on: Act, quit_: Act) -> Page:
    """Our fault: what is safe, the report, and the way back to work."""
    page = Page(
        "triangle-alert",
        "warn",
        t("Something went wrong in Rapport"),
        t(
            "Everything you saved is on this laptop, and what you were typing is kept as a draft. Nothing was sent."
        ),
    )
    text = QPlainTextEdit(report)
    text.setReadOnly(True)
    text.setAccessibleName(t("Report"))
    theme.fix(text, 0, 160)
    page.body.addWidget(
        Label(t("This report names no client. Send it to those who look after Rapport."), "small", wrap=True)
    )
    page.body.addWidget(text)
    page.offer(t("Back to work"), on)
    page.offer(t("Copy report"), copy, icon_name="copy")
    page.offer(t("Quit"), quit_)
    page.done_offering()
    return page
