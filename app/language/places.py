"""Countries and currencies by their codes: names, calling codes, decimals."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMON_PLACES = {"EUR": 2, "BGN": 2, "BDT": 2, "GBP": 2, "USD": 2, "CHF": 2, "INR": 2, "JPY": 0}
_SPOKEN_AS = {"UK": "GB", "EL": "GR"}


def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166 code of two letters) in a language; an unknown code stays as it is."""
    known = code.strip().upper()
    return _territories(language).get(_SPOKEN_AS.get(known, known), code)


@cache
def _territories(language: str) -> Mapping[str, str]:
    from babel import Locale

    names: Mapping[str, str] = Locale.parse("en_GB" if language == "en" else language).territories
    return names


def calling_code(country: str) -> str:
    """The international calling code of a country with its plus sign, or nothing if it is not known."""
    from phonenumbers import country_code_for_region

    known = country.strip().upper()
    number = country_code_for_region(_SPOKEN_AS.get(known, known))
    return f"+{number}" if number else ""


def currency_places(code: str) -> int:
    """How many decimals a currency (ISO 4217 code) is written with; two if it is not known."""
    known = code.strip().upper()
    if known not in _COMMON_PLACES:
        from babel.numbers import get_currency_precision

        return int(get_currency_precision(known))
    return _COMMON_PLACES[known]
