"""The account page: header, what is known at the left, composer and timeline at the right."""

from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea

from app.errors import RapportError
from app.language import t
from ui import theme
from ui.forms.generic import delete_record
from ui.screens import for_kind
from ui.screens.account.cards import MoneyCard, OpenCard, PeopleCard, RelationshipCard
from ui.screens.account.composer import Composer
from ui.screens.account.facts import FactsCard
from ui.screens.account.header import AccountHeader
from ui.screens.account.timeline import PAGE, Timeline
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
        self._before: list[str] = []
        self.header = AccountHeader(house)
        self.banner = Banner()
        self.relationship = RelationshipCard()
        self.people = PeopleCard(house, self.edit_person)
        self.open_items = OpenCard(self.open_item)
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
        right = column(self.timeline.head, holder(self._composer_box()), rule(), self.timeline, gap=8)
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
        self.header.staged.connect(self.move_to)
        self.header.asked.connect(self.do)
        self.timeline.opened.connect(self.open_entry)
        self.composer.far.connect(self.do)
        self.facts.seen.connect(lambda fact: self._side.ensureWidgetVisible(fact, 0, theme.px(24)))
        self.facts.opened.connect(lambda account: self.house.go(Place(KIND, account, KIND)))
        self.facts.merging.connect(lambda account, _: self._merge(account))

    # Showing

    def open(self, account: str, show: str = "all") -> None:
        """Show an account from its top."""
        self.account = account
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
        self.card = card
        self.banner.say("")
        self.header.show_card(card)
        self.relationship.show_card(card)
        self.people.show_people(account, card.people, card.people_total)
        self.open_items.show_items(card.open_items)
        self.money.show_money(card.terms, card.money)
        self.composer.offer_people(card.people)
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
        self.account = ""
        self.gone.emit()
        self.house.hub.trouble.emit(sentence(cast(RapportError, error)))

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

    # Doing

    def do(self, verb: str) -> None:
        """Carry out one of the verbs of the header, the composer or the keys."""
        verbs = {
            "brief": self.brief, "visit": self.log_visit, "plan": self._plan, "proposal": self.propose,
            "order": self.order, "merge": self._pick_merge, "delete": self._delete,
        }  # fmt: skip
        if verb in verbs and self.card is not None:
            verbs[verb]()
        elif verb in ("back", "search"):
            self.house.actions.run(verb)

    def brief(self) -> None:
        """The brief of this account in front of the printer."""
        from ui.dialogs.paper import open_paper

        open_paper(self.house, "meeting_brief", self.account, parent=self.window())

    def log_visit(self) -> None:
        """Write down a visit at this account."""
        self.house.go(Place(for_kind("visits"), "", "visits", {"account": self.account}))

    def begin(self, name: str) -> None:
        """Begin an entry in the composer."""
        if self._group.checkedId() == 1:
            self._group.button(0).setChecked(True)
            self._lay()
        self.composer.begin(name)

    def edit(self) -> None:
        """Edit the facts."""
        if self._switch.isVisible():
            self._group.button(1).setChecked(True)
            self._lay()
        self.facts.edit_first()

    def propose(self) -> None:
        """A new proposal for this account, opened to fill in its lines."""
        subject = t("Proposal for {name}", name=self.card.facts.name)
        self.house.work.write(
            t("New proposal"), make_quote, self.account, subject, then=partial(self._made, "quotes"), owner=self,
            notice=t("Proposal begun"),
        )  # fmt: skip

    def order(self) -> None:
        """A new order of this account, opened to fill in."""
        currency = self.card.facts.currency
        self.house.work.write(
            t("New order"), make_order, self.account, currency, then=partial(self._made, "orders"), owner=self,
            notice=t("Order begun"),
        )  # fmt: skip

    def _made(self, kind: str, done: Any) -> None:
        self.house.go(Place(for_kind(kind), str(done.value), kind))

    def move_to(self, stage: str) -> None:
        """To another stage of its life."""
        from ui.dialogs.stage import move_stage

        move_stage(self.house, self.account, self.card.facts.name, stage)

    def edit_person(self, person: str) -> None:
        """Add or change a person."""
        from ui.dialogs.person import open_person

        open_person(self.house, self.account, person)

    def open_item(self, item: Any) -> None:
        """Open what waits."""
        self.house.go(Place(for_kind(item.kind), item.id, item.kind))

    def open_entry(self, entry: Any) -> None:
        """Open an entry of the timeline."""
        self.house.go(Place(for_kind(entry.kind), entry.id, entry.kind))

    def _plan(self) -> None:
        from ui.dialogs.plan import open_plan

        open_plan(self.house, "visit", self.account, self.card.facts.name)

    def _pick_merge(self) -> None:
        from ui.dialogs.merge import pick_and_merge

        pick_and_merge(self.house, KIND, self.account, self.card.facts.name)

    def _merge(self, other: str) -> None:
        from ui.dialogs.merge import open_merge

        open_merge(self.house, KIND, self.account, other)

    def _delete(self) -> None:
        account, self.account = self.account, ""
        self.house.work.write(
            t("Delete account"), delete_record, KIND, account, notice=t("Account deleted"),
            then=lambda _: self.gone.emit(), owner=self, failed=self._not_deleted,
        )  # fmt: skip

    def _not_deleted(self, error: Exception) -> None:
        self.banner.say(sentence(cast(RapportError, error)), "danger")

    def leave(self) -> None:
        """Keep what is typed."""
        self.composer.keep()

    def keyboard_is_typing(self) -> bool:
        """Whether letters belong to a field now."""
        now = self.window().focusWidget()
        return now is not None and bool(now.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))


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


def make_quote(session: Any, account: str, subject: str) -> Any:
    """Begin a proposal."""
    from app.services import quotes

    return quotes.make_quote(session, account, subject)


def make_order(session: Any, account: str, currency: str) -> Any:
    """Begin an order."""
    from app.services import records

    values = {"account_id": account, **({"currency": currency} if currency else {})}
    return records.add(session, "orders", values)
