"""What stands over the catalogue: filter, family, price list, what is on sale, and the way to the presentation."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.language import current, t
from ui import theme
from ui.widgets.basics import Button, Label, column, row
from ui.widgets.fields import ChoiceBox, Flag
from ui.widgets.search import SearchField

ROOM_FOR_COUNT = 560
ROOM_FOR_FLAG = 460


class ProductBar(QFrame):
    """Two lines of choices; `asked` says that one of them changed."""

    asked = Signal()
    presented = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.filter = SearchField(t("Filter the range…"))
        self.family = ChoiceBox([], t("Family"), t("All families"))
        self.price_list = ChoiceBox([], t("Price list"))
        self.all = Flag(t("Also not on sale"))
        self.count = Label("", "small", "text-2")
        self.present = Button(t("Present the range"), "presentation", clicked=self.presented.emit)
        self.lists: list[Any] = []
        for box in (self.family, self.price_list):
            box.setMinimumContentsLength(4)
            box.setMaximumWidth(theme.px(220))
        for editor in (self.family, self.price_list, self.all):
            editor.changed.connect(lambda _: self.asked.emit())
        self.filter.asked.connect(lambda _: self.asked.emit())
        first = row(self.filter, self.present, gap=8)
        first.setStretch(0, 1)
        second = row(self.family, self.price_list, self.all, 0, self.count, gap=8)
        for place, share in ((0, 3), (1, 3), (3, 1)):
            second.setStretch(place, share)
        self.setLayout(column(first, second, gap=8))

    def question(self) -> dict[str, Any]:
        """What the list is asked with."""
        return {
            "text": self.filter.text(),
            "family": self.family.value(),
            "only_active": not self.all.value(),
            "price_list": self.price_list.value(),
        }

    def narrows(self) -> bool:
        """Whether some of the range is left out on purpose."""
        return bool(self.filter.text() or self.family.value())

    def state(self) -> dict[str, Any]:
        """What to remember."""
        return {
            "text": self.filter.text(),
            "family": self.family.value(),
            "list": self.price_list.value(),
            "all": self.all.value(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Put back what was remembered, without asking."""
        for editor in (self.filter, self.all):
            editor.blockSignals(True)
        self.filter.setText(str(state.get("text", "")))
        self.all.set_value(bool(state.get("all", False)))
        for editor in (self.filter, self.all):
            editor.blockSignals(False)

    def offer(self, families: list[Any], lists: list[Any], family: str, price_list: str) -> None:
        """Fill the boxes, keeping what was chosen."""
        self.lists = lists
        self.family.clear()
        self.family.addItem(t("All families"), "")
        for each in families:
            self.family.addItem("    " * each.depth + each.name, each.id)
        self.family.setCurrentIndex(max(0, self.family.findData(family)))
        self.price_list.clear()
        for one in lists:
            said = one.name if one.currency in one.name else f"{one.name} ({one.currency})"
            self.price_list.addItem(said, one.id)
        self.price_list.setVisible(bool(lists))
        self.price_list.setCurrentIndex(max(0, self.price_list.findData(price_list)) if lists else -1)

    def say_count(self, count: int) -> None:
        """How many there are now."""
        self.count.setText(current().plural(count, "{count} product", "{count} products"))

    def make_room(self, width: int) -> None:
        """Where the list is narrow, the choices come before the count."""
        self.count.setVisible(width >= theme.px(ROOM_FOR_COUNT))
        self.all.setVisible(width >= theme.px(ROOM_FOR_FLAG) or self.all.value())
