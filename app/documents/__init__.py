"""The documents room: what we print. Each paper is content from queries, drawn by the house."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from app.errors import Refused

C = TypeVar("C")
PAPERS = ("a4", "letter")
EDITIONS = ("client", "internal")


class Reader(Protocol):
    """What contents are asked from: rows of a question, in one state of the database."""

    def rows(self, sql: str, params: Any = ...) -> list[Any]: ...


class Label(NamedTuple):
    """What a paper's file is named after."""

    dated: date
    number: str = ""
    account: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Document(Generic[C]):
    """A paper: its title, the question that fills it, how it is drawn, and what its file is named after."""

    name: str
    title: str
    content: Callable[..., C]
    draw: Callable[..., bytes]
    label: Callable[[C], Label]


documents: dict[str, Document[Any]] = {}


def document(
    name: str, title: str, *, content: Callable[..., C], label: Callable[[C], Label]
) -> Callable[[Callable[..., bytes]], Callable[..., bytes]]:
    """Register a drawing as a document of this name; window, command line and server read the same list."""

    def register(draw: Callable[..., bytes]) -> Callable[..., bytes]:
        documents[name] = Document(name, title, content, draw, label)
        return draw

    return register


class Print(NamedTuple):
    """A finished paper and the name its file should have."""

    file_name: str
    data: bytes


def print_document(
    reader: Reader, name: str, record_id: str, *, language: str, paper: str = "a4", edition: str = "client",
    **options: Any,
) -> Print:  # fmt: skip
    """A document of a record as bytes, with its file name."""
    wanted = documents.get(name)
    if wanted is None:
        raise Refused("There is no document {name}.", name=name)
    if paper not in PAPERS:
        raise Refused("The paper is a4 or letter, not {paper}.", paper=paper)
    if edition not in EDITIONS:
        raise Refused("The edition is client or internal, not {edition}.", edition=edition)
    content = wanted.content(reader, record_id, edition=edition, language=language, **options)
    return Print(file_name(wanted, content, language), wanted.draw(content, language=language, paper=paper))


def render(
    reader: Reader, name: str, record_id: str, *, language: str, paper: str = "a4", edition: str = "client",
    **options: Any,
) -> bytes:  # fmt: skip
    """A document of a record as bytes."""
    return print_document(
        reader, name, record_id, language=language, paper=paper, edition=edition, **options
    ).data


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
