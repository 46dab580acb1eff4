"""Anything done or planned with an account that is not a visit: calls, mails, letters, tasks, notes."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_days

TYPES = ("call", "meeting", "e_mail", "letter", "fax", "chat", "video", "task", "note")


class Activity(Record):
    """One call, message, task or note: planned or done."""

    __tablename__ = "activities"
    __table_args__ = (
        Index(None, "account_id", "starts_at"), Index(None, "owner_id", "starts_at"), Index(None, "starts_at"),
    )  # fmt: skip
    title = "Activity"
    titles = "Activities"
    named_by = "subject"
    detailed_by = ("type", "account_id", "starts_at")
    search_rank = 20
    transitions = {
        "state": {"planned": ("done", "cancelled"), "done": ("planned",), "cancelled": ("planned",)},
    }
    audience = "portfolio"

    type: Mapped[str] = field("Type", choices=TYPES, default="task", listed=True)
    subject: Mapped[str] = field("Subject", required=True, search=True, listed=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts", listed=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State", choices=("planned", "done", "cancelled"), default="planned", listed=True, merge="ask"
    )
    direction: Mapped[str | None] = field("Direction", choices=("in", "out"))
    priority: Mapped[str | None] = field("Priority", choices=("high", "normal", "low"))

    starts_at: Mapped[datetime | None] = field("Starts at", listed=True, merge_group="time", group="Time")
    ends_at: Mapped[datetime | None] = field("Ends at", merge_group="time", group="Time")
    time_zone: Mapped[str | None] = field("Time zone", merge_group="time", group="Time")
    is_all_day: Mapped[bool] = field("Whole day", default=False, merge_group="time", group="Time")
    due_on: Mapped[date | None] = field("Due on", group="Time", index=True)
    done_at: Mapped[datetime | None] = field("Done at", group="Time")
    remind_at: Mapped[datetime | None] = field("Remind at", group="Time")
    recurrence: Mapped[str | None] = field("Repeats", group="Time", help="A rule as in calendars (RFC 5545)")
    place: Mapped[str | None] = field("Place", group="Time")

    outcome: Mapped[str | None] = field(
        "Outcome",
        choices=(
            "reached",
            "no_answer",
            "call_back",
            "appointment",
            "left_message",
            "refused",
            "answered",
            "other",
        ),
        group="Outcome",
    )
    reason: Mapped[str | None] = field("Reason", group="Outcome")
    next_try_at: Mapped[datetime | None] = field("Next try at", group="Outcome")
    attempt_of_id: Mapped[str | None] = field("Attempt of", link="activities", group="Outcome")
    text: Mapped[str | None] = field("Text", kind="long", search=True, merge="text", group="Outcome")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", search=True, internal=True, merge="text", group="Outcome"
    )

    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities", group="Belongs to")
    case_id: Mapped[str | None] = field("Case", link="cases", group="Belongs to")
    visit_id: Mapped[str | None] = field("Visit", link="visits", group="Belongs to")
    lead_id: Mapped[str | None] = field("Lead", link="leads", group="Belongs to")
    campaign_id: Mapped[str | None] = field("Campaign", link="campaigns", group="Belongs to")
    event_id: Mapped[str | None] = field("Event", link="events", group="Belongs to")
    answers_id: Mapped[str | None] = field("Answer to", link="activities", group="Belongs to")

    sender: Mapped[str | None] = field("From", search=True, group="Message")
    recipients: Mapped[str | None] = field("To", search=True, group="Message")
    message_id: Mapped[str | None] = field("Message number", index=True, group="Message")
    needs_answer: Mapped[bool] = field("Needs an answer", default=False, group="Message")
    is_private: Mapped[bool] = field("Private", default=False, merge="ask", group="Record")
    invitation_uid: Mapped[str | None] = field("Invitation number", index=True, group="Record")
    invitation_sequence: Mapped[int | None] = field("Version of the invitation", group="Record")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")

    def check(self) -> None:
        check_days(self, "starts_at", "ends_at")
