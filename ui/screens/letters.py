"""Single letters as keys: only while a list or page has the keyboard, and only if they are not switched off."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.screens.base import House

SETTING = "window.single_keys"


class Letters(QObject):
    """Calls what belongs to a letter pressed in one of the widgets it watches."""

    def __init__(self, house: House, owner: QWidget, keys: Mapping[Qt.Key, Callable[[], object]]) -> None:
        super().__init__(owner)
        self._house = house
        self._keys = dict(keys)
        self.on = True

    def watch(self, *widgets: QWidget) -> None:
        """Listen in these widgets."""
        for widget in widgets:
            widget.installEventFilter(self)

    def ask_setting(self) -> None:
        """Read anew whether the person wants single letters at all."""
        self._house.work.store(_wanted, then=self._set, owner=self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._slot(event) is not None:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            slot = self._slot(event)
            if slot is not None:
                slot()
                return True
        return False

    def _slot(self, event: QEvent) -> Callable[[], object] | None:
        assert isinstance(event, QKeyEvent)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain:
            return None
        key = Qt.Key(event.key())
        is_letter = Qt.Key.Key_A <= key <= Qt.Key.Key_Z or key == Qt.Key.Key_Slash
        return self._keys.get(key) if self.on or not is_letter else None

    def _set(self, on: Any) -> None:
        self.on = bool(on)


def _wanted(workspace: Any) -> bool:
    return bool(workspace.preferences[SETTING])
