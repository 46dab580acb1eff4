"""What the clients of the example bought: orders with a rhythm, deliveries in time and late, invoices paid and not."""

from datetime import date, timedelta
from decimal import Decimal

from app.records.accounts import CONTRACT_STAGES
from app.services.demo.goods import cents
from app.services.demo.world import Row, World

FIRST_ORDER, FIRST_INVOICE = 1001, 7001
YEARS_BACK = 720
"""How many days back the orders of the example begin."""


def make_trade(world: World) -> None:
    """Two years of orders, oldest first, so that numbers rise with the days."""
    wanted = [each for account in world.rows["accounts"] for each in _days_of(world, account)]
    for number, (on, account, basket) in enumerate(sorted(wanted, key=lambda each: (each[0], each[1]["id"]))):
        order = _order(world, account, on, f"O-{FIRST_ORDER + number}")
        lines = _lines(world, order, account, basket)
        order["net"] = sum((line["net"] for line in lines), Decimal(0))
        _carry_out(world, order, lines)


def _days_of(world: World, account: Row) -> list[tuple[date, Row, list[Row]]]:
    """The days on which a client ordered, with what it usually takes."""
    if account["stage"] not in (*CONTRACT_STAGES, "dormant") or account["type"] != "customer":
        return []
    goods = [each for each in world.rows["products"] if each["kind"] != "service" and each["is_active"]]
    basket = world.dice.sample(goods, world.between(4, 8))
    if account["stage"] in ("contracted", "served"):
        return [(world.workday(-world.between(4, 90)), account, basket) for _ in range(world.between(1, 2))]
    rhythm = world.pick((21, 28, 35, 45, 60, 90))
    ends = world.between(190, 380) if account["stage"] == "dormant" else world.between(1, rhythm + 20)
    days = range(ends, YEARS_BACK, rhythm)
    return [(world.workday(-each - world.between(0, 5)), account, basket) for each in days]


def _order(world: World, account: Row, on: date, number: str) -> Row:
    people = world.people[account["id"]]
    return world.add(
        "orders", number=number, account_id=account["id"],
        contact_id=world.pick(people)["id"] if people else None,
        owner_id=account["owner_id"], state="placed", currency=account["currency"], ordered_on=on,
        requested_on=on + timedelta(days=14), confirmed_first_on=on + timedelta(days=14),
        confirmed_last_on=on + timedelta(days=14), payment_terms_days=30,
        client_reference=f"PO {world.between(1000, 99999)}" if world.chance(0.6) else None,
        ship_name=account["name"], ship_street=account["street"], ship_city=account["city"],
        ship_country=account["country"],
    )  # fmt: skip


def _lines(world: World, order: Row, account: Row, basket: list[Row]) -> list[Row]:
    chosen = world.dice.sample(basket, min(len(basket), world.between(2, 5)))
    lines = []
    for position, product in enumerate(chosen, 1):
        price = world.prices[product["id"]][account["currency"]]
        quantity = (
            world.pick((1, 2, 4, 5, 8)) if Decimal(product["cost"]) > 50 else world.pick((5, 10, 20, 40, 60))
        )
        discount = world.pick((0, 0, 3, 5)) if account.get("tier") in ("key", "a") else 0
        lines.append(
            world.add(
                "order_lines", order_id=order["id"], position=position, product_id=product["id"],
                name=product["name"],
                quantity=quantity, unit=product["unit"], list_price=price, price=price,
                currency=account["currency"],
                discount_percent=discount or None, net=cents(price * quantity * (100 - discount) / 100),
                cost=product["cost"] if account["currency"] == "EUR" else None, tax_rate=product["tax_rate"],
                requested_on=order["requested_on"], confirmed_first_on=order["confirmed_first_on"],
                confirmed_last_on=order["confirmed_last_on"], quantity_confirmed=quantity,
            )
        )  # fmt: skip
    return lines


def _carry_out(world: World, order: Row, lines: list[Row]) -> None:
    """Most orders went out in time; some late, some in part, the newest are still on their way."""
    late = world.pick((0, 0, 0, 0, 0, 0, 1, 3, 12))
    shipped = order["confirmed_last_on"] + timedelta(days=late - 2)
    if shipped > world.today or world.chance(0.01):
        order["state"] = "confirmed"
        return
    in_part = world.chance(0.06)
    order["shipped_on"], order["delivered_on"] = shipped, shipped + timedelta(days=2)
    order["state"] = "part_delivered" if in_part else world.pick(("delivered", "closed", "closed"))
    delivery = world.add(
        "deliveries", number=f"D-{order['number'][2:]}", order_id=order["id"], account_id=order["account_id"],
        state="completed", planned_on=order["confirmed_last_on"], shipped_on=shipped,
        delivered_on=order["delivered_on"],
        carrier=world.pick(("Own van", "Corriere Esempio", "Sea freight")),
    )  # fmt: skip
    for place, line in enumerate(lines):
        if in_part and place == len(lines) - 1:
            continue
        line["quantity_delivered"], line["delivered_on"] = line["quantity"], order["delivered_on"]
        world.add(
            "delivery_lines", delivery_id=delivery["id"], order_line_id=line["id"],
            product_id=line["product_id"],
            name=line["name"], quantity=line["quantity"], unit=line["unit"],
        )  # fmt: skip
    _invoice(world, order, [line for line in lines if "quantity_delivered" in line])


def _invoice(world: World, order: Row, lines: list[Row]) -> None:
    """One invoice a delivery over what was delivered; old ones are paid, a few are overdue, in part or disputed."""
    taxed = order["ship_country"] == "IT"
    net = sum((line["net"] for line in lines), Decimal(0))
    tax = (
        cents(sum((line["net"] * Decimal(line["tax_rate"]) / 100 for line in lines), Decimal(0)))
        if taxed
        else Decimal(0)
    )
    due = order["shipped_on"] + timedelta(days=30)
    amount = net + tax
    state, open_amount = "paid", Decimal(0)
    if due > world.today or world.chance(0.03):
        state, open_amount = "open", amount
    elif world.chance(0.03):
        state, open_amount = "part_paid", cents(amount / 3)
    elif world.chance(0.01):
        state, open_amount = "disputed", amount
    paid_on = min(due + timedelta(days=world.between(-8, 12)), world.today) if open_amount < amount else None
    invoice = world.add(
        "invoices", number=f"I-{FIRST_INVOICE + len(world.rows['invoices'])}", account_id=order["account_id"],
        order_id=order["id"], amount=amount, open_amount=open_amount, tax_amount=tax,
        currency=order["currency"],
        issued_on=order["shipped_on"], due_on=due, paid_on=paid_on if state == "paid" else None, state=state,
        reminders=1 if state == "open" and due < world.today else None,
    )  # fmt: skip
    if paid_on:
        world.add(
            "payments", account_id=order["account_id"], invoice_id=invoice["id"], amount=amount - open_amount,
            currency=order["currency"], paid_on=paid_on, reference=f"Transfer {invoice['number']}",
        )  # fmt: skip
