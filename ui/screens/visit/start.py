"""Whom was it? The page before the form where no account is known yet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame

from app.language import t
from ui import theme
from ui.screens.base import House
from ui.widgets.basics import Label, column, holder, row
from ui.widgets.fields import FormField
from ui.widgets.links import LinkPicker


class StartPage(QFrame):
    """One field: the account that was visited."""

    def __init__(self, house: House, chosen: Callable[[str], object], text: str = "") -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.picker = LinkPicker(house.work, "accounts")
        self.picker.changed.connect(lambda id: self._take(id, chosen))
        field = FormField(t("Account"), self.picker)
        words = Label(text or t("Whom did you visit? Type a part of the name."), "body", "text-2", wrap=True)
        card = holder(column(words, field, gap=12, margins=(24, 20, 24, 24)), "card")
        theme.fix(card, 520)
        outer = column(row(card, 1), 1, gap=0)
        self.setLayout(outer)

    def _take(self, id: Any, chosen: Callable[[str], object]) -> None:
        if id:
            chosen(str(id))
