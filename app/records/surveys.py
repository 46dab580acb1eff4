"""How satisfied the client is: surveys sent and the answers that came back."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_between


class Survey(Record):
    """One survey put to one client after a delivery, a visit or a closed case."""

    __tablename__ = "surveys"
    title = "Survey"
    titles = "Surveys"
    named_by = "subject"
    detailed_by = ("account_id", "asked_on")
    search_rank = 43
    transitions = {
        "state": {"planned": ("asked", "answered", "cancelled"), "asked": ("answered", "expired"),
                  "expired": ("asked", "answered"), "answered": (), "cancelled": ("planned",)},
    }  # fmt: skip
    audience = "portfolio"

    subject: Mapped[str] = field("Subject", required=True, search=True, listed=True)
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts", listed=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", merge="ask")
    questionnaire_id: Mapped[str | None] = field("Questionnaire", link="questionnaires")
    state: Mapped[str] = field(
        "State", choices=("planned", "asked", "answered", "expired", "cancelled"),
        default="planned", listed=True, merge="ask",
    )  # fmt: skip
    occasion: Mapped[str | None] = field(
        "Occasion", choices=("delivery", "visit", "case_closed", "service", "yearly", "other"), listed=True
    )
    channel: Mapped[str | None] = field("Channel", choices=("screen", "paper", "link", "phone"))
    delivery_id: Mapped[str | None] = field("Delivery", link="deliveries")
    visit_id: Mapped[str | None] = field("Visit", link="visits")
    case_id: Mapped[str | None] = field("Case", link="cases")
    service_id: Mapped[str | None] = field("Service", link="services")
    language: Mapped[str | None] = field("Language", kind="language")
    asked_on: Mapped[date | None] = field("Asked on", listed=True)
    answered_at: Mapped[datetime | None] = field("Answered at")
    satisfaction: Mapped[int | None] = field("Satisfaction", listed=True, help="From 1 to 5")
    recommends: Mapped[int | None] = field("Would recommend us", listed=True, help="From 0 to 10")
    comment: Mapped[str | None] = field("Comment", kind="long", search=True, merge="text")

    def check(self) -> None:
        check_between(self, "satisfaction", 1, 5)
        check_between(self, "recommends", 0, 10)


class SurveyAnswer(Record):
    """One answer in a survey or a questionnaire; kept with its question's words, never changed."""

    __tablename__ = "survey_answers"
    title = "Survey answer"
    titles = "Survey answers"
    named_by = "question"
    search_rank = 85
    audience = "portfolio"

    survey_id: Mapped[str | None] = field("Survey", link="surveys", listed=True, part_of=True, merge="append")
    visit_id: Mapped[str | None] = field("Visit", link="visits", merge="append")
    account_id: Mapped[str | None] = field("Account", link="accounts", merge="append")
    question_id: Mapped[str | None] = field("From the questionnaire", link="questions", merge="append")
    question: Mapped[str] = field("Question", required=True, search=True, listed=True, merge="append")
    text: Mapped[str | None] = field("Answer", kind="long", search=True, listed=True, merge="append")
    figure: Mapped[Decimal | None] = field("Answer as a figure", listed=True, merge="append")
    position: Mapped[int | None] = field("Position", merge="append")

    def check_change(self, before: Mapping[str, Any]) -> None:
        if {"question", "text", "figure", "question_id"} & set(before):
            raise Refused("An answer that was given is not changed.")
