"""Who a paper names: our company, the client, people; and the first of several things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Excerpt(Generic[T]):
    """The first of several things, and how many there are in all; the paper says how many are left out."""

    items: tuple[T, ...] = ()
    total: int = 0

    @classmethod
    def of(cls, items: Iterable[T], total: int | None = None) -> Excerpt[T]:
        """An excerpt whose total is the number of its items unless a larger one is given."""
        known = tuple(items)
        return cls(known, max(len(known), total or 0))


NOTHING: Excerpt[Any] = Excerpt()


@dataclass(frozen=True, slots=True)
class Company:
    """Our own company as its papers show it: letterhead, legal footer, brand."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    web: str = ""
    tax_number: str = ""
    bank: str = ""
    legal_line: str = ""
    logo: bytes | None = None
    brand_colour: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named on a paper."""

    name: str
    job: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """The client as an addressee."""

    name: str
    address: tuple[str, ...] = ()
    tax_number: str = ""
    attention: Person | None = None
