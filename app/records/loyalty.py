"""Rewarding faithful clients: programmes, levels, and entries that are only ever added."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_days, check_positive


class LoyaltyProgram(Record):
    """A programme with its rules for earning and spending points."""

    __tablename__ = "loyalty_programs"
    title = "Loyalty programme"
    titles = "Loyalty programmes"
    detailed_by = ("starts_on", "ends_on")
    search_rank = 56
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    starts_on: Mapped[date | None] = field("From", listed=True)
    ends_on: Mapped[date | None] = field("Until", listed=True)
    points_per_amount: Mapped[Decimal | None] = field(
        "Points", listed=True, merge="ask", merge_group="earning"
    )
    amount: Mapped[Decimal | None] = field(
        "For sales of", kind="money", listed=True, merge="ask", merge_group="earning"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="earning")
    point_value: Mapped[Decimal | None] = field(
        "Worth of a point", kind="money", merge="ask", merge_group="earning"
    )
    months_valid: Mapped[int | None] = field("Points last for months", merge="ask")
    rules: Mapped[dict[str, Any] | None] = field("Bonus rules", merge="ask")
    is_active: Mapped[bool] = field("Active", default=True, listed=True)
    terms: Mapped[str | None] = field("Terms", kind="long", merge="ask")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        check_positive(self, "points_per_amount", "amount", "point_value", "months_valid")


class LoyaltyLevel(Record):
    """A level of a programme and what it brings."""

    __tablename__ = "loyalty_levels"
    title = "Loyalty level"
    titles = "Loyalty levels"
    search_rank = 88
    audience = "org"

    program_id: Mapped[str] = field(
        "Programme", link="loyalty_programs", required=True, listed=True, part_of=True
    )
    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    from_points: Mapped[Decimal | None] = field("From points", listed=True, merge="ask")
    bonus_percent: Mapped[Decimal | None] = field("Bonus", kind="percent", listed=True, merge="ask")
    benefit: Mapped[str | None] = field("Benefit", kind="long", merge="text")
    position: Mapped[int | None] = field("Position")


class LoyaltyEntry(Record):
    """Points earned or spent; the balance is the sum of the entries."""

    __tablename__ = "loyalty_entries"
    title = "Loyalty entry"
    titles = "Loyalty entries"
    named_by = "text"
    detailed_by = ("account_id", "entered_on")
    search_rank = 90
    audience = "portfolio"

    program_id: Mapped[str] = field(
        "Programme", link="loyalty_programs", required=True, listed=True, merge="append"
    )
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True, merge="append")
    kind: Mapped[str] = field(
        "Kind",
        choices=("earned", "bonus", "spent", "expired", "correction"),
        default="earned",
        listed=True,
        merge="append",
    )
    points: Mapped[Decimal] = field(
        "Points", required=True, listed=True, merge="append", help="Below zero when spent"
    )
    text: Mapped[str | None] = field("For", search=True, listed=True, merge="append")
    entered_on: Mapped[date | None] = field("Day", listed=True, merge="append")
    expires_on: Mapped[date | None] = field("Expires on", merge="append")
    order_id: Mapped[str | None] = field("Order", link="orders", merge="append")
    referral_id: Mapped[str | None] = field("Referral", link="referrals", merge="append")

    def check_change(self, before: Mapping[str, Any]) -> None:
        if {"points", "kind", "program_id"} & set(before):
            raise Refused("A loyalty entry is not changed; add a correction.")
