"""One to many in the example: a fair with its leads, campaigns with their answers, plans, targets, charters."""

from app.services.demo.days import somebody
from app.services.demo.world import Row, World, material

LEAD_STATES = ("new", "new", "contacted", "contacted", "qualified", "converted", "dropped")


def make_outreach(world: World) -> None:
    """A fair that is over, one that comes, campaigns, account plans, targets, a charter."""
    _fairs(world)
    _campaigns(world)
    _plans(world)
    _targets(world)
    _charters(world)
    _suppliers(world)


def _fairs(world: World) -> None:
    elena = world.rows["users"][0]["id"]
    past = world.add(
        "events", name="Maintenance Days Bologna", kind="fair", state="follow_up", starts_on=world.day(-16),
        ends_on=world.day(-14), city="Bologna", country="IT", hall="5", stand="B 42", owner_id=elena,
        budget="18000",
        cost="16450", currency="EUR", follow_up_days={"a": 2, "b": 10, "c": 30},
        notes="Many questions about vibration measuring.",
    )  # fmt: skip
    world.add(
        "events", name="Open house: alignment and vibration", kind="presentation", state="planned",
        starts_on=world.day(24),
        ends_on=world.day(24), city="Bologna", country="IT", owner_id=elena, budget="2500", currency="EUR",
    )  # fmt: skip
    world.add(
        "event_goals",
        event_id=past["id"],
        text="Forty qualified talks",
        measure="leads",
        wanted=40,
        reached=28,
    )
    for product in world.rows["products"][::15]:
        world.add("event_products", event_id=past["id"], product_id=product["id"], place="Table 1")
    for number in range(28):
        _lead(world, past, number)
    guests = [
        each for each in world.rows["accounts"] if each["stage"] in ("served", "repeat", "negotiating")
    ][:14]
    for account in guests:
        world.add(
            "event_members", event_id=past["id"], account_id=account["id"],
            contact_id=somebody(world, account), name=account["name"],
            state=world.pick(("invited", "accepted", "declined", "attended", "attended", "absent")),
            invited_on=world.day(-45),
        )  # fmt: skip


def _lead(world: World, event: Row, number: int) -> None:
    country = world.pick(material("countries"))
    given, family = world.pick(country["given"])[0], world.pick(country["family"])
    state = LEAD_STATES[number % len(LEAD_STATES)]
    account = world.pick(world.rows["accounts"]) if state == "converted" else None
    world.add(
        "leads", name=country["person"].format(given=given, family=family),
        grade=world.pick(("a", "b", "b", "c")), state=state,
        company=country["name"].format(
            trade=world.pick(country["trades"]), root=world.pick(country["roots"]),
            legal=world.pick(country["legal"])
        ),
        job=world.pick(material("talk")["jobs"])[0], source="fair", event_id=event["id"],
        country=country["code"],
        language=country["language"], owner_id=world.rows["users"][number % 2]["id"],
        phone=f"{country['dial']} 555 7{number:03d}",
        interest=world.pick(world.rows["product_families"])["name"],
        next_step=world.pick(("Send data sheet", "Call", "Visit")),
        captured_at=world.at(event["starts_on"], 9 + number % 8),
        follow_up_on=world.day(world.between(-3, 12)),
        followed_up_on=world.day(-4) if state != "new" else None,
        account_id=account["id"] if account else None,
        dropped_reason="Student, collects catalogues" if state == "dropped" else None, badge=f"B{number:05d}",
    )  # fmt: skip


def _campaigns(world: World) -> None:
    segment = world.add(
        "segments",
        name="Food plants",
        kind="accounts",
        rule={"industry": "Food and beverage"},
        is_promising=True,
    )
    states = (
        ("Lubricant weeks", "running"),
        ("Invitation to the open house", "ready"),
        ("Spring newsletter", "ended"),
        ("Thank-you letters", "draft"),
    )
    for name, state in states:
        campaign = world.add(
            "campaigns", name=name, kind="promotion" if state == "running" else "newsletter", state=state,
            channel="e_mail",
            segment_id=segment["id"], owner_id=world.rows["users"][0]["id"], starts_on=world.day(-12),
            ends_on=world.day(20),
            budget="1500", currency="EUR", goal="Twenty orders of lubricants",
        )  # fmt: skip
        answers = (
            ("chosen",)
            if state in ("draft", "ready")
            else ("sent", "sent", "answered", "returned", "declined", "bought")
        )
        for person in world.dice.sample(world.rows["contacts"], 18):
            world.add(
                "campaign_members", campaign_id=campaign["id"], contact_id=person["id"],
                account_id=person["account_id"],
                name=person["name"], state=world.pick(answers),
            )  # fmt: skip


def _plans(world: World) -> None:
    keys = [each for each in world.rows["accounts"] if each.get("tier") == "key"]
    for account in keys[:8]:
        plan = world.add(
            "account_plans", name=f"Plan {world.today.year}: {account['name'][:50]}",
            account_id=account["id"], state="active",
            owner_id=account["owner_id"], starts_on=world.day(-200), ends_on=world.day(165),
            currency=account["currency"],
            aim="Second plant as a client, share of bearings from 40 to 60 %", wanted_revenue="120000",
            review_on=world.day(30),
            strengths="Trust of maintenance", weaknesses="Head office hardly knows us",
            chances="New press line", dangers="Group buying",
        )  # fmt: skip
        for position, (text, state) in enumerate(
            (
                ("Meet the plant manager of plant 2", "under_way"),
                ("Trial of the maintenance plan", "open"),
                ("Frame contract signed", "reached"),
            ),
            1,
        ):
            goal = world.add(
                "plan_objectives", account_plan_id=plan["id"], position=position, text=text, state=state,
                progress=world.pick((20, 50, 70)), due_on=world.day(world.between(-20, 90)),
                owner_id=account["owner_id"],
            )  # fmt: skip
            world.add(
                "plan_actions", account_plan_id=plan["id"], objective_id=goal["id"],
                text="Ask for an introduction",
                owner_id=account["owner_id"], due_on=world.day(world.between(-10, 40)), state="open",
            )  # fmt: skip


def _targets(world: World) -> None:
    start, end = world.today.replace(month=1, day=1), world.today.replace(month=12, day=31)
    for user in world.rows["users"][:5]:
        for measure, amount in (("revenue", "480000"), ("visits", "160"), ("new_clients", "12")):
            world.add(
                "targets", name=f"{user['name']}: {measure.replace('_', ' ')} {start.year}", measure=measure,
                starts_on=start,
                ends_on=end, amount=amount, currency="EUR" if measure == "revenue" else None,
                owner_id=user["id"],
            )  # fmt: skip


def _charters(world: World) -> None:
    partners = [
        each for each in world.rows["accounts"] if each["type"] in ("partner", "distributor", "supplier")
    ]
    for account, state in zip(partners, ("agreed", "draft", "suspended", "ended"), strict=False):
        charter = world.add(
            "charters", name=f"Charter with {account['name'][:40]}", account_id=account["id"], state=state,
            trust="good",
            starts_on=world.day(-300), owner_id=account["owner_id"],
            purpose="Who visits whom, who answers what, and by when.",
        )  # fmt: skip
        for position, text in enumerate(
            ("Leads are answered within three days", "No visits to the other’s clients without a word"), 1
        ):
            world.add(
                "charter_rules",
                charter_id=charter["id"],
                position=position,
                text=text,
                side="both",
                days_allowed=3,
            )


def _suppliers(world: World) -> None:
    """How suppliers did, and what we do for the places we work in."""
    suppliers = [each for each in world.rows["accounts"] if each["type"] == "supplier"]
    for account in suppliers[:5]:
        points = {
            name: world.between(55, 98)
            for name in ("quality", "delivery", "cost", "communication", "compliance")
        }
        world.add(
            "supplier_scores", account_id=account["id"], period=f"{world.today:%Y}-H1", standing="free",
            **points,
            score=round(sum(points.values()) / len(points), 1).__str__(),
        )  # fmt: skip
    for account, state in zip(
        [one for one in world.rows["accounts"] if one["type"] == "municipality"],
        ("kept", "agreed", "proposed"),
        strict=False,
    ):
        world.add(
            "commitments", subject="Open day for apprentices", account_id=account["id"], kind="training",
            state=state,
            starts_on=world.day(-40), amount="1200", currency=account["currency"],
        )  # fmt: skip
