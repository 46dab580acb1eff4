"""Days as one says them: today, tomorrow, fri, in 3 d, +2 w, 12 dec."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.language.days import SHORT_WEEKDAYS, WEEKDAYS
from app.language.folding import fold
from app.language.reading import read_day

_NEAR = {
    "en": ("today", "tomorrow"),
    "it": ("oggi", "domani"),
    "el": ("σήμερα", "αύριο"),
    "bg": ("днес", "утре"),
    "bn": ("আজ", "আগামীকাল"),
    "de": ("heute", "morgen"),
    "fr": ("aujourd'hui", "demain"),
}
_AHEAD = re.compile(r"(?:in |\+)?\s*(\d{1,3})\s*(d|w|m)(?:ays?|eeks?|onths?)?|\+\s*(\d{1,3})")
_DAYS = {"d": 1, "w": 7, "m": 30}


def read_day_words(text: str, code: str, today: date) -> date:
    """The day a person means by "fri", "tomorrow", "+3", "2 w" or any written day; refused where it is none.

    A weekday is the next one after today; its name is understood in the language and in English.
    """
    said = fold(text).strip(" .,!")
    for spoken in (code, "en"):
        for ahead, word in enumerate(_NEAR[spoken]):
            if said and fold(word) == said:
                return today + timedelta(ahead)
    weekday = _weekday(said, code)
    if weekday is not None:
        return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)
    found = _AHEAD.fullmatch(said)
    if found:
        return today + timedelta(int(found[3]) if found[3] else int(found[1]) * _DAYS[found[2]])
    return read_day(text, code, today)


def _weekday(said: str, code: str) -> int | None:
    """Monday is 0; None where the word is no weekday, or could be two."""
    if len(said) < 2:
        return None
    for spoken in (code, "en"):
        for names in (SHORT_WEEKDAYS[spoken], WEEKDAYS[spoken]):
            folded = [fold(name).rstrip(".") for name in names.split(" ")]
            begun = [
                at
                for at, name in enumerate(folded)
                if name == said or (len(said) > 2 and name.startswith(said))
            ]
            if len(begun) == 1:
                return begun[0]
    return None
