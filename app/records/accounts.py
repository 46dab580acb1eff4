"""The organisations we deal with, and what only finance should see of them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import ALIVE, Record, Rollup, Transitions, derived, field
from app.records.rules import check_between, check_given, check_not_itself, check_positive
from app.twins.matching import match_keys

TYPES = ("prospect", "customer", "partner", "supplier", "distributor", "municipality", "competitor")

TIERS = ("key", "a", "b", "c")

STAGES = (
    "prospect", "contacted", "needs_known", "presented", "negotiating",
    "contracted", "served", "repeat", "dormant", "lost",
)  # fmt: skip

CONTRACT_STAGES = ("contracted", "served", "repeat")
"""Stages that need a reliability grade or a named exception; the rule spans records and lives in services."""

_MOVES: Transitions = {
    "prospect": ("contacted", "needs_known", "presented", "negotiating", "dormant", "lost"),
    "contacted": ("prospect", "needs_known", "presented", "negotiating", "dormant", "lost"),
    "needs_known": ("contacted", "presented", "negotiating", "dormant", "lost"),
    "presented": ("needs_known", "negotiating", "contracted", "dormant", "lost"),
    "negotiating": ("presented", "contracted", "dormant", "lost"),
    "contracted": ("negotiating", "served", "dormant", "lost"),
    "served": ("contracted", "repeat", "dormant", "lost"),
    "repeat": ("served", "dormant", "lost"),
    "dormant": (
        "prospect", "contacted", "needs_known", "presented", "negotiating",
        "contracted", "served", "repeat", "lost",
    ),
    "lost": ("prospect", "contacted", "dormant"),
}  # fmt: skip


_NARROWED_BY = ("stage", "type", "tier", "country")
"""What the list of accounts is narrowed by: in its indexes, so that no account is read for being left out."""


class Account(Record):
    """An organisation: client, partner, supplier or public body, from first prospect to repeat customer."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index("ix_accounts_listed_by_name", "name_sort", *_NARROWED_BY, **ALIVE),
        Index("ix_accounts_listed_by_contact", "last_contact_at", *_NARROWED_BY, **ALIVE),
    )
    title = "Account"
    titles = "Accounts"
    detailed_by = ("city", "country", "type")
    search_rank = 1
    transitions = {"stage": _MOVES}
    sorted_as = {"name": "name_sort"}
    rollups = {
        "last_contact_at": Rollup(
            "SELECT max(at) FROM ("
            "SELECT max(starts_at) AS at FROM visits WHERE account_id = :id AND deleted_at IS NULL"
            " AND state IN ('saved', 'submitted') UNION ALL "
            "SELECT max(starts_at) FROM activities WHERE account_id = :id AND deleted_at IS NULL"
            " AND state = 'done' AND type NOT IN ('task', 'note')) AS contacts",
            {"visits": "account_id", "activities": "account_id"},
        )
    }
    audience = "portfolio"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    name_sort: Mapped[str | None] = derived()
    legal_name: Mapped[str | None] = field("Legal name", search=True)
    also_known_as: Mapped[str | None] = field("Also known as", search=True)
    type: Mapped[str] = field("Type", choices=TYPES, default="prospect", listed=True)
    stage: Mapped[str] = field(
        "Stage", choices=STAGES, default="prospect", listed=True, merge="ask", merge_group="stage"
    )
    stage_since: Mapped[date | None] = field("Stage since", merge="ask", merge_group="stage")
    lost_reason: Mapped[str | None] = field("Reason for the loss", merge="ask", merge_group="stage")
    tier: Mapped[str | None] = field("Tier", choices=TIERS, listed=True)
    parent_id: Mapped[str | None] = field("Parent account", link="accounts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    territory_id: Mapped[str | None] = field("Territory", link="territories", merge="ask")
    source: Mapped[str | None] = field("Source")
    tags: Mapped[str | None] = field("Tags", search=True, help="Separated by commas")

    phone: Mapped[str | None] = field("Phone", kind="phone", search=True, group="Reach")
    mobile: Mapped[str | None] = field("Mobile", kind="phone", search=True, group="Reach")
    fax: Mapped[str | None] = field("Fax", kind="phone", group="Reach")
    email: Mapped[str | None] = field("E-mail", kind="email", search=True, group="Reach")
    web: Mapped[str | None] = field("Website", kind="web", search=True, group="Reach")
    chat: Mapped[str | None] = field("Chat", group="Reach")
    language: Mapped[str | None] = field("Language", kind="language", group="Reach")
    do_not_contact: Mapped[bool] = field("Do not contact", default=False, merge="ask", group="Reach")

    street: Mapped[str | None] = field("Street", search=True, merge_group="address", group="Address")
    postal_code: Mapped[str | None] = field(
        "Postal code", search=True, merge_group="address", group="Address"
    )
    city: Mapped[str | None] = field("City", search=True, listed=True, merge_group="address", group="Address")
    region: Mapped[str | None] = field("Region", merge_group="address", group="Address")
    country: Mapped[str | None] = field(
        "Country", kind="country", listed=True, merge_group="address", group="Address"
    )
    latitude: Mapped[str | None] = field("Latitude", merge_group="place", group="Address")
    longitude: Mapped[str | None] = field("Longitude", merge_group="place", group="Address")

    segment: Mapped[str | None] = field("Segment", group="Business")
    size: Mapped[str | None] = field("Size", group="Business")
    employees: Mapped[int | None] = field("Employees", group="Business")
    industry: Mapped[str | None] = field("Industry", group="Business")
    client_group: Mapped[str | None] = field("Client group", group="Business", help="Decides the price list")
    currency: Mapped[str | None] = field("Currency", kind="currency", group="Business")
    price_list_id: Mapped[str | None] = field("Price list", link="price_lists", merge="ask", group="Business")
    tax_number: Mapped[str | None] = field(
        "Tax number", search=True, index=True, merge="ask", group="Business"
    )
    registration_number: Mapped[str | None] = field("Registration number", search=True, group="Business")
    our_number: Mapped[str | None] = field("Our number with them", group="Business")
    founded: Mapped[int | None] = field("Founded in", group="Business")

    visit_every_weeks: Mapped[int | None] = field("Weeks between visits", group="Rhythm")
    next_visit_on: Mapped[date | None] = field("Next visit on", group="Rhythm")
    visiting_hours: Mapped[str | None] = field("Visiting hours", group="Rhythm")
    last_contact_at: Mapped[datetime | None] = derived()

    is_verified: Mapped[bool] = field("Verified", default=True, group="Record")
    verified_on: Mapped[date | None] = field("Facts checked on", group="Record")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")
    merged_into_id: Mapped[str | None] = field(
        "Merged into", link="accounts", merge="command", group="Record"
    )
    notes: Mapped[str | None] = field("Notes", kind="long", search=True, merge="text", group="Notes")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", search=True, internal=True, merge="text", group="Notes"
    )

    @staticmethod
    def match_keys(values: Mapping[str, Any]) -> list[str]:
        return match_keys(values, "accounts", values.get("country"))

    def check(self) -> None:
        if self.stage == "lost":
            check_given(self, "lost_reason", "A lost account needs the reason for the loss.")
        check_not_itself(self, "parent_id")
        check_not_itself(self, "merged_into_id")
        check_positive(self, "employees")
        check_between(self, "visit_every_weeks", 1, 520)
        _check_degrees(self, "latitude", 90)
        _check_degrees(self, "longitude", 180)


def _check_degrees(account: Account, name: str, limit: int) -> None:
    """Coordinates are kept as text, so that they leave as they came in; but they must be degrees."""
    text = getattr(account, name)
    if not text:
        return
    try:
        fits = abs(Decimal(text)) <= limit
    except ArithmeticError:
        fits = False
    if not fits:
        sentence = f"Degrees between -{limit} and {limit}, please."
        raise Refused("Coordinates: {sentence}", sentence=sentence, fields={name: sentence})


class AccountFinance(Record):
    """Credit, payment terms and bank of one account, in a partition of their own."""

    __tablename__ = "account_finance"
    title = "Account finance"
    titles = "Account finances"
    named_by = "payment_terms"
    detailed_by = ("currency",)
    search_rank = 90
    audience = "finance"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True, part_of=True)
    credit_limit: Mapped[Decimal | None] = field(
        "Credit limit", kind="money", listed=True, internal=True, merge="ask", merge_group="credit"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", listed=True, merge="ask", merge_group="credit"
    )
    insured_limit: Mapped[Decimal | None] = field("Insured limit", kind="money", internal=True, merge="ask")
    over_limit: Mapped[str] = field(
        "Order over the limit", choices=("warn", "hold", "refuse"), default="hold", merge="ask"
    )
    payment_terms_days: Mapped[int | None] = field(
        "Days to pay", listed=True, merge="ask", merge_group="payment"
    )
    payment_terms: Mapped[str | None] = field(
        "Payment terms", listed=True, merge="ask", merge_group="payment"
    )
    cash_discount_percent: Mapped[Decimal | None] = field(
        "Discount for early payment", kind="percent", merge="ask", merge_group="payment"
    )
    cash_discount_days: Mapped[int | None] = field(
        "Days for that discount", merge="ask", merge_group="payment"
    )
    bank_name: Mapped[str | None] = field("Bank", merge="ask", merge_group="bank", group="Bank")
    bank_account: Mapped[str | None] = field(
        "Bank account", internal=True, merge="ask", merge_group="bank", group="Bank"
    )
    bank_code: Mapped[str | None] = field(
        "Bank code", internal=True, merge="ask", merge_group="bank", group="Bank"
    )
    minimum_order: Mapped[Decimal | None] = field("Minimum order", kind="money", merge="ask")
    is_blocked: Mapped[bool] = field("Deliveries stopped", default=False, listed=True, merge="ask")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        check_positive(self, "credit_limit", "insured_limit", "payment_terms_days", "cash_discount_days")
        check_between(self, "cash_discount_percent", 0, 100)
