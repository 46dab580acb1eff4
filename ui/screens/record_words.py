"""Plain values of declared fields as a person reads them, and the columns of a list made of them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.language import LANGUAGES, country_name, current, language, t
from ui.lists import Column

WIDTHS = {"day": 118, "moment": 150, "flag": 80, "money": 110, "number": 100, "percent": 80, "whole": 80}
YEARS = {"founded"}
"""Whole numbers that count years: 1978, never 1,978."""


STATE_TONES = {
    **dict.fromkeys(
        ("active", "signed", "delivered", "accepted", "confirmed", "approved", "issued", "paid", "kept", "done", "won",
         "submitted", "solved"), "ok"),
    **dict.fromkeys(("part_delivered", "expired", "waiting", "on_hold", "suspended", "dormant", "part_paid"), "warn"),
    **dict.fromkeys(("terminated", "rejected", "lost", "overdue", "broken", "disputed", "declined"), "danger"),
    **dict.fromkeys(("closed", "ended", "cancelled", "abandoned", "replaced", "withdrawn", "archived"), "plain"),
}  # fmt: skip
"""What a state means at a glance: well, in need of care, gone wrong, over; all others are under way."""


def choice_text(kind: str, name: str, value: str) -> str:
    """A stored choice in the person's language."""
    return current().choice(value, f"{kind}.{name}") if value else ""


def shown(kind: str, field: Any, value: Any) -> str:
    """A plain value of a declared field."""
    if value is None or value == "":
        return ""
    if field.choices:
        return choice_text(kind, field.name, str(value))
    if field.name in YEARS:
        return str(value)
    try:
        return _formatted(field.type, value)
    except (ValueError, ArithmeticError, KeyError):
        return str(value)


def _formatted(type_: str, value: Any) -> str:
    speech = current()
    if type_ == "flag":
        return t("Yes") if value else t("No")
    if type_ == "day":
        return speech.day(date.fromisoformat(str(value)))
    if type_ == "moment":
        return speech.moment(datetime.fromisoformat(str(value).replace("Z", "+00:00")))
    if type_ == "percent":
        return speech.percent(Decimal(str(value)))
    if type_ == "money":
        return speech.amount(Decimal(str(value)), "EUR", most=4)
    if type_ in ("number", "whole"):
        return speech.number(Decimal(str(value)))
    if type_ == "country":
        return country_name(str(value), speech.code)
    if type_ == "language":
        return language(str(value)).name if value in LANGUAGES else str(value)
    return str(value)


def column_of(kind: str, field: Any, first: bool, is_broad: bool = False) -> Column:
    """The column of a list that shows a declared field; broad ones share the width that is left."""
    numeric = field.type in ("money", "number", "percent", "whole")
    is_state = bool(field.choices) and field.name in ("state", "stage")
    return Column(
        t(field.label),
        lambda found: (
            found.titles.get(field.name, "")
            if field.link
            else shown(kind, field, found.values.get(field.name))
        ),
        110 if first and not is_broad else 220 if is_broad else WIDTHS.get(field.type, 130),
        field.name if not field.link else "",
        numeric,
        stretch=is_broad,
        face="name" if first else "body",
        chip=is_state,
        tone=(lambda found: STATE_TONES.get(str(found.values.get(field.name)), "info")) if is_state else None,
    )
