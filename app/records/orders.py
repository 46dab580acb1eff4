"""What was bought: orders and their lines, with the days asked for, confirmed and kept."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_between


class Order(Record):
    """An order of an account."""

    __tablename__ = "orders"
    __table_args__ = (
        Index(None, "account_id", "ordered_on"),
        # Of all orders only a few are still to be shipped; Today asks for those that are late.
        Index(
            "ix_orders_to_ship", "state", sqlite_where=text("shipped_on IS NULL"),
            postgresql_where=text("shipped_on IS NULL")
        ),
    )  # fmt: skip
    title = "Order"
    titles = "Orders"
    named_by = "number"
    detailed_by = ("account_id", "ordered_on")
    search_rank = 8
    transitions = {
        "state": {
            "draft": ("held", "placed", "cancelled"),
            "held": ("draft", "placed", "cancelled"),
            "placed": ("draft", "confirmed", "part_delivered", "delivered", "cancelled"),
            "confirmed": ("placed", "part_delivered", "delivered", "cancelled"),
            "part_delivered": ("confirmed", "delivered", "closed", "cancelled"),
            "delivered": ("part_delivered", "closed"),
            "closed": ("delivered", "part_delivered"),
            "cancelled": ("draft",),
        }
    }
    audience = "portfolio"

    number: Mapped[str | None] = field("Number", search=True, listed=True, index=True)
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State",
        choices=(
            "draft", "held", "placed", "confirmed", "part_delivered", "delivered", "closed", "cancelled",
        ),
        default="draft", listed=True, merge="ask",
    )  # fmt: skip
    hold_reason: Mapped[str | None] = field("Reason for holding", internal=True)
    client_reference: Mapped[str | None] = field("Client's reference", search=True)
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="money")
    freight: Mapped[Decimal | None] = field("Freight", kind="money", merge="ask", merge_group="money")
    discount_percent: Mapped[Decimal | None] = field("Discount", kind="percent", merge="ask")
    net: Mapped[Decimal | None] = field("Net amount", kind="money", listed=True)

    ordered_on: Mapped[date | None] = field("Ordered on", listed=True, group="Days")
    requested_on: Mapped[date | None] = field("Requested for", listed=True, group="Days")
    confirmed_first_on: Mapped[date | None] = field("First confirmed for", group="Days")
    confirmed_last_on: Mapped[date | None] = field("Last confirmed for", group="Days")
    shipped_on: Mapped[date | None] = field("Shipped on", listed=True, group="Days")
    delivered_on: Mapped[date | None] = field("Delivered on", group="Days")

    ship_name: Mapped[str | None] = field("Ship to", search=True, merge_group="ship_to", group="Delivery")
    ship_street: Mapped[str | None] = field("Street", merge_group="ship_to", group="Delivery")
    ship_postal_code: Mapped[str | None] = field("Postal code", merge_group="ship_to", group="Delivery")
    ship_city: Mapped[str | None] = field("City", merge_group="ship_to", group="Delivery")
    ship_region: Mapped[str | None] = field("Region", merge_group="ship_to", group="Delivery")
    ship_country: Mapped[str | None] = field(
        "Country", kind="country", merge_group="ship_to", group="Delivery"
    )
    shipper: Mapped[str | None] = field("Carrier", group="Delivery")
    delivery_terms: Mapped[str | None] = field("Delivery terms", merge="ask", group="Delivery")
    payment_terms_days: Mapped[int | None] = field("Days to pay", merge="ask", group="Delivery")
    payment_terms: Mapped[str | None] = field("Payment terms", merge="ask", group="Delivery")
    under_percent: Mapped[Decimal | None] = field(
        "May be short by", kind="percent", merge="ask", group="Delivery"
    )
    over_percent: Mapped[Decimal | None] = field(
        "May be over by", kind="percent", merge="ask", group="Delivery"
    )

    quote_id: Mapped[str | None] = field("Quote", link="quotes", group="Origin")
    contract_id: Mapped[str | None] = field("Contract", link="contracts", group="Origin")
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities", group="Origin")
    visit_id: Mapped[str | None] = field("Visit", link="visits", group="Origin")
    campaign_id: Mapped[str | None] = field("Campaign", link="campaigns", group="Origin")
    event_id: Mapped[str | None] = field("Event", link="events", group="Origin")
    price_list_id: Mapped[str | None] = field("Price list", link="price_lists", merge="ask", group="Origin")
    direction: Mapped[str] = field(
        "Direction", choices=("sale", "purchase"), default="sale", group="Origin",
        help="A purchase is what we order from a supplier",
    )  # fmt: skip
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Origin")
    signature_id: Mapped[str | None] = field("Signature", link="attachments", group="Origin")
    notes: Mapped[str | None] = field("Notes", kind="long", search=True, merge="text", group="Notes")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", internal=True, merge="text", group="Notes"
    )

    def check(self) -> None:
        check_between(self, "discount_percent", 0, 100)
        check_between(self, "under_percent", 0, 100)


class OrderLine(Record):
    """One line of an order."""

    __tablename__ = "order_lines"
    title = "Order line"
    titles = "Order lines"
    detailed_by = ("quantity", "unit")
    search_rank = 76
    audience = "portfolio"

    order_id: Mapped[str] = field("Order", link="orders", required=True, part_of=True)
    position: Mapped[int | None] = field("Position", listed=True)
    product_id: Mapped[str | None] = field("Product", link="products", listed=True)
    name: Mapped[str | None] = field("Name", search=True, listed=True)
    quantity: Mapped[Decimal | None] = field("Quantity", listed=True, merge="ask")
    unit: Mapped[str | None] = field("Unit", listed=True, merge="ask", merge_group="price")
    list_price: Mapped[Decimal | None] = field("List price", kind="money", merge="ask", merge_group="price")
    price: Mapped[Decimal | None] = field(
        "Price", kind="money", listed=True, merge="ask", merge_group="price"
    )
    discount_percent: Mapped[Decimal | None] = field("Discount", kind="percent", listed=True, merge="ask")
    net: Mapped[Decimal | None] = field("Net amount", kind="money", listed=True)
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="price")
    cost: Mapped[Decimal | None] = field("Cost", kind="money", internal=True, merge="ask")
    tax_rate: Mapped[Decimal | None] = field("Tax rate", kind="percent", merge="ask")
    requested_on: Mapped[date | None] = field("Requested for", listed=True)
    confirmed_first_on: Mapped[date | None] = field("First confirmed for")
    confirmed_last_on: Mapped[date | None] = field("Last confirmed for", listed=True)
    quantity_confirmed: Mapped[Decimal | None] = field("Confirmed quantity")
    quantity_delivered: Mapped[Decimal | None] = field("Delivered quantity")
    delivered_on: Mapped[date | None] = field("Delivered on")
    is_closed: Mapped[bool] = field("Closed", default=False)
    contract_line_id: Mapped[str | None] = field("Line of the frame contract", link="contract_lines")
    quote_line_id: Mapped[str | None] = field("Quote line", link="quote_lines")
    price_origin: Mapped[str | None] = field("Where the price comes from", internal=True)
    price_kept_reason: Mapped[str | None] = field("Why the old price was kept", internal=True)
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)

    def check(self) -> None:
        check_between(self, "discount_percent", 0, 100)
        check_between(self, "tax_rate", 0, 100)


class UsualItem(Record):
    """What an account usually takes, kept by hand beside what the orders show."""

    __tablename__ = "usual_items"
    title = "Usual item"
    titles = "Usual items"
    named_by = "client_number"
    detailed_by = ("product_id",)
    search_rank = 95
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True, part_of=True)
    product_id: Mapped[str] = field("Product", link="products", required=True, listed=True, merge="set")
    client_number: Mapped[str | None] = field("Client's article number", search=True, listed=True)
    quantity: Mapped[Decimal | None] = field("Usual quantity", listed=True)
    minimum_stock: Mapped[Decimal | None] = field("Smallest stock at the client", listed=True)
    counted_stock: Mapped[Decimal | None] = field("Counted stock", listed=True)
    counted_on: Mapped[date | None] = field("Counted on", listed=True)
    position: Mapped[int | None] = field("Position")
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")
