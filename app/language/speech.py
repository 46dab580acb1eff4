"""A language as the program speaks it: texts, plurals, dates, numbers, money, and reading them back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime, time, tzinfo
    from decimal import Decimal

    from babel import Locale

LANGUAGES = ("en", "it", "el", "bg", "bn", "de", "fr")
_NAMES = ("English", "Italiano", "Ελληνικά", "Български", "বাংলা", "Deutsch", "Français")
_LOCALES = ("en_GB", "it_IT", "el_GR", "bg_BG", "bn_BD", "de_DE", "fr_FR")
_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


class Language:
    """One of the seven languages; made once by `language(code)` and never changed.

    Texts: a translation is looked up by its English source; a text without one stays English.
    Bengali writes days, hours and counts in Bengali digits, and money, amounts and percentages in Latin digits
    with Bengali grouping (1,00,000.00), as its business papers do.
    Hours are written 09:05 to 23:59 in every language: same width in agenda columns, no doubt about noon.
    """

    __slots__ = ("code", "name")
    code: str
    name: str

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise ValueError(f"{code!r} is not one of the languages {', '.join(LANGUAGES)}")
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "name", _NAMES[LANGUAGES.index(code)])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a language does not change")

    def __repr__(self) -> str:
        return f"language({self.code!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return language, (self.code,)

    # Texts

    def text(self, source: str, /, **values: object) -> str:
        """The translation of an English text, its `{name}` places filled with values, which are only data."""
        template = source if self.code == "en" else _translations(self.code).get(source) or source
        return self._filled(template, values) if values else template

    def plural(self, count: int | Decimal, one: str, other: str, /, **values: object) -> str:
        """The form for a count: `plural(3, "{count} visit", "{count} visits")`; `{count}` is filled by itself."""
        source = one if self._is_one(count) else other
        return self.text(source, **{"count": self._own_digits(self.number(count)), **values})

    def relative_days(self, days: int) -> str:
        """How long ago in the few letters a list has room for: "today", "3 d"; days to come are "in 3 d"."""
        if days == 0:
            return self.text("today")
        return self.text("{count} d" if days > 0 else "in {count} d", count=abs(days))

    def _filled(self, template: str, values: dict[str, object]) -> str:
        # One pass and no format fields: a value is never read as a template, and nothing inside it is evaluated.
        def value(place: re.Match[str]) -> str:
            name = place.group(1)
            return self._shown(values[name]) if name in values else place.group()

        return _PLACEHOLDER.sub(value, template)

    def _shown(self, value: object) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return self._own_digits(str(value))
        from datetime import date, datetime
        from decimal import Decimal

        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        return self.number(value) if isinstance(value, Decimal) else str(value)

    def _is_one(self, count: int | Decimal) -> bool:
        # CLDR: French counts nought and anything under two as one, Bengali anything from nought to one.
        if self.code == "fr":
            return 0 <= abs(count) < 2
        return 0 <= count <= 1 if self.code == "bn" else count == 1

    def _own_digits(self, text: str) -> str:
        return text.translate(_BENGALI_DIGITS) if self.code == "bn" else text

    # Days and hours

    def day(self, day: date, style: str = "medium") -> str:
        """A day: "short" 21/11/2026, "medium" 21 Nov 2026, "long" 21 November 2026, "full" with its weekday."""
        from babel.dates import format_date

        pattern = _SHORT_DAY[self.code] if style == "short" else style
        return self._own_digits(format_date(day, pattern, locale=locale_of(self.code)))

    def day_month(self, day: date, style: str = "medium") -> str:
        """A day without its year: 21 Nov, or with "long" 21 November."""
        from babel.dates import format_skeleton

        skeleton = "MMMMd" if style == "long" else "MMMd"
        return self._own_digits(format_skeleton(skeleton, day, locale=locale_of(self.code)))

    def weekday(self, day: date, style: str = "wide") -> str:
        """The name of the weekday as it stands alone: "wide" Saturday, "short" Sat."""
        from babel.dates import format_date

        return str(format_date(day, "cccc" if style == "wide" else "ccc", locale=locale_of(self.code)))

    def moment(self, moment: datetime, zone: tzinfo | str | None = None, style: str = "medium") -> str:
        """Day and hour in a time zone (a name or a zone; the machine's own if none is given)."""
        there = _in_zone(moment, zone)
        return f"{self.day(there.date(), style)}, {self.time(there.time())}"

    def time(self, moment: datetime | time, zone: tzinfo | str | None = None) -> str:
        """An hour of the day, 09:05; a datetime is first moved to the zone (the machine's own if none is given)."""
        from datetime import datetime

        there = _in_zone(moment, zone) if isinstance(moment, datetime) else moment
        return self._own_digits(f"{there.hour:02}:{there.minute:02}")

    # Numbers and money

    def number(self, value: int | float | Decimal, places: int | None = None) -> str:
        """A number with grouping; `places` fixes the decimals, else as many as there are, four at the most."""
        from babel.numbers import format_decimal

        exact = _rounded(value, 4 if places is None else places)
        pattern = _grouping(self.code) + ("." + "#" * 4 if places is None else "." + "0" * places if places else "")
        return str(format_decimal(exact, pattern, locale=locale_of(self.code), decimal_quantization=True))

    def money(self, value: Decimal | int, currency: str) -> str:
        """An amount with its currency sign, with the decimals of the currency: 48.200,50 €."""
        from babel.numbers import format_currency

        from app.language.places import currency_places

        exact = _rounded(value, currency_places(currency))
        return str(format_currency(exact, currency, locale=locale_of(self.code)))

    def amount(self, value: Decimal | int, currency: str, most: int | None = None) -> str:
        """An amount without the sign, for a column whose header names the currency.

        `most` allows more decimals than the currency has where the value needs them (unit prices).
        """
        from app.language.places import currency_places

        places = currency_places(currency)
        if most is not None and most > places:
            needed = -int(_rounded(value, most).normalize().as_tuple().exponent)
            places = max(places, needed)
        return self.number(value, places)

    def percent(self, value: Decimal | int | float) -> str:
        """A share of a hundred, given as it is spoken: Decimal("12.5") is 12.5 %."""
        sign = {"en": "%", "bn": "%", "it": "%", "el": "%"}.get(self.code, "\u00a0%" if self.code != "fr" else "\u202f%")
        return self.number(_rounded(value, 2)) + sign

    def parse_number(self, text: str) -> Decimal:
        """The number in a typed text, by this language's signs; ValueError where it cannot be one number."""
        from app.language.reading import read_number

        return read_number(text, self.code)

    def parse_day(self, text: str, today: date | None = None) -> date:
        """The day in a typed text (21.11.2026, 21 Nov 26, 2026-11-21); ValueError where it is no day.

        A day without a year is the one nearest to `today` in the twelve months that follow.
        """
        from app.language.reading import read_day

        return read_day(text, self.code, today)

    def sort_key(self, text: str) -> str:
        """The place of a name in a list: the same key in every language, so that it can be stored."""
        from app.language.folding import sort_key

        return sort_key(text)


_SHORT_DAY = {
    "en": "dd/MM/yyyy", "it": "dd/MM/yyyy", "el": "d/M/yyyy", "bg": "d.MM.yyyy 'г'.", "bn": "d/M/yyyy",
    "de": "dd.MM.yyyy", "fr": "dd/MM/yyyy",
}  # fmt: skip


@cache
def language(code: str) -> Language:
    """The language of a code; the same object each time."""
    return Language(code)


@cache
def locale_of(code: str) -> Locale:
    """The CLDR locale behind a language."""
    from babel import Locale

    return Locale.parse(_LOCALES[LANGUAGES.index(code)])


_current = language("en")


def use(code: str) -> None:
    """Make a language the program's own."""
    global _current
    _current = language(code)


def current() -> Language:
    """The language the program speaks."""
    return _current


def t(source: str, /, **values: object) -> str:
    """A text for the person at the program, in the program's language."""
    return _current.text(source, **values)


def N_(source: str) -> str:
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return source


@cache
def _translations(code: str) -> dict[str, str]:
    import json
    from importlib.resources import files

    text = files("resources").joinpath("translations", f"{code}.json").read_text("utf-8")
    found: dict[str, str] = json.loads(text)
    return found


@cache
def _grouping(code: str) -> str:
    return "#,##,##0" if code == "bn" else "#,##0"


def _rounded(value: int | float | Decimal, places: int) -> Decimal:
    from decimal import ROUND_HALF_UP, Decimal

    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _in_zone(moment: datetime, zone: tzinfo | str | None) -> datetime:
    if moment.tzinfo is None:
        return moment
    if isinstance(zone, str):
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(zone)
    return moment.astimezone(zone)
