"""The first start: language and paper, how the data are locked, and what to begin with. Three steps at most."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from app.errors import RapportError
from app.language import LANGUAGES, language, t, use
from ui.opening import NewProfile, keyring_works
from ui.pages import Page
from ui.widgets.basics import Button, Label, clear
from ui.widgets.fields import ChoiceBox, FormField
from ui.work import Work, sentence

CURRENCIES = ("EUR", "USD", "GBP", "BGN", "BDT", "CHF", "PLN", "RON", "CZK", "SEK", "TRY", "INR", "JPY")
LEAST = 8


class FirstRun(Page):
    """Asks what must be known, makes the profile, shows the recovery code, and offers the first data."""

    spoken = Signal()
    """Another language was chosen."""

    def __init__(
        self,
        work: Work,
        make: Callable[[NewProfile, Callable[[str], None], Callable[[Exception], None]], object],
        begin: Callable[[str], object],
    ) -> None:
        super().__init__("handshake", "accent", t("Welcome to Rapport"), "")
        self._work = work
        self._make = make
        self._begin = begin
        self._keyring: bool | None = None
        self._language = "en"
        self.step = 1
        work.network(keyring_works, then=self._know_keyring, owner=self)
        self._papers()

    def _know_keyring(self, works: bool) -> None:
        self._keyring = works
        if self.step == 2:
            self._offer_ways()

    def _show(self, text: str, *things: QWidget) -> None:
        clear(self.body)
        clear(self.buttons)
        self.text.setText(text)
        for thing in things:
            self.body.addWidget(thing)

    # Step 1

    def _papers(self) -> None:
        self.step = 1
        names = [(code, language(code).name) for code in LANGUAGES]
        self.speech = ChoiceBox(names, t("Language"))
        self.speech.choose(self._language)
        self.speech.changed.connect(self._speak)
        self.paper = ChoiceBox([("a4", "A4"), ("letter", "Letter")], t("Paper"))
        self.currency = ChoiceBox([(code, code) for code in CURRENCIES], t("Currency"))
        self.company = QLineEdit()
        self._show(
            t("Your clients, visits and papers stay on this laptop. Three short steps."),
            FormField(t("Language"), self.speech),
            FormField(t("Paper"), self.paper),
            FormField(t("Currency"), self.currency),
            FormField(
                t("Your company"),
                self.company,
                help_text=t("Printed on your papers. You can fill it in later."),
            ),
        )
        self._next(t("Next"), self._locks)

    def _speak(self, code: str) -> None:
        kept = self.company.text()
        self._language = code
        use(code)
        self.heading.setText(t("Welcome to Rapport"))
        self.spoken.emit()
        self._papers()
        self.company.setText(kept)
        self.speech.setFocus()

    # Step 2

    def _locks(self) -> None:
        self.step = 2
        self._wishes = (
            self._language,
            self.paper.value(),
            self.currency.value(),
            self.company.text().strip(),
        )
        self.ring = QRadioButton(t("This computer keeps the key (recommended)"))
        self.word = QRadioButton(t("I type a passphrase at each start"))
        self.first = QLineEdit()
        self.first.setEchoMode(QLineEdit.EchoMode.Password)
        self.second = QLineEdit()
        self.second.setEchoMode(QLineEdit.EchoMode.Password)
        self.first_field = FormField(
            t("Passphrase"), self.first, help_text=t("At least {count} characters.", count=LEAST)
        )
        self.second_field = FormField(t("Passphrase once more"), self.second)
        self.wait = Label(t("Looking for a keyring…"), "small", "text-2", wrap=True)
        self._show(
            t("You work alone on this laptop for now. Your data are encrypted; how shall they open?"),
            self.wait, self.ring, self.word, self.first_field, self.second_field,
        )  # fmt: skip
        self.ring.toggled.connect(self._ask_word)
        self.word.toggled.connect(self._ask_word)
        self._next(t("Make my data"), self._make_it, self._papers)
        self._offer_ways()

    def _offer_ways(self) -> None:
        self.wait.setVisible(self._keyring is None)
        self.ring.setVisible(bool(self._keyring))
        self.word.setVisible(bool(self._keyring))
        (self.ring if self._keyring else self.word).setChecked(True)
        if self._keyring is False:
            self.wait.setText(t("This computer has no keyring, so a passphrase opens your data."))
            self.wait.show()
        self._ask_word()

    def _ask_word(self) -> None:
        wanted = self.word.isChecked()
        self.first_field.setVisible(wanted)
        self.second_field.setVisible(wanted)

    def _make_it(self) -> None:
        passphrase = self.first.text() if self.word.isChecked() else ""
        self.first_field.refuse("")
        self.second_field.refuse("")
        if self.word.isChecked() and len(passphrase) < LEAST:
            self.first_field.refuse(t("At least {count} characters.", count=LEAST))
            return
        if self.word.isChecked() and passphrase != self.second.text():
            self.second_field.refuse(t("The two differ."))
            return
        self._main.setEnabled(False)
        self._make(NewProfile(*self._wishes, passphrase), self._made, self._failed)

    def _failed(self, error: Exception) -> None:
        self._main.setEnabled(True)
        text = sentence(error) if isinstance(error, RapportError) else str(error)
        (self.first_field if self.word.isChecked() else self.second_field).show()
        self.first_field.refuse(text)

    # Step 3

    def _made(self, code: str) -> None:
        self.step = 3
        self.code = QLineEdit(code)
        self.code.setReadOnly(True)
        self._show(
            t(
                "Your data are ready. Write this recovery code on paper: it opens them when nothing else does."
            ),
            FormField(
                t("Recovery code"),
                self.code,
                help_text=t("Keep it away from the laptop. It is shown only here."),
            ),
            Label(t("What to begin with?"), "strong"),
        )
        self._main = Button(t("Bring in my clients…"), "upload", "primary", lambda: self._begin("import"))
        for button in (
            self._main,
            Button(t("Load example data"), "sparkles", clicked=lambda: self._begin("example")),
            Button(t("Start empty"), clicked=lambda: self._begin("")),
        ):
            self.buttons.addWidget(button)
        self.done_offering()
        self._main.setFocus()

    def _next(self, text: str, then: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        self._main = Button(text, kind="primary", clicked=then)
        self._steps = Label(t("Step {step} of 3", step=self.step), "small", "text-3")
        self.buttons.addWidget(self._main)
        if back is not None:
            self.buttons.addWidget(Button(t("Back"), clicked=back))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._steps)
