"""Who needs attention: at most five accounts or papers, each with its reason and the one thing to do about it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame

from app.language import N_, current, t
from ui.widgets.basics import Button, ElidedLabel, IconLabel, Label, column, holder, row
from ui.widgets.panels import Card

# reason: icon, tone, verb
_LOOKS = {
    "case_overdue": ("triangle-alert", "danger", N_("Open case")),
    "quote_expires": ("clock", "warn", N_("Follow up")),
    "delivery_late": ("package", "warn", N_("Open order")),
    "silent": ("phone-off", "warn", N_("Get in touch")),
}


def reason_of(item: Any) -> str:
    """Why it needs attention, as a sentence."""
    plural, days = current().plural, item.days
    if item.reason == "case_overdue":
        return plural(days, "The case is overdue for {count} day", "The case is overdue for {count} days")
    if item.reason == "delivery_late":
        return plural(days, "The delivery is {count} day late", "The delivery is {count} days late")
    if item.reason == "silent":
        return plural(days, "Silent for {count} day", "Silent for {count} days")
    if days == 0:
        return t("The proposal expires today")
    if days == 1:
        return t("The proposal expires tomorrow")
    return plural(days, "The proposal expires in {count} day", "The proposal expires in {count} days")


class AttentionCard(Card):
    """The card; `act(item)` is called by the verb of a row."""

    def __init__(self, act: Callable[[Any], None]) -> None:
        super().__init__(t("Needs attention"), gap=8)
        self._act = act

    def show_items(self, items: tuple[Any, ...]) -> None:
        """Other items; none says that all is well."""
        self.empty()
        if not items:
            self.add(
                Label(t("Nothing stands out: no late case, order or silent client."), "small", "text-2", True)
            )
        for item in items:
            self.add(self._row(item))

    def _row(self, item: Any) -> QFrame:
        icon_name, tone, verb = _LOOKS[item.reason]
        words = column(ElidedLabel(item.title, "small-strong"), Label(reason_of(item), "note", tone), gap=0)
        button = Button(t(verb), kind="link", clicked=lambda: self._act(item))
        button.setAccessibleName(f"{t(verb)}: {item.title}")
        line = row(IconLabel(icon_name, tone, 20), gap=8)
        line.addLayout(words, 1)
        line.addWidget(button)
        return holder(line)
