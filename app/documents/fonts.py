"""The two faces every paper is set in: loaded once a process, measured, and asked what they can write."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Literal

Weight = Literal["regular", "bold"]

_FILES: dict[Weight, str] = {"regular": "RapportSans-Regular.ttf", "bold": "RapportSans-Bold.ttf"}
_PRIVATE = 0xE000
_REMEMBERED = 50_000  # texts, none longer than
_SHORT = 64


class Face:
    """One weight of Rapport Sans. Widths are in thousandths of the type size."""

    def __init__(self, weight: Weight) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        data = files("resources").joinpath("fonts", _FILES[weight]).read_bytes()
        source = BytesIO(data)
        source.name = _FILES[weight]
        self.name = f"Rapport-{weight}"
        self.font: Any = TTFont(self.name, source, asciiReadable=0)
        pdfmetrics.registerFont(self.font)
        parsed = self.font.face
        self.data = data
        self.letters = frozenset(parsed.charToGlyph)
        self._name_glyphs(parsed)
        self.codes: dict[int, str] = {glyph: chr(found[0]) for glyph, found in parsed.glyphToChar.items()}
        self._widths: dict[int, int] = parsed.charWidths
        self._default: int = parsed.defaultWidth
        self._measured: dict[str, float] = {}

    def _name_glyphs(self, parsed: Any) -> None:
        """Give each glyph without a letter (conjuncts, half forms) a private code of its own.

        The code comes from the glyph's number, never from the order of use: the same document is the same bytes
        whatever the process has printed before.
        """
        for glyph in range(parsed.numGlyphs):
            if glyph not in parsed.glyphToChar:
                code = _PRIVATE + glyph
                parsed.charToGlyph[code] = glyph
                parsed.glyphToChar[glyph] = [code]
                parsed.charWidths[code] = parsed.hmetrics[glyph][0]

    def width(self, text: str) -> float:
        """The width of a text in thousandths of its size; Bengali is measured as it will be shaped."""
        known = self._measured.get(text)
        if known is not None:
            return known
        from app.documents.shaping import needs_shaping, shaped_width

        measured = shaped_width(self, text) if needs_shaping(text) else self.plain_width(text)
        if len(text) <= _SHORT:
            if len(self._measured) > _REMEMBERED:
                self._measured.clear()
            self._measured[text] = measured
        return measured

    def plain_width(self, text: str) -> float:
        """The width letter by letter."""
        widths = self._widths
        try:
            return sum([widths[code] for code in map(ord, text)])
        except KeyError:
            return sum(widths.get(code, self._default) for code in map(ord, text))

    def letter_width(self, letter: str) -> float:
        """The width of one letter or private code."""
        return self._widths.get(ord(letter), self._default)


@cache
def face(weight: Weight) -> Face:
    """The face of a weight; the font file is read and parsed at the first call."""
    from reportlab import rl_config

    # Binary streams are a quarter smaller and cost no pure-Python encoding; no paper fetches anything.
    rl_config.useA85 = 0
    rl_config.trustedHosts = []
    rl_config.trustedSchemes = []
    return Face(weight)
