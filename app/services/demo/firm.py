"""Our own side of the example: company, people, teams, calendars, rules of the house, competitors."""

from typing import TYPE_CHECKING, Any

from app.services.demo.world import Row, World, material, slug

if TYPE_CHECKING:
    from app.store.workspace import Workspace

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
BENGALI_WEEK = ("sunday", "monday", "tuesday", "wednesday", "thursday")


def make_house(world: World) -> None:
    """People, teams, territories, calendars and the rules that everything later points to."""
    firm = material("firm")
    _calendars(world)
    teams = [world.add("teams", name=name, region=region) for name, region in firm["teams"]]
    people = [_user(world, teams, number, *row) for number, row in enumerate(firm["users"], 1)]
    for person in people[:5]:
        person["reports_to_id"] = people[5]["id"]
    teams[0]["lead_id"] = teams[1]["lead_id"] = people[5]["id"]
    for name, country in firm["territories"]:
        owner = next((one for one in people if one["country"] == country), people[0])
        world.add("territories", name=name, country=country, owner_id=owner["id"], team_id=owner["team_id"])
    _rules(world)
    _library(world)
    for name, country, offered, strong, weak, prices, argument in firm["competitors"]:
        world.add(
            "competitors", name=name, country=country, product_range=offered, strengths=strong,
            weaknesses=weak,
            prices=prices, argument=argument, web=f"https://www.{slug(name)}.example",
        )  # fmt: skip


def settle_in(workspace: "Workspace", world: World) -> None:
    """Write company and person into the settings."""
    for key, value in material("firm")["settings"].items():
        workspace.preferences[key] = value
    workspace.preferences["user.id"] = world.rows["users"][0]["id"]


def _user(world: World, teams: list[Row], number: int, name: str, role: str, job: str, *rest: Any) -> Row:
    language, country, city, zone, rights = rest
    team = teams[2] if role != "account_manager" else teams[1 if country in ("DE", "BD") else 0]
    calendar = world.rows["calendars"][1 if country == "BD" else 0]
    return world.add(
        "users", name=name, role=role, job=job, language=language, country=country, city=city, time_zone=zone,
        rights=rights or None, team_id=team["id"], calendar_id=calendar["id"],
        email=f"{slug(name).replace('-', '.') or f'sales{number}'}@ferralba.example",
        mobile=f"+39 340 555 01{number:02d}",
    )  # fmt: skip


def _calendars(world: World) -> None:
    hours = "08:30-12:30, 14:00-18:00"
    usual = world.add(
        "calendars",
        name="Bologna",
        country="IT",
        time_zone="Europe/Rome",
        is_default=True,
        **dict.fromkeys(WEEK, hours),
    )
    far = world.add(
        "calendars",
        name="Dhaka",
        country="BD",
        time_zone="Asia/Dhaka",
        **dict.fromkeys(BENGALI_WEEK, "09:00-18:00"),
    )
    year = world.today.year
    for each in (year, year + 1):
        for name, day in (("New Year", "01-01"), ("Labour Day", "05-01"), ("Christmas", "12-25")):
            world.add("holidays", name=name, calendar_id=usual["id"], starts_on=f"{each}-{day}")
        world.add(
            "holidays",
            name="Works holiday",
            calendar_id=usual["id"],
            starts_on=f"{each}-08-10",
            ends_on=f"{each}-08-21",
        )
        world.add("holidays", name="Victory Day", calendar_id=far["id"], starts_on=f"{each}-12-16")


def _rules(world: World) -> None:
    for tier, weeks in (("key", 4), ("a", 6), ("b", 10), ("c", 26)):
        world.add("visit_rhythms", name=f"Tier {tier.upper()}", tier=tier, weeks=weeks)
    calendar = world.rows["calendars"][0]["id"]
    for severity, reaction, solution in (("critical", "2", "16"), ("major", "4", "40"), ("minor", "8", "80")):
        world.add(
            "service_levels", name=f"Complaint, {severity}", type="complaint", severity=severity,
            reaction_hours=reaction, solution_hours=solution, silence_days=5, calendar_id=calendar,
        )  # fmt: skip
    for name in material("talk")["causes"]:
        world.add("cause_classes", name=name, department="Warehouse" if "error" in name else "Purchasing")
    for role, discount, margin in (("account_manager", "10", "22"), ("sales_lead", "20", "15")):
        world.add(
            "authority_limits", name=f"Limit of {role.replace('_', ' ')}", role=role, most_discount=discount,
            least_margin=margin, most_amount="50000", currency="EUR", most_payment_days=60,
            above_role="sales_lead",
        )  # fmt: skip
    weights = {"money": 40, "service": 20, "relationship": 25, "effort": 15}
    bands = {"repair": 35, "keep": 55, "grow": 75}
    world.add("balance_schemes", name="Balance", starts_on=world.day(-400), weights=weights, bands=bands)


def _library(world: World) -> None:
    for _, kind, heading, answer in material("talk")["objections"]:
        world.add("objection_answers", heading=heading, kind=kind, text=answer, language="en")
    topics = (
        ("Payment", "We pay our own suppliers in 30 days.", "More than 90 days"),
        ("Warranty", "Longer than the maker's costs us the difference.", "More than 36 months"),
        ("Penalty for delay", "Late deliveries are mostly not ours.", "No ceiling"),
        ("Recommendation", "New clients come from satisfied ones.", "None"),
    )
    for position, (name, reasons, floor) in enumerate(topics, 1):
        topic = world.add(
            "clause_topics", name=name, position=position, reasons=reasons, walk_away=floor,
            approver_role="sales_lead",
            is_referral=name == "Recommendation",
        )  # fmt: skip
        for step, wording in enumerate(("Preferred wording", "First fallback", "Last fallback")):
            world.add(
                "clause_texts", topic_id=topic["id"], heading=f"{name}: {wording.lower()}", step=step,
                language="en",
                text=f"{name}. {wording} as agreed in the house.", needs_approval=step == 2,
            )  # fmt: skip
    for name, kind, text in (
        (
            "Thanks after a visit",
            "thanks",
            "Thank you for your time. As agreed, I send you the points we settled.",
        ),
        ("Invitation to the fair", "invitation", "We would be glad to welcome you at our stand."),
        (
            "Answer to a complaint",
            "answer",
            "Thank you for telling us. This is what we found and what we do.",
        ),
    ):
        world.add("text_templates", name=name, kind=kind, subject=name, text=text, language="en")
