"""What to offer next: products bought together with what the account buys already."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.queries import question
from app.store.engine import Reader

MOST_RECKONED_LINES = 20_000
"""Order lines up to which the rules are reckoned at the question; above it the stored ones are used."""
SUPPORT = Decimal("0.02")
CONFIDENCE = Decimal("0.2")
STORED = "insight.basket_rules"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A product the account does not buy, the product that speaks for it, and how strongly."""

    product_id: str
    product: str
    because: str
    support: Decimal
    confidence: Decimal
    lift: Decimal


@dataclass(frozen=True, slots=True)
class NextProducts:
    """The products to offer next, strongest reason first."""

    products: tuple[Suggestion, ...]


@question("Next product to offer")
def next_product(reader: Reader, account: str, limit: int = 10) -> NextProducts:
    """Products that clients buy together with what this account buys, and that it does not buy."""
    return NextProducts(tuple(suggestions(reader, account, limit)))


def suggestions(reader: Reader, account_id: str, limit: int) -> list[Suggestion]:
    """The strongest rule for each product the account has never bought."""
    bought = set(
        reader.column(
            "SELECT DISTINCT l.product_id FROM order_lines l JOIN orders o ON o.id = l.order_id"
            " WHERE o.account_id = ? AND l.product_id IS NOT NULL AND l.deleted_at IS NULL AND o.deleted_at IS NULL",
            (account_id,),
        )
    )
    if not bought:
        return []
    best: dict[str, Any] = {}
    for rule in _rules(reader):
        left, right, *_, lift = rule
        if left in bought and right not in bought and (right not in best or lift > best[right][4]):
            best[right] = rule
    chosen = sorted(best.values(), key=lambda rule: (-rule[4], -rule[3], rule[1]))[:limit]
    names = _names(reader, {each for rule in chosen for each in rule[:2]})
    return [
        Suggestion(right, names[right], names[left], Decimal(support), Decimal(confidence), Decimal(lift))
        for left, right, support, confidence, lift in chosen
        if left in names and right in names
    ]


def _rules(reader: Reader) -> Sequence[Any]:
    stored = reader.value("SELECT value FROM local WHERE name = ?", (STORED,))
    if stored:
        return [
            (left, right, Decimal(s), Decimal(c), Decimal(x)) for left, right, s, c, x in json.loads(stored)
        ]
    lines = reader.value(
        "SELECT count(*) FROM (SELECT 1 FROM order_lines LIMIT ?)", (MOST_RECKONED_LINES + 1,)
    )
    return reckon_rules(reader) if lines <= MOST_RECKONED_LINES else ()


def reckon_rules(reader: Reader) -> list[tuple[str, str, Decimal, Decimal, Decimal]]:
    """Pair rules over all orders: from product, to product, support, confidence, lift (see `insight.basket`)."""
    from app.insight.basket import pair_rules

    baskets: dict[str, set[str]] = defaultdict(set)
    for row in reader.rows(
        "SELECT l.order_id, l.product_id FROM order_lines l JOIN orders o ON o.id = l.order_id"
        " WHERE l.product_id IS NOT NULL AND l.deleted_at IS NULL AND o.deleted_at IS NULL AND o.state <> 'cancelled'"
    ):
        baskets[row.order_id].add(row.product_id)
    found = pair_rules(list(baskets.values()), SUPPORT, CONFIDENCE)
    return [
        (rule.because[0], rule.product, rule.support, rule.confidence, rule.lift)
        for rule in found
        if rule.lift > 1
    ]


def _names(reader: Reader, ids: set[str]) -> dict[str, str]:
    marks = ",".join("?" * len(ids))
    sql = f"SELECT id, name FROM products WHERE id IN ({marks}) AND deleted_at IS NULL AND is_active"
    return {row.id: row.name for row in reader.rows(sql, tuple(sorted(ids)))} if ids else {}
