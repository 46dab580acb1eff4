"""The words of a text: what the full-text index keeps, and what a typed question asks for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.language.folding import WORD_CHARACTERS, fold

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

_TWO_FIGURE_CALLING_CODES = frozenset(
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86"
    " 90 91 92 93 94 95 98".split()
)
_LONGEST_WORD = 64


def search_words(text: str) -> list[str]:
    """The words under which a text is found in the full-text index (see `question_words` for the question).

    Punctuation separates words, so an e-mail address is found by its parts. A compound (`O'Brien`, `Dell'Arno`,
    `Balkan-Parts`, `R&D`, `S.p.A.`) gives its parts and the joined word: "o'brien", "obrien" and "brien" find it.
    A run of 7 to 15 digits (a telephone number in any grouping) also gives the whole number; with a leading
    `+` or `00` its country code, and the number without that, with and without a leading 0; and its last seven digits.
    """
    folded = _spaced(fold(text))
    find, compounds, _ = _patterns(folded.isascii())
    words = find(folded)
    if "'" in folded or "-" in folded or "." in folded or "&" in folded:
        words += filter(None, map(_joined, compounds(folded)))
    for _, is_international, digits in _numbers(folded):
        words += _forms(digits, is_international)
    if len(folded) <= _LONGEST_WORD or not words or max(map(len, words)) <= _LONGEST_WORD:
        return words
    return [word[:_LONGEST_WORD] for word in words]


def question_words(text: str) -> list[str]:
    """The words a typed question asks for: all must be found, the last may be the beginning of a word.

    Compounds ask by their parts. A telephone number (7 to 15 digits in groups) asks as one number, without
    `+` or `00`: this is one of the forms that `search_words` keeps.
    """
    folded = _spaced(fold(text))
    find, _, _ = _patterns(folded.isascii())
    words: list[str] = []
    for run, _, digits in _numbers(folded):
        before, _, folded = folded.partition(run)
        words += [*find(before), digits]
    return [word[:_LONGEST_WORD] for word in words + find(folded)]


def _spaced(folded: str) -> str:
    return folded.replace("_", " ") if "_" in folded else folded


def _joined(compound: str) -> str:
    """The parts of a compound as one word; nothing for words that only a dot holds together, but for initials."""
    parts = compound.split(".")
    if len(parts) > 1 and max(map(len, parts)) > 1:
        return ""
    return compound.replace(".", "").replace("'", "").replace("-", "").replace("&", "")


def _numbers(folded: str) -> list[tuple[str, bool, str]]:
    """Telephone numbers: as they stand in the text, whether with a country code, and their digits alone."""
    found: list[tuple[str, bool, str]] = []
    for match in _patterns(True)[2](folded):
        whole = match[0]
        # two numbers are often written with a stroke between them
        for run in whole.split("/") if "/" in whole and len(_digits(whole)) > 15 else (whole,):
            digits = _digits(run.replace("(0)", ""))
            plus = run is whole and folded[match.start() - 1 : match.start()] == "+"
            if digits.startswith("00"):
                digits, plus = digits[2:], True
            if 7 <= len(digits) <= 15:
                found.append((run.strip(), plus, digits))
    return found


def _digits(run: str) -> str:
    """A run of digits (the pattern finds only those of ASCII) without what stands between them."""
    return run.encode().translate(None, b" ().-/").decode()


def _forms(digits: str, is_international: bool) -> list[str]:
    forms = [digits]
    if is_international:
        code = 1 if digits[0] in "17" else 2 if digits[:2] in _TWO_FIGURE_CALLING_CODES else 3
        national = digits[code:].removeprefix("0")
        forms += [digits[:code], national, "0" + national]
    if len(digits) > 7:
        forms.append(digits[-7:])
    return forms


@cache
def _patterns(
    ascii_only: bool,
) -> tuple[
    Callable[[str], list[str]],
    Callable[[str], list[str]],
    Callable[[str], Iterator[re.Match[str]]],
]:
    """Find words, compounds and runs of digits; compiled at first use, since the program's start imports this."""
    import re

    letter = "a-z0-9" if ascii_only else WORD_CHARACTERS
    # a word is taken whole (++), so that no time goes into trying its endings
    compound = rf"(?<![{letter}])[{letter}]++(?:['&.-][{letter}]++)+"
    return (
        re.compile(f"[{letter}]+").findall,
        re.compile(compound).findall,
        re.compile(r"[0-9][0-9 ().\-/]{5,40}[0-9]").finditer,
    )
