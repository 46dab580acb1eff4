"""Text on paper: made safe, measured, and broken into lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from app.documents.fonts import Weight, face

LIMIT = 20_000

# What no paper shows: controls, marks that turn the direction of text, soft hyphens, byte order marks, halves of
# characters; and private codes, by which a text could otherwise name glyphs of our fonts.
_REMOVED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LOOSE_MARK = re.compile("[\u0300-\u036f]")
_BREAKABLE = re.compile(r"(?<=[-/.,;:@_+&=–—])(?=[^-/.,;:@_+&=–—])")
_JOINERS = "\u200c\u200d"


def pdf_text(text: object, limit: int = LIMIT) -> str:
    """The one door by which text from people and files comes onto a paper.

    What comes out is only letters: the papers have no markup, so there is nothing to escape. Line ends are one
    newline each, tabs are spaces, and a text longer than `limit` ends in an ellipsis.
    """
    known = text if isinstance(text, str) else "" if text is None else str(text)
    if len(known) > limit:
        known = known[: limit - 1] + "…"
    if known.isascii() and known.isprintable():
        return known
    known = _LINE_ENDS.sub("\n", known).replace("\t", " ").replace("\u2212", "–")
    known = _PRIVATE.sub("\ufffd", _REMOVED.sub("", known))
    return unicodedata.normalize("NFC", known) if _LOOSE_MARK.search(known) else known


class Style(NamedTuple):
    """How a text is set: weight, size and line distance in points, colour as three shares of light."""

    weight: Weight
    size: float
    leading: float
    colour: str


class Part(NamedTuple):
    """A stretch of a line in one style, with its width in points."""

    text: str
    style: Style
    width: float


class Line(NamedTuple):
    """A line of a paragraph. A line that goes on ends in its space, so that a reader does not join the words."""

    parts: tuple[Part, ...]
    width: float


Span = tuple[str, Style]


def measure(text: str, style: Style) -> float:
    """The width of a text in points, on one line."""
    return face(style.weight).width(text) * style.size / 1000


def lines_of(text: str | Sequence[Span], style: Style, width: float) -> list[Line]:
    """A paragraph in lines no wider than `width`; the text has been through `pdf_text`."""
    if not isinstance(text, str):
        return _mixed_lines(text, width)
    lines: list[Line] = []
    for paragraph in text.split("\n") if "\n" in text else (text,):
        lines.extend(_plain_lines(paragraph, style, width))
    return lines


def clipped(lines: list[Line], most: int, width: float) -> list[Line]:
    """At most so many lines; where some are left out the last one ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    kept = lines[:most]
    parts = list(kept[-1].parts)
    while parts:
        last = parts.pop()
        room = width - sum(part.width for part in parts)
        words = last.text.rstrip(" ").split(" ")
        while words and measure(shown := " ".join(words).rstrip(",;:.") + " …", last.style) > room:
            words.pop()
        if words:
            part = Part(shown, last.style, measure(shown, last.style))
            kept[-1] = Line((*parts, part), sum(each.width for each in (*parts, part)))
            break
    return kept


def _plain_lines(text: str, style: Style, width: float) -> list[Line]:
    setting = face(style.weight)
    scale = style.size / 1000
    room = width / scale
    whole = setting.width(text)
    if whole <= room:
        return [Line((Part(text, style, whole * scale),), whole * scale)]
    lines: list[Line] = []
    space = setting.width(" ")
    current: list[str] = []
    used = 0.0
    for word in _fitting_words(text, style, room):
        wide = setting.width(word)
        if current and used + space + wide > room:
            lines.append(_line(" ".join(current) + " ", style, used * scale))
            current, used = [word], wide
        else:
            used += wide + space if current else wide
            current.append(word)
    lines.append(_line(" ".join(current), style, used * scale))
    return lines


def _line(text: str, style: Style, width: float) -> Line:
    # A chunk of a broken word ends in a mark of ours instead of a space: the word goes on.
    return Line((Part(text.replace(_GLUE + " ", "").replace(_GLUE, ""), style, width),), width)


_GLUE = "\x00"  # cannot be in a text that came through the door


def _fitting_words(text: str, style: Style, room: float) -> list[str]:
    """The words of a text, those wider than a line in pieces that fit."""
    setting = face(style.weight)
    words: list[str] = []
    for word in text.split(" "):
        if setting.width(word) <= room:
            words.append(word)
        else:
            pieces = _broken(word, style, room)
            words.extend(piece + _GLUE for piece in pieces[:-1])
            words.append(pieces[-1])
    return words


def _broken(word: str, style: Style, room: float) -> list[str]:
    """A word wider than a line in pieces: after its signs where it has some, else between letters."""
    setting = face(style.weight)
    pieces: list[str] = []
    current, used = "", 0.0
    for chunk in _BREAKABLE.split(word):
        wide = setting.width(chunk)
        if used + wide <= room:
            current, used = current + chunk, used + wide
            continue
        if current:
            pieces.append(current)
        *full, current = _letters(chunk, style, room)
        pieces.extend(full)
        used = setting.width(current)
    return [*pieces, current] if current or not pieces else pieces


def _letters(chunk: str, style: Style, room: float) -> list[str]:
    """Pieces of so many letters as fit, never between a letter and its marks."""
    setting = face(style.weight)
    pieces: list[str] = []
    current: list[str] = []
    used = 0.0
    for letter in chunk:
        wide = setting.letter_width(letter)
        joined = letter in _JOINERS or unicodedata.category(letter)[0] == "M" or current[-1:] == ["\u09cd"]
        if current and used + wide > room and not joined:
            pieces.append("".join(current))
            current, used = [], 0.0
        current.append(letter)
        used += wide
    return [*pieces, "".join(current)]


def _mixed_lines(spans: Sequence[Span], width: float) -> list[Line]:
    """Lines of a paragraph in several styles."""
    lines: list[Line] = []
    current: list[Part] = []
    used = 0.0
    for text, style in spans:
        for number, paragraph in enumerate(text.split("\n")):
            if number:
                lines.append(Line(tuple(current), used))
                current, used = [], 0.0
            *full, rest = _after(paragraph, style, width, used)
            for piece in full:
                current.extend(piece)
                lines.append(Line(tuple(current), sum(part.width for part in current)))
                current = []
            current.extend(rest)
            used = sum(part.width for part in current)
    lines.append(Line(tuple(current), used))
    return lines


def _after(text: str, style: Style, width: float, used: float) -> list[tuple[Part, ...]]:
    """A text in pieces, the first of which goes on a line that is in use up to `used`."""
    whole = measure(text, style)
    if used + whole <= width:
        return [(Part(text, style, whole),)]
    words = text.split(" ")
    first: list[str] = []
    while words and used + measure(" ".join([*first, words[0]]), style) <= width:
        first.append(words.pop(0))
    head = " ".join(first) + " " if first else ""
    while words and not words[0]:  # a space that fell on the line's end
        words.pop(0)
    started = (Part(head, style, measure(head, style)),) if head else ()
    if not words:
        return [started]
    return [started, *(line.parts for line in _plain_lines(" ".join(words), style, width))]
