"""Who may decide what: limits, envelopes, approvals, and changes that wait for one."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_between, check_days, check_given, check_locked, check_positive


class AuthorityLimit(Record):
    """How far a person or a role may go alone."""

    __tablename__ = "authority_limits"
    title = "Authority limit"
    titles = "Authority limits"
    detailed_by = ("role", "user_id")
    search_rank = 87
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    user_id: Mapped[str | None] = field("Person", link="users", listed=True, merge="ask")
    role: Mapped[str | None] = field(
        "Role",
        choices=("account_manager", "sales_lead", "back_office", "administrator"),
        listed=True,
        merge="ask",
    )
    product_family_id: Mapped[str | None] = field("Product family", link="product_families", merge="ask")
    least_margin: Mapped[Decimal | None] = field(
        "Least margin", kind="percent", internal=True, listed=True, merge="ask"
    )
    most_discount: Mapped[Decimal | None] = field(
        "Most discount", kind="percent", internal=True, listed=True, merge="ask"
    )
    most_amount: Mapped[Decimal | None] = field(
        "Largest amount", kind="money", internal=True, merge="ask", merge_group="amount"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")
    most_payment_days: Mapped[int | None] = field("Most days to pay", internal=True, merge="ask")
    above_role: Mapped[str | None] = field(
        "Beyond it decides", choices=("sales_lead", "back_office", "administrator"), listed=True, merge="ask"
    )
    starts_on: Mapped[date | None] = field("From", merge="ask")
    ends_on: Mapped[date | None] = field("Until", merge="ask")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
        check_between(self, "most_discount", 0, 100)


class Envelope(Record):
    """A signed permission to approve without the network, within limits and for a time."""

    __tablename__ = "envelopes"
    title = "Authority envelope"
    titles = "Authority envelopes"
    detailed_by = ("user_id", "valid_until")
    search_rank = 89
    transitions = {
        "state": {"open": ("used", "withdrawn", "expired"), "used": (), "withdrawn": (), "expired": ()}
    }
    audience = "team"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    user_id: Mapped[str] = field("Given to", link="users", required=True, listed=True)
    given_by_id: Mapped[str | None] = field("Given by", link="users", listed=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    quote_id: Mapped[str | None] = field("Quote", link="quotes")
    least_margin: Mapped[Decimal | None] = field(
        "Least margin", kind="percent", internal=True, listed=True, merge="ask"
    )
    most_discount: Mapped[Decimal | None] = field("Most discount", kind="percent", internal=True, merge="ask")
    most_amount: Mapped[Decimal | None] = field(
        "Largest amount", kind="money", internal=True, merge="ask", merge_group="amount"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="amount")
    times: Mapped[int | None] = field("Times it may be used", merge="ask")
    times_used: Mapped[int | None] = field("Times used", merge="add")
    valid_from: Mapped[datetime | None] = field("Valid from", merge="ask")
    valid_until: Mapped[datetime | None] = field("Valid until", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State", choices=("open", "used", "withdrawn", "expired"), default="open", listed=True, merge="ask"
    )
    signature: Mapped[str | None] = field("Signature", merge="append")

    def check(self) -> None:
        check_days(self, "valid_from", "valid_until")

    def check_change(self, before: Mapping[str, Any]) -> None:
        if before.get("signature") is not None:
            raise Refused("A signed envelope is not changed; withdraw it and give another.")


class Approval(Record):
    """A question to somebody who may decide, and the decision."""

    __tablename__ = "approvals"
    title = "Approval"
    titles = "Approvals"
    named_by = "subject"
    detailed_by = ("state", "asked_at")
    search_rank = 37
    transitions = {"state": {"asked": ("granted", "refused", "withdrawn", "void"), "granted": ("void",),
                             "refused": ("asked",), "withdrawn": (), "void": ("asked",)}}  # fmt: skip
    audience = "team"

    subject: Mapped[str] = field("Subject", required=True, search=True, listed=True)
    kind: Mapped[str] = field(
        "Kind", choices=("quote", "order", "clause", "contract", "reward", "reliability", "other"),
        default="quote", listed=True,
    )  # fmt: skip
    record_id: Mapped[str | None] = field("About record", index=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    quote_id: Mapped[str | None] = field("Quote", link="quotes")
    asked_by_id: Mapped[str | None] = field("Asked by", link="users", listed=True)
    asked_at: Mapped[datetime | None] = field("Asked at", listed=True)
    asked_of_id: Mapped[str | None] = field("Asked of", link="users", listed=True, merge="ask")
    asked_role: Mapped[str | None] = field(
        "Asked of role", choices=("sales_lead", "back_office", "administrator"), merge="ask"
    )
    because: Mapped[str | None] = field("Because", kind="long", internal=True, merge="text")
    figures: Mapped[dict[str, Any] | None] = field("Figures asked for", internal=True, merge="append")
    state: Mapped[str] = field(
        "State", choices=("asked", "granted", "refused", "withdrawn", "void"),
        default="asked", listed=True, merge="ask",
    )  # fmt: skip
    decided_by_id: Mapped[str | None] = field("Decided by", link="users")
    decided_at: Mapped[datetime | None] = field("Decided at")
    reason: Mapped[str | None] = field("Reason for the decision", kind="long", internal=True, merge="text")
    envelope_id: Mapped[str | None] = field("By envelope", link="envelopes")

    def check(self) -> None:
        if self.state == "refused":
            check_given(self, "reason", "A refusal needs its reason.")


class ChangeRequest(Record):
    """A wished change of a protected field, waiting to be approved."""

    __tablename__ = "change_requests"
    title = "Change request"
    titles = "Change requests"
    named_by = "field_name"
    detailed_by = ("state",)
    search_rank = 57
    transitions = {
        "state": {"new": ("submitted", "cancelled"), "submitted": ("pending", "processed", "cancelled"),
                  "pending": ("processed", "cancelled"), "processed": (), "cancelled": ()},
    }  # fmt: skip
    audience = "portfolio"

    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    record_kind: Mapped[str] = field("Kind of record", required=True)
    record_id: Mapped[str] = field("Record", required=True, index=True)
    field_name: Mapped[str] = field("Field", required=True, search=True, listed=True)
    old_value: Mapped[str | None] = field("Before", listed=True)
    new_value: Mapped[str] = field("Wished", required=True, listed=True, merge="ask")
    state: Mapped[str] = field(
        "State", choices=("new", "submitted", "pending", "processed", "cancelled"),
        default="new", listed=True, merge="ask",
    )  # fmt: skip
    result: Mapped[str | None] = field("Result", choices=("accepted", "refused"), listed=True, merge="ask")
    asked_by_id: Mapped[str | None] = field("Asked by", link="users", listed=True)
    asked_at: Mapped[datetime | None] = field("Asked at")
    source: Mapped[str | None] = field("Source", choices=("laptop", "portal", "import"))
    proof: Mapped[str | None] = field("Proof", kind="long", merge="text")
    proof_id: Mapped[str | None] = field("File as proof", link="attachments")
    decided_by_id: Mapped[str | None] = field("Decided by", link="users")
    decided_at: Mapped[datetime | None] = field("Decided at")
    reason: Mapped[str | None] = field("Reason", kind="long", merge="text")

    def check(self) -> None:
        if len(self.proof or "") > 1000:
            sentence = "At most 1,000 characters, please."
            raise Refused(sentence, fields={"proof": sentence})

    def check_change(self, before: Mapping[str, Any]) -> None:
        decision = ("state", "result", "decided_by_id", "decided_at", "reason")
        check_locked(self, before, ("submitted", "pending", "processed", "cancelled"), decision)


class NumberLease(Record):
    """A block of numbers that one device may give out without the network."""

    __tablename__ = "number_leases"
    title = "Number lease"
    titles = "Number leases"
    named_by = "series"
    detailed_by = ("device",)
    search_rank = 98
    audience = "private"

    series: Mapped[str] = field("Series", required=True, listed=True, help="Such as quotes 2026")
    device: Mapped[str | None] = field("Device", listed=True)
    user_id: Mapped[str | None] = field("Person", link="users", listed=True)
    prefix: Mapped[str | None] = field("Prefix")
    first_number: Mapped[int] = field("First number", required=True, listed=True)
    last_number: Mapped[int] = field("Last number", required=True, listed=True)
    next_number: Mapped[int | None] = field("Next number", listed=True)
    is_used_up: Mapped[bool] = field("Used up", default=False, listed=True)

    def check(self) -> None:
        check_days(self, "first_number", "last_number")
        check_positive(self, "first_number")
