"""The priced offer: its words, its lines, its life from draft to acceptance."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_between, check_days, check_given, check_locked, check_part, check_positive

LOCKED = ("issued", "accepted", "declined", "expired", "replaced", "withdrawn")
"""States in which the paper has left the house."""

AFTER_ISSUE = (
    "state", "pdf_id", "accepted_on", "accepted_by", "signature_id", "declined_reason", "declined_on",
    "follow_up_on", "internal_notes", "owner_id", "frozen",
)  # fmt: skip
"""What may still change on an issued quote: its fate, not its words and figures."""

FIXED = ("approved", *LOCKED)
"""States in which the lines stand; an approved quote is taken back to draft before it is edited."""


class Quote(Record):
    """A priced offer to an account, in one of its versions."""

    __tablename__ = "quotes"
    title = "Quote"
    titles = "Quotes"
    named_by = "number"
    detailed_by = ("subject", "account_id")
    search_rank = 6
    transitions = {
        "state": {
            "draft": ("approved", "issued", "withdrawn"),
            "approved": ("draft", "issued", "withdrawn"),
            "issued": ("accepted", "declined", "expired", "replaced", "withdrawn"),
            "accepted": ("replaced",),
            "declined": ("replaced", "accepted"),
            "expired": ("replaced", "accepted"),
            "replaced": (),
            "withdrawn": (),
        }
    }
    audience = "portfolio"

    number: Mapped[str | None] = field("Number", search=True, listed=True, index=True)
    version: Mapped[int] = field("Version", default=1, listed=True)
    subject: Mapped[str | None] = field("Title", search=True, listed=True, merge="text")
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities")
    visit_id: Mapped[str | None] = field("From visit", link="visits")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State",
        choices=("draft", "approved", "issued", "accepted", "declined", "expired", "replaced", "withdrawn"),
        default="draft", listed=True, merge="ask",
    )  # fmt: skip
    replaces_id: Mapped[str | None] = field("Replaces", link="quotes")
    currency: Mapped[str | None] = field("Currency", kind="currency", listed=True, merge="ask", group="Paper")
    language: Mapped[str | None] = field("Language", kind="language", group="Paper")
    paper: Mapped[str | None] = field("Paper", choices=("a4", "letter"), group="Paper")
    issued_on: Mapped[date | None] = field("Issued on", listed=True, group="Paper")
    valid_until: Mapped[date | None] = field("Valid until", listed=True, merge="ask", group="Paper")
    follow_up_on: Mapped[date | None] = field("Ask again on", group="Paper")
    template_id: Mapped[str | None] = field("Template", link="text_templates", group="Paper")

    need: Mapped[str | None] = field(
        "What the client needs", kind="long", search=True, merge="text", group="Words"
    )
    solution: Mapped[str | None] = field(
        "Our solution", kind="long", search=True, merge="text", group="Words"
    )
    result: Mapped[str | None] = field("What the client gains", kind="long", merge="text", group="Words")
    plan: Mapped[str | None] = field("Plan", kind="long", merge="text", group="Words")
    note: Mapped[str | None] = field("Note", kind="long", merge="text", group="Words")
    benefit_client: Mapped[str | None] = field(
        "Benefit for the client", kind="long", merge="text", group="Fair to both sides"
    )
    benefit_us: Mapped[str | None] = field(
        "Benefit for us", kind="long", internal=True, merge="text", group="Fair to both sides"
    )

    price_list_id: Mapped[str | None] = field("Price list", link="price_lists", merge="ask", group="Terms")
    prices_on: Mapped[date | None] = field("Prices of", group="Terms", help="The day whose prices were taken")
    discount_percent: Mapped[Decimal | None] = field("Discount", kind="percent", merge="ask", group="Terms")
    payment_terms_days: Mapped[int | None] = field("Days to pay", merge="ask", group="Terms")
    payment_terms: Mapped[str | None] = field("Payment terms", kind="long", merge="ask", group="Terms")
    delivery_terms: Mapped[str | None] = field("Delivery terms", kind="long", merge="ask", group="Terms")
    warranty: Mapped[str | None] = field("Warranty", kind="long", merge="ask", group="Terms")
    tax_note: Mapped[str | None] = field("Tax note", group="Terms")
    signatory: Mapped[str | None] = field("Signed for us by", group="Terms")

    approved_by_id: Mapped[str | None] = field("Approved by", link="users", internal=True, group="Life")
    approved_at: Mapped[datetime | None] = field("Approved at", internal=True, group="Life")
    accepted_on: Mapped[date | None] = field("Accepted on", group="Life")
    accepted_by: Mapped[str | None] = field("Accepted by", group="Life")
    signature_id: Mapped[str | None] = field("Signature", link="attachments", group="Life")
    declined_on: Mapped[date | None] = field("Declined on", group="Life")
    declined_reason: Mapped[str | None] = field("Reason for declining", group="Life")
    frozen: Mapped[dict[str, Any] | None] = field("Content as issued", group="Life")
    pdf_id: Mapped[str | None] = field("Paper as issued", link="attachments", group="Life")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", search=True, internal=True, merge="text", group="Record"
    )

    def check(self) -> None:
        check_between(self, "discount_percent", 0, 100)
        check_positive(self, "payment_terms_days")
        check_days(self, "issued_on", "valid_until")
        if self.state == "issued":
            check_given(self, "issued_on", "An issued quote needs the day of issue.")
            check_given(self, "number", "An issued quote needs its number.")

    def check_change(self, before: Mapping[str, Any]) -> None:
        check_locked(self, before, LOCKED, AFTER_ISSUE)
        if before.get("frozen") is not None:
            raise Refused(
                "The content of an issued quote stays as it was printed.", fields={"frozen": "As issued."}
            )
        if self.state == "approved":
            check_locked(self, before, ("approved",), AFTER_ISSUE)


class QuoteLine(Record):
    """One line of a quote with its price."""

    __tablename__ = "quote_lines"
    title = "Quote line"
    titles = "Quote lines"
    detailed_by = ("quantity", "unit")
    search_rank = 75
    audience = "portfolio"

    quote_id: Mapped[str] = field("Quote", link="quotes", required=True, part_of=True)
    position: Mapped[int | None] = field("Position", listed=True)
    product_id: Mapped[str | None] = field("Product", link="products", listed=True)
    name: Mapped[str | None] = field("Name", search=True, listed=True)
    detail: Mapped[str | None] = field("Detail", kind="long", merge="text")
    quantity: Mapped[Decimal | None] = field("Quantity", listed=True, merge="ask")
    unit: Mapped[str | None] = field("Unit", listed=True, merge="ask", merge_group="price")
    list_price: Mapped[Decimal | None] = field("List price", kind="money", merge="ask", merge_group="price")
    price: Mapped[Decimal | None] = field(
        "Price", kind="money", listed=True, merge="ask", merge_group="price"
    )
    discount_percent: Mapped[Decimal | None] = field("Discount", kind="percent", listed=True, merge="ask")
    partner_percent: Mapped[Decimal | None] = field(
        "Partner discount", kind="percent", internal=True, merge="ask"
    )
    bonus_percent: Mapped[Decimal | None] = field("Yearly bonus", kind="percent", internal=True, merge="ask")
    net: Mapped[Decimal | None] = field("Net amount", kind="money", listed=True)
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="price")
    cost: Mapped[Decimal | None] = field("Cost", kind="money", internal=True, merge="ask")
    tax_rate: Mapped[Decimal | None] = field("Tax rate", kind="percent", merge="ask")
    is_optional: Mapped[bool] = field("Optional", default=False, listed=True)
    alternative_to_id: Mapped[str | None] = field("Alternative to", link="quote_lines")
    is_heading: Mapped[bool] = field("Heading", default=False)
    delivery_days: Mapped[int | None] = field("Days to deliver")
    price_origin: Mapped[str | None] = field("Where the price comes from", internal=True)
    price_kept_reason: Mapped[str | None] = field("Why the old price was kept", internal=True)
    need_id: Mapped[str | None] = field("Need", link="needs")

    def check(self) -> None:
        check_between(self, "discount_percent", 0, 100)
        check_between(self, "partner_percent", 0, 100)
        check_between(self, "bonus_percent", 0, 100)
        check_between(self, "tax_rate", 0, 100)
        check_positive(self, "price", "list_price")
        check_part(self, Quote, "quote_id", FIXED)
