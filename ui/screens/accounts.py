"""Accounts: the list at the left, the account one stands on at the right."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent

from app.language import N_, t
from ui import theme
from ui.screens import base
from ui.screens.account.listing import AccountList
from ui.screens.account.side import Side
from ui.screens.base import House, Place
from ui.screens.letters import Letters
from ui.widgets.basics import row

if TYPE_CHECKING:
    from ui.screens.account.fresh import FreshAccount
    from ui.screens.account.page import AccountPage

LIST_WIDE, LIST_NARROW = 300, 260
NARROW_UNDER = 1016
ALTERNATE_UNDER = 760
STANDING_MS = 90
LETTERS = (
    (N_("Call"), "C"), (N_("Log visit"), "V"), (N_("Add a task"), "T"), (N_("New order"), "O"),
    (N_("New proposal"), "P"), (N_("Meeting brief"), "B"), (N_("Edit record"), "E"), (N_("New account"), "N"),
    (N_("Filter here"), "/"),
)  # fmt: skip


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
        self._account = self._stood_on = ""
        self._alone = False
        self.list = AccountList(house)
        self.side = Side(house, self.new_here)
        body = row(self.list, self.side, gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._stand = QTimer(self)
        self._stand.setSingleShot(True)
        self._stand.setInterval(STANDING_MS)
        self._stand.timeout.connect(lambda: None if self._alone else self._show(self._stood_on))
        self._letters = Letters(house, self, letters_of(self))
        self._letters.watch(self.list.view)
        self._connect()
        self.setFocusProxy(self.list.view)

    def _connect(self) -> None:
        self.list.stood_on.connect(self._stood)
        self.list.view.opened.connect(lambda account: self._enter(account.id))
        self.list.view.clicked.connect(lambda _: self._clicked())
        self.list.model.counted.connect(self._counted)
        self.side.made.connect(self._page_made)
        self.house.actions.get("client-view").toggled.connect(self._turn_to_client)
        self.side.gone.connect(self._gone)
        self.side.closed.connect(self._closed)

    def _page_made(self) -> None:
        self._letters.watch(self.page.timeline.list)
        self._turn_to_client()

    def _turn_to_client(self, _: bool = False) -> None:
        if self.side.has_page:
            self.page.turn_to_client(self.house.actions.get("client-view").isChecked())
        self._lay()

    @property
    def page(self) -> "AccountPage":
        """The account page."""
        return self.side.page

    @property
    def fresh(self) -> "FreshAccount | None":
        """The page of a new account, once there was one."""
        return self.side.fresh

    # What the shell asks

    def primary(self) -> tuple[str, str, Callable[[], object]]:
        return (t("New"), "plus", self.new_here)

    def open(self, place: Place) -> None:
        self._place = place
        self._letters.ask_setting()
        self.house.actions.on("edit", lambda: self.page.edit())
        self.house.actions.on("print", lambda: self.page.verbs.do("brief"))
        state = place.state
        record = str(state.get("record") or place.record)
        # What was asked for comes first, the list beside it after that.
        if state.get("new"):
            self.new_here()
        else:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if place.kind == "contacts" and record == place.record and record:
            self.house.work.read(account_of, record, then=self._person_found, owner=self)
        elif (record or self._account) and not state.get("new"):
            self._open(record or self._account, str(state.get("show", "")))
        self.list.ask(str(state.get("text", "")), state.get("where") or {}, str(state.get("sort", "name")))
        QTimer.singleShot(0, self, self.side.offer_back)

    def keys(self) -> list[tuple[str, str]]:
        """The single letters, for the sheet of keys."""
        return [(t(text), key) for text, key in LETTERS]

    def refresh(self) -> None:
        if self.side.has_page:
            self.page.refresh()
        self.list.model.refresh()

    def state(self) -> dict[str, Any]:
        return {
            "text": self.list.filter.text(),
            "where": dict(self.list.where),
            "sort": self.list.sort,
            "record": self._account,
            "show": self.page.timeline.show_what if self.side.has_page else "all",
            "scroll": self.list.view.verticalScrollBar().value(),
            "new": self.side.is_new,
        }

    def filter_here(self) -> None:
        self.list.show()
        self.list.filter.setFocus()
        self.list.filter.selectAll()

    def new_here(self) -> None:
        self.side.begin_new()
        self._lay()

    def leave(self) -> None:
        for action in ("edit", "print"):
            self.house.actions.off(action)
        self.side.leave()

    # Standing on a row and opening it

    def _stood(self, account: Any) -> None:
        if not self.side.is_new and account.id != self._account:
            self._stood_on = account.id
            self._stand.start()

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
        self._account = account
        self.side.show_account(account, show)
        self._lay()

    def _person_found(self, account: str | None) -> None:
        if account:
            self._open(account)
        else:
            self.house.go(Place("records", self._place.record, "contacts"))

    def _counted(self, count: int) -> None:
        bare = not self.list.where and not self.list.filter.text()
        if count == 0 and bare and not self.side.is_new:
            self.side.setCurrentWidget(self.side.empty)
            self.list.hide()
            return
        if self.side.currentWidget() is self.side.empty:
            self.side.show_nothing()
        self._lay()
        if not self._account and not self.side.is_new and count:
            self.list.view.go_to(0)
        scroll = self._place.state.pop("scroll", 0)
        if scroll:
            self.list.view.verticalScrollBar().setValue(int(scroll))

    def _gone(self) -> None:
        self._account = ""
        self._lay()
        if not self.list.view.hasFocus():
            self.list.view.setFocus()

    def _closed(self) -> None:
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
        client = self.house.actions.get("client-view").isChecked()
        self.list.setVisible((not self._alone or self.side.is_blank) and not client)
        self.side.setVisible(not self._alone or not self.side.is_blank)
        if self._alone:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16777215)
        else:
            wide = LIST_NARROW if self.width() < theme.px(NARROW_UNDER) else LIST_WIDE
            self.list.setFixedWidth(theme.px(wide))


def letters_of(screen: Screen) -> dict[Qt.Key, Callable[[], object]]:
    """What single letters do while the list or the timeline has the keyboard."""

    def verb(name: str) -> Callable[[], object]:
        return lambda: screen.page.verbs.do(name)

    return {
        Qt.Key.Key_V: verb("visit"),
        Qt.Key.Key_O: verb("order"),
        Qt.Key.Key_P: verb("proposal"),
        Qt.Key.Key_B: verb("brief"),
        Qt.Key.Key_C: lambda: screen.page.begin("call"),
        Qt.Key.Key_T: lambda: screen.page.begin("task"),
        Qt.Key.Key_E: lambda: screen.page.edit(),
        Qt.Key.Key_N: screen.new_here,
        Qt.Key.Key_Slash: screen.filter_here,
    }


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
