"""Today: the appointments with their briefs, what is due, and who needs attention."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from app.errors import RapportError
from app.language import N_, current, t
from ui import theme
from ui.screens import base
from ui.screens.base import House, Place
from ui.screens.day.agenda import AgendaList, agenda_rows
from ui.screens.day.attention import AttentionCard
from ui.screens.day.due import DueList, DueModel
from ui.screens.day.verbs import DayVerbs
from ui.screens.letters import Letters
from ui.widgets.basics import Button, Label, column, holder, row, scrolled
from ui.widgets.panels import Banner, Card, EmptyState
from ui.work import sentence

STACKED_UNDER = 720
A_MINUTE = 60_000
FULL_DUE = 6
LEAST_DUE = 3
KEYS = (
    (N_("Open"), "Enter"), (N_("Meeting brief"), "B"), (N_("Mark as done"), "Space"), (N_("New"), "N"),
    (N_("Week"), "W"),
)  # fmt: skip


class Screen(base.Screen):
    """The home page."""

    kinds = frozenset({"visits", "activities", "promises", "cases", "quotes", "orders", "accounts"})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._found: Any = None
        self._state: dict[str, Any] = {}
        self._stacked = False
        self.agenda = AgendaList()
        self.due = DueList(DueModel())
        self.verbs = DayVerbs(house, self, self.agenda, self.due)
        self.verbs.refused.connect(self._refused)
        self.banner = Banner("", "danger", t("Try again"), self.refresh)
        self._build()
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_B: self.verbs.brief,
            Qt.Key.Key_N: self.new_here,
            Qt.Key.Key_Space: self.verbs.space,
            Qt.Key.Key_W: self._to_week,
        }
        self._letters = Letters(house, self, keys)
        self._letters.watch(self.agenda, self.due)
        self._clock = QTimer(self)
        self._clock.setInterval(A_MINUTE)
        self._clock.timeout.connect(self._minute)
        self._clock.start()

    def _build(self) -> None:
        self._pack = Button(t("Print all briefs"), "printer", "", self.verbs.day_pack)
        self.agenda_card = Card(t("Agenda"))
        self._week = Button(t("Week"), "columns-3", "quiet", self._to_week)
        self._week.setToolTip("W")
        self.agenda_card.head.addWidget(self._week)
        self.agenda_card.head.addWidget(self._pack)
        self._blank = EmptyState(
            "calendar-days",
            t("Nothing planned yet"),
            t("Visits, meetings and calls with a time will stand here, each with its brief to print."),
            t("Plan a visit"),
            lambda: self.verbs.plan("visit"),
        )
        self._blank.hide()
        self.agenda_card.add(self.agenda, self._blank)
        theme.space(self.agenda_card.outer, (8, 12, 8, 8), 8)
        theme.space(self.agenda_card.head, (8, 0, 4, 0), 8)
        self._count = Label("", "small", "text-2")
        self.due_card = Card(t("Due"))
        self.due_card.head.addWidget(self._count)
        theme.space(self.due_card.outer, (8, 12, 8, 8), 4)
        theme.space(self.due_card.head, (8, 0, 8, 0), 8)
        self._all_done = Label(
            t("Nothing is due. Promises and tasks appear here on their day."), "small", "text-2", wrap=True
        )
        self._all_done.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(8))
        self.due_card.add(self.due, self._all_done)
        self.attention = AttentionCard(self.verbs.open_attention)
        right = column(self.due_card, self.attention, gap=16)
        right.addStretch(1)
        self._right = right
        self._side = holder(right)
        self._columns: QBoxLayout = row(self.agenda_card, self._side, gap=16)
        self._page = holder(column(self.banner, self._columns, gap=12, margins=(24, 0, 24, 16)))
        self._area = scrolled(self._page)
        self.setLayout(column(self._area, gap=0))
        self.setFocusProxy(self.agenda)
        self._lay()

    # What the shell asks

    def primary(self) -> tuple[str, str, Callable[[], object]]:
        return (t("New"), "plus", self.new_here)

    def open(self, place: Place) -> None:
        self._state = dict(place.state)
        self._say_day()
        self._letters.ask_setting()
        self.house.actions.on("print", self.verbs.day_pack)
        self.agenda.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        self.house.work.read(
            ask_agenda, then=self._show, failed=self._refused, owner=self, key=f"today-{id(self)}"
        )

    def state(self) -> dict[str, Any]:
        now = self.agenda.current_row()
        return {
            "agenda": now.id if now is not None else "",
            "due": self.due.currentIndex().row(),
            "on_due": self.due.hasFocus(),
        }

    def keys(self) -> list[tuple[str, str]]:
        """The single keys, for the sheet of keys."""
        return [(t(text), key) for text, key in KEYS]

    def leave(self) -> None:
        self.house.actions.off("print")

    def _to_week(self) -> None:
        self.house.go(Place("week"))

    def new_here(self) -> None:
        menu = self.verbs.new_menu()
        # Right below the button that opens it, which stands in the shell's top line.
        below = QPoint(self.width() - menu.sizeHint().width() - theme.px(24), 0)
        menu.popup(self.mapToGlobal(below))

    # What is shown

    def _say_day(self) -> None:
        today = date.today()
        text = t("{weekday} {day}", weekday=current().weekday(today), day=current().day_month(today, "long"))
        self.titled.emit(text[:1].upper() + text[1:])

    def _show(self, found: Any) -> None:
        self._found = found
        self.banner.say("")
        empty = not found.today and not found.ahead
        self._show_agenda(found, empty)
        self._show_due(found)
        self.attention.show_items(found.attention)
        self._lay()
        # The new lines know their heights only once they have been dressed.
        QTimer.singleShot(0, self, self._lay)

    def _show_agenda(self, found: Any, empty: bool) -> None:
        former = self.agenda.current_row()
        wanted = former.id if former is not None else self._state.pop("agenda", "")
        model = self.agenda.model_
        model.show(agenda_rows(found))
        self._blank.setVisible(empty)
        self.agenda.setVisible(not empty)
        self._pack.setVisible(any(entry.kind == "visits" for entry in found.today))
        places = model.entries()
        same = [at for at in places if model.row(at).id == wanted]
        if places:
            self.agenda.go_to(same[0] if same else places[0])

    def _show_due(self, found: Any) -> None:
        model = cast(DueModel, self.due.source)
        at = self.due.currentIndex().row()
        at = self._state.pop("due", -1) if at < 0 else at
        model.ticked.clear()
        model.show(found.due)
        self._count.setText(current().number(found.due_total) if found.due_total else "")
        self.due.setVisible(bool(found.due))
        self._all_done.setVisible(not found.due)
        if found.due and at >= 0:
            self.due.go_to(min(at, len(found.due) - 1))

    def _refused(self, error: Exception) -> None:
        self.banner.say(sentence(cast(RapportError, error)), "danger")

    # Two columns, or one below the other where there is no room for two

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        stacked = self.width() < theme.px(STACKED_UNDER)
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        self._columns.setStretch(0, 0 if stacked else 3)
        self._columns.setStretch(1, 0 if stacked else 2)
        self.due.setFixedHeight(self.due.height_of_row() * self._due_rows(stacked) + 2)
        if stacked:
            self.agenda.setFixedHeight(max(self.agenda.whole_height(), theme.px(58)))
        else:
            self.agenda.setMinimumHeight(theme.px(58 * 3))
            self.agenda.setMaximumHeight(16777215)

    def _due_rows(self, stacked: bool) -> int:
        """As many rows as leave the card below in sight, so that the page itself need not scroll."""
        count = self.due.source.rowCount()
        if stacked:
            return max(1, min(count, FULL_DUE))
        others = self.attention.sizeHint().height() + theme.px(16 + 16 + 64)
        room = (self.height() - others) // self.due.height_of_row()
        return max(1, min(count, max(LEAST_DUE, room)))

    def _minute(self) -> None:
        # Midnight brings another page, and each minute may turn an appointment into one that is not logged yet.
        if not self.isVisible() or self._found is None:
            return
        if self._found.day != date.today():
            self._say_day()
            self.refresh()
        else:
            self.agenda.viewport().update()


def ask_agenda(reader: Any) -> Any:
    """Today and the seven days after it."""
    from app.queries.agenda import agenda

    return agenda(reader)
