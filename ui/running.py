"""The running program: window, lanes and data put together, and what happens when they do not come together."""

import os
from typing import Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from app import VERSION
from app.errors import RapportError
from app.language import current, t, use
from ui import crash, dialogs, opening, session, theme
from ui.caretaker import Caretaker
from ui.hub import Hub, SyncState
from ui.look_actions import LookActions
from ui.rail import ALONE
from ui.screens import entries
from ui.screens.base import Place
from ui.way_in import WayIn
from ui.window import Window
from ui.work import Work

GROWN = "window.grown_to"
LOOK = ("theme", "density", "zoom")


class Running:
    """One run of the program over one profile."""

    def __init__(self, app: Any, folder: str, what: str, problem: RapportError | None) -> None:
        self.app: QApplication = app
        self.folder = folder
        self.what = what
        self._problem = problem
        self._reported = False
        self._fresh = False
        app.setApplicationName("Rapport")
        app.setDesktopFileName("rapport")
        self.session = session.load(folder)
        use(self.session.language)
        self._told = self.session.language
        self.look = theme.dress(
            app, theme.Choice(self.session.scheme, self.session.density, self.session.zoom)
        )
        self.hub = Hub()
        self.work = Work(self.hub)
        self.window = Window(self.work, self.hub, _find)
        self._way_in = WayIn(self.window, self.work, folder, self._opened, self._begin, self.show_crash)
        self._connect()

    def run(self) -> int:
        """Show the window, then do everything else; until it is closed."""
        session.place_window(self.window, self.session)
        if self.session.maximized:
            self.window.showMaximized()
        else:
            self.window.show()
        QTimer.singleShot(0, self._after_paint)
        code = self.app.exec()
        self.work.close()
        return code

    # -- after the first picture ------------------------------------------------------------------

    def _after_paint(self) -> None:
        self.window.repaint()
        crash.keep_log(os.path.join(self.folder, "log"))
        crash.watch(self.show_crash)
        self._way_in.begin(self._problem)
        QTimer.singleShot(0, self._listen)
        dialogs.bind(self.window)

    def _listen(self) -> None:
        from ui.single import Door

        self._door = Door(self.folder, self.raise_window, self.window)

    def _opened(self, workspace: Any) -> None:
        self.window.show_shell()
        self._tell_state()
        self.work.store(_wanted, then=self._settle)

    def _tell_state(self) -> None:
        """What the card at the foot of the rail says."""
        workspace = self.work.workspace
        if workspace is not None and workspace.is_read_only:
            why = t("The disk or folder cannot be written. Nothing new is saved.")
            self.hub.sync_state.emit(SyncState(t("Open for reading only"), why, "lock", "warn"))
        else:
            self.hub.sync_state.emit(SyncState(t(ALONE.headline), t(ALONE.detail)))

    def _settle(self, wanted: dict[str, Any]) -> None:
        """Go where the person was, in the language and look of the profile."""
        self.session.language = wanted["language"]
        if wanted["language"] != current().code or self._told != current().code:
            use(wanted["language"])
            self._told = wanted["language"]
            self.window.retell()
            self._tell_state()
        self._adopt_look(wanted["look"])
        place = wanted["place"]
        known = {e.name for e in entries()}
        self.window.go(Place(**place) if place.get("screen") in known else Place("today"))
        if self.what:
            self.window.open_address(self.what)
        # SQLAlchemy and the shape of the data come after the first picture of Today.
        QTimer.singleShot(0, lambda: self.work.store(_grow, then=lambda grew: self._grown(grew)))

    def _adopt_look(self, kept: dict[str, Any]) -> None:
        """The look of the profile wins; from now on a change of look is kept there too."""
        if self._fresh:
            self._keep_look()
        elif kept != self._look_now():
            self.look.choose(kept["theme"], kept["density"], kept["zoom"])
        self.look.changed.connect(self._keep_look)

    def _look_now(self) -> dict[str, Any]:
        choice = self.look.choice
        return {"theme": choice.scheme, "density": choice.density, "zoom": choice.zoom}

    def _keep_look(self) -> None:
        workspace = self.work.workspace
        if workspace is not None and not workspace.is_read_only:
            self.work.store(_keep_look, self._look_now())

    def _grown(self, grew: bool) -> None:
        screen = self.window.shown()
        if grew and screen is not None:
            screen.refresh()

    def _begin(self, how: str) -> None:
        """A new profile: the look and language chosen while it was made are its own."""
        self._fresh = True
        self._opened(self.work.workspace)
        if how:
            QTimer.singleShot(0, lambda: self.window.actions_.run(how))

    # -- the shell's own actions ------------------------------------------------------------------

    def _connect(self) -> None:
        self._looks = LookActions(self.window.actions_, self.look)
        folder = QUrl.fromLocalFile(os.path.join(self.folder, "log"))
        self.window.actions_.on("log-folder", lambda: QDesktopServices.openUrl(folder))
        self.window.actions_.on("diagnostics", self._copy_diagnostics)
        self._caretaker = Caretaker(self.work, self.hub, self.window)
        self.hub.fault.connect(self.show_crash)
        self.window.closing.connect(self._remember)

    def _copy_diagnostics(self) -> None:
        from ui.dialogs.about import diagnostics

        QGuiApplication.clipboard().setText(diagnostics(self.window))
        self.hub.tell(t("Diagnostics copied; they name no client."))

    def raise_window(self, what: str) -> None:
        """A second start: come to the front and open what it brought."""
        self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if what:
            self.window.open_address(what)

    def show_crash(self, error: BaseException) -> None:
        """The page for our own faults; one at a time."""
        if self._reported:
            return
        self._reported = True
        from ui.pages import crash_page

        text = crash.report(error, VERSION)

        def on() -> None:
            self._reported = False
            self.window.show_shell()

        self.window.show_page(
            crash_page(text, lambda: QGuiApplication.clipboard().setText(text), on, self.window.close)
        )

    def _remember(self) -> None:
        place = self.window.place
        session.remember_window(
            self.window, self.session, self.look.choice, place.screen if place else "today"
        )
        session.save(self.folder, self.session)
        workspace = self.work.workspace
        if workspace is not None and place is not None and not workspace.is_read_only:
            screen = self.window.shown()
            kept: dict[str, Any] = {"screen": place.screen, "record": place.record, "kind": place.kind}
            kept["state"] = screen.state() if screen is not None else {}
            self.work.store(_keep_place, kept)


def _find(reader: Any, text: str, limit: int = 40) -> Any:
    from app.queries.search import search

    return search(reader, text, limit)


def _wanted(workspace: Any) -> dict[str, Any]:
    preferences = workspace.preferences
    look = {name: preferences[f"window.{name}"] for name in LOOK}
    return {
        "language": preferences["language"],
        "place": preferences.recall("window.place", {}),
        "look": look,
    }


def _keep_look(workspace: Any, look: dict[str, Any]) -> None:
    for name, value in look.items():
        if workspace.preferences[f"window.{name}"] != value:
            workspace.preferences[f"window.{name}"] = value


def _keep_place(workspace: Any, place: dict[str, Any]) -> None:
    workspace.preferences.remember("window.place", place)


def _grow(workspace: Any) -> bool:
    """Bring the shape of the data up to the declarations, and say whether that changed anything.

    Where these declarations were the ones last grown to, SQLAlchemy is not even imported: a window that is only
    looked at stays small.
    """
    mark = opening.declarations_mark()
    if workspace.is_read_only or workspace.keeper.get(GROWN) == mark:
        return False
    before = workspace.keeper.get("shape")
    workspace.grown()
    workspace.keeper.set(GROWN, mark)
    return bool(before != workspace.keeper.get("shape"))
