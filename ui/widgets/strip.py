"""A line of small parts of which the last give way where there is no room; nothing is ever squeezed or cut."""

from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui import theme


class Strip(QFrame):
    """Parts side by side, the most important first."""

    def __init__(self, gap: int = 12) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._gap = gap
        self._parts: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def put(self, parts: list[QWidget]) -> None:
        """Other parts."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = parts
        for part in parts:
            part.setParent(self)
        self._lay()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = max((part.sizeHint().height() for part in self._parts), default=theme.px(24))
        return QSize(theme.px(200), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        left = 0
        for part in self._parts:
            hint = part.sizeHint()
            fits = left == 0 or left + hint.width() <= self.width()
            part.setVisible(fits)
            if fits:
                part.setGeometry(
                    QRect(
                        left,
                        (self.height() - hint.height()) // 2,
                        min(hint.width(), self.width()),
                        hint.height(),
                    )
                )
                left += hint.width() + theme.px(self._gap)
