"""What the example firm sells: families, products in many languages, prices by currency, quantity and group."""

from decimal import ROUND_HALF_UP, Decimal

from app.services.demo.world import Row, World, material

RATES = {"EUR": Decimal(1), "GBP": Decimal("0.86"), "BDT": Decimal("128.50")}
"""What one euro was worth when the lists were written; lists are kept by currency, never converted."""

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """An amount to the cent, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def make_range(world: World) -> None:
    """Families, products and their texts, then the price lists."""
    lists = _price_lists(world)
    root = world.add("product_families", name="Industrial supplies", position=0)
    for position, about in enumerate(material("products"), 1):
        family = world.add("product_families", name=about["family"], parent_id=root["id"], position=position)
        for number, (name, price, cost, texts) in enumerate(about["items"], 1):
            product = _product(world, family, about, number, name, Decimal(price), Decimal(cost))
            for language, text in texts.items():
                world.add("product_texts", product_id=product["id"], language=language, name=text)
            _prices(world, lists, product, Decimal(price))
    _promotion(world)


def _price_lists(world: World) -> dict[str, Row]:
    start = world.today.replace(month=1, day=1)
    lists = {
        currency: world.add(
            "price_lists", name=f"List {currency}", currency=currency, valid_from=start, is_default=True
        )
        for currency in RATES
    }
    world.add(
        "price_lists", name="Resellers EUR", currency="EUR", parent_id=lists["EUR"]["id"],
        client_group="reseller",
        formula_basis="list_price", formula_percent="-12", rounding="half_up", rounding_step="0.01",
    )  # fmt: skip
    return lists


def _product(
    world: World, family: Row, about: Row, number: int, name: str, price: Decimal, cost: Decimal
) -> Row:
    is_goods = about.get("kind", "goods") != "service"
    stocked = is_goods and not world.chance(0.1)
    return world.add(
        "products", number=f"{about['code']}-{number:04d}", name=name, family_id=family["id"],
        kind=about.get("kind", "goods"), unit=about["unit"], cost=cents(price * cost), currency="EUR",
        tax_rate=about["tax"], description=None if world.chance(0.4) else f"{name}, from stock in Bologna.",
        benefit="Runs longer than the usual quality" if number == 1 else None, position=number,
        pack="10" if is_goods and price < 20 else None,
        delivery_days=world.between(1, 15) if is_goods else None,
        stock_quantity=world.between(0, 400) if stocked else None, stock_on=world.today if stocked else None,
        reorder_level="20" if stocked else None, warranty_months=24 if price > 100 and is_goods else None,
        maintenance_months=12 if about["code"] == "PMP" and price > 300 else None,
        is_active=not (number == 7 and about["code"] == "BRG"),
        weight=f"{world.between(1, 90) / 10}" if is_goods else None,
    )  # fmt: skip


def _prices(world: World, lists: dict[str, Row], product: Row, price: Decimal) -> None:
    """A price in each currency; from 10, and for small parts from 100 pieces, a better one."""
    world.prices[product["id"]] = {}
    for currency, rate in RATES.items():
        full = cents(price * rate)
        world.prices[product["id"]][currency] = full
        breaks: list[tuple[str | None, Decimal]] = [(None, full)]
        if product["kind"] != "service":
            breaks.append(("10", cents(full * Decimal("0.96"))))
        if price < 20:
            breaks.append(("100", cents(full * Decimal("0.90"))))
        for least, amount in breaks:
            world.add(
                "prices", price_list_id=lists[currency]["id"], product_id=product["id"],
                minimum_quantity=least,
                price=amount, currency=currency, unit=product["unit"],
                valid_from=lists[currency]["valid_from"],
            )  # fmt: skip


def _promotion(world: World) -> None:
    lubricants = next(each for each in world.rows["product_families"] if each["name"] == "Lubricants")
    world.add(
        "promotions", name="Lubricant weeks", starts_on=world.day(-10), ends_on=world.day(25),
        discount_percent="8",
        family_id=lubricants["id"], minimum_quantity="5", budget="4000", currency="EUR", stacks="alone",
        priority=10,
    )  # fmt: skip
