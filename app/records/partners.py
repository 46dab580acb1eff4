"""Fair dealing with partners, suppliers and the community: charters, breaches, scores, commitments."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_between, check_days, check_positive


class Charter(Record):
    """What we and a partner expect of each other: rules, expectations, boundaries."""

    __tablename__ = "charters"
    title = "Partner charter"
    titles = "Partner charters"
    detailed_by = ("account_id", "starts_on")
    search_rank = 36
    transitions = {
        "state": {
            "draft": ("agreed",),
            "agreed": ("suspended", "ended"),
            "suspended": ("agreed", "ended"),
            "ended": (),
        },
    }
    audience = "team"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    account_id: Mapped[str] = field("Partner", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State", choices=("draft", "agreed", "suspended", "ended"), default="draft", listed=True, merge="ask"
    )
    starts_on: Mapped[date | None] = field("From", listed=True)
    ends_on: Mapped[date | None] = field("Until", listed=True)
    trust: Mapped[str | None] = field(
        "Trust", choices=("high", "good", "fair", "low"), internal=True, listed=True
    )
    purpose: Mapped[str | None] = field("Purpose", kind="long", search=True, merge="text")
    review_on: Mapped[date | None] = field("Review on")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")


class CharterRule(Record):
    """One rule, expectation or boundary of a charter."""

    __tablename__ = "charter_rules"
    title = "Charter rule"
    titles = "Charter rules"
    named_by = "text"
    detailed_by = ("kind", "side")
    search_rank = 77
    audience = "team"

    charter_id: Mapped[str] = field("Charter", link="charters", required=True, listed=True, part_of=True)
    position: Mapped[int | None] = field("Position")
    kind: Mapped[str] = field(
        "Kind", choices=("rule", "expectation", "boundary", "right"), default="rule", listed=True
    )
    side: Mapped[str] = field("Binds", choices=("us", "partner", "both"), default="both", listed=True)
    text: Mapped[str] = field("Text", required=True, search=True, listed=True, merge="ask")
    department: Mapped[str | None] = field("Department that owes it", listed=True)
    days_allowed: Mapped[int | None] = field("Days allowed")


class CharterBreach(Record):
    """A breach of a charter by either side, its dispute and outcome."""

    __tablename__ = "charter_breaches"
    title = "Charter breach"
    titles = "Charter breaches"
    named_by = "text"
    detailed_by = ("side", "happened_on")
    search_rank = 63
    transitions = {
        "state": {
            "claimed": ("disputed", "accepted", "withdrawn"),
            "disputed": ("accepted", "withdrawn"),
            "accepted": ("settled",),
            "settled": (),
            "withdrawn": ("claimed",),
        },
    }
    audience = "team"

    charter_id: Mapped[str] = field("Charter", link="charters", required=True, listed=True)
    rule_id: Mapped[str | None] = field("Rule", link="charter_rules", listed=True)
    account_id: Mapped[str | None] = field("Partner", link="accounts")
    side: Mapped[str] = field("Broken by", choices=("us", "partner"), default="partner", listed=True)
    text: Mapped[str] = field("What happened", required=True, search=True, listed=True, merge="text")
    happened_on: Mapped[date | None] = field("Happened on", listed=True)
    severity: Mapped[str] = field(
        "Severity", choices=("critical", "major", "minor"), default="minor", listed=True
    )
    state: Mapped[str] = field(
        "State", choices=("claimed", "disputed", "accepted", "settled", "withdrawn"),
        default="claimed", listed=True, merge="ask",
    )  # fmt: skip
    proof: Mapped[str | None] = field("Proof", kind="long", merge="text")
    proof_id: Mapped[str | None] = field("File as proof", link="attachments")
    case_id: Mapped[str | None] = field("Case", link="cases")
    outcome: Mapped[str | None] = field("Outcome", kind="long", merge="text")
    settled_on: Mapped[date | None] = field("Settled on")
    amount: Mapped[Decimal | None] = field("Amount", kind="money", merge="ask", merge_group="amount")
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")


class SupplierScore(Record):
    """How a supplier did in a period, and where that leaves it."""

    __tablename__ = "supplier_scores"
    title = "Supplier score"
    titles = "Supplier scores"
    named_by = "period"
    detailed_by = ("account_id", "score")
    search_rank = 67
    audience = "team"

    account_id: Mapped[str] = field("Supplier", link="accounts", required=True, listed=True)
    period: Mapped[str] = field("Period", required=True, listed=True, help="Such as 2026-11")
    starts_on: Mapped[date | None] = field("From")
    ends_on: Mapped[date | None] = field("Until")
    quality: Mapped[Decimal | None] = field("Quality", listed=True, group="Points of 100")
    delivery: Mapped[Decimal | None] = field("Delivery", listed=True, group="Points of 100")
    cost: Mapped[Decimal | None] = field("Cost", listed=True, group="Points of 100")
    communication: Mapped[Decimal | None] = field("Communication", group="Points of 100")
    compliance: Mapped[Decimal | None] = field("Compliance", group="Points of 100")
    score: Mapped[Decimal | None] = field("Score", listed=True)
    standing: Mapped[str | None] = field(
        "Standing", choices=("free", "warned", "blocked"), internal=True, listed=True, merge="ask"
    )
    purchases: Mapped[Decimal | None] = field("Purchases", kind="money", merge="ask", merge_group="money")
    budget: Mapped[Decimal | None] = field(
        "Budget", kind="money", internal=True, merge="ask", merge_group="money"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="money")
    weights: Mapped[dict[str, Any] | None] = field("Weights", merge="append")
    notes: Mapped[str | None] = field("Notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        for name in ("quality", "delivery", "cost", "communication", "compliance", "score"):
            check_between(self, name, 0, 100)


class Commitment(Record):
    """What we do for a municipality or public body, and how it was received."""

    __tablename__ = "commitments"
    title = "Community commitment"
    titles = "Community commitments"
    named_by = "subject"
    detailed_by = ("account_id", "starts_on")
    search_rank = 69
    transitions = {
        "state": {
            "proposed": ("agreed", "declined"),
            "agreed": ("kept", "broken", "declined"),
            "kept": (),
            "broken": ("kept",),
            "declined": ("proposed",),
        },
    }
    audience = "team"

    subject: Mapped[str] = field("Subject", required=True, search=True, listed=True)
    account_id: Mapped[str] = field("Public body", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    kind: Mapped[str | None] = field(
        "Kind",
        choices=("sponsorship", "donation", "event", "training", "environment", "jobs", "other"),
        listed=True,
    )
    state: Mapped[str] = field(
        "State", choices=("proposed", "agreed", "kept", "broken", "declined"),
        default="proposed", listed=True, merge="ask",
    )  # fmt: skip
    starts_on: Mapped[date | None] = field("From", listed=True)
    ends_on: Mapped[date | None] = field("Until", listed=True)
    amount: Mapped[Decimal | None] = field("Amount", kind="money", merge="ask", merge_group="amount")
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")
    reputation: Mapped[str | None] = field(
        "What was said about us", kind="long", search=True, internal=True, merge="text"
    )
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        check_positive(self, "amount")
