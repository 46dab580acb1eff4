"""Today and the days after it in the example: appointments that have something to say, and what else comes up."""

from app.services.demo.days import heard, plan, promise, rival, somebody, write_up
from app.services.demo.world import Row, World, material

TODAY = ((8, 30, "visit"), (10, 30, "visit"), (12, 0, "call"), (14, 30, "visit"), (16, 30, "video"))
"""Hours of Elena's day."""


def choose_today(world: World) -> None:
    """Whom Elena meets today: clients of her own, to whom deliveries go."""
    world.expected = _clients(world)
    ids = {account["id"] for account in world.expected}
    for account in world.expected:
        account["owner_id"] = world.rows["users"][0]["id"]
    for finance in world.rows["account_finance"]:
        if finance["account_id"] in ids:
            finance["is_blocked"] = False


def make_ahead(world: World) -> None:
    """Elena's full day, then two weeks that fill up less and less."""
    elena, talk = world.rows["users"][0]["id"], material("talk")
    chosen = world.expected
    for (hour, minute, type_), account in zip(TODAY, chosen, strict=True):
        subject, goal = world.pick(talk["visits"])
        begins = world.at(world.today, hour, minute)
        if type_ == "visit":
            visit = plan(
                world, account, subject, goal, begins, owner_id=elena, travel_minutes=world.pick((20, 35, 50))
            )
            visit["questions"] = (
                "Who signs?\nWhat would make it easier to decide?\nWhen is the next shutdown?"
            )
            _something_open(world, account, talk)
        else:
            _call(world, account, type_, begins, subject, elena)
    for days in range(1, 15):
        on = world.day(days)
        if on.weekday() < 5:
            for hour in (9, 11, 15)[: world.between(1, 3) if days < 6 else world.between(0, 1)]:
                account = world.pick(chosen if world.chance(0.1) else _known(world))
                subject, goal = world.pick(talk["visits"])
                plan(world, account, subject, goal, world.at(on, hour))


def _known(world: World) -> list[Row]:
    return [each for each in world.rows["accounts"] if each["stage"] not in ("prospect", "lost", "dormant")]


def _clients(world: World) -> list[Row]:
    """Five good clients of five countries, so that the day shows five scripts and lands."""
    best = [each for each in world.rows["accounts"] if each["stage"] == "repeat" and world.people[each["id"]]]
    by_country = {each["country"]: each for each in reversed(best)}
    wished = [by_country[country] for country in ("IT", "GR", "DE", "BG", "BD") if country in by_country]
    others = [each for each in best if each not in wished]
    return [*wished, *others][: len(TODAY)]


def _call(world: World, account: Row, type_: str, begins: object, subject: str, owner: str) -> None:
    world.add(
        "activities", type=type_, subject=subject, account_id=account["id"],
        contact_id=somebody(world, account),
        owner_id=owner, state="planned", starts_at=begins, direction="out",
    )  # fmt: skip


def _something_open(world: World, account: Row, talk: Row) -> None:
    """A client one knows: a former visit, needs and a rival; a promise that is late, one that is due, an open case."""
    on = world.workday(-world.between(30, 50))
    subject, goal = world.pick(talk["visits"])
    former = plan(world, account, subject, goal, world.at(on, 10), state="submitted")
    write_up(world, account, former, talk)
    former |= {"submitted_at": world.at(on, 17), "submitted_by_id": account["owner_id"]}
    for _ in range(2):
        heard(world, account, talk)
    rival(world, account, on)
    late, due = world.dice.sample(talk["promises_ours"], 2)
    promise(world, account, "ours", late, due=-6)
    promise(world, account, "ours", due, due=0)
    promise(world, account, "theirs", world.pick(talk["promises_theirs"]), due=-3)
    world.pressing.append(account)
