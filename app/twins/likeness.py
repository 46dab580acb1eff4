"""How alike two names, addresses or days are, as a share from 0 to 1.

Ratios are the normalised indel similarity of rapidfuzz (2 × common letters in order ÷ all letters), imported at
first use because it is not needed to start the program.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.twins.names import (
    GENERIC,
    all_name_words,
    name_words,
    one_spelling,
    person_words,
    without_brackets,
)
from app.twins.scripts import other_script, sound

_FIGURES = re.compile(r"\d+")
# Shares for likenesses that are no matter of single letters.
SAME, SAME_BUT_ASIDES, SAME_FIRM_WORDS, SAME_SOUND, SHORT_NAME = 1.0, 0.97, 0.93, 0.91, 0.87
# Names so short that one other letter is mostly another firm: Metro, Metra.
FEW_LETTERS = 12
DIFFERENT_WORD = 0.84
ALIKE_WORD = 0.8


@dataclass(frozen=True, slots=True)
class FirmName:
    """An organisation's name made ready for comparing: each way of reading it as a tuple of its words."""

    readings: tuple[tuple[str, ...], ...]
    has_aside: bool = False  # something in brackets
    spelled_out: bool = False  # from another script, so single letters say less than sounds

    @classmethod
    def of(cls, name: str, *other_names: str) -> "FirmName":
        """The readings of a name: whole, without what is in brackets, without its own initials; then other names."""
        readings = [tuple(one_spelling(word) for word in all_name_words(name))]
        has_aside = without_brackets(name) is not name
        if has_aside:
            readings.append(tuple(one_spelling(word) for word in name_words(name)))
        readings += [tuple(one_spelling(word) for word in name_words(other)) for other in other_names]
        readings += [short for words in readings[:] for short in _without_own_initials(words)]
        different = tuple(dict.fromkeys(words for words in readings if words))
        return cls(different, has_aside, other_script(name))


def firm_likeness(one: FirmName, other: FirmName) -> float:
    """How alike two organisations' names are: 1 for the same words in any order and legal form."""
    best = 0.0
    asides = one.has_aside and other.has_aside
    for place, left in enumerate(one.readings):
        for other_place, right in enumerate(other.readings):
            share = _reading_likeness(left, right)
            # An aside left out may have been the very difference: Rossi (Italia), Rossi (France).
            most = SAME if not place and not other_place else SHORT_NAME if asides else SAME_BUT_ASIDES
            best = max(best, min(share, most))
            if best == SAME:
                return best
            if one.spelled_out != other.spelled_out:
                best = max(best, _sound_likeness("".join(left), "".join(right)))
    return best


def _sound_likeness(joined: str, other: str) -> float:
    """For names in two scripts: nearly the same consonants are the same name."""
    mine, theirs = sound(joined), sound(other)
    alike = min(len(mine), len(theirs)) >= 5 and ratio(mine, theirs) >= 0.9 and ratio(joined, other) > 0.6
    return SAME_SOUND if alike else 0.0


def _reading_likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    if sorted(left) == sorted(right):
        return SAME
    joined, other = "".join(left), "".join(right)
    if joined == other:
        return SAME
    if _FIGURES.findall(joined) != _FIGURES.findall(other):
        return min(ratio(joined, other), 0.7)
    if _same_firm_words(left, right):
        return SAME_FIRM_WORDS
    share = max(ratio(" ".join(sorted(left)), " ".join(sorted(right))), ratio(joined, other))
    bare = sound(joined)
    if share < SAME_SOUND and len(bare) >= 4 and bare == sound(other) and share > 0.6:
        share = SAME_SOUND
    if _each_has_its_own(left, right):
        return min(share, DIFFERENT_WORD)
    if set(left) < set(right) or set(right) < set(left):
        return SHORT_NAME
    return share if min(len(joined), len(other)) >= FEW_LETTERS else min(share, SHORT_NAME)


def _same_firm_words(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether the telling words agree and the general ones of one name are among the other's."""
    telling = {word for word in left if word not in GENERIC}
    if telling != {word for word in right if word not in GENERIC} or not any(
        len(word) > 2 for word in telling
    ):
        return False
    return set(left) <= set(right) or set(right) <= set(left)


def _each_has_its_own(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether each name has a word that the other has nothing like: Nord and Süd, Textil and Maschinen."""

    def lonely(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
        together = "".join(others)
        return any(
            word not in together and all(ratio(word, other) < ALIKE_WORD for other in others)
            for word in words
        )

    return lonely(left, right) and lonely(right, left)


def _without_own_initials(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The name without a word that only repeats the initials of the others: UAS Umbria Aerospace Systems."""
    if len(words) < 3:
        return []
    for place in (0, len(words) - 1):
        others = words[1:] if place == 0 else words[:-1]
        if words[place] == "".join(word[0] for word in others):
            return [others]
    return []


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name made ready for comparing; either part may be empty."""

    given: str
    family: str

    @classmethod
    def of(cls, given: str | None, family: str | None, whole: str | None = None) -> "PersonName":
        """From the two parts, or from a whole name whose last word is taken for the family name."""
        parts = f"{given or ''} {family or ''}".split()
        if whole and not (given and family) and len(whole.split()) > len(parts):
            words = person_words(whole)
            if "," in whole:
                words = person_words(whole.partition(",")[2]) + person_words(whole.partition(",")[0])
            return cls(one_spelling(" ".join(words[:-1])), one_spelling(words[-1]) if words else "")
        return cls(
            one_spelling(" ".join(person_words(given or ""))),
            one_spelling(" ".join(person_words(family or ""))),
        )

    @property
    def words(self) -> list[str]:
        return f"{self.given} {self.family}".split()


def person_likeness(one: PersonName, other: PersonName) -> tuple[float | None, float | None]:
    """How alike given and family names are, each 0 to 1, None where one side lacks it; parts may be swapped."""
    if one.words and sorted(one.words) == sorted(other.words):
        return SAME, SAME
    straight = (_part_likeness(one.given, other.given), _part_likeness(one.family, other.family))
    swapped = (_part_likeness(one.given, other.family), _part_likeness(one.family, other.given))
    if _least(swapped) <= max(_least(straight), ALIKE_WORD):
        return straight
    # Whichever of the two is looked at first, the same share stands for the given name.
    less, more = sorted(swapped, key=lambda part: (part is None, part or 0.0))
    return less, more


def _least(parts: tuple[float | None, float | None]) -> float:
    return min((part for part in parts if part is not None), default=0.0)


def _part_likeness(mine: str, theirs: str) -> float | None:
    if not mine or not theirs:
        return None
    if mine == theirs:
        return SAME
    short, long = sorted((mine, theirs), key=len)
    if len(short) == 1:
        return SHORT_NAME if long.startswith(short) else 0.0
    if set(short.split()) < set(long.split()):
        return 0.95
    from rapidfuzz.distance import JaroWinkler

    share = JaroWinkler.similarity(mine, theirs)
    if share < SAME_SOUND and len(sound(mine)) >= 3 and sound(mine) == sound(theirs):
        return SAME_SOUND
    return share


def ratio(one: str, other: str) -> float:
    """Letters two texts share in order, from 0 to 1."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)


def text_likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two short texts given as words are, in any order; differing house numbers count fully."""
    if sorted(one) == sorted(other):
        return SAME
    return ratio(" ".join(sorted(one)), " ".join(sorted(other)))


def figures_likeness(one: str, other: str) -> float:
    """How alike two codes or days are: one slip of the pen or two swapped figures still count."""
    if one == other:
        return SAME
    from rapidfuzz.distance import OSA

    return {1: 0.9, 2: 0.6}.get(OSA.distance(one, other, score_cutoff=2), 0.0)
