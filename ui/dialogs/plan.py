"""Planning in half a minute: a visit or call with its time, a task with its day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from app.language import N_, t
from ui.dialogs.small import AskForm, FormDialog, writer
from ui.screens.base import House
from ui.widgets.basics import column
from ui.widgets.fields import Flag, FormField, TextEdit
from ui.widgets.links import LinkPicker
from ui.widgets.typed import DayEdit, MomentEdit

TITLES = {"visit": N_("Plan a visit"), "call": N_("Plan a call"), "task": N_("Add a task")}
LABELS = {"visit": N_("Plan visit"), "call": N_("Plan call"), "task": N_("Add task")}
NOTICES = {"visit": N_("Visit planned"), "call": N_("Call planned"), "task": N_("Task added")}
NEEDED = {
    "visit": ("account", "subject", "starts_at"),
    "call": ("subject", "starts_at"),
    "task": ("subject",),
}


def open_plan(
    house: House, what: str = "visit", account: str = "", account_name: str = "", on: date | None = None
) -> FormDialog:
    """Plan a visit, a call or a task, perhaps at an account or on a day that is known already."""
    form = PlanForm(house, what)
    dialog = FormDialog(house, t(TITLES[what]), form, t(LABELS[what]), "calendar-plus")
    form.show_values(first_values(what, on) | {"account": account}, {"account": account_name})
    return dialog.show_form()


class PlanForm(AskForm):
    """Who, what for, when; a visit has its place and what is asked for."""

    def __init__(self, house: House, what: str) -> None:
        store = writer(house, t(LABELS[what]), plan, what, notice=t(NOTICES[what]))
        super().__init__(house, f"plan-{what}", "", store)
        self.needed = NEEDED[what]
        self.overlap = FormField("", Flag(t("Plan both although they overlap")))
        self.overlap.label.hide()
        self.overlap.hide()
        self._lay(what)

    def _lay(self, what: str) -> None:
        need = set(self.needed)
        fields: dict[str, FormField] = {
            "account": FormField(
                t("Account"), LinkPicker(self.house.work, "accounts"), "", "account" in need
            ),
            "subject": FormField(t("Purpose"), TextEdit(), "", True),
        }
        if what == "task":
            fields["due_on"] = FormField(t("Due on"), DayEdit())
        else:
            fields["starts_at"] = FormField(t("When"), MomentEdit(), "", True)
        if what == "visit":
            fields["place"] = FormField(t("Place"), TextEdit(), t("Empty means at the account's address."))
            fields["ask"] = FormField(t("What I ask for"), TextEdit())
            fields["confirm_overlap"] = self.overlap
        layout = column(self.banner, gap=12)
        for name, field in fields.items():
            layout.addWidget(self.bind(name, field))
        self.setLayout(layout)

    def _refused(self, error: Exception) -> None:
        super()._refused(error)
        if "starts_at" in getattr(error, "fields", {}):
            self.overlap.show()


def first_values(what: str, on: date | None = None) -> dict[str, Any]:
    """At ten on the given day, else tomorrow, for what has an hour; today for a task."""
    if what == "task":
        return {"due_on": on or date.today()}
    day = on or date.today() + timedelta(days=1)
    return {"starts_at": datetime.combine(day, time(10)).astimezone()}


def plan(session: Any, what: str, values: Mapping[str, Any]) -> Any:
    """Put a visit, a call or a task into the calendar."""
    from app.services import promises, visits

    given = {name: value for name, value in values.items() if value not in (None, "")}
    account = given.pop("account", None)
    if what == "visit":
        return visits.plan_visit(session, account, **given)
    return promises.log_activity(session, account, {"type": what, "state": "planned", **given})
