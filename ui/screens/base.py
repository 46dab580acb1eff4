"""What a screen is: a widget the shell shows, opens at a place, and asks for its title and its one main action."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.actions import Actions
from ui.hub import Hub, touches
from ui.work import Work


@dataclass(frozen=True)
class Place:
    """Where a person is: a screen, perhaps a record, and what the screen remembers (filter, scroll, selection)."""

    screen: str
    record: str = ""
    kind: str = ""
    state: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class House:
    """What every screen is given: the lanes, the signals, the actions, and the way to another place."""

    work: Work
    hub: Hub
    actions: Actions
    go: Callable[[Place], None]


class Screen(QWidget):
    """Base of all screens. Subclass it as `Screen` in the module that the registry names."""

    kinds: frozenset[str] = frozenset()
    """Kinds of record shown here; a change of one makes `refresh` run while the screen is visible."""
    own_head = False
    """True when the screen draws its own top line (record pages), so that the shell hides its own."""

    titled = Signal(str)
    """The title in the top line changed."""
    primary_changed = Signal()
    """The main action changed."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.house = house
        self._stale = False
        house.hub.changed.connect(self._on_changed)

    def primary(self) -> tuple[str, str, Callable[[], object]] | None:
        """The one main action: text, icon, what it does."""
        return None

    def open(self, place: Place) -> None:
        """Show this place; called each time the person comes here."""
        self.refresh()

    def refresh(self) -> None:
        """Ask the queries again."""

    def state(self) -> dict[str, Any]:
        """What to remember for coming back: plain values only."""
        return {}

    def filter_here(self) -> None:
        """Put the cursor into the screen's own filter."""

    def new_here(self) -> None:
        """Begin a new record of the kind shown here."""
        main = self.primary()
        if main is not None:
            main[2]()

    def leave(self) -> None:
        """The person goes elsewhere: keep what was typed."""

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_changed(self, touched: frozenset[tuple[str, str]]) -> None:
        if not touches(touched, self.kinds):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
