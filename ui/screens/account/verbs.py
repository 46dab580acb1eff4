"""What can be done with the account on the page: brief, visit, proposal, order, stage, people, merging, deleting."""

from functools import partial
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import RapportError
from app.language import t
from ui.forms.generic import delete_record
from ui.screens import for_kind
from ui.screens.base import House, Place
from ui.work import sentence

KIND = "accounts"


class AccountVerbs(QObject):
    """The verbs of the header, the cards, the timeline and the keys."""

    gone = Signal()
    """The account was deleted."""
    refused = Signal(str)
    """Something could not be done, with the reason."""

    def __init__(self, house: House, page: QWidget) -> None:
        super().__init__(page)
        self.house, self._page = house, page
        self.account = ""
        self.card: Any = None

    def do(self, verb: str) -> None:
        """Carry out a verb by its name; without an account only those of the window have a meaning."""
        verbs = {
            "brief": self.brief, "visit": self.log_visit, "plan": self.plan, "proposal": self.propose,
            "order": self.order, "merge": self.pick_merge, "delete": self.delete,
        }  # fmt: skip
        if verb in verbs and self.card is not None and self.account:
            verbs[verb]()
        elif verb in ("back", "search"):
            self.house.actions.run(verb)

    def brief(self) -> None:
        """The brief of this account in front of the printer."""
        from ui.dialogs.paper import open_paper

        open_paper(self.house, "meeting_brief", self.account, parent=self._page.window())

    def log_visit(self) -> None:
        """Write down a visit at this account."""
        self.house.go(Place(for_kind("visits"), "", "visits", {"account": self.account}))

    def plan(self) -> None:
        """Plan a visit at this account."""
        from ui.dialogs.plan import open_plan

        open_plan(self.house, "visit", self.account, self.card.facts.name)

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

    def open(self, item: Any) -> None:
        """Open an entry of the timeline, or what waits."""
        self.house.go(Place(for_kind(item.kind), item.id, item.kind))

    def pick_merge(self) -> None:
        """Ask which account is the same as this one."""
        from ui.dialogs.merge import pick_and_merge

        pick_and_merge(self.house, KIND, self.account, self.card.facts.name)

    def merge(self, other: str) -> None:
        """Merge another account into this one."""
        from ui.dialogs.merge import open_merge

        open_merge(self.house, KIND, self.account, other)

    def delete(self) -> None:
        """Delete the account; undo brings it back."""
        self.house.work.write(
            t("Delete account"), delete_record, KIND, self.account, notice=t("Account deleted"),
            then=lambda _: self.gone.emit(), failed=self._not_done, owner=self,
        )  # fmt: skip

    def _not_done(self, error: Exception) -> None:
        self.refused.emit(sentence(cast(RapportError, error)))


def make_quote(session: Any, account: str, subject: str) -> Any:
    """Begin a proposal."""
    from app.services import quotes

    return quotes.make_quote(session, account, subject)


def make_order(session: Any, account: str, currency: str) -> Any:
    """Begin an order."""
    from app.services import records

    values = {"account_id": account, **({"currency": currency} if currency else {})}
    return records.add(session, "orders", values)
