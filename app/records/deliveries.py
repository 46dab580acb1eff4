"""What arrived and when: deliveries, their lines, returns."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_positive


class Delivery(Record):
    """One consignment for an order; many may belong to one order."""

    __tablename__ = "deliveries"
    title = "Delivery"
    titles = "Deliveries"
    named_by = "number"
    detailed_by = ("account_id", "delivered_on")
    search_rank = 40
    transitions = {
        "state": {
            "draft": ("ready", "under_way", "completed", "cancelled"),
            "ready": ("draft", "under_way", "completed", "cancelled"),
            "under_way": ("completed", "failed"),
            "completed": ("returned",),
            "failed": ("ready", "cancelled"),
            "returned": (),
            "cancelled": (),
        }
    }
    audience = "portfolio"

    number: Mapped[str | None] = field("Number", search=True, listed=True, index=True)
    order_id: Mapped[str | None] = field("Order", link="orders", listed=True)
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    state: Mapped[str] = field(
        "State",
        choices=("draft", "ready", "under_way", "completed", "failed", "returned", "cancelled"),
        default="draft", listed=True, merge="ask",
    )  # fmt: skip
    planned_on: Mapped[date | None] = field("Planned for", listed=True)
    shipped_on: Mapped[date | None] = field("Shipped on", listed=True)
    delivered_on: Mapped[date | None] = field("Delivered on", listed=True)
    carrier: Mapped[str | None] = field("Carrier")
    tracking: Mapped[str | None] = field("Tracking number", search=True)
    received_by: Mapped[str | None] = field("Received by")
    signature_id: Mapped[str | None] = field("Signature", link="attachments")
    is_return: Mapped[bool] = field("Return", default=False, listed=True)
    return_reason: Mapped[str | None] = field("Reason for the return")
    case_id: Mapped[str | None] = field("Case", link="cases")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")


class DeliveryLine(Record):
    """How much of an order line came with a delivery; a return counts below zero in the figures."""

    __tablename__ = "delivery_lines"
    title = "Delivery line"
    titles = "Delivery lines"
    search_rank = 95
    audience = "portfolio"

    delivery_id: Mapped[str] = field("Delivery", link="deliveries", required=True, listed=True, part_of=True)
    order_line_id: Mapped[str | None] = field("Order line", link="order_lines", listed=True)
    product_id: Mapped[str | None] = field("Product", link="products", listed=True)
    name: Mapped[str | None] = field("Name", search=True, listed=True)
    quantity: Mapped[Decimal | None] = field("Quantity", listed=True, merge="ask")
    unit: Mapped[str | None] = field("Unit", listed=True)
    delivered_on: Mapped[date | None] = field(
        "Delivered on", listed=True, help="Where it differs from the delivery's day"
    )
    batch: Mapped[str | None] = field("Batch", search=True)
    serial_number: Mapped[str | None] = field("Serial number", search=True)
    accepted_quantity: Mapped[Decimal | None] = field("Accepted quantity")
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_positive(self, "quantity", "accepted_quantity")
