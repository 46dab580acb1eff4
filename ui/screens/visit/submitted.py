"""A submitted visit: read, added to, and opened again only by right."""

from typing import Any, cast

from PySide6.QtWidgets import QFrame

from app.errors import RapportError
from app.language import current, t
from ui.screens.base import House
from ui.widgets.basics import Button, Label, column, row
from ui.widgets.fields import Flag, FormField, LongText
from ui.widgets.panels import Banner, Card
from ui.work import sentence


class SubmittedVisit(QFrame):
    """The report as it stands, its addenda, and the field for another one."""

    def __init__(self, house: House, found: Any, internal: bool) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self.found = found
        self.banner = Banner()
        self.banner.hide()
        self.text = LongText(lines=3)
        self.only_us = Flag(t("Only for us: not on the client's copy"))
        self.field = FormField(t("Addendum"), self.text)
        self._add = Button(t("Add addendum"), "plus", "", self.add)
        when = current().moment(found.submitted_at) if found.submitted_at else ""
        told = t("Submitted {when} by {name}. It is only added to.", when=when, name=found.submitted_by)
        lock = Banner(told, "info", t("Unlock…"), self.unlock)
        layout = column(
            lock, self.banner, self._report(found, internal), self._addenda(found, internal), gap=12
        )
        layout.addStretch(1)
        self.setLayout(layout)

    def add(self) -> None:
        """Put what was typed behind the report."""
        text = self.text.value().strip()
        if not text:
            self.field.refuse(t("Write the addendum first."))
            self.text.setFocus()
            return
        self.house.work.write(
            t("Add addendum"), add_addendum, self.found.id, text, self.only_us.value(),
            failed=self._refused, owner=self,
            notice=t("Addendum added"),
        )  # fmt: skip

    def unlock(self) -> None:
        """Open the visit again: asks the reason; whether it may be, the rule says."""
        from ui.dialogs.asking import ask_reason

        ask_reason(
            self.window(), t("Unlock this visit"),
            t("It was submitted and may have been handed over. The reason is kept with it."),
            t("Reason"), t("Unlock"), self._unlock,
        )  # fmt: skip

    def _unlock(self, reason: str) -> None:
        self.house.work.write(
            t("Unlock visit"), unlock_visit, self.found.id, reason, failed=self._refused, owner=self
        )

    def _refused(self, error: Exception) -> None:
        self.banner.say(sentence(cast(RapportError, error)), "danger")

    def _report(self, found: Any, internal: bool) -> Card:
        card = Card(found.subject, gap=4)
        people = [each.name for each in (*found.people, *found.colleagues) if each.is_present]
        parts = [
            (t("Day and hour"), current().moment(found.starts_at) if found.starts_at else ""),
            (t("Place"), found.place),
            (t("Present"), ", ".join([*people, *found.guests])),
            (t("What was said"), found.summary),
            (t("Decisions"), found.decisions),
            (t("Needs"), "\n".join(each.statement for each in found.needs)),
            (t("Objections and complaints"), "\n".join(_objection(each) for each in found.objections)),
            (t("Agreed next steps"), "\n".join(_step(each, found) for each in found.steps)),
            (t("Next meeting"), current().moment(found.next_meeting_at) if found.next_meeting_at else ""),
        ]
        if internal:
            parts += [
                (t("Internal notes (only for us)"), found.internal_notes),
                (t("Competitors (only for us)"), found.competitor_notes),
            ]
        for title, text in parts:
            if text:
                card.add(Label(title, "small-strong", "text-2"), Label(text, wrap=True, selectable=True))
                card.body.addSpacing(8)
        return card

    def _addenda(self, found: Any, internal: bool) -> Card:
        card = Card(t("Addenda"), gap=8)
        for each in found.addenda:
            if each.is_internal and not internal:
                continue
            day = current().day(each.on) if each.on else ""
            mark = t("only for us") if each.is_internal else ""
            card.add(Label(" · ".join(filter(None, (day, each.author, mark))), "note", "text-2", wrap=True))
            card.add(Label(each.text, wrap=True, selectable=True))
        card.add(self.field, self.only_us)
        card.body.addLayout(row(self._add, 1))
        return card


def _objection(each: Any) -> str:
    result = current().choice(each.result, "objections.result") if each.result else ""
    case = t("Complaint {number}", number=each.case_number) if each.case_number else ""
    return " · ".join(filter(None, (each.text, each.answer, result, case)))


def _step(each: Any, found: Any) -> str:
    names = {one.id: one.name for one in (*found.people, *found.colleagues)}
    who = names.get(each.who, t("Us") if each.side == "ours" else t("Them"))
    return " · ".join(filter(None, (each.text, who, current().day(each.due_on) if each.due_on else "")))


def add_addendum(session: Any, visit: str, text: str, is_internal: bool) -> Any:
    """Add to a submitted visit."""
    from app.services import visits

    return visits.add_addendum(session, visit, text, is_internal)


def unlock_visit(session: Any, visit: str, reason: str) -> Any:
    """Open a submitted visit again."""
    from app.services import visits

    return visits.unlock_visit(session, visit, reason)
