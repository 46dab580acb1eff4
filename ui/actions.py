"""Everything a person can do from the shell, declared once: menus, keys, palette and key sheet read this list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.language import N_, t
from ui.icons import icon

MENUS = (
    ("file", N_("File")),
    ("edit", N_("Edit")),
    ("view", N_("View")),
    ("go", N_("Go")),
    ("help", N_("Help")),
)


LETTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
    "абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ"
)
"""What a key without an accent gives: with Alt it opens a menu."""


@dataclass(frozen=True)
class Spec:
    """One action: where it stands, what it says, which keys call it."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    icon: str = ""
    group: int = 0
    checkable: bool = False
    submenu: str = ""
    palette: bool = True
    role: str = ""


SPECS: tuple[Spec, ...] = (
    Spec("new", N_("New"), ("Ctrl+N",), "file", "plus"),
    Spec("import", N_("Import…"), ("Ctrl+I",), "file", "upload", 1),
    Spec("export", N_("Export this list…"), (), "file", "download", 1),
    Spec("example", N_("Load example data"), (), "file", "sparkles", 1),
    Spec("print", N_("Print…"), ("Ctrl+P",), "file", "printer", 2),
    Spec("backup", N_("Back up…"), (), "file", "hard-drive", 3),
    Spec("settings", N_("Settings…"), ("Ctrl+,",), "file", "settings", 3, role="preferences"),
    Spec("close", N_("Close window"), ("Ctrl+W",), "file", "", 4, palette=False),
    Spec("quit", N_("Quit Rapport"), ("Ctrl+Q",), "file", "log-out", 4, role="quit"),
    Spec("undo", N_("Undo"), ("Ctrl+Z",), "edit", "undo-2"),
    Spec("redo", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", "redo-2"),
    Spec("edit", N_("Edit record"), ("F2",), "edit", "pencil", 1),
    Spec("filter", N_("Filter here"), ("Ctrl+F",), "edit", "list-filter", 2),
    Spec("search", N_("Search or run a command"), ("Ctrl+K",), "edit", "search", 2, palette=False),
    Spec("scheme-system", N_("As the system"), (), "view", "monitor", 0, True, N_("Colours")),
    Spec("scheme-light", N_("Light"), (), "view", "sun", 0, True, N_("Colours")),
    Spec("scheme-dark", N_("Dark"), (), "view", "moon", 0, True, N_("Colours")),
    Spec("sunlight", N_("Sunlight"), ("F9",), "view", "contrast", 0, True, N_("Colours")),
    Spec("density-compact", N_("Compact"), (), "view", "", 1, True, N_("Density")),
    Spec("density-normal", N_("Normal"), (), "view", "", 1, True, N_("Density")),
    Spec("density-roomy", N_("Roomy"), (), "view", "", 1, True, N_("Density")),
    Spec("zoom-in", N_("Larger text"), ("Ctrl++", "Ctrl+="), "view", "zoom-in", 2),
    Spec("zoom-out", N_("Smaller text"), ("Ctrl+-",), "view", "zoom-out", 2),
    Spec("zoom-reset", N_("Text at 100 %"), ("Ctrl+0",), "view", "", 2),
    Spec("client-view", N_("Show to client"), ("Ctrl+Shift+H",), "view", "presentation", 3, True),
    Spec("back", N_("Back"), ("Alt+Left",), "go", "arrow-left"),
    Spec("forward", N_("Forward"), ("Alt+Right",), "go", "arrow-right"),
    Spec("sync", N_("Sync now"), ("F5",), "go", "refresh-cw", 8),
    Spec("next-pane", N_("Next pane"), ("F6",), "go", "", 8),
    Spec("keys", N_("Keys of this screen"), ("F1",), "help", "info"),
    Spec("log-folder", N_("Open log folder"), (), "help", "folder-open", 1),
    Spec("diagnostics", N_("Copy diagnostics"), (), "help", "copy", 1),
    Spec("about", N_("About Rapport"), (), "help", "info", 2, role="about"),
)
_ROLES = {
    "preferences": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


class Actions(QObject):
    """The QActions of one window, made from the specs; a screen adds its own and takes them along."""

    def __init__(self, owner: QWidget, specs: Iterable[Spec] = SPECS) -> None:
        super().__init__(owner)
        self._owner = owner
        self._specs: dict[str, Spec] = {}
        self._actions: dict[str, QAction] = {}
        self._slots: dict[str, Callable[[], object]] = {}
        self._menus: list[tuple[QMenu, str]] = []
        for spec in specs:
            self.add(spec)

    def add(self, spec: Spec, slot: Callable[[], object] | None = None) -> QAction:
        """Declare one more action; the window's keys reach it from everywhere in the window."""
        action = QAction(t(spec.text), self._owner)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setMenuRole(_ROLES.get(spec.role, QAction.MenuRole.NoRole))
        action.triggered.connect(lambda: self.run(spec.name))
        self._specs[spec.name] = spec
        self._actions[spec.name] = action
        self._owner.addAction(action)
        if slot is not None:
            self.on(spec.name, slot)
        else:
            action.setEnabled(False)
            action.setVisible(False)
        return action

    def on(self, name: str, slot: Callable[[], object]) -> None:
        """Say what an action does; until then no menu shows it."""
        self._slots[name] = slot
        self._actions[name].setEnabled(True)
        self._actions[name].setVisible(True)

    def off(self, name: str) -> None:
        """The action has no meaning now."""
        self._slots.pop(name, None)
        self._actions[name].setEnabled(False)

    def run(self, name: str) -> None:
        """Do it, when it has a meaning now."""
        slot = self._slots.get(name)
        if slot is not None:
            slot()

    def retell(self) -> None:
        """Say every text again, in the language in force now."""
        for name, spec in self._specs.items():
            self._actions[name].setText(t(spec.text))
        for (menu, _), title in zip(
            self._menus, with_letters(title for _, title in self._menus), strict=True
        ):
            menu.setTitle(title)

    def get(self, name: str) -> QAction:
        """The QAction for a button or a check mark."""
        return self._actions[name]

    def check(self, name: str, on: bool) -> None:
        """Set the check mark without doing anything."""
        self._actions[name].setChecked(on)

    def offered(self) -> list[tuple[Spec, str]]:
        """The actions that can be done now, with the text of their first key, for palette and key sheet."""
        return [
            (spec, key_text(spec.keys))
            for name, spec in self._specs.items()
            if spec.palette and name in self._slots and self._actions[name].isEnabled()
        ]

    def keyed(self) -> list[tuple[str, str]]:
        """What can be done now by a key: text and key."""
        return [
            (t(spec.text).rstrip("…"), key_text(spec.keys))
            for name, spec in self._specs.items()
            if spec.keys and name in self._slots and self._actions[name].isEnabled()
        ]

    def fill(self, bar: QMenuBar) -> None:
        """The menus, once, on first use."""
        letters = with_letters(title for _, title in MENUS)
        for (name, title), shown in zip(MENUS, letters, strict=True):
            menu = bar.addMenu(shown)
            self._menus.append((menu, title))
            menu.aboutToShow.connect(lambda menu=menu, name=name: self._fill_menu(menu, name))
            # A menu without actions is not shown on every platform, so each holds its first from the start.
            first = next(spec for spec in self._specs.values() if spec.menu == name)
            if not first.submenu:
                menu.addAction(self._actions[first.name])
            else:
                menu.addMenu(t(first.submenu))

    def _fill_menu(self, menu: QMenu, name: str) -> None:
        menu.clear()
        group = 0
        submenus: dict[str, QMenu] = {}
        for spec in sorted((s for s in self._specs.values() if s.menu == name), key=lambda s: s.group):
            if spec.group != group:
                menu.addSeparator()
                group = spec.group
            target = menu
            if spec.submenu:
                if spec.submenu not in submenus:
                    submenus[spec.submenu] = menu.addMenu(t(spec.submenu))
                target = submenus[spec.submenu]
            action = self._actions[spec.name]
            if spec.icon and action.icon().isNull() and not spec.checkable:
                action.setIcon(icon(spec.icon))
            target.addAction(action)


def with_letters(titles: Iterable[str]) -> list[str]:
    """The titles of menus in the language in force, each with the letter that opens it while Alt is held."""
    shown, taken = [], set()
    for title in titles:
        text = t(title).replace("&", "&&")
        free = [at for at, sign in enumerate(text) if sign in LETTERS and sign.lower() not in taken]
        if free:
            taken.add(text[free[0]].lower())
            shown.append(text[: free[0]] + "&" + text[free[0] :])
        else:  # a script whose letters join: the English one stands beside it
            sign = next((s for s in title if s.lower() not in taken), "")
            taken.add(sign.lower())
            shown.append(f"{text} (&{sign.upper()})" if sign else text)
    return shown


def clashes(specs: Iterable[Spec]) -> list[tuple[str, str, str]]:
    """Keys that call two actions: (key, one, other)."""
    owners: dict[str, str] = {}
    found = []
    for spec in specs:
        for key in spec.keys:
            canonical = QKeySequence(key).toString()
            if canonical in owners:
                found.append((canonical, owners[canonical], spec.name))
            owners[canonical] = spec.name
    return found


def key_text(keys: tuple[str, ...]) -> str:
    """The first key as this platform writes it."""
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
