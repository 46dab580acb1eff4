"""The form of a visit report: one page, kept as a draft at every pause, written down as one step."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.errors import RapportError, Refused
from app.language import t
from ui import theme
from ui.forms.base import Form
from ui.screens.base import House
from ui.screens.visit.blocks import needs_block, objections_block, said_block, steps_block, who_block
from ui.screens.visit.rows import RowsField
from ui.widgets.basics import Button, column
from ui.widgets.panels import Banner, Card
from ui.work import sentence

FIRST = ("subject", "summary", "needs", "objections", "promises")
"""Where a block begins for the keyboard."""
VALUES = (
    "subject", "starts_at", "place", "summary", "decisions", "internal_notes", "competitor_notes", "atmosphere",
    "next_meeting_at",
)  # fmt: skip


class VisitReportForm(Form):
    """Six blocks over one visit; `stored` gives the id of the visit."""

    def __init__(self, house: House, found: Any, internal: bool = True) -> None:
        name = "visit" if found.id else f"visit-of-{found.account_id}"
        super().__init__(house, name, found.id, self._write)
        self.found = found
        self.back = Banner(t("Your unsaved typing is back."), "info", t("Discard it"), self.discard)
        self.papers = Card(t("6 · Order or proposal"), gap=8)
        layout = column(self.back, self.banner, gap=12)
        blocks = [
            who_block(found), said_block(found, internal), needs_block(found), objections_block(found),
            steps_block(found, self._plan),
        ]  # fmt: skip
        self._starts: list[tuple[Card, QWidget]] = []
        for (card, fields), first in zip(blocks, FIRST, strict=True):
            layout.addWidget(card)
            self._starts.append((card, fields[first].editor))
            for each, field in fields.items():
                self.bind(each, field)
        layout.addWidget(self.papers)
        layout.addStretch(1)
        self.setLayout(layout)
        self.back.hide()
        self.banner.hide()
        self.show_values(shown_values(found))

    def begin(self, in_sight: bool) -> None:
        """Put the keyboard where the first word is missing."""
        wants_people = not self.found.id and self.found.people
        first = self.fields["contacts" if wants_people else "summary"].editor
        first.setFocus(Qt.FocusReason.TabFocusReason)
        if in_sight:
            self.bring(first)

    def bring(self, part: QWidget) -> None:
        """Bring a part of the page into sight, once all that just appeared has its place."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            found = area
            QTimer.singleShot(0, found, lambda: found.ensureWidgetVisible(part, 0, theme.px(40)))

    def turn(self, step: int) -> None:
        """Put the keyboard on the first field of the next block, or of the one before."""
        focus = self.window().focusWidget()
        here = next(
            (at for at, (card, _) in enumerate(self._starts) if focus and card.isAncestorOf(focus)), 0
        )
        at = min(max(here + step, 0), len(self._starts) - 1)
        self._starts[at][1].setFocus(Qt.FocusReason.TabFocusReason)
        self.bring(self._starts[at][0])

    def _plan(self) -> None:
        """The next meeting, in the calendar."""
        from ui.dialogs.plan import open_plan

        open_plan(self.house, "visit", self.found.account_id, self.found.account)

    def offer_papers(self, buttons: list[Button]) -> None:
        """The papers that came of the visit and those that may."""
        self.papers.empty()
        for button in buttons:
            self.papers.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def save_whole(self) -> None:
        """Write it down even when nothing was typed: having been there is a report too."""
        if not self.record or self.changes():
            self.save()
        elif self.found.state == "saved":
            self.stored.emit(self.record)
        else:
            self._write({}, lambda done: self._saved({}, done), self._refused)

    def check(self) -> bool:
        good = super().check()
        self._point()
        return good

    def _point(self) -> None:
        """Bring the first field that is wrong into sight."""
        first = next((each for each in self.fields.values() if each.refused), None)
        if first is not None:
            first.editor.setFocus()
            self.bring(first)

    def hand_over(self, visit: str) -> None:
        """Something was typed while the visit was written: keep it for the form that follows this one."""
        if visit:
            self.name, self.record = "visit", visit
        self.keep_draft(quiet=True)

    def refuse(self, error: Exception) -> None:
        """Say what a rule says no to, beside its field."""
        self._refused(error)

    def discard(self) -> None:
        super().discard()
        self.back.hide()

    def report(self) -> dict[str, Any]:
        """All that the page holds now, as the verb takes it."""
        return report_of(self.values())

    def _write(
        self, values: dict[str, Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self.house.work.write(
            t("Log visit"), write_report, self.record, self.found.account_id, self.report(),
            then=then, failed=failed, owner=self,
        )  # fmt: skip

    def _bring_back(self, draft: Any) -> None:
        super()._bring_back(draft)
        self.back.setVisible(draft is not None and bool(draft.content))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.fields:
            error = self._beside_rows(error)
        super()._refused(error)
        self._point()

    def _beside_rows(self, error: Refused) -> RapportError:
        """What belongs to a cell of a row is said under its rows, and the cell is marked."""
        found: dict[str, str] = {}
        for name, text in error.fields.items():
            whole, _, rest = name.partition(".")
            field = self.fields.get(whole)
            if isinstance(field, RowsField) and rest:
                at, _, cell = rest.partition(".")
                found[whole] = text
                field.point_at(int(at), cell)
            else:
                found[name] = text
        return Refused("{sentence}", sentence=sentence(error), fields=found)


def shown_values(found: Any) -> dict[str, Any]:
    """The visit as the fields take it."""
    from datetime import datetime

    return {
        **{name: getattr(found, name) for name in VALUES},
        "starts_at": found.starts_at or (None if found.id else datetime.now().astimezone()),
        "contacts": [each.id for each in found.people if each.is_present],
        "colleagues": [each.id for each in found.colleagues if each.is_present],
        "guests": ", ".join(found.guests),
        "objectives": {each.id: each.met for each in found.objectives},
        "needs": [
            {"id": each.id, "statement": each.statement, "importance": each.importance,
             "product_family_id": each.family_id, "wanted_on": each.wanted_on}
            for each in found.needs
        ],
        "objections": [
            {"id": each.id, "text": each.text, "kind": each.kind, "result": each.result,
             "answer": {"answer_id": each.answer_id, "answer": each.answer}, "complaint": {"number": each.case_number}}
            for each in found.objections
        ],
        "promises": [
            {"id": each.id, "text": each.text, "who": f"{each.side}:{each.who}", "due_on": each.due_on}
            for each in found.steps
        ],
    }  # fmt: skip


def report_of(values: dict[str, Any]) -> dict[str, Any]:
    """What the fields hold, as the verb takes it."""
    return {
        "values": {name: values[name] for name in VALUES},
        "contacts": values["contacts"],
        "colleagues": values["colleagues"],
        "guests": values["guests"].split(","),
        "objectives": values["objectives"],
        "needs": values["needs"],
        "objections": [_objection(each) for each in values["objections"]],
        "promises": [_step(each) for each in values["promises"]],
    }


def _objection(cells: dict[str, Any]) -> dict[str, Any]:
    bare = {name: cells[name] for name in ("id", "text", "kind", "result")}
    return {**bare, **cells["answer"], "complaint": cells["complaint"]["complaint"]}


def _step(cells: dict[str, Any]) -> dict[str, Any]:
    side, _, who = str(cells["who"]).partition(":")
    is_ours = side == "ours"
    return {
        "id": cells["id"], "text": cells["text"], "due_on": cells["due_on"], "side": side,
        "owner_id": who if is_ours else "", "contact_id": "" if is_ours else who,
    }  # fmt: skip


def write_report(session: Any, visit: str, account: str, report: dict[str, Any]) -> Any:
    """The whole report in one step."""
    from app.services import visit_report

    return visit_report.write_report(session, visit, account, **report)
