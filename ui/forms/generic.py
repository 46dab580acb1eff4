"""A form for any kind of record, made from its declared fields."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.language import current, t
from ui.forms.base import Form
from ui.screens.base import House
from ui.widgets.basics import Label, column
from ui.widgets.fields import (
    ChoiceBox,
    DayEdit,
    Flag,
    FormField,
    LongText,
    MomentEdit,
    MoneyEdit,
    NumberEdit,
    TextEdit,
)
from ui.widgets.links import LinkPicker

HIDDEN = ("json",)


def words(name: str) -> str:
    """A choice as a person reads it: in_transit → In transit, then translated."""
    return current().choice(name)


def editor_of(house: House, field: Any) -> QWidget:
    """The editor for a declared field."""
    makers: dict[str, Callable[[], QWidget]] = {
        "long": LongText,
        "day": DayEdit,
        "moment": MomentEdit,
        "money": MoneyEdit,
        "number": NumberEdit,
        "percent": lambda: NumberEdit(),
        "whole": lambda: NumberEdit(whole=True),
        "flag": Flag,
    }
    if field.link:
        return LinkPicker(house.work, field.link)
    if field.choices:
        return ChoiceBox(
            [(c, words(c)) for c in field.choices], t(field.label), "" if field.required else "–"
        )
    return makers.get(field.type, TextEdit)()


class GenericForm(Form):
    """All fields of a kind, in named groups; a new record is saved by `save()`, an existing one by itself."""

    def __init__(self, house: House, kind: str, declared: list[Any], record: str = "") -> None:
        super().__init__(house, f"generic-{kind}", record, self._write, autosave=bool(record))
        self.kind = kind
        layout = column(self.banner, gap=12)
        group = None
        for field in declared:
            if field.type in HIDDEN:
                continue
            if (field.group or "") != (group or ""):
                group = field.group
                layout.addWidget(Label(t(group or "More"), "small-strong", "text-2"))
            shown = FormField(
                t(field.label), editor_of(house, field), t(field.help) if field.help else "", field.required
            )
            layout.addWidget(self.bind(field.name, shown))
        layout.addStretch(1)
        self.setLayout(layout)

    def _write(
        self, values: dict[str, Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        work = self.house.work
        if self.record:
            work.write(
                t("Change record"),
                change_record,
                self.kind,
                self.record,
                values,
                then=then,
                failed=failed,
                owner=self,
            )
        else:
            given = {name: value for name, value in values.items() if value not in (None, "")}
            work.write(t("Add record"), add_record, self.kind, given, then=then, failed=failed, owner=self)


def fields_of(reader: Any, kind: str) -> Any:
    """The declared fields of a kind."""
    from app.queries import records

    return records.fields_of(reader, kind)


def read_record(reader: Any, kind: str, record: str) -> Any:
    """One record with the titles of its links."""
    from app.queries import records

    return records.record(reader, kind, record)


def add_record(session: Any, kind: str, values: dict[str, Any]) -> Any:
    """Add a record."""
    from app.services import records

    return records.add(session, kind, values)


def change_record(session: Any, kind: str, record: str, values: dict[str, Any]) -> Any:
    """Change a record."""
    from app.services import records

    return records.change(session, kind, record, values)


def delete_record(session: Any, kind: str, record: str) -> Any:
    """Delete a record; undo brings it back."""
    from app.services import records

    return records.delete(session, kind, record)
