"""Who else is after our clients: competitors, where they were seen, what they threaten."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_between, check_positive


class Competitor(Record):
    """A rival with strengths, weaknesses and the prices seen."""

    __tablename__ = "competitors"
    title = "Competitor"
    titles = "Competitors"
    detailed_by = ("country",)
    search_rank = 18
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    account_id: Mapped[str | None] = field("Kept as account", link="accounts")
    web: Mapped[str | None] = field("Website", kind="web")
    country: Mapped[str | None] = field("Country", kind="country", listed=True)
    product_range: Mapped[str | None] = field("Range", search=True, listed=True)
    strengths: Mapped[str | None] = field("Strengths", kind="long", search=True, internal=True, merge="text")
    weaknesses: Mapped[str | None] = field(
        "Weaknesses", kind="long", search=True, internal=True, merge="text"
    )
    prices: Mapped[str | None] = field("Prices in general", kind="long", internal=True, merge="text")
    argument: Mapped[str | None] = field(
        "How we win against them", kind="long", search=True, internal=True, merge="text"
    )
    is_active: Mapped[bool] = field("Active", default=True, listed=True)


class CompetitorSighting(Record):
    """A competitor seen at an account or in an opportunity, with price where known."""

    __tablename__ = "competitor_sightings"
    title = "Competitor sighting"
    titles = "Competitor sightings"
    named_by = "text"
    detailed_by = ("account_id", "seen_on")
    search_rank = 62
    audience = "portfolio"

    competitor_id: Mapped[str] = field("Competitor", link="competitors", required=True, listed=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities")
    visit_id: Mapped[str | None] = field("Visit", link="visits")
    product_id: Mapped[str | None] = field("Against our product", link="products", listed=True)
    text: Mapped[str | None] = field("What was seen", search=True, internal=True, listed=True, merge="text")
    price: Mapped[Decimal | None] = field(
        "Price seen", kind="money", internal=True, listed=True, merge="ask", merge_group="price"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", internal=True, merge="ask", merge_group="price"
    )
    unit: Mapped[str | None] = field("Unit", internal=True, merge="ask", merge_group="price")
    share_percent: Mapped[Decimal | None] = field("Share at the account", kind="percent", internal=True)
    seen_on: Mapped[date | None] = field("Seen on", listed=True)
    source: Mapped[str | None] = field("Source")

    def check(self) -> None:
        check_positive(self, "price")
        check_between(self, "share_percent", 0, 100)


class Threat(Record):
    """Something that may cost us an account."""

    __tablename__ = "threats"
    title = "Threat"
    titles = "Threats"
    named_by = "text"
    detailed_by = ("account_id", "level")
    search_rank = 45
    transitions = {"state": {"open": ("averted", "happened"), "averted": ("open",), "happened": ("open",)}}
    audience = "portfolio"

    text: Mapped[str] = field("Threat", required=True, search=True, internal=True, listed=True, merge="text")
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    competitor_id: Mapped[str | None] = field("Competitor", link="competitors", listed=True)
    kind: Mapped[str | None] = field(
        "Kind", choices=("competitor", "dissatisfaction", "price", "people", "insolvency", "law", "other")
    )
    level: Mapped[str] = field("Level", choices=("high", "medium", "low"), default="medium", listed=True)
    state: Mapped[str] = field(
        "State", choices=("open", "averted", "happened"), default="open", listed=True, merge="ask"
    )
    amount: Mapped[Decimal | None] = field(
        "Sales at risk", kind="money", internal=True, merge="ask", merge_group="amount"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")
    seen_on: Mapped[date | None] = field("Seen on", listed=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", merge="ask")
    answer: Mapped[str | None] = field("What we do about it", kind="long", internal=True, merge="text")
