"""A page of nonsense in the company's look: what papers will look like while logo and colours are being chosen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.documents.blocks import BODY, BODY_BOLD, SMALL_SOFT, Block, Columns, Heading, Rule, Text, Title
from app.documents.house import House, Imprint

if TYPE_CHECKING:
    from app.queries.papers import Company

LINES = 3


def draw(company: Company, *, language: str, paper: str, on: date) -> bytes:
    """One page with letterhead, headings in the brand colour, a small table and the foot of every paper."""
    imprint = Imprint("Sample", on, "P-2041", version=1)
    house = House(company, imprint, language_code=language, paper=paper)
    blocks: list[Block] = [
        house.letterhead(),
        Title(house.say("Proposal"), house.title_style),
        Text(house.speech.day(on, "long"), SMALL_SOFT, after=14),
        Heading(house.say("What you need"), house.heading_style),
        Text(
            house.say("This page shows the look of your papers: logo, colour and the line at the foot."), BODY
        ),
        Heading(house.say("Prices"), house.heading_style),
        Rule(),
    ]
    for number in range(1, LINES + 1):
        item = house.say("Item {number}", number=number)
        amount = house.speech.money(number * 125, "EUR")
        blocks.append(Columns([Text(item, BODY), Text(amount, BODY_BOLD)], [0.75, 0.25]))
        blocks.append(Rule())
    return house.print(house.pages(blocks))
