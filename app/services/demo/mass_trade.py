"""The many products and orders of the full size: a range of sizes, and who bought what of it."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from app.services.demo.goods import cents
from app.services.demo.world import Row, World, material
from app.values import plain_number

LINES_AN_ORDER = 4


class MassTrade:
    """Products without end and the orders for them; an order and its lines agree to the cent."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._dice = world.dice
        self._products: list[tuple[str, str, str]] = []

    def products(self, count: int) -> Iterator[Row]:
        patterns = [
            (about["code"], about["unit"], name, Decimal(price))
            for about in material("products") for name, price, *_ in about["items"]
        ]  # fmt: skip
        families = {row["name"]: row["id"] for row in self._world.rows["product_families"]}
        family_of = {about["code"]: families[about["family"]] for about in material("products")}
        for number in range(count):
            code, unit, name, price = patterns[number % len(patterns)]
            amount = plain_number(cents(price * self._dice.randint(50, 200) / 100))
            row = {
                "id": self._world.new_id(), "number": f"{code}-{10000 + number}",
                "family_id": family_of[code],
                "name": f"{name} – {10 + number // len(patterns)}/{number % 97}", "unit": unit,
                "currency": "EUR",
                "tax_rate": "22", "cost": plain_number(cents(Decimal(amount) * 6 / 10)), "position": number,
            }  # fmt: skip
            self._products.append((row["id"], row["name"], amount))
            yield row

    def prices(self) -> Iterator[Row]:
        price_list = next(row for row in self._world.rows["price_lists"] if row["name"] == "List EUR")
        for product, _, amount in self._products:
            yield {
                "price_list_id": price_list["id"],
                "product_id": product,
                "price": amount,
                "currency": "EUR",
            }

    def orders(self, orders: list[tuple[str, str]]) -> Iterator[Row]:
        for number, (order, account) in enumerate(orders):
            on = self._world.today - timedelta(days=20 + (len(orders) - number) * 1000 // len(orders))
            due = (on + timedelta(days=14)).isoformat()
            yield {
                "id": order, "number": f"O-{20000 + number}", "account_id": account, "state": "closed",
                "currency": "EUR",
                "ordered_on": on.isoformat(), "requested_on": due, "confirmed_last_on": due,
                "shipped_on": due,
                "delivered_on": due, "net": self._net_of(number),
            }  # fmt: skip

    def lines(self, orders: list[tuple[str, str]], count: int) -> Iterator[Row]:
        for number, (order, _) in enumerate(orders):
            yield from (
                {"order_id": order, "position": place + 1, **line}
                for place, line in enumerate(self._lines_of(number))
            )
        for number in range(count % LINES_AN_ORDER):
            product, name, amount = self._products[number]
            yield {
                "order_id": orders[0][0],
                "product_id": product,
                "name": name,
                "quantity": "0",
                "price": amount,
                "net": "0",
            }

    def _net_of(self, number: int) -> str:
        return plain_number(sum((Decimal(line["net"]) for line in self._lines_of(number)), Decimal(0)))

    def _lines_of(self, number: int) -> list[dict[str, Any]]:
        """The lines of the so-many-th order: reckoned from its number alone, so that order and lines agree."""
        lines = []
        for place in range(LINES_AN_ORDER):
            product, name, amount = self._products[(number * 7919 + place * 104729) % len(self._products)]
            quantity = 1 + (number + place) % 9
            lines.append(
                {
                    "product_id": product, "name": name, "quantity": str(quantity), "price": amount,
                    "list_price": amount,
                    "currency": "EUR", "net": plain_number(Decimal(amount) * quantity), "tax_rate": "22",
                }
            )  # fmt: skip
        return lines
