"""Possible sales of the example with their quotes and contracts; quotes go through the same verbs as a person's."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from app.records.opportunities import STAGES
from app.records.quotes import Quote
from app.services import quotes
from app.services.demo.days import somebody
from app.services.demo.world import Row, World, material
from app.store.session import StoreSession

HOME = "IT"
_WORDS = {
    "solution": "solution", "result": "result", "plan": "plan", "payment_terms": "payment",
    "delivery_terms": "delivery",
    "warranty": "warranty",
}  # fmt: skip
"""Field of a quote → what is said there, in the client's language."""
NEXT_STEPS = ("Send the proposal", "Meet the decision-maker", "Clarify payment terms", "Get the reference")

FATES: Mapping[str, Sequence[str]] = {
    "new": (), "qualified": ("draft",), "needs": ("draft", "approved"),
    "proposal": ("issued", "issued", "replaced"),
    "negotiation": ("issued", "replaced", "expired"), "won": ("accepted",),
    "lost": ("declined", "expired", "withdrawn"),
}  # fmt: skip
"""What may have become of the quote of an opportunity in a stage."""


def make_chances(world: World) -> None:
    """Opportunities in every stage; the stage fits how far the account has come."""
    talk = material("talk")
    for account in world.rows["accounts"]:
        stage = _stage(world, account)
        if stage is None or account["type"] not in ("prospect", "customer"):
            continue
        for _ in range(2 if account.get("tier") == "key" else 1):
            _chance(world, account, stage, talk)
            stage = world.pick(("qualified", "needs", "proposal", "won", "lost"))
    _contracts(world)


def _stage(world: World, account: Row) -> str | None:
    fitting = {
        "contacted": ("new", None), "needs_known": ("qualified", "needs"), "presented": ("proposal", "needs"),
        "negotiating": ("negotiation",), "contracted": ("won",), "served": ("won", "proposal", None),
        "repeat": ("won", "qualified", "proposal", "negotiation", None), "dormant": ("lost", None),
        "lost": ("lost",),
    }.get(account["stage"], (None,))  # fmt: skip
    return world.pick(fitting)


def _chance(world: World, account: Row, stage: str, talk: Row) -> None:
    since = world.workday(-world.between(2, 90))
    closed = stage in ("won", "lost")
    rate = 128 if account["currency"] == "BDT" else 1
    rival = world.pick(world.rows["competitors"]) if world.chance(0.3) else None
    world.add(
        "opportunities", name=world.pick(talk["opportunities"]), account_id=account["id"], stage=stage,
        stage_since=since,
        contact_id=somebody(world, account), owner_id=account["owner_id"],
        amount=world.between(4, 160) * 500 * rate,
        currency=account["currency"], expected_on=since if closed else world.day(world.between(-10, 150)),
        next_step=None if closed else world.pick(NEXT_STEPS),
        next_step_on=None if closed else world.workday(world.between(-5, 30)),
        closed_on=since if closed else None,
        lost_reason=world.pick(talk["lost"]) if stage == "lost" else None,
        lost_to_id=rival["id"] if rival and stage == "lost" else None,
        competitor=rival["name"] if rival else None,
        product_family_id=world.pick(world.rows["product_families"][1:])["id"],
        margin_percent=world.between(18, 44),
        source=account.get("source"), probability=world.pick((None, None, 40, 80)) if not closed else None,
    )  # fmt: skip


def _contracts(world: World) -> None:
    states = (
        "draft",
        "negotiating",
        "signed",
        "active",
        "active",
        "active",
        "ended",
        "terminated",
        "abandoned",
    )
    clients = [
        each
        for each in world.rows["accounts"]
        if each["stage"] in ("contracted", "served", "repeat", "negotiating")
    ]
    for number, account in enumerate(world.dice.sample(clients, min(27, len(clients)))):
        _contract(world, account, states[number % len(states)], number)


def _contract(world: World, account: Row, state: str, number: int) -> None:
    is_signed = state in ("signed", "active", "ended", "terminated")
    starts = world.workday(-world.between(400, 700) if state == "ended" else -world.between(20, 340))
    person = world.people[account["id"]][:1]
    contract = world.add(
        "contracts", number=f"K-{501 + number}",
        subject=world.pick(("Frame contract bearings and belts", "Maintenance contract", "Supply contract")),
        account_id=account["id"], contact_id=person[0]["id"] if person else None,
        owner_id=account["owner_id"],
        type=world.pick(("frame", "supply", "service")), state=state, language=account["language"],
        starts_on=starts,
        ends_on=starts + timedelta(days=365), notice_days=90,
        renewal=world.pick(("automatic", "by_agreement", "none")),
        renewal_months=12, amount=world.between(10, 120) * 1000, currency=account["currency"],
        payment_terms_days=45,
        signed_on=starts - timedelta(days=7) if is_signed else None,
        signed_by_us="Ottavia Belgrandi" if is_signed else None,
        signed_by_client=person[0]["name"] if is_signed and person else None,
        termination_reason="Plant was closed" if state == "terminated" else None,
    )  # fmt: skip
    for position, product in enumerate(world.dice.sample(world.rows["products"], 4), 1):
        world.add(
            "contract_lines", contract_id=contract["id"], position=position, product_id=product["id"],
            name=product["name"],
            quantity=world.between(5, 80) * 10, unit=product["unit"], currency=account["currency"],
            price=round(world.prices[product["id"]][account["currency"]] * 92 / 100, 2),
        )  # fmt: skip
    _clauses(world, contract, is_signed)
    if is_signed:
        for side, kind, text in (
            ("ours", "report", "Report deliveries every quarter"),
            ("theirs", "purchase", "Take the agreed yearly quantity"),
            ("theirs", "referral", "Introduce two plants of the group"),
        ):
            world.add(
                "obligations", contract_id=contract["id"], account_id=account["id"], side=side, kind=kind,
                text=text,
                due_on=world.workday(world.between(-15, 120)), owner_id=account["owner_id"],
                state="waived" if state == "terminated" else "open",
            )  # fmt: skip


def _clauses(world: World, contract: Row, is_signed: bool) -> None:
    for position, topic in enumerate(world.rows["clause_topics"], 1):
        state = "agreed" if is_signed else world.pick(("open", "disputed", "waiting", "agreed", "dropped"))
        world.add(
            "contract_clauses", contract_id=contract["id"], position=position, topic_id=topic["id"],
            heading=topic["name"],
            ours=f"{topic['name']} as in our general terms.",
            theirs=None if is_signed else f"{topic['name']} as in their purchase terms.",
            agreed=f"{topic['name']} as agreed on the day of signing." if state == "agreed" else None,
            state=state,
        )  # fmt: skip


def make_quotes(session: StoreSession, world: World) -> None:
    """A quote for most opportunities, carried by the usual verbs to what became of it."""
    for stage in STAGES:
        chances = [each for each in world.rows["opportunities"] if each["stage"] == stage]
        fates = FATES[stage]
        for place, chance in enumerate(chances[: 9 if fates else 0]):
            _quote(session, world, chance, fates[place % len(fates)])


def _quote(session: StoreSession, world: World, chance: Row, fate: str) -> None:
    account = next(each for each in world.rows["accounts"] if each["id"] == chance["account_id"])
    talk = material("talk")
    issued = world.workday(
        -world.between(3, 20) if fate in ("issued", "replaced") else -world.between(40, 70)
    )
    until = issued + timedelta(days=30 if fate != "issued" else world.between(22, 40))
    id_ = quotes.make_quote(
        session, account["id"], chance["name"], contact=chance.get("contact_id"), opportunity=chance["id"],
        valid_until=max(until, issued), lines=_lines(world, account),
    )  # fmt: skip
    if world.chance(0.3):
        _alternative(session, world, id_, account)
    record, words = session.find(Quote, id_), talk["proposals"][account["language"]]
    record.owner_id, record.need = account["owner_id"], world.pick(talk["needs"][account["language"]])
    for name, word in _WORDS.items():
        setattr(record, name, words[word])
    record.tax_note = None if account["country"] == HOME else words["abroad"]
    session.flush()
    _carry(session, world, record, fate, issued)


def _alternative(session: StoreSession, world: World, quote: str, account: Row) -> None:
    """Another make in place of the first product, for the client to choose."""
    first = session.reader.value(
        "SELECT id FROM quote_lines WHERE quote_id = ? AND product_id IS NOT NULL ORDER BY position", (quote,)
    )
    product = world.pick([each for each in world.rows["products"] if each["is_active"]])
    rate = None if account["country"] == HOME else Decimal(0)
    quotes.add_quote_line(
        session, quote, product=product["id"], quantity=Decimal(2), alternative_to=first, tax_rate=rate
    )


def _lines(world: World, account: Row) -> list[dict[str, Any]]:
    """Three to eight lines; longer quotes have two headings and an option. Abroad no tax is charged."""
    words = material("talk")["proposals"][account["language"]]
    products = world.dice.sample(
        [each for each in world.rows["products"] if each["is_active"]], world.between(3, 8)
    )
    taxed: dict[str, Any] = {} if account["country"] == HOME else {"tax_rate": "0"}
    lines = [
        {"product_id": each["id"], "quantity": str(world.pick((1, 2, 5, 10, 20))), **taxed}
        for each in products
    ]
    option = {"product_id": world.rows["products"][-3]["id"], "quantity": "1", "is_optional": "true", **taxed}
    if len(lines) <= 4:
        return lines
    headings = [{"name": words[name], "is_heading": True} for name in ("parts", "service")]
    return [headings[0], *lines, headings[1], option]


def _carry(session: StoreSession, world: World, record: Quote, fate: str, issued: Any) -> None:
    if fate == "draft":
        return
    quotes.approve_quote(session, record.id)
    if fate == "approved":
        return
    if fate == "withdrawn":
        record.state = "withdrawn"
        return
    quotes.issue_quote(session, record.id, on=issued)
    if fate == "accepted":
        quotes.accept_quote(session, record.id, by="By mail", on=min(issued + timedelta(days=9), world.today))
    elif fate == "declined":
        quotes.decline_quote(
            session, record.id, reason=world.pick(material("talk")["lost"]), on=issued + timedelta(days=12)
        )
    elif fate == "expired":
        record.state = "expired"
    elif fate == "replaced":
        fresh = quotes.new_version(session, record.id)
        session.find(Quote, fresh).discount_percent = Decimal(world.pick((2, 3, 5)))
        quotes.issue_quote(session, fresh, on=min(issued + timedelta(days=2), world.today))
