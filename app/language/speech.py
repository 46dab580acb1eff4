"""A language as the program speaks it: texts, plurals, dates, numbers, money, and reading them back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from app.language.days import day_text, weekday_text
from app.language.figures import money_text, number_text, percent_text, rounded
from app.language.folding import sort_key
from app.language.places import currency_places

if TYPE_CHECKING:
    from datetime import date, datetime, time, tzinfo
    from decimal import Decimal

LANGUAGES = ("en", "it", "el", "bg", "bn", "de", "fr")
_NAMES = ("English", "Italiano", "Ελληνικά", "Български", "বাংলা", "Deutsch", "Français")
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
        values.setdefault("count", self._own_digits(self.number(count)))
        return self.text(source, **values)

    def choice(self, value: str, of: str = "") -> str:
        """The name of a stored choice (a state, a role, a type) as it stands alone: "in_review" is "In review".

        `of` names the field ("quotes.state"), for languages where a sent quote and a sent order end differently.
        """
        names = _translations(self.code)
        found = (names.get(f"{of}: {value}") if of else "") or names.get(value) or value.replace("_", " ")
        return found[:1].upper() + found[1:]

    def relative_days(self, days: int) -> str:
        """How long ago in the few letters a list has room for: "today", "3 d"; days to come are "in 3 d"."""
        if days == 0:
            return self.text("today")
        return self.text("{count} d" if days > 0 else "in {count} d", count=abs(days))

    def _filled(self, template: str, values: dict[str, object]) -> str:
        # One pass and no format fields: a value is never read as a template, and nothing inside it is evaluated.
        before, *places = template.split("{")
        filled = [before]
        for place in places:
            name, closed, after = place.partition("}")
            filled.append(self._shown(values[name]) + after if closed and name in values else "{" + place)
        return "".join(filled)

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
            return -2 < count < 2
        return 0 <= count <= 1 if self.code == "bn" else count == 1

    def _own_digits(self, text: str) -> str:
        return text.translate(_BENGALI_DIGITS) if self.code == "bn" else text

    # Days and hours

    def day(self, day: date, style: str = "medium") -> str:
        """A day: "short" 21/11/2026, "medium" 21 Nov 2026, "long" 21 November 2026, "full" with its weekday."""
        return self._own_digits(day_text(self.code, day, style))

    def day_month(self, day: date, style: str = "medium") -> str:
        """A day without its year: 21 Nov, or with "long" 21 November."""
        return self._own_digits(
            day_text(self.code, day, "long_day_month" if style == "long" else "day_month")
        )

    def month(self, day: date) -> str:
        """The month a day is in, as a heading: November 2026."""
        return self._own_digits(day_text(self.code, day, "month"))

    def weekday(self, day: date, style: str = "wide") -> str:
        """The name of the weekday as it stands alone: "wide" Saturday, "short" Sat."""
        return weekday_text(self.code, day, style == "short")

    def moment(self, moment: datetime, zone: tzinfo | str | None = None, style: str = "medium") -> str:
        """Day and hour in a time zone (a zone or its name; the machine's own if none is given)."""
        there = _in_zone(moment, zone)
        return f"{self.day(there, style)}, {self.time(there.time())}"

    def time(self, moment: datetime | time, zone: tzinfo | str | None = None) -> str:
        """An hour of the day, 09:05; a datetime is first moved to the zone (the machine's own if none is given)."""
        from datetime import datetime

        there = _in_zone(moment, zone) if isinstance(moment, datetime) else moment
        return self._own_digits(f"{there.hour:02}:{there.minute:02}")

    # Numbers and money

    def number(self, value: int | float | Decimal, places: int | None = None) -> str:
        """A number with grouping; `places` fixes the decimals, else as many as there are, four at the most."""
        return number_text(self.code, value, places)

    def money(self, value: Decimal | int, currency: str) -> str:
        """An amount with its currency, with the decimals of the currency: 48.200,50 €."""
        return money_text(self.code, value, currency, currency_places(currency))

    def amount(self, value: Decimal | int, currency: str, most: int | None = None) -> str:
        """An amount without the sign, for a column whose header names the currency.

        `most` allows more decimals than the currency has, where the value needs them (unit prices).
        """
        places = currency_places(currency)
        if most is not None and most > places:
            places = max(places, -int(rounded(value, most).normalize().as_tuple().exponent))
        return self.number(value, places)

    def percent(self, value: Decimal | int | float) -> str:
        """A share of a hundred, given as it is spoken: Decimal("12.5") is 12.5%."""
        return percent_text(self.code, value)

    def parse_number(self, text: str) -> Decimal:
        """The number in a typed text by this language's signs; Refused where it cannot be one number."""
        from app.language.reading import read_number

        return read_number(text, self.code)

    def parse_day(self, text: str, today: date | None = None) -> date:
        """The day in a typed text (21.11.2026, 21 Nov 26, 2026-11-21); Refused where it is no day.

        A day without a year is the first such day from `today` on.
        """
        from app.language.reading import read_day

        return read_day(text, self.code, today)

    def sort_key(self, text: str) -> str:
        """The place of a name in a list: the same key in every language, so that it can be stored."""
        return sort_key(text)


@cache
def language(code: str) -> Language:
    """The language of a code; the same object each time."""
    return Language(code)


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
    """The texts of a language; for English only the choices whose stored value is not yet their name."""
    import json

    import resources

    # The package's own loader, in a frozen program too; importlib.resources would cost the start 30 ms more.
    loader: Any = resources.__loader__
    found: dict[str, str] = json.loads(loader.get_data(f"{resources.__path__[0]}/translations/{code}.json"))
    return found


def _in_zone(moment: datetime, zone: tzinfo | str | None) -> datetime:
    if moment.tzinfo is None:
        return moment
    if isinstance(zone, str):
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(zone)
    return moment.astimezone(zone)
