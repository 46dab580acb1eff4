"""One person of an account: who, what part they play, how to reach them; likely twins are shown while one types."""

from collections.abc import Mapping
from typing import Any

from app.language import current, t
from ui.dialogs.small import AskForm, FormDialog, writer
from ui.forms.generic import change_record, delete_record, read_record
from ui.screens.base import House
from ui.widgets.basics import Button, column, row
from ui.widgets.fields import ChoiceBox, Flag, FormField, LongText, TextEdit
from ui.widgets.twins import WATCHED, TwinHints

KIND = "contacts"
ROLES = ("user", "evaluator", "decision_maker", "approver")


def open_person(house: House, account: str, person: str = "") -> FormDialog:
    """Add a person to an account, or change one."""
    form = PersonForm(house, account, person)
    title = t("Person") if person else t("Add a person")
    dialog = PersonDialog(house, title, form, t("Save") if person else t("Add person"))
    if person:
        house.work.read(read_record, KIND, person, then=lambda found: form.show_values(found), owner=form)
    else:
        form.show_values({})
    return dialog.show_form()


class PersonForm(AskForm):
    """The fields of a person that matter in front of a client."""

    def __init__(self, house: House, account: str, person: str) -> None:
        if person:
            store = writer(house, t("Change person"), change_record, KIND, person, notice=t("Person changed"))
        else:
            store = writer(house, t("Add person"), add_person, account, notice=t("Person added"))
        super().__init__(house, f"person-{account}", person, store)
        self.needed = ("name",)
        merge = self._merge if person else None
        self.twins = TwinHints(house, KIND, self.values, self._open_that, merge, t("Merge with it"))
        self.twins.but = person
        self._lay()

    def _lay(self) -> None:
        roles = [(role, current().choice(role, "contacts.buying_role")) for role in ROLES]
        self.bind("name", FormField(t("Name"), TextEdit(), "", True))
        self.bind("job", FormField(t("Job"), TextEdit()))
        self.bind("buying_role", FormField(t("Buying role"), ChoiceBox(roles, t("Buying role"), "–")))
        self.bind("phone", FormField(t("Phone"), TextEdit()))
        self.bind("mobile", FormField(t("Mobile"), TextEdit()))
        self.bind("email", FormField(t("E-mail"), TextEdit()))
        self.bind("cares_about", FormField(t("Cares about"), LongText(lines=2)))
        key = FormField("", Flag(t("Key player")))
        key.label.hide()
        key.editor.setAccessibleName(t("Key player"))
        self.bind("is_key_player", key)
        f = self.fields
        pairs = row(f["phone"], f["mobile"], gap=12)
        self.setLayout(
            column(
                self.banner, f["name"], self.twins, f["job"], f["buying_role"], pairs, f["email"], f["cares_about"],
                f["is_key_player"], gap=12,
            )
        )  # fmt: skip
        for name in WATCHED:
            if name in f:
                f[name].editor.changed.connect(lambda _: self.twins.typed())  # type: ignore[attr-defined]

    def _merge(self, other: str, _: str) -> None:
        from ui.dialogs.merge import open_merge

        self._close()
        open_merge(self.house, KIND, self.record, other)

    def _close(self) -> None:
        window = self.window()
        if isinstance(window, FormDialog):
            window.reject()

    def _open_that(self, person: str) -> None:
        self._close()
        from ui.screens.base import Place

        self.house.go(Place("accounts", person, KIND))


class PersonDialog(FormDialog):
    """The window around the form; a person that is known can be deleted here, with undo."""

    def __init__(self, house: House, title: str, form: PersonForm, verb: str) -> None:
        super().__init__(house, title, form, verb, "user-check" if form.record else "user-plus")
        if form.record:
            delete = Button(t("Delete person"), "trash-2", "quiet", self._delete)
            self.body.addLayout(row(delete, 1))

    def _delete(self) -> None:
        house, person = self.form.house, self.form.record
        house.work.write(t("Delete person"), delete_record, KIND, person, notice=t("Person deleted"))
        self.done(0)


def add_person(session: Any, account: str, values: Mapping[str, Any]) -> Any:
    """Add a person to an account."""
    from app.services import records

    given = {name: value for name, value in values.items() if value not in (None, "")}
    return records.add(session, KIND, {"account_id": account, **given})
