"""Words that choose what is shown beneath them; the chosen one is bold, and the room for that is kept free."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics

from ui import theme
from ui.widgets.basics import Button


class Toggle(Button):
    """A quiet button that stays down while its choice is in force."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__(text, kind="quiet", clicked=clicked)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(theme.font("name")).horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(bold + theme.px(22), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
