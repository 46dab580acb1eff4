"""Accounts: the list at the left, the account one stands on at the right."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from app.language import t
from ui import theme
from ui.screens import base
from ui.screens.account.listing import AccountList
from ui.screens.base import House, Place
from ui.screens.letters import Letters
from ui.widgets.basics import row
from ui.widgets.panels import EmptyState

if TYPE_CHECKING:
    from ui.screens.account.fresh import FreshAccount
    from ui.screens.account.page import AccountPage

LIST_WIDE, LIST_NARROW = 300, 260
NARROW_UNDER = 1016
ALTERNATE_UNDER = 760
STANDING_MS = 90


class Screen(base.Screen):
    """The list and the page beside it; one of the two where there is no room for both."""

    kinds = frozenset(
        {
            "accounts", "contacts", "visits", "activities", "quotes", "orders", "cases", "contracts", "promises",
            "invoices", "account_finance",
        }
    )  # fmt: skip
    own_head = True

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._place = Place("accounts")
        self._account = ""
        self._new = False
        self._alone = False
        self.list = AccountList(house)
        self._page: AccountPage | None = None
        self.fresh: FreshAccount | None = None
        self.empty = EmptyState(
            "building-2",
            t("No accounts yet"),
            t("Clients and prospects will be listed here, each with its people, papers and history."),
            t("Add an account"),
            self.new_here,
            (t("Bring in a list…"), lambda: house.actions.run("import")),
        )
        self._right = QStackedWidget()
        self._blank = EmptyState("building-2", t("Choose an account from the list"))
        for part in (self._blank, self.empty):
            self._right.addWidget(part)
        self._body = row(self.list, self._right, gap=0)
        self._body.setStretch(1, 1)
        self.setLayout(self._body)
        self._stand = QTimer(self)
        self._stand.setSingleShot(True)
        self._stand.setInterval(STANDING_MS)
        self._stand.timeout.connect(self._show_stood_on)
        self._stood_on = ""
        self.list.stood_on.connect(self._stood)
        self.list.view.opened.connect(lambda account: self._enter(account.id))
        self.list.view.clicked.connect(lambda _: self._clicked())
        self.list.model.counted.connect(self._counted)
        self._letters = Letters(house, self, self._keys())
        self._letters.watch(self.list.view)
        self.setFocusProxy(self.list.view)

    @property
    def page(self) -> "AccountPage":
        """The page, made when the first account is shown, so that the list does not wait for it."""
        if self._page is None:
            from ui.screens.account.page import AccountPage

            self._page = AccountPage(self.house)
            self._page.gone.connect(self._gone)
            self._right.addWidget(self._page)
            self._letters.watch(self._page.timeline.list)
        return self._page

    def _keys(self) -> dict[Qt.Key, Callable[[], object]]:
        verbs = {
            Qt.Key.Key_V: "visit", Qt.Key.Key_O: "order", Qt.Key.Key_P: "proposal", Qt.Key.Key_B: "brief",
        }  # fmt: skip
        keys: dict[Qt.Key, Callable[[], object]] = {
            key: partial(self._do, verb) for key, verb in verbs.items()
        }
        return keys | {
            Qt.Key.Key_C: lambda: self.page.begin("call"),
            Qt.Key.Key_T: lambda: self.page.begin("task"),
            Qt.Key.Key_E: lambda: self.page.edit(),
            Qt.Key.Key_N: self.new_here,
            Qt.Key.Key_Slash: self.filter_here,
        }

    def _do(self, verb: str) -> None:
        self.page.do(verb)

    # What the shell asks

    def primary(self) -> tuple[str, str, Callable[[], object]]:
        return (t("New"), "plus", self.new_here)

    def open(self, place: Place) -> None:
        self._place = place
        self._letters.ask_setting()
        state = place.state
        record = str(state.get("record") or place.record)
        # What was asked for comes first, the list beside it after that.
        if state.get("new"):
            self.new_here()
        elif place.kind == "contacts" and record == place.record and record:
            self.house.work.read(account_of, record, then=self._person_found, owner=self)
        elif record or self._account:
            self._open(record or self._account, str(state.get("show", "")))
        self.list.ask(str(state.get("text", "")), state.get("where") or {}, str(state.get("sort", "name")))
        QTimer.singleShot(0, self, self._offer_back)

    def refresh(self) -> None:
        if self._page is not None:
            self._page.refresh()
        self.list.model.refresh()

    def state(self) -> dict[str, Any]:
        return {
            "text": self.list.filter.text(),
            "where": dict(self.list.where),
            "sort": self.list.sort,
            "record": self._account,
            "show": self._page.timeline.show_what if self._page is not None else "all",
            "scroll": self.list.view.verticalScrollBar().value(),
            "new": self._new,
        }

    def filter_here(self) -> None:
        self.list.show()
        self.list.filter.setFocus()
        self.list.filter.selectAll()

    def new_here(self) -> None:
        if self.fresh is None:
            from ui.screens.account.fresh import FreshAccount

            self.fresh = FreshAccount(self.house, self._go_to, self._merge_typed, self._close_new)
            self._right.addWidget(self.fresh)
        self._new = True
        self._right.setCurrentWidget(self.fresh)
        self._lay()
        self.fresh.begin()

    def leave(self) -> None:
        if self._page is not None:
            self._page.leave()
        if self.fresh is not None:
            self.fresh.form.leave()

    # Standing on a row and opening it

    def _stood(self, account: Any) -> None:
        if not self._new and account.id != self._account:
            self._stood_on = account.id
            self._stand.start()

    def _show_stood_on(self) -> None:
        if not self._alone:
            self._show(self._stood_on)

    def _clicked(self) -> None:
        found = self.list.view.current_row()
        if found is not None:
            self._show(found.id)

    def _enter(self, account: str) -> None:
        self._show(account)
        self.page.timeline.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, account: str, show: str = "") -> None:
        """An account that was asked for: on the page at once, in the list as soon as it is found there."""
        self._show(account, show)
        self.house.work.read(
            account_number, account, then=partial(self._seek, account), owner=self, key="account-seek"
        )

    def _seek(self, account: str, number: int | None) -> None:
        if number is not None and account == self._account:
            self.list.seek(account, number)

    def _show(self, account: str, show: str = "") -> None:
        self._stand.stop()
        self._new = False
        is_other = account != self._account or self._right.currentWidget() is not self.page
        self._account = account
        if is_other or not self.page.account:
            self.page.open(account, show or self.page.timeline.show_what)
        self._right.setCurrentWidget(self.page)
        self._lay()
        self._offer_back()

    def _person_found(self, account: str | None) -> None:
        if account:
            self._open(account)
        else:
            self.house.go(Place("records", self._place.record, "contacts"))

    def _counted(self, count: int) -> None:
        bare = not self.list.where and not self.list.filter.text()
        if count == 0 and bare and not self._new:
            self._right.setCurrentWidget(self.empty)
            self.list.hide()
            return
        self._lay()
        if self._right.currentWidget() is self.empty:
            self._right.setCurrentWidget(self._blank)
        if not self._account and not self._new and count:
            self.list.view.go_to(0)
        scroll = self._place.state.pop("scroll", 0)
        if scroll:
            self.list.view.verticalScrollBar().setValue(int(scroll))

    def _gone(self) -> None:
        self._account = ""
        self._right.setCurrentWidget(self._blank)
        self._lay()
        if not self.list.view.hasFocus():
            self.list.view.setFocus()

    # A new one

    def _go_to(self, account: str) -> None:
        self._new = False
        self.house.go(Place("accounts", account, "accounts"))

    def _merge_typed(self, account: str, typed: dict[str, Any]) -> None:
        from ui.dialogs.merge import open_merge

        dialog = open_merge(self.house, "accounts", account, typed=typed)
        dialog.accepted.connect(self._drop_typed)

    def _drop_typed(self) -> None:
        if self.fresh is not None:
            self.fresh.form.drop_draft()
        self._new = False

    def _close_new(self) -> None:
        self._new = False
        if self.fresh is not None:
            self.fresh.form.discard()
        self._right.setCurrentWidget(self.page if self._account else self._blank)
        self._lay()
        self.list.model.refresh()
        self.list.view.setFocus()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        """Both where there is room; else the page while an account is open, the list while none is."""
        self._alone = self.width() < theme.px(ALTERNATE_UNDER)
        on_page = self._right.currentWidget() is not self._blank
        self.list.setVisible(not self._alone or not on_page)
        self._right.setVisible(not self._alone or on_page)
        if self._alone:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16777215)
        else:
            wide = LIST_NARROW if self.width() < theme.px(NARROW_UNDER) else LIST_WIDE
            self.list.setFixedWidth(theme.px(wide))

    def _offer_back(self) -> None:
        if self._page is not None:
            self._page.header.offer_back(self.house.actions.get("back").isEnabled())


def account_number(reader: Any, account: str) -> int | None:
    """The row number of an account."""
    from app.queries.accounts import account_number as number

    return number(reader, account)


def account_of(reader: Any, person: str) -> str | None:
    """The account a person belongs to."""
    found: str | None = reader.value(
        "SELECT account_id FROM contacts WHERE id = ? AND deleted_at IS NULL", (person,)
    )
    return found
