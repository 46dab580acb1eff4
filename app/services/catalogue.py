"""Looking after the range: a product's picture, and the order in which somebody presents it."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.records.catalogue import Product, RangePage
from app.services import records, verb
from app.store.session import StoreSession


def set_picture(session: StoreSession, product: str, about: Mapping[str, Any]) -> str:
    """Give a product its picture; `about` describes the kept content (name, media_type, size, sha256)."""
    session.find(Product, product)
    values = {**about, "record_kind": "products", "record_id": product, "purpose": "picture"}
    picture = records.add(session, "attachments", values)
    records.change(session, "products", product, {"picture_id": picture})
    return picture


@verb("Arrange the range")
def arrange_range(session: StoreSession, products: Sequence[str], owner: str = "") -> int:
    """Put one's own presentation in order: these products, one a page; pages left out go. Returns how many."""
    rows = session.reader.rows(
        "SELECT id, product_id FROM range_pages WHERE deleted_at IS NULL AND coalesce(owner_id, '') = ?",
        (owner,),
    )
    there = {row.product_id: row.id for row in rows}
    wanted = list(dict.fromkeys(products))
    for product, page in there.items():
        if product not in wanted:
            session.remove(session.find(RangePage, page))
    for position, product in enumerate(wanted, 1):
        if product in there:
            session.find(RangePage, there[product]).position = position
        else:
            found = session.find(Product, product)
            values = {
                "owner_id": owner or None,
                "product_id": found.id,
                "heading": found.name,
                "position": position,
            }
            session.add(RangePage(**values))
    session.flush()
    return len(wanted)
