"""Money owed and paid, mostly brought in from the books."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_days


class Invoice(Record):
    """An invoice or credit note and what is still open of it."""

    __tablename__ = "invoices"
    __table_args__ = (Index(None, "account_id", "due_on"),)
    title = "Invoice"
    titles = "Invoices"
    named_by = "number"
    detailed_by = ("account_id", "due_on")
    search_rank = 41
    transitions = {
        "state": {
            "open": ("part_paid", "paid", "disputed", "written_off", "cancelled"),
            "part_paid": ("open", "paid", "disputed", "written_off"),
            "paid": ("open", "part_paid"),
            "disputed": ("open", "part_paid", "paid", "written_off", "cancelled"),
            "written_off": ("open", "paid"),
            "cancelled": (),
        }
    }
    audience = "portfolio"

    number: Mapped[str | None] = field("Number", search=True, listed=True, index=True)
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    order_id: Mapped[str | None] = field("Order", link="orders")
    kind: Mapped[str] = field("Kind", choices=("invoice", "credit_note", "down_payment"), default="invoice")
    amount: Mapped[Decimal | None] = field(
        "Amount", kind="money", listed=True, merge="ask", merge_group="amount"
    )
    open_amount: Mapped[Decimal | None] = field("Still open", kind="money", listed=True, merge="ask")
    tax_amount: Mapped[Decimal | None] = field("Tax in it", kind="money", merge="ask", merge_group="amount")
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", listed=True, merge="ask", merge_group="amount"
    )
    issued_on: Mapped[date | None] = field("Issued on", listed=True)
    due_on: Mapped[date | None] = field("Due on", listed=True, merge="ask")
    paid_on: Mapped[date | None] = field("Paid on", listed=True)
    state: Mapped[str] = field(
        "State",
        choices=("open", "part_paid", "paid", "disputed", "written_off", "cancelled"),
        default="open", listed=True, merge="ask",
    )  # fmt: skip
    reminders: Mapped[int | None] = field("Reminders sent")
    reminded_on: Mapped[date | None] = field("Last reminded on")
    case_id: Mapped[str | None] = field("Case", link="cases")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "issued_on", "due_on")


class Payment(Record):
    """Money that came in or went out, with the invoice it settles."""

    __tablename__ = "payments"
    title = "Payment"
    titles = "Payments"
    named_by = "reference"
    detailed_by = ("account_id", "paid_on")
    search_rank = 70
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    invoice_id: Mapped[str | None] = field("Invoice", link="invoices", listed=True)
    amount: Mapped[Decimal] = field(
        "Amount", kind="money", required=True, listed=True, merge="ask", merge_group="amount"
    )
    currency: Mapped[str | None] = field(
        "Currency", kind="currency", listed=True, merge="ask", merge_group="amount"
    )
    paid_on: Mapped[date | None] = field("Paid on", listed=True)
    reference: Mapped[str | None] = field("Reference", search=True, listed=True)
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)
