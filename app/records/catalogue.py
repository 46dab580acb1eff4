"""What we sell: families and products, offline with their descriptions and units."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.records.base import ALIVE, Record, derived, field
from app.records.rules import check_between, check_not_itself, check_positive


class ProductFamily(Record):
    """A group of products, in a tree and in the user's own order."""

    __tablename__ = "product_families"
    title = "Product family"
    titles = "Product families"
    search_rank = 45
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    parent_id: Mapped[str | None] = field("Part of", link="product_families", listed=True)
    position: Mapped[int | None] = field("Position", listed=True)
    description: Mapped[str | None] = field("Description", kind="long", search=True, merge="text")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)

    def check(self) -> None:
        check_not_itself(self, "parent_id")


class Product(Record):
    """An article or service that can be offered."""

    __tablename__ = "products"
    __table_args__ = (Index("ix_products_listed_by_name", "name_sort", "is_active", **ALIVE), Index(None, "number"))
    title = "Product"
    titles = "Products"
    detailed_by = ("number", "unit")
    search_rank = 15
    sorted_as = {"name": "name_sort"}
    audience = "org"

    number: Mapped[str | None] = field("Number", search=True, listed=True)
    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    name_sort: Mapped[str | None] = derived()
    family_id: Mapped[str | None] = field("Family", link="product_families", listed=True)
    kind: Mapped[str] = field("Kind", choices=("goods", "service", "spare_part"), default="goods")
    unit: Mapped[str | None] = field("Unit", listed=True)
    description: Mapped[str | None] = field("Description", kind="long", search=True, merge="text")
    benefit: Mapped[str | None] = field("Benefit for the client", kind="long", search=True, merge="text")
    is_active: Mapped[bool] = field("On sale", default=True, listed=True)
    position: Mapped[int | None] = field("Position")

    cost: Mapped[Decimal | None] = field(
        "Cost", kind="money", internal=True, merge="ask", merge_group="cost", group="Price"
    )
    currency: Mapped[str | None] = field(
        "Currency of the cost", kind="currency", internal=True, merge="ask", merge_group="cost", group="Price"
    )
    tax_rate: Mapped[Decimal | None] = field("Tax rate", kind="percent", merge="ask", group="Price")
    minimum_quantity: Mapped[Decimal | None] = field("Smallest quantity", group="Packing")
    pack: Mapped[Decimal | None] = field("Pieces in a pack", group="Packing")
    packing: Mapped[str | None] = field("Packing", group="Packing")
    weight: Mapped[Decimal | None] = field("Weight in kilograms", group="Packing")
    stock_note: Mapped[str | None] = field("Stock note", listed=True, group="Stock")
    stock_quantity: Mapped[Decimal | None] = field("In stock", group="Stock")
    stock_on: Mapped[date | None] = field("Stock as of", group="Stock")
    on_order: Mapped[Decimal | None] = field("On order", group="Stock")
    reorder_level: Mapped[Decimal | None] = field("Reorder level", internal=True, group="Stock")
    delivery_days: Mapped[int | None] = field("Days to deliver", group="Stock")
    supplier_id: Mapped[str | None] = field("Supplier", link="accounts", internal=True, group="Origin")
    origin_country: Mapped[str | None] = field("Country of origin", kind="country", group="Origin")
    customs_number: Mapped[str | None] = field("Customs number", group="Origin")
    barcode: Mapped[str | None] = field("Bar code", search=True, group="Origin")
    picture_id: Mapped[str | None] = field("Picture", link="attachments", group="Service")
    warranty_months: Mapped[int | None] = field("Warranty in months", group="Service")
    maintenance_months: Mapped[int | None] = field("Months between maintenance", group="Service")
    replaced_by_id: Mapped[str | None] = field("Replaced by", link="products", group="Service")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", internal=True, merge="text", group="Record"
    )

    def check(self) -> None:
        check_not_itself(self, "replaced_by_id")
        check_positive(self, "cost", "minimum_quantity", "pack", "weight", "delivery_days")
        check_between(self, "tax_rate", 0, 100)


class ProductText(Record):
    """A product's name and description in another language."""

    __tablename__ = "product_texts"
    title = "Product text"
    titles = "Product texts"
    detailed_by = ("language",)
    search_rank = 70
    audience = "org"

    product_id: Mapped[str] = field("Product", link="products", required=True, listed=True, part_of=True)
    language: Mapped[str] = field("Language", kind="language", required=True, listed=True)
    name: Mapped[str | None] = field("Name", search=True, listed=True)
    unit: Mapped[str | None] = field("Unit")
    description: Mapped[str | None] = field("Description", kind="long", search=True, merge="text")
    benefit: Mapped[str | None] = field("Benefit for the client", kind="long", merge="text")


class RangePage(Record):
    """A place in somebody's own presentation of the range."""

    __tablename__ = "range_pages"
    title = "Page of the presentation"
    titles = "Pages of the presentation"
    named_by = "heading"
    search_rank = 95
    audience = "private"

    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    position: Mapped[int | None] = field("Position", listed=True)
    heading: Mapped[str | None] = field("Heading", listed=True, search=True)
    product_id: Mapped[str | None] = field("Product", link="products", listed=True)
    family_id: Mapped[str | None] = field("Family", link="product_families", listed=True)
    attachment_id: Mapped[str | None] = field("Picture", link="attachments")
    text: Mapped[str | None] = field("Text", kind="long", merge="text")
