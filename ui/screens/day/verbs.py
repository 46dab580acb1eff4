"""What can be done from the Today page: open, brief, tick off, plan."""

from datetime import date
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.language import t
from ui.icons import icon
from ui.screens import for_kind
from ui.screens.base import House, Place
from ui.screens.day.agenda import AgendaList
from ui.screens.day.due import DueList, DueModel

LONGEST = 60


class DayVerbs(QObject):
    """The verbs of the page, for the keys, the rows and the buttons."""

    refused = Signal(object)
    """Something could not be done."""

    def __init__(self, house: House, page: QWidget, agenda: AgendaList, due: DueList) -> None:
        super().__init__(page)
        self.house, self._page, self._agenda, self._due = house, page, agenda, due
        agenda.opened.connect(self.open_entry)
        agenda.briefed.connect(self.brief)
        due.opened.connect(lambda item: house.go(Place("records", item.id, item.kind)))
        due.ticked.connect(self.tick)

    def open_entry(self, entry: Any) -> None:
        """A visit opens in its log, other appointments as records."""
        screen = for_kind("visits") if entry.kind == "visits" else "records"
        self.house.go(Place(screen, entry.id, entry.kind))

    def open_attention(self, item: Any) -> None:
        """The record that needs attention."""
        self.house.go(Place(for_kind(item.kind), item.id, item.kind))

    def brief(self, entry: Any = None) -> None:
        """The brief of an appointment, or of the one the keyboard is on."""
        entry = entry or self._agenda.current_row()
        if entry is None or not entry.account_id:
            return
        from ui.dialogs.paper import open_paper

        record = entry.id if entry.kind == "visits" else entry.account_id
        open_paper(self.house, "meeting_brief", record, parent=self._page.window())

    def day_pack(self) -> None:
        """All briefs of the day as one paper."""
        from ui.dialogs.paper import open_paper

        open_paper(self.house, "day_pack", date.today().isoformat(), parent=self._page.window())

    def space(self) -> None:
        """Done: what is due is ticked off, a planned call is finished, a visit is written down."""
        if self._due.hasFocus():
            item = self._due.current_row()
            if item is not None:
                self.tick(item)
            return
        entry = self._agenda.current_row()
        if entry is not None and entry.kind == "visits":
            self.open_entry(entry)
        elif entry is not None and entry.state == "planned":
            self._finish("activities", entry.id, entry.subject)

    def tick(self, item: Any) -> None:
        """Tick off what is due; it is seen at once."""
        cast(DueModel, self._due.source).tick(item, True)
        self._finish(item.kind, item.id, item.title)

    def _finish(self, kind: str, record: str, title: str) -> None:
        short = title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"
        self.house.work.write(
            t("Mark as done"), finish, kind, record, failed=self._not_done, owner=self,
            notice=t("Done: {title}", title=short),
        )  # fmt: skip

    def _not_done(self, error: Exception) -> None:
        cast(DueModel, self._due.source).ticked.clear()
        self._due.viewport().update()
        self.refused.emit(error)

    def plan(self, what: str) -> None:
        """Plan a visit, a call or a task."""
        from ui.dialogs.plan import open_plan

        open_plan(self.house, what)

    def new_menu(self) -> QMenu:
        """What can be begun."""
        menu = QMenu(self._page)
        for what, text, icon_name in (
            ("visit", t("Plan a visit…"), "calendar-plus"),
            ("call", t("Plan a call…"), "phone"),
            ("task", t("Add a task…"), "list-todo"),
        ):
            menu.addAction(icon(icon_name), text, partial(self.plan, what))
        go_new = partial(self.house.go, Place("accounts", state={"new": True}))
        menu.addAction(icon("building-2"), t("Add an account…"), go_new)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setActiveAction(menu.actions()[0])
        return menu


def finish(session: Any, kind: str, record: str) -> Any:
    """Keep a promise or finish a task."""
    from app.services import promises

    verb = promises.settle_promise if kind == "promises" else promises.finish_activity
    return verb(session, record)
