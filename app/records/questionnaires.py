"""Questions as data: templates with sections and branches; used ones are copied, never edited."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_locked, check_part

LIVE = ("live", "retired")


class Questionnaire(Record):
    """A template of questions; live ones are frozen, a change means a new version."""

    __tablename__ = "questionnaires"
    title = "Questionnaire"
    titles = "Questionnaires"
    detailed_by = ("purpose", "version")
    search_rank = 58
    transitions = {"state": {"draft": ("live",), "live": ("retired",), "retired": ("live",)}}
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    purpose: Mapped[str] = field(
        "Purpose", choices=("visit", "survey", "lead", "audit", "stock_count"), default="visit", listed=True
    )
    version: Mapped[int] = field("Version", default=1, listed=True)
    replaces_id: Mapped[str | None] = field("Replaces", link="questionnaires")
    state: Mapped[str] = field(
        "State", choices=("draft", "live", "retired"), default="draft", listed=True, merge="ask"
    )
    language: Mapped[str | None] = field("Language", kind="language", listed=True)
    introduction: Mapped[str | None] = field("Introduction", kind="long", merge="text")

    def check_change(self, before: Mapping[str, Any]) -> None:
        check_locked(self, before, LIVE, ("state",))


class QuestionSection(Record):
    """A group of questions, shown only when its condition holds."""

    __tablename__ = "question_sections"
    title = "Section of questions"
    titles = "Sections of questions"
    named_by = "heading"
    search_rank = 95
    audience = "org"

    questionnaire_id: Mapped[str] = field(
        "Questionnaire", link="questionnaires", required=True, listed=True, part_of=True
    )
    position: Mapped[int | None] = field("Position", listed=True)
    heading: Mapped[str] = field("Heading", required=True, listed=True)
    condition: Mapped[dict[str, Any] | None] = field("Shown when")

    def check(self) -> None:
        check_part(self, Questionnaire, "questionnaire_id", LIVE)


class Question(Record):
    """One question with the kind of its answer."""

    __tablename__ = "questions"
    title = "Question"
    titles = "Questions"
    named_by = "text"
    search_rank = 90
    audience = "org"

    questionnaire_id: Mapped[str] = field(
        "Questionnaire", link="questionnaires", required=True, listed=True, part_of=True
    )
    section_id: Mapped[str | None] = field("Section", link="question_sections", listed=True)
    position: Mapped[int | None] = field("Position", listed=True)
    text: Mapped[str] = field("Question", required=True, search=True, listed=True, merge="text")
    kind: Mapped[str] = field(
        "Kind of answer",
        choices=("text", "long", "yes_no", "one_of", "several_of", "number", "day", "scale", "picture", "signature"),
        default="text", listed=True,
    )  # fmt: skip
    options: Mapped[list[Any] | None] = field("Answers to choose from")
    lowest: Mapped[int | None] = field("Lowest figure")
    highest: Mapped[int | None] = field("Highest figure")
    is_required: Mapped[bool] = field("Must be answered", default=False, listed=True)
    condition: Mapped[dict[str, Any] | None] = field("Shown when")
    fills: Mapped[str | None] = field("Fills the field", help="Such as contacts.language")

    def check(self) -> None:
        check_part(self, Questionnaire, "questionnaire_id", LIVE)
