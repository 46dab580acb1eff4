"""Sample contents of the four papers: invented, rich, and awkward where clients are."""
# ruff: noqa: E501

from __future__ import annotations

import struct
import zlib
from datetime import date, datetime, time, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

from app.queries.papers import (
    Addendum,
    AgendaLine,
    AgreedAction,
    Brief,
    BriefPerson,
    CaseLine,
    Change,
    Company,
    Concern,
    DayPack,
    Excerpt,
    MoneyFacts,
    NeedLine,
    NextProduct,
    OrderLine,
    Party,
    PastContact,
    Person,
    PlanStep,
    PriceLine,
    PriceTotals,
    PromiseLine,
    ProposalPaper,
    Quotation,
    RhythmFacts,
    Rival,
    TaxLine,
    Term,
    VisitInternal,
    VisitPaper,
)
from tests.app.documents.voices import VOICES

ATHENS = timezone(timedelta(hours=2))
NOON = datetime(2026, 11, 20, 17, 12, tzinfo=ATHENS)
HOSTILE = 'R&D <test> <b>Évil</b> & Co. "if a<b" {name} %s \u202eDLOC\u202c \x07</para><img src="file:///etc/passwd"/>'
HOSTILE_SHOWN = 'R&D <test> <b>Évil</b> & Co. "if a<b" {name} %s DLOC </para><img src="file:///etc/passwd"/>'
SECRET = "Walk-away price 61.50, margin 22.4"


def picture(width: int = 240, height: int = 80) -> bytes:
    """A PNG of our own: a disc beside a bar."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            disc = (x - height / 2) ** 2 + (y - height / 2) ** 2 < (height * 0.42) ** 2
            bar = x > height and height * 0.35 < y < height * 0.65
            rows += b"\x0b\x6b\x6b" if disc else b"\xd0\x70\x10" if bar else b"\xff\xff\xff"
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(bytes(rows)))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def company(code: str = "en", **changes: object) -> Company:
    """Our company in the country of a language."""
    voice = VOICES[code]
    known = {
        "address": (voice.street, voice.city), "phone": "+44 117 496 0000", "email": "desk@alder.example",
        "web": "alder.example", "tax_number": "GB 123 4567 89",
        "legal_line": f"{voice.company} · {voice.street}, {voice.city} · GB 123 4567 89 · IBAN GB00 TEST 0000 0000 0000 00",
        "logo": picture(),
    }  # fmt: skip
    return Company(**{"name": voice.company, **known, **changes})  # type: ignore[arg-type]


def brief(code: str = "en", **changes: object) -> Brief:
    """A brief with something in every block, more than a page holds."""
    voice = VOICES[code]
    day = date(2026, 11, 23)
    known: dict[str, object] = {
        "number": "V-0318", "account_line": f"{voice.city} · A", "manager": voice.people[1], "subject": voice.section,
        "goal": voice.result, "ask": voice.question, "starts_at": datetime(2026, 11, 23, 9, 30, tzinfo=ATHENS),
        "ends_at": datetime(2026, 11, 23, 10, 45, tzinfo=ATHENS), "place": voice.place, "directions": voice.detail,
        "last_visit_on": date(2026, 8, 27), "warnings": Excerpt.of([voice.warning]),
        "people": Excerpt.of(
            BriefPerson(name, job, role, voice.section, date(2026, 8, 27 - 5 * number), number < 2)
            for number, (name, job, role) in enumerate(zip(voice.people, voice.jobs, ("decides", "", ""), strict=True))
        ),
        "changes": Excerpt.of((Change(day - timedelta(days=9 * n), voice.promise) for n in range(1, 6)), 9),
        "contacts": Excerpt.of(
            (PastContact(day - timedelta(days=30 * n), voice.unit, voice.solution, voice.people[1]) for n in range(1, 6)), 812
        ),
        "our_promises": Excerpt.of(
            [PromiseLine(voice.promise, date(2026, 11, 14), voice.people[1], True), PromiseLine(voice.terms, date(2026, 12, 1))]
        ),
        "their_promises": Excerpt.of([PromiseLine(voice.need, date(2026, 11, 30), voice.people[0])]),
        "orders": Excerpt.of(
            OrderLine(f"O-20{n}", voice.product, date(2026, 11, 12 + n), 9 if n == 1 else 0, Decimal("12480.5") * n, voice.currency)
            for n in range(1, 6)
        ),
        "cases": Excerpt.of([CaseLine("C-77", voice.warning, date(2026, 11, 2), date(2026, 11, 10), "A", True)]),
        "needs": Excerpt.of([voice.need, voice.result]),
        "money": MoneyFacts(
            voice.currency, Decimal("184200.75"), Decimal("151000"), Decimal("23400.10"), Decimal("4100"),
            Decimal("50000"), Decimal("88120"),
        ),
        "rhythm": RhythmFacts(14, date(2026, 10, 12), 30, date(2026, 11, 11), True),
        "terms": Excerpt.of([voice.terms]),
        "next_products": Excerpt.of([NextProduct(voice.product, voice.detail)]),
        "rivals": Excerpt.of([Rival("Polsterkamp", voice.detail)]),
        "questions": Excerpt.of([voice.question, voice.question, voice.question]),
    }  # fmt: skip
    return Brief(**{"company": company(code), "account": voice.client, "as_of": NOON, **known, **changes})  # type: ignore[arg-type]


def bare_brief(account: str = "Nobody Yet") -> Brief:
    """A brief of an account about which nothing is known."""
    return Brief(Company("Alder & Finch Supplies Ltd"), account, NOON)


def full_brief(code: str = "en") -> Brief:
    """A brief with far more in every block than a page holds, each text long."""
    voice = VOICES[code]
    long = " ".join([voice.solution, voice.need, voice.result])
    day = date(2026, 11, 1)
    return brief(
        code, goal=long, ask=long, directions=long, place=long,
        warnings=Excerpt.of([long] * 9), needs=Excerpt.of([long] * 20), questions=Excerpt.of([long] * 8),
        people=Excerpt.of([BriefPerson(voice.people[0], voice.jobs[0], long, long, day, True)] * 40),
        changes=Excerpt.of([Change(day, long)] * 60), contacts=Excerpt.of([PastContact(day, voice.unit, long)] * 40, 5000),
        our_promises=Excerpt.of([PromiseLine(long, day, "", True)] * 30),
        their_promises=Excerpt.of([PromiseLine(long, day)] * 30), terms=Excerpt.of([long] * 12),
        orders=Excerpt.of([OrderLine("O-1", long, day, 3, Decimal(10), voice.currency)] * 50),
        cases=Excerpt.of([CaseLine("C-1", long, day, day, "A", True)] * 50),
        next_products=Excerpt.of([NextProduct(voice.product, long)] * 10), rivals=Excerpt.of([Rival("P", long)] * 9),
    )  # fmt: skip


def visit(code: str = "en", **changes: object) -> VisitPaper:
    """A report of a visit with an internal part."""
    voice = VOICES[code]
    known: dict[str, object] = {
        "edition": "internal", "number": "V-0318", "ends_at": datetime(2026, 11, 20, 11, 5, tzinfo=ATHENS),
        "place": voice.place, "subject": voice.section, "written_by": voice.people[1], "submitted_at": NOON,
        "ours": (Person(voice.people[1], voice.jobs[1]),),
        "theirs": tuple(Person(name, job) for name, job in zip(voice.people[::2], voice.jobs[::2], strict=True)),
        "summary": (voice.solution,), "decisions": (voice.result, voice.terms),
        "actions": (
            AgreedAction(voice.promise, voice.people[1], date(2026, 11, 27)),
            AgreedAction(voice.question, voice.people[0], date(2026, 12, 4), "theirs"),
            AgreedAction(voice.detail),
        ),
        "needs": (NeedLine(voice.need, voice.people[0], voice.product, date(2027, 1, 15)), NeedLine(voice.result)),
        "concerns": (Concern(voice.warning, "", "C-77", voice.people[1]), Concern(voice.terms, answer=voice.detail)),
        "papers": (f"P-2041 · {voice.section}",), "next_meeting_at": datetime(2026, 12, 11, 10, 0, tzinfo=ATHENS),
        "next_meeting_place": voice.place, "addenda": (Addendum(NOON, voice.people[1], voice.detail),),
        "internal": VisitInternal(
            (SECRET, voice.warning), (Rival("Polsterkamp", voice.detail),),
            (Concern(voice.question, answer=voice.result),), (voice.warning,), "60 %",
        ),
    }  # fmt: skip
    party = Party(voice.client, (voice.place,), "", Person(voice.people[0], voice.jobs[0]))
    started = datetime(2026, 11, 20, 9, 30, tzinfo=ATHENS)
    return VisitPaper(**{"company": company(code), "client": party, "starts_at": started, **known, **changes})  # type: ignore[arg-type]


def price_lines(code: str, count: int, *, details: bool = False, sections: int = 4) -> tuple[PriceLine, ...]:
    """Firm lines in sections, with odd quantities, long prices and some discounts."""
    voice = VOICES[code]
    lines = []
    for number in range(1, count + 1):
        quantity = Decimal(number % 7 + 1) * (Decimal("2.5") if number % 11 == 0 else 1)
        price = (
            Decimal(number * 137 % 9000) / 100
            + Decimal("11.9")
            + (Decimal("0.0035") if number % 9 == 0 else 0)
        )
        discount = Decimal("12.5") if number % 5 == 0 else Decimal(0)
        net = (quantity * price * (100 - discount) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        section = f"{voice.section} {chr(65 + (number - 1) * sections // count)}" if sections else ""
        detail = voice.detail if details or number % 13 == 0 else ""
        lines.append(
            PriceLine(str(number), f"{voice.product} / {number:03}", quantity, voice.unit, price, net, detail, discount,
                      section=section)
        )  # fmt: skip
    return tuple(lines)


def totals_of(lines: tuple[PriceLine, ...]) -> PriceTotals:
    """The totals of firm lines, a fifth of them at a reduced rate."""
    firm = [line for line in lines if line.kind == "firm"]
    reduced = sum((line.net for line in firm[4::5]), Decimal(0))
    net = sum((line.net for line in firm), Decimal(0))
    cent = Decimal("0.01")
    taxes = (
        TaxLine(Decimal(20), net - reduced, ((net - reduced) * 20 / 100).quantize(cent, ROUND_HALF_UP)),
        TaxLine(Decimal(5), reduced, (reduced * 5 / 100).quantize(cent, ROUND_HALF_UP)),
    )
    return PriceTotals(net, net, net + sum((tax.tax for tax in taxes), Decimal(0)), Decimal(0), taxes)


def proposal(code: str = "en", lines: int = 12, **changes: object) -> ProposalPaper:
    """A proposal of several sections, with options and an alternative, in its second version."""
    voice = VOICES[code]
    firm = price_lines(code, lines, details=lines < 30, sections=4 if lines >= 20 else 0)
    price, twelve = Decimal("149.9"), Decimal(12)
    extra = (
        PriceLine("O1", voice.promise, Decimal(1), voice.unit, price, price, voice.detail, kind="option"),
        PriceLine(
            "A1",
            voice.product,
            twelve,
            voice.unit,
            price,
            price * 12,
            voice.detail,
            kind="alternative",
            replaces="3",
        ),
    )
    known: dict[str, object] = {
        "version": 2, "title": voice.section, "approved": True, "valid_until": date(2026, 12, 31),
        "manager": Person(voice.people[1], voice.jobs[1], "", "+44 117 496 0011", "tom.okafor@alder.example"),
        "needs": (Quotation(voice.need, voice.people[0]),), "solution": (voice.solution, voice.solution),
        "result": (voice.result, voice.detail),
        "plan": (PlanStep(voice.promise, on=date(2026, 12, 7), who=voice.people[1]), PlanStep(voice.result, voice.unit, who=voice.people[0])),
        "payment": voice.terms, "delivery": voice.solution, "warranty": voice.detail,
        "terms": (Term(voice.section, voice.result),), "changes": (voice.terms, voice.detail),
        "signs_for_us": Person(voice.people[1], voice.jobs[1]), "signs_for_client": Person(voice.people[0], voice.jobs[0]),
    }  # fmt: skip
    party = Party(voice.client, (voice.place,), "GB 987 6543 21", Person(voice.people[0], voice.jobs[0]))
    always = {
        "company": company(code), "client": party, "number": "P-2041", "dated_on": date(2026, 11, 21),
        "currency": voice.currency, "lines": firm + extra, "totals": totals_of(firm),
    }  # fmt: skip
    return ProposalPaper(**{**always, **known, **changes})  # type: ignore[arg-type]


def day_pack(code: str = "en", briefs: int = 3) -> DayPack:
    """A day of several visits."""
    voice = VOICES[code]
    agenda = [
        AgendaLine(time(8, 30), "", voice.promise, voice.city, time(9, 0)),
        *(AgendaLine(time(9 + n, 30), f"{voice.client} {n + 1}", voice.section, voice.place, time(10 + n, 15), "35 km") for n in range(briefs)),
        AgendaLine(None, "", voice.terms),
    ]  # fmt: skip
    cards = tuple(brief(code) for _ in range(briefs))
    due = (PromiseLine(voice.promise, date(2026, 11, 23), voice.people[1]),)
    return DayPack(company(code), date(2026, 11, 23), NOON, voice.people[1], tuple(agenda), cards, due)
