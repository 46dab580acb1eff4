"""Interest that is not yet qualified, from fairs, referrals, calls and pages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.records.base import Record, derived, field
from app.records.rules import check_given, check_positive


class Lead(Record):
    """A first interest with whatever was caught of it."""

    __tablename__ = "leads"
    title = "Lead"
    titles = "Leads"
    detailed_by = ("company", "city")
    search_rank = 14
    transitions = {
        "state": {
            "new": ("contacted", "qualified", "converted", "dropped"),
            "contacted": ("qualified", "converted", "dropped"),
            "qualified": ("contacted", "converted", "dropped"),
            "converted": (),
            "dropped": ("new", "contacted"),
        }
    }
    sorted_as = {"name": "name_sort"}
    audience = "team"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    name_sort: Mapped[str | None] = derived()
    company: Mapped[str | None] = field("Company", search=True, listed=True)
    job: Mapped[str | None] = field("Job", search=True)
    grade: Mapped[str | None] = field("Grade", choices=("a", "b", "c"), listed=True)
    state: Mapped[str] = field(
        "State", choices=("new", "contacted", "qualified", "converted", "dropped"),
        default="new", listed=True, merge="ask",
    )  # fmt: skip
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    phone: Mapped[str | None] = field("Phone", kind="phone", search=True, group="Reach")
    mobile: Mapped[str | None] = field("Mobile", kind="phone", search=True, group="Reach")
    email: Mapped[str | None] = field("E-mail", kind="email", search=True, group="Reach", index=True)
    web: Mapped[str | None] = field("Website", kind="web", group="Reach")
    street: Mapped[str | None] = field("Street", merge_group="address", group="Reach")
    postal_code: Mapped[str | None] = field("Postal code", merge_group="address", group="Reach")
    city: Mapped[str | None] = field("City", search=True, merge_group="address", group="Reach")
    country: Mapped[str | None] = field("Country", kind="country", merge_group="address", group="Reach")
    language: Mapped[str | None] = field("Language", kind="language", group="Reach")
    source: Mapped[str | None] = field(
        "Source",
        choices=("fair", "referral", "call", "portal", "campaign", "visit", "import", "other"), listed=True,
        group="Interest",
    )  # fmt: skip
    event_id: Mapped[str | None] = field("Event", link="events", group="Interest")
    campaign_id: Mapped[str | None] = field("Campaign", link="campaigns", group="Interest")
    referral_id: Mapped[str | None] = field("Referral", link="referrals", group="Interest")
    badge: Mapped[str | None] = field("Badge", search=True, index=True, group="Interest")
    interest: Mapped[str | None] = field("Interested in", search=True, group="Interest")
    product_family_id: Mapped[str | None] = field("Product family", link="product_families", group="Interest")
    answers: Mapped[dict[str, Any] | None] = field("Qualifying answers", group="Interest")
    budget: Mapped[Decimal | None] = field(
        "Budget", kind="money", merge_group="budget", merge="ask", group="Interest"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", merge_group="budget", merge="ask", group="Interest"
    )
    wanted_on: Mapped[date | None] = field("Wanted by", group="Interest")
    captured_at: Mapped[datetime | None] = field("Captured at", group="Next")
    captured_by_id: Mapped[str | None] = field("Captured by", link="users", group="Next")
    next_step: Mapped[str | None] = field("Next step", group="Next")
    follow_up_on: Mapped[date | None] = field("Follow up on", listed=True, group="Next")
    followed_up_on: Mapped[date | None] = field("Followed up on", group="Next")
    dropped_reason: Mapped[str | None] = field("Reason for dropping", group="Next")
    account_id: Mapped[str | None] = field("Became account", link="accounts", group="Became")
    contact_id: Mapped[str | None] = field("Became contact", link="contacts", group="Became")
    opportunity_id: Mapped[str | None] = field("Became opportunity", link="opportunities", group="Became")
    picture_id: Mapped[str | None] = field("Picture of the card", link="attachments", group="Record")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")
    notes: Mapped[str | None] = field("Notes", kind="long", search=True, merge="text", group="Notes")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", internal=True, merge="text", group="Notes"
    )

    def check(self) -> None:
        check_positive(self, "budget")
        if self.state == "dropped":
            check_given(self, "dropped_reason", "A dropped lead needs the reason.")
