"""A list with the record that was opened beside it; where there is no room for both, in its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import clear, column, holder


class Beside(QSplitter):
    """The list at the left; what is put beside it at the right."""

    arranged = Signal(int)
    """The width the list has now."""

    def __init__(self, left: QVBoxLayout, pane_width: int, least_list: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._pane_width, self._least_list = pane_width, least_list
        self._left = left
        self.pane: QWidget | None = None
        self._list_side = holder(left)
        self._right = column(gap=0)
        self._side = holder(self._right)
        self.addWidget(self._list_side)
        self.addWidget(self._side)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self._side.hide()
        theme.look().changed.connect(self._fit)

    def put(self, pane: QWidget) -> None:
        """Show something beside the list, instead of what was there."""
        clear(self._right)
        self.pane = pane
        self._right.addWidget(pane)
        self._side.show()
        self._fit()

    def take_away(self) -> None:
        """The list alone again."""
        self.pane = None
        clear(self._right)
        self._side.hide()
        self._list_side.show()
        theme.space(self._left, (24, 0, 24, 16), 8)
        self.arranged.emit(self.width())

    def is_wide(self) -> bool:
        """Whether there is room for both."""
        return self.width() >= theme.px(self._least_list + self._pane_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.pane is None:
            self.arranged.emit(self.width())
            return
        wide, pane = self.is_wide(), theme.px(self._pane_width)
        self._list_side.setVisible(wide)
        theme.space(self._left, (24, 0, 12, 16), 8)
        layout = self.pane.layout()
        if layout is not None:
            theme.space(layout, (12 if wide else 24, 0, 24, 16), 8)
        self._side.setMinimumWidth(pane if wide else 0)
        if wide:
            self.setSizes([self.width() - pane, pane])
        self.arranged.emit(self.width() - pane if wide else 0)
