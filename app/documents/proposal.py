"""The proposal: the client's need in their words, our answer, the price, and where to sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.documents import Label, document
from app.documents.blocks import (
    BODY,
    PROSE,
    SMALL,
    SMALL_BOLD,
    SMALL_SOFT,
    Block,
    Bullets,
    Columns,
    Heading,
    PageBreak,
    Rule,
    Stack,
    Text,
    Title,
)
from app.documents.columns import Column, Row
from app.documents.house import House, Imprint
from app.documents.price_table import options_of, price_table, tax_notes
from app.documents.tables import Table, facts
from app.documents.text import pdf_text
from app.language import N_
from app.language import language as spoken
from app.queries.papers import Person, ProposalPaper

if TYPE_CHECKING:
    from app.store.engine import Reader

MOST_GOODS = 12
SHORTEST = 3  # pages: prices and terms get a page of their own rather than share the first


def content(reader: Reader, record_id: str, **options: Any) -> ProposalPaper:
    """A quote as it is offered."""
    from app.queries.proposal import proposal_paper

    return proposal_paper(reader, record_id, **options)


def label(content: ProposalPaper) -> Label:
    """Named after its day, number, client and version."""
    return Label(content.dated_on, content.number, content.client.name, content.version)


_CLIENT = "SELECT account_id, language, paper FROM quotes WHERE id = ?"


@document("proposal", N_("Proposal"), content=content, label=label, client=_CLIENT)
def draw(content: ProposalPaper, *, language: str, paper: str) -> bytes:
    """Three to six pages in the client's language."""
    say = spoken(language).text
    title = say(
        "Proposal {number}: {client}",
        number=pdf_text(content.number, 60),
        client=pdf_text(content.client.name, 200),
    )
    imprint = Imprint(
        title, content.dated_on, say("Proposal {number}", number=pdf_text(content.number, 60)), content.version,
        content.title, "" if content.approved else say("DRAFT"),
    )  # fmt: skip
    house = House(content.company, imprint, language_code=language, paper=paper)
    opening, prices, closing = _opening(house, content), _prices(house, content), _closing(house, content)
    pages = house.pages([*opening, *prices, *closing])
    if len(pages) < SHORTEST:
        pages = house.pages([*opening, PageBreak(), *prices, PageBreak(), *closing])
    return house.print(pages)


# Page 1: who, what, how much, until when; then need, solution, result


def _opening(house: House, content: ProposalPaper) -> list[Block]:
    blocks: list[Block] = [
        house.letterhead(),
        Columns([_addressee(content), _summary(house, content)], [0.42, 0.58], after=14),
        Title(house.say("Proposal {number}", number=content.number), house.title_style, before=0, after=0),
    ]
    if content.title:
        blocks.append(Text(pdf_text(content.title, 400), house.heading_style, after=8))
    if content.version > 1:
        blocks += _listed(house, _changes_title(house, content), content.changes)
    if content.needs:
        blocks.append(Heading(house.say("What you need"), house.heading_style))
        for quotation in content.needs:
            words = house.say("“{words}”", words=quotation.words)
            blocks.append(
                Text(
                    words, BODY, prose=PROSE, indent=10, bar=house.accent, after=2 if quotation.person else 6
                )
            )
            if quotation.person:
                blocks.append(Text(pdf_text(quotation.person, 200), SMALL_SOFT, indent=10))
    if content.solution:
        blocks += _paragraphs(house, N_("What we propose"), content.solution)
    else:
        blocks += _listed(house, house.say("What we propose"), _goods(house, content))
    blocks += _listed(house, house.say("What you gain"), content.result)
    return blocks


def _goods(house: House, content: ProposalPaper) -> list[str]:
    """What is offered in a few lines, where nobody wrote a text about it."""
    firm = [line for line in content.lines if line.kind == "firm"]
    parts = [(house.speech.number(line.quantity), line.unit, line.name) for line in firm[:MOST_GOODS]]
    goods = [" ".join(part for part in known if part) for known in parts]
    if len(firm) > MOST_GOODS:
        goods.append(house.say("+{count} more", count=len(firm) - MOST_GOODS))
    return goods


def _changes_title(house: House, content: ProposalPaper) -> str:
    return house.say("What changed since version {number}", number=content.version - 1)


def _addressee(content: ProposalPaper) -> Block:
    client = content.client
    lines: list[Block] = [Text(pdf_text(client.name, 300), BODY._replace(weight="bold"), after=0)]
    if client.attention is not None:
        lines.append(Text(_named(client.attention), SMALL, after=0))
    lines += [Text(pdf_text(line, 200), SMALL, after=0) for line in client.address if line]
    if client.tax_number:
        lines.append(Text(pdf_text(client.tax_number, 60), SMALL_SOFT, after=0))
    return Stack(lines)


def _named(person: Person) -> str:
    return ", ".join(pdf_text(part, 120) for part in (person.name, person.job) if part)


def _summary(house: House, content: ProposalPaper) -> Block:
    until = house.speech.day(content.valid_until) if content.valid_until else house.say("not limited")
    manager = content.manager
    reach = (
        "\n".join(pdf_text(part, 80) for part in (manager.phone, manager.email) if part) if manager else ""
    )
    pairs = [
        (house.say("Date"), house.speech.day(content.dated_on)),
        (house.say("Version"), house.say("{number}", number=content.version) if content.version > 1 else ""),
        (house.say("Valid until"), until),
        (house.say("Net amount"), house.speech.money(content.totals.net, content.currency)),
        (house.say("Total with tax"), house.speech.money(content.totals.gross, content.currency)),
        (house.say("Your contact"), _named(manager) if manager else ""),
        ("\u00a0", reach),
    ]
    return Stack(facts(pairs), pad=8, fill=house.soft)


def _paragraphs(house: House, title: str, paragraphs: Sequence[str]) -> list[Block]:
    if not paragraphs:
        return []
    return [
        Heading(house.say(title), house.heading_style),
        *(Text(pdf_text(paragraph), BODY, prose=PROSE) for paragraph in paragraphs),
    ]


def _listed(house: House, title: str, items: Sequence[str]) -> list[Block]:
    if not items:
        return []
    return [Heading(title, house.heading_style), Bullets([pdf_text(item) for item in items], BODY)]


# The price


def _prices(house: House, content: ProposalPaper) -> list[Block]:
    blocks: list[Block] = [Heading(house.say("Prices"), house.heading_style), price_table(house, content)]
    blocks += tax_notes(house, content)
    blocks += options_of(house, content)
    return blocks


# Plan, terms, acceptance


def _closing(house: House, content: ProposalPaper) -> list[Block]:
    blocks: list[Block] = []
    if content.plan:
        blocks += [Heading(house.say("Plan and delivery"), house.heading_style), _plan(house, content)]
    blocks += [Heading(house.say("Terms"), house.heading_style), _terms(house, content)]
    blocks += _listed(house, house.say("References"), content.references)
    blocks.append(_acceptance(house, content))
    return blocks


def _plan(house: House, content: ProposalPaper) -> Block:
    rows = []
    for step in content.plan:
        when = house.speech.day(step.on) if step.on else pdf_text(step.when, 120)
        rows.append(Row((pdf_text(step.what, 1000), pdf_text(step.who, 120), when)))
    columns = [
        Column(house.say("Step"), share=0.6),
        Column(house.say("Who"), share=0.4),
        Column(house.say("When")),
    ]
    return Table(columns, rows, accent=house.accent, shade=house.shade, continued=house.say("continued"))


def _terms(house: House, content: ProposalPaper) -> Block:
    until = house.speech.day(content.valid_until) if content.valid_until else house.say("not limited")
    terms = [
        (house.say("Valid until"), until),
        (house.say("Payment"), content.payment),
        (house.say("Delivery"), content.delivery),
        (house.say("Warranty"), content.warranty),
        *((term.title, term.text) for term in content.terms),
    ]
    rows = [Row((((pdf_text(title, 120), SMALL_BOLD),), pdf_text(text))) for title, text in terms if text]
    columns = [Column("", share=0.24), Column("", share=0.76)]
    return Table(columns, rows, accent=house.accent, shade=house.shade, continued=house.say("continued"))


def _acceptance(house: House, content: ProposalPaper) -> Block:
    number = house.say("Proposal {number}", number=content.number)
    if content.version > 1:
        number = house.say(
            "Proposal {number}, version {version}", number=content.number, version=content.version
        )
    amount = house.speech.money(content.totals.gross, content.currency)
    sentence = house.say(
        "We accept {proposal} of {day} for {amount}.", proposal=number, day=content.dated_on, amount=amount
    )
    blocks: list[Block] = [
        Text(house.say("Acceptance"), house.heading_style, after=4),
        Text(sentence, BODY, after=2),
    ]
    if content.valid_until:
        until = house.say("This proposal can be accepted until {day}.", day=content.valid_until)
        blocks.append(Text(until, SMALL_BOLD, after=2))
    sides = [
        _signature(house, content.client.name, content.signs_for_client),
        _signature(house, content.company.name, content.signs_for_us or content.manager),
    ]
    blocks.append(Columns(sides, [0.5, 0.5], gap=30, before=8, after=0))
    return Stack(blocks, before=16, pad=10, edge=house.accent)


def _signature(house: House, company: str, person: Person | None) -> Block:
    name = pdf_text(person.name, 120) if person else ""
    role = ", ".join(pdf_text(part, 120) for part in (person.job, person.role) if part) if person else ""
    blocks: list[Block] = [Text(pdf_text(company, 200), SMALL_BOLD, after=0)]
    for title, known in (
        (N_("Name"), name),
        (N_("Role"), role),
        (N_("Place and date"), ""),
        (N_("Signature"), ""),
    ):
        space = 30.0 if title == "Signature" else 18.0
        blocks.append(_Gap(space if not known else 4))
        if known:
            blocks.append(Text(known, SMALL, after=0))
        blocks += [
            Rule(before=0, after=1),
            Text(house.say(title), SMALL_SOFT._replace(size=8, leading=10), after=0),
        ]
    return Stack(blocks)


class _Gap(Block):
    role = "Artifact"

    def __init__(self, height: float) -> None:
        self.height = height

    def draw(self, pen: object, x: float, y: float) -> None:
        """Nothing to draw."""
