"""The language room: translations, dates, numbers, money, and folding of scripts for search."""

from app.language.folding import fold, sort_key
from app.language.legible import legible, legible_lines
from app.language.places import calling_code, country_name, currency_places
from app.language.speech import LANGUAGES, N_, Language, current, language, t, use
from app.language.words import question_words, search_words

__all__ = [
    "LANGUAGES",
    "Language",
    "N_",
    "calling_code",
    "country_name",
    "current",
    "currency_places",
    "fold",
    "language",
    "legible",
    "legible_lines",
    "question_words",
    "search_words",
    "sort_key",
    "t",
    "use",
]
