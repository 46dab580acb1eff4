"""The working days of the example: calls, mails, visits behind and ahead, promises, needs, objections."""

from datetime import date, timedelta
from typing import Any

from app.records.accounts import CONTRACT_STAGES
from app.services.demo.world import Row, World, material

ACTIVITIES = {"key": 30, "a": 22, "b": 14, "c": 8}
"""About how many calls, mails and notes an account of a tier has behind it."""


def make_days(world: World) -> None:
    """What happened with every account, and what is due."""
    talk = material("talk")
    for account in world.rows["accounts"]:
        if account["stage"] == "prospect" and world.chance(0.5):
            continue
        for _ in range(round(ACTIVITIES.get(account.get("tier") or "", 7) * world.between(70, 130) / 100)):
            _activity(world, account, talk)
        if account["stage"] not in ("prospect", "contacted", "lost"):
            heard(world, account, talk)
        if account["stage"] in (*CONTRACT_STAGES, "negotiating"):
            _promises(world, account, talk)
    _tasks(world, talk)
    _former_visits(world, talk)


def somebody(world: World, account: Row) -> str | None:
    """One of the people of an account."""
    people = world.people[account["id"]]
    return world.pick(people)["id"] if people else None


def _activity(world: World, account: Row, talk: Row) -> None:
    """A call, mail, meeting, letter or note that is over; quiet accounts have theirs further back."""
    nearest = {"dormant": 200, "lost": 150}.get(account["stage"], 1)
    on = world.workday(-world.between(nearest, 700))
    begins = world.at(on, world.between(8, 17), world.pick((0, 10, 20, 30, 45)))
    type_ = world.pick(
        ("call", "call", "call", "e_mail", "e_mail", "meeting", "note", "letter", "chat", "video")
    )
    subject, outcome = {
        "call": world.pick(talk["calls"]), "e_mail": (world.pick(talk["mails"]), None),
        "meeting": (world.pick(talk["meetings"]), None), "video": (world.pick(talk["meetings"]), None),
    }.get(type_, (world.pick(talk["attempts"]), None))  # fmt: skip
    spoken = talk["notes"][account["language"]]
    world.add(
        "activities", type=type_, subject=subject, account_id=account["id"],
        contact_id=somebody(world, account),
        owner_id=account["owner_id"], state="done", starts_at=begins, done_at=begins, outcome=outcome,
        ends_at=begins + timedelta(minutes=30) if type_ in ("meeting", "video") else None,
        direction=world.pick(("in", "out", "out")) if type_ not in ("note", "meeting") else None,
        text=world.pick(spoken) if type_ == "note" or world.chance(0.3) else None,
    )  # fmt: skip


def _tasks(world: World, talk: Row) -> None:
    """Things to do, some late, most of them Elena's."""
    active = [each for each in world.rows["accounts"] if each["stage"] not in ("prospect", "lost", "dormant")]
    for number in range(48):
        account = world.pick(active)
        owner = world.rows["users"][0]["id"] if number % 2 else account["owner_id"]
        world.add(
            "activities", type="task", subject=world.pick(talk["tasks"]), account_id=account["id"],
            state="planned",
            owner_id=owner, due_on=world.workday(world.between(-12, 25)),
            priority=world.pick((None, "high", "normal", "low")),
        )  # fmt: skip


def heard(world: World, account: Row, talk: Row) -> None:
    """A need in the client's words, now and then an objection and a competitor."""
    families, on = world.rows["product_families"][1:], world.workday(-world.between(5, 200))
    contact = somebody(world, account)
    state = world.pick(("found", "found", "matched", "offered", "met", "lost"))
    world.add(
        "needs", statement=world.pick(talk["needs"][account["language"]]), account_id=account["id"],
        contact_id=contact,
        product_family_id=world.pick(families)["id"], state=state, found_on=on,
        importance=world.between(1, 5),
        product_id=world.pick(world.rows["products"])["id"] if state in ("matched", "offered") else None,
        currency=account["currency"], owner_id=account["owner_id"],
        wanted_on=world.day(world.between(-20, 120)),
        amount=str(world.between(4, 90) * 500) if world.chance(0.5) else None,
        lost_reason="Solved by themselves" if state == "lost" else None,
    )  # fmt: skip
    if world.chance(0.4):
        place = world.between(0, len(talk["objections"]) - 1)
        text, kind, _, answer = talk["objections"][place]
        world.add(
            "objections", text=text, kind=kind, account_id=account["id"], contact_id=contact, raised_on=on,
            answer=answer,
            answer_id=world.rows["objection_answers"][place]["id"],
            result=world.pick(("convinced", "partly", "open", "not_convinced")),
        )  # fmt: skip
    if world.chance(0.35):
        rival(world, account, on)


def rival(world: World, account: Row, on: date) -> None:
    """A competitor seen at an account."""
    competitor = world.pick(world.rows["competitors"])
    product = world.pick(world.rows["products"])
    world.add(
        "competitor_sightings", competitor_id=competitor["id"], account_id=account["id"],
        product_id=product["id"],
        text=f"Offer of {competitor['name']} lay on the desk", seen_on=on, source="Own eyes",
        currency=account["currency"],
        price=round(world.prices[product["id"]][account["currency"]] * world.between(82, 103) / 100, 2),
        unit=product["unit"],
    )  # fmt: skip
    if world.chance(0.3):
        world.add(
            "threats", text=f"{competitor['name']} offers a frame contract", account_id=account["id"],
            kind="competitor",
            competitor_id=competitor["id"], level=world.pick(("high", "medium", "low")), seen_on=on,
            state=world.pick(("open", "open", "averted", "happened")), owner_id=account["owner_id"],
            amount=str(world.between(5, 60) * 1000), currency=account["currency"],
        )  # fmt: skip


def _promises(world: World, account: Row, talk: Row) -> None:
    for side in ("ours", "theirs"):
        for _ in range(world.between(0, 2)):
            promise(world, account, side, world.pick(talk[f"promises_{side}"]))


def promise(world: World, account: Row, side: str, text: str, due: int | None = None) -> Row:
    """A promise of either side; most were kept, some are open, a few of these late."""
    on = world.workday(world.between(-60, 30) if due is None else due)
    is_open = due is not None or on >= world.today or world.chance(0.25)
    state = "open" if is_open else world.pick(("kept", "kept", "kept", "broken", "withdrawn"))
    settled: dict[str, Any] = {}
    if state != "open":
        settled = {"done_on": on, "proof": "Mail" if state == "kept" else None}
        settled["reason"] = None if state == "kept" else "Overtaken by events"
    return world.add(
        "promises", text=text, side=side, account_id=account["id"], due_on=on, state=state, source="visit",
        made_on=on - timedelta(days=14), contact_id=somebody(world, account),
        owner_id=account["owner_id"] if side == "ours" else None, **settled,
    )  # fmt: skip


def _former_visits(world: World, talk: Row) -> None:
    """Visits that were written up: most submitted, the last ones only saved, one called off."""
    visited = [
        each
        for each in world.rows["accounts"]
        if each["stage"] in (*CONTRACT_STAGES, "negotiating", "presented")
    ]
    for number, account in enumerate(world.dice.sample(visited, min(42, len(visited)))):
        on = world.workday(-world.between(2, 8) if number < 6 else -world.between(9, 400))
        state = "saved" if number < 4 else "cancelled" if number == 4 else "submitted"
        subject, goal = world.pick(talk["visits"])
        begins = world.at(on, world.pick((9, 10, 11, 14, 15)), world.pick((0, 30)))
        visit = plan(world, account, subject, goal, begins, state=state)
        if state == "cancelled":
            visit["cancel_reason"] = "They had an accident in the plant"
        else:
            write_up(world, account, visit, talk)
        if state == "submitted":
            visit["submitted_at"], visit["submitted_by_id"] = begins + timedelta(hours=5), account["owner_id"]
            if world.chance(0.15):
                world.add(
                    "visit_addenda", visit_id=visit["id"],
                    text="They called later: the quantity is 80, not 60.",
                    author_id=account["owner_id"], added_on=on + timedelta(days=2),
                )  # fmt: skip


def write_up(world: World, account: Row, visit: Row, talk: Row) -> None:
    """What a visit came to, in the account's language."""
    visit["summary"] = world.pick(talk["summaries"][account["language"]])
    visit["decisions"] = world.pick(talk["decisions"])
    visit["atmosphere"] = world.pick(("warm", "open", "open", "neutral", "cool", "tense"))
    visit["internal_notes"] = "Margin must not fall below 22 %." if world.chance(0.2) else ""
    for objective in world.rows["visit_objectives"][-1:]:
        objective["met"] = world.pick(("yes", "partly", "no"))
    for side in ("ours", "theirs"):
        made = promise(world, account, side, world.pick(talk[f"promises_{side}"]))
        made["visit_id"], made["made_on"] = visit["id"], visit["starts_at"].date()


def plan(world: World, account: Row, subject: str, goal: str, begins: Any, **values: Any) -> Row:
    """A visit with its objective and the people invited."""
    travel = world.pick((None, 20, 35, 50))
    visit = world.add(
        "visits", subject=subject, ask=world.pick(material("talk")["asks"]), account_id=account["id"],
        starts_at=begins,
        ends_at=begins + timedelta(minutes=world.pick((45, 60, 90))),
        place=f"{account['street']}, {account['city']}",
        **{"owner_id": account["owner_id"], "state": "planned", "travel_minutes": travel, **values},
    )  # fmt: skip
    world.add("visit_objectives", visit_id=visit["id"], position=1, text=goal)
    for person in world.people[account["id"]][:3]:
        if not person.get("left_on"):
            world.add("visit_participants", visit_id=visit["id"], contact_id=person["id"], side="theirs")
    return visit
