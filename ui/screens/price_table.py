"""The prices of a product, edited in place: list, from which quantity, price, from and until which day."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from app.language import t
from ui import theme
from ui.forms.base import Form
from ui.forms.generic import add_record, change_record, delete_record
from ui.screens.base import House
from ui.widgets.basics import Button, IconButton, Label, clear, column, row
from ui.widgets.fields import ChoiceBox, DayEdit, FormField, MoneyEdit, NumberEdit
from ui.widgets.panels import EmptyState

WIDTHS = {"price_list_id": 118, "minimum_quantity": 60, "price": 122, "valid_from": 132, "valid_until": 132}


class PriceLine(Form):
    """One price; it is written by itself once list and price are there."""

    def __init__(self, house: House, product: str, lists: list[Any], price: Any = None) -> None:
        super().__init__(house, "price", price.id if price else f"new-{product}", self._write, autosave=True)
        self._product = product
        self._id = price.id if price else ""
        self._lists = {one.id: one for one in lists}
        names = [(one.id, one.name) for one in lists]
        self.box = ChoiceBox(names, t("Price list"))
        self.money = MoneyEdit()
        editors: dict[str, tuple[str, QWidget]] = {
            "price_list_id": (t("Price list"), self.box),
            "minimum_quantity": (t("From quantity"), NumberEdit()),
            "price": (t("Price"), self.money),
            "valid_from": (t("Valid from"), DayEdit()),
            "valid_until": (t("Valid until"), DayEdit()),
        }
        layout = row(gap=4)
        for name, (label, editor) in editors.items():
            field = FormField(label, editor)
            field.label.hide()
            theme.fix(field, WIDTHS[name])
            if isinstance(editor, DayEdit):
                editor.line.setPlaceholderText("")
            layout.addWidget(self.bind(name, field))
        self._drop = IconButton("trash-2", t("Delete this price"), self.delete)
        layout.addWidget(self._drop)
        layout.addStretch(1)
        self.setLayout(column(self.banner, layout, gap=4))
        self.box.changed.connect(self._take_currency)
        self._show(price, lists)

    def _show(self, price: Any, lists: list[Any]) -> None:
        first = lists[0].id if lists else ""
        values = (
            {
                name: getattr(price, name, None)
                for name in ("minimum_quantity", "price", "valid_from", "valid_until")
            }
            if price
            else {}
        )
        values["price_list_id"] = price.list_id if price else first
        self._take_currency(values["price_list_id"])
        self.show_values(values)

    def _take_currency(self, list_id: Any) -> None:
        found = self._lists.get(str(list_id))
        self.money.set_currency(found.currency if found else "")

    def _write(
        self, values: dict[str, Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        work = self.house.work
        if self._id:
            work.write(
                t("Change price"),
                change_record,
                "prices",
                self._id,
                values,
                then=then,
                failed=failed,
                owner=self,
            )
            return
        whole = {name: value for name, value in self.values().items() if value not in (None, "")}
        if "price" not in whole or "price_list_id" not in whole:
            self._busy = False
            return

        def made(done: Any) -> None:
            self._id = str(done.value)
            then(done)

        whole["product_id"] = self._product
        work.write(t("Add price"), add_record, "prices", whole, then=made, failed=failed, owner=self)

    def delete(self) -> None:
        """Take the price away; undo brings it back."""
        self._idle.stop()
        self.drop_draft()
        if not self._id:
            self.hide()
            self.deleteLater()
            return
        self.house.work.write(t("Delete price"), delete_record, "prices", self._id, notice=t("Price deleted"))


class PriceTable(QFrame):
    """All prices of a product under one heading, and a way to add another."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self._product = ""
        self._lists: list[Any] = []
        self.lines: list[PriceLine] = []
        self._heads = row(gap=4)
        for name, title in (
            ("price_list_id", t("Price list")),
            ("minimum_quantity", t("From")),
            ("price", t("Price")),
            ("valid_from", t("Valid from")),
            ("valid_until", t("Valid until")),
        ):
            label = Label(title, "note-strong", "text-2")
            theme.fix(label, WIDTHS[name])
            self._heads.addWidget(label)
        self._heads.addStretch(1)
        self._rows = column(gap=4)
        self.add_button = Button(t("Add a price"), "plus", clicked=self.add)
        self._none = EmptyState(
            "tag",
            t("No price list yet"),
            t("Prices stand in lists, each in one currency. Make the first list, then come back here."),
            t("New price list"),
            self._new_list,
        )
        self.setLayout(
            column(
                self._heads, self._rows, row(self.add_button, 1), self._none, 1, gap=8, margins=(0, 12, 4, 8)
            )
        )

    def show_prices(self, product: str, prices: Any, lists: list[Any]) -> None:
        """Show the prices of a product; a line that is being typed in stays."""
        busy = any(
            line.isAncestorOf(line.window().focusWidget() or line) for line in self.lines if line.isVisible()
        )
        same = product == self._product and [p.id for p in prices] == [line._id for line in self.lines]
        self._lists = lists
        self._none.setVisible(not lists)
        self.add_button.setVisible(bool(lists))
        if busy and same:
            return
        self._product = product
        clear(self._rows)
        self.lines = []
        for price in prices:
            self._put(PriceLine(self.house, product, lists, price))

    def add(self) -> None:
        """An empty line with the cursor in its price."""
        line = PriceLine(self.house, self._product, self._lists)
        self._put(line)
        line.money.setFocus()

    def _put(self, line: PriceLine) -> None:
        self.lines.append(line)
        self._rows.addWidget(line)

    def leave(self) -> None:
        """Keep what was typed."""
        for line in self.lines:
            line.leave()

    def _new_list(self) -> None:
        from ui.screens.base import Place

        self.house.go(Place("records", "", "price_lists", {"new": True}))
