"""What we want to reach, what we expect, and months that are closed."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_days, check_positive


class Target(Record):
    """A goal for a person, team, account or family in a period."""

    __tablename__ = "targets"
    title = "Target"
    titles = "Targets"
    named_by = "name"
    detailed_by = ("measure", "starts_on")
    search_rank = 52
    audience = "team"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    measure: Mapped[str] = field(
        "Measure",
        choices=(
            "revenue", "margin", "new_clients", "visits", "orders", "opportunities", "referrals", "leads", "other",
        ),
        default="revenue", required=True, listed=True,
    )  # fmt: skip
    starts_on: Mapped[date] = field("From", required=True, listed=True)
    ends_on: Mapped[date] = field("Until", required=True, listed=True)
    amount: Mapped[Decimal | None] = field(
        "Target", kind="number", listed=True, merge="ask", merge_group="amount"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")
    owner_id: Mapped[str | None] = field("Person", link="users", listed=True, merge="ask")
    team_id: Mapped[str | None] = field("Team", link="teams", listed=True)
    account_id: Mapped[str | None] = field("Account", link="accounts")
    product_family_id: Mapped[str | None] = field("Product family", link="product_families")
    segment_id: Mapped[str | None] = field("Segment", link="segments")
    visits_needed: Mapped[int | None] = field("Visits needed", group="Resources")
    hours_needed: Mapped[Decimal | None] = field("Hours needed", group="Resources")
    budget: Mapped[Decimal | None] = field(
        "Budget", kind="money", internal=True, merge="ask", group="Resources"
    )
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        check_positive(self, "visits_needed", "hours_needed", "budget")


class ForecastSnapshot(Record):
    """What was expected for a period on a day, with its range; kept to learn from."""

    __tablename__ = "forecast_snapshots"
    title = "Forecast"
    titles = "Forecasts"
    named_by = "name"
    detailed_by = ("taken_on",)
    search_rank = 75
    audience = "team"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True, merge="append")
    measure: Mapped[str] = field(
        "Measure", choices=("revenue", "margin", "orders"), default="revenue", listed=True, merge="append"
    )
    owner_id: Mapped[str | None] = field("Person", link="users", listed=True, merge="ask")
    team_id: Mapped[str | None] = field("Team", link="teams", merge="append")
    starts_on: Mapped[date | None] = field("From", listed=True, merge="append")
    ends_on: Mapped[date | None] = field("Until", listed=True, merge="append")
    taken_on: Mapped[date | None] = field("Taken on", listed=True, merge="append")
    amount: Mapped[Decimal | None] = field("Expected", kind="money", listed=True, merge="append")
    low: Mapped[Decimal | None] = field("At least", kind="money", merge="append")
    high: Mapped[Decimal | None] = field("At most", kind="money", merge="append")
    committed: Mapped[Decimal | None] = field("Named by the person", kind="money", listed=True, merge="ask")
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="append")
    content: Mapped[dict[str, Any] | None] = field("Behind the figure", merge="append")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")


class MonthClosing(Record):
    """A closed month: its figures stay as they were, later data appear as corrections."""

    __tablename__ = "month_closings"
    title = "Closed month"
    titles = "Closed months"
    named_by = "month"
    detailed_by = ("owner_id",)
    search_rank = 76
    audience = "team"

    month: Mapped[str] = field(
        "Month", required=True, search=True, listed=True, merge="append", help="Such as 2026-11"
    )
    owner_id: Mapped[str | None] = field("Person", link="users", listed=True, merge="append")
    team_id: Mapped[str | None] = field("Team", link="teams", listed=True, merge="append")
    closed_at: Mapped[datetime | None] = field("Closed at", listed=True, merge="append")
    closed_by_id: Mapped[str | None] = field("Closed by", link="users", merge="append")
    figures: Mapped[dict[str, Any] | None] = field("Figures", merge="append")
    causes: Mapped[str | None] = field("Causes in words", kind="long", merge="text")
    pdf_id: Mapped[str | None] = field("Report", link="attachments", merge="append")

    def check_change(self, before: Mapping[str, Any]) -> None:
        if before.get("figures") is not None or "month" in before:
            raise Refused("A closed month stays as it was; later data appear as corrections.")


class MonthCorrection(Record):
    """What came in late for a closed month."""

    __tablename__ = "month_corrections"
    title = "Correction of a month"
    titles = "Corrections of months"
    named_by = "figure"
    search_rank = 90
    audience = "team"

    month_closing_id: Mapped[str] = field(
        "Closed month", link="month_closings", required=True, listed=True, part_of=True, merge="append"
    )
    figure: Mapped[str] = field("Figure", required=True, listed=True, merge="append")
    old_value: Mapped[Decimal | None] = field("As closed", listed=True, merge="append")
    new_value: Mapped[Decimal | None] = field("Now", listed=True, merge="append")
    found_on: Mapped[date | None] = field("Found on", listed=True, merge="append")
    text: Mapped[str | None] = field("Reason", kind="long", merge="text")
