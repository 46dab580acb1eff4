"""Folding of scripts: one comparable form for search, duplicates and sorting, and text safe to show on a line."""

import re
from unicodedata import normalize

_LETTERS = str.maketrans(
    {
        "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h", "ŧ": "t",
        "ŋ": "n", "ĸ": "k", "ʼ": "'", "’": "'", "‘": "'", "‛": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
        # invisible joiners, soft hyphens and marks of direction never make two names different
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None,
        "\u2060": None, "\ufeff": None,
        # Bengali, Devanagari and Arabic digits are the same numbers
        **{chr(0x09E6 + digit): str(digit) for digit in range(10)},
        **{chr(0x0966 + digit): str(digit) for digit in range(10)},
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    }
)  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """The form in which two spellings of one name are equal: no case, no accents, sigma is sigma.

    Bengali vowel signs stay (they are letters there); only U+0300–036F are dropped.
    """
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", normalize("NFKD", text.casefold().translate(_LETTERS)))
    # a second round, because the compatibility form can bring new capitals and letters of the small map
    return normalize("NFC", _MARKS.sub("", normalize("NFKD", bare.casefold().translate(_LETTERS))))


# Letters and digits of every script, and the combining marks of scripts whose marks are part of a word.
_WORD_CHARACTERS = (
    r"\w\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u0900-\u0963\u0966-\u096f\u0971-\u09f1\u09fc\u09fe\u0a01-\u0ae3\u0ae6-\u0aef\u0af9-\u0b6f\u0b71"
    r"\u0b82-\u0be3\u0be6-\u0bef\u0c00-\u0c63\u0c66-\u0c6f\u0c80-\u0c83\u0c85-\u0df3\u0e01-\u0e3a\u0e40-\u0e4e"
)
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_WORDS = re.compile(f"[{_WORD_CHARACTERS}]+")
_COMPOUND = re.compile(rf"[{_WORD_CHARACTERS}]+(?:['&-][{_WORD_CHARACTERS}]+)+|\b(?:\w\.){{2,}}\w?")
_DIGIT_RUN = re.compile(r"(\+|\b00)?(\d[\d ().\-/]{4,28}\d)")
_TWO_FIGURE_CALLING_CODES = frozenset(
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86"
    " 90 91 92 93 94 95 98".split()
)
_LONGEST_WORD = 64


def search_words(text: str) -> list[str]:
    """The words under which a text is found in the full-text index (see `question_words` for the question).

    Punctuation separates words, so an e-mail address is found by its parts. A compound (`O'Brien`, `Dell'Arno`,
    `Balkan-Parts`, `S.p.A.`) gives its parts and the joined word: "o'brien", "obrien" and "brien" all find it.
    A run of 7 to 15 digits (a telephone number in any grouping) also gives the whole number; with a leading
    `+` or `00` the number without its country code, with and without a leading 0, and its last seven digits.
    """
    folded = fold(text)
    words = _split(folded)
    if "'" in folded or "-" in folded or "." in folded or "&" in folded:
        words += ["".join(_split(compound)) for compound in _COMPOUND.findall(folded)]
    if len(words) > 1 or (words and len(words[0]) > 6):
        words += _numbers(folded)
    return words if len(folded) <= _LONGEST_WORD else [word[:_LONGEST_WORD] for word in words]


def question_words(text: str) -> list[str]:
    """The words a typed question asks for: all must be found, the last may be the beginning of a word.

    Compounds ask by their parts; a telephone number (7 digits or more) asks as one number without `+` or `00`.
    """
    folded = fold(text)
    asked: list[str] = []
    end = 0
    for run in _DIGIT_RUN.finditer(folded):
        digits = _digits(run.group(2))
        if 7 <= len(digits) <= 15:
            asked += _split(folded[end : run.start()])
            asked.append(digits)
            end = run.end()
    return [word[:_LONGEST_WORD] for word in asked + _split(folded[end:])]


def _split(folded: str) -> list[str]:
    if folded.isascii():
        return _ASCII_WORDS.findall(folded)
    return _WORDS.findall(folded.replace("_", " "))


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


def _numbers(folded: str) -> list[str]:
    """Whole telephone numbers out of their groups; nothing for texts without a long run of digits."""
    found: list[str] = []
    for prefix, run in _DIGIT_RUN.findall(folded):
        digits = _digits(run)
        if not 7 <= len(digits) <= 15:
            continue
        found.append(digits)
        if prefix:
            code = 1 if digits[0] in "17" else 2 if digits[:2] in _TWO_FIGURE_CALLING_CODES else 3
            national = digits[code:].removeprefix("0") if len(digits) - code > 7 else digits[code:]
            found += [national, "0" + national]
        found.append(digits[-7:])
    return found


_NOT_WORDS = re.compile(f"[^{_WORD_CHARACTERS}]+")
_DIGITS = re.compile(r"\d+")


def sort_key(text: str) -> str:
    """The place of a name in a list, the same in every language: folded, numbers by size, scripts one after another.

    Latin comes before Greek, Cyrillic and Bengali. Cyrillic й is a letter of its own after и.
    """
    if not text.isascii() and ("й" in text or "Й" in text):
        text = text.replace("й", "и\u04ff").replace("Й", "и\u04ff")
    folded = _NOT_WORDS.sub(" ", fold(text)).strip()
    return _DIGITS.sub(lambda run: run.group().lstrip("0").rjust(10, "0"), folded)


_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]+"
)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_HEAPED_MARKS = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def legible(text: str, limit: int = 200) -> str:
    """A text safe for one line of a list, a title or a document: nothing invisible, nothing that turns direction."""
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text if "  " not in text else " ".join(text.split())
    line = " ".join(_cleaned(_BREAKS.sub(" ", text[: limit * 8])).split())
    return _shortened(line, limit)


def legible_lines(text: str, limit: int = 20_000) -> str:
    """A text of several lines, cleaned like `legible`; breaks stay, as plain line feeds."""
    lines = _BREAKS.sub("\n", text[: limit * 2]).split("\n")
    return _shortened("\n".join(_cleaned(line).replace("\t", " ").rstrip() for line in lines).strip("\n"), limit)


def _cleaned(text: str) -> str:
    return _HEAPED_MARKS.sub(r"\1", _LONE_SURROGATES.sub("\ufffd", _UNSEEN.sub("", text)))


def _shortened(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    end = limit - 1
    # never cut a letter from its marks: step back over a mark that would have been left out
    while end > 0 and _HAS_MARK.match(text[end]):
        end -= 1
    return text[:end].rstrip() + "…"


_HAS_MARK = re.compile("[\u0300-\u036f\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09e2\u09e3\u200c\u200d]")
