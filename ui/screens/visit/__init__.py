"""Log visit: one page of six blocks, the brief beside it; finished, looked at as a report, then submitted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from app.language import current, t
from ui import theme
from ui.actions import key_text
from ui.screens import base, for_kind
from ui.screens.base import House, Place
from ui.screens.visit.brief_pane import BriefPane, ask_brief
from ui.screens.visit.head import VisitHead
from ui.screens.visit.papers import paper_buttons, start_paper
from ui.screens.visit.report_form import VisitReportForm
from ui.screens.visit.start import StartPage
from ui.screens.visit.submitted import SubmittedVisit
from ui.widgets.basics import clear, column, first_focus, holder, row, scrolled
from ui.widgets.panels import Banner, EmptyState

BRIEF_WIDTH = 300
BESIDE_FROM = 900


def key_rows() -> list[tuple[str, str]]:
    """The keys of a visit and what they do."""
    return [
        (t("Finish, then submit"), key_text(("Ctrl+Return",))),
        (t("Next block"), key_text(("Ctrl+PgDown",))),
        (t("Block before"), key_text(("Ctrl+PgUp",))),
        (t("Next row; from an empty one on to the next block"), key_text(("Return",))),
    ]


class Screen(base.Screen):
    """The visit in hand: its form, or what stands after it was submitted."""

    kinds = frozenset({"visits", "visit_addenda", "quotes", "orders"})
    keys = staticmethod(key_rows)

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.form: VisitReportForm | None = None
        self.locked: SubmittedVisit | None = None
        self._found: Any = None
        self._visit = self._account = ""
        self._preview_next = self._just_saved = False
        self._area: QScrollArea | None = None
        self.banner = Banner()
        self.head = VisitHead(house, self.banner, self._fit)
        self.brief = BriefPane()
        self._page = column(gap=0)
        self._build()

    def _build(self) -> None:
        self.banner.hide()
        self.head.hide()
        theme.fix(self.brief, BRIEF_WIDTH)
        body = row(holder(self._page), self.brief, gap=16)
        body.setStretch(0, 1)
        whole = column(self.head, self.banner, body, gap=8, margins=(24, 0, 24, 16))
        whole.setStretch(2, 1)
        self.setLayout(whole)
        _keys(self)
        self.house.actions.get("client-view").toggled.connect(self._turn_to_client)

    # Where one is

    def open(self, place: Place) -> None:
        self._visit = place.record
        self._account = str(place.state.get("account", "")) if not place.record else ""
        self._preview_next = False
        self.banner.say("")
        if self._visit or self._account:
            self._ask()
        else:
            self._start()

    def refresh(self) -> None:
        if self._found is None or (self.form is not None and self.form.changes()):
            return
        self._ask()

    def state(self) -> dict[str, Any]:
        return {"account": self._account} if self._account else {}

    def leave(self) -> None:
        if self.form is not None:
            self.form.leave()

    def primary(self) -> Any:
        if self._found is None:
            return None
        if self.locked is not None:
            return (t("Add addendum"), "plus", self.main_action)
        if self._can_submit():
            return (t("Submit"), "lock", self.submit)
        return (t("Finish"), "check", self.finish)

    def _start(self) -> None:
        self._forget()
        page = StartPage(self.house, lambda id: self.house.go(Place("visit", "", "visits", {"account": id})))
        self._page.addWidget(page)
        self.titled.emit(t("Log visit"))
        first_focus(page)

    def _forget(self) -> None:
        self._found = self.form = self.locked = self._area = None
        clear(self._page)
        self.head.hide()
        self.brief.hide()
        self.primary_changed.emit()

    def _ask(self) -> None:
        self.house.work.read(
            ask_form, self._visit, self._account, then=self._show, failed=self._missing, owner=self,
            key="visit-form",
        )  # fmt: skip
        self.house.work.read(
            ask_brief, self._visit, self._account, current().code, then=self.brief.show_brief,
            failed=lambda _: self.brief.hide(), owner=self, key="visit-brief",
        )  # fmt: skip

    def _missing(self, _: Exception) -> None:
        self._forget()
        self.titled.emit(t("Log visit"))
        words = t("It was deleted, or it is not on this laptop. Undo brings back what was deleted just now.")
        page = EmptyState(
            "notebook-pen", t("This visit is not here"), words, t("Log another visit"), self._start
        )
        self._page.addWidget(page)

    def _show(self, found: Any) -> None:
        former = self._found
        fresh = former is None or (former.id, former.account_id) != (found.id, found.account_id)
        self._found = found
        focus = self.window().focusWidget()
        was_here = focus is not None and self._area is not None and self._area.isAncestorOf(focus)
        at = self._area.verticalScrollBar().value() if self._area is not None and not fresh else 0
        clear(self._page)
        internal = not self.house.actions.get("client-view").isChecked()
        self._area = scrolled(self._page_of(found, internal))
        self._page.addWidget(self._area)
        self._area.verticalScrollBar().setValue(at)
        self.titled.emit(t("Visit at {account}", account=found.account))
        self.head.say(found, self.form.mark if self.form is not None else None)
        if self._just_saved and self.form is not None:
            self.form.mark.saved()
        self._just_saved = False
        self._fit()
        self.primary_changed.emit()
        # The keyboard goes back onto the page, so that its keys go on working.
        if self.form is not None and (fresh or was_here):
            self.form.begin(fresh)
        elif self.locked is not None and was_here:
            self.locked.text.setFocus()

    def _page_of(self, found: Any, internal: bool) -> QWidget:
        if self.form is not None and self.form.changes():
            self.form.hand_over(found.id)
        if found.is_locked:
            self.form, self.locked = None, SubmittedVisit(self.house, found, internal)
            return self.locked
        self.locked, self.form = None, VisitReportForm(self.house, found, internal)
        self.form.stored.connect(self._stored)
        self.form.offer_papers(paper_buttons(self.house, found, self._start_paper))
        for field in self.form.fields.values():
            field.editor.changed.connect(lambda _: self.primary_changed.emit())  # type: ignore[attr-defined]
        return self.form

    def _can_submit(self) -> bool:
        return self._found.state == "saved" and self.form is not None and not self.form.changes()

    def _turn_to_client(self, _: bool) -> None:
        if self._found is not None:
            self._show(self._found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= theme.px(BESIDE_FROM)
        # The brief is for our eyes: its warnings and questions are no sight for the client.
        ours = self._found is not None and not self.house.actions.get("client-view").isChecked()
        self.head.brief.setVisible(ours and not beside)
        self.brief.setVisible(ours and (beside or self.head.brief.isChecked()))

    def main_action(self) -> None:
        """Ctrl+Enter: what the main button says."""
        if self.locked is not None:
            self.locked.add()
        elif self.form is not None:
            self.submit() if self._can_submit() else self.finish()

    def finish(self) -> None:
        """Write the visit down and show its report."""
        if self.form is not None:
            self._preview_next = True
            self.form.save_whole()

    def _stored(self, visit: Any) -> None:
        self._visit, self._account = str(visit), ""
        self.head.visit = self._visit
        self._just_saved = True
        self._ask()
        if self._preview_next:
            self._preview_next = False
            self.head.preview()

    def submit(self) -> None:
        """Lock the visit; what it still lacks is said beside its field."""
        if self.form is not None:
            self.house.work.write(
                t("Submit visit"), submit_visit, self._visit,
                then=lambda _: self.house.hub.tell(t("Visit submitted. From now on it is only added to.")),
                failed=self.form.refuse, owner=self,
            )  # fmt: skip

    def _start_paper(self, kind: str) -> None:
        """What is on the page is written down first, so that the paper hangs on a visit that exists."""
        if self.form is not None:
            self.house.work.write(
                t("New proposal") if kind == "quotes" else t("New order"), start_paper, kind, self.form.record,
                self._found.account_id, self.form.report(),
                then=lambda done: self._paper_started(kind, *done.value), failed=self.form.refuse, owner=self,
            )  # fmt: skip

    def _paper_started(self, kind: str, visit: str, paper: str) -> None:
        if self.form is not None:
            self.form.drop_draft()
        self.form = None
        self._visit, self._account = visit, ""
        self.house.go(Place(for_kind(kind), paper, kind))


def _keys(screen: Screen) -> None:
    """Ctrl+Enter does what the main button says; Ctrl+PgDn and Ctrl+PgUp walk through the blocks."""
    keys: dict[str, Callable[[], object]] = {
        "Ctrl+Return": screen.main_action,
        "Ctrl+Enter": screen.main_action,
        "Ctrl+PgDown": lambda: screen.form.turn(1) if screen.form is not None else None,
        "Ctrl+PgUp": lambda: screen.form.turn(-1) if screen.form is not None else None,
    }
    for each, slot in keys.items():
        shortcut = QShortcut(QKeySequence(each), screen, slot)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def ask_form(reader: Any, visit: str, account: str) -> Any:
    """Everything the form needs."""
    from app.queries.visit_form import visit_form

    return visit_form(reader, visit, account)


def submit_visit(session: Any, visit: str) -> Any:
    """Check and lock."""
    from app.services import visits

    return visits.submit_visit(session, visit)
