"""Whether two records mean the same organisation or person: a score with its reasons.

Two records that share a stored key (`app.twins.keys`) are candidates. The score adds the evidence of each field in
bits (log2 of how much likelier the agreement is among twins than among strangers, after Fellegi and Sunter, "A Theory
for Record Linkage", JASA 64 (1969)) and turns the sum into a share from 0 to 1. The weights are ours, set so that on
lists of trade fairs, persons and restaurants only true pairs come out strong.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.language import t
from app.twins.evidence import (
    Evidence,
    Subject,
    account_evidence,
    account_subject,
    contact_evidence,
    contact_subject,
)
from app.twins.keys import Fields, Kind

STRONG = 0.9


@dataclass(frozen=True, slots=True)
class Match:
    """How likely two records are one: `score` from 0 to 1; only a `strong` one interrupts a person."""

    score: float
    evidence: tuple[Evidence, ...]
    strong: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for and against, the weightiest first, as sentences in the program's language."""
        return tuple(t(ground.template, **dict(ground.values)) for ground in self.evidence if ground.template)


def subject(fields: Fields, kind: Kind = "accounts", country: str | None = None) -> Subject:
    """A record made ready for comparing with many others."""
    return account_subject(fields, country) if kind == "accounts" else contact_subject(fields, country)


def compare(one: Subject, other: Subject) -> Match:
    """The likeness of two prepared records of one kind."""
    weigh: Callable[[Subject, Subject], list[Evidence]] = (
        account_evidence if one.kind == "accounts" else contact_evidence
    )
    evidence = weigh(one, other)
    bits = max(-60.0, sum(ground.bits for ground in evidence))
    share = 1 / (1 + 2**-bits)
    told = tuple(sorted((ground for ground in evidence if ground.template), key=lambda ground: -ground.bits))
    return Match(round(share, 3), told, share >= STRONG)
