"""The account page: header, what is known at the left, composer and timeline at the right."""

from functools import partial
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea

from app.errors import RapportError
from app.language import t
from ui import theme
from ui.screens.account.cards import MoneyCard, OpenCard, PeopleCard, RelationshipCard
from ui.screens.account.composer import Composer
from ui.screens.account.facts import FactsCard
from ui.screens.account.header import AccountHeader
from ui.screens.account.timeline import PAGE, Timeline
from ui.screens.account.verbs import AccountVerbs
from ui.screens.base import House, Place
from ui.widgets.basics import column, holder, row, rule, scrolled
from ui.widgets.panels import Banner
from ui.widgets.rows import TabButton
from ui.work import sentence

KIND = "accounts"
SIDE = 290
SIDE_LEAST = 236
ONE_COLUMN_UNDER = 640


class AccountPage(QFrame):
    """One account; built once and filled anew for each."""

    filled = Signal()
    """An account that was opened stands on the page."""
    gone = Signal()
    """The account is not there any more."""
    told = Signal(str)
    """The name of the account shown."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self.account = ""
        self.card: Any = None
        self.verbs = AccountVerbs(house, self)
        self.header = AccountHeader(house)
        self.banner = Banner()
        self.relationship = RelationshipCard()
        self.people = PeopleCard(house, self.verbs.edit_person)
        self.open_items = OpenCard(self.verbs.open)
        self.money = MoneyCard()
        self.facts = FactsCard(house)
        self.composer = Composer(house)
        self.timeline = Timeline(house)
        self._side: QScrollArea
        self._build()
        self._connect()

    def _build(self) -> None:
        cards = column(self.relationship, self.people, self.open_items, self.money, self.facts, gap=12)
        cards.addStretch(1)
        theme.space(cards, (0, 0, 4, 16), 12)
        self._side = scrolled(holder(cards))
        self._composer_holder = holder(self._composer_box())
        right = column(self.timeline.head, self._composer_holder, rule(), self.timeline, gap=8)
        theme.space(right, (8, 8, 8, 8), 8)
        right.setStretch(3, 1)
        self._main = holder(right, "card")
        self._body = row(self._side, self._main, gap=12, margins=(24, 0, 24, 16))
        self._body.setStretch(1, 1)
        self._switch = self._switches()
        whole = column(self.header, self.banner, self._switch, gap=0)
        whole.addLayout(self._body, 1)
        self.banner.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        self.setLayout(whole)

    def _composer_box(self) -> Any:
        box = column(self.composer)
        theme.space(box, (8, 0, 8, 0), 0)
        return box

    def _switches(self) -> QFrame:
        """Where there is no room for two columns, one of them is shown."""
        self._group = QButtonGroup(self)
        line = row(gap=8, margins=(24, 0, 24, 8))
        for at, text in enumerate((t("Timeline"), t("What is known"))):
            button = TabButton(text, self._lay)
            button.setChecked(at == 0)
            self._group.addButton(button, at)
            line.addWidget(button)
        line.addStretch(1)
        return holder(line)

    def _connect(self) -> None:
        verbs = self.verbs
        verbs.gone.connect(self._forget)
        verbs.refused.connect(lambda text: self.banner.say(text, "danger"))
        self.header.staged.connect(verbs.move_to)
        self.header.asked.connect(verbs.do)
        self.timeline.opened.connect(verbs.open)
        self.composer.far.connect(verbs.do)
        self.facts.seen.connect(lambda fact: self._side.ensureWidgetVisible(fact, 0, theme.px(24)))
        self.facts.opened.connect(lambda account: self.house.go(Place(KIND, account, KIND)))
        self.facts.merging.connect(lambda account, _: verbs.merge(account))

    def turn_to_client(self, on: bool) -> None:
        """While a client looks on: no figures, no open items, no notes, nothing internal."""
        for part in (self.relationship, self.open_items, self.money, self._composer_holder):
            part.setVisible(not on)
        self.people.turn_to_client(on)
        self.facts.turn_to_client(on)
        self.timeline.turn_to_client(on)

    # Showing

    def open(self, account: str, show: str = "all") -> None:
        """Show an account from its top."""
        self.account = self.verbs.account = account
        self.house.work.read(
            ask_account, account, show, PAGE, then=partial(self._show, account, show), failed=self._failed,
            owner=self, key=f"account-{id(self)}",
        )  # fmt: skip

    def refresh(self) -> None:
        """Ask again; what is typed and where one reads stays."""
        if self.account:
            self.house.work.read(
                ask_card, self.account, then=partial(self._fill, self.account), failed=self._failed, owner=self,
                key=f"account-{id(self)}",
            )  # fmt: skip
            self.timeline.refresh()
            self._ask_rest()

    def _show(self, account: str, show: str, found: tuple[Any, Any]) -> None:
        card, page = found
        self.composer.open(account)
        self.timeline.take(account, show, page)
        self._fill(account, card)
        self._side.verticalScrollBar().setValue(0)
        self.filled.emit()
        self._ask_rest()

    def _fill(self, account: str, card: Any) -> None:
        if account != self.account:
            return
        self.card = self.verbs.card = card
        self.banner.say("")
        self.header.show_card(card)
        self.relationship.show_card(card)
        self.people.show_people(account, card.people, card.people_total)
        self.open_items.show_items(card.open_items)
        self.money.show_money(card.terms, card.money)
        self.composer.person.offer(card.people)
        self.told.emit(card.facts.name)

    def _ask_rest(self) -> None:
        """What may come after the first picture: the figure and the facts."""
        account = self.account
        # Reckoned in the other lane: whoever goes on to the next account does not wait for this one's figure.
        self.house.work.document(
            ask_balance, account, then=partial(self._show_balance, account), failed=lambda _: None, owner=self,
            key=f"balance-{id(self)}",
        )  # fmt: skip
        self.facts.open(account)

    def _show_balance(self, account: str, found: Any) -> None:
        if account == self.account and self.card is not None:
            self.relationship.show_balance(found)

    def _failed(self, error: Exception) -> None:
        self._forget()
        self.house.hub.trouble.emit(sentence(cast(RapportError, error)))

    def _forget(self) -> None:
        self.account = self.verbs.account = ""
        self.gone.emit()

    # One or two columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        narrow = self.width() < theme.px(ONE_COLUMN_UNDER)
        known = self._group.checkedId() == 1
        self._switch.setVisible(narrow)
        self._side.setVisible(not narrow or known)
        self._main.setVisible(not narrow or not known)
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)
        else:
            room = self.width() - theme.px(60)
            self._side.setFixedWidth(max(theme.px(SIDE_LEAST), min(theme.px(SIDE), room * 2 // 5)))

    # Typing

    def begin(self, name: str) -> None:
        """Begin an entry in the composer."""
        if self._group.checkedId() == 1:
            self._group.button(0).setChecked(True)
            self._lay()
        self.composer.begin(name)

    def edit(self) -> None:
        """Edit the fact the keyboard is on, or the facts from the first on."""
        fact = self.facts.focused()
        if fact is not None:
            fact.edit()
            return
        if self._switch.isVisible():
            self._group.button(1).setChecked(True)
            self._lay()
        self.facts.edit_first()

    def leave(self) -> None:
        """Keep what is typed."""
        self.composer.keep()
        self.facts.leave()


def ask_card(reader: Any, account: str) -> Any:
    """The page's card."""
    from app.queries.account_card import account_card

    return account_card(reader, account)


def ask_account(reader: Any, account: str, show: str, most: int) -> tuple[Any, Any]:
    """The card and the first page of the timeline in one trip."""
    from app.queries.timeline import timeline

    return ask_card(reader, account), timeline(reader, account, show, "", most)


def ask_balance(workspace: Any, account: str) -> Any:
    """The relationship figure."""
    from app.queries.relationship import balance

    return workspace.ask(balance, account)
