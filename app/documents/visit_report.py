"""The visit report: what was decided and who does what, in a copy for the client and one for the house."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.documents import Label, document
from app.documents.blocks import (
    BODY,
    DANGER,
    PROSE,
    SMALL,
    SMALL_BOLD,
    SMALL_SOFT,
    Block,
    Bullets,
    Heading,
    Stack,
    Text,
    Title,
)
from app.documents.brand import ink
from app.documents.columns import Column, Row
from app.documents.house import House, Imprint, note
from app.documents.tables import Table, facts
from app.documents.text import Span, pdf_text
from app.language import N_
from app.language import language as spoken
from app.queries.papers import AgreedAction, Concern, NeedLine, Person, VisitInternal, VisitPaper

if TYPE_CHECKING:
    from app.store.engine import Reader


def content(reader: Reader, record_id: str, **options: Any) -> VisitPaper:
    """What a visit brought."""
    from app.queries.visit_paper import visit_paper

    return visit_paper(reader, record_id, **options)


def label(content: VisitPaper) -> Label:
    """Named after the day of the visit and the account."""
    return Label(content.starts_at.date(), content.number, content.client.name)


_CLIENT = "SELECT account_id, NULL AS language, NULL AS paper FROM visits WHERE id = ?"


@document(
    "visit_report",
    N_("Visit report"),
    content=content,
    label=label,
    client=_CLIENT,
    editions=("client", "internal"),
)
def draw(content: VisitPaper, *, language: str, paper: str) -> bytes:
    """One or two pages; the client's copy is drawn from a content that has no internal part."""
    if content.edition != "internal":
        content = content.for_client()
    say = spoken(language).text
    title = say("Visit report: {account}", account=pdf_text(content.client.name, 200))
    watermark = "" if content.submitted_at else say("DRAFT")
    dated = content.submitted_at or content.starts_at
    imprint = Imprint(title, dated, content.number or title, subject=content.subject, watermark=watermark)
    house = House(content.company, imprint, language_code=language, paper=paper)
    blocks = [*_head(house, content), *_outcome(house, content), *_rest(house, content)]
    if content.internal is not None:
        blocks.append(_internal(house, content.internal))
    return house.print(house.pages(blocks))


def _head(house: House, content: VisitPaper) -> list[Block]:
    title = house.say("Visit report")
    blocks: list[Block] = [house.letterhead()]
    if content.edition == "internal":
        blocks.append(
            Text(house.say("INTERNAL: not for the client"), SMALL_BOLD._replace(colour=DANGER), after=2)
        )
    blocks.append(Title(title, house.title_style, before=0, after=0))
    blocks.append(Text(pdf_text(content.client.name, 300), house.heading_style, after=6))
    when = f"{house.speech.day(content.starts_at.date(), 'full')}, {house.clock(content.starts_at)}"
    if content.ends_at is not None:
        when += "–" + house.clock(content.ends_at)
    pairs = [
        (house.say("Date"), when),
        (house.say("Place"), pdf_text(content.place, 300)),
        (house.say("Subject"), pdf_text(content.subject, 400)),
        (house.say("Present for us"), _people(content.ours)),
        (house.say("Present for the client"), _people(content.theirs)),
        (house.say("Written by"), pdf_text(content.written_by, 120)),
    ]
    blocks.append(Stack(facts(pairs), pad=7, fill=house.soft, after=4))
    return blocks


def _people(people: Sequence[Person]) -> str:
    named = (
        ", ".join(pdf_text(part, 120) for part in (person.name, person.job) if part) for person in people
    )
    return "; ".join(named)


def _outcome(house: House, content: VisitPaper) -> list[Block]:
    blocks: list[Block] = []
    if content.summary:
        blocks.append(Heading(house.say("In short"), house.heading_style))
        blocks += [Text(pdf_text(paragraph), BODY, prose=PROSE) for paragraph in content.summary]
    blocks += _listed(
        house, N_("Decisions"), [pdf_text(each) for each in content.decisions], N_("Nothing was decided.")
    )
    blocks.append(Heading(house.say("Agreed next steps"), house.heading_style))
    if content.actions:
        blocks.append(_actions(house, content.actions))
    else:
        blocks.append(note(house.say("No next step was agreed.")))
    return blocks


def _listed(house: House, title: str, items: Sequence[str], nothing: str) -> list[Block]:
    body: Block = Bullets(items, BODY) if items else note(house.say(nothing))
    return [Heading(house.say(title), house.heading_style), body]


def _actions(house: House, actions: Sequence[AgreedAction]) -> Table:
    rows = []
    for action in actions:
        side = house.say("client") if action.side == "theirs" else house.say("we")
        who = f"{pdf_text(action.who, 120)} ({side})" if action.who else side
        due = house.speech.day(action.due_on) if action.due_on else "–"
        rows.append(Row((pdf_text(action.what, 2000), who, due)))
    columns = [
        Column(house.say("What"), share=0.62),
        Column(house.say("Who"), share=0.38),
        Column(house.say("Until")),
    ]
    return Table(columns, rows, accent=house.accent, shade=house.shade, continued=house.say("continued"))


def _rest(house: House, content: VisitPaper) -> list[Block]:
    blocks = _listed(
        house, N_("Needs"), [_need(house, need) for need in content.needs], N_("No need was named.")
    )
    blocks += _listed(
        house, N_("Objections and complaints"), [_concern(house, concern) for concern in content.concerns],
        N_("No objection and no complaint was raised."),
    )  # fmt: skip
    if content.papers:
        blocks += _listed(
            house, N_("Orders and proposals"), [pdf_text(paper, 200) for paper in content.papers], ""
        )
    blocks.append(Heading(house.say("Next meeting"), house.heading_style))
    blocks.append(_next_meeting(house, content))
    if content.addenda:
        blocks.append(Heading(house.say("Addenda"), house.heading_style))
        for addendum in content.addenda:
            moment = f"{house.speech.day(addendum.at.date())}, {house.clock(addendum.at)}"
            spans: list[Span] = [
                (f"{moment}, {pdf_text(addendum.by, 120)}: ", SMALL_SOFT),
                (pdf_text(addendum.text), SMALL),
            ]
            blocks.append(Text(spans, SMALL, prose=PROSE))
    return blocks


def _need(house: House, need: NeedLine) -> str:
    text = house.say("“{words}”", words=need.statement)
    about = [pdf_text(part, 200) for part in (need.person, need.product) if part]
    if need.wanted_on:
        about.append(house.say("wanted by {day}", day=need.wanted_on))
    return f"{text} ({', '.join(about)})" if about else text


def _concern(house: House, concern: Concern) -> str:
    head = " ".join(pdf_text(part, 80) for part in (concern.kind, concern.number) if part)
    text = f"{head}: {pdf_text(concern.text)}" if head else pdf_text(concern.text)
    if concern.answer:
        text += "\n" + house.say("Answer: {answer}", answer=concern.answer)
    if concern.owner:
        text += "\n" + house.say("Taken care of by {owner}.", owner=concern.owner)
    return text


def _next_meeting(house: House, content: VisitPaper) -> Block:
    if content.next_meeting_at is None:
        return note(house.say("No next meeting is fixed."))
    moment = content.next_meeting_at
    when = f"{house.speech.day(moment.date(), 'full')}, {house.clock(moment)}"
    place = pdf_text(content.next_meeting_place, 300)
    return Text(f"{when}, {place}" if place else when, BODY)


def _internal(house: House, internal: VisitInternal) -> Block:
    blocks: list[Block] = [
        Text(house.say("Internal: not for the client"), SMALL_BOLD._replace(colour=DANGER), after=4)
    ]
    parts: list[tuple[str, list[str]]] = [
        (N_("Notes"), [pdf_text(each) for each in internal.notes]),
        (
            N_("Competitors seen"),
            [
                ": ".join(pdf_text(part) for part in (rival.name, rival.note) if part)
                for rival in internal.rivals
            ],
        ),
        (N_("Objections and answers"), [_concern(house, concern) for concern in internal.objections]),
        (N_("Risks"), [pdf_text(each) for each in internal.risks]),
        (N_("Chance"), [pdf_text(internal.chance, 400)] if internal.chance else []),
    ]
    for title, items in parts:
        if items:
            blocks.append(Text(house.say(title), SMALL_BOLD, after=1))
            blocks.append(Bullets(items, SMALL, after=4))
    if len(blocks) == 1:
        blocks.append(note(house.say("Nothing internal was written down.")))
    return Stack(blocks, before=10, pad=9, edge=ink("#a11f18"))
