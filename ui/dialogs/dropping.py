"""Files dropped on the window: they are looked at as an import, never taken in by themselves."""

from typing import Any

from PySide6.QtCore import QEvent, QObject


class Drops(QObject):
    """Watches a window for dropped files and folders."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            if self._files(event):
                event.acceptProposedAction()  # type: ignore[attr-defined]
                return True
        elif event.type() == QEvent.Type.Drop:
            files = self._files(event)
            if files:
                event.acceptProposedAction()  # type: ignore[attr-defined]
                self._window.activateWindow()  # the program the file came from has the keyboard
                self._window.brought = files[0]
                self._window.actions_.run("import")
                return True
        return False

    def _files(self, event: Any) -> list[str]:
        usable = self._window.layers.currentWidget() is self._window.shell
        urls = event.mimeData().urls() if usable else []
        return [url.toLocalFile() for url in urls if url.isLocalFile()]
