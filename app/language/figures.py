"""Numbers and money in seven languages: grouping, signs and places as CLDR gives them (a test holds them to babel)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

# Decimal sign and grouping sign; Bengali groups by lakh (1,00,000), all others by thousand.
SIGNS = {
    "en": (".", ","),
    "it": (",", "."),
    "el": (",", "."),
    "bg": (",", "\u00a0"),
    "bn": (".", ","),
    "de": (",", "."),
    "fr": (",", "\u202f"),
}
_PERCENT = {"de": "\u00a0%", "fr": "\u00a0%"}
# Signs that mean one currency only; every other currency is written by its ISO code.
_CURRENCY_SIGNS = {"EUR": "€", "GBP": "£", "INR": "₹", "BDT": "৳"}


def number_text(code: str, value: int | float | Decimal, places: int | None) -> str:
    """A number with grouping: exactly `places` decimals, rounded half up; None for as many as needed, up to four."""
    point, comma = SIGNS[code]
    sign, whole, part = _figures(value, 4 if places is None else places)
    if places is None:
        part = part.rstrip("0")
    size = 2 if code == "bn" else 3
    if len(whole) > 3:
        head, groups = whole[:-3], [whole[-3:]]
        while head:
            groups.insert(0, head[-size:])
            head = head[:-size]
        whole = comma.join(groups)
    return f"{sign}{whole}{point}{part}" if part else sign + whole


def money_text(code: str, value: Decimal | int, currency: str, places: int) -> str:
    """An amount with the sign of its currency, where the language puts it."""
    figures = number_text(code, value, places)
    sign = _CURRENCY_SIGNS.get(currency, currency)
    if sign == "৳" and code != "bn":
        sign = currency
    if code == "en":
        minus, figures = ("-", figures[1:]) if figures.startswith("-") else ("", figures)
        return f"{minus}{sign}{figures}" if len(sign) == 1 else f"{minus}{sign}\u00a0{figures}"
    return figures + sign if code == "bn" and len(sign) == 1 else f"{figures}\u00a0{sign}"


def percent_text(code: str, value: int | float | Decimal) -> str:
    """A share of a hundred with its sign, two decimals at the most."""
    return number_text(code, rounded(value, 2), None) + _PERCENT.get(code, "%")


def rounded(value: int | float | Decimal, places: int) -> Decimal:
    """A value rounded half up, as invoices are."""
    from decimal import ROUND_HALF_UP, Context, Decimal

    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    # a context of its own: a value of any length is rounded, whatever precision the caller works with
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=60))


def _figures(value: int | float | Decimal, places: int) -> tuple[str, str, str]:
    text = f"{rounded(value, places):f}"
    sign = ""
    if text.startswith("-"):
        text = text[1:]
        # nothing is not less than nothing
        sign = "-" if text.strip("0.") else ""
    whole, _, part = text.partition(".")
    return sign, whole, part
