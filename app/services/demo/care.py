"""After the sale in the example: cases in every state, machines in use, services, surveys, referrals, loyalty."""

from datetime import timedelta
from typing import Any

from app.records.cases import STATES
from app.services.demo.days import somebody
from app.services.demo.world import Row, World, material

COMMENTS = ("Always friendly on the phone.", "Deliveries could be more punctual.", None)
ORDER_OF_STATES = STATES[:7]
"""From received to closed; what a state needs, every later one has too."""


def make_care(world: World) -> None:
    """Cases, installed machines, services, surveys, referrals, loyalty points."""
    clients = [each for each in world.rows["accounts"] if each["stage"] in ("served", "repeat")]
    states = (*STATES, *STATES, "received", "investigated", "action", "closed", "closed")
    for number, state in enumerate(states):
        account = world.pick(clients)
        _case(world, account, state, number)
    for account in world.pressing:
        _case(world, account, "investigated", 3)
    for account in world.dice.sample(clients, min(24, len(clients))):
        _machine(world, account)
    for account in world.dice.sample(clients, min(30, len(clients))):
        _survey(world, account)
    _referrals(world, clients)
    _loyalty(world, clients)


def _case(world: World, account: Row, state: str, number: int) -> None:
    talk = material("talk")
    subject, type_, severity = talk["cases"][number % len(talk["cases"])]
    reported = world.at(
        world.workday(-world.between(2, 12) if state != "closed" else -world.between(20, 300)), 10
    )
    cause = world.pick(world.rows["cause_classes"])["id"]
    case = world.add(
        "cases", number=f"C-{101 + len(world.rows['cases'])}", subject=subject, type=type_, severity=severity,
        state=state,
        account_id=account["id"], contact_id=somebody(world, account), owner_id=account["owner_id"],
        reported_at=reported,
        text=f"{subject}. Reported with photographs; they expect an answer this week.",
        channel=world.pick(("call", "visit", "e_mail")),
        reaction_due_at=reported + timedelta(hours=8), solution_due_at=reported + timedelta(days=5),
        order_id=_last(world, "orders", account), wished="Replacement and a credit note",
        **_reached(world, state, cause, account),
    )  # fmt: skip
    if state not in ("received", "rejected"):
        _actions(world, case, account)


def _reached(world: World, state: str, cause: str, account: Row) -> dict[str, Any]:
    """What a case has at its state: each later state has all that the earlier ones had."""
    desk, lead = world.rows["users"][6]["id"], world.rows["users"][5]["id"]
    if state == "rejected":
        return {"rejected_reason": "Fitted without the spacer, against the instructions", "is_valid": False}
    reached = len(ORDER_OF_STATES) if state == "reopened" else ORDER_OF_STATES.index(state) + 1
    found: dict[str, Any] = {}
    if reached > 1:
        found["containment"] = "Remaining stock blocked, express replacement sent"
        found["reacted_at"] = world.at(world.day(-1), 9)
    if reached > 2:
        found["investigation"] = "Batch checked in the warehouse, supplier asked for its records"
    if reached > 3:
        found |= {
            "cause_class_id": cause,
            "cause": "Two boxes with the same label on one shelf",
            "is_valid": True,
        }
    if reached > 4:
        found |= {
            "remedy": world.pick(("credit", "replacement", "repair")),
            "solved_by_id": desk,
            "credit": "85.00",
        }
        found["currency"] = account["currency"]
    if reached > 5:
        found |= {"verified_by_id": lead, "verified_on": world.day(-1), "is_effective": True}
    if state == "closed":
        found["closed_at"] = world.at(world.today, 7)
    if state == "reopened":
        found |= {"reopened_reason": "The fault came back after four weeks", "times_reopened": 1}
    return found


def _actions(world: World, case: Row, account: Row) -> None:
    desk = world.rows["users"][6]["id"]
    for kind, text, state in (
        ("containment", "Send a replacement by express", "done"),
        (
            "correction",
            "Separate the two labels on the shelf",
            "done" if case["state"] in ("verified", "closed") else "open",
        ),
        ("prevention", "Scan the label when picking", "effective" if case["state"] == "closed" else "open"),
    ):
        world.add(
            "case_actions", case_id=case["id"], kind=kind, text=text, state=state, owner_id=desk,
            due_on=world.day(world.between(-3, 10)),
            done_on=None if state == "open" else world.day(-3), done_by_id=None if state == "open" else desk,
        )  # fmt: skip


def _last(world: World, kind: str, account: Row) -> str | None:
    found = [each["id"] for each in world.rows[kind] if each["account_id"] == account["id"]]
    return found[-1] if found else None


def _machine(world: World, account: Row) -> None:
    """A machine of ours at the client, its maintenance plan, and the services of it behind and ahead."""
    product = world.pick([each for each in world.rows["products"] if each.get("warranty_months")])
    since = world.workday(-world.between(100, 900))
    machine = world.add(
        "installed_products", account_id=account["id"], product_id=product["id"], name=product["name"],
        installed_on=since,
        serial_number=f"S{world.between(100000, 999999)}", quantity=1,
        warranty_until=since + timedelta(days=730),
        state=world.pick(("in_use", "in_use", "in_use", "stored", "retired")),
        place=world.pick(("Line 1", "Line 2", "Hall 4", None)),
    )  # fmt: skip
    service_plan = world.add(
        "service_plans", name=f"Maintenance {product['name']}", account_id=account["id"],
        installed_product_id=machine["id"],
        recurrence="FREQ=YEARLY", starts_on=since, next_on=world.day(world.between(-10, 200)),
        owner_id=account["owner_id"],
        state=world.pick(("running", "running", "paused", "ended")), remind_days=21,
    )  # fmt: skip
    for state, days in (
        (world.pick(("done", "done", "missed", "cancelled")), -60),
        (world.pick(("planned", "agreed")), 30),
    ):
        due = world.workday(days + world.between(-20, 20))
        world.add(
            "services", subject=f"Maintenance {product['name']}",
            kind=world.pick(("maintenance", "inspection", "training")),
            account_id=account["id"], contact_id=somebody(world, account), owner_id=account["owner_id"],
            state=state,
            due_on=due, done_on=due if state == "done" else None, technician="Ruggero Tassoni",
            service_plan_id=service_plan["id"], installed_product_id=machine["id"], price="140.00",
            currency=account["currency"],
            report="Seals changed, alignment within limits." if state == "done" else None,
        )  # fmt: skip


def _survey(world: World, account: Row) -> None:
    state = world.pick(("answered", "answered", "answered", "asked", "planned", "expired", "cancelled"))
    answered = state == "answered"
    asked = world.workday(-world.between(1, 120))
    world.add(
        "surveys", subject=f"After delivery: {account['name'][:40]}", account_id=account["id"],
        contact_id=somebody(world, account),
        owner_id=account["owner_id"], state=state,
        occasion=world.pick(("delivery", "visit", "case_closed", "yearly")),
        channel=world.pick(("screen", "paper", "link", "phone")),
        asked_on=None if state == "planned" else asked,
        language=account["language"], satisfaction=world.between(2, 5) if answered else None,
        recommends=world.between(4, 10) if answered else None,
        answered_at=world.at(asked, 16) if answered else None,
        comment=world.pick(COMMENTS) if answered else None,
    )  # fmt: skip


def _referrals(world: World, clients: list[Row]) -> None:
    targets = [
        each for each in world.rows["accounts"] if each["stage"] in ("prospect", "contacted", "negotiating")
    ]
    states = (
        "submitted",
        "accepted",
        "contacted",
        "qualified",
        "proposal",
        "won",
        "lost",
        "rejected",
        "expired",
    )
    for state, account, target in zip(states, world.dice.sample(clients, len(states)), targets, strict=False):
        world.add(
            "referrals", account_id=account["id"], contact_id=somebody(world, account),
            referred_name=target["name"],
            referred_account_id=target["id"], referred_on=world.workday(-world.between(5, 200)), state=state,
            owner_id=account["owner_id"], currency="EUR", revenue="4200" if state == "won" else None,
            reward="150" if state == "won" else None, reward_state="due" if state == "won" else "none",
        )  # fmt: skip
        if state == "won":
            world.add(
                "reference_uses",
                account_id=account["id"],
                for_account_id=target["id"],
                purpose="Called by a prospect",
                used_on=world.day(-20),
            )


def _loyalty(world: World, clients: list[Row]) -> None:
    program = world.add(
        "loyalty_programs", name="Ferralba Plus", starts_on=world.day(-500), points_per_amount=1, amount="10",
        currency="EUR",
        point_value="0.10", months_valid=24,
        terms="A point for every ten euro; spent on training and service.",
    )  # fmt: skip
    for position, (name, least, bonus) in enumerate(
        (("Bronze", 0, 0), ("Silver", 1000, 5), ("Gold", 5000, 10)), 1
    ):
        world.add(
            "loyalty_levels",
            program_id=program["id"],
            name=name,
            from_points=least,
            bonus_percent=bonus,
            position=position,
        )
    for account in clients[:12]:
        for kind, points in (("earned", world.between(50, 900)), ("spent", -world.between(10, 40))):
            world.add(
                "loyalty_entries", program_id=program["id"], account_id=account["id"], kind=kind,
                points=points,
                text="Order" if kind == "earned" else "Training",
                entered_on=world.workday(-world.between(10, 300)),
            )  # fmt: skip
