"""Reads vCard 2.1, 3.0 and 4.0 as programs really write them: many cards in a file, each judged alone."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from app.errors import Refused
from app.interop import limits
from app.interop.parsed import Sender
from app.interop.vcard_lines import (
    SKIPPED,
    Decoder,
    Line,
    as_utf8,
    logical_lines,
    parse_line,
    split_escaped,
    unescape,
)

BATCH = 500
LINES_A_CARD = 2_000
NOISE_TYPES = frozenset(
    {"internet", "pref", "voice", "msg", "x400", "postal", "parcel", "intl", "dom", "text"}
)
APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_\Z")
DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?\Z")
DAY_WITHOUT_YEAR = re.compile(r"--(\d{2})-?(\d{2})\Z")


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
        return {name: value for name, value in asdict(self).items() if value}

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


def _tupled(item: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(part) if isinstance(part, list) else part for part in item)


class _Raw(NamedTuple):
    """The lines of one card before they are understood."""

    number: int
    lines: list[Line]
    problems: list[str]


def read_cards(data: bytes, name: str, send: Sender, languages: Sequence[str] = ()) -> None:
    """Read all cards of a file and send them in batches."""
    limits.check_size(name, len(data), limits.VCARD_BYTES)
    plain = as_utf8(data)
    if not plain.strip(b"\0\r\n\t "):
        raise Refused("The file {name} is empty.", name=name)
    decoder = Decoder(tuple(languages))
    raws = []
    for raw in _raw_cards(plain, decoder, send):
        raws.append(raw)
        if len(raws) > limits.VCARDS:
            raise Refused(
                "The file {name} has more than {limit} cards.", name=name, limit=f"{limits.VCARDS:,}"
            )
    if not raws:
        raise Refused("The file {name} holds no cards.", name=name)
    batch = []
    for raw in raws:
        card = _understood(raw, decoder, send)
        if card:
            batch.append(card.plain())
        if len(batch) == BATCH:
            send.cards(batch)
            send.progress(raw.number / len(raws))
            batch = []
    send.cards(batch)


def cards_in(data: bytes, name: str = "card.vcf", languages: Sequence[str] = ()) -> list[Card]:
    """The cards of a text at hand (a scanned code, a pasted card); broken ones are left out."""
    from app.interop.parsed import Assembly

    assembly = Assembly()
    read_cards(data, name, Sender(assembly.take), languages)
    return assembly.cards


def _raw_cards(data: bytes, decoder: Decoder, send: Sender) -> Iterator[_Raw]:
    """Cut the file into cards by counting BEGIN and END; what is nested inside a card is passed over."""
    lines: list[Line] | None = None
    problems: list[str] = []
    number = depth = 0
    for raw, _ in logical_lines(data):
        word = raw.strip().upper() if len(raw) < 200 else b""
        if word.startswith(b"BEGIN:"):
            nested = lines is not None and (depth or not word.startswith(b"BEGIN:VCARD") or _is_agent(lines))
            if nested:
                depth += 1
                continue
            if lines is not None:
                yield _Raw(number, lines, [*problems, "The card has no end."])
            if word.startswith(b"BEGIN:VCARD"):
                lines, problems, number = [], [], number + 1
            continue
        if word.startswith(b"END:"):
            if depth:
                depth -= 1
            elif lines is not None and word.startswith(b"END:VCARD"):
                yield _Raw(number, lines, problems)
                lines = None
            continue
        if lines is not None and not depth:
            _add(raw, lines, problems, decoder)
    if lines is not None:
        yield _Raw(number, lines, [*problems, "The card is cut short."])


def _is_agent(lines: list[Line]) -> bool:
    """Whether the card inside the card is the assistant's."""
    return bool(lines) and lines[-1].name == "AGENT" and not lines[-1].value.strip()


def _add(raw: bytes, lines: list[Line], problems: list[str], decoder: Decoder) -> None:
    """Take one line into the card, unless it is a picture or no property at all."""
    if len(lines) > LINES_A_CARD:
        return
    if SKIPPED.match(raw[:200]):
        if len(raw) > 200 or raw.partition(b":")[2].strip():
            lines.append(Line("", "PHOTO", {}, b"1" if b"PHOTO" in raw[:40].upper() else b""))
        return
    line = parse_line(raw)
    if line is None:
        if len(problems) < 5 and raw.strip():
            problems.append("A line could not be read and was left out.")
        return
    decoder.learn(line)
    lines.append(line)


def _understood(raw: _Raw, decoder: Decoder, send: Sender) -> Card | None:
    """The card, or None when it was refused with its reason."""
    version = next(
        (line.value.strip().decode("ascii", "replace") for line in raw.lines if line.name == "VERSION"), ""
    )
    card = Card(raw.number, version, problems=list(dict.fromkeys(raw.problems)))
    declared = next(
        (line.charset for line in raw.lines if line.charset not in (None, "utf-8", "ascii")), None
    )
    labels: dict[str, str] = {}
    for line in raw.lines:
        if len(line.value) > limits.CELL_CHARACTERS:
            send.refuse(
                raw.number,
                "The field {field} of this card is too long: at most {limit} KB can be read.",
                field=line.name,
                limit=limits.CELL_CHARACTERS // 1024,
            )
            return None
        if line.name == "X-ABLABEL":
            labels[line.group] = APPLE_LABEL.sub(r"\1", decoder.text(line, declared)).strip()
    for line in raw.lines:
        read = READERS.get(line.name)
        if read and (line.value.strip() or line.name == "PHOTO"):
            read(card, _Field(line, version, decoder, declared, labels.get(line.group, "")))
    if not card.name:
        send.refuse(raw.number, "The card is empty: it has no name, address or number.")
        return None
    return card


class _Field:
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
        known = [word for word in types if word and word not in NOISE_TYPES and word in KNOWN_TYPES]
        return tuple(dict.fromkeys(known)), preferred

    def parameter(self, name: str) -> str:
        """A parameter's text, as `LABEL` in version 4."""
        values = self.line.parameters.get(name, ())
        return (
            self._decoder.decode(b",".join(values), None, self._declared).replace("\\n", "\n")
            if values
            else ""
        )


KNOWN_TYPES = frozenset(
    "home work cell fax pager main other car isdn video bbs modem pcs textphone main-number assistant iphone".split()
)


def _name(card: Card, given: _Field) -> None:
    parts = [*_listed(given), "", "", "", "", ""]
    card.family_name, card.given_name, card.middle_name, card.prefix, card.suffix = parts[:5]


def _listed(given: _Field) -> list[str]:
    """The parts of a name; commas between several given names become blanks."""
    parts = []
    for place, part in enumerate(split_escaped(given.escaped, ";")):
        words = [unescape(word, given.version).strip() for word in split_escaped(part, ",")]
        parts.append((", " if place > 2 else " ").join(filter(None, words)))
    return parts


def _organisation(card: Card, given: _Field) -> None:
    if not card.organisation:
        name, *units = given.parts()
        card.organisation, card.department = name, ", ".join(filter(None, units))


def _address(card: Card, given: _Field) -> None:
    parts = [*given.parts(), "", "", "", "", "", "", ""]
    box, extended, street, city, region, code, country = parts[:7]
    if not any(parts):
        return
    types, preferred = given.types()
    label = given.parameter("LABEL") or given.label
    if extended and not (street or city):
        street, extended = extended, ""
    card.addresses.append(
        Address(street, city, region, code, country, box, extended, types, preferred, label)
    )


def _label(card: Card, given: _Field) -> None:
    """A postal label stands for an address only where the card has no other of its kind."""
    types, preferred = given.types()
    if not any(set(address.types) & set(types) or not types for address in card.addresses):
        card.addresses.append(Address(types=types, preferred=preferred, label=given.text))


def _channel(target: str, scheme: str) -> Callable[[Card, _Field], None]:
    def read(card: Card, given: _Field) -> None:
        value = given.text
        if value.lower().startswith(scheme):
            value = value[len(scheme) :]
            value = re.sub(r";\s*ext\s*=\s*", " ext. ", value)
        types, preferred = given.types()
        channel = Channel(value.strip(), types, preferred, given.label)
        if channel.value and channel not in getattr(card, target):
            getattr(card, target).append(channel)

    return read


def _day(target: str) -> Callable[[Card, _Field], None]:
    def read(card: Card, given: _Field) -> None:
        day = day_of(given.text)
        if day:
            setattr(card, target, day)
        else:
            card.problems.append(f"The day “{given.text[:40]}” could not be read.")

    return read


def day_of(text: str) -> str:
    """A day as 1980-03-22, or --03-22 where the year is not told; empty where it is no day."""
    from datetime import date

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


def _text(target: str) -> Callable[[Card, _Field], None]:
    def read(card: Card, given: _Field) -> None:
        if not getattr(card, target):
            setattr(card, target, given.text)

    return read


def _note(card: Card, given: _Field) -> None:
    if given.text and given.text not in card.note:
        card.note = f"{card.note}\n{given.text}" if card.note else given.text


def _categories(card: Card, given: _Field) -> None:
    card.categories.extend(word for word in given.parts(",") if word and word not in card.categories)


def _kind(card: Card, given: _Field) -> None:
    if given.text.lower() in ("org", "organization", "company"):
        card.kind = "org"


def _photo(card: Card, given: _Field) -> None:
    card.has_photo = card.has_photo or given.line.value == b"1"


READERS: dict[str, Callable[[Card, _Field], None]] = {
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
