"""Any kind of record: its list, and its form made from the declaration."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter

from app.language import current, t
from ui.forms.generic import GenericForm, delete_record, fields_of, read_record, words
from ui.lists import Column, Rows
from ui.screens import base, entry
from ui.screens.base import House, Place
from ui.views import TableView
from ui.widgets.basics import Button, ElidedLabel, clear, column, first_focus, holder, row, scrolled
from ui.widgets.panels import EmptyState
from ui.widgets.search import SearchField

FORM_WIDTH = 420


def ids(reader: Any, kind: str, text: str = "", sort: str = "", **_: Any) -> Any:
    """Row numbers of the records of a kind."""
    from app.queries.record_lists import record_ids

    return record_ids(reader, kind, text, None, sort)


class Screen(base.Screen):
    """The list of one kind at the left, the record at the right."""

    def __init__(self, house: House, kind: str = "") -> None:
        super().__init__(house)
        self.kind = kind
        self._declared: list[Any] = []
        self._form: GenericForm | None = None
        self._place: Place | None = None
        self.filter = SearchField(t("Filter this list…"))
        self.model: Rows | None = None
        self.table: TableView | None = None
        self._card: QFrame
        self._empty: EmptyState
        self._left = column(row(self.filter, gap=8), gap=8, margins=(24, 0, 12, 16))
        self._right = column(gap=8, margins=(12, 0, 24, 16))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(holder(self._left))
        self._side = holder(self._right)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self._side.hide()
        self._left.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self._split, gap=0))
        self.filter.asked.connect(lambda text: self.model.ask(text=text) if self.model else None)

    def primary(self) -> Any:
        return (t("New"), "plus", lambda: self._edit(""))

    def open(self, place: Place) -> None:
        self._place = place
        kind = place.kind or self.kind or next(iter(entry(place.screen).kinds), "accounts")
        if kind == self.kind and self.model is not None:
            self._arrive()
            return
        self.kind = kind
        self.kinds = frozenset({kind})
        self.house.work.read(fields_of, kind, then=self._build, owner=self, key=f"fields-{id(self)}")

    def refresh(self) -> None:
        if self.model is not None:
            self.model.refresh()

    def state(self) -> dict[str, Any]:
        record = self._form.record if self._form is not None else ""
        return {"text": self.filter.text(), "record": record}

    def filter_here(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def leave(self) -> None:
        if self._form is not None:
            self._form.leave()

    def _build(self, declared: list[Any]) -> None:
        self._declared = declared
        if self.table is not None:
            self._card.deleteLater()
            self._empty.deleteLater()
        listed = [f for f in declared if f.listed] or declared[:4]
        columns = [_column(f, first=at == 0) for at, f in enumerate(listed[:6])]
        kind = self.kind
        self.model = Rows(self.house.work, ids, _rows_of(kind), columns, parent=self)
        self.table = TableView(self.model, t("Records"))
        self.table.opened.connect(lambda found: self._edit(found.id))
        self.table.clicked.connect(lambda _: self._edit_current())
        self.model.counted.connect(self._counted)
        self._empty = EmptyState(
            "inbox",
            t("Nothing here yet"),
            t("Records of this kind will be listed here."),
            t("New"),
            lambda: self._edit(""),
        )
        self._left.setAlignment(Qt.AlignmentFlag(0))
        self._card = holder(column(self.table, gap=0, margins=(8, 8, 8, 8)), "card")
        self._left.addWidget(self._card, 1)
        self._left.addWidget(self._empty, 1)
        self._empty.hide()
        self._arrive()

    def _arrive(self) -> None:
        assert self.model is not None and self._place is not None
        self.filter.setText(str(self._place.state.get("text", "")))
        self.model.ask(kind=self.kind, text=self.filter.text())
        record = self._place.record or self._place.state.get("record", "")
        if record:
            self._edit(str(record))

    def _counted(self, count: int) -> None:
        assert self.table is not None
        bare = count == 0 and not self.filter.text()
        self._empty.setVisible(bare)
        self._card.setVisible(not bare)

    def _edit_current(self) -> None:
        found = self.table.current_row() if self.table is not None else None
        if found is not None:
            self._edit(found.id)

    def _edit(self, record: str) -> None:
        if self._form is not None:
            if self._form.record == record and record:
                return
            self._form.leave()
        clear(self._right)
        form = GenericForm(self.house, self.kind, self._declared, record)
        self._form = form
        title = ElidedLabel(t("New record") if not record else "", "heading")
        head = row(title, form.mark, gap=8)
        head.setStretch(0, 1)
        if record:
            head.addWidget(Button(t("Delete"), "trash-2", "quiet", lambda: self._delete(record)))
        else:
            head.addWidget(Button(t("Save"), "check", "", form.save))
            form.stored.connect(self._added)
        head.addWidget(Button(t("Close"), "x", "quiet", self._close))
        self._right.addLayout(head)
        self._right.addWidget(scrolled(form), 1)
        self._side.show()
        self._side.setMinimumWidth(320)
        self._split.setSizes([self.width() - FORM_WIDTH, FORM_WIDTH])
        if record:
            self.house.work.read(
                read_record, self.kind, record, then=lambda found: self._fill(form, title, found), owner=form
            )
        else:
            form.show_values({})
            first_focus(form)

    def _fill(self, form: GenericForm, title: ElidedLabel, found: dict[str, Any]) -> None:
        first = next((f.name for f in self._declared if f.listed), "")
        title.setText(str(found.get("name") or found.get(first) or ""))
        form.show_values(found, found.get("links", {}))

    def _added(self, record: Any) -> None:
        self._form = None
        self._edit(str(record))

    def _close(self) -> None:
        self.leave()
        self._form = None
        clear(self._right)
        self._side.hide()

    def _delete(self, record: str) -> None:
        self._form = None
        clear(self._right)
        self._side.hide()
        self.house.work.write(
            t("Delete record"), delete_record, self.kind, record, notice=t("Record deleted")
        )


def _rows_of(kind: str) -> Any:
    def rows(reader: Any, numbers: list[int]) -> Any:
        from app.queries.record_lists import record_rows

        return record_rows(reader, numbers, kind)

    return rows


def _column(field: Any, first: bool) -> Column:
    numeric = field.type in ("money", "number", "percent", "whole")
    return Column(
        t(field.label),
        lambda found: (
            found.titles.get(field.name, "") if field.link else shown(field, found.values.get(field.name))
        ),
        220 if first else 130,
        field.name if not field.link else "",
        numeric,
        stretch=first,
        face="name" if first else "body",
    )


def shown(field: Any, value: Any) -> str:
    """A plain value of a declared field as a person reads it."""
    if value is None or value == "":
        return ""
    if field.choices:
        return words(str(value))
    try:
        return _formatted(field.type, value)
    except (ValueError, ArithmeticError):
        return str(value)


def _formatted(kind: str, value: Any) -> str:
    from datetime import date, datetime
    from decimal import Decimal

    if kind == "flag":
        return t("Yes") if value else t("No")
    if kind == "day":
        return current().day(date.fromisoformat(str(value)))
    if kind == "moment":
        return current().moment(datetime.fromisoformat(str(value).replace("Z", "+00:00")))
    if kind in ("money", "number", "percent", "whole"):
        return current().number(Decimal(str(value)))
    return str(value)
