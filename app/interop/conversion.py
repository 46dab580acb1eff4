"""Turns rows into the records they describe, column by column and batch by batch."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.interop import cleaning, regions
from app.interop.assembling import Assembler
from app.interop.mapping import OURS, Recognition
from app.interop.parsed import Table
from app.interop.targets import LINKED, PREFIXED
from app.interop.values import Link, choice_of
from app.language import N_, t

DAYS = frozenset(
    "birthday ordered_on requested_on confirmed_first_on shipped_on delivered_on starts_on ends_on".split()
)
NUMBERS = frozenset(
    "price cost stock_quantity on_order reorder_level quantity freight list_price net weight minimum_quantity".split()
)
WHOLE = frozenset({"employees", "founded", "position", "birth_year", "birth_month", "birth_day"})
PHONES = frozenset({"phone", "mobile", "private_phone", "fax"})
SEVERAL_LINES = frozenset({"notes", "description", "street", "full_address", "street_2", "internal_notes"})
LISTS = frozenset({"phones", "emails", "webs"})
# A row is refused when one of these cannot be read; elsewhere the value is left out with a note.
STRICT = frozenset({"quantity", "price", "discount_percent", "ordered_on", "freight"})
NUMBERED = re.compile(r"(\d+)(?!.*\d)")


class Remark(NamedTuple):
    """A value that could not be taken as it stands, with the column's title."""

    column: str
    template: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return t(self.template, **self.values)


class Converted(NamedTuple):
    """One row as records: kind and values of each, in an order in which links point backwards."""

    row: int
    records: list[tuple[str, dict[str, Any]]]
    remarks: list[Remark]
    refused: Remark | None


class _Step(NamedTuple):
    """What happens to one column."""

    place: int
    title: str
    kind: str
    field: str
    clean: Callable[[str], Any]
    number: int


class Converter:
    """Reads a table's rows as the recognition says; dialects of days and numbers are found once per column.

    `lookups` holds small tables of names (`shippers`: number → name) for columns that carry only numbers.
    """

    def __init__(
        self, table: Table, recognition: Recognition, lookups: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.recognition = recognition
        self.warnings: list[Remark] = []
        self._table = table
        self._lookups = lookups or {}
        self._steps = [step for title in table.columns if (step := self._step(title)) is not None]
        self._names = [step.field.partition(":")[0] for step in self._steps]

    def rows(self) -> Iterator[Converted]:
        """Every row of the table as records."""
        if not self._steps:
            return
        assembler = Assembler(self.recognition, [(step.kind, step.field) for step in self._steps])
        for numbers, rows in self._table.rows.batches():
            cleaned, remarks = self._cleaned(list(zip(*rows, strict=True)))
            for place, (number, values) in enumerate(zip(numbers, zip(*cleaned, strict=True), strict=True)):
                yield self._row(assembler, number, values, remarks.get(place) if remarks else None)

    def _row(
        self, assembler: Assembler, number: int, values: Sequence[Any], remarks: list[Remark] | None
    ) -> Converted:
        for remark in remarks or ():
            if self._is_strict(remark.column):
                return Converted(number, [], remarks or [], remark)
        if assembler.is_simple:
            record = {
                name: value for name, value in zip(self._names, values, strict=True) if value is not None
            }
            records, problem = assembler.simple(record)
        else:
            filled = [pair for pair in zip(self._steps, values, strict=True) if pair[1] is not None]
            records, problem = assembler.row(filled)
        return Converted(number, records, remarks or [], Remark("", problem, {}) if problem else None)

    def _cleaned(self, columns: Sequence[Sequence[str]]) -> tuple[list[list[Any]], dict[int, list[Remark]]]:
        """Every mapped column as values; what could not be read, by place in the batch."""
        remarks: dict[int, list[Remark]] = {}
        cleaned = []
        for step in self._steps:
            cells = columns[step.place]
            try:
                known = {cell: step.clean(cell) for cell in set(cells)}
            except ValueError:
                known = _cleaned_with_remarks(step, cells, remarks)
            cleaned.append([known[cell] for cell in cells])
        return cleaned, remarks

    def _is_strict(self, title: str) -> bool:
        target = self.recognition.columns.get(title, "")
        return target.rpartition(".")[2] in STRICT

    def _step(self, title: str) -> _Step | None:
        target = self.recognition.columns.get(title, "")
        if not target:
            return None
        kind, _, field = target.partition(".")
        place = self._table.columns.index(title)
        found = NUMBERED.search(title)
        number = int(found[1]) if found and len(found[1]) < 3 else 1
        return _Step(place, title, kind, field, self._cleaner(title, target, field, place), number)

    def _cleaner(self, title: str, target: str, field: str, place: int) -> Callable[[str], Any]:
        name, _, by = field.partition(":")
        declared = self.recognition.field_kinds.get(target, "")
        if self.recognition.profile == OURS:
            return self._our_cleaner(title, declared, place)
        if by:
            return _linking(name, by, self.recognition)
        if name == "external_id" and self.recognition.id_prefix:
            prefix = self.recognition.id_prefix
            return lambda text: f"{prefix}{text.strip()}" if text.strip() else None
        if name in DAYS or declared == "day":
            return self._day_cleaner(title, place)
        if name in NUMBERS or declared in ("money", "number", "percent"):
            sign = cleaning.decimal_sign(self._column(place), self._table.separator)
            return lambda text: cleaning.number(text, sign)
        if name == "discount_percent":
            return self._percent_cleaner(place)
        if name == "shipper" and "shippers" in self._lookups:
            names = self._lookups["shippers"]
            return lambda text: names.get(text.strip(), text.strip()) or None
        return _cleaner_of(name, declared)

    def _our_cleaner(self, title: str, declared: str, place: int) -> Callable[[str], Any]:
        """What we wrote ourselves is taken as it stands; only its type is put back."""
        if declared == "day":
            return self._day_cleaner(title, place)
        if declared in ("money", "number", "percent"):
            sign = cleaning.decimal_sign(self._column(place), self._table.separator)
            return lambda text: cleaning.number(text, sign)
        return {"whole": _whole, "flag": cleaning.flag, "json": _json}.get(declared, _as_it_stands)

    def _column(self, place: int) -> list[str]:
        return [row[place] for row in self._table.rows if row[place]]

    def _day_cleaner(self, title: str, place: int) -> Callable[[str], Any]:
        order, sure = cleaning.date_order(self._column(place), self.recognition.date_hint)
        if not sure:
            day_first = N_("The days in “{column}” could be read both ways; the day first was taken.")
            month_first = N_("The days in “{column}” could be read both ways; the month first was taken.")
            template = day_first if order == "dmy" else month_first
            self.warnings.append(Remark(title, template, {"column": title}))
        return lambda text: cleaning.day(text, order)

    def _percent_cleaner(self, place: int) -> Callable[[str], Any]:
        """A discount written as 0.15 is fifteen per cent, when the whole column is written so."""
        values = self._column(place)
        sign = cleaning.decimal_sign(values, self._table.separator)
        shares = _all_shares(values, sign)

        def clean(text: str) -> Any:
            value = cleaning.number(text, sign)
            return value * 100 if shares and value is not None and "%" not in text else value

        return clean


def _cleaned_with_remarks(
    step: _Step, cells: Sequence[str], remarks: dict[int, list[Remark]]
) -> dict[str, Any]:
    """The values of a column in which some cells cannot be read; those are remarked upon and stay empty."""
    known: dict[str, Any] = {}
    wrong: dict[str, Remark] = {}
    for cell in set(cells):
        try:
            known[cell] = step.clean(cell)
        except ValueError as problem:
            known[cell] = None
            wrong[cell] = _remark(step.title, cell, problem)
    for place, cell in enumerate(cells):
        if cell in wrong:
            remarks.setdefault(place, []).append(wrong[cell])
    return known


def _all_shares(values: Sequence[str], sign: str) -> bool:
    seen = False
    for text in values:
        try:
            value = cleaning.number(text, sign)
        except ValueError:
            continue
        if value is None or "%" in text or value > 1:
            return False
        seen = seen or 0 < value < 1
    return seen


def _linking(name: str, by: str, recognition: Recognition) -> Callable[[str], Any]:
    """A cell that names another record; Salesforce marks references with an at sign."""
    kind = LINKED.get(name, recognition.kind)
    prefix = PREFIXED.get(name, "") if by == "external_id" else ""

    def clean(text: str) -> Link | None:
        text = cleaning.one_line(text) or ""
        if text.startswith("@") and len(text) > 1:
            return Link(kind, "external_id", text[1:])
        return Link(kind, by, prefix + text) if text else None

    return clean


def _cleaner_of(name: str, declared: str) -> Callable[[str], Any]:
    """How the text of a field becomes its value."""
    if name in LISTS or name.endswith(".type"):
        return lambda text: cleaning.listed(text) or None
    if name in ("country", "ship_country", "origin_country") or declared == "country":
        return _country
    special: dict[str, Callable[[str], Any]] = {
        "email": cleaning.one_or_more_emails,
        "second_email": cleaning.one_or_more_emails,
        "web": cleaning.web,
        "tags": cleaning.tags,
        "language": regions.language_code,
        "currency": regions.currency_code,
        "is_active": _not_discontinued if not declared else cleaning.flag,
        "also_known_as": cleaning.aliases,
        "type": lambda text: choice_of("type", text),
        "stage": lambda text: choice_of("stage", text),
        "tier": lambda text: choice_of("tier", text),
    }
    if name in special:
        return special[name]
    if name in PHONES or declared == "phone":
        return cleaning.phone
    if name in WHOLE or declared == "whole":
        return cleaning.whole
    if declared == "flag":
        return cleaning.flag
    return cleaning.lines if name in SEVERAL_LINES or declared == "long" else cleaning.one_line


def _as_it_stands(text: str) -> str | None:
    return text or None


def _whole(text: str) -> int | None:
    try:
        return int(text) if text else None
    except ValueError:
        raise ValueError("is not a whole number") from None


def _json(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        raise ValueError("cannot be read") from None


def _country(text: str) -> str | None:
    return regions.country_code(text) or cleaning.one_line(text)


def _not_discontinued(text: str) -> bool | None:
    gone = cleaning.flag(text)
    return None if gone is None else not gone


def _remark(title: str, cell: str, problem: ValueError) -> Remark:
    shown = cleaning.one_line(cell[:80]) or ""
    template = PROBLEMS.get(str(problem), N_("“{value}” in column “{column}” cannot be read."))
    return Remark(title, template, {"value": shown, "column": title})


PROBLEMS = {
    "is not a day": N_("“{value}” in column “{column}” is not a day."),
    "is not a number": N_("“{value}” in column “{column}” is not a number."),
    "is not a whole number": N_("“{value}” in column “{column}” is not a whole number."),
    "is not an e-mail address": N_("“{value}” in column “{column}” is not an e-mail address."),
    "is not a web address": N_("“{value}” in column “{column}” is not a web address."),
    "is neither yes nor no": N_("“{value}” in column “{column}” is neither yes nor no."),
    "is not one of our choices": N_("“{value}” in column “{column}” is not one of our choices."),
}
