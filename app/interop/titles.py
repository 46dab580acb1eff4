"""Understands column titles: folds them, takes off “work” or “(privat)”, looks the rest up."""

import re
from functools import cache
from typing import NamedTuple

from app.interop.synonyms import NAMED_KINDS, PLACES, TITLES
from app.language.folding import fold

CAMEL = re.compile(r"(?<=[a-zа-яα-ω0-9])(?=[A-ZА-ЯΑ-Ω])|(?<=[A-Z])(?=[A-Z][a-z])")
SIGNS = re.compile(r"[\W_]+")
SALESFORCE_OWN = re.compile(r"__(?:c|r|cs)\b")
NUMBERED = re.compile(r"(.*?) (\d{1,2})(?: (value|type|label|service|address|adresse))?\Z")
# With these, the words "work" and "home" tell one address or number from another.
PLACED = frozenset(
    "street street_2 full_address post_box postal_code city region country phone second_phone fax email "
    "second_email web mobile".split()
)


class Title(NamedTuple):
    """What a column means: a concept, which place it belongs to, its number among several of its kind."""

    concept: str
    place: str = ""
    number: int = 1
    role: str = "value"


def key(title: str, joined: bool = False) -> str:
    """A title as it is compared: small letters without accents or signs; CompanyName is two words unless `joined`."""
    title = SALESFORCE_OWN.sub("", title.rsplit("#", 1)[-1] if "://" in title else title)
    return SIGNS.sub(" ", fold(title if joined else CAMEL.sub(" ", title))).strip()


@cache
def _concepts() -> dict[str, str]:
    found: dict[str, str] = {}
    for concept, titles in TITLES.items():
        for title in titles.split("|"):
            found.setdefault(key(title), concept)
    return found


@cache
def _place_words() -> dict[str, str]:
    return {key(word): place for place, words in PLACES.items() for word in words.split("|")}


@cache
def named_kind(name: str) -> str:
    """The kind a file's or type's name speaks of; empty when it does not."""
    words = {key(word): kind for kind, names in NAMED_KINDS.items() for word in names.split("|")}
    folded = key(name)
    return words.get(folded) or words.get(folded.split(" ")[0]) or words.get(folded.split(" ")[-1]) or ""


@cache
def understand(title: str) -> Title | None:
    """The meaning of a column's title, or None."""
    folded = key(title)
    listed = _listed(folded)
    if listed:
        return listed
    if folded in ("birth day", "geburtstag"):
        return Title("birth_day" if folded == "birth day" else "birthday")
    joined = _concepts().get(key(title, joined=True))
    if joined:
        return Title(joined, _place_of(folded, joined))
    concept = _concepts().get(folded)
    if concept:
        return Title(concept, _place_of(folded, concept))
    place, rest = _without_place(folded)
    concept = _concepts().get(rest)
    if concept and (concept in PLACED or place == "work"):
        return Title(concept, place)
    numbered = NUMBERED.match(folded)
    if numbered and numbered[3] is None:
        base = understand(numbered[1])
        if base:
            return base._replace(number=int(numbered[2]))
    return None


def _listed(folded: str) -> Title | None:
    """Google's numbered lists: `Phone 2 - Type`, `Phone 2 - Value`, `E-mail 1 - Label`."""
    numbered = NUMBERED.match(folded)
    if numbered and numbered[1] in ("e mail", "email") and numbered[3] in ("address", "adresse", None):
        return Title("second_email", "", int(numbered[2])) if int(numbered[2]) > 1 else Title("email")
    if not numbered or numbered[3] not in ("value", "type", "label"):
        return None
    concept = {"e mail": "email", "email": "email", "phone": "phone", "website": "web"}.get(numbered[1])
    role = "value" if numbered[3] == "value" else "type"
    return Title(f"{concept}s", "", int(numbered[2]), role) if concept else None


def _without_place(folded: str) -> tuple[str, str]:
    """Take one place word off the front or the end."""
    words = folded.split(" ")
    places = _place_words()
    for count in (2, 1):
        if len(words) > count:
            first, last = " ".join(words[:count]), " ".join(words[-count:])
            if first in places:
                return places[first], " ".join(words[count:])
            if last in places:
                return places[last], " ".join(words[:-count])
            if words[-1].isdigit() and len(words) > count + 1:
                inner = " ".join(words[-1 - count : -1])
                if inner in places:
                    return places[inner], " ".join([*words[: -1 - count], words[-1]])
    return "", folded


def _place_of(folded: str, concept: str) -> str:
    """A title may be known whole and still name its place (`Business Address`, `Home Phone`)."""
    return _without_place(folded)[0] if concept in PLACED else ""
