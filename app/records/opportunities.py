"""Possible sales and how far each has come."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.records.base import Record, Transitions, field
from app.records.rules import check_between, check_given, check_positive

STAGES = ("new", "qualified", "needs", "proposal", "negotiation", "won", "lost")

_OPEN = ("new", "qualified", "needs", "proposal", "negotiation")

_MOVES: Transitions = {
    # An open sale may jump forward or fall back; a closed one is reopened where it may go on.
    **{stage: tuple(other for other in STAGES if other != stage) for stage in _OPEN},
    "won": ("negotiation", "proposal"),
    "lost": ("qualified", "needs", "proposal", "negotiation"),
}


class Opportunity(Record):
    """A possible sale to an account."""

    __tablename__ = "opportunities"
    __table_args__ = (Index(None, "stage", "expected_on"),)
    title = "Opportunity"
    titles = "Opportunities"
    detailed_by = ("account_id", "stage")
    search_rank = 5
    transitions = {"stage": _MOVES}
    audience = "portfolio"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    stage: Mapped[str] = field(
        "Stage", choices=STAGES, default="new", listed=True, merge="ask", merge_group="stage"
    )
    stage_since: Mapped[date | None] = field("Stage since", merge="ask", merge_group="stage")
    amount: Mapped[Decimal | None] = field(
        "Amount", kind="money", listed=True, merge="ask", merge_group="amount", group="Value"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", merge="ask", merge_group="amount", group="Value"
    )
    probability: Mapped[int | None] = field(
        "Probability", listed=True, group="Value", help="In percent; leave empty to use the one of the stage"
    )
    margin_percent: Mapped[Decimal | None] = field(
        "Expected margin", kind="percent", internal=True, group="Value"
    )
    expected_on: Mapped[date | None] = field("Expected on", listed=True, group="Value")
    next_step: Mapped[str | None] = field("Next step", search=True, listed=True, group="Next")
    next_step_on: Mapped[date | None] = field("Next step on", listed=True, group="Next")
    lost_reason: Mapped[str | None] = field(
        "Reason for the loss", merge="ask", merge_group="stage", group="Outcome"
    )
    lost_to_id: Mapped[str | None] = field(
        "Lost to", link="competitors", merge="ask", merge_group="stage", group="Outcome"
    )
    closed_on: Mapped[date | None] = field("Closed on", merge="ask", merge_group="stage", group="Outcome")
    competitor: Mapped[str | None] = field("Competitors", search=True, internal=True, group="Outcome")
    product_family_id: Mapped[str | None] = field("Product family", link="product_families", group="Origin")
    source: Mapped[str | None] = field("Source", group="Origin")
    lead_id: Mapped[str | None] = field("Lead", link="leads", group="Origin")
    campaign_id: Mapped[str | None] = field("Campaign", link="campaigns", group="Origin")
    event_id: Mapped[str | None] = field("Event", link="events", group="Origin")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Origin")
    notes: Mapped[str | None] = field("Notes", kind="long", search=True, merge="text", group="Notes")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", search=True, internal=True, merge="text", group="Notes"
    )

    def check(self) -> None:
        check_positive(self, "amount")
        check_between(self, "probability", 0, 100)
        if self.stage == "lost":
            check_given(self, "lost_reason", "A lost opportunity needs the reason for the loss.")
