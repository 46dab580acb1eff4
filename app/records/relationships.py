"""The measured relationship: figures with their scheme, and the verdict drawn from them."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_between


class BalanceScheme(Record):
    """The weights by which the relationship is measured; a change makes a new one."""

    __tablename__ = "balance_schemes"
    title = "Balance scheme"
    titles = "Balance schemes"
    detailed_by = ("starts_on",)
    search_rank = 92
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    starts_on: Mapped[date | None] = field("From", listed=True, merge="ask")
    weights: Mapped[dict[str, Any] | None] = field("Weights", merge="ask")
    bands: Mapped[dict[str, Any] | None] = field("Bands of the verdict", merge="ask")
    is_active: Mapped[bool] = field("In use", default=True, listed=True)


class RelationshipScore(Record):
    """The figure of one account on a day under one scheme; history is kept as it was."""

    __tablename__ = "relationship_scores"
    title = "Relationship score"
    titles = "Relationship scores"
    named_by = "verdict"
    detailed_by = ("account_id", "measured_on")
    search_rank = 93
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True, part_of=True)
    scheme_id: Mapped[str | None] = field("Scheme", link="balance_schemes", listed=True, merge="append")
    measured_on: Mapped[date] = field("Measured on", required=True, listed=True, merge="append")
    score: Mapped[Decimal | None] = field("Score", internal=True, listed=True, merge="append")
    coverage: Mapped[Decimal | None] = field(
        "Coverage", kind="percent", internal=True, listed=True, merge="append"
    )
    verdict: Mapped[str | None] = field(
        "Verdict", choices=("repair", "keep", "grow", "reduce"), internal=True, listed=True, merge="append"
    )
    parts: Mapped[list[Any] | None] = field("Parts", internal=True, merge="append")
    cost_to_serve: Mapped[Decimal | None] = field(
        "Cost to serve", kind="money", internal=True, merge="append"
    )
    margin: Mapped[Decimal | None] = field("Margin", kind="money", internal=True, merge="append")
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="append")

    def check(self) -> None:
        check_between(self, "score", 0, 100)
        check_between(self, "coverage", 0, 100)
