"""One to many: newsletters, product news, promotions and invitations, and who answered."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_days, check_positive


class Campaign(Record):
    """A message to a segment, filtered by consent, with its answers and revenue."""

    __tablename__ = "campaigns"
    title = "Campaign"
    titles = "Campaigns"
    detailed_by = ("kind", "starts_on")
    search_rank = 22
    transitions = {
        "state": {
            "draft": ("ready", "cancelled"),
            "ready": ("draft", "running", "cancelled"),
            "running": ("ended", "cancelled"),
            "ended": (),
            "cancelled": ("draft",),
        }
    }
    audience = "team"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    kind: Mapped[str] = field(
        "Kind",
        choices=("newsletter", "product_news", "promotion", "invitation", "survey", "thanks"),
        default="newsletter", listed=True,
    )  # fmt: skip
    state: Mapped[str] = field(
        "State",
        choices=("draft", "ready", "running", "ended", "cancelled"),
        default="draft",
        listed=True,
        merge="ask",
    )
    channel: Mapped[str] = field(
        "Channel", choices=("letter", "e_mail", "phone", "visit"), default="letter", listed=True
    )
    purpose: Mapped[str] = field(
        "Purpose for consent",
        choices=("newsletter", "offers", "invitations", "surveys"),
        default="newsletter",
    )
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    team_id: Mapped[str | None] = field("Team", link="teams")
    segment_id: Mapped[str | None] = field("Segment", link="segments")
    event_id: Mapped[str | None] = field("Event", link="events")
    template_id: Mapped[str | None] = field("Text template", link="text_templates")
    subject: Mapped[str | None] = field("Subject line", search=True, merge="text")
    text: Mapped[str | None] = field("Text", kind="long", search=True, merge="text")
    starts_on: Mapped[date | None] = field("Starts on", listed=True)
    ends_on: Mapped[date | None] = field("Ends on", listed=True)
    budget: Mapped[Decimal | None] = field(
        "Budget", kind="money", internal=True, merge="ask", merge_group="money"
    )
    cost: Mapped[Decimal | None] = field(
        "Cost", kind="money", internal=True, merge="ask", merge_group="money"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="money")
    goal: Mapped[str | None] = field("Goal", kind="long", merge="text")
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        check_positive(self, "budget", "cost")


class CampaignMember(Record):
    """One addressee of a campaign and the answer."""

    __tablename__ = "campaign_members"
    title = "Campaign member"
    titles = "Campaign members"
    named_by = "name"
    detailed_by = ("state",)
    search_rank = 95
    transitions = {
        "state": {
            "chosen": ("sent", "skipped"),
            "skipped": ("chosen",),
            "sent": ("returned", "answered", "declined", "bought"),
            "returned": ("sent",),
            "answered": ("bought", "declined"),
            "declined": ("answered",),
            "bought": (),
        }
    }
    audience = "team"

    campaign_id: Mapped[str] = field("Campaign", link="campaigns", required=True, listed=True, part_of=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True, merge="set")
    contact_id: Mapped[str | None] = field("Contact", link="contacts", listed=True, merge="set")
    lead_id: Mapped[str | None] = field("Lead", link="leads", merge="set")
    name: Mapped[str | None] = field("Name", search=True, listed=True)
    state: Mapped[str] = field(
        "State",
        choices=("chosen", "skipped", "sent", "returned", "answered", "declined", "bought"),
        default="chosen", listed=True, merge="ask",
    )  # fmt: skip
    skipped_reason: Mapped[str | None] = field(
        "Why skipped", listed=True, help="Such as no consent or no address"
    )
    sent_at: Mapped[datetime | None] = field("Sent at", listed=True)
    answered_on: Mapped[date | None] = field("Answered on", listed=True)
    answer: Mapped[str | None] = field("Answer", kind="long", merge="text")
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities")
    order_id: Mapped[str | None] = field("Order", link="orders")
    revenue: Mapped[Decimal | None] = field("Revenue", kind="money", merge="ask", merge_group="money")
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="money")

    def check(self) -> None:
        if not (self.account_id or self.contact_id or self.lead_id):
            sentence = "A member is an account, a contact or a lead."
            raise Refused(sentence, fields={"contact_id": sentence})
