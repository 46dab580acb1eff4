"""The list of accounts: filter, sort, count, and rows of two lines; 100,000 of them scroll like ten."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu

from app.language import N_, current, t
from ui import theme
from ui.delegates import Line
from ui.lists import Column, Rows
from ui.screens.base import House
from ui.views import ListView
from ui.widgets.basics import IconButton, Label, clear, column, row
from ui.widgets.panels import EmptyState
from ui.widgets.rows import ChipButton
from ui.widgets.search import SearchField

SILENT_DAYS = 60
SORTS = {
    "name": N_("Name, A to Z"),
    "-name": N_("Name, Z to A"),
    "-last_contact": N_("Last contact, newest first"),
    "last_contact": N_("Last contact, oldest first"),
    "stage": N_("Stage"),
    "newest": N_("Added last"),
}
FILTERS = {
    "stage": (
        N_("Stage"),
        (
            "prospect", "contacted", "needs_known", "presented", "negotiating", "contracted", "served", "repeat",
            "dormant", "lost",
        ),
    ),
    "type": (
        N_("Type"),
        ("prospect", "customer", "partner", "supplier", "distributor", "municipality", "competitor"),
    ),
    "tier": (N_("Tier"), ("key", "a", "b", "c")),
}  # fmt: skip


def account_ids(
    reader: Any, text: str = "", where: Mapping[str, str] | None = None, sort: str = "name"
) -> Any:
    """Row numbers of the accounts that fit."""
    from app.queries import accounts

    return accounts.account_ids(reader, text, where, sort)


def first_account_ids(
    reader: Any, text: str = "", where: Mapping[str, str] | None = None, sort: str = "name"
) -> Any:
    """Row numbers of the first page, where they are quick to have."""
    from app.queries import accounts

    return accounts.first_account_ids(reader, text, where, sort)


def account_rows(reader: Any, numbers: list[int]) -> Any:
    """What the list shows of these accounts."""
    from app.queries import accounts

    return accounts.account_rows(reader, numbers)


def choice_text(name: str, value: str) -> str:
    """A choice of an account as a person reads it: the key tier is a key account."""
    if name == "tier":
        return t("Key account") if value == "key" else t("Tier {tier}", tier=value.upper())
    return current().choice(value, f"accounts.{name}")


def line_of(account: Any) -> Line:
    """A row: who, where they stand and are, and how long nobody has spoken with them."""
    right, tone = last_contact(account.last_contact_at)
    silent = t("Silent") if tone == "danger" else ""
    parts = (silent, choice_text("stage", account.stage), account.city or account.country)
    second = " · ".join(part for part in parts if part)
    return Line(account.name, second, right, tone, mark=account.name or "?")


def last_contact(at: datetime | None) -> tuple[str, str]:
    """The days since the last contact; red where it is too long ago (the second line then says so)."""
    if at is None:
        return "", "text-2"
    days = (datetime.now().astimezone().date() - at.astimezone().date()).days
    return current().relative_days(days), "danger" if days > SILENT_DAYS else "text-2"


def spoken(account: Any) -> str:
    """A row as a screen reader says it."""
    line = line_of(account)
    contact = t("last contact {when}", when=line.right) if line.right else t("no contact yet")
    return f"{line.name}, {line.second}, {contact}"


class AccountList(QFrame):
    """The pane at the left; `asked` tells the page which account it stands on."""

    stood_on = Signal(object)
    """The row one is on now."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "pane")
        self.where: dict[str, str] = {}
        self.sort = "name"
        self.total = 0
        self._goal = ""
        self._asked: dict[str, Any] = {}
        self.model = Rows(
            house.work,
            account_ids,
            account_rows,
            [Column("", lambda a: a.name)],
            spoken,
            self,
            first_account_ids,
        )
        self.view = ListView(self.model, line_of, t("Accounts"))
        self.filter = SearchField(t("Filter accounts…"))
        self._count = Label("", "note", "text-2")
        self._chips = row(gap=4)
        self._none = EmptyState("search", t("No account fits"), "", t("Show all"), self.show_all)
        self._none.hide()
        self._build()
        self._house = house
        self.filter.asked.connect(lambda text: self.ask(text, self.where, self.sort))
        self.filter.moved.connect(self._into_list)
        self.filter.returnPressed.connect(lambda: self._into_list(1))
        self.model.counted.connect(self._counted)
        self.view.chosen.connect(self._chosen)
        theme.look().changed.connect(self._keep_in_sight)
        self.model.dataChanged.connect(lambda *_: self._chosen(self.view.current_row()))
        self._told = ""

    def _build(self) -> None:
        self._filter_button = IconButton("list-filter", t("Filter by stage, type or tier"), self._filter_menu)
        self._sort_button = IconButton("arrow-up-down", t("Sort the list"), self._sort_menu)
        line = row(self._filter_button, gap=4)
        line.addLayout(self._chips, 1)
        line.addWidget(self._count)
        line.addWidget(self._sort_button)
        layout = column(gap=4, margins=(16, 10, 0, 4))
        top = column(self.filter, gap=0, margins=(0, 0, 16, 0))
        layout.addLayout(top)
        theme.space(line, (0, 0, 12, 0), 4)
        layout.addLayout(line)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._none, 1)
        theme.space(layout, (8, 10, 0, 4), 4)
        theme.space(top, (8, 0, 16, 0), 0)
        self.setLayout(layout)

    # Asking

    def ask(self, text: str = "", where: Mapping[str, str] | None = None, sort: str = "name") -> None:
        """Ask with a filter and an order."""
        self.where, self.sort = dict(where or {}), sort if sort in SORTS else "name"
        if text != self.filter.text():
            self.filter.setText(text)
        self._show_chips()
        question = {"text": text, "where": dict(self.where), "sort": self.sort}
        # What was asked already and changed nowhere needs no second answer: changes refresh the list by themselves.
        if question != self._asked:
            self._asked = question
            self.model.ask(**question)

    def show_all(self) -> None:
        """Without any filter."""
        self.ask(sort=self.sort)

    def put_filter(self, name: str, value: str) -> None:
        """Narrow the list by a field, or widen it again ("")."""
        where = {key: kept for key, kept in self.where.items() if key != name}
        if value:
            where[name] = value
        self.ask(self.filter.text(), where, self.sort)

    def put_sort(self, sort: str) -> None:
        """Another order."""
        self.ask(self.filter.text(), self.where, sort)

    # Standing on a row

    def seek(self, account: str, number: int) -> None:
        """Stand on an account by its row number, now or when the list has come."""
        self._goal = account
        at = self.model.place(number)
        self._goal_number = number
        if at >= 0:
            self._told = account
            self.view.go_to(at)
        else:
            self.view.clearSelection()

    _goal_number = -1

    def _into_list(self, step: int) -> None:
        if not self.model.rowCount():
            return
        at = self.view.currentIndex().row()
        self.view.go_to(max(0, min(self.model.rowCount() - 1, at + step if at >= 0 else 0)))
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep_in_sight(self) -> None:
        self.view.scrollTo(self.view.currentIndex())

    def _chosen(self, account: Any) -> None:
        if account is not None and account.id != self._told:
            self._told = account.id
            self.stood_on.emit(account)

    def _counted(self, count: int) -> None:
        bare = not self.where and not self.filter.text()
        if bare:
            self.total = count
            self.filter.setPlaceholderText(
                current().plural(count, "Filter {count} account…", "Filter {count} accounts…")
            )
        self._count.setText(current().plural(count, "{count} account", "{count} accounts"))
        self.view.setVisible(count > 0)
        self._none.setVisible(count == 0 and not bare)
        if self._goal_number >= 0 and self.model.place(self._goal_number) >= 0:
            self.seek(self._goal, self._goal_number)

    # Filter and order

    def _show_chips(self) -> None:
        clear(self._chips)
        for name, value in self.where.items():
            word = choice_text(name, value)
            says = t("Take away the filter {name}", name=word)
            self._chips.addWidget(ChipButton(word, "accent", "x", says, partial(self.put_filter, name, "")))
        self._chips.addStretch(1)
        self._count.setVisible(len(self.where) < 2)

    def _filter_menu(self) -> None:
        menu = QMenu(self)
        for name, (title, values) in FILTERS.items():
            group = menu.addMenu(t(title))
            for value in values:
                action = QAction(choice_text(name, value), group)
                action.setCheckable(True)
                action.setChecked(self.where.get(name) == value)
                wanted = "" if action.isChecked() else value
                action.triggered.connect(partial(self._put, name, wanted))
                group.addAction(action)
        menu.addSeparator()
        menu.addAction(t("Show all"), self.show_all).setEnabled(bool(self.where))
        self._popup(menu, self._filter_button)

    def _put(self, name: str, value: str, _: bool = False) -> None:
        self.put_filter(name, value)

    def _sort_menu(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for sort, title in SORTS.items():
            action = QAction(t(title), group)
            action.setCheckable(True)
            action.setChecked(sort == self.sort)
            action.triggered.connect(partial(self._order, sort))
            menu.addAction(action)
        self._popup(menu, self._sort_button)

    def _order(self, sort: str, _: bool = False) -> None:
        self.put_sort(sort)

    def _popup(self, menu: QMenu, button: IconButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
