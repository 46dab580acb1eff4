"""What clients need and what holds them back, in their own words."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_between, check_positive

OBJECTION_CLASSES = (
    "price",
    "need",
    "trust",
    "time",
    "product",
    "delivery",
    "competitor",
    "authority",
    "terms",
    "other",
)


class Need(Record):
    """A need of a client, from the day it was heard to the day it was met or lost."""

    __tablename__ = "needs"
    title = "Need"
    titles = "Needs"
    named_by = "statement"
    detailed_by = ("account_id", "state")
    search_rank = 26
    transitions = {
        "state": {
            "found": ("matched", "offered", "met", "lost"),
            "matched": ("found", "offered", "met", "lost"),
            "offered": ("matched", "met", "lost"),
            "met": ("found",),
            "lost": ("found", "matched"),
        }
    }
    audience = "portfolio"

    statement: Mapped[str] = field(
        "In the client's words", required=True, search=True, listed=True, merge="text"
    )
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Said by", link="contacts")
    visit_id: Mapped[str | None] = field("Visit", link="visits")
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities")
    event_id: Mapped[str | None] = field("Event", link="events")
    product_family_id: Mapped[str | None] = field("Product family", link="product_families", listed=True)
    product_id: Mapped[str | None] = field("Matching product", link="products")
    quote_id: Mapped[str | None] = field("Offered with", link="quotes")
    quantity: Mapped[Decimal | None] = field("Quantity")
    amount: Mapped[Decimal | None] = field(
        "Amount", kind="money", listed=True, merge="ask", merge_group="amount"
    )
    budget: Mapped[Decimal | None] = field("Budget", kind="money", merge="ask", merge_group="amount")
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")
    wanted_on: Mapped[date | None] = field("Wanted by", listed=True)
    found_on: Mapped[date | None] = field("Heard on")
    importance: Mapped[int | None] = field("Importance", listed=True, help="From 1 to 5")
    state: Mapped[str] = field(
        "State",
        choices=("found", "matched", "offered", "met", "lost"),
        default="found",
        listed=True,
        merge="ask",
    )
    lost_to_id: Mapped[str | None] = field("Lost to", link="competitors", merge_group="loss")
    lost_reason: Mapped[str | None] = field("Reason for the loss", merge_group="loss")
    owner_id: Mapped[str | None] = field("Owner", link="users", merge="ask")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        check_between(self, "importance", 1, 5)
        check_positive(self, "amount", "budget", "quantity")


class Objection(Record):
    """What a client held against us, what we answered, and what came of it."""

    __tablename__ = "objections"
    title = "Objection"
    titles = "Objections"
    named_by = "text"
    detailed_by = ("account_id", "kind")
    search_rank = 30
    audience = "portfolio"

    text: Mapped[str] = field("In the client's words", required=True, search=True, listed=True, merge="text")
    kind: Mapped[str | None] = field("Class", choices=OBJECTION_CLASSES, listed=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    contact_id: Mapped[str | None] = field("Said by", link="contacts")
    visit_id: Mapped[str | None] = field("Visit", link="visits")
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities")
    product_id: Mapped[str | None] = field("Product", link="products")
    answer_id: Mapped[str | None] = field("Answer from the library", link="objection_answers")
    answer: Mapped[str | None] = field("Answer used", kind="long", search=True, merge="text")
    result: Mapped[str | None] = field(
        "Result", choices=("convinced", "partly", "open", "not_convinced"), listed=True
    )
    raised_on: Mapped[date | None] = field("Raised on", listed=True)


class ObjectionAnswer(Record):
    """An answer that may serve again; how often it worked is counted from the objections."""

    __tablename__ = "objection_answers"
    title = "Answer to objections"
    titles = "Answers to objections"
    named_by = "heading"
    detailed_by = ("kind",)
    search_rank = 50
    audience = "org"

    heading: Mapped[str] = field("Heading", required=True, search=True, listed=True)
    kind: Mapped[str | None] = field("Class", choices=OBJECTION_CLASSES, listed=True)
    text: Mapped[str | None] = field("Answer", kind="long", search=True, merge="text")
    language: Mapped[str | None] = field("Language", kind="language", listed=True)
    product_family_id: Mapped[str | None] = field("Product family", link="product_families", listed=True)
    is_active: Mapped[bool] = field("In use", default=True)
