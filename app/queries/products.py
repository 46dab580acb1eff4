"""The catalogue: families, a long list of products with the price of a list, one product, the range as it is shown."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.errors import Refused
from app.insight.price_choice import PriceEntry, Wanted, choose_price
from app.queries import question
from app.queries.company import preference
from app.queries.prices import _lists
from app.queries.search import band, match_expression
from app.store.engine import Reader
from app.values import day, number

SORTS = {
    "name": "p.name_sort, p.seq",
    "number": "p.number IS NULL, p.number, p.seq",
    "family": "f.name IS NULL, f.name, p.name_sort, p.seq",
    "stock": "p.stock_quantity IS NULL, p.stock_quantity, p.seq",
}
MOST_USES = 20
DEPTH = 6


@dataclass(frozen=True, slots=True)
class Family:
    """A family with its place in the tree and how many products stand directly in it."""

    id: str
    name: str
    depth: int
    products: int


@dataclass(frozen=True, slots=True)
class ListOfPrices:
    """A price list one may look at the catalogue with."""

    id: str
    name: str
    currency: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One line of the catalogue; `price` is None where the list has none."""

    seq: int
    id: str
    number: str
    name: str
    family: str
    unit: str
    price: Decimal | None
    currency: str
    stock_quantity: Decimal | None
    stock_note: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A price of a product as it is written in a list."""

    id: str
    list_id: str
    list_name: str
    minimum_quantity: Decimal | None
    price: Decimal
    currency: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Use:
    """A line of a quote or order with the product."""

    kind: str
    id: str
    number: str
    account: str
    on: date | None
    state: str
    quantity: Decimal | None
    unit: str
    price: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product with everything its page shows."""

    id: str
    values: dict[str, Any]
    links: dict[str, str]
    prices: tuple[PriceRow, ...]
    texts: tuple[dict[str, Any], ...]
    uses: tuple[Use, ...]
    picture: str
    """SHA-256 of the picture's content, or nothing."""


@dataclass(frozen=True, slots=True)
class RangeItem:
    """A page of the presentation: only what a client may see."""

    product_id: str
    name: str
    number: str
    family: str
    unit: str
    text: str
    benefit: str
    picture: str


@question("Product families")
def families(reader: Reader) -> list[Family]:
    """The tree of families in the user's order, each below the one it is part of."""
    rows = reader.rows(
        "SELECT f.id, f.name, f.parent_id, (SELECT count(*) FROM products p WHERE p.family_id = f.id"
        " AND p.deleted_at IS NULL) AS products FROM product_families f WHERE f.deleted_at IS NULL"
        " ORDER BY f.position IS NULL, f.position, f.name"
    )
    below: dict[str | None, list[Any]] = {}
    known = {row.id for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    found: list[Family] = []
    seen: set[str] = set()

    def walk(parent: str | None, depth: int) -> None:
        for row in below.get(parent, ()):
            if row.id not in seen:
                seen.add(row.id)
                found.append(Family(row.id, row.name, min(depth, DEPTH), row.products))
                walk(row.id, depth + 1)

    walk(None, 0)
    return found


@question("Price lists to choose from")
def price_lists(reader: Reader) -> list[ListOfPrices]:
    """The price lists, the default one of our currency first."""
    own = preference(reader, "currency")
    lists = [ListOfPrices(one.id, one.name, one.currency, one.is_default) for one, _ in _lists(reader)]
    return sorted(
        lists, key=lambda one: (not (one.is_default and one.currency == own), not one.is_default, one.name)
    )


def product_ids(
    reader: Reader,
    text: str = "",
    family: str = "",
    only_active: bool = True,
    sort: str = "name",
    price_list: str = "",
) -> "array[int]":
    """Row numbers of the products that fit, in order; a family holds those below it too."""
    conditions, values = ["p.deleted_at IS NULL"], []
    if only_active:
        conditions.append("p.is_active")
    if family:
        below = _below(reader, family)
        conditions.append(f"p.family_id IN ({','.join('?' * len(below))})")
        values += below
    asked = match_expression(text)
    if text.strip() and not asked:
        return array("q")
    if asked:
        first, last = band(reader, "products")
        conditions.append(
            "p.seq IN (SELECT rowid - ? FROM search_words WHERE search_words MATCH ? AND rowid BETWEEN ? AND ?)"
        )
        values += [first, asked, first, last]  # type: ignore[list-item]
    falling = sort.startswith("-")
    order = SORTS.get(sort.removeprefix("-"), SORTS["name"])
    if falling:
        order = ", ".join(part if part.endswith("NULL") else f"{part} DESC" for part in order.split(", "))
    joined = " LEFT JOIN product_families f ON f.id = p.family_id" if "f.name" in order else ""
    sql = f"SELECT p.seq FROM products p{joined} WHERE {' AND '.join(conditions)} ORDER BY {order}"
    return array("q", reader.column(sql, values))


def _below(reader: Reader, family: str) -> list[str]:
    found, edge = [family], [family]
    for _ in range(DEPTH):
        marks = ",".join("?" * len(edge))
        edge = [
            each
            for each in reader.column(
                f"SELECT id FROM product_families WHERE parent_id IN ({marks}) AND deleted_at IS NULL", edge
            )
            if each not in found
        ]
        if not edge:
            break
        found += edge
    return found


def product_rows(reader: Reader, seqs: Sequence[int], price_list: str = "") -> list[ProductRow]:
    """What the catalogue shows of these products, with today's price of one piece in a list."""
    marks = ",".join("?" * len(seqs))
    rows = reader.rows(
        "SELECT p.seq, p.id, p.number, p.name, f.name AS family, p.unit, p.cost, p.currency, p.stock_quantity,"
        " p.stock_note, p.is_active FROM products p LEFT JOIN product_families f ON f.id = p.family_id"
        f" WHERE p.seq IN ({marks})",
        tuple(seqs),
    )
    prices = _prices(reader, rows, price_list)
    found = {row.seq: _product_row(row, *prices.get(row.id, (None, ""))) for row in rows}
    return [found[seq] for seq in seqs if seq in found]


def _product_row(row: Any, price: Decimal | None, currency: str) -> ProductRow:
    return ProductRow(
        row.seq, row.id, row.number or "", row.name, row.family or "", row.unit or "", price, currency,
        number(row.stock_quantity), row.stock_note or "", bool(row.is_active),
    )  # fmt: skip


def _prices(reader: Reader, rows: Sequence[Any], price_list: str) -> dict[str, tuple[Decimal, str]]:
    lists = {one.id: one for one, _ in _lists(reader)}
    if price_list not in lists or not rows:
        return {}
    book: dict[str, list[PriceEntry]] = {}
    for start in range(0, len(rows), 500):
        ids = [row.id for row in rows[start : start + 500]]
        for entry in _entries(reader, ids):
            book.setdefault(entry.product_id, []).append(entry)
    # Only this list and those it falls back on: a default list that is not asked for says nothing here.
    chain = {name: one for name, one in lists.items() if not one.is_default or name == price_list}
    known, at = set(), lists[price_list]
    while at.id not in known:
        known.add(at.id)
        chain[at.id] = at
        at = lists.get(at.parent_id or "", at)
    currency = lists[price_list].currency
    today, found = date.today(), {}
    for row in rows:
        cost = number(row.cost) if row.currency in (None, currency) else None
        wanted = Wanted(row.id, Decimal(1), today, currency, cost)
        chosen = choose_price(wanted, [price_list], chain, book.get(row.id, ()))
        if chosen is not None:
            found[row.id] = (chosen.price, currency)
    return found


def _entries(reader: Reader, products: Sequence[str]) -> list[PriceEntry]:
    marks = ",".join("?" * len(products))
    return [
        PriceEntry(
            row.price_list_id, row.product_id, number(row.price) or Decimal(0), row.currency,
            number(row.minimum_quantity), day(row.valid_from), day(row.valid_until), row.unit,
        )
        for row in reader.rows(
            f"SELECT * FROM prices WHERE product_id IN ({marks}) AND deleted_at IS NULL", tuple(products)
        )
    ]  # fmt: skip


@question("Product page")
def product_page(reader: Reader, product: str) -> ProductPage:
    """A product, its prices, its texts in other languages, and where it was last used."""
    from app.queries.records import record, rows_of
    from app.records import kind as kind_named

    values = record(reader, "products", product)
    links = values.pop("links")
    seqs = reader.column(
        "SELECT seq FROM product_texts WHERE product_id = ? AND deleted_at IS NULL", (product,)
    )
    texts = rows_of(reader, kind_named("product_texts"), seqs)
    return ProductPage(
        product, values, links, tuple(_price_rows(reader, product)), tuple(texts), tuple(uses(reader, product)),
        _picture(reader, values.get("picture_id")),
    )  # fmt: skip


def _price_rows(reader: Reader, product: str) -> list[PriceRow]:
    rows = reader.rows(
        "SELECT p.*, l.name AS list_name, coalesce(p.currency, l.currency) AS in_currency FROM prices p"
        " JOIN price_lists l ON l.id = p.price_list_id WHERE p.product_id = ? AND p.deleted_at IS NULL"
        " AND l.deleted_at IS NULL ORDER BY l.name, coalesce(p.minimum_quantity, 0), p.valid_from",
        (product,),
    )
    return [
        PriceRow(
            row.id, row.price_list_id, row.list_name, number(row.minimum_quantity), number(row.price) or Decimal(0),
            row.in_currency, day(row.valid_from), day(row.valid_until),
        )
        for row in rows
    ]  # fmt: skip


@question("Where a product is used")
def uses(reader: Reader, product: str, limit: int = MOST_USES) -> list[Use]:
    """The last quotes and orders with the product, newest first."""
    if limit < 0:
        raise Refused("A number of lines cannot be negative.")
    rows = reader.rows(
        "SELECT * FROM (SELECT 'orders' AS kind, o.id, o.number, a.name AS account, o.ordered_on AS day_on, o.state,"
        " l.quantity, l.unit, l.price, coalesce(l.currency, o.currency) AS currency FROM order_lines l"
        " JOIN orders o ON o.id = l.order_id JOIN accounts a ON a.id = o.account_id"
        " WHERE l.product_id = :product AND l.deleted_at IS NULL AND o.deleted_at IS NULL"
        " UNION ALL SELECT 'quotes', q.id, q.number, a.name, coalesce(q.issued_on, substr(q.created_at, 1, 10)),"
        " q.state, l.quantity, l.unit, l.price, coalesce(l.currency, q.currency) FROM quote_lines l"
        " JOIN quotes q ON q.id = l.quote_id JOIN accounts a ON a.id = q.account_id"
        " WHERE l.product_id = :product AND l.deleted_at IS NULL AND q.deleted_at IS NULL)"
        " ORDER BY day_on DESC LIMIT :most",
        {"product": product, "most": limit},
    )
    return [
        Use(
            row.kind, row.id, row.number or "", row.account, day(row.day_on), row.state, number(row.quantity),
            row.unit or "", number(row.price), row.currency or "",
        )
        for row in rows
    ]  # fmt: skip


@question("The range as clients see it")
def range_of(reader: Reader, owner: str = "", limit: int = 500) -> list[RangeItem]:
    """The pages of somebody's own presentation in their order; without any, what is on sale by family and name."""
    pages = reader.rows(
        "SELECT r.product_id, r.text, r.attachment_id FROM range_pages r WHERE r.deleted_at IS NULL"
        " AND r.product_id IS NOT NULL AND coalesce(r.owner_id, '') = :owner"
        " ORDER BY r.position IS NULL, r.position, r.seq",
        {"owner": owner},
    )
    if not pages:
        ids = reader.column(
            "SELECT p.id FROM products p LEFT JOIN product_families f ON f.id = p.family_id"
            " WHERE p.deleted_at IS NULL AND p.is_active ORDER BY f.position IS NULL, f.position, f.name,"
            " p.position IS NULL, p.position, p.name_sort LIMIT ?",
            (limit,),
        )
        return _items(reader, [(id, "", None) for id in ids])
    return _items(reader, [(row.product_id, row.text or "", row.attachment_id) for row in pages])


def _items(reader: Reader, wanted: Sequence[tuple[str, str, str | None]]) -> list[RangeItem]:
    found: dict[str, Any] = {}
    for start in range(0, len(wanted), 500):
        ids = [each[0] for each in wanted[start : start + 500]]
        for row in reader.rows(
            "SELECT p.id, p.name, p.number, p.unit, p.description, p.benefit, f.name AS family, a.sha256"
            " FROM products p LEFT JOIN product_families f ON f.id = p.family_id"
            " LEFT JOIN attachments a ON a.id = p.picture_id AND a.deleted_at IS NULL AND NOT a.is_internal"
            f" WHERE p.deleted_at IS NULL AND p.id IN ({','.join('?' * len(ids))})",
            tuple(ids),
        ):
            found[row.id] = row
    return [
        RangeItem(
            row.id, row.name, row.number or "", row.family or "", row.unit or "", text or row.description or "",
            row.benefit or "", _picture(reader, picture) or row.sha256 or "",
        )
        for id, text, picture in wanted
        if (row := found.get(id)) is not None
    ]  # fmt: skip


def _picture(reader: Reader, attachment: str | None) -> str:
    if not attachment:
        return ""
    sql = "SELECT sha256 FROM attachments WHERE id = ? AND deleted_at IS NULL"
    return str(reader.value(sql, (attachment,)) or "")
