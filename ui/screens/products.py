"""The catalogue: families, the whole range in a list with the prices of a list, and the product beside it."""

from typing import Any

from PySide6.QtCore import Qt

from app.language import current, t
from ui.forms.generic import fields_of
from ui.lists import Column, Rows
from ui.screens import base, product_tasks
from ui.screens.base import House, Place
from ui.screens.product_bar import ProductBar
from ui.screens.product_pane import NewProduct, ProductPane
from ui.views import TableView
from ui.widgets.basics import column, first_focus, holder
from ui.widgets.beside import Beside
from ui.widgets.panels import EmptyState

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
        self._place = Place("products")
        self._price_list = ""
        self.bar = ProductBar()
        self.bar.asked.connect(self._ask)
        self.bar.filter.moved.connect(lambda step: self._into_list() if step > 0 else None)
        self.bar.presented.connect(self._present)
        self.model = Rows(house.work, product_tasks.ids, self._rows, _columns(), _spoken, self)
        self.model.counted.connect(self._counted)
        self.table = TableView(self.model, t("Products"))
        self.table.opened.connect(lambda found: self._edit(found.id))
        self.table.clicked.connect(lambda _: self._edit_current())
        self._card = holder(column(self.table, gap=0, margins=(8, 8, 8, 8)), "card")
        self._empty = EmptyState(
            "tag",
            t("Your range will stand here"),
            t("Products with their units, prices and pictures, all of them on this laptop."),
            t("Bring in a file…"),
            lambda: house.actions.run("import"),
            (t("New product"), lambda: self._edit("")),
        )
        self._empty.hide()
        left = column(self.bar, self._card, self._empty, gap=8, margins=(24, 0, 24, 16))
        left.setStretch(1, 1)
        left.setStretch(2, 1)
        self._beside = Beside(left, PANE_WIDTH, LEAST_LIST)
        self._beside.arranged.connect(self.bar.make_room)
        self.setLayout(column(self._beside, gap=0))

    def _rows(self, reader: Any, numbers: list[int]) -> Any:
        return product_tasks.rows(reader, numbers, self._price_list)

    # What the shell asks

    def primary(self) -> Any:
        return (t("New product"), "plus", lambda: self._edit(""))

    def open(self, place: Place) -> None:
        self._place = place
        self.bar.restore(place.state)
        self._ask_boxes()

    def refresh(self) -> None:
        self._ask_boxes(again=True)
        if self.pane is not None:
            self.pane.refresh()

    def state(self) -> dict[str, Any]:
        return {**self.bar.state(), "record": self.pane.product if self.pane is not None else ""}

    def filter_here(self) -> None:
        self.bar.filter.setFocus()
        self.bar.filter.selectAll()

    def leave(self) -> None:
        if self.pane is not None:
            self.pane.leave()

    # The list

    def _ask_boxes(self, again: bool = False) -> None:
        if not self._declared:
            self.house.work.read(fields_of, "products", then=self._declare, owner=self)
        self.house.work.read(
            product_tasks.families, then=lambda found: self._offer(found[0], found[1], again), owner=self,
            key=f"families-{id(self)}",
        )  # fmt: skip

    def _declare(self, declared: list[Any]) -> None:
        self._declared = [field for field in declared if field.name != "picture_id"]

    def _offer(self, families: list[Any], lists: list[Any], again: bool) -> None:
        state = {} if again else self._place.state
        family = self.bar.family.value() if again else str(state.get("family", ""))
        wanted = str(state.get("list", "")) or self._price_list
        self.bar.offer(families, lists, family, wanted)
        self._ask()
        if again:
            return
        record = self._place.record or str(state.get("record", ""))
        if record:
            self._edit(record)
        elif self.pane is not None:
            self._close()

    def _ask(self) -> None:
        self._price_list = self.bar.price_list.value()
        self.model.ask(**self.bar.question())

    def _counted(self, count: int) -> None:
        bare = count == 0 and not self.bar.narrows()
        self._empty.setVisible(bare)
        self._card.setVisible(not bare)
        self.bar.present.setVisible(not bare)
        self.bar.say_count(count)

    # The product

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

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
        if product:
            self.pane = ProductPane(self.house, product, self._declared, self.bar.lists)
        else:
            self.pane = NewProduct(self.house, self._declared)
            self.pane.added.connect(self._added)
        self.pane.closed.connect(self._close)
        self._beside.put(self.pane)
        if not product:
            first_focus(self.pane.form)
        elif isinstance(self.pane, ProductPane) and not self.table.isVisible():
            self.pane.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)  # never on the bin beside it

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
        self._beside.take_away()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _present(self) -> None:
        from ui.screens.presentation import Presentation

        Presentation(self.house, self.window()).begin()


def _columns() -> list[Column]:
    return [
        Column(t("Number"), lambda r: r.number, 104, "number"),
        Column(t("Name"), lambda r: r.name, 200, "name", stretch=True, face="name"),
        Column(t("Price"), _price, 110, right=True),
        Column(t("Stock"), _stock, 96, "stock", right=True),
        Column(t("Unit"), lambda r: r.unit, 110),
        Column(t("Family"), lambda r: r.family, 150, "family"),
    ]


def _price(row: Any) -> str:
    return current().money(row.price, row.currency) if row.price is not None else ""


def _stock(row: Any) -> str:
    parts = [current().number(row.stock_quantity) if row.stock_quantity is not None else "", row.stock_note]
    return " · ".join(filter(None, parts))


def _spoken(row: Any) -> str:
    return ", ".join(filter(None, (row.name, row.number, row.family, _price(row), row.unit, _stock(row))))
