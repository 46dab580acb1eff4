"""The life of a proposal: approve, issue, accept, decline, a new version; what leaves the house is asked for first."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.language import t
from ui.dialogs.asking import Question, ask_leave, ask_reason
from ui.screens import for_kind
from ui.screens.base import House, Place
from ui.screens.proposal import deeds


class Life(QObject):
    """Takes the steps of one quote after the other."""

    def __init__(self, house: House, parent: QWidget, refused: Callable[[Exception], None]) -> None:
        super().__init__(parent)
        self.house = house
        self._over = parent
        self._refused = refused
        self.quote: Any = None
        self.question: Question | None = None

    def steps(self) -> dict[str, Callable[[], object]]:
        """Every step by name."""
        return {
            "approve": lambda: self._take(t("Approve proposal"), "approve_quote", notice=t("Approved")),
            "reopen": lambda: self._take(t("Back to draft"), "reopen_quote", notice=t("It is a draft again")),
            "issue": self.issue,
            "accept": self.accept,
            "decline": self.decline,
            "version": lambda: self._take(t("New version"), "new_version", then=self._go),
        }

    def issue(self) -> None:
        """Ask, then let it leave the house."""
        title = t("Issue proposal {number}?", number=self.quote.number)
        text = t(
            "It gets today's date and is frozen as printed. It cannot be taken back; a change needs a new version."
        )
        self.question = ask_leave(self._over.window(), title, text, t("Issue proposal"), self._issue)

    def _issue(self) -> None:
        self._take(t("Issue proposal"), "issue_quote", then=lambda _: self._print())

    def _print(self) -> None:
        self.house.hub.tell(t("Proposal {number} issued", number=self.quote.number))
        self.house.work.document(
            deeds.print_quote, self.quote.id, then=self._keep, failed=self._refused, owner=self
        )

    def _keep(self, made: Any) -> None:
        self.house.work.store(
            deeds.keep_bytes,
            made.data,
            then=lambda sha: self._attach(made, sha),
            failed=self._refused,
            owner=self,
        )

    def _attach(self, made: Any, sha256: str) -> None:
        self.house.work.write(
            t("Keep the paper"), deeds.attach_paper, self.quote.id, made.file_name, len(made.data), sha256,
            failed=self._refused, owner=self,
        )  # fmt: skip

    def accept(self) -> None:
        """Ask who said yes; it becomes an order."""
        self.question = ask_reason(
            self._over.window(), t("Proposal {number} is accepted", number=self.quote.number),
            t("It becomes an order with its firm lines; its opportunity is won."), t("Accepted by"),
            t("Make the order"), lambda who: self._take(t("Accept proposal"), "accept_quote", who, then=self._ordered),
        )  # fmt: skip

    def decline(self) -> None:
        """Ask why it was declined."""
        self.question = ask_reason(
            self._over.window(), t("Proposal {number} is declined", number=self.quote.number),
            t("The reason counts when chances are reckoned."), t("Reason"), t("Decline"),
            lambda why: self._take(t("Decline proposal"), "decline_quote", why, notice=t("Marked as declined")),
        )  # fmt: skip

    def _take(
        self, label: str, verb: str, *args: Any, then: Callable[[Any], None] | None = None, notice: str = ""
    ) -> None:
        self.house.work.write(
            label, deeds.take_step, verb, self.quote.id, *args,
            then=lambda done: then(done.value) if then is not None else None,
            failed=self._refused, owner=self, notice=notice,
        )  # fmt: skip

    def _go(self, quote: Any) -> None:
        self.house.go(Place(for_kind("quotes"), str(quote), "quotes"))

    def _ordered(self, order: Any) -> None:
        self.house.hub.tell(t("Accepted; the order is made."))
        self.house.go(Place(for_kind("orders"), str(order), "orders"))
