"""Writes vCards: 3.0, which every program reads, or 4.0 on request; folded, escaped, UTF-8."""

from collections.abc import Iterable, Sequence

from app.interop.card import Address, Card, Channel
from app.interop.vcard_lines import CONTROLS

LINE_OCTETS = 75
VERSIONS = ("3.0", "4.0")
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def write_cards(cards: Iterable[Card], version: str = "3.0") -> bytes:
    """Cards as the bytes of one .vcf file."""
    return "".join(write_card(card, version) for card in cards).encode("utf-8")


def write_card(card: Card, version: str = "3.0") -> str:
    """One card, lines ended by CR LF."""
    if version not in VERSIONS:
        raise ValueError(f"vCard {version} is not written")
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *_identity(card, version)]
    for name, channels in (
        ("EMAIL", card.emails),
        ("TEL", card.phones),
        ("URL", card.webs),
        ("IMPP", card.chats),
    ):
        for place, channel in enumerate(channels, 1):
            lines.extend(_channel(name, channel, version, f"{name.lower()}{place}"))
    lines.extend(_address(address, version) for address in card.addresses)
    lines.extend(_rest(card, version))
    lines.append("END:VCARD")
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def _identity(card: Card, version: str) -> list[str]:
    parts = (card.family_name, card.given_name, card.middle_name, card.prefix, card.suffix)
    lines = [f"N:{';'.join(map(escape, parts))}", f"FN:{escape(card.name)}"]
    if card.kind == "org":
        lines.append("KIND:org" if version == "4.0" else "X-ABShowAs:COMPANY")
    if card.organisation or card.department:
        lines.append(
            f"ORG:{escape(card.organisation)}" + (f";{escape(card.department)}" if card.department else "")
        )
    for name, value in (("NICKNAME", card.nickname), ("TITLE", card.job), ("ROLE", card.role)):
        if value:
            lines.append(f"{name}:{escape(value)}")
    return lines


def _channel(name: str, channel: Channel, version: str, group: str) -> list[str]:
    head = name + _types(channel.types, channel.preferred, version)
    value = escape(channel.value)
    if not channel.label:
        return [f"{head}:{value}"]
    return [f"{group}.{head}:{value}", f"{group}.X-ABLabel:{escape(channel.label)}"]


def _address(address: Address, version: str) -> str:
    parts = (
        address.post_box,
        address.extended,
        address.street,
        address.city,
        address.region,
        address.postal_code,
        address.country,
    )
    label = ""
    if version == "4.0" and address.label:
        label = f';LABEL="{_parameter(address.label)}"'
    return f"ADR{_types(address.types, address.preferred, version)}{label}:{';'.join(map(escape, parts))}"


def _types(types: Sequence[str], preferred: bool, version: str) -> str:
    words = [word for word in types if word.isascii() and word.replace("-", "").isalnum()]
    if version == "4.0":
        return "".join(f";TYPE={word}" for word in words) + (";PREF=1" if preferred else "")
    return "".join(f";TYPE={word.upper()}" for word in [*words, *(["pref"] if preferred else [])])


def _parameter(text: str) -> str:
    """A parameter's text: quotes cannot be written there, line ends are."""
    return (
        CONTROLS.sub("", text).translate(SURROGATES).replace('"', "'").replace("\r", "").replace("\n", "\\n")
    )


def _rest(card: Card, version: str) -> list[str]:
    lines = []
    if card.birthday:
        lines.append(f"BDAY:{_day(card.birthday, version)}")
    if card.anniversary:
        name = "ANNIVERSARY" if version == "4.0" else "X-ANNIVERSARY"
        lines.append(f"{name}:{_day(card.anniversary, version)}")
    if card.note:
        lines.append(f"NOTE:{escape(card.note)}")
    if card.categories:
        lines.append(f"CATEGORIES:{','.join(map(escape, card.categories))}")
    if card.language and version == "4.0":
        lines.append(f"LANG:{escape(card.language)}")
    for name, value in (("UID", card.uid), ("REV", card.rev)):
        if value:
            lines.append(f"{name}:{escape(value)}")
    return lines


def _day(text: str, version: str) -> str:
    """Version 4 writes 19800322 and --0322, version 3 keeps the dashes."""
    if version == "3.0":
        return text
    return "--" + text[2:].replace("-", "") if text.startswith("--") else text.replace("-", "")


def escape(text: str) -> str:
    """Text as a value: separators and line ends escaped, control characters left out."""
    plain = CONTROLS.sub("", text).translate(SURROGATES).replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold_line(line: str) -> str:
    """A line of at most 75 octets, continued on the next after a blank; no letter is cut in two."""
    if len(line) * 4 <= LINE_OCTETS or len(line.encode("utf-8")) <= LINE_OCTETS:
        return line
    pieces: list[str] = []
    start = size = 0
    for place, char in enumerate(line):
        octets = len(char.encode("utf-8"))
        if size + octets > LINE_OCTETS:
            pieces.append(line[start:place])
            start, size = place, 1
        size += octets
    pieces.append(line[start:])
    return "\r\n ".join(pieces)
