"""The clients of the example: organisations in seven countries with their people, terms and grades."""

from typing import Any

from app.records.accounts import CONTRACT_STAGES
from app.services.demo.world import Row, World, material, slug

STAGES = {
    "repeat": 52, "served": 24, "contracted": 14, "negotiating": 14, "presented": 12, "needs_known": 16,
    "contacted": 22, "prospect": 22, "dormant": 14, "lost": 8,
}  # fmt: skip
"""How many of two hundred accounts stand where."""

OTHERS = {"supplier": 8, "partner": 4, "distributor": 5, "municipality": 4, "competitor": 2}
"""How many of them are no clients; taken from those last in line."""


def make_clients(world: World) -> None:
    """Accounts of every stage and type with people, addresses, terms, evidence."""
    stages = [stage for stage, count in STAGES.items() for _ in range(count)]
    countries = _countries(world, len(stages))
    world.dice.shuffle(stages)
    for number, (stage, country) in enumerate(zip(stages, countries, strict=True), 1):
        _account(world, country, number, stage)
    _groups(world)
    for number, (account, country) in enumerate(zip(world.rows["accounts"], countries, strict=True), 1):
        _people(world, account, country, number)
        if account["stage"] in CONTRACT_STAGES:
            _agreed(world, account)
        if account["stage"] in (*CONTRACT_STAGES, "negotiating"):
            _graded(world, account)
    _not_clients(world)
    _twins(world)


def _countries(world: World, count: int) -> list[Row]:
    weights = [each["weight"] for each in material("countries")]
    return world.dice.choices(material("countries"), weights, k=count)


def _account(world: World, country: Row, number: int, stage: str) -> Row:
    name = _name(world, country)
    city, postal, region, area = world.pick(country["cities"])
    domain = f"{slug(name)[:40].strip('-') or country['code'].lower() + str(number)}.example"
    is_client = stage in CONTRACT_STAGES
    tier = world.pick(("key", "a", "a", "b", "b", "c")) if is_client else world.pick((None, "b", "c", None))
    firm = material("firm")
    filled = {
        key: value for key, value in _reach(country, area, domain, number).items() if not world.chance(0.12)
    }
    return world.add(
        "accounts", name=name, stage=stage, stage_since=world.workday(-world.between(3, 400)), tier=tier,
        type="customer" if is_client or stage in ("dormant", "lost") else "prospect",
        lost_reason=world.pick(material("talk")["lost"]) if stage == "lost" else None,
        owner_id=_owner(world, country, tier)["id"], territory_id=_territory(world, country)["id"],
        source=world.pick(("Referral", "Fair", "Website", "Cold call", "Old card file", None)),
        street=country["address"].format(street=world.pick(country["streets"]), n=world.between(1, 180)),
        postal_code=None if world.chance(0.1) else postal, city=city, region=region, country=country["code"],
        language=country["language"], currency=country["currency"], industry=world.pick(firm["industries"]),
        size=world.pick(firm["sizes"]), employees=world.pick((None, 8, 24, 60, 140, 420)),
        client_group=world.pick(firm["groups"]), founded=world.pick((None, None, 1962, 1978, 1994, 2011)),
        tags=world.pick((None, None, "line 2", "food", "night shift", "reference")),
        visit_every_weeks=4 if tier == "key" else None, verified_on=world.workday(-world.between(5, 700)),
        notes=world.pick(material("talk")["notes"][country["language"]]) if world.chance(0.6) else None,
        internal_notes="Handle with care: two wrong deliveries last year." if world.chance(0.08) else None,
        our_number=f"L-{world.between(10000, 99999)}" if is_client else None,
        is_verified=not world.chance(0.1), **filled,
    )  # fmt: skip


def _reach(country: Row, area: str, domain: str, number: int) -> dict[str, Any]:
    return {
        "phone": f"{country['dial']} {area} 555 {number:04d}",
        "email": f"info@{domain}",
        "web": f"https://www.{domain}",
        "tax_number": country["tax"].format(n=555000000 + number),
    }


def _name(world: World, country: Row) -> str:
    known = {each["name"] for each in world.rows["accounts"]}
    for _ in range(200):
        parts = {
            name: world.pick(country[f"{name}s" if name != "legal" else name])
            for name in ("trade", "root", "legal")
        }
        name = str(country["name"].format(**parts))
        stem = name.removesuffix(parts["legal"])
        if not any(each.startswith(stem) for each in known):
            return name
    return f"{name} {len(known)}"


def _owner(world: World, country: Row, tier: str | None) -> Row:
    """Elena looks after Italy, France, Britain and some of the others; each country has somebody of its own."""
    users = world.rows["users"]
    local = next((each for each in users[:5] if each["country"] == country["code"]), users[0])
    return users[0] if tier == "key" or world.chance(0.2) else local


def _territory(world: World, country: Row) -> Row:
    return next(each for each in world.rows["territories"] if each["country"] == country["code"])


def _people(world: World, account: Row, country: Row, number: int) -> None:
    """One to five people; who decides comes first, where a client is known better."""
    most = {"key": 5, "a": 4, "b": 3}.get(account.get("tier") or "", 2)
    for place in range(world.between(1, most)):
        job, function, role, orientation = world.pick(material("talk")["jobs"])
        given, gender = world.pick(country["given"])
        family = world.pick(country["family"])
        domain = (account.get("email") or "@somewhere.example").partition("@")[2]
        mailbox = f"{slug(given)}.{slug(family)}".strip(".") or f"contact{number}-{place + 1}"
        known = place == 0 or world.chance(0.6)
        person = world.add(
            "contacts", name=country["person"].format(given=given, family=family), given_name=given,
            family_name=family,
            account_id=account["id"], job=job, department=material("talk")["departments"][function],
            function=function,
            salutation=country["titles"][gender], email=f"{mailbox}@{domain}" if known else None,
            phone=f"{country['dial']} 555 {number:04d} {place}" if known else None,
            mobile=f"{country['dial']} 555 9{number:03d} {place}{place}" if world.chance(0.4) else None,
            language=country["language"], buying_role=role if known else None,
            is_key_player=role == "decision_maker",
            orientation=orientation if known else None, owner_id=account["owner_id"],
            support=world.pick(("mentor", "supporter", "supporter", "neutral", "neutral", "non_supporter", "enemy")),
            coverage=world.pick(("none", "brief", "multiple", "in_depth")) if known else None,
            standing=world.pick(("vendor", "credible_source", "problem_solver", "trusted_adviser")),
            preferred_channel=world.pick((None, "phone", "mobile", "e_mail", "visit", "chat")),
            cares_about=world.pick(material("talk")["cares_about"]) if known else None,
            left_on=world.workday(-world.between(10, 300)) if place and world.chance(0.05) else None,
        )  # fmt: skip
        world.people[account["id"]].append(person)
        if known and world.chance(0.5):
            _consent(world, person)


def _consent(world: World, person: Row) -> None:
    world.add(
        "consents", contact_id=person["id"], purpose=world.pick(("newsletter", "offers", "invitations")),
        channel="e_mail",
        basis="consent", given_on=world.workday(-world.between(20, 900)), source="Signed at the visit",
        language="en",
        withdrawn_on=world.workday(-10) if world.chance(0.1) else None,
    )  # fmt: skip


def _agreed(world: World, account: Row) -> None:
    """Credit and payment; for better clients something agreed beyond the lists."""
    days = world.pick((30, 30, 45, 60))
    world.add(
        "account_finance", account_id=account["id"], currency=account["currency"], payment_terms_days=days,
        payment_terms=f"{days} days net from the date of invoice" if world.chance(0.8) else None,
        credit_limit=str(world.pick((5000, 15000, 40000, 90000)) * (1 if account["currency"] != "BDT" else 100)),
        bank_name="Example Bank", is_blocked=world.chance(0.04),
    )  # fmt: skip
    if account.get("tier") in ("key", "a"):
        family = world.pick(world.rows["product_families"][1:])
        world.add(
            "special_terms", account_id=account["id"], kind="discount", family_id=family["id"],
            discount_percent=str(world.pick((3, 5, 7, 10))), valid_from=world.day(-300),
            valid_until=world.day(200),
        )  # fmt: skip
    if account.get("tier") == "key":
        product = world.pick(world.rows["products"])
        price = world.prices[product["id"]][account["currency"]]
        world.add(
            "special_terms", account_id=account["id"], kind="price", product_id=product["id"],
            price=round(price * 9 / 10, 2),
            currency=account["currency"], unit=product["unit"], valid_from=world.day(-200),
            valid_until=world.day(160),
        )  # fmt: skip
        world.add(
            "special_terms", account_id=account["id"], kind="bonus", bonus_percent="2",
            bonus_threshold="50000",
            currency=account["currency"], valid_from=world.day(-200), valid_until=world.day(160),
        )  # fmt: skip
    world.add(
        "addresses", account_id=account["id"], kind="delivery", name="Goods in", street=account["street"],
        city=account["city"], country=account["country"], hours="08:00-14:00",
    )  # fmt: skip


def _graded(world: World, account: Row) -> None:
    on = world.workday(-world.between(30, 800))
    grade = world.pick(("a", "a", "b", "b", "c", "d"))
    reasons = material("talk")["reasons"]["abcd".index(grade)]
    world.add(
        "reliability_grades", account_id=account["id"], grade=grade, reasons=reasons, graded_on=on,
        graded_by_id=account["owner_id"], review_on=world.day(180),
    )  # fmt: skip
    world.add(
        "evidence", account_id=account["id"],
        topic=world.pick(("payment", "references", "solvency", "years_trading")),
        text=reasons, weight="against" if grade == "d" else "for", found_on=on, source="Own books",
        warning_sign="growing_delays" if grade == "d" else None,
    )  # fmt: skip


def _groups(world: World) -> None:
    """Groups of a parent with two plants in the same country."""
    for country in material("countries"):
        repeat = [
            each
            for each in world.rows["accounts"]
            if each["stage"] == "repeat" and each["country"] == country["code"]
        ]
        if len(repeat) >= 5:
            for child, plant in zip(repeat[1:3], country["plants"], strict=False):
                child["parent_id"], child["name"] = repeat[0]["id"], f"{repeat[0]['name']} – {plant}"


def _not_clients(world: World) -> None:
    """Suppliers, partners, distributors, public bodies and a competitor among the prospects."""
    early = [
        each for each in world.rows["accounts"] if each["stage"] in ("prospect", "contacted", "needs_known")
    ]
    for kind in [name for name, count in OTHERS.items() for _ in range(count)]:
        early.pop()["type"] = kind


def _twins(world: World) -> None:
    """Two accounts that somebody wrote down twice, so that merging can be shown."""
    for account in world.rows["accounts"][10:12]:
        world.add(
            "accounts", name=account["name"].upper(), type="prospect", stage="prospect",
            country=account["country"],
            city=account["city"], language=account["language"], currency=account["currency"],
            phone=account.get("phone"),
            email=account.get("email"), owner_id=account["owner_id"], source="Old card file",
            is_verified=False,
        )  # fmt: skip
