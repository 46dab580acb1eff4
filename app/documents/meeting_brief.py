"""The meeting brief: one page to read before the door opens, and a ruled second side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.documents import Label, document
from app.documents.blocks import (
    BODY_BOLD,
    FINE,
    SMALL_BOLD,
    SMALL_SOFT,
    TEXT,
    Block,
    Columns,
    Lines,
    Placed,
    Stack,
    Text,
)
from app.documents.brief_sections import arrange, sections_of
from app.documents.flow import lay
from app.documents.house import LEFT, House, Imprint
from app.documents.text import Style, clipped, lines_of, pdf_text
from app.language import N_
from app.queries.papers import Brief

if TYPE_CHECKING:
    from app.store.engine import Reader

GAP = 20.0
MOST_HEAD_LINES = 3


def content(reader: Reader, record_id: str, **options: Any) -> Brief:
    """What is known before a visit."""
    from app.queries.briefing import brief_paper

    return brief_paper(reader, record_id, **options)


def label(content: Brief) -> Label:
    """Named after the day of the meeting and the account."""
    return Label((content.starts_at or content.as_of).date(), content.number, content.account)


@document("meeting_brief", N_("Meeting brief"), content=content, label=label)
def draw(content: Brief, *, language: str, paper: str) -> bytes:
    """One page, cut by priority where too much is known, and a second side for notes."""
    house = house_of(content, language, paper)
    return house.print(brief_pages(house, content))


def house_of(content: Brief, language: str, paper: str) -> House:
    """The frame of a brief: dated by the newest fact in it."""
    from app.language import language as spoken

    title = spoken(language).text("Meeting brief: {account}", account=pdf_text(content.account, 200))
    imprint = Imprint(title, content.as_of, content.number or title, subject=content.subject)
    return House(content.company, imprint, language_code=language, paper=paper)


def brief_pages(house: House, content: Brief) -> list[list[Placed]]:
    """The page and its second side."""
    page: list[Placed] = []
    y = house.top
    for block in _head(house, content):
        lay(block, house.width)
        page.append(Placed(block, LEFT, y))
        y += block.height + block.after
    width = (house.width - GAP) / 2
    columns = arrange(sections_of(house, content), width, house.bottom - y)
    for number, column in enumerate(columns):
        down = y
        for section in column:
            page.append(Placed(section, LEFT + number * (width + GAP), down))
            down += section.height + section.after
    return [page, _second_side(house, content)]


# The head: who, when, where, and what I want to come home with


def _head(house: House, content: Brief) -> list[Block]:
    name = Style("bold", 18, 22, house.accent)
    blocks: list[Block] = [
        Columns(
            [
                Text(house.say("Meeting brief"), house.label_style, after=0),
                _Right(_data_age(house, content), FINE),
            ],
            [0.4, 0.6],
            after=0,
        ),
        _Clipped(pdf_text(content.account, 300), name, 2, after=0),
    ]
    if content.account_line:
        blocks.append(_Clipped(pdf_text(content.account_line, 300), SMALL_SOFT, 1, after=4))
    blocks.append(Stack([_where(house, content), _aims(house, content)], pad=7, fill=house.soft, after=10))
    return blocks


def _where(house: House, content: Brief) -> Block:
    when = house.say("No time is fixed.")
    if content.starts_at is not None:
        day = house.speech.day(content.starts_at.date(), "full")
        hours = house.clock(content.starts_at)
        if content.ends_at is not None:
            hours += "–" + house.clock(content.ends_at)
        when = f"{day}, {hours}"
    place = pdf_text(content.place, 300) or house.say("No place is given.")
    where: list[Block] = [_Clipped(place, SMALL_BOLD, 2)]
    if content.directions:
        where.append(_Clipped(pdf_text(content.directions, 400), SMALL_SOFT, 2))
    return Columns(
        [
            _labelled(house, house.say("When"), [_Clipped(when, SMALL_BOLD, 2)]),
            _labelled(house, house.say("Where, and how to get there"), where),
        ],
        [0.4, 0.6],
        after=6,
    )


def _aims(house: House, content: Brief) -> Block:
    goal = pdf_text(content.goal or content.subject, 600) or house.say("No goal is written down yet.")
    ask = pdf_text(content.ask, 600) or house.say("No request is written down yet.")
    strong = BODY_BOLD._replace(colour=TEXT)
    return Columns(
        [
            _labelled(house, house.say("Goal of the meeting"), [_Clipped(goal, strong, MOST_HEAD_LINES)]),
            _labelled(house, house.say("What I ask for"), [_Clipped(ask, strong, MOST_HEAD_LINES)]),
        ],
        [0.5, 0.5],
        after=0,
    )


def _labelled(house: House, title: str, blocks: Sequence[Block]) -> Block:
    return Stack([Text(title, house.label_style._replace(size=8, leading=11), after=1), *blocks])


def _data_age(house: House, content: Brief) -> str:
    as_of = f"{house.speech.day(content.as_of.date())}, {house.clock(content.as_of)}"
    if content.synced_at is None:
        return house.say("Data of this laptop, newest of {moment}", moment=as_of)
    synced = f"{house.near(content.synced_at.date())}, {house.clock(content.synced_at)}"
    return house.say("Data of {moment}, synced {synced}", moment=as_of, synced=synced)


class _Clipped(Text):
    """A text of so many lines at the most."""

    def __init__(self, text: str, style: Style, most: int, *, after: float = 0) -> None:
        super().__init__(text, style, after=after)
        self.most = most

    def fit(self, width: float) -> None:
        self.lines = clipped(lines_of(self.text, self.style, width), self.most, width)
        self.height = len(self.lines) * self.style.leading


class _Right(Text):
    """A line that ends at the right edge."""

    def fit(self, width: float) -> None:
        super().fit(width)
        self.lines = clipped(self.lines, 1, width)
        self.height = self.style.leading
        self.indent = width - self.lines[0].width


# The second side


def _second_side(house: House, content: Brief) -> list[Placed]:
    title = house.say("Notes: {account}", account=pdf_text(content.account, 120))
    room = house.bottom - house.top - 60
    blocks: list[Block] = [
        _Clipped(title, SMALL_BOLD._replace(colour=house.accent), 1, after=4),
        Lines(room * 0.66),
        Text(
            house.say("Agreed next steps: what, who, until when"),
            SMALL_BOLD._replace(colour=house.accent),
            after=4,
        ),
        Lines(room * 0.34),
    ]
    placed, y = [], house.top
    for block in blocks:
        lay(block, house.width)
        placed.append(Placed(block, LEFT, y))
        y += block.height + block.after + 10
    return placed
