"""After the sale: what stands at the client, and the care it was promised."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_days, check_given


class InstalledProduct(Record):
    """Something of ours that stands at a client."""

    __tablename__ = "installed_products"
    title = "Installed product"
    titles = "Installed products"
    detailed_by = ("serial_number", "account_id")
    search_rank = 42
    transitions = {
        "state": {"in_use": ("stored", "retired"), "stored": ("in_use", "retired"), "retired": ("in_use",)}
    }
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    product_id: Mapped[str | None] = field("Product", link="products", listed=True)
    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    serial_number: Mapped[str | None] = field("Serial number", search=True, listed=True, index=True)
    quantity: Mapped[Decimal | None] = field("Quantity")
    address_id: Mapped[str | None] = field("Site", link="addresses")
    place: Mapped[str | None] = field("Place")
    installed_on: Mapped[date | None] = field("Installed on", listed=True)
    warranty_until: Mapped[date | None] = field("Warranty until", listed=True)
    order_id: Mapped[str | None] = field("Order", link="orders")
    state: Mapped[str] = field(
        "State", choices=("in_use", "stored", "retired"), default="in_use", listed=True, merge="ask"
    )
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "installed_on", "warranty_until")


class ServicePlan(Record):
    """The schedule by which services come due."""

    __tablename__ = "service_plans"
    title = "Service plan"
    titles = "Service plans"
    detailed_by = ("account_id", "next_on")
    search_rank = 48
    transitions = {
        "state": {"running": ("paused", "ended"), "paused": ("running", "ended"), "ended": ("running",)}
    }
    audience = "portfolio"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    installed_product_id: Mapped[str | None] = field(
        "Installed product", link="installed_products", listed=True
    )
    contract_id: Mapped[str | None] = field("Contract", link="contracts")
    kind: Mapped[str] = field(
        "Kind", choices=("training", "maintenance", "installation", "inspection", "calibration", "other"),
        default="maintenance", listed=True,
    )  # fmt: skip
    recurrence: Mapped[str | None] = field("Repeats", help="A rule as in calendars (RFC 5545)")
    starts_on: Mapped[date | None] = field("Starts on")
    ends_on: Mapped[date | None] = field("Ends on")
    next_on: Mapped[date | None] = field("Next on", listed=True)
    remind_days: Mapped[int | None] = field("Remind days ahead")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State", choices=("running", "paused", "ended"), default="running", merge="ask"
    )
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")


class Service(Record):
    """One training, maintenance or installation, planned or done."""

    __tablename__ = "services"
    title = "Service"
    titles = "Services"
    named_by = "subject"
    detailed_by = ("account_id", "due_on")
    search_rank = 32
    transitions = {
        "state": {
            "planned": ("agreed", "done", "cancelled"),
            "agreed": ("planned", "done", "missed", "cancelled"),
            "missed": ("planned", "cancelled"),
            "done": ("planned",),
            "cancelled": ("planned",),
        }
    }
    audience = "portfolio"

    subject: Mapped[str] = field("Subject", required=True, search=True, listed=True)
    kind: Mapped[str] = field(
        "Kind", choices=("training", "maintenance", "installation", "inspection", "calibration", "other"),
        default="maintenance", listed=True,
    )  # fmt: skip
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State", choices=("planned", "agreed", "missed", "done", "cancelled"),
        default="planned", listed=True, merge="ask",
    )  # fmt: skip
    due_on: Mapped[date | None] = field("Due on", listed=True, index=True)
    starts_at: Mapped[datetime | None] = field("Agreed for")
    done_on: Mapped[date | None] = field("Done on", listed=True)
    technician: Mapped[str | None] = field("Done by")
    service_plan_id: Mapped[str | None] = field("Service plan", link="service_plans")
    installed_product_id: Mapped[str | None] = field("Installed product", link="installed_products")
    contract_id: Mapped[str | None] = field("Contract", link="contracts")
    order_id: Mapped[str | None] = field("Order", link="orders")
    price: Mapped[Decimal | None] = field("Price", kind="money", merge="ask", merge_group="price")
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="price")
    report: Mapped[str | None] = field("Report", kind="long", search=True, merge="text")
    proof_id: Mapped[str | None] = field("Proof", link="attachments")
    signed_by: Mapped[str | None] = field("Confirmed by")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        if self.state == "done":
            check_given(self, "done_on", "A service that was done needs the day.")
