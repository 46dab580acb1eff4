"""Shaping of Bengali with HarfBuzz: which glyphs stand where; every other script is written letter by letter."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from app.documents.fonts import Face

_BENGALI = re.compile(
    "[\u0980-\u09e3\u09f0\u09f1\u09fc-\u09fe]"
)  # letters and signs; digits and ৳ stand as they are
_REMEMBERED = 20_000
_words: dict[tuple[str, str], ShapedWord] = {}


class ShapedGlyph(NamedTuple):
    """One glyph: its code in the face, its advance, and how far it is moved; in thousandths of the size."""

    code: str
    advance: float
    right: float
    up: float


class ShapedWord(NamedTuple):
    """A word as glyphs in the order they are drawn."""

    glyphs: tuple[ShapedGlyph, ...]
    width: float


def needs_shaping(text: str) -> bool:
    """Whether a text has Bengali in it: only then is shaping worth its time."""
    return not text.isascii() and _BENGALI.search(text) is not None


def shape(face: Face, word: str) -> ShapedWord:
    """The glyphs of a word; words come back often, so they are remembered."""
    key = (face.name, word)
    known = _words.get(key)
    if known is None:
        known = _shape(face, word)
        if len(_words) > _REMEMBERED:
            _words.clear()
        _words[key] = known
    return known


def shaped_width(face: Face, text: str) -> float:
    """The width of a text, its Bengali words shaped, in thousandths of the size."""
    words = text.split(" ")
    widths = (shape(face, word).width if needs_shaping(word) else face.plain_width(word) for word in words)
    return sum(widths) + face.plain_width(" ") * (len(words) - 1)


def _shape(face: Face, word: str) -> ShapedWord:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    # Named, not guessed: a number or a bracket before the first letter must not turn the script off.
    buffer.direction, buffer.script, buffer.language = "ltr", "Beng", "bn"
    uharfbuzz.shape(_harfbuzz_font(face), buffer)
    glyphs = tuple(
        ShapedGlyph(face.codes[info.codepoint], place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )
    return ShapedWord(glyphs, sum(glyph.advance for glyph in glyphs))


@cache
def _harfbuzz_font(face: Face) -> Any:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face.data)))
