"""The catalogue: families, the whole range in a list with the prices of a list, and the product beside it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from app.language import current, t
from ui import theme
from ui.forms.generic import fields_of
from ui.lists import Column, Rows
from ui.screens import base, product_tasks
from ui.screens.base import House, Place
from ui.screens.product_pane import NewProduct, ProductPane
from ui.views import TableView
from ui.widgets.basics import Button, Label, clear, column, holder, row
from ui.widgets.fields import ChoiceBox, Flag
from ui.widgets.panels import EmptyState
from ui.widgets.search import SearchField

PANE_WIDTH = 664
LEAST_LIST = 400


class Screen(base.Screen):
    """The list at the left, the product at the right."""

    kinds = frozenset(
        {"products", "product_families", "product_texts", "prices", "price_lists", "range_pages"}
    )

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.pane: ProductPane | NewProduct | None = None
        self._declared: list[Any] = []
        self._lists: list[Any] = []
        self._place = Place("products")
        self._price_list = ""
        self._boxes_asked = False
        self._build()

    def _build(self) -> None:
        self.filter = SearchField(t("Filter the range…"))
        self.filter.asked.connect(lambda _: self._ask())
        self.family = ChoiceBox([], t("Family"), t("All families"))
        self.family.changed.connect(lambda _: self._ask())
        self.price_list = ChoiceBox([], t("Price list"))
        self.price_list.changed.connect(self._choose_list)
        self.all = Flag(t("Also not on sale"))
        self.all.changed.connect(lambda _: self._ask())
        self.count = Label("", "small", "text-2")
        self.present = Button(t("Present the range"), "presentation", clicked=self._present)
        for box in (self.family, self.price_list):
            box.setMinimumContentsLength(4)
            box.setMaximumWidth(theme.px(220))
        first = row(self.filter, self.present, gap=8)
        first.setStretch(0, 1)
        second = row(self.family, self.price_list, self.all, 0, self.count, gap=8)
        second.setStretch(0, 1)
        second.setStretch(1, 1)
        second.setStretch(3, 1)
        columns = [
            Column(t("Number"), lambda r: r.number, 104, "number"),
            Column(t("Name"), lambda r: r.name, 200, "name", stretch=True, face="name"),
            Column(t("Price"), _price, 110, right=True),
            Column(t("Stock"), _stock, 96, "stock"),
            Column(t("Unit"), lambda r: r.unit, 110),
            Column(t("Family"), lambda r: r.family, 150, "family"),
        ]
        self.model = Rows(self.house.work, product_tasks.ids, self._rows, columns, _spoken, self)
        self.table = TableView(self.model, t("Products"))
        self.table.opened.connect(lambda found: self._edit(found.id))
        self.table.clicked.connect(lambda _: self._edit_current())
        self.model.counted.connect(self._counted)
        self._card = holder(column(self.table, gap=0, margins=(8, 8, 8, 8)), "card")
        self._empty = EmptyState(
            "tag",
            t("Your range will stand here"),
            t("Products with their units, prices and pictures, all of them on this laptop."),
            t("Bring in a file…"),
            lambda: self.house.actions.run("import"),
            (t("New product"), lambda: self._edit("")),
        )
        self._empty.hide()
        self._left = column(first, second, self._card, self._empty, gap=8, margins=(24, 0, 24, 16))
        self._left.setStretch(2, 1)
        self._left.setStretch(3, 1)
        self._list_side = holder(self._left)
        self._right = column(gap=0)
        self._side = holder(self._right)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._list_side)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self._side.hide()
        self.setLayout(column(self._split, gap=0))
        theme.look().changed.connect(self._make_room)

    def _rows(self, reader: Any, numbers: list[int]) -> Any:
        return product_tasks.rows(reader, numbers, self._price_list)

    # What the shell asks

    def primary(self) -> Any:
        return (t("New product"), "plus", lambda: self._edit(""))

    def open(self, place: Place) -> None:
        self._place = place
        self.filter.blockSignals(True)
        self.filter.setText(str(place.state.get("text", "")))
        self.filter.blockSignals(False)
        self._ask_boxes()

    def refresh(self) -> None:
        self._ask_boxes(again=True)
        if self.pane is not None:
            self.pane.refresh()

    def state(self) -> dict[str, Any]:
        record = self.pane.product if self.pane is not None else ""
        return {
            "text": self.filter.text(),
            "family": self.family.value(),
            "list": self._price_list,
            "all": self.all.value(),
            "record": record,
        }

    def filter_here(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def leave(self) -> None:
        if self.pane is not None:
            self.pane.leave()

    # The list

    def _ask_boxes(self, again: bool = False) -> None:
        if not self._declared:
            self.house.work.read(fields_of, "products", then=self._declare, owner=self)
        self.house.work.read(
            product_tasks.families,
            then=lambda found: self._offer(found[0], found[1], again),
            owner=self,
            key=f"families-{id(self)}",
        )

    def _declare(self, declared: list[Any]) -> None:
        self._declared = [field for field in declared if field.name != "picture_id"]

    def _offer(self, families: list[Any], lists: list[Any], again: bool) -> None:
        state = {} if again else self._place.state
        chosen = self.family.value() if again else str(state.get("family", ""))
        self.family.clear()
        self.family.addItem(t("All families"), "")
        for each in families:
            self.family.addItem("    " * each.depth + each.name, each.id)
        self.family.setCurrentIndex(max(0, self.family.findData(chosen)))
        self._lists = lists
        wanted = self._price_list if again else str(state.get("list", "")) or self._price_list
        self.price_list.clear()
        for one in lists:
            said = one.name if one.currency in one.name else f"{one.name} ({one.currency})"
            self.price_list.addItem(said, one.id)
        self.price_list.setVisible(bool(lists))
        at = max(0, self.price_list.findData(wanted))
        self.price_list.setCurrentIndex(at if lists else -1)
        self._price_list = self.price_list.value()
        if not again:
            self.all.blockSignals(True)
            self.all.set_value(bool(state.get("all", False)))
            self.all.blockSignals(False)
        self._ask()
        record = "" if again else self._place.record or str(state.get("record", ""))
        if record:
            self._edit(record)
        elif not again and self.pane is not None:
            self._close()

    def _choose_list(self, chosen: Any) -> None:
        self._price_list = str(chosen)
        self._ask()

    def _ask(self) -> None:
        self.model.ask(
            text=self.filter.text(),
            family=self.family.value(),
            only_active=not self.all.value(),
            price_list=self._price_list,
        )

    def _counted(self, count: int) -> None:
        bare = count == 0 and not (self.filter.text() or self.family.value())
        self._empty.setVisible(bare)
        self._card.setVisible(not bare)
        self.present.setVisible(not bare)
        self.count.setText(current().plural(count, "{count} product", "{count} products"))
        self._make_room()

    def _make_room(self) -> None:
        self.count.setVisible(self.pane is None and self.width() >= theme.px(560))

    # The product

    def _edit_current(self) -> None:
        found = self.table.current_row()
        if found is not None:
            self._edit(found.id)

    def _edit(self, product: str) -> None:
        if self.pane is not None:
            if self.pane.product == product and product:
                return
            self.pane.leave()
        if not self._declared:
            self.house.work.read(
                fields_of, "products", then=lambda found: self._declare_and_edit(found, product), owner=self
            )
            return
        clear(self._right)
        if product:
            self.pane = ProductPane(self.house, product, self._declared, self._lists)
        else:
            self.pane = NewProduct(self.house, self._declared)
            self.pane.added.connect(self._added)
        self.pane.closed.connect(self._close)
        self._right.addWidget(self.pane)
        self._side.show()
        self._fit()

    def _declare_and_edit(self, declared: list[Any], product: str) -> None:
        self._declare(declared)
        self._edit(product)

    def _added(self, product: str) -> None:
        self.pane = None
        self._edit(product)

    def _close(self) -> None:
        if self.pane is not None:
            self.pane.leave()
            self.pane = None
        clear(self._right)
        self._side.hide()
        self._list_side.show()
        self.count.setVisible(True)
        self.all.setVisible(True)
        theme.space(self._left, (24, 0, 24, 16), 8)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """The product beside the list where there is room, else in its place."""
        if self.pane is None:
            return
        wide = self.width() >= theme.px(LEAST_LIST + PANE_WIDTH)
        self._list_side.setVisible(wide)
        self.count.setVisible(False)
        self.all.setVisible(not wide)
        theme.space(self._left, (24, 0, 12, 16), 8)
        layout = self.pane.layout()
        if layout is not None:
            theme.space(layout, (12 if wide else 24, 0, 24, 16), 8)
        if wide:
            self._side.setMinimumWidth(theme.px(PANE_WIDTH))
            self._split.setSizes([self.width() - theme.px(PANE_WIDTH), theme.px(PANE_WIDTH)])
        else:
            self._side.setMinimumWidth(0)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._fit()

    def _present(self) -> None:
        from ui.screens.presentation import Presentation

        Presentation(self.house, self.window()).begin()


def _price(row: Any) -> str:
    return current().money(row.price, row.currency) if row.price is not None else ""


def _stock(row: Any) -> str:
    parts = [current().number(row.stock_quantity) if row.stock_quantity is not None else "", row.stock_note]
    return " · ".join(filter(None, parts))


def _spoken(row: Any) -> str:
    return ", ".join(filter(None, (row.name, row.number, row.family, _price(row), row.unit, _stock(row))))
