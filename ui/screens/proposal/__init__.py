"""Proposals: the list of them, and the editor with its live pages."""

from typing import Any, cast

from PySide6.QtWidgets import QStackedWidget

from app.errors import RapportError
from app.language import t
from ui.actions import key_text
from ui.screens import base
from ui.screens.base import House, Place
from ui.screens.proposal.deeds import make_quote
from ui.screens.proposal.editor import Editor
from ui.screens.proposal.listing import ProposalList
from ui.screens.proposal.tools import TOOLS
from ui.screens.visit.start import StartPage
from ui.widgets.basics import column, first_focus, holder
from ui.work import sentence


class Screen(base.Screen):
    """A list until one is opened."""

    kinds = frozenset({"quotes", "quote_lines", "attachments"})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._quote = ""
        self.list = ProposalList(house, lambda id: house.go(Place("proposal", id, "quotes")), self.new_here)
        self.editor = Editor(house)
        self.editor.titled.connect(self.titled.emit)
        self.editor.gone.connect(self._gone)
        self._start = StartPage(house, self._make, t("For whom is it? Type a part of the name."))
        self._stack = QStackedWidget()
        for page in (self.list, self.editor, holder(column(self._start, gap=0, margins=(24, 0, 24, 16)))):
            self._stack.addWidget(page)
        self.setLayout(column(self._stack, gap=0))

    def primary(self) -> Any:
        if self._stack.currentIndex() == 0:
            return (t("New proposal"), "plus", self.new_here)
        return None

    def open(self, place: Place) -> None:
        self._quote = place.record
        account = str(place.state.get("account", ""))
        if place.record:
            self._stack.setCurrentIndex(1)
            self.editor.open(place.record)
        elif account and place.state.get("made") is None:
            self._make(account)
        else:
            self._stack.setCurrentIndex(0)
            self.list.filter.setText(str(place.state.get("text", "")))
            self.list.model.ask(text=self.list.filter.text())
            self.list.table.setFocus()
        self.primary_changed.emit()

    def refresh(self) -> None:
        if self._stack.currentIndex() == 0:
            self.list.model.refresh()
        elif self._quote:
            self.editor.refresh()

    def state(self) -> dict[str, Any]:
        # Coming back must not make another proposal for the same account.
        return {"text": self.list.filter.text(), "made": True}

    def keys(self) -> list[tuple[str, str]]:
        """For the sheet of keys."""
        own = [
            (t("Edit the cell, then on to the quantity or the next line"), "Return"),
            (t("Words of one's own although a product fits"), "Shift+Return"),
            (t("Through quantity, price and discount"), "Tab"),
            (t("Issue, or the main step of this state"), "Ctrl+Return"),
            (t("Show or hide the pages"), "Ctrl+Shift+P"),
            *((t(text), keys) for _, text, _, keys in TOOLS if keys),
        ]
        return [(text, key_text((keys,))) for text, keys in own]

    def filter_here(self) -> None:
        self.list.filter.setFocus()
        self.list.filter.selectAll()

    def new_here(self) -> None:
        self._stack.setCurrentIndex(2)
        self.titled.emit(t("New proposal"))
        self.primary_changed.emit()
        first_focus(self._start)

    def leave(self) -> None:
        self.editor.leave()

    def _gone(self) -> None:
        self._quote = ""
        self.house.hub.trouble.emit(t("This proposal is not here: it was deleted, or is not on this laptop."))
        self._stack.setCurrentIndex(0)
        self.titled.emit(t("Proposals"))
        self.list.model.ask(text=self.list.filter.text())
        self.primary_changed.emit()

    def _make(self, account: str) -> None:
        self.house.work.write(
            t("New proposal"), make_quote, account,
            then=lambda done: self.house.go(Place("proposal", str(done.value), "quotes")),
            failed=lambda error: self.house.hub.trouble.emit(sentence(cast(RapportError, error))), owner=self,
        )  # fmt: skip
