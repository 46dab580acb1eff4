"""The week: seven days side by side, each appointment a block in its day, without a grid of hours."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut

from app.errors import RapportError
from app.language import current, t
from ui import theme
from ui.screens import base, for_kind
from ui.screens.base import House, Place
from ui.screens.day.week_day import DayColumn
from ui.screens.letters import Letters
from ui.widgets.basics import Button, IconButton, Label, column, row
from ui.widgets.panels import Banner
from ui.work import sentence

DAYS = 7
LEAST_WIDTH = 108


class Screen(base.Screen):
    """Seven columns; the arrows walk from day to day, and on into the next week."""

    kinds = frozenset({"visits", "activities", "promises", "cases", "accounts"})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.monday = monday_of(date.today())
        self._goal: date | None = None
        self._there = date.today()
        self.banner = Banner("", "danger", t("Try again"), self.refresh)
        self.days = [DayColumn() for _ in range(DAYS)]
        self._build()
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_B: self.brief,
            Qt.Key.Key_N: self.new_here,
            Qt.Key.Key_D: self._to_day,
            Qt.Key.Key_T: self.this_week,
        }
        self._letters = Letters(house, self, keys)
        for at, day in enumerate(self.days):
            self._letters.watch(day.list)
            day.list.opened.connect(self._open_entry)
            day.list.beyond.connect(lambda step, at=at: self._beyond(at, step))
            day.list.entered.connect(lambda day=day: self._stand_on(day))
        for each, step in (("PgUp", -1), ("PgDown", 1)):
            shortcut = QShortcut(QKeySequence(each), self, lambda step=step: self.turn(step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build(self) -> None:
        self._span = Label("", "small-strong", "text-2")
        back = IconButton("chevron-left", t("The week before"), lambda: self.turn(-1))
        on = IconButton("chevron-right", t("The week after"), lambda: self.turn(1))
        self._now = Button(t("This week"), "", "quiet", self.this_week)
        day = Button(t("Day"), "calendar-days", "", self._to_day)
        pack = Button(t("Print the day's briefs"), "printer", "", self._print)
        bar = row(back, on, self._span, self._now, 1, pack, day, gap=8)
        columns = row(*self.days, gap=8)
        for at in range(DAYS):
            columns.setStretch(at, 1)
        whole = column(bar, self.banner, columns, gap=12, margins=(24, 0, 24, 16))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # What the shell asks

    def primary(self) -> tuple[str, str, Callable[[], object]]:
        return (t("Plan a visit"), "calendar-plus", self.new_here)

    def open(self, place: Place) -> None:
        wanted = place.state.get("day", "")
        self._goal = date.fromisoformat(wanted) if wanted else date.today()
        self.monday = monday_of(self._goal)
        self._there = self._goal
        self._fit()
        self._letters.ask_setting()
        self.house.actions.on("print", self._print)
        self.days[self._goal.weekday()].list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        self.house.work.read(
            ask_week, self.monday, then=self._show, failed=self._refused, owner=self, key=f"week-{id(self)}"
        )

    def state(self) -> dict[str, Any]:
        return {"day": self._there.isoformat()}

    def leave(self) -> None:
        self.house.actions.off("print")

    def new_here(self) -> None:
        from ui.dialogs.plan import open_plan

        open_plan(self.house, "visit", on=self._there)

    # What is shown

    def _show(self, found: Any) -> None:
        if found[0].day != self.monday:
            return  # the person has gone on to another week meanwhile
        self.banner.say("")
        for shown, day in zip(self.days, found, strict=True):
            shown.show_day(day)
        speech = current()
        self._span.setText(f"{speech.day_month(found[0].day)} – {speech.day(found[-1].day)}")
        self._now.setEnabled(self.monday != monday_of(date.today()))
        if self._goal is not None:
            self.days[self._goal.weekday()].list.begin()
            self._goal = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many days as have room beside each other, around the one the keyboard is on."""
        room = max(1, min(DAYS, (self.width() - theme.px(48)) // theme.px(LEAST_WIDTH)))
        first = min(max(self._there.weekday() - room // 2, 0), DAYS - room)
        for at, day in enumerate(self.days):
            day.setVisible(first <= at < first + room)

    def _refused(self, error: Exception) -> None:
        self.banner.say(sentence(cast(RapportError, error)), "danger")

    # Going about

    def turn(self, weeks: int) -> None:
        """To the same day of another week."""
        self._go_to(self._there + timedelta(weeks=weeks))

    def this_week(self) -> None:
        """To today."""
        self._go_to(date.today())

    def _go_to(self, day: date) -> None:
        self._goal = self._there = day
        self.monday = monday_of(day)
        self._fit()
        self.refresh()

    def _beyond(self, at: int, step: int) -> None:
        if 0 <= at + step < DAYS:
            self.days[at + step].show()  # where there is no room for seven
            self.days[at + step].list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._go_to(self.days[at].day + timedelta(days=step))

    def _stand_on(self, day: DayColumn) -> None:
        if self._goal is None and day.day != date.min:
            self._there = day.day
            self._fit()

    # What can be done

    def _open_entry(self, entry: Any) -> None:
        screen = for_kind("visits") if entry.kind == "visits" else "records"
        self.house.go(Place(screen, entry.id, entry.kind))

    def brief(self) -> None:
        """The brief of the appointment the keyboard is on."""
        entry = self.days[(self._there - self.monday).days].list.current_row()
        if entry is None or not entry.account_id:
            return
        from ui.dialogs.paper import open_paper

        record = entry.id if entry.kind == "visits" else entry.account_id
        open_paper(self.house, "meeting_brief", record, parent=self.window())

    def _print(self) -> None:
        from ui.dialogs.paper import open_paper

        open_paper(self.house, "day_pack", self._there.isoformat(), parent=self.window())

    def _to_day(self) -> None:
        self.house.go(Place("today"))


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def ask_week(reader: Any, monday: date) -> Any:
    """The seven days from a Monday on."""
    from app.queries.agenda import week

    return week(reader, monday)
