"""The day pack: the agenda and all briefs of a day, in the order of the visits, as one print job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.documents import Label, document
from app.documents.blocks import (
    BODY,
    SMALL,
    SMALL_BOLD,
    SMALL_SOFT,
    Block,
    Bullets,
    Heading,
    Lines,
    Placed,
    Text,
    Title,
)
from app.documents.columns import Column, Row
from app.documents.flow import lay
from app.documents.house import LEFT, House, Imprint, note
from app.documents.meeting_brief import brief_pages
from app.documents.tables import Table
from app.documents.text import Span, pdf_text
from app.language import N_
from app.language import language as spoken
from app.queries.papers import AgendaLine, DayPack

if TYPE_CHECKING:
    from app.store.engine import Reader


def content(reader: Reader, record_id: str, **options: Any) -> DayPack:
    """A person's day."""
    from app.queries.day_pack import day_pack_paper

    return day_pack_paper(reader, record_id, **options)


def label(content: DayPack) -> Label:
    """Named after the day and whose day it is."""
    return Label(content.day, "", content.manager)


@document("day_pack", N_("Day pack"), content=content, label=label)
def draw(content: DayPack, *, language: str, paper: str) -> bytes:
    """The agenda on a sheet of its own, then a sheet for each visit: printed on both sides, all stay apart."""
    speech = spoken(language)
    title = speech.text("Day pack: {day}", day=speech.day(content.day, "full"))
    imprint = Imprint(title, content.as_of, title, subject=content.manager)
    house = House(content.company, imprint, language_code=language, paper=paper)
    pages = house.pages(_agenda(house, content))
    if len(pages) % 2 and content.briefs:
        pages.append(_notes(house))
    for brief in content.briefs:
        first, second = brief_pages(house, brief)
        heading = Heading(pdf_text(brief.account, 200), house.heading_style)
        pages += [[Placed(_Mark(heading.entry), LEFT, house.top), *first], second]
    return house.print(pages)


class _Mark(Block):
    """An entry in the bookmarks without anything to see."""

    role = "Artifact"

    def __init__(self, entry: str) -> None:
        self.entry = entry

    def draw(self, pen: object, x: float, y: float) -> None:
        """Nothing to draw."""


def _agenda(house: House, content: DayPack) -> list[Block]:
    blocks: list[Block] = [
        house.letterhead(),
        Title(house.say("Day pack"), house.title_style, before=0, after=0),
        Text(house.speech.day(content.day, "full"), house.heading_style, after=2),
    ]
    if content.manager:
        blocks.append(Text(pdf_text(content.manager, 200), BODY, after=8))
    blocks.append(Heading(house.say("Agenda"), house.heading_style))
    if content.agenda:
        blocks.append(_agenda_table(house, content))
    else:
        blocks.append(note(house.say("Nothing is planned for this day.")))
    blocks.append(Heading(house.say("Due today"), house.heading_style))
    due = [_due(house, promise.what, promise.who) for promise in content.due]
    blocks.append(Bullets(due, BODY) if due else note(house.say("Nothing is due today.")))
    return blocks


def _due(house: House, what: str, who: str) -> str:
    return f"{pdf_text(what)} ({pdf_text(who, 120)})" if who else pdf_text(what)


def _agenda_table(house: House, content: DayPack) -> Block:
    rows = [
        Row((_hours(house, line), _what(line), pdf_text(line.place, 400), pdf_text(line.travel, 80)))
        for line in content.agenda
    ]
    columns = [
        Column(house.say("Time")),
        Column(house.say("Account and purpose"), share=0.55),
        Column(house.say("Place"), share=0.45),
        Column(house.say("Travel")),
    ]
    return Table(columns, rows, accent=house.accent, shade=house.shade, continued=house.say("continued"))


def _hours(house: House, line: AgendaLine) -> str:
    if line.starts_at is None:
        return house.say("all day")
    start = house.speech.time(line.starts_at)
    return f"{start}–{house.speech.time(line.ends_at)}" if line.ends_at else start


def _what(line: AgendaLine) -> tuple[Span, ...]:
    spans: list[Span] = []
    if line.account:
        spans.append((pdf_text(line.account, 300), SMALL_BOLD))
    if line.what:
        spans.append((pdf_text(line.what, 600), SMALL_SOFT if line.account else SMALL))
    return tuple(spans)


def _notes(house: House) -> list[Placed]:
    title = lay(Text(house.say("Notes of the day"), SMALL_BOLD._replace(colour=house.accent)), house.width)
    lines = lay(Lines(house.bottom - house.top - 40), house.width)
    return [Placed(title, LEFT, house.top), Placed(lines, LEFT, house.top + 24)]
