"""A layout that sets things side by side and goes on in the next line where there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui import theme


class Flow(QLayout):
    """Things in lines, as words in a text; long languages and large text break instead of being cut."""

    def __init__(self, *things: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        for thing in things:
            self.addWidget(thing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), only_measure=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, only_measure=False)

    def sizeHint(self) -> QSize:
        wide = sum(item.sizeHint().width() + theme.px(self._gap) for item in self._shown())
        tall = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(wide, tall)

    def minimumSize(self) -> QSize:
        wide = max((item.minimumSize().width() for item in self._shown()), default=0)
        tall = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(wide, tall)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, only_measure: bool) -> int:
        gap = theme.px(self._gap)
        x, y, line = rect.x(), rect.y(), 0
        for item in self._shown():
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + gap, 0
            if not only_measure:
                width = min(size.width(), max(rect.width(), item.minimumSize().width()))
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += size.width() + gap
            line = max(line, size.height())
        return y + line - rect.y()
