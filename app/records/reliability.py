"""How far an account can be trusted: dated evidence before the first contract, and the grade with its reasons."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_days, check_given

GRADES = ("a", "b", "c", "d")


class Evidence(Record):
    """One dated finding about an account's reliability."""

    __tablename__ = "evidence"
    title = "Evidence"
    titles = "Pieces of evidence"
    named_by = "text"
    detailed_by = ("account_id", "found_on")
    search_rank = 60
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True, part_of=True)
    topic: Mapped[str] = field(
        "Topic",
        choices=(
            "years_trading", "reputation", "solvency", "references", "credit_limit", "identity", "payment",
            "orders", "management", "other",
        ),
        default="reputation", required=True, listed=True,
    )  # fmt: skip
    warning_sign: Mapped[str | None] = field(
        "Warning sign",
        choices=(
            "growing_delays", "part_payments", "longer_terms_asked", "refused_references", "inconsistent_data",
            "name_or_address_change", "sudden_order_jump", "bad_press", "law_suit", "other",
        ),
        internal=True, listed=True,
    )  # fmt: skip
    text: Mapped[str] = field("Finding", required=True, search=True, internal=True, listed=True, merge="text")
    weight: Mapped[str] = field(
        "Speaks", choices=("for", "neutral", "against"), default="neutral", internal=True, listed=True
    )
    found_on: Mapped[date | None] = field("Found on", listed=True)
    valid_until: Mapped[date | None] = field("Holds until")
    source: Mapped[str | None] = field("Source", internal=True, listed=True)
    amount: Mapped[Decimal | None] = field(
        "Amount", kind="money", internal=True, merge="ask", merge_group="amount"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")
    author_id: Mapped[str | None] = field("Found by", link="users")
    proof_id: Mapped[str | None] = field("Proof", link="attachments")

    def check(self) -> None:
        check_days(self, "found_on", "valid_until")


class ReliabilityGrade(Record):
    """The grade given to an account on a day, with reasons, or the named exception that stands for it."""

    __tablename__ = "reliability_grades"
    title = "Reliability grade"
    titles = "Reliability grades"
    named_by = "grade"
    detailed_by = ("account_id", "graded_on")
    search_rank = 61
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True, part_of=True)
    grade: Mapped[str | None] = field("Grade", choices=GRADES, internal=True, listed=True, merge="append")
    is_exception: Mapped[bool] = field(
        "Exception without a grade", default=False, listed=True, merge="append"
    )
    reasons: Mapped[str | None] = field("Reasons", kind="long", internal=True, search=True, merge="append")
    graded_on: Mapped[date | None] = field("Graded on", listed=True, merge="append")
    graded_by_id: Mapped[str | None] = field("Graded by", link="users", listed=True, merge="append")
    approved_by_id: Mapped[str | None] = field("Exception granted by", link="users", listed=True, merge="ask")
    review_on: Mapped[date | None] = field("Review on", listed=True)

    def check(self) -> None:
        check_given(self, "reasons", "A grade needs its reasons.")
        if self.is_exception:
            check_given(self, "approved_by_id", "An exception names the person who granted it.")
        elif not self.grade:
            sentence = "Give a grade, or name the exception."
            raise Refused(sentence, fields={"grade": sentence})

    def check_change(self, before: Mapping[str, Any]) -> None:
        if {"grade", "reasons", "is_exception"} & set(before):
            raise Refused("A grade stays as it was given; add a new one.")
