"""What it costs: price lists, their prices, special terms, promotions."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_between, check_days, check_not_itself, check_positive


class PriceList(Record):
    """Prices in one currency for a territory or group of clients, for a time."""

    __tablename__ = "price_lists"
    title = "Price list"
    titles = "Price lists"
    detailed_by = ("currency", "valid_from")
    search_rank = 46
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    currency: Mapped[str] = field("Currency", kind="currency", required=True, listed=True, merge="ask")
    parent_id: Mapped[str | None] = field("Falls back on", link="price_lists", listed=True)
    territory_id: Mapped[str | None] = field("Territory", link="territories", listed=True)
    client_group: Mapped[str | None] = field("Client group", listed=True)
    valid_from: Mapped[date | None] = field("Valid from", listed=True, merge="ask")
    valid_until: Mapped[date | None] = field("Valid until", listed=True, merge="ask")
    is_default: Mapped[bool] = field("Default list", default=False, listed=True)
    formula_basis: Mapped[str | None] = field(
        "Reckoned from", choices=("parent_price", "list_price", "cost"), merge="ask", group="Formula"
    )
    formula_percent: Mapped[Decimal | None] = field(
        "Surcharge or discount",
        kind="percent",
        merge="ask",
        group="Formula",
        help="Below zero for a discount",
    )
    rounding: Mapped[str | None] = field(
        "Rounding", choices=("half_up", "half_even", "up", "down"), merge="ask", group="Formula"
    )
    rounding_step: Mapped[Decimal | None] = field("Round to multiples of", merge="ask", group="Formula")
    surcharge: Mapped[Decimal | None] = field("Added at the end", kind="money", merge="ask", group="Formula")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "valid_from", "valid_until")
        check_not_itself(self, "parent_id")


class Price(Record):
    """The price of a product in a list from a quantity on, for a time."""

    __tablename__ = "prices"
    __table_args__ = (Index(None, "product_id", "price_list_id", "minimum_quantity"),)
    title = "Price"
    titles = "Prices"
    named_by = "price"
    search_rank = 95
    audience = "org"

    price_list_id: Mapped[str] = field(
        "Price list", link="price_lists", required=True, listed=True, part_of=True
    )
    product_id: Mapped[str] = field("Product", link="products", required=True, listed=True, part_of=True)
    minimum_quantity: Mapped[Decimal | None] = field("From quantity", listed=True, merge="ask")
    price: Mapped[Decimal] = field(
        "Price", kind="money", required=True, listed=True, merge="ask", merge_group="price"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", listed=True, merge="ask", merge_group="price"
    )
    unit: Mapped[str | None] = field("Unit", merge="ask", merge_group="price")
    valid_from: Mapped[date | None] = field("Valid from", listed=True, merge="ask")
    valid_until: Mapped[date | None] = field("Valid until", listed=True, merge="ask")

    def check(self) -> None:
        check_days(self, "valid_from", "valid_until")
        check_positive(self, "price", "minimum_quantity")


class SpecialTerm(Record):
    """What was agreed with one account beyond the lists, and where it comes from."""

    __tablename__ = "special_terms"
    title = "Special term"
    titles = "Special terms"
    named_by = "kind"
    detailed_by = ("account_id", "product_id")
    search_rank = 60
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True, part_of=True)
    kind: Mapped[str] = field(
        "Kind",
        choices=("price", "discount", "partner_discount", "bonus", "free_goods", "freight"),
        default="discount", required=True, listed=True, merge="ask",
    )  # fmt: skip
    product_id: Mapped[str | None] = field("Product", link="products", listed=True, merge="ask")
    family_id: Mapped[str | None] = field("Family", link="product_families", listed=True, merge="ask")
    price: Mapped[Decimal | None] = field(
        "Price", kind="money", listed=True, merge="ask", merge_group="price", group="Terms"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", merge="ask", merge_group="price", group="Terms"
    )
    unit: Mapped[str | None] = field("Unit", merge="ask", merge_group="price", group="Terms")
    discount_percent: Mapped[Decimal | None] = field(
        "Discount", kind="percent", listed=True, merge="ask", group="Terms"
    )
    minimum_quantity: Mapped[Decimal | None] = field("From quantity", merge="ask", group="Terms")
    bonus_percent: Mapped[Decimal | None] = field("Yearly bonus", kind="percent", merge="ask", group="Terms")
    bonus_threshold: Mapped[Decimal | None] = field(
        "Bonus from yearly sales of", kind="money", merge="ask", group="Terms"
    )
    free_quantity: Mapped[Decimal | None] = field("Free pieces", merge="ask", group="Terms")
    valid_from: Mapped[date | None] = field("Valid from", listed=True, merge="ask", group="Validity")
    valid_until: Mapped[date | None] = field("Valid until", listed=True, merge="ask", group="Validity")
    is_inherited: Mapped[bool] = field("Also for subsidiaries", default=True, merge="ask", group="Validity")
    contract_id: Mapped[str | None] = field("From contract", link="contracts", listed=True, group="Origin")
    quote_id: Mapped[str | None] = field("From quote", link="quotes", group="Origin")
    approved_by_id: Mapped[str | None] = field("Approved by", link="users", group="Origin")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        check_days(self, "valid_from", "valid_until")
        check_positive(self, "price", "minimum_quantity", "bonus_threshold", "free_quantity")
        check_between(self, "discount_percent", 0, 100)
        check_between(self, "bonus_percent", 0, 100)
        needed = {"price": "price", "discount": "discount_percent", "bonus": "bonus_percent"}.get(
            self.kind or ""
        )
        if needed and getattr(self, needed) is None:
            sentence = "The figure that was agreed is missing."
            raise Refused(sentence, fields={needed: sentence})


class Promotion(Record):
    """A better price for a time, for whoever fits."""

    __tablename__ = "promotions"
    title = "Promotion"
    titles = "Promotions"
    detailed_by = ("starts_on", "ends_on")
    search_rank = 47
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    starts_on: Mapped[date | None] = field("Starts on", listed=True, merge="ask")
    ends_on: Mapped[date | None] = field("Ends on", listed=True, merge="ask")
    discount_percent: Mapped[Decimal | None] = field("Discount", kind="percent", listed=True, merge="ask")
    price: Mapped[Decimal | None] = field("Price", kind="money", merge="ask", merge_group="price")
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="price")
    free_quantity: Mapped[Decimal | None] = field("Free pieces", merge="ask")
    minimum_quantity: Mapped[Decimal | None] = field("From quantity", merge="ask")
    product_id: Mapped[str | None] = field("Product", link="products", listed=True, group="For")
    family_id: Mapped[str | None] = field("Family", link="product_families", listed=True, group="For")
    segment_id: Mapped[str | None] = field("Segment", link="segments", group="For")
    client_group: Mapped[str | None] = field("Client group", group="For")
    territory_id: Mapped[str | None] = field("Territory", link="territories", group="For")
    rule: Mapped[dict[str, Any] | None] = field("Rule of eligibility", group="For")
    priority: Mapped[int | None] = field("Priority", listed=True, group="Together with others")
    stacks: Mapped[str] = field(
        "Together with others",
        choices=("alone", "with_others", "with_special_terms"), default="alone", group="Together with others",
    )  # fmt: skip
    budget: Mapped[Decimal | None] = field("Budget", kind="money", internal=True, merge="ask")
    budget_used: Mapped[Decimal | None] = field("Budget used", kind="money", internal=True, merge="add")
    campaign_id: Mapped[str | None] = field("Campaign", link="campaigns")
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        check_between(self, "discount_percent", 0, 100)
        check_positive(self, "price", "budget")
