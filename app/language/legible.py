"""Text of strangers made safe to show: nothing invisible, nothing that turns the direction, a length that ends."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


def legible(text: str, limit: int = 200) -> str:
    """A text safe for one line of a list, a title or a document; longer than `limit` it ends with "…"."""
    if len(text) <= limit and text.isprintable():
        line = text if text.isascii() else _patterns()[3].sub(r"\1", text)
        return line.strip() if "  " not in line else " ".join(line.split())
    line = _patterns()[0].sub(" ", text[: limit * 8])
    return _shortened(" ".join(_cleaned(line).split()), limit)


def legible_lines(text: str, limit: int = 20_000) -> str:
    """A text of several lines, each cleaned like `legible`; breaks stay, as plain line feeds."""
    lines = _patterns()[0].sub("\n", text[: limit * 2]).split("\n")
    return _shortened(
        "\n".join(_cleaned(line.replace("\t", " ")).rstrip() for line in lines).strip("\n"), limit
    )


def _cleaned(text: str) -> str:
    _, unseen, surrogates, heaped = _patterns()
    return heaped.sub(r"\1", surrogates.sub("\ufffd", unseen.sub("", text)))


def _shortened(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    from unicodedata import category

    end = max(limit - 1, 0)
    # never part a letter from its marks: step back until the cut is before a letter
    while end and (category(text[end])[0] == "M" or text[end] in "\u200c\u200d"):
        end -= 1
    return text[:end].rstrip() + "…"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Line breaks, characters to drop, lone surrogates, heaps of marks; compiled at first use."""
    import re

    return (
        re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]"),
        # Bengali needs the joiners U+200C and U+200D: they stay
        re.compile(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
            "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]+"
        ),
        re.compile("[\ud800-\udfff]"),
        re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+"),
    )
