"""Reads vCard 2.1, 3.0 and 4.0 as programs really write them: many cards in a file, each judged alone."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.errors import Refused
from app.interop import limits
from app.interop.card import Address, Card, Channel
from app.interop.parsed import N_, Sender
from app.interop.vcard_fields import READERS, Field, day_of
from app.interop.vcard_lines import SKIPPED, Decoder, Line, as_utf8, logical_lines, parse_line

__all__ = ["Address", "Card", "Channel", "cards_in", "day_of", "read_cards"]

BATCH = 500
LINES_A_CARD = 2_000
APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_\Z")


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
                yield _Raw(number, lines, [*problems, N_("The card has no end.")])
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
        yield _Raw(number, lines, [*problems, N_("The card is cut short.")])


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
            problems.append(N_("A line could not be read and was left out."))
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
            _refuse_too_long(raw.number, line.name, send)
            return None
        if line.name == "X-ABLABEL":
            labels[line.group] = APPLE_LABEL.sub(r"\1", decoder.text(line, declared)).strip()
    for line in raw.lines:
        read = READERS.get(line.name)
        if read and (line.value.strip() or line.name == "PHOTO"):
            read(card, Field(line, version, decoder, declared, labels.get(line.group, "")))
    if len(card.note) > limits.CELL_CHARACTERS:
        _refuse_too_long(raw.number, "NOTE", send)
        return None
    if not card.name:
        send.refuse(raw.number, N_("The card is empty: it has no name, address or number."))
        return None
    return card


def _refuse_too_long(number: int, name: str, send: Sender) -> None:
    """Refuse a card for one endless field."""
    send.refuse(
        number,
        N_("The field {field} of this card is too long: at most {limit} KB can be read."),
        field=name,
        limit=limits.CELL_CHARACTERS // 1024,
    )
