"""The list of proposals, newest first."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame

from app.language import current, t
from ui import theme
from ui.lists import Column, Rows
from ui.screens.base import House
from ui.screens.proposal.deeds import quote_ids, quote_rows
from ui.views import TableView
from ui.widgets.basics import column, holder, row
from ui.widgets.panels import EmptyState
from ui.widgets.search import SearchField

TONES = {
    "draft": "info", "approved": "accent", "issued": "ok", "accepted": "ok", "declined": "danger", "expired": "warn",
}  # fmt: skip


class ProposalList(QFrame):
    """A filter over a table; Enter opens."""

    def __init__(self, house: House, opened: Callable[[str], object], new: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.filter = SearchField(t("Filter proposals…"))
        self.model = Rows(house.work, quote_ids, quote_rows, _columns(), parent=self)
        self.table = TableView(self.model, t("Proposals"))
        self._card = holder(column(self.table, gap=0, margins=(8, 8, 8, 8)), "card")
        self._empty = EmptyState(
            "file-text", t("No proposals yet"),
            t("Each proposal will be listed here with its state, its day and until when it is valid."),
            t("New proposal"), new,
        )  # fmt: skip
        self._nothing = EmptyState("search", t("Nothing fits"), t("No proposal has these words."))
        theme.fix(self.filter, 340)
        layout = column(
            row(self.filter, 1), self._card, self._empty, self._nothing, gap=8, margins=(24, 0, 24, 16)
        )
        for at in (1, 2, 3):
            layout.setStretch(at, 1)
        self.setLayout(layout)
        self._empty.hide()
        self._nothing.hide()
        self.filter.asked.connect(lambda text: self.model.ask(text=text))
        self.filter.moved.connect(lambda _: self.table.setFocus())
        self.table.opened.connect(lambda found: opened(found.id))
        self.model.counted.connect(self._counted)

    def _counted(self, count: int) -> None:
        filtered = bool(self.filter.text())
        self._card.setVisible(count > 0)
        self._empty.setVisible(count == 0 and not filtered)
        self._nothing.setVisible(count == 0 and filtered)


def _columns() -> list[Column]:
    return [
        Column(t("Number"), _number, 104, "number", face="name"),
        Column(t("Account"), lambda found: found.titles.get("account_id", ""), 200, stretch=True),
        Column(t("Title"), lambda found: str(found.values.get("subject") or ""), 200, "subject", stretch=True),
        Column(
            t("State"), lambda found: current().choice(found.values["state"], "quotes.state"), 112, "state",
            tone=lambda found: TONES.get(found.values["state"], "plain"), chip=True,
        ),
        Column(t("Valid until"), lambda found: _day(found.values.get("valid_until")), 112, "valid_until"),
        Column(t("Issued on"), lambda found: _day(found.values.get("issued_on")), 112, "issued_on"),
    ]  # fmt: skip


def _number(found: Any) -> str:
    version = found.values.get("version") or 1
    return str(found.values.get("number") or "–") + (f" v{version}" if version > 1 else "")


def _day(text: Any) -> str:
    return current().day(date.fromisoformat(str(text))) if text else ""
