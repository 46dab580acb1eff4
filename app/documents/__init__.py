"""The documents room: what we print. Each paper is content from queries, drawn by the house."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from app.errors import Refused
from app.language import LANGUAGES
from app.queries.company import client_language, preference

if TYPE_CHECKING:
    from app.store.engine import Reader

C = TypeVar("C")
PAPERS = ("a4", "letter")
EDITIONS = ("client", "internal")


class Label(NamedTuple):
    """What a paper's file is named after."""

    dated: date
    number: str = ""
    account: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Document(Generic[C]):
    """A paper: its title, the question that fills it, how it is drawn, and what its file is named after.

    `client` asks for the account a paper is handed to (`account_id`), and for the language and the paper that the
    record itself names; without it the paper is for our own eyes. `editions` are the copies it comes in.
    """

    name: str
    title: str
    content: Callable[..., C]
    draw: Callable[..., bytes]
    label: Callable[[C], Label]
    client: str = ""
    editions: tuple[str, ...] = ()


documents: dict[str, Document[Any]] = {}


def document(
    name: str,
    title: str,
    *,
    content: Callable[..., C],
    label: Callable[[C], Label],
    client: str = "",
    editions: tuple[str, ...] = (),
) -> Callable[[Callable[..., bytes]], Callable[..., bytes]]:
    """Register a drawing as a document of this name; window, command line and server read the same list."""

    def register(draw: Callable[..., bytes]) -> Callable[..., bytes]:
        documents[name] = Document(name, title, content, draw, label, client, editions)
        return draw

    return register


def described() -> list[dict[str, Any]]:
    """All documents as plain values: name, title, editions."""
    return [
        {"name": each.name, "title": each.title, "editions": list(each.editions)}
        for each in documents.values()
    ]


class Print(NamedTuple):
    """A finished paper and the name its file should have."""

    file_name: str
    data: bytes


def print_document(
    reader: Reader,
    name: str,
    record_id: str,
    *,
    language: str | None = None,
    paper: str | None = None,
    edition: str | None = None,
    **options: Any,
) -> Print:
    """A document of a record as bytes, with its file name.

    Without a language it speaks the client's (or ours, if it is for our own eyes); without a paper it is printed
    on the one of the settings; without an edition it is the client's copy.
    """
    wanted = documents.get(name)
    if wanted is None:
        raise Refused("There is no document {name}.", name=name)
    copy = _chosen(edition or "client", EDITIONS, "The edition is client or internal, not {wrong}.")
    to = reader.row(wanted.client, (record_id,)) if wanted.client and copy == "client" else None
    sheet = _chosen(
        paper or (to and to.paper) or preference(reader, "paper"),
        PAPERS,
        "The paper is a4 or letter, not {wrong}.",
    )
    speech = _chosen(
        language or _language(reader, to), LANGUAGES, "No paper is printed in the language {wrong}."
    )
    content = wanted.content(reader, record_id, edition=copy, language=speech, **options)
    return Print(file_name(wanted, content, speech), wanted.draw(content, language=speech, paper=sheet))


def render(reader: Reader, name: str, record_id: str, **options: Any) -> bytes:
    """A document of a record as bytes; options as for `print_document`."""
    return print_document(reader, name, record_id, **options).data


def _chosen(wanted: str, known: tuple[str, ...], sentence: str) -> str:
    if wanted not in known:
        raise Refused(sentence, wrong=wanted)
    return wanted


def _language(reader: Reader, to: Any) -> str:
    if to is None:
        return preference(reader, "language")
    return to.language or client_language(reader, to.account_id)


def file_name(wanted: Document[C], content: C, language: str) -> str:
    """`2026-11-21_Proposal_P-2041_Balkan-Parts_v2.pdf`: safe on every system, whatever a client is called."""
    from app.language import language as spoken

    label = wanted.label(content)
    parts = [
        label.dated.strftime("%Y-%m-%d"),
        spoken(language).text(wanted.title),
        label.number,
        label.account,
    ]
    parts += [f"v{label.version}"] if label.version else []
    return "_".join(filter(None, map(_file_part, parts))) + ".pdf"


def _file_part(text: str) -> str:
    # Letters (with their vowel signs) and digits of every script stay; signs, spaces and controls become hyphens.
    marked = re.sub(r"[^\w\u0300-\u036f\u0981-\u0983\u09bc-\u09d7\u200c\u200d]+|_+", "-", text[:200])
    return marked.strip("-")[:48].rstrip("-")


# The rooms below register themselves; none of them loads ReportLab before it draws.
from app.documents import day_pack, meeting_brief, proposal, visit_report  # noqa: E402, F401
