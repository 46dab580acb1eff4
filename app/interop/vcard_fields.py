"""What the properties of a vCard mean: each knows the part of the card it fills."""

import re
from collections.abc import Callable
from datetime import date

from app.interop.card import Address, Card, Channel
from app.interop.limits import CELL_CHARACTERS
from app.interop.parsed import N_
from app.interop.vcard_lines import Decoder, Line, split_escaped, unescape

DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?\Z")
DAY_WITHOUT_YEAR = re.compile(r"--(\d{2})-?(\d{2})\Z")
# More numbers, addresses or categories than any person has.
MOST_OF_A_KIND = 100
KNOWN_TYPES = frozenset(
    "home work cell fax pager main other car isdn video bbs modem pcs textphone main-number assistant iphone".split()
)


class Field:
    """One property with everything needed to read its value."""

    def __init__(self, line: Line, version: str, decoder: Decoder, declared: str | None, label: str) -> None:
        self.line = line
        self.version = version
        self.label = label
        self._decoder = decoder
        self._declared = declared
        self.escaped = decoder.text(line, declared)

    @property
    def text(self) -> str:
        """The whole value as text."""
        return unescape(self.escaped, self.version).strip()

    def parts(self, separator: str = ";") -> list[str]:
        """The value cut at its separators, each part as text."""
        return [unescape(part, self.version).strip() for part in split_escaped(self.escaped, separator)]

    def types(self) -> tuple[tuple[str, ...], bool]:
        """What the value is for, and whether it is the preferred one."""
        words = [*self.line.parameters.get("TYPE", ()), *self.line.parameters.get("", ())]
        types = [word.decode("ascii", "replace").strip().lower() for word in words]
        preferred = "pref" in types or self.line.parameters.get("PREF", [b""])[0].strip() == b"1"
        if "fax" in self.label.lower():
            types.append("fax")
        known = [word for word in types if word in KNOWN_TYPES]
        return tuple(dict.fromkeys(known)), preferred

    def parameter(self, name: str) -> str:
        """A parameter's text, as `LABEL` in version 4."""
        values = self.line.parameters.get(name, ())
        return (
            self._decoder.decode(b",".join(values), None, self._declared).replace("\\n", "\n")
            if values
            else ""
        )


def _name(card: Card, given: Field) -> None:
    parts = [*_listed(given), "", "", "", "", ""]
    card.family_name, card.given_name, card.middle_name, card.prefix, card.suffix = parts[:5]


def _listed(given: Field) -> list[str]:
    """The parts of a name; commas between several given names become blanks."""
    parts = []
    for place, part in enumerate(split_escaped(given.escaped, ";")):
        words = [unescape(word, given.version).strip() for word in split_escaped(part, ",")]
        parts.append((", " if place > 2 else " ").join(filter(None, words)))
    return parts


def _organisation(card: Card, given: Field) -> None:
    if not card.organisation:
        name, *units = given.parts()
        card.organisation, card.department = name, ", ".join(filter(None, units))


def _address(card: Card, given: Field) -> None:
    parts = [*given.parts(), "", "", "", "", "", "", ""]
    box, extended, street, city, region, code, country = parts[:7]
    if not any(parts) or len(card.addresses) >= MOST_OF_A_KIND:
        return
    types, preferred = given.types()
    label = given.parameter("LABEL") or given.label
    if extended and not (street or city):
        street, extended = extended, ""
    card.addresses.append(
        Address(street, city, region, code, country, box, extended, types, preferred, label)
    )


def _label(card: Card, given: Field) -> None:
    """A postal label stands for an address only where the card has no other of its kind."""
    types, preferred = given.types()
    if len(card.addresses) >= MOST_OF_A_KIND:
        return
    if not any(set(address.types) & set(types) or not types for address in card.addresses):
        card.addresses.append(Address(types=types, preferred=preferred, label=given.text))


def _channel(target: str, scheme: str) -> Callable[[Card, Field], None]:
    def read(card: Card, given: Field) -> None:
        value = given.text
        if value.lower().startswith(scheme):
            value = value[len(scheme) :]
            value = re.sub(r";\s*ext\s*=\s*", " ext. ", value)
        types, preferred = given.types()
        channel = Channel(value.strip(), types, preferred, given.label)
        channels = getattr(card, target)
        if channel.value and len(channels) < MOST_OF_A_KIND and channel not in channels:
            channels.append(channel)

    return read


def _day(target: str) -> Callable[[Card, Field], None]:
    def read(card: Card, given: Field) -> None:
        day = day_of(given.text)
        if day:
            setattr(card, target, day)
        else:
            card.problems.append(N_("A day on the card could not be read."))

    return read


def day_of(text: str) -> str:
    """A day as 1980-03-22, or --03-22 where the year is not told; empty where it is no day."""
    found = DAY.match(text.strip())
    without_year = DAY_WITHOUT_YEAR.match(text.strip())
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        if without_year:
            return "--" + date(2000, int(without_year[1]), int(without_year[2])).isoformat()[5:]
    except ValueError:
        pass
    return ""


def _text(target: str) -> Callable[[Card, Field], None]:
    def read(card: Card, given: Field) -> None:
        if not getattr(card, target):
            setattr(card, target, given.text)

    return read


def _note(card: Card, given: Field) -> None:
    if given.text and len(card.note) <= CELL_CHARACTERS and given.text not in card.note:
        card.note = f"{card.note}\n{given.text}" if card.note else given.text


def _categories(card: Card, given: Field) -> None:
    words = dict.fromkeys([*card.categories, *filter(None, given.parts(","))])
    card.categories = list(words)[:MOST_OF_A_KIND]


def _kind(card: Card, given: Field) -> None:
    if given.text.lower() in ("org", "organization", "company"):
        card.kind = "org"


def _photo(card: Card, given: Field) -> None:
    card.has_photo = card.has_photo or given.line.value == b"1"


READERS: dict[str, Callable[[Card, Field], None]] = {
    "N": _name,
    "FN": _text("formatted_name"),
    "NICKNAME": _text("nickname"),
    "ORG": _organisation,
    "TITLE": _text("job"),
    "ROLE": _text("role"),
    "EMAIL": _channel("emails", "mailto:"),
    "TEL": _channel("phones", "tel:"),
    "URL": _channel("webs", "url:"),
    "IMPP": _channel("chats", "impp:"),
    "ADR": _address,
    "LABEL": _label,
    "BDAY": _day("birthday"),
    "ANNIVERSARY": _day("anniversary"),
    "X-ANNIVERSARY": _day("anniversary"),
    "NOTE": _note,
    "CATEGORIES": _categories,
    "LANG": _text("language"),
    "UID": _text("uid"),
    "REV": _text("rev"),
    "KIND": _kind,
    "X-ABSHOWAS": _kind,
    "PHOTO": _photo,
}
