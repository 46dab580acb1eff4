"""The pen: puts text, lines and pictures on a page so that eye and text layer agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.documents.fonts import Face, face
from app.documents.shaping import ShapedWord, needs_shaping, shape
from app.documents.text import Line, Style

if TYPE_CHECKING:
    from app.documents.brand import Picture

_ESCAPED = [
    chr(code) if 32 <= code < 127 and chr(code) not in "()\\" else f"\\{code:03o}" for code in range(256)
]
_ELSEWHERE = "\uffff"
_WORDS = re.compile("[^ ]+ *| +")


class Codes(dict[int, str]):
    """The letters of one face in one document, as they are written in its first subset.

    Filled as letters come up. A letter beyond the first 256 of the document answers with a mark instead.
    """

    def __init__(self, setting: Face, canvas: Any) -> None:
        self.font = setting.font
        self.document = canvas._doc
        self.letters = setting.letters
        self.words: dict[tuple[str, float], str] = {}

    def __missing__(self, code: int) -> str:
        [(subset, data)] = self.font.splitString(chr(code), self.document)
        self[code] = written = _ESCAPED[data[0]] if subset == 0 else _ELSEWHERE
        return written

    def pieces(self, text: str) -> list[tuple[str, str]]:
        """A text as (internal font name, string) pieces."""
        written = text.translate(self)
        if _ELSEWHERE not in written:
            return [(self.font.getSubsetInternalName(0, self.document), written)]
        return [
            (
                self.font.getSubsetInternalName(subset, self.document),
                "".join([_ESCAPED[byte] for byte in data]),
            )
            for subset, data in self.font.splitString(text, self.document)
        ]


class Pen:
    """Writes on the pages of one document. Points from the left and from the top of the page."""

    def __init__(self, canvas: Any, height: float) -> None:
        self.canvas = canvas
        self.height = height
        self._codes: dict[str, Codes] = {}

    def line_of_text(self, line: Line, x: float, baseline: float) -> None:
        """Write one line of a paragraph."""
        for part in line.parts:
            self.text(part.text, part.style, x, baseline)
            x += part.width

    def text(self, text: str, style: Style, x: float, baseline: float) -> None:
        """Write a text at a point."""
        if not text:
            return
        setting = face(style.weight)
        codes = self._codes.get(setting.name)
        if codes is None:
            codes = self._codes[setting.name] = Codes(setting, self.canvas)
        plain = text.isascii() or codes.letters.issuperset(map(ord, text))
        if plain and not needs_shaping(text):
            shown = _strings(codes.pieces(text), style.size)
        else:
            shown = _words(setting, codes, text, style.size)
        self.canvas._code.append(
            f"BT {style.colour} rg 1 0 0 1 {x:.2f} {self.height - baseline:.2f} Tm {shown} ET"
        )

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        """A level line."""
        level = self.height - y
        self.canvas._code.append(
            f"{colour} RG {thickness:.2f} w {x:.2f} {level:.2f} m {x + width:.2f} {level:.2f} l S"
        )

    def box(self, x: float, y: float, width: float, height: float, fill: str = "", edge: str = "") -> None:
        """A rectangle, filled or with an edge of half a point."""
        colours = (f"{fill} rg " if fill else "") + (f"{edge} RG 0.5 w " if edge else "")
        paint = "B" if fill and edge else "f" if fill else "S"
        bottom = self.height - y - height
        self.canvas._code.append(f"{colours}{x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re {paint}")

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """A picture scaled into a rectangle."""
        name = picture.place_in(self.canvas)
        bottom = self.height - y - height
        self.canvas._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {bottom:.2f} cm /{name} Do Q")

    def slanted(self, text: str, style: Style, x: float, y: float) -> None:
        """A text rising to the right around a point: the watermark."""
        half = face(style.weight).width(text) * style.size / 2000
        self.canvas._code.append(f"q 0.7071 0.7071 -0.7071 0.7071 {x:.2f} {self.height - y:.2f} cm")
        self.text(text, style, -half, self.height)
        self.canvas._code.append("Q")


def _strings(pieces: list[tuple[str, str]], size: float) -> str:
    return " ".join([f"{font} {size:g} Tf ({written}) Tj" for font, written in pieces])


def _words(setting: Face, codes: Codes, text: str, size: float) -> str:
    """A text with Bengali in it, or with letters the face lacks.

    What is drawn then differs from what was written, so each such word carries its letters along as ActualText
    for whoever copies, searches or reads aloud.
    """
    written: list[str] = []
    plain: list[str] = []
    for part in _WORDS.findall(text):
        if codes.letters.issuperset(map(ord, part)) and not needs_shaping(part):
            plain.append(part)
            continue
        if plain:
            written.append(_strings(codes.pieces("".join(plain)), size))
            plain = []
        drawn = codes.words.get((part, size))
        if drawn is None:
            drawn = codes.words[part, size] = _word(setting, codes, part, size)
        written.append(drawn)
    if plain:
        written.append(_strings(codes.pieces("".join(plain)), size))
    return " ".join(written)


def _word(setting: Face, codes: Codes, part: str, size: float) -> str:
    """A word whose glyphs are not its letters, with the space behind it: readers drop one that stands alone."""
    word = part.rstrip(" ")
    if needs_shaping(word):
        drawn = _glyphs(shape(setting, word), setting, codes, size)
    else:
        drawn = _strings(codes.pieces(word), size)
    if part != word:
        drawn += " " + _strings(codes.pieces(part[len(word) :]), size)
    letters = ("\ufeff" + part).encode("utf-16-be").hex()
    return f"/Span<</ActualText<{letters}>>>BDC {drawn} EMC"


def _glyphs(word: ShapedWord, setting: Face, codes: Codes, size: float) -> str:
    """Glyphs with their moves; what a TJ array subtracts is in thousandths of the size."""
    shown: list[str] = []
    row: list[str] = []
    font, rise = "", 0.0
    for glyph in word.glyphs:
        [(name, written)] = codes.pieces(glyph.code)
        if name != font or glyph.up != rise:
            if row:
                shown.append(f"[{' '.join(row)}] TJ")
                row = []
            if name != font:
                shown.append(f"{name} {size:g} Tf")
            if glyph.up != rise:
                shown.append(f"{glyph.up * size / 1000:.2f} Ts")
            font, rise = name, glyph.up
        if glyph.right:
            row.append(f"{-glyph.right:g}")
        row.append(f"({written})")
        back = setting.letter_width(glyph.code) - glyph.advance + glyph.right
        if back:
            row.append(f"{back:g}")
    shown.append(f"[{' '.join(row)}] TJ")
    if rise:
        shown.append("0 Ts")
    return " ".join(shown)
