"""The six blocks of the visit's page; each may stay empty."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.language import current, t
from ui import theme
from ui.screens.visit.cells import AnswerBox, ComplaintMark, WhoBox, WordDay
from ui.screens.visit.people import ObjectivesBox, PeopleBox
from ui.screens.visit.rows import RowKind, RowsEditor, RowsField
from ui.widgets.basics import Button, Label, column, holder, row, rule
from ui.widgets.chips import Chip
from ui.widgets.fields import ChoiceBox, FormField, LongText, MomentEdit, TextEdit
from ui.widgets.panels import Card

CLASSES = (
    "price", "need", "trust", "time", "product", "delivery", "competitor", "authority", "terms", "other",
)  # fmt: skip
RESULTS = ("convinced", "partly", "open", "not_convinced")
MOODS = ("warm", "open", "neutral", "cool", "tense")

Fields = Mapping[str, FormField]


def who_block(form: Any) -> tuple[Card, dict[str, FormField]]:
    """Who met whom, when and where: filled from the appointment."""
    people, colleagues = PeopleBox(), PeopleBox(first_shown=0)
    people.offer(form.people)
    colleagues.offer([each for each in form.colleagues if each.id != form.me])
    fields = {
        "subject": FormField(t("Purpose"), TextEdit()),
        "starts_at": FormField(t("Day and hour"), MomentEdit()),
        "place": FormField(t("Place"), TextEdit()),
        "contacts": FormField(t("Present from their side"), people),
        "guests": FormField(t("Others who were there"), TextEdit()),
        "colleagues": FormField(t("Present from our side, beside me"), colleagues),
    }
    guests = fields["guests"].editor
    guests.setPlaceholderText(t("Names, with a comma between them"))  # type: ignore[attr-defined]
    card = Card(t("1 · Who, when, where"), gap=12)
    theme.fix(fields["starts_at"], 0, 0, 236)
    when = row(fields["starts_at"], fields["place"], gap=12)
    when.setStretch(1, 1)
    card.add(fields["subject"])
    card.body.addLayout(when)
    for name in ("contacts", "guests", "colleagues"):
        card.add(fields[name])
    fields["contacts"].setVisible(bool(form.people))
    fields["colleagues"].setVisible(len(form.colleagues) > (1 if form.me else 0))
    return card, fields


def said_block(form: Any, internal: bool) -> tuple[Card, dict[str, FormField]]:
    """What was said and decided; what only our own house may read is marked so."""
    objectives = ObjectivesBox()
    objectives.offer(form.objectives)
    moods = [(each, current().choice(each, "visits.atmosphere")) for each in MOODS]
    fields = {
        "objectives": FormField(t("Objectives: were they met?"), objectives),
        "summary": FormField(t("What was said"), LongText(lines=5)),
        "decisions": FormField(t("Decisions"), LongText(lines=3)),
        "internal_notes": FormField(t("Internal notes"), LongText(lines=3)),
        "competitor_notes": FormField(t("Competitors seen or named"), LongText(lines=2)),
        "atmosphere": FormField(t("Atmosphere"), ChoiceBox(moods, t("Atmosphere"), t("Not said"))),
    }
    card = Card(t("2 · What was said"), gap=12)
    card.add(fields["objectives"], fields["summary"], fields["decisions"])
    fields["objectives"].setVisible(bool(form.objectives))
    inner = column(rule(), gap=12, margins=(0, 4, 0, 0))
    words = Label(t("Never on the client's copy"), "note", "text-2", wrap=True)
    mark = row(Chip(t("Only for us"), "warn"), words, gap=8)
    mark.setStretch(1, 1)
    inner.addLayout(mark)
    for name in ("internal_notes", "competitor_notes", "atmosphere"):
        inner.addWidget(fields[name])
    private = holder(inner)
    card.add(private)
    private.setVisible(internal)
    return card, fields


def needs_block(form: Any) -> tuple[Card, dict[str, FormField]]:
    """Needs in the client's words."""
    levels = [(str(level), str(level)) for level in range(1, 6)]

    def cells() -> dict[str, QWidget]:
        return {
            "importance": ChoiceBox(levels, "", "–"),
            "product_family_id": ChoiceBox(list(form.families), "", t("Product family")),
            "wanted_on": WordDay(t("Wanted by")),
        }

    labels = {
        "statement": t("In the client's words"), "importance": t("Importance, 1 to 5"),
        "product_family_id": t("Product family"), "wanted_on": t("Wanted by"),
    }  # fmt: skip
    widths = {"importance": 72, "product_family_id": 160, "wanted_on": 164}
    kind = RowKind(
        "statement", t("A need, in the client's words"), t("Need {number}"), cells, widths, labels, 760
    )
    return _rows_card(t("3 · Needs"), "needs", kind)


def objections_block(form: Any) -> tuple[Card, dict[str, FormField]]:
    """What was held against us, what we answered, what came of it; a complaint in one press."""

    def cells() -> dict[str, QWidget]:
        return {
            "kind": ChoiceBox([(c, current().choice(c, "objections.kind")) for c in CLASSES], "", t("Class")),
            "answer": AnswerBox(form.answers),
            "result": ChoiceBox(
                [(r, current().choice(r, "objections.result")) for r in RESULTS], "", t("Result")
            ),
            "complaint": ComplaintMark(),
        }

    labels = {
        "text": t("In the client's words"), "kind": t("Class"), "answer": t("Answer used"), "result": t("Result"),
        "complaint": t("Make it a complaint"),
    }  # fmt: skip
    widths = {"kind": 108, "result": 116}
    hint = t("An objection or complaint, in the client's words")
    kind = RowKind("text", hint, t("Objection {number}"), cells, widths, labels, 100_000)
    return _rows_card(t("4 · Objections and complaints"), "objections", kind)


def steps_block(form: Any, plan: Callable[[], object]) -> tuple[Card, dict[str, FormField]]:
    """What was agreed: what, who, by when; and when to meet again, to be planned at once."""

    def cells() -> dict[str, QWidget]:
        return {"who": WhoBox(form), "due_on": WordDay(t("fri, 12 dec, +3"))}

    labels = {"text": t("What"), "who": t("Who"), "due_on": t("Due")}
    widths = {"who": 190, "due_on": 164}
    hint = t("A step that was agreed")
    kind = RowKind("text", hint, t("Step {number}"), cells, widths, labels, 680)
    card, fields = _rows_card(t("5 · Agreed next steps"), "promises", kind)
    fields["next_meeting_at"] = FormField(t("Next meeting"), MomentEdit())
    theme.fix(fields["next_meeting_at"], 0, 0, 236)
    line = row(fields["next_meeting_at"], gap=8)
    button = Button(t("Plan it…"), "calendar-plus", "quiet", plan)
    line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
    line.addStretch(1)
    card.body.addLayout(line)
    return card, fields


def _rows_card(title: str, name: str, kind: RowKind) -> tuple[Card, dict[str, FormField]]:
    card = Card(title, gap=12)
    field = RowsField(title, RowsEditor(kind))
    card.add(field)
    return card, {name: field}
