"""The visit at the client: planned, logged, submitted, and then only added to."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_days, check_given, check_locked, check_part

LOCKED = ("submitted",)


class Visit(Record):
    """A meeting at the client, from its plan to its submitted report."""

    __tablename__ = "visits"
    __table_args__ = (
        Index(None, "account_id", "starts_at"), Index(None, "owner_id", "starts_at"), Index(None, "starts_at"),
    )  # fmt: skip
    title = "Visit"
    titles = "Visits"
    named_by = "subject"
    detailed_by = ("account_id", "starts_at")
    search_rank = 10
    transitions = {
        "state": {
            "planned": ("saved", "submitted", "cancelled"),
            "saved": ("submitted", "planned", "cancelled"),
            "submitted": ("saved",),
            "cancelled": ("planned",),
        }
    }
    audience = "portfolio"

    subject: Mapped[str] = field("Purpose", required=True, search=True, listed=True)
    ask: Mapped[str | None] = field("What I ask for", search=True)
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities")
    state: Mapped[str] = field(
        "State",
        choices=("planned", "saved", "submitted", "cancelled"),
        default="planned",
        listed=True,
        merge="ask",
    )
    cancel_reason: Mapped[str | None] = field("Reason for cancelling")

    starts_at: Mapped[datetime | None] = field(
        "Starts at", listed=True, merge_group="time", group="Time and place"
    )
    ends_at: Mapped[datetime | None] = field("Ends at", merge_group="time", group="Time and place")
    time_zone: Mapped[str | None] = field("Time zone", merge_group="time", group="Time and place")
    place: Mapped[str | None] = field("Place", group="Time and place")
    address_id: Mapped[str | None] = field("Address", link="addresses", group="Time and place")
    travel_minutes: Mapped[int | None] = field("Travel in minutes", group="Time and place")
    remind_at: Mapped[datetime | None] = field("Remind at", group="Time and place")
    recurrence: Mapped[str | None] = field(
        "Repeats", group="Time and place", help="A rule as in calendars (RFC 5545)"
    )
    event_id: Mapped[str | None] = field("Event", link="events", group="Time and place")

    questions: Mapped[str | None] = field("Questions to ask", kind="long", merge="text", group="Preparation")
    preparation: Mapped[str | None] = field(
        "Preparation", kind="long", internal=True, merge="text", group="Preparation"
    )
    summary: Mapped[str | None] = field(
        "What was said", kind="long", search=True, merge="text", group="Report"
    )
    decisions: Mapped[str | None] = field("Decisions", kind="long", search=True, merge="text", group="Report")
    atmosphere: Mapped[str | None] = field(
        "Atmosphere", choices=("warm", "open", "neutral", "cool", "tense"), internal=True, group="Report"
    )
    competitor_notes: Mapped[str | None] = field(
        "Competitors", kind="long", search=True, internal=True, merge="text", group="Report"
    )
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", search=True, internal=True, merge="text", group="Report"
    )
    next_meeting_at: Mapped[datetime | None] = field("Next meeting at", group="Report")
    quote_id: Mapped[str | None] = field("Quote", link="quotes", group="Report")
    order_id: Mapped[str | None] = field("Order", link="orders", group="Report")

    submitted_at: Mapped[datetime | None] = field("Submitted at", group="Record")
    submitted_by_id: Mapped[str | None] = field("Submitted by", link="users", group="Record")
    unlocked_by_id: Mapped[str | None] = field("Unlocked by", link="users", internal=True, group="Record")
    unlock_reason: Mapped[str | None] = field("Reason for unlocking", internal=True, group="Record")
    invitation_uid: Mapped[str | None] = field("Invitation number", index=True, group="Record")
    invitation_sequence: Mapped[int | None] = field("Version of the invitation", group="Record")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")

    def check(self) -> None:
        check_days(self, "starts_at", "ends_at")
        if self.state == "submitted":
            check_given(self, "summary", "Before submitting, write down what was said.")
            check_given(self, "starts_at", "Before submitting, say when the visit took place.")

    def check_change(self, before: Mapping[str, Any]) -> None:
        if _unlocks(self, before):
            return
        check_locked(self, before, LOCKED)


def _unlocks(visit: Visit, before: Mapping[str, Any]) -> bool:
    """Whether this change is an unlocking: by a named person, for a reason, and nothing else with it.

    Whether that person has the right is asked in the service and by the server.
    """
    if before.get("state") != "submitted" or visit.state != "saved":
        return False
    extra = {"submitted_at", "submitted_by_id", "unlocked_by_id", "unlock_reason", "state", "changed_at"}
    return (
        "unlocked_by_id" in before
        and bool(visit.unlocked_by_id and visit.unlock_reason)
        and extra >= set(before)
    )


class VisitParticipant(Record):
    """A person at the visit: a known contact, a colleague, or a name."""

    __tablename__ = "visit_participants"
    title = "Participant"
    titles = "Participants"
    detailed_by = ("side",)
    search_rank = 95
    audience = "portfolio"

    visit_id: Mapped[str] = field("Visit", link="visits", required=True, part_of=True)
    side: Mapped[str] = field("Side", choices=("ours", "theirs"), default="theirs", listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts", listed=True, merge="set")
    user_id: Mapped[str | None] = field("Colleague", link="users", listed=True, merge="set")
    name: Mapped[str | None] = field("Name", search=True, listed=True)
    role: Mapped[str | None] = field("Part in the meeting", listed=True)
    was_present: Mapped[bool] = field("Was present", default=True, listed=True)

    def check(self) -> None:
        if not (self.contact_id or self.user_id or self.name):
            sentence = "A participant is a contact, a colleague or at least a name."
            raise Refused(sentence, fields={"name": sentence})
        check_part(self, Visit, "visit_id", LOCKED)


class VisitObjective(Record):
    """What a visit is meant to reach, and whether it did."""

    __tablename__ = "visit_objectives"
    title = "Visit objective"
    titles = "Visit objectives"
    named_by = "text"
    detailed_by = ("met",)
    search_rank = 90
    audience = "portfolio"

    visit_id: Mapped[str] = field("Visit", link="visits", required=True, part_of=True)
    position: Mapped[int | None] = field("Position")
    text: Mapped[str] = field("Objective", required=True, search=True, listed=True, merge="text")
    met: Mapped[str | None] = field("Met", choices=("yes", "partly", "no"), listed=True)
    result: Mapped[str | None] = field("Result", listed=True, merge="text")
    plan_objective_id: Mapped[str | None] = field(
        "From the account plan", link="plan_objectives", listed=True
    )
    plan_action_id: Mapped[str | None] = field("Action of the plan", link="plan_actions")

    def check(self) -> None:
        check_part(self, Visit, "visit_id", LOCKED)


class VisitAddendum(Record):
    """A correction of a submitted visit: added, never edited."""

    __tablename__ = "visit_addenda"
    title = "Addendum"
    titles = "Addenda"
    named_by = "text"
    detailed_by = ("added_on",)
    search_rank = 85
    audience = "portfolio"

    visit_id: Mapped[str] = field("Visit", link="visits", required=True, part_of=True, merge="append")
    text: Mapped[str] = field("Text", kind="long", required=True, search=True, listed=True, merge="append")
    author_id: Mapped[str | None] = field("Author", link="users", listed=True, merge="append")
    added_on: Mapped[date | None] = field("Added on", listed=True, merge="append")
    is_internal: Mapped[bool] = field("Only for us", default=False, listed=True, merge="append")

    def check_change(self, before: Mapping[str, Any]) -> None:
        if "text" in before or "visit_id" in before:
            raise Refused("An addendum is not changed; add another one.")
