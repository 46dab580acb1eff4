"""A small world for the daily screens: a trader in Athens, its people, a range of goods, a plan for today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.services import opportunities, promises, quotes, records, visits

PEOPLE = (
    ("Eleni Papadaki", "Technical director", "decision_maker", "eleni@aegean.example"),
    ("Νίκος Ανδρέου", "Purchasing", "evaluator", "nikos@aegean.example"),
    ("<b>Maria</b> & Söhne", "Finance", "approver", ""),
    ("Ünal Çelik", "", "user", ""),
)
GOODS = (
    ("BRG-6204", "Ball bearing 6204 2RS", "12.50", "7.10"),
    ("BRG-6305", "Ball bearing 6305 ZZ", "18.90", "11.00"),
    ("SEAL-35", "Shaft seal 35×52×7", "4.20", "1.90"),
    ("PUMP-C40", "Centrifugal pump C40, stainless", "1840.00", "1210.00"),
    ("BELT-A42", "V-belt A42", "9.75", "4.40"),
    ("OIL-HLP46", "Hydraulic oil HLP 46, 20 l", "86.00", "59.00"),
    ("FILT-R90", "Return filter R90", "44.30", "23.00"),
    ("COUP-28", "Jaw coupling 28", "31.60", "16.20"),
    ("VALV-DN25", "Ball valve DN25", "27.40", "15.10"),
    ("SENS-PT100", "Temperature sensor Pt100", "52.00", "29.50"),
)


@dataclass(frozen=True)
class World:
    """The ids a test needs."""

    me: str
    account: str
    people: tuple[str, ...]
    visit: str
    family: str
    products: tuple[str, ...]
    opportunities: tuple[str, ...]


def build(workspace: Any, on: date | None = None) -> World:
    """Fill an empty profile; the person at the laptop is its account manager."""
    made: World = workspace.do("Small world", _fill, on or date.today()).value
    workspace.preferences["user.id"] = made.me
    workspace.preferences["user.name"] = "Anna Rossi"
    workspace.preferences["company.name"] = "Rossi Forniture srl"
    workspace.preferences["quote.payment_terms"] = "30 days net"
    return made


def _fill(session: Any, day: date) -> World:
    me = records.add(
        session, "users", {"name": "Anna Rossi", "job": "Account manager", "email": "anna@rossi.example"}
    )
    records.add(session, "users", {"name": "Luca Bianchi", "department": "Logistics"})
    account = records.add(
        session, "accounts",
        {"name": "Aegean Foods SA", "city": "Athens", "country": "GR", "currency": "EUR", "stage": "needs_known",
         "tier": "key", "type": "customer", "owner_id": me},
    )  # fmt: skip
    people = tuple(
        records.add(
            session, "contacts",
            {"name": name, "job": job, "buying_role": role, "email": email, "account_id": account},
        )
        for name, job, role, email in PEOPLE
    )  # fmt: skip
    family = records.add(session, "product_families", {"name": "Bearings"})
    products = _goods(session, family)
    visit = _visit(session, account, people, day)
    late = day - timedelta(3)
    promises.make_promise(session, "Send the certificate for food grease", account, "ours", late, owner=me)
    promises.make_promise(session, "List of the pumps in hall 2", account, "theirs", day + timedelta(9))
    for heading, kind in (
        ("Cost per hour, not per piece", "price"),
        ("Two weeks from our own stock", "delivery"),
    ):
        values = {"heading": heading, "kind": kind, "text": f"{heading}: see the figures of last year."}
        records.add(session, "objection_answers", values)
    return World(me, account, people, visit, family, products, _sales(session, account, me, day))


def _goods(session: Any, family: str) -> tuple[str, ...]:
    listed = records.add(session, "price_lists", {"name": "List 2026", "currency": "EUR", "is_default": True})
    found = []
    for code, name, price, cost in GOODS:
        product = records.add(
            session, "products",
            {"number": code, "name": name, "unit": "pc", "tax_rate": Decimal(24), "cost": Decimal(cost),
             "currency": "EUR", "family_id": family},
        )  # fmt: skip
        base = {"price_list_id": listed, "product_id": product, "currency": "EUR"}
        records.add(session, "prices", {**base, "price": Decimal(price)})
        less = (Decimal(price) * Decimal("0.9")).quantize(Decimal("0.01"))
        records.add(session, "prices", {**base, "price": less, "minimum_quantity": Decimal(100)})
        found.append(product)
    return tuple(found)


def _visit(session: Any, account: str, people: tuple[str, ...], day: date) -> str:
    starts = datetime.combine(day, datetime.min.time()).astimezone() + timedelta(hours=11, minutes=30)
    return visits.plan_visit(
        session, account, "Spare-parts frame contract", starts, place="Their office, Piraeus",
        ask="A yes to the trial order", contacts=people[:3], objectives=["Agree the trial", "Meet finance"],
    )  # fmt: skip


def _sales(session: Any, account: str, me: str, day: date) -> tuple[str, ...]:
    rows = (
        ("Frame contract spare parts", "negotiation", "48200", "Send redline", day + timedelta(4)),
        ("Pump overhaul, hall 2", "proposal", "12650.50", "Call Eleni", day - timedelta(2)),
        ("Trial of food grease", "needs", "3900", None, None),
        (
            "Sensors for the new line with a name that is rather too long for a card",
            "new",
            None,
            "Visit",
            day,
        ),
        ("<script>alert(1)</script> & Söhne", "qualified", "700", "Ask for drawings", None),
    )
    return tuple(
        records.add(
            session, "opportunities",
            {"name": name, "stage": stage, "amount": Decimal(amount) if amount else None, "currency": "EUR",
             "account_id": account, "owner_id": me, "next_step": step, "next_step_on": on, "probability": 40,
             "stage_since": day - timedelta(12), "expected_on": day + timedelta(30)},
        )
        for name, stage, amount, step, on in rows
    )  # fmt: skip


def quote_of_two(workspace: Any, world: World) -> str:
    """A draft quote with two priced lines."""

    def make(session: Any) -> str:
        lines = [{"product_id": each, "quantity": Decimal(12)} for each in world.products[:2]]
        return quotes.make_quote(
            session, world.account, "Spare parts 2027", contact=world.people[0], lines=lines
        )

    made: str = workspace.do("New quote", make).value
    return made


def move(workspace: Any, opportunity: str, stage: str) -> None:
    """Move an opportunity, as a colleague would."""
    workspace.do("Move", opportunities.move_opportunity, opportunity, stage)
