"""What happened, told to whoever listens: changed records, the state of sync, a notice, a fault."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class SyncState:
    """Three facts about sync: connection (a word and a tone), what waits, and when it last worked."""

    headline: str
    detail: str
    icon: str = "laptop"
    tone: str = "text-2"


class Hub(QObject):
    """The signals every screen may listen to. `changed` carries a frozenset of (kind, id)."""

    changed = Signal(object)
    sync_state = Signal(object)
    notice = Signal(str, object)
    trouble = Signal(str)
    fault = Signal(object)
    opened = Signal()

    def tell(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show a notice for ten seconds, with Undo when there is a way back."""
        self.notice.emit(text, undo)


def touches(touched: frozenset[tuple[str, str]], kinds: frozenset[str]) -> bool:
    """Whether a change concerns one of these kinds of record."""
    return any(kind in kinds for kind, _ in touched)
