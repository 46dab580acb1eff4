"""The rail: the sections, and at its foot the truth about sync."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStyle, QStyleOptionButton, QStylePainter

from app.language import N_, t
from ui import theme
from ui.actions import key_text
from ui.hub import SyncState
from ui.icons import icon, pixmap
from ui.screens import Entry
from ui.widgets.basics import Label, column

WIDE, NARROW = 184, 56
ROOMY_FROM = 480
ALONE = SyncState(N_("Works on this laptop only"), N_("Saved here, nothing is sent"))


class RailButton(QPushButton):
    """A section of the window: icon and word, or the icon alone on narrow windows."""

    def __init__(self, entry: Entry, clicked: Callable[[], None]) -> None:
        super().__init__()
        self.entry = entry
        self.narrow = False
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: clicked())

    def dress(self, narrow: bool) -> None:
        """Wide or narrow, in the colours of the scheme."""
        self.narrow = narrow
        word = t(self.entry.title)
        self.setAccessibleName(word)
        keys = key_text((self.entry.key,)) if self.entry.key else ""
        self.setToolTip(f"{word}  {keys}" if narrow else keys)
        self.setText("" if narrow else word)
        self.setIcon(icon(self.entry.icon, "text-2", on="accent", tail=0 if narrow else 6))
        self.setIconSize(QSize(theme.px(20) + (0 if narrow else theme.px(6)), theme.px(20)))

    def paintEvent(self, event: QPaintEvent) -> None:
        # The word gives way with … instead of pushing the rail wider (longer languages, larger text).
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.width() - self.iconSize().width() - theme.px(26)
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class SyncCard(QPushButton):
    """Connection, count and time in two lines; a click opens the list behind them."""

    def __init__(self, clicked: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "sync")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._state = SyncState(t(ALONE.headline), t(ALONE.detail))
        self._narrow = False
        self.clicked.connect(clicked)
        self._name()

    def say(self, state: SyncState) -> None:
        """Show another state."""
        self._state = state
        self._name()
        self._fit()

    def dress(self, narrow: bool) -> None:
        """Wide with words, or narrow with the icon and the words as its name."""
        self._narrow = narrow
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(theme.px(44) if self._narrow else self._height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        picture = pixmap(self._state.icon, self._state.tone)
        edge = theme.px(10)
        if self._narrow:
            side = theme.px(20)
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
            return
        painter.drawPixmap(edge, edge, picture)
        left = edge + theme.px(28)
        painter.setFont(theme.font("small-strong"))
        painter.setPen(theme.colour("text"))
        box = self.rect().adjusted(left, theme.px(8), -theme.px(8), 0)
        wrap = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        used = painter.drawText(box, wrap, self._state.headline)
        painter.setFont(theme.font("note"))
        painter.setPen(theme.colour("text-2"))
        rest = self.rect().adjusted(edge, 0, -theme.px(8), 0)
        rest.setTop(used.bottom() + theme.px(4))
        painter.drawText(rest, wrap, self._state.detail)

    def _height(self) -> int:
        from PySide6.QtGui import QFontMetrics

        wrap = int(Qt.TextFlag.TextWordWrap)
        width = theme.px(WIDE - 24)
        head = QFontMetrics(theme.font("small-strong")).boundingRect(
            0, 0, width - theme.px(46), 999, wrap, self._state.headline
        )
        detail = QFontMetrics(theme.font("note")).boundingRect(
            0, 0, width - theme.px(18), 999, wrap, self._state.detail
        )
        return head.height() + detail.height() + theme.px(24)

    def _name(self) -> None:
        words = f"{self._state.headline}. {self._state.detail}"
        self.setAccessibleName(words)
        self.setToolTip(words)


class Rail(QFrame):
    """The sections one below the other."""

    def __init__(self, entries: list[Entry], go: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self.setAccessibleName(t("Sections"))
        self.narrow = False
        self.buttons = {e.name: RailButton(e, partial(go, e.name)) for e in entries}
        self.sync = SyncCard(lambda: go("sync"))
        self._name = Label("Rapport", "heading")
        self._column = layout = column(self._name, gap=4, margins=(12, 12, 12, 12))
        layout.addSpacing(theme.px(8))
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.sync)
        self.setLayout(layout)
        theme.look().changed.connect(self._again)
        self.dress(False)

    def dress(self, narrow: bool) -> None:
        """184 wide with words, or 56 with icons."""
        self.narrow = narrow
        self._name.setText("R" if narrow else "Rapport")
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter if narrow else Qt.AlignmentFlag.AlignLeft)
        side = 6 if narrow else 12
        theme.space(self._column, (side, 12, side, 12), 4)
        for button in self.buttons.values():
            button.dress(narrow)
        self.sync.dress(narrow)
        theme.fix(self, NARROW if narrow else WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where large text leaves too little height, the sections stand closer rather than on each other."""
        super().resizeEvent(event)
        tight = self.height() < theme.px(ROOMY_FROM)
        if tight != bool(self.property("tight")):
            self.setProperty("tight", tight)
            for button in self.buttons.values():
                button.style().unpolish(button)
                button.style().polish(button)
            self._name.setVisible(not tight)

    def retell(self) -> None:
        """Say every text again, in the language in force now."""
        self.setAccessibleName(t("Sections"))
        self.dress(self.narrow)

    def _again(self) -> None:
        self.dress(self.narrow)

    def mark(self, name: str) -> None:
        """Show which section one is in."""
        for key, button in self.buttons.items():
            button.setChecked(key == name)
