"""What a proposal says: the quote in the client's words and figures, or exactly as it was issued."""

from datetime import date
from decimal import Decimal
from typing import Any

from app.language import Language
from app.language import language as spoken
from app.queries.company import address_lines, company, manager
from app.queries.frozen import thawed
from app.queries.papers import (
    Party,
    Person,
    PlanStep,
    PriceLine,
    PriceTotals,
    ProposalPaper,
    Quotation,
    TaxLine,
)
from app.queries.quote_sheet import QuoteSheet, SheetLine, quote_sheet
from app.store.engine import Reader

ZERO = Decimal(0)
APPROVED = ("approved", "issued", "accepted", "declined", "expired", "replaced")


def proposal_paper(
    reader: Reader, record_id: str, *, language: str = "en", fresh: bool = False, **options: Any
) -> ProposalPaper:
    """The paper of a quote. Once issued it is read back as it left the house, whatever changed since."""
    frozen = reader.value("SELECT frozen FROM quotes WHERE id = ? AND deleted_at IS NULL", (record_id,))
    if frozen and not fresh:
        return thawed(ProposalPaper, frozen)
    sheet = quote_sheet(reader, record_id)
    return _paper(reader, sheet, spoken(language))


def _paper(reader: Reader, sheet: QuoteSheet, words: Language) -> ProposalPaper:
    account = reader.row("SELECT * FROM accounts WHERE id = ?", (sheet.account_id,))
    contact = _contact(reader, sheet.contact_id)
    owner = reader.value("SELECT owner_id FROM quotes WHERE id = ?", (sheet.id,)) or account.owner_id
    us = manager(reader, owner)
    return ProposalPaper(
        company=company(reader),
        client=Party(account.name, address_lines(account, words.code), account.tax_number or "", contact),
        number=sheet.number or words.text("Draft"),
        dated_on=sheet.issued_on or _drafted_on(reader, sheet.id),
        currency=sheet.currency,
        lines=_lines(sheet),
        totals=_totals(sheet),
        version=sheet.version,
        title=sheet.title,
        approved=sheet.state in APPROVED,
        valid_until=sheet.valid_until,
        manager=us,
        needs=_needs(reader, sheet, contact),
        solution=_paragraphs(sheet.solution),
        result=_paragraphs("\n".join((sheet.result, sheet.benefit_client))),
        plan=tuple(PlanStep(line) for line in _paragraphs(sheet.plan)),
        payment=sheet.payment_terms,
        delivery=sheet.delivery_terms,
        warranty=sheet.warranty,
        tax_notes=_paragraphs(sheet.tax_note),
        changes=_changes(reader, sheet, words),
        signs_for_us=Person(sheet.signatory) if sheet.signatory else us,
        signs_for_client=contact,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _drafted_on(reader: Reader, quote: str) -> date:
    """A draft is dated by its last change, so that printing it twice gives the same bytes."""
    last = reader.value(
        "SELECT max(changed_at) FROM (SELECT changed_at FROM quotes WHERE id = :quote"
        " UNION ALL SELECT changed_at FROM quote_lines WHERE quote_id = :quote)",
        {"quote": quote},
    )
    return date.fromisoformat(last[:10])


def _contact(reader: Reader, contact: str | None) -> Person | None:
    row = (
        reader.row("SELECT name, job, phone, email FROM contacts WHERE id = ?", (contact,))
        if contact
        else None
    )
    return Person(row.name, row.job or "", "", row.phone or "", row.email or "") if row else None


def _needs(reader: Reader, sheet: QuoteSheet, contact: Person | None) -> tuple[Quotation, ...]:
    """The need written on the quote; where none is, those heard and tied to it or to its opportunity."""
    if sheet.need:
        return tuple(Quotation(line, contact.name if contact else "") for line in _paragraphs(sheet.need))
    rows = reader.rows(
        "SELECT n.statement, c.name AS person FROM needs n LEFT JOIN contacts c ON c.id = n.contact_id"
        " WHERE n.deleted_at IS NULL AND (n.quote_id = :quote OR n.opportunity_id = :opportunity)"
        " ORDER BY n.seq LIMIT 6",
        {"quote": sheet.id, "opportunity": sheet.opportunity_id or ""},
    )
    return tuple(Quotation(row.statement, row.person or "") for row in rows)


def _lines(sheet: QuoteSheet) -> tuple[PriceLine, ...]:
    found: list[PriceLine] = []
    section, count = "", 0
    names = {line.id: line.product for line in sheet.lines}
    for line in sheet.lines:
        if line.is_heading:
            section = line.product
        elif line.price is not None and line.total is not None:
            count += 1
            found.append(_price_line(line, str(count), section, names))
    return tuple(found)


def _price_line(line: SheetLine, position: str, section: str, names: dict[str, str]) -> PriceLine:
    kind = "alternative" if line.alternative_to_id else "option" if line.is_optional else "firm"
    return PriceLine(
        position=position,
        name=line.product,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.price or ZERO,
        net=line.total or ZERO,
        detail=line.detail,
        discount=line.discount_percent,
        kind=kind,
        replaces=names.get(line.alternative_to_id or "", ""),
        section=section,
    )


def _totals(sheet: QuoteSheet) -> PriceTotals:
    totals = sheet.totals
    return PriceTotals(
        subtotal=totals.subtotal,
        net=totals.net,
        gross=totals.gross,
        discount=totals.discount,
        taxes=tuple(TaxLine(row.percent, row.base, row.tax) for row in totals.taxes),
    )


def _changes(reader: Reader, sheet: QuoteSheet, words: Language) -> tuple[str, ...]:
    """What is different from the version this one replaces."""
    if not sheet.replaces_id:
        return ()
    former = quote_sheet(reader, sheet.replaces_id)
    before = {line.product_id or line.product: line for line in former.lines if not line.is_heading}
    now = {line.product_id or line.product: line for line in sheet.lines if not line.is_heading}
    found = [words.text("New: {product}", product=now[key].product) for key in now if key not in before]
    found += [
        words.text("No longer included: {product}", product=before[key].product)
        for key in before
        if key not in now
    ]
    for key in now:
        if key in before:
            found += _line_changes(before[key], now[key], sheet.currency, words)
    if former.totals.net != sheet.totals.net:
        old, new = (
            words.money(former.totals.net, sheet.currency),
            words.money(sheet.totals.net, sheet.currency),
        )
        found.append(words.text("Net total: {new} instead of {old}", new=new, old=old))
    return tuple(found)


def _line_changes(old: SheetLine, new: SheetLine, currency: str, words: Language) -> list[str]:
    found = []
    if old.quantity != new.quantity:
        found.append(
            words.text(
                "{product}: quantity {new} instead of {old}", product=new.product, new=words.number(new.quantity),
                old=words.number(old.quantity),
            )
        )  # fmt: skip
    if (
        old.total is not None
        and new.total is not None
        and old.quantity == new.quantity
        and old.total != new.total
    ):
        found.append(
            words.text(
                "{product}: {new} instead of {old}", product=new.product, new=words.money(new.total, currency),
                old=words.money(old.total, currency),
            )
        )  # fmt: skip
    return found
