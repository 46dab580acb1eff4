"""A business card as plain values: what a vCard, a scanned code or a contact of ours all come down to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple


class Channel(NamedTuple):
    """A phone number, e-mail or web address with what it is for (`work`, `cell`, `fax` …)."""

    value: str
    types: tuple[str, ...] = ()
    preferred: bool = False
    label: str = ""


class Address(NamedTuple):
    """A postal address in its parts."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    post_box: str = ""
    extended: str = ""
    types: tuple[str, ...] = ()
    preferred: bool = False
    label: str = ""


@dataclass(slots=True)
class Card:
    """One person or organisation as a card describes it."""

    number: int = 0
    version: str = ""
    kind: str = "individual"
    formatted_name: str = ""
    family_name: str = ""
    given_name: str = ""
    middle_name: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    organisation: str = ""
    department: str = ""
    job: str = ""
    role: str = ""
    emails: list[Channel] = field(default_factory=list)
    phones: list[Channel] = field(default_factory=list)
    webs: list[Channel] = field(default_factory=list)
    chats: list[Channel] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    birthday: str = ""
    anniversary: str = ""
    note: str = ""
    categories: list[str] = field(default_factory=list)
    language: str = ""
    uid: str = ""
    rev: str = ""
    has_photo: bool = False
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take lists as JSON gives them back."""
        for name in ("emails", "phones", "webs", "chats"):
            setattr(self, name, [Channel(*_tupled(item)) for item in getattr(self, name)])
        self.addresses = [Address(*_tupled(item)) for item in self.addresses]

    def plain(self) -> dict[str, Any]:
        """The card as plain values, without what is empty."""
        return {name: value for name in FIELD_NAMES if (value := getattr(self, name))}

    @property
    def name(self) -> str:
        """What to call this card, whatever it holds."""
        parts = " ".join(filter(None, (self.given_name, self.middle_name, self.family_name)))
        first = self.addresses[0] if self.addresses else Address()
        lines = (first.label, first.street, first.city)
        place = next((line.split("\n")[0].strip() for line in lines if line.strip()), "")
        channels = [channel.value for channel in (*self.emails, *self.phones, *self.webs)]
        return (
            self.formatted_name or parts or self.organisation or self.nickname or next(iter(channels), place)
        )


FIELD_NAMES = tuple(each.name for each in fields(Card))


def _tupled(item: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(part) if isinstance(part, list) else part for part in item)
