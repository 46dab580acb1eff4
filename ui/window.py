"""The shell: rail, top line, the screen one is on, the way back, notices, and the palette above them."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from app.language import t
from ui import theme
from ui.actions import Actions, Spec, key_text
from ui.hub import Hub
from ui.rail import Rail
from ui.screens import Entry, entries, entry, for_kind
from ui.screens.base import House, Place, Screen
from ui.widgets.basics import Button, ElidedLabel, IconButton, column, first_focus, row
from ui.widgets.search import SearchField
from ui.widgets.toast import Toast
from ui.work import Work

NARROW_UNDER = 1200
LEAST = (960, 600)
Find = Callable[..., Any]


class TopLine(QFrame):
    """Title at the left, search in the middle, the one main action at the right."""

    def __init__(self, search: Callable[[], None], back: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("part", "page")
        self.back = IconButton("arrow-left", t("Back"), back)
        self.title = ElidedLabel("", "title")
        self.search = SearchDoor(search)
        self.main = Button("", kind="primary")
        self._do: Callable[[], object] | None = None
        self.main.clicked.connect(lambda: self._do() if self._do else None)
        layout = row(self.title, self.back, self.search, self.main, gap=8, margins=(24, 10, 24, 10))
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def retell(self) -> None:
        """Say every text again, in the language in force now."""
        self.search.retell()
        self.back.setAccessibleName(t("Back"))
        self.back.setToolTip(t("Back"))

    def give_way(self, little_room: bool) -> None:
        """With large text the search field leaves its room to the title: one must see where one is."""
        theme.fix(self.search, 160 if little_room else 340)

    def offer(self, primary: tuple[str, str, Callable[[], object]] | None) -> None:
        """Show the screen's main action, or none."""
        self.main.setVisible(primary is not None)
        if primary is not None:
            self.main.set_text(primary[0], primary[1])
            self.main.setToolTip(key_text(("Ctrl+N",)))
            self._do = primary[2]


class SearchDoor(SearchField):
    """The search field of the top line: a click, Tab and typing, or Ctrl+K open the palette over it."""

    def __init__(self, search: Callable[[], None]) -> None:
        super().__init__("")
        self.retell()
        theme.fix(self, 340)
        self.setReadOnly(True)
        self._search = search

    def retell(self) -> None:
        """Say its text in the language in force now."""
        self.setPlaceholderText(t("Search or run a command…") + "   " + key_text(("Ctrl+K",)))
        self.setAccessibleName(t("Search or run a command"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._search()

    def keyPressEvent(self, event: Any) -> None:
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self._search()
        else:
            event.ignore()


class Layers(QStackedWidget):
    """The shell, and full-window pages over it."""

    def __init__(self, shell: QWidget) -> None:
        super().__init__()
        self.addWidget(shell)

    def cover(self, page: QWidget) -> None:
        """Show a page instead of the shell."""
        self.addWidget(page)
        self.setCurrentWidget(page)

    def uncover(self) -> None:
        """Show the shell; the pages are gone."""
        self.setCurrentIndex(0)
        for at in reversed(range(1, self.count())):
            page = self.widget(at)
            if page is not None:
                self.removeWidget(page)
                page.deleteLater()


class Trail:
    """Where one came from and where Back came from."""

    def __init__(self) -> None:
        self.past: list[Place] = []
        self.future: list[Place] = []

    def step(self, left: Place) -> None:
        """Going somewhere new."""
        self.past.append(left)
        self.future.clear()

    def back(self, left: Place) -> Place:
        """The place before this one."""
        self.future.append(left)
        return self.past.pop()

    def forward(self, left: Place) -> Place:
        """The place Back came from."""
        self.past.append(left)
        return self.future.pop()


class Window(QMainWindow):
    """One window; screens are loaded when first shown and kept."""

    closing = Signal()

    def __init__(self, work: Work, hub: Hub, find: Find) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Rapport")
        self.setMinimumSize(*LEAST)
        self.hub = hub
        self.actions_ = Actions(self)
        self.house = House(work, hub, self.actions_, self.go)
        self._find = find
        self._palette: Any = None
        self._screens: dict[str, Screen] = {}
        self.trail = Trail()
        self.place: Place | None = None
        self.brought = ""
        self._build()
        self._declare()
        hub.notice.connect(self.toast.say)
        hub.trouble.connect(self.toast.warn)
        hub.sync_state.connect(self.rail.sync.say)

    def _build(self) -> None:
        self.rail = Rail([e for e in entries() if e.rail], lambda name: self.go(Place(name)))
        self.top = TopLine(self.search, self.back)
        self.stack = QStackedWidget()
        right = column(self.top, self.stack, gap=0)
        right.setStretch(1, 1)
        whole = row(self.rail, gap=0)
        whole.addLayout(right, 1)
        self.shell = QWidget()
        self.shell.setLayout(whole)
        self.layers = Layers(self.shell)
        self.setCentralWidget(self.layers)
        # Else Qt gives the keyboard to the first section at the start, and its ring would shine there.
        self.stack.setFocus(Qt.FocusReason.OtherFocusReason)
        self.toast = Toast(self)

    def _declare(self) -> None:
        a = self.actions_
        _declare_sections(a, self.go)
        a.on("search", self.search)
        a.on("back", self.back)
        a.on("forward", self.forward)
        a.on("close", self.close)
        a.on("quit", self.close)
        a.on("undo", self.house.work.undo)
        a.on("redo", self.house.work.redo)
        a.on("settings", lambda: self.go(Place("settings")))
        a.on("filter", lambda: _on_screen(self, lambda s: s.filter_here()))
        a.on("new", lambda: _on_screen(self, lambda s: s.new_here()))
        a.on("next-pane", lambda: next_pane(self))
        a.fill(self.menuBar())

    # Where one is

    def go(self, place: Place) -> None:
        """To another place, remembering this one for Back."""
        if self.place is not None and place != self.place:
            self.trail.step(self._remembered())
        self._show(place)

    def back(self) -> None:
        """To the place before this one, as it was left."""
        if self.trail.past and self.place is not None:
            self._show(self.trail.back(self._remembered()))

    def forward(self) -> None:
        """To the place Back came from."""
        if self.trail.future and self.place is not None:
            self._show(self.trail.forward(self._remembered()))

    def shown(self) -> Screen | None:
        """The screen in sight."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Screen) else None

    def _remembered(self) -> Place:
        assert self.place is not None
        screen = self._screens.get(self.place.screen)
        return Place(self.place.screen, self.place.record, self.place.kind, screen.state() if screen else {})

    def _show(self, place: Place) -> None:
        former = self.shown()
        screen = self._loaded(place.screen)
        if former is not None and former is not screen:
            former.leave()
        self.place = place
        self.rail.mark(entry(place.screen).under or place.screen)
        self.top.setVisible(not screen.own_head)
        self._title(t(entry(place.screen).title))
        self.top.back.setVisible(bool(self.trail.past))
        self.stack.setCurrentWidget(screen)
        screen.open(place)
        focus = self.focusWidget()
        if focus is None or focus is self.stack or not focus.isVisible():
            screen.setFocus(Qt.FocusReason.OtherFocusReason)
        self.top.offer(screen.primary())
        self.actions_.get("back").setEnabled(bool(self.trail.past))
        self.actions_.get("forward").setEnabled(bool(self.trail.future))

    def _loaded(self, name: str) -> Screen:
        screen = self._screens.get(name)
        if screen is None:
            made = _made(entry(name), self.house)
            made.setObjectName(name)
            made.setAccessibleName(t(entry(name).title))
            made.titled.connect(lambda text, made=made: self._titled(made, text))
            made.primary_changed.connect(lambda made=made: self._offered(made))
            self.stack.addWidget(made)
            self._screens[name] = screen = made
        return screen

    def retell(self) -> None:
        """Say every text again, in the language in force now; screens are made anew where the person is."""
        self.actions_.retell()
        self.rail.retell()
        self.top.retell()
        self._palette = None
        place = self._remembered() if self.place is not None else None
        for screen in self._screens.values():
            screen.leave()
            self.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self.place = None
        if place is not None:
            self._show(place)

    def _titled(self, screen: Screen, text: str) -> None:
        if screen is self.shown():
            self._title(text)

    def _title(self, text: str) -> None:
        self.top.title.setText(text)
        self.setWindowTitle(f"{text} – Rapport")

    def _offered(self, screen: Screen) -> None:
        if screen is self.shown():
            self.top.offer(screen.primary())

    def open_address(self, what: str) -> None:
        """Open what a second start or a link brought: `rapport:accounts/ID`, or a file to be brought in."""
        if what.startswith("rapport:"):
            kind, _, record = what.removeprefix("rapport:").strip("/").partition("/")
            self.go(Place(for_kind(kind), record, kind))
        elif what:
            self.brought = what
            self.actions_.run("import")

    # Full-window pages

    def show_page(self, page: QWidget) -> None:
        """Put a page over the whole shell: locked, damaged, first run, crash."""
        self.toast.hide()
        self.layers.cover(page)
        self.menuBar().setEnabled(False)
        first_focus(page)

    def show_shell(self) -> None:
        """Take full-window pages away."""
        self.layers.uncover()
        self.menuBar().setEnabled(True)

    # Search

    def search(self) -> None:
        """Open the palette over the search field, or at the top where a screen has its own head."""
        if self.layers.currentWidget() is not self.shell:
            return
        if self._palette is None:
            from ui.palette import Palette

            self._palette = Palette(self, self.house, self._find)
        at = None
        if self.top.isVisible():
            at = self.top.search.mapTo(self, QPoint(0, 0)) - QPoint(theme.px(8), theme.px(8))
        self._palette.call(at)

    # The frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_UNDER)
        if narrow != self.rail.narrow:
            self.rail.dress(narrow)
        self.top.give_way(self.width() < theme.px(LEAST[0]))
        if self.toast.isVisible():
            self.toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        screen = self.shown()
        if screen is not None:
            screen.leave()
        self.closing.emit()
        super().closeEvent(event)


def _same_pane(pane: QWidget, focus: QWidget, screen: Screen | None) -> bool:
    if screen is not None and screen.isAncestorOf(focus):
        return screen.isAncestorOf(pane)
    return pane is focus or (pane.parentWidget() is focus.parentWidget() and not isinstance(pane, Screen))


def next_pane(window: Window) -> None:
    """The keyboard goes round: rail, search, the screen's panes."""
    panes: list[QWidget] = [window.rail.buttons[next(iter(window.rail.buttons))], window.top.search]
    screen = window.shown()
    first = screen.nextInFocusChain() if screen is not None else None
    if first is not None:
        panes.append(first)
    now = window.focusWidget()
    inside = next((i for i, p in enumerate(panes) if now is not None and _same_pane(p, now, screen)), -1)
    panes[(inside + 1) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)


def _made(wanted: Entry, house: House) -> Screen:
    # A section that has no screen of its own has the generic list and form from the first day.
    module = wanted.module if find_spec(wanted.module) is not None else "ui.screens.records"
    screen: Screen = import_module(module).Screen(house)
    return screen


def _declare_sections(actions: Actions, go: Callable[[Place], None]) -> None:
    for screen in entries():
        if screen.key:
            spec = Spec(f"go-{screen.name}", screen.title, (screen.key,), "go", screen.icon, 4, palette=False)
            actions.add(spec, lambda name=screen.name: go(Place(name)))  # type: ignore[misc]


def _on_screen(window: Window, then: Callable[[Screen], object]) -> None:
    screen = window.shown()
    if screen is not None:
        then(screen)
