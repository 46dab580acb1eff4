"""The agreement: its dates, its frame quantities, its clauses, its give and get."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_between, check_days, check_given, check_locked, check_part, check_positive

LOCKED = ("signed", "active", "ended", "terminated")
"""States in which the signed text stands."""

AFTER_SIGNING = (
    "state", "owner_id", "signed_on", "signed_by_us", "signed_by_client", "pdf_id", "scan_id", "terminated_on",
    "terminated_by", "termination_reason", "notice_given_on", "renewed_by_id", "internal_notes",
)  # fmt: skip
"""What may still change on a signed contract: its fate, not its words and dates."""


class Contract(Record):
    """An agreement with an account, in one of its versions."""

    __tablename__ = "contracts"
    title = "Contract"
    titles = "Contracts"
    named_by = "number"
    detailed_by = ("subject", "account_id")
    search_rank = 7
    transitions = {
        "state": {
            "draft": ("negotiating", "signed", "abandoned"),
            "negotiating": ("draft", "signed", "abandoned"),
            "signed": ("active", "terminated"),
            "active": ("ended", "terminated"),
            "ended": (),
            "terminated": (),
            "abandoned": ("draft",),
        }
    }
    audience = "portfolio"

    number: Mapped[str | None] = field("Number", search=True, listed=True, index=True)
    version: Mapped[int] = field("Version", default=1)
    subject: Mapped[str | None] = field("Subject", search=True, listed=True, merge="text")
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    type: Mapped[str] = field(
        "Type",
        choices=("supply", "frame", "service", "distribution", "agency", "secrecy", "other"),
        default="supply", listed=True,
    )  # fmt: skip
    state: Mapped[str] = field(
        "State",
        choices=("draft", "negotiating", "signed", "active", "ended", "terminated", "abandoned"),
        default="draft", listed=True, merge="ask",
    )  # fmt: skip
    language: Mapped[str | None] = field("Language", kind="language")
    governing_law: Mapped[str | None] = field("Law", merge="ask")

    starts_on: Mapped[date | None] = field("Starts on", listed=True, merge="ask", group="Dates")
    ends_on: Mapped[date | None] = field("Ends on", listed=True, merge="ask", group="Dates")
    notice_days: Mapped[int | None] = field("Days of notice", merge="ask", group="Dates")
    renewal: Mapped[str | None] = field(
        "Renewal", choices=("none", "automatic", "by_agreement"), merge="ask", group="Dates"
    )
    renewal_months: Mapped[int | None] = field("Renewed by months", merge="ask", group="Dates")
    notice_given_on: Mapped[date | None] = field("Notice given on", group="Dates")

    amount: Mapped[Decimal | None] = field(
        "Value", kind="money", merge="ask", merge_group="amount", group="Terms"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", merge="ask", merge_group="amount", group="Terms"
    )
    payment_terms_days: Mapped[int | None] = field("Days to pay", merge="ask", group="Terms")
    payment_terms: Mapped[str | None] = field("Payment terms", kind="long", merge="ask", group="Terms")
    delivery_terms: Mapped[str | None] = field("Delivery terms", kind="long", merge="ask", group="Terms")
    warranty: Mapped[str | None] = field("Warranty", kind="long", merge="ask", group="Terms")
    interest_percent: Mapped[Decimal | None] = field(
        "Interest for reckoning concessions", kind="percent", internal=True, group="Terms"
    )
    excess_percent: Mapped[Decimal | None] = field(
        "May exceed by", kind="percent", merge="ask", group="Terms"
    )

    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities", group="Origin")
    quote_id: Mapped[str | None] = field("Quote", link="quotes", group="Origin")
    replaces_id: Mapped[str | None] = field("Renews", link="contracts", group="Origin")
    renewed_by_id: Mapped[str | None] = field("Renewed by", link="contracts", group="Origin")
    signed_on: Mapped[date | None] = field("Signed on", group="Signing")
    signed_by_us: Mapped[str | None] = field("Signed for us by", group="Signing")
    signed_by_client: Mapped[str | None] = field("Signed for the client by", group="Signing")
    pdf_id: Mapped[str | None] = field("Paper as signed", link="attachments", group="Signing")
    scan_id: Mapped[str | None] = field("Scan", link="attachments", group="Signing")
    terminated_on: Mapped[date | None] = field("Terminated on", group="Signing")
    terminated_by: Mapped[str | None] = field(
        "Terminated by", choices=("us", "client", "both"), group="Signing"
    )
    termination_reason: Mapped[str | None] = field("Reason for terminating", group="Signing")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", search=True, internal=True, merge="text", group="Record"
    )

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        check_positive(self, "amount", "notice_days", "renewal_months", "payment_terms_days")
        if self.state in ("signed", "active"):
            check_given(self, "signed_on", "A signed contract needs the day of signing.")
            check_given(self, "starts_on", "A signed contract needs its first day.")
        if self.state == "terminated":
            check_given(self, "termination_reason", "A terminated contract needs the reason.")

    def check_change(self, before: Mapping[str, Any]) -> None:
        check_locked(self, before, LOCKED, AFTER_SIGNING)


class ContractLine(Record):
    """A product in a contract: its price and, in a frame contract, the agreed quantity."""

    __tablename__ = "contract_lines"
    title = "Contract line"
    titles = "Contract lines"
    detailed_by = ("quantity", "unit")
    search_rank = 85
    audience = "portfolio"

    contract_id: Mapped[str] = field("Contract", link="contracts", required=True, part_of=True)
    position: Mapped[int | None] = field("Position", listed=True)
    product_id: Mapped[str | None] = field("Product", link="products", listed=True)
    name: Mapped[str | None] = field("Name", search=True, listed=True)
    quantity: Mapped[Decimal | None] = field("Agreed quantity", listed=True, merge="ask")
    unit: Mapped[str | None] = field("Unit", listed=True, merge="ask", merge_group="price")
    price: Mapped[Decimal | None] = field(
        "Price", kind="money", listed=True, merge="ask", merge_group="price"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="price")
    discount_percent: Mapped[Decimal | None] = field("Discount", kind="percent", listed=True, merge="ask")
    minimum_quantity: Mapped[Decimal | None] = field("From quantity", merge="ask")
    valid_from: Mapped[date | None] = field("Valid from", merge="ask")
    valid_until: Mapped[date | None] = field("Valid until", merge="ask")

    def check(self) -> None:
        check_days(self, "valid_from", "valid_until")
        check_positive(self, "price", "quantity")
        check_between(self, "discount_percent", 0, 100)
        check_part(self, Contract, "contract_id", LOCKED)


class ContractClause(Record):
    """One clause of a contract: what we wrote, what they want, what was agreed."""

    __tablename__ = "contract_clauses"
    title = "Clause"
    titles = "Clauses"
    named_by = "heading"
    detailed_by = ("state",)
    search_rank = 68
    transitions = {
        "state": {
            "open": ("disputed", "agreed", "dropped"),
            "disputed": ("open", "waiting", "agreed", "dropped"),
            "waiting": ("disputed", "agreed", "dropped"),
            "agreed": ("disputed",),
            "dropped": ("open",),
        }
    }
    audience = "portfolio"

    contract_id: Mapped[str] = field("Contract", link="contracts", required=True, part_of=True)
    position: Mapped[int | None] = field("Position", listed=True)
    topic_id: Mapped[str | None] = field("Topic", link="clause_topics", listed=True)
    heading: Mapped[str] = field("Heading", required=True, search=True, listed=True)
    ours: Mapped[str | None] = field("Our text", kind="long", search=True, merge="ask")
    theirs: Mapped[str | None] = field("Their text", kind="long", search=True, merge="ask")
    agreed: Mapped[str | None] = field("Agreed text", kind="long", search=True, merge="ask")
    state: Mapped[str] = field(
        "State",
        choices=("open", "disputed", "waiting", "agreed", "dropped"),
        default="open",
        listed=True,
        merge="ask",
    )
    clause_text_id: Mapped[str | None] = field("Step of the ladder", link="clause_texts", internal=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", merge="ask")
    due_on: Mapped[date | None] = field("Answer due on", listed=True)
    approval_id: Mapped[str | None] = field("Approval", link="approvals", internal=True)
    reason: Mapped[str | None] = field("Their reason", kind="long", merge="text")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        if self.state == "agreed":
            check_given(self, "agreed", "Write the agreed text before marking the clause agreed.")
        check_part(self, Contract, "contract_id", LOCKED)


class Concession(Record):
    """Something given or got in a negotiation, with its effect in money."""

    __tablename__ = "concessions"
    title = "Concession"
    titles = "Concessions"
    named_by = "text"
    detailed_by = ("side", "amount")
    search_rank = 80
    audience = "portfolio"

    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    contract_id: Mapped[str | None] = field("Contract", link="contracts", listed=True)
    quote_id: Mapped[str | None] = field("Quote", link="quotes")
    clause_id: Mapped[str | None] = field("Clause", link="contract_clauses")
    side: Mapped[str] = field("Side", choices=("given", "got"), default="given", required=True, listed=True)
    text: Mapped[str] = field("Concession", required=True, search=True, listed=True, merge="text")
    amount: Mapped[Decimal | None] = field(
        "Effect in money", kind="money", internal=True, listed=True, merge="ask", merge_group="amount"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")
    counter_id: Mapped[str | None] = field("In return for", link="concessions", listed=True)
    reason: Mapped[str | None] = field("Reason where there is no return", internal=True)
    made_on: Mapped[date | None] = field("Made on", listed=True)
    state: Mapped[str] = field(
        "State", choices=("proposed", "agreed", "withdrawn"), default="proposed", listed=True, merge="ask"
    )
    transitions = {
        "state": {"proposed": ("agreed", "withdrawn"), "agreed": ("proposed",), "withdrawn": ("proposed",)}
    }


class Obligation(Record):
    """A duty of either side from a contract, with owner, day and proof."""

    __tablename__ = "obligations"
    title = "Obligation"
    titles = "Obligations"
    named_by = "text"
    detailed_by = ("account_id", "due_on")
    search_rank = 28
    transitions = {
        "state": {
            "open": ("met", "breached", "waived"),
            "met": ("open",),
            "breached": ("met", "waived", "open"),
            "waived": ("open",),
        }
    }
    audience = "portfolio"

    contract_id: Mapped[str] = field("Contract", link="contracts", required=True, listed=True)
    clause_id: Mapped[str | None] = field("Clause", link="contract_clauses")
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    side: Mapped[str] = field("Side", choices=("ours", "theirs"), default="ours", required=True, listed=True)
    kind: Mapped[str | None] = field(
        "Kind",
        choices=("delivery", "payment", "report", "referral", "purchase", "service", "insurance", "other"),
    )
    text: Mapped[str] = field("Duty", required=True, search=True, listed=True, merge="text")
    wanted: Mapped[Decimal | None] = field("Wanted number", help="Such as two introductions")
    reached: Mapped[Decimal | None] = field("Reached number")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    contact_id: Mapped[str | None] = field("Person at the client", link="contacts")
    due_on: Mapped[date | None] = field("Due on", listed=True, index=True, merge="ask")
    recurrence: Mapped[str | None] = field("Repeats", help="A rule as in calendars (RFC 5545)")
    state: Mapped[str] = field(
        "State", choices=("open", "met", "breached", "waived"), default="open", listed=True, merge="ask"
    )
    done_on: Mapped[date | None] = field("Done on")
    proof: Mapped[str | None] = field("Proof")
    proof_id: Mapped[str | None] = field("File as proof", link="attachments")
    reminded_at: Mapped[datetime | None] = field("Last reminded at")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")
