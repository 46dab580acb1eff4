"""Takes the rolling snapshots while one works: at the start of a day, then every two hours of use."""

from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.language import t
from ui.hub import Hub
from ui.work import Work

FIRST_MS = 60_000
EVERY_MS = 15 * 60_000


class Caretaker(QObject):
    """Looks after the snapshots of an open profile, in the documents lane, so that nothing waits for it."""

    def __init__(self, work: Work, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._hub = hub
        self._has_said = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        # Not in the first minute: that one belongs to the person.
        hub.opened.connect(lambda: self._timer.start(FIRST_MS))

    def look(self) -> None:
        """Take a snapshot if one is due, and look again later."""
        self._timer.start(EVERY_MS)
        self._work.document(take_due, then=None, failed=self._say, owner=self)

    def _say(self, problem: Exception) -> None:
        """Once: the work goes on, and the next look tries again."""
        if not self._has_said:
            self._has_said = True
            self._hub.tell(t("No snapshot could be taken: {reason}", reason=problem))


def take_due(workspace: Any) -> Any:
    """The snapshot that was due, or None."""
    from app.store import snapshots

    return snapshots.take_due(workspace)
