"""What the proposal's screen asks and does, as plain functions for the lanes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Repriced:
    """What a changed line costs now, what it cost before, and where the new price comes from."""

    line: str
    quantity: Decimal
    before: Decimal | None
    after: Decimal | None
    origin: str


@dataclass(frozen=True)
class Sheet:
    """The quote as its editor shows it, with what its form needs to choose from."""

    quote: Any
    contacts: tuple[tuple[str, str], ...]
    signatory: str
    issued: bool
    has_pdf: bool


def ask_sheet(reader: Any, quote: str) -> Sheet:
    """The quote, its lines and totals, and the people it may be addressed to."""
    from app.queries.company import manager
    from app.queries.quote_sheet import quote_sheet
    from app.records.quotes import LOCKED

    found = quote_sheet(reader, quote)
    people = reader.rows(
        "SELECT id, name FROM contacts WHERE account_id = ? AND deleted_at IS NULL ORDER BY name, seq",
        (found.account_id,),
    )
    about = reader.row("SELECT owner_id, pdf_id FROM quotes WHERE id = ?", (quote,))
    signs = found.signatory or manager(reader, about.owner_id).name
    contacts = tuple((each.id, each.name) for each in people)
    return Sheet(found, contacts, signs, found.state in LOCKED, bool(about.pdf_id))


def make_quote(session: Any, account: str) -> Any:
    """Begin a quote for an account."""
    from app.services import quotes

    return quotes.make_quote(session, account)


def add_line(session: Any, quote: str, values: Mapping[str, Any]) -> Any:
    """Add a line at the end."""
    from app.services import quotes

    return quotes.add_quote_line(session, quote, **values)


def add_heading(session: Any, quote: str, name: str, places: int) -> Any:
    """Add a heading so many places above the end."""
    from app.services import quotes

    line = quotes.add_quote_line(session, quote, name=name, is_heading=True)
    if places:
        quotes.move_quote_line(session, line, -places)
    return line


def change_line(session: Any, line: str, values: Mapping[str, Any]) -> Repriced:
    """Change a line and say what became of its price."""
    from app.records.quotes import QuoteLine
    from app.services import quotes

    record = session.find(QuoteLine, line)
    before = record.price
    quotes.change_quote_line(session, line, values)
    return Repriced(line, record.quantity or Decimal(0), before, record.price, record.price_origin or "")


def remove_line(session: Any, line: str) -> Any:
    """Take a line off."""
    from app.services import quotes

    return quotes.remove_quote_line(session, line)


def duplicate_line(session: Any, line: str) -> Any:
    """The same line once more."""
    from app.services import quotes

    return quotes.duplicate_quote_line(session, line)


def move_line(session: Any, line: str, places: int) -> Any:
    """Up or down."""
    from app.services import quotes

    return quotes.move_quote_line(session, line, places)


def change_quote(session: Any, quote: str, values: Mapping[str, Any]) -> Any:
    """Change the words or terms of a quote."""
    from app.services import records

    return records.change(session, "quotes", quote, values)


def take_step(session: Any, verb: str, quote: str, *args: Any) -> Any:
    """One step of a quote's life: approve_quote, reopen_quote, issue_quote, new_version, accept, decline."""
    from app.services import quotes

    return getattr(quotes, verb)(session, quote, *args)


def print_quote(workspace: Any, quote: str) -> Any:
    """The paper of a quote as its client would get it."""
    from app.documents import print_document

    return print_document(workspace.reader, "proposal", quote)


def keep_bytes(workspace: Any, data: bytes) -> str:
    """Put a paper into the encrypted files."""
    return str(workspace.files.add(data))


def attach_paper(session: Any, quote: str, name: str, size: int, sha256: str) -> Any:
    """Hang the paper as issued on its quote; like the issue itself it is not taken back."""
    from app.records.quotes import Quote
    from app.services import records

    record = session.find(Quote, quote)
    values = {
        "name": name, "media_type": "application/pdf", "size": size, "sha256": sha256, "record_kind": "quotes",
        "record_id": quote, "account_id": record.account_id, "purpose": "document",
    }  # fmt: skip
    attachment = records.add(session, "attachments", values)
    record.pdf_id = attachment
    session.step.final = True
    session.flush()
    return attachment


def quote_ids(reader: Any, text: str = "", sort: str = "", **_: Any) -> Any:
    """Row numbers of the quotes, newest first."""
    from app.queries.record_lists import record_ids

    return record_ids(reader, "quotes", text, None, sort or "-number")


def quote_rows(reader: Any, numbers: list[int]) -> Any:
    """The quotes of these row numbers."""
    from app.queries.record_lists import record_rows

    return record_rows(reader, numbers, "quotes")
