"""The range as a client sees it: one product a page, in the person's own order, nothing internal."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from app.language import t
from ui import theme
from ui.lists import Column, Fixed
from ui.screens import product_tasks
from ui.screens.base import House
from ui.screens.product_pane import Picture
from ui.views import Line, ListView
from ui.widgets.basics import Button, IconButton, Label, column, holder, row, scrolled
from ui.widgets.links import LinkPicker
from ui.widgets.panels import EmptyState

SIDE = 260
BIG = 320


class Presentation(QDialog):
    """Pages one after the other; the list at the left can be put in one's own order."""

    shown_page = Signal(int)

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.house = house
        self._items: list[Any] = []
        self._owner = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(t("Our range"))
        self._build()
        if parent is not None:
            self.resize(parent.size())

    def begin(self) -> None:
        """Ask for the range and open over the whole window."""
        self.house.work.document(product_tasks.range_of, then=self._take, owner=self)
        self.house.work.store(_owner, then=self._know_owner, owner=self)
        parent = self.parentWidget()
        self.showMaximized() if parent is not None and parent.isMaximized() else self.show()

    def _build(self) -> None:
        right = column(self._page_place(), self._foot(), gap=0)
        right.setStretch(0, 1)
        whole = row(self._order_place(), gap=0)
        whole.addLayout(right, 1)
        self.setLayout(whole)

    def _order_place(self) -> QWidget:
        """The pages in their order, with the tools to change it."""
        self._pages = Fixed([Column("", lambda item: item.name)], lambda item: item.name)
        line = lambda item: Line(item.name, item.family, strong=False)
        self.list = ListView(self._pages, line, t("Products"), 48)
        self.list.chosen.connect(self._show)
        self.arrange_button = Button(t("Change the order"), "list", "quiet", self._toggle)
        up = IconButton("arrow-up", t("Move up"), lambda: self._move(-1))
        down = IconButton("arrow-down", t("Move down"), lambda: self._move(1))
        out = IconButton("x", t("Leave this product out"), self._drop)
        self._add = LinkPicker(self.house.work, "products", t("Add a product"))
        self._add.setAccessibleName(t("Add a product"))
        self._add.changed.connect(self._added)
        self._tools = holder(column(row(up, down, out, 1, gap=4), self._add, gap=8))
        self._tools.hide()
        side = holder(
            column(self.list, self._tools, self.arrange_button, gap=8, margins=(12, 16, 12, 16)), "pane"
        )
        return theme.fix(side, SIDE)

    def _page_place(self) -> QWidget:
        """One product, large."""
        self.picture = Picture(BIG)
        self._family = Label("", "small-strong", "accent")
        self._name = Label("", "display", wrap=True)
        self._unit = Label("", "body", "text-2", wrap=True)
        self._text = Label("", "strong", wrap=True)
        self._benefit = Label("", "body", "text-2", wrap=True)
        words = column(self._family, self._name, self._unit, self._text, self._benefit, 1, gap=12)
        page = row(column(self.picture, 1), words, gap=32, margins=(32, 32, 32, 16))
        page.setStretch(1, 1)
        self._page = scrolled(holder(page))
        self._none = EmptyState("presentation", t("No products to show yet"), "")
        self._none.hide()
        return holder(column(self._page, self._none, gap=0))

    def _foot(self) -> QHBoxLayout:
        self._where = Label("", "small", "text-2")
        self.before = Button(t("Back"), "chevron-left", clicked=lambda: self.turn(-1))
        self.next = Button(t("Next"), "chevron-right", "primary", clicked=lambda: self.turn(1))
        close = Button(t("Close"), "x", "quiet", self.reject)
        return row(close, 1, self._where, self.before, self.next, gap=12, margins=(32, 8, 32, 16))

    def _know_owner(self, owner: str) -> None:
        self._owner = owner

    def _take(self, items: list[Any]) -> None:
        self._items = list(items)
        self._pages.show(self._items)
        self._none.setVisible(not items)
        self._page.setVisible(bool(items))
        if items:
            self.list.go_to(0)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def _show(self, item: Any) -> None:
        if item is None:
            return
        for label, text in (
            (self._family, item.family),
            (self._name, item.name),
            (self._unit, " · ".join(filter(None, (item.number, item.unit)))),
            (self._text, item.text),
            (self._benefit, item.benefit),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.house.work.document(
            product_tasks.picture, item.picture, then=self._show_picture, owner=self, key="presentation"
        )
        self._say()
        self.shown_page.emit(self.list.currentIndex().row())

    def _show_picture(self, image: Any) -> None:
        # An empty frame says nothing to a client: without a picture the words stand alone.
        self.picture.setVisible(not image.isNull())
        self.picture.show_image(image)

    def _say(self) -> None:
        at, count = self.list.currentIndex().row(), len(self._items)
        self._where.setText(t("{page} of {pages}", page=at + 1, pages=count) if count else "")
        self.before.setEnabled(at > 0)
        self.next.setEnabled(at < count - 1)

    def turn(self, step: int) -> None:
        """To the next page or back."""
        at = self.list.currentIndex().row() + step
        if 0 <= at < len(self._items):
            self.list.go_to(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()))
        if step:
            self.turn(step)
            return
        super().keyPressEvent(event)

    # One's own order

    def _toggle(self) -> None:
        on = not self._tools.isVisible()
        self._tools.setVisible(on)
        self.arrange_button.set_text(t("Done") if on else t("Change the order"))

    def _move(self, step: int) -> None:
        at = self.list.currentIndex().row()
        to = at + step
        if 0 <= to < len(self._items):
            self._items[at], self._items[to] = self._items[to], self._items[at]
            self._keep(to)

    def _drop(self) -> None:
        at = self.list.currentIndex().row()
        if 0 <= at < len(self._items) and len(self._items) > 1:
            del self._items[at]
            self._keep(min(at, len(self._items) - 1))

    def _added(self, product: Any) -> None:
        if product:
            self._add.set_value(None)
            order = [item.product_id for item in self._items if item.product_id != product]
            self._write([*order, product], then=lambda _: self._again())

    def _keep(self, at: int) -> None:
        self._pages.show(self._items)
        self.list.go_to(at)
        self._write([item.product_id for item in self._items])

    def _write(self, products: list[str], then: Any = None) -> None:
        self.house.work.write(t("Change the order"), product_tasks.arrange, products, self._owner, then=then)

    def _again(self) -> None:
        self.house.work.document(product_tasks.range_of, then=self._take, owner=self)


def _owner(workspace: Any) -> str:
    return workspace.preferences.user_id or ""
