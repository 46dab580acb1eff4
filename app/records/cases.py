"""Anything to be put right: complaints, requests, returns, disputes, questions, with cause and remedy."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.accounts import TIERS
from app.records.base import Record, field
from app.records.rules import check_days, check_given, check_not_itself, check_positive

STATES = (
    "received", "contained", "investigated", "cause_found", "action", "verified",
    "closed", "reopened", "rejected",
)  # fmt: skip


class Case(Record):
    """One complaint, request, return, dispute or question from first word to closure."""

    __tablename__ = "cases"
    __table_args__ = (Index(None, "state", "solution_due_at"),)
    title = "Case"
    titles = "Cases"
    named_by = "subject"
    detailed_by = ("number", "account_id")
    search_rank = 12
    transitions = {
        "state": {
            "received": ("contained", "investigated", "rejected"),
            "contained": ("investigated", "rejected"),
            "investigated": ("cause_found", "rejected"),
            "cause_found": ("action",),
            "action": ("verified", "investigated"),
            "verified": ("closed", "action"),
            "closed": ("reopened",),
            "rejected": ("reopened",),
            "reopened": ("contained", "investigated", "rejected"),
        }
    }
    audience = "portfolio"

    number: Mapped[str | None] = field("Number", search=True, listed=True, index=True)
    subject: Mapped[str] = field("Subject", required=True, search=True, listed=True)
    type: Mapped[str] = field(
        "Type",
        choices=("complaint", "request", "return", "dispute", "question"),
        default="complaint",
        listed=True,
    )
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    severity: Mapped[str] = field(
        "Severity", choices=("critical", "major", "minor"), default="minor", listed=True, merge="ask"
    )
    state: Mapped[str] = field("State", choices=STATES, default="received", listed=True, merge="ask")
    text: Mapped[str | None] = field("What happened", kind="long", search=True, merge="text")
    wished: Mapped[str | None] = field("What the client wishes", kind="long", merge="text")

    order_id: Mapped[str | None] = field("Order", link="orders", group="About")
    order_line_id: Mapped[str | None] = field("Order line", link="order_lines", group="About")
    delivery_id: Mapped[str | None] = field("Delivery", link="deliveries", group="About")
    invoice_id: Mapped[str | None] = field("Invoice", link="invoices", group="About")
    product_id: Mapped[str | None] = field("Product", link="products", group="About")
    contract_id: Mapped[str | None] = field("Contract", link="contracts", group="About")
    visit_id: Mapped[str | None] = field("Visit", link="visits", group="About")
    activity_id: Mapped[str | None] = field("Activity", link="activities", group="About")
    objection_id: Mapped[str | None] = field("Objection", link="objections", group="About")
    quantity: Mapped[Decimal | None] = field("Quantity concerned", group="About")
    channel: Mapped[str | None] = field(
        "Came by",
        choices=("visit", "call", "e_mail", "letter", "fax", "chat", "portal", "fair", "other"), group="About",
    )  # fmt: skip

    reported_at: Mapped[datetime | None] = field("Reported at", listed=True, group="Deadlines")
    reaction_due_at: Mapped[datetime | None] = field("Reaction due at", group="Deadlines")
    reacted_at: Mapped[datetime | None] = field("Reacted at", group="Deadlines")
    solution_due_at: Mapped[datetime | None] = field("Solution due at", listed=True, group="Deadlines")
    paused_at: Mapped[datetime | None] = field("Waiting since", group="Deadlines")
    paused_minutes: Mapped[int | None] = field("Minutes waited", group="Deadlines", merge="add")
    closed_at: Mapped[datetime | None] = field("Closed at", group="Deadlines")
    calendar_id: Mapped[str | None] = field("Working calendar", link="calendars", group="Deadlines")

    containment: Mapped[str | None] = field("Containment", kind="long", merge="text", group="Solution")
    investigation: Mapped[str | None] = field(
        "Investigation", kind="long", internal=True, merge="text", group="Solution"
    )
    is_valid: Mapped[bool | None] = field("Justified", merge="ask", group="Solution")
    rejected_reason: Mapped[str | None] = field("Reason for rejecting", group="Solution")
    cause_class_id: Mapped[str | None] = field("Cause", link="cause_classes", merge="ask", group="Solution")
    cause: Mapped[str | None] = field(
        "Cause in words", kind="long", internal=True, merge="text", group="Solution"
    )
    remedy: Mapped[str | None] = field(
        "Remedy",
        choices=("credit", "replacement", "repair", "return", "apology", "explanation", "none"),
        merge="ask", group="Solution",
    )  # fmt: skip
    credit: Mapped[Decimal | None] = field(
        "Credit", kind="money", merge="ask", merge_group="credit", group="Solution"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", merge="ask", merge_group="credit", group="Solution"
    )
    answer: Mapped[str | None] = field("Answer to the client", kind="long", merge="text", group="Solution")
    solved_by_id: Mapped[str | None] = field("Action done by", link="users", group="Solution")
    verified_by_id: Mapped[str | None] = field("Verified by", link="users", group="Solution")
    verified_on: Mapped[date | None] = field("Verified on", group="Solution")
    is_effective: Mapped[bool | None] = field("Action worked", group="Solution")
    reopened_reason: Mapped[str | None] = field("Reason for reopening", group="Solution")
    times_reopened: Mapped[int | None] = field("Times reopened", merge="add", group="Solution")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", search=True, internal=True, merge="text", group="Record"
    )

    def check(self) -> None:
        check_positive(self, "credit", "quantity")
        check_days(self, "reported_at", "closed_at")
        if self.state == "rejected":
            check_given(self, "rejected_reason", "A rejected case needs the reason.")
        if self.state in ("cause_found", "action", "verified"):
            check_given(self, "cause_class_id", "Name the cause before going on.")
        if self.state == "verified":
            check_given(self, "verified_by_id", "Name the person who verified that the action works.")
        if self.verified_by_id and self.verified_by_id == self.solved_by_id:
            sentence = "Somebody else than the person who did it has to verify."
            raise Refused(sentence, fields={"verified_by_id": sentence})


class CaseAction(Record):
    """Something done about a case: to contain it, to put it right, to keep it from coming back."""

    __tablename__ = "case_actions"
    title = "Case action"
    titles = "Case actions"
    named_by = "text"
    detailed_by = ("kind", "due_on")
    search_rank = 78
    transitions = {
        "state": {"open": ("done", "cancelled"), "done": ("effective", "not_effective", "open"),
                  "effective": (), "not_effective": ("open",), "cancelled": ("open",)},
    }  # fmt: skip
    audience = "portfolio"

    case_id: Mapped[str] = field("Case", link="cases", required=True, listed=True, part_of=True)
    kind: Mapped[str] = field(
        "Kind",
        choices=("containment", "correction", "prevention", "message"),
        default="correction",
        listed=True,
    )
    text: Mapped[str] = field("Action", required=True, search=True, listed=True, merge="text")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    department: Mapped[str | None] = field("Department")
    due_on: Mapped[date | None] = field("Due on", listed=True)
    state: Mapped[str] = field(
        "State",
        choices=("open", "done", "effective", "not_effective", "cancelled"), default="open", listed=True, merge="ask",
    )  # fmt: skip
    done_on: Mapped[date | None] = field("Done on", listed=True)
    done_by_id: Mapped[str | None] = field("Done by", link="users")
    cost: Mapped[Decimal | None] = field("Cost", kind="money", internal=True, merge="ask", merge_group="cost")
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", internal=True, merge="ask", merge_group="cost"
    )
    proof: Mapped[str | None] = field("Proof")


class CauseClass(Record):
    """A class of causes, so that recurring ones are seen."""

    __tablename__ = "cause_classes"
    title = "Cause class"
    titles = "Cause classes"
    detailed_by = ("department",)
    search_rank = 85
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    parent_id: Mapped[str | None] = field("Part of", link="cause_classes", listed=True)
    department: Mapped[str | None] = field("Department", listed=True)
    description: Mapped[str | None] = field("Description", kind="long", merge="text")
    is_active: Mapped[bool] = field("In use", default=True, listed=True)

    def check(self) -> None:
        check_not_itself(self, "parent_id")


class ServiceLevel(Record):
    """How fast a case of a kind must be answered and solved, in working hours."""

    __tablename__ = "service_levels"
    title = "Service level"
    titles = "Service levels"
    detailed_by = ("severity", "tier")
    search_rank = 86
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    type: Mapped[str | None] = field(
        "Type of case", choices=("complaint", "request", "return", "dispute", "question"), listed=True
    )
    severity: Mapped[str | None] = field("Severity", choices=("critical", "major", "minor"), listed=True)
    tier: Mapped[str | None] = field("Tier", choices=TIERS, listed=True)
    account_id: Mapped[str | None] = field("Account", link="accounts")
    reaction_hours: Mapped[Decimal | None] = field("Reaction within hours", listed=True, merge="ask")
    solution_hours: Mapped[Decimal | None] = field("Solution within hours", listed=True, merge="ask")
    silence_days: Mapped[int | None] = field("Warn after days of silence")
    calendar_id: Mapped[str | None] = field("Working calendar", link="calendars")
    priority: Mapped[int | None] = field("Priority")

    def check(self) -> None:
        check_positive(self, "reaction_hours", "solution_hours", "silence_days")
