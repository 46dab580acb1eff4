"""The tools above the sheet, its menu, and the bar that proposes a new price."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QMenu

from app.language import N_, current, t
from ui.actions import key_text
from ui.icons import icon
from ui.screens.base import House
from ui.screens.proposal import deeds
from ui.screens.proposal.lines import LinesModel
from ui.screens.proposal.sheet import LinesView
from ui.screens.proposal.writing import LineWriter, price_sentence
from ui.widgets.basics import Button, IconButton, IconLabel, Label, row

TOOLS = (
    ("heading", N_("Add heading"), "list", ""),
    ("option", N_("Option, not in the total"), "circle-plus", ""),
    ("alternative", N_("Alternative to the line above"), "arrow-up-down", ""),
    ("duplicate", N_("Duplicate line"), "copy", "Ctrl+D"),
    ("up", N_("Move up"), "arrow-up", "Ctrl+Up"),
    ("down", N_("Move down"), "arrow-down", "Ctrl+Down"),
    ("remove", N_("Remove line"), "trash-2", "Del"),
)


SHORT = {"heading": N_("Heading"), "option": N_("Option"), "alternative": N_("Alternative")}


class LineTools(QFrame):
    """Small buttons for what can be done with the current line; the same stand in its menu."""

    def __init__(self, house: House, model: LinesModel, view: LinesView, parent: QFrame) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.view = view
        self.writer = LineWriter(house, model, parent)
        layout = row(gap=0)
        for name, text, icon_name, keys in TOOLS:
            words = f"{t(text)}  {key_text((keys,))}" if keys else t(text)
            slot = partial(self.do, name)
            button = (
                IconButton(icon_name, t(text), slot)
                if keys
                else Button(t(SHORT[name]), icon_name, "quiet", slot)
            )
            button.setAccessibleName(t(text))
            button.setToolTip(words)
            layout.addWidget(button)
        layout.addStretch(1)
        self.setLayout(layout)
        view.wanted.connect(self.do)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu)

    def do(self, name: str) -> None:
        """Do it with the current line."""
        at = self.view.currentIndex().row()
        self.writer.do(name, at)
        if name in ("up", "down"):
            to = at + (1 if name == "down" else -1)
            if self.view.lines.row(at) is not None and self.view.lines.row(to) is not None:
                self.view.go_to(to, self.view.currentIndex().column())
        self.view.setFocus()

    def _menu(self, at: QPoint) -> None:
        if not self.view.lines.is_open:
            return
        menu = QMenu(self.view)
        for name, text, icon_name, keys in TOOLS:
            action = menu.addAction(icon(icon_name), t(text), partial(self.do, name))
            if keys:
                action.setShortcut(keys)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))


class PriceBar(QFrame):
    """A new quantity, a new price: taken as proposed, or kept as it was with a reason."""

    def __init__(self, writer: LineWriter) -> None:
        super().__init__()
        self.setProperty("part", "banner")
        self.setProperty("state", "info")
        self._writer = writer
        self._found: deeds.Repriced | None = None
        self._text = Label("", "small", wrap=True)
        self.keep = Button(t("Keep the old price…"), "", "", self._ask)
        self.accept = IconButton("check", t("Take the new price"), self.hide)
        inner = row(
            IconLabel("tag", "info", 20), self._text, self.keep, self.accept, gap=8, margins=(12, 4, 8, 4)
        )
        inner.setStretch(1, 1)
        self.setLayout(inner)

    def say(self, found: deeds.Repriced, currency: str) -> None:
        """The price that goes with the new quantity."""
        self._found = found
        self._currency = currency
        self._text.setText(price_sentence(found, currency))
        self.setAccessibleName(self._text.text())
        self.keep.setEnabled(found.before is not None)
        self.show()

    def _ask(self) -> None:
        from ui.dialogs.asking import ask_reason

        found = self._found
        if found is None or found.before is None:
            return
        old = current().money(found.before, self._currency)
        ask_reason(
            self.window(), t("Keep {price}", price=old),
            t("The quantity asks for another price. The reason is kept with the line."), t("Reason"),
            t("Keep the old price"), lambda why: self._keep(why),
        )  # fmt: skip

    def _keep(self, reason: str) -> None:
        if self._found is not None and self._found.before is not None:
            self._writer.keep_price(self._found.line, self._found.before, reason)
        self.hide()
