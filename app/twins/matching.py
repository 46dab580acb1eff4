"""Whether two records mean the same organisation or person: keys to find candidates, a score with its reasons.

The front door of the room. Keys are light; what scores is read in at first use, for it is no part of the program's
start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.twins.identity import email_key, tax_key, web_key
from app.twins.keys import Fields, Kind, match_keys
from app.twins.names import name_key
from app.twins.phones import phone_key, same_phone

if TYPE_CHECKING:
    from app.twins.evidence import Subject
    from app.twins.scoring import Match

__all__ = [
    "compare",
    "email_key",
    "match_keys",
    "name_key",
    "phone_key",
    "same_phone",
    "score",
    "subject",
    "tax_key",
    "web_key",
]


def score(one: Fields, other: Fields, kind: Kind = "accounts", country: str | None = None) -> Match:
    """How likely two records are the same organisation (`accounts`) or person (`contacts`), with the reasons."""
    return compare(subject(one, kind, country), subject(other, kind, country))


def subject(fields: Fields, kind: Kind = "accounts", country: str | None = None) -> Subject:
    """A record made ready for comparing with many others."""
    from app.twins import scoring

    return scoring.subject(fields, kind, country)


def compare(one: Subject, other: Subject) -> Match:
    """The likeness of two prepared records of one kind."""
    from app.twins import scoring

    return scoring.compare(one, other)
