"""A screen of a list and a field, for trying the shell."""

from typing import Any

from tests.ui.conftest import many_ids, many_rows
from ui.lists import Column, Rows
from ui.screens import base
from ui.screens.base import House, Place
from ui.views import Line, ListView
from ui.widgets.basics import column
from ui.widgets.search import SearchField


class Screen(base.Screen):
    """A filter over a list of a thousand names."""

    kinds = frozenset({"accounts"})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.opened: list[Place] = []
        self.asked = 0
        columns = [
            Column("Name", lambda r: r.name, sort="name", stretch=True),
            Column("City", lambda r: r.city),
        ]
        self.model = Rows(house.work, many_ids, many_rows, columns, lambda r: f"{r.name}, {r.city}", self)
        self.list = ListView(self.model, lambda r: Line(r.name, r.city, mark=r.name), "Accounts")
        self.filter = SearchField("Filter 1,000 accounts…")
        self.filter.asked.connect(lambda text: self.model.ask(text=text))
        self.setLayout(column(self.filter, self.list))

    def primary(self) -> Any:
        return ("New account", "plus", lambda: None)

    def open(self, place: Place) -> None:
        self.opened.append(place)
        self.filter.setText(str(place.state.get("text", "")))
        self.refresh()

    def refresh(self) -> None:
        self.asked += 1
        self.model.ask(text=self.filter.text())

    def state(self) -> dict[str, Any]:
        return {"text": self.filter.text()}

    def filter_here(self) -> None:
        self.filter.setFocus()
