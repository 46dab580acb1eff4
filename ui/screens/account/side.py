"""The right side of Accounts: an account, a new one, or the sentence that says why there is none."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.language import t
from ui.screens.base import House, Place
from ui.widgets.panels import EmptyState

if TYPE_CHECKING:
    from ui.screens.account.fresh import FreshAccount
    from ui.screens.account.page import AccountPage


class Side(QStackedWidget):
    """Pages are made when they are first shown, so that the list does not wait for them."""

    made = Signal()
    """The account page was made."""
    gone = Signal()
    """The account on the page is not there any more."""
    closed = Signal()
    """The new account was given up."""

    def __init__(self, house: House, new: Callable[[], None]) -> None:
        super().__init__()
        self._house = house
        self._page: AccountPage | None = None
        self.fresh: FreshAccount | None = None
        self.blank = EmptyState("building-2", t("Choose an account from the list"))
        self.empty = EmptyState(
            "building-2",
            t("No accounts yet"),
            t("Clients and prospects will be listed here, each with its people, papers and history."),
            t("Add an account"),
            new,
            (t("Bring in a list…"), lambda: house.actions.run("import")),
        )
        self.addWidget(self.blank)
        self.addWidget(self.empty)

    @property
    def page(self) -> "AccountPage":
        """The account page."""
        if self._page is None:
            from ui.screens.account.page import AccountPage

            self._page = AccountPage(self._house)
            self._page.gone.connect(self._lost)
            self.addWidget(self._page)
            self.made.emit()
        return self._page

    @property
    def has_page(self) -> bool:
        """Whether an account was shown already."""
        return self._page is not None

    @property
    def is_new(self) -> bool:
        """Whether a new account is being typed."""
        return self.fresh is not None and self.currentWidget() is self.fresh

    @property
    def is_blank(self) -> bool:
        """Whether nothing is shown."""
        return self.currentWidget() is self.blank

    def show_account(self, account: str, show: str = "") -> None:
        """Show an account; one that is there already stays as it is."""
        page = self.page
        if page.account != account or self.currentWidget() is not page:
            page.open(account, show or page.timeline.show_what)
        self.setCurrentWidget(page)
        self.offer_back()

    def begin_new(self) -> None:
        """The page for a new account."""
        if self.fresh is None:
            from ui.screens.account.fresh import FreshAccount

            self.fresh = FreshAccount(self._house, self._go_to, self._merge_typed, self._close_new)
            self.addWidget(self.fresh)
        self.setCurrentWidget(self.fresh)
        self.fresh.begin()

    def show_nothing(self) -> None:
        """No account is chosen."""
        self.setCurrentWidget(self.blank)

    def offer_back(self) -> None:
        """Back stands in the header while there is a way back."""
        if self._page is not None:
            self._page.header.offer_back(self._house.actions.get("back").isEnabled())

    def leave(self) -> None:
        """Keep what is typed."""
        if self._page is not None:
            self._page.leave()
        if self.fresh is not None:
            self.fresh.form.leave()

    def _lost(self) -> None:
        self.show_nothing()
        self.gone.emit()

    def _go_to(self, account: str) -> None:
        self._house.go(Place("accounts", account, "accounts"))

    def _merge_typed(self, account: str, typed: dict[str, Any]) -> None:
        from ui.dialogs.merge import open_merge

        dialog = open_merge(self._house, "accounts", account, typed=typed)
        if self.fresh is not None:
            dialog.accepted.connect(self.fresh.form.drop_draft)

    def _close_new(self) -> None:
        assert self.fresh is not None
        self.fresh.form.discard()
        self.setCurrentWidget(self.page if self.has_page and self.page.account else self.blank)
        self.closed.emit()
