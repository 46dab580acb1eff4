"""The price table of a proposal: firm lines with their totals, and apart from them what may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.documents.blocks import PROSE, SMALL, SMALL_BOLD, SMALL_SOFT, Block, Heading, Text
from app.documents.columns import Column, Row
from app.documents.house import House
from app.documents.tables import Table
from app.documents.text import Span, pdf_text
from app.language import N_
from app.queries.papers import PriceLine, ProposalPaper

UNIT_PLACES = 4  # decimals a unit price may show where it needs them


def price_table(house: House, content: ProposalPaper) -> Block:
    """Firm lines by section, then subtotal, discount, net, tax per rate, gross."""
    firm = [line for line in content.lines if line.kind == "firm"]
    return _table(house, content, [*_rows(house, content, firm), *_totals(house, content)], firm)


def options_of(house: House, content: ProposalPaper) -> list[Block]:
    """Options and alternatives: priced, and not in the total."""
    blocks: list[Block] = []
    for kind, title, sentence in (
        ("option", N_("Options"), N_("These options are not included in the total.")),
        (
            "alternative",
            N_("Alternatives"),
            N_("Each alternative replaces the line it names and is not included in the total."),
        ),
    ):
        lines = [line for line in content.lines if line.kind == kind]
        if lines:
            heading = Heading(house.say(title), house.heading_style, after=0)
            remark = Text(house.say(sentence), SMALL_SOFT, after=3, keep=True)
            blocks += [heading, remark, _table(house, content, _rows(house, content, lines), lines)]
    return blocks


def tax_notes(house: House, content: ProposalPaper) -> list[Block]:
    """Why a rate is what it is, and how amounts are rounded."""
    notes = [pdf_text(note, 1000) for note in content.tax_notes]
    notes += [pdf_text(tax.note, 1000) for tax in content.totals.taxes if tax.note]
    rounding = house.say("Each line is rounded half up to the smallest unit of the currency.")
    notes.append(f"{rounding} {house.say('Tax is computed per rate on the sum of the lines.')}")
    return [Text(note, SMALL_SOFT, after=2, prose=PROSE) for note in dict.fromkeys(notes)]


def _table(house: House, content: ProposalPaper, rows: Sequence[Row], lines: Sequence[PriceLine]) -> Table:
    columns = [
        Column(house.say("No.")),
        Column(house.say("Item"), share=1),
        Column(house.say("Quantity"), "decimal"),
        *([Column(house.say("Unit"))] if _with_units(lines) else []),
        Column(house.say("Unit price"), "decimal"),
        *([Column(house.say("Discount"), "right")] if _discounted(lines) else []),
        Column(house.say("Net ({currency})", currency=content.currency), "decimal"),
    ]
    return Table(
        columns, rows, accent=house.accent, shade=house.shade, decimal=house.decimal,
        continued=house.say("continued"),
    )  # fmt: skip


def _discounted(lines: Sequence[PriceLine]) -> bool:
    return any(line.discount for line in lines)


def _with_units(lines: Sequence[PriceLine]) -> bool:
    return any(line.unit for line in lines)


def _rows(house: House, content: ProposalPaper, lines: Sequence[PriceLine]) -> list[Row]:
    rows: list[Row] = []
    discounted, with_units = _discounted(lines), _with_units(lines)
    sections = list(dict.fromkeys(line.section for line in lines))
    for section in sections:
        inside = [line for line in lines if line.section == section]
        if section:
            rows.append(Row((pdf_text(section, 300),), "section"))
        rows += [_row(house, content, line, discounted, with_units) for line in inside]
        if section and len(sections) > 1 and inside[0].kind == "firm":
            subtotal = sum((line.net for line in inside), Decimal(0))
            title = house.say("Subtotal {section}", section=section)
            rows.append(Row((title, house.speech.amount(subtotal, content.currency)), "sum"))
    return rows


def _row(house: House, content: ProposalPaper, line: PriceLine, discounted: bool, with_units: bool) -> Row:
    speech = house.speech
    item: tuple[Span, ...] = ((pdf_text(line.name, 500), SMALL_BOLD),)
    if line.detail:
        item = (*item, (pdf_text(line.detail, 8000), SMALL_SOFT))
    if line.replaces:
        item = (*item, (house.say("Instead of line {position}", position=line.replaces), SMALL))
    discount = (speech.percent(line.discount) if line.discount else "",) if discounted else ()
    return Row(
        (
            pdf_text(line.position, 12),
            item,
            speech.number(line.quantity),
            *((pdf_text(line.unit, 40),) if with_units else ()),
            speech.amount(line.unit_price, content.currency, most=UNIT_PLACES),
            *discount,
            speech.amount(line.net, content.currency),
        )
    )


def _totals(house: House, content: ProposalPaper) -> list[Row]:
    totals, speech = content.totals, house.speech

    def amount(value: Decimal) -> str:
        return speech.amount(value, content.currency)

    rows: list[Row] = []
    if totals.discount:
        rows.append(Row((house.say("Subtotal"), amount(totals.subtotal)), "sum"))
        rows.append(Row((house.say("Discount"), amount(-totals.discount)), "sum"))
    rows.append(Row((house.say("Net amount"), amount(totals.net)), "sum"))
    for tax in totals.taxes:
        title = house.say("Tax {rate} on {base}", rate=speech.percent(tax.rate), base=amount(tax.base))
        rows.append(Row((title, amount(tax.tax)), "sum"))
    title = house.say("Total with tax ({currency})", currency=content.currency)
    rows.append(Row((title, amount(totals.gross)), "grand"))
    return rows
