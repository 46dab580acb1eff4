"""The timeline: what happened and what is planned, by day, newest on top, a page at a time."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame

from app.language import N_, current, t
from ui import theme
from ui.delegates import Line
from ui.screens.base import House
from ui.screens.grouped import Grouped, GroupedList, Heading
from ui.widgets.basics import Label, column, holder, row
from ui.widgets.flow import Flow
from ui.widgets.panels import EmptyState
from ui.widgets.rows import TabButton

PAGE = 60
ROW = 48
SHOWS = (
    ("all", N_("All")),
    ("visits", N_("Visits")),
    ("documents", N_("Documents")),
    ("orders", N_("Orders")),
)

# type of entry: icon
_ICONS = {
    "visit": "handshake", "call": "phone", "meeting": "calendar", "e_mail": "mail", "letter": "mail", "fax": "printer",
    "chat": "message-square", "video": "video", "task": "square-check", "note": "notebook-pen", "quote": "file-text",
    "order": "package", "contract": "file-pen-line", "complaint": "triangle-alert", "dispute": "triangle-alert",
    "return": "undo-2", "request": "life-buoy", "question": "circle-help",
}  # fmt: skip


def ask_timeline(reader: Any, account: str, show: str, before: str, most: int) -> Any:
    """A page of the timeline."""
    from app.queries.timeline import timeline

    return timeline(reader, account, show, before, most)


def line_of(entry: Any) -> Line:
    """A row: what it was, what was said, at what hour."""
    tone = (
        "danger"
        if entry.type in ("complaint", "dispute") and entry.state not in ("closed", "rejected")
        else "accent"
    )
    second = " ".join(entry.text.split())[:240]
    at = current().time(entry.at) if entry.has_time else ""
    return Line(title_of(entry), second, at, icon=_ICONS.get(entry.type, "circle"), icon_tone=tone)


def title_of(entry: Any) -> str:
    """What happened, in a few words."""
    state = current().choice(entry.state, f"{entry.kind}.state")
    if entry.kind == "quotes":
        return t("Proposal {number}: {state}", number=entry.title, state=state.lower())
    if entry.kind == "orders":
        return t("Order {number}: {state}", number=entry.title, state=state.lower())
    if entry.kind == "contracts":
        return t("Contract {number}: {state}", number=entry.title, state=state.lower())
    what = t("Visit") if entry.kind == "visits" else current().choice(entry.type, f"{entry.kind}.type")
    if entry.title.casefold().startswith(what.casefold()):
        return str(entry.title)
    return t("{what}: {title}", what=what, title=entry.title)


def spoken(entry: Any) -> str:
    """A row as a screen reader says it."""
    line = line_of(entry)
    when = current().moment(entry.at) if entry.has_time else current().day(entry.at.date())
    return ", ".join(part for part in (line.name, line.second, when) if part)


def day_word(day: date, today: date) -> str:
    """Today, tomorrow, yesterday, or the weekday with its date; the year where it is another one."""
    near = {0: t("Today"), 1: t("Tomorrow"), -1: t("Yesterday")}.get((day - today).days)
    if near:
        return near
    text = current().day_month(day) if day.year == today.year else current().day(day)
    return t("{weekday} {day}", weekday=current().weekday(day, "short"), day=text)


def with_days(entries: tuple[Any, ...], last: date | None) -> tuple[list[Any], date | None]:
    """The entries with a heading before each new day; `last` is the day that the list ends with so far."""
    rows: list[Any] = []
    today = date.today()
    for entry in entries:
        day = entry.at.astimezone().date() if entry.has_time else entry.at.date()
        if day != last:
            rows.append(Heading(day_word(day, today)))
            last = day
        rows.append(entry)
    return rows, last


class Timeline(QFrame):
    """Filters above, rows below; the next page is fetched before one gets there."""

    opened = Signal(object)
    """An entry was opened."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._house = house
        self.account = ""
        self.show_what = "all"
        self._next: str | None = None
        self._loading = False
        self._last: date | None = None
        self.loaded: tuple[Any, ...] = ()
        self.list = GroupedList(Grouped(spoken), line_of, t("Timeline"), ROW)
        self.empty = EmptyState(
            "history",
            t("Nothing has happened here yet"),
            t("Visits, calls, proposals, orders and cases will stand here by day, the newest on top."),
        )
        self.empty.hide()
        self.list.opened.connect(self.opened)
        self.list.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._group = QButtonGroup(self)
        tabs = Flow(gap=4)
        for name, title in SHOWS:
            button = TabButton(t(title), partial(self.put_show, name))
            button.setChecked(name == "all")
            button.setObjectName(f"show-{name}")
            self._group.addButton(button)
            tabs.addWidget(button)
        heading = Label(t("Timeline"), "strong")
        # The filters go on in a second line where a long language leaves no room beside the title.
        self.head = row(heading, 1, holder(tabs), gap=4)
        theme.space(self.head, (8, 0, 0, 0), 4)
        layout = column(self.list, self.empty, gap=0)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def open(self, account: str, show: str = "all") -> None:
        """The timeline of an account from its top."""
        self.account, self.show_what = account, show if show in dict(SHOWS) else "all"
        for button in self._group.buttons():
            button.setChecked(button.objectName() == f"show-{self.show_what}")
        self._ask(PAGE, self._start)

    def take(self, account: str, show: str, page: Any) -> None:
        """A first page that came together with the account."""
        self.account, self.show_what = account, show
        for button in self._group.buttons():
            button.setChecked(button.objectName() == f"show-{show}")
        self._start(page)

    def turn_to_client(self, on: bool) -> None:
        """While a client looks on, papers and orders only: calls, visits and notes are ours."""
        for button in self._group.buttons():
            button.setVisible(not on or button.objectName() in ("show-documents", "show-orders"))
        self.put_show("documents" if on else "all")

    def refresh(self) -> None:
        """Ask again for as much as was loaded; the place one reads at stays."""
        if self.account:
            self._ask(max(PAGE, len(self.loaded)), self._again)

    def put_show(self, name: str) -> None:
        """Another filter."""
        self.show_what = name
        if self.account:
            self.open(self.account, name)

    def _ask(self, most: int, then: Any, before: str = "") -> None:
        self._loading = True
        self._house.work.read(
            ask_timeline,
            self.account,
            self.show_what,
            before,
            most,
            then=then,
            owner=self,
            key=f"timeline-{id(self)}",
        )

    def _start(self, found: Any) -> None:
        self._fill(found)
        self.list.scrollToTop()

    def _fill(self, found: Any) -> None:
        self._loading = False
        self.loaded, self._next = found.entries, found.next_before
        rows, self._last = with_days(found.entries, None)
        self.list.model_.show(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _again(self, found: Any) -> None:
        if found.entries == self.loaded:
            self._loading = False
            return
        at, now = self.list.verticalScrollBar().value(), self.list.current_row()
        self._fill(found)
        if now is not None:
            same = [at for at in self.list.model_.entries() if self.list.model_.row(at).id == now.id]
            if same:
                self.list.go_to(same[0])
        self.list.verticalScrollBar().setValue(at)

    def _scrolled(self, at: int) -> None:
        bar = self.list.verticalScrollBar()
        if self._next and not self._loading and at > bar.maximum() - 2 * self.list.viewport().height():
            self._ask(PAGE * 2, self._more, self._next)

    def _more(self, found: Any) -> None:
        self._loading = False
        self.loaded, self._next = (*self.loaded, *found.entries), found.next_before
        rows, self._last = with_days(found.entries, self._last)
        self.list.model_.append(rows)
