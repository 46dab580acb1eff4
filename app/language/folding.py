"""Folding of scripts: one comparable form of a text for search, duplicates and sorting."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    import re

_LETTERS = {
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ĸ": "k", "ß": "ss", "ς": "σ",
    # one apostrophe, one hyphen
    "ʼ": "'", "’": "'", "‘": "'", "‛": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    # invisible joiners, soft hyphens and marks of direction never make two names different
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "", "\u2060": "", "\ufeff": "",
    # Bengali, Devanagari and Arabic digits are the same numbers
    **{chr(nought + digit): str(digit) for nought in (0x09E6, 0x0966, 0x0660) for digit in range(10)},
}  # fmt: skip


def fold(text: str) -> str:
    """The form in which two spellings of one name are equal: no case, no accents, sigma is sigma.

    Bengali vowel signs stay (they are letters there); only U+0300–036F are dropped.
    """
    if text.isascii():
        return text.lower()
    bare = _bare(text.casefold())
    if bare.isascii():
        return bare.lower()
    again = bare.casefold()
    if again != bare:  # the compatibility form brought new capitals (℡, ᵃ, Ω …)
        bare = _bare(again)
    return normalize("NFC", bare)


def _bare(text: str) -> str:
    return _folded_characters().sub(_replacement, normalize("NFKD", text))


def _replacement(character: re.Match[str]) -> str:
    # the marks U+0300–036F are not in the map: they are dropped
    return _LETTERS.get(character[0], "")


@cache
def _folded_characters() -> re.Pattern[str]:
    # Compiled at first use: the import of this module is part of the program's start.
    import re

    return re.compile("[\u0300-\u036f" + "".join(map(re.escape, _LETTERS)) + "]")


# Letters and digits of every script, and the combining marks of those whose marks are part of a word, as the
# inside of a character class of a regular expression. Indic blocks stand whole but for their punctuation.
WORD_CHARACTERS = (
    r"\w\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u0900-\u0963\u0966-\u096f\u0971-\u09f1\u09fc\u09fe\u0a01-\u0ae3\u0ae6-\u0aef\u0af9-\u0b6f\u0b71"
    r"\u0b82-\u0be3\u0be6-\u0bef\u0c00-\u0c63\u0c66-\u0c6f\u0c80-\u0c83\u0c85-\u0df3\u0e01-\u0e3a\u0e40-\u0e4e"
)


def sort_key(text: str) -> str:
    """The place of a name in a list, the same in every language: folded, numbers by size, scripts one after another.

    Latin comes before Greek, Cyrillic and Bengali. Cyrillic й is a letter of its own after и.
    """
    gaps, digits = _sort_patterns()
    if not text.isascii() and ("й" in text or "Й" in text):
        text = text.replace("й", "и\u04ff").replace("Й", "и\u04ff")
    folded = gaps.sub(" ", fold(text)).strip()
    return digits.sub(lambda run: run[0].lstrip("0").rjust(10, "0"), folded)


@cache
def _sort_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    import re

    return re.compile(f"(?:[^{WORD_CHARACTERS}]|_)+"), re.compile(r"\d+")
