"""A new account: a name and whatever is known; likely twins are shown while one types, so that none is made twice."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from app.language import t
from ui import theme
from ui.dialogs.small import AskForm, writer
from ui.screens.account.listing import FILTERS, choice_text
from ui.screens.base import House
from ui.widgets.basics import Button, Label, column, first_focus, holder, row, scrolled
from ui.widgets.fields import ChoiceBox, FormField, LongText, TextEdit
from ui.widgets.twins import WATCHED, TwinHints

KIND = "accounts"


class FreshAccount(QFrame):
    """The page for a new account; only the name is needed."""

    def __init__(
        self,
        house: House,
        opened: Callable[[str], None],
        merge: Callable[[str, dict[str, Any]], None],
        closed: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.form = FreshForm(house, opened, merge)
        self.form.stored.connect(lambda account: opened(str(account)))
        save = Button(t("Add account"), "check", "primary", self.form.save)
        cancel = Button(t("Cancel"), "", "quiet", closed)
        head = row(Label(t("New account"), "title"), self.form.mark, gap=12, margins=(24, 10, 24, 8))
        head.addStretch(1)
        head.addWidget(cancel)
        head.addWidget(save)
        self.form.setMaximumWidth(theme.px(640))
        inner = column(self.form, 1, margins=(24, 8, 24, 16))
        whole = column(head, scrolled(holder(inner)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.form.save)

    def begin(self) -> None:
        """Empty, or with what was typed and not saved."""
        self.form.show_values({"type": "prospect"})
        first_focus(self.form)


class FreshForm(AskForm):
    """Name and whatever is known."""

    def __init__(
        self, house: House, opened: Callable[[str], None], merge: Callable[[str, dict[str, Any]], None]
    ) -> None:
        store = writer(house, t("Add account"), add_account, notice=t("Account added"))
        super().__init__(house, "new-account", "", store)
        self.needed = ("name",)
        self._merge_with = merge
        self.twins = TwinHints(house, KIND, self.values, opened, self._merge, t("Add what I typed to it"))
        types = [(kind, choice_text("type", kind)) for kind in FILTERS["type"][1]]
        self.bind("name", FormField(t("Name"), TextEdit(), "", True))
        self.bind("type", FormField(t("Type"), ChoiceBox(types, t("Type"))))
        for name, label in (
            ("phone", t("Phone")), ("email", t("E-mail")), ("web", t("Website")), ("street", t("Street")),
            ("postal_code", t("Postal code")), ("city", t("City")), ("tax_number", t("Tax number")),
        ):  # fmt: skip
            self.bind(name, FormField(label, TextEdit()))
        self.bind("country", FormField(t("Country"), TextEdit(), t("Two letters, like IT or DE")))
        self.bind("notes", FormField(t("Notes"), LongText(lines=3)))
        f = self.fields
        lines = [
            self.banner, f["name"], self.twins, pair(f["type"], f["tax_number"]), pair(f["phone"], f["email"]),
            f["web"], f["street"], pair(f["postal_code"], f["city"]), f["country"], f["notes"],
        ]  # fmt: skip
        self.setLayout(column(*lines, gap=12))
        for name in WATCHED:
            if name in f:
                f[name].editor.changed.connect(lambda _: self.twins.typed())  # type: ignore[attr-defined]

    def _merge(self, account: str, _: str) -> None:
        typed = {
            name: value for name, value in self.values().items() if value not in (None, "") and name != "type"
        }
        self._merge_with(account, typed)


def pair(one: FormField, other: FormField) -> QFrame:
    """Two fields side by side."""
    line = row(one, other, gap=12)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    return holder(line)


def add_account(session: Any, values: Mapping[str, Any]) -> Any:
    """Add an account from what is known; country codes are kept in capitals."""
    from app.services import records

    given = {name: value for name, value in values.items() if value not in (None, "")}
    if given.get("country"):
        given["country"] = str(given["country"]).strip().upper()
    return records.add(session, KIND, given)
