"""Fairs, launches and presentations: people invited, goals, rota, what was shown."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_days, check_positive


class Event(Record):
    """A fair, launch or presentation with its budget and place."""

    __tablename__ = "events"
    title = "Event"
    titles = "Events"
    detailed_by = ("city", "starts_on")
    search_rank = 16
    transitions = {
        "state": {
            "planned": ("running", "cancelled"),
            "running": ("follow_up", "planned"),
            "follow_up": ("closed", "running"),
            "closed": ("follow_up",),
            "cancelled": ("planned",),
        }
    }
    audience = "team"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    kind: Mapped[str] = field(
        "Kind",
        choices=("fair", "launch", "presentation", "training", "dinner", "other"),
        default="fair",
        listed=True,
    )
    state: Mapped[str] = field(
        "State",
        choices=("planned", "running", "follow_up", "closed", "cancelled"), default="planned", listed=True, merge="ask",
    )  # fmt: skip
    starts_on: Mapped[date | None] = field("Starts on", listed=True)
    ends_on: Mapped[date | None] = field("Ends on", listed=True)
    hours: Mapped[str | None] = field("Opening hours")
    place: Mapped[str | None] = field("Place", search=True, group="Place")
    hall: Mapped[str | None] = field("Hall", group="Place")
    stand: Mapped[str | None] = field("Stand", group="Place")
    city: Mapped[str | None] = field("City", search=True, listed=True, merge_group="address", group="Place")
    country: Mapped[str | None] = field(
        "Country", kind="country", listed=True, merge_group="address", group="Place"
    )
    time_zone: Mapped[str | None] = field("Time zone", group="Place")
    organiser_id: Mapped[str | None] = field("Organiser", link="accounts", group="Place")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    team_id: Mapped[str | None] = field("Team", link="teams")
    budget: Mapped[Decimal | None] = field(
        "Budget", kind="money", internal=True, merge="ask", merge_group="money"
    )
    cost: Mapped[Decimal | None] = field(
        "Cost", kind="money", internal=True, merge="ask", merge_group="money"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="money")
    follow_up_days: Mapped[dict[str, Any] | None] = field("Days to follow up by grade")
    questionnaire_id: Mapped[str | None] = field("Qualifying questions", link="questionnaires")
    web: Mapped[str | None] = field("Website", kind="web")
    notes: Mapped[str | None] = field("Notes", kind="long", search=True, merge="text")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        check_positive(self, "budget", "cost")


class EventMember(Record):
    """Somebody invited to an event, with answer and attendance."""

    __tablename__ = "event_members"
    title = "Event guest"
    titles = "Event guests"
    detailed_by = ("state",)
    search_rank = 90
    transitions = {
        "state": {
            "chosen": ("invited", "skipped"),
            "skipped": ("chosen",),
            "invited": ("accepted", "declined", "attended", "absent"),
            "accepted": ("declined", "attended", "absent"),
            "declined": ("accepted", "attended"),
            "attended": ("absent",),
            "absent": ("attended",),
        }
    }
    audience = "team"

    event_id: Mapped[str] = field("Event", link="events", required=True, listed=True, part_of=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True, merge="set")
    contact_id: Mapped[str | None] = field("Contact", link="contacts", listed=True, merge="set")
    lead_id: Mapped[str | None] = field("Lead", link="leads", merge="set")
    name: Mapped[str | None] = field("Name", search=True, listed=True)
    company: Mapped[str | None] = field("Company", search=True, listed=True)
    state: Mapped[str] = field(
        "State",
        choices=("chosen", "skipped", "invited", "accepted", "declined", "attended", "absent"),
        default="chosen", listed=True, merge="ask",
    )  # fmt: skip
    invited_on: Mapped[date | None] = field("Invited on")
    answered_on: Mapped[date | None] = field("Answered on")
    visit_id: Mapped[str | None] = field("Appointment", link="visits")
    badge: Mapped[str | None] = field("Badge", search=True, index=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")


class EventGoal(Record):
    """What an event is meant to bring, as a figure."""

    __tablename__ = "event_goals"
    title = "Event goal"
    titles = "Event goals"
    named_by = "text"
    search_rank = 95
    audience = "team"

    event_id: Mapped[str] = field("Event", link="events", required=True, listed=True, part_of=True)
    text: Mapped[str] = field("Goal", required=True, search=True, listed=True, merge="text")
    measure: Mapped[str | None] = field(
        "Measure",
        choices=("leads", "grade_a_leads", "appointments", "pipeline", "orders", "other"),
        listed=True,
    )
    wanted: Mapped[Decimal | None] = field("Wanted", listed=True)
    reached: Mapped[Decimal | None] = field("Reached", listed=True, help="Only where it cannot be counted")


class StandShift(Record):
    """Who is on the stand when."""

    __tablename__ = "stand_shifts"
    title = "Stand shift"
    titles = "Stand shifts"
    named_by = "role"
    search_rank = 95
    audience = "team"

    event_id: Mapped[str] = field("Event", link="events", required=True, listed=True, part_of=True)
    user_id: Mapped[str] = field("Person", link="users", required=True, listed=True)
    starts_at: Mapped[datetime | None] = field("Starts at", listed=True, merge_group="time")
    ends_at: Mapped[datetime | None] = field("Ends at", listed=True, merge_group="time")
    role: Mapped[str | None] = field("Task", listed=True)

    def check(self) -> None:
        check_days(self, "starts_at", "ends_at")


class EventProduct(Record):
    """A product shown at an event."""

    __tablename__ = "event_products"
    title = "Product shown"
    titles = "Products shown"
    named_by = "place"
    search_rank = 95
    audience = "team"

    event_id: Mapped[str] = field("Event", link="events", required=True, listed=True, part_of=True)
    product_id: Mapped[str] = field("Product", link="products", required=True, listed=True, merge="set")
    position: Mapped[int | None] = field("Position", listed=True)
    place: Mapped[str | None] = field("Place on the stand", listed=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")


class EventNote(Record):
    """Something seen or heard at an event: competitors, trends, ideas."""

    __tablename__ = "event_notes"
    title = "Event note"
    titles = "Event notes"
    named_by = "text"
    search_rank = 70
    audience = "team"

    event_id: Mapped[str] = field("Event", link="events", required=True, listed=True, part_of=True)
    text: Mapped[str] = field("Note", kind="long", required=True, search=True, listed=True, merge="text")
    kind: Mapped[str | None] = field(
        "About", choices=("competitor", "trend", "product", "organisation", "other"), listed=True
    )
    competitor_id: Mapped[str | None] = field("Competitor", link="competitors", listed=True)
    author_id: Mapped[str | None] = field("Author", link="users", listed=True)
    noted_at: Mapped[datetime | None] = field("Noted at", listed=True)
