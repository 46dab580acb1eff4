"""Panels: cards, empty states and banners."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import Button, ElidedLabel, IconLabel, Label, clear, column, restyle, row

_BANNER_ICONS = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "danger": "circle-alert"}


class Card(QFrame):
    """A surface with a title, a place for its buttons (`head`) and its content (`body`)."""

    def __init__(self, title: str = "", face: str = "strong", tone: str = "text", gap: int = 8) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.title = ElidedLabel(title, face, tone)
        self.head: QHBoxLayout = row(self.title, gap=8)
        self.head.setStretch(0, 1)
        self.body: QVBoxLayout = column(gap=gap)
        self.outer = column(self.head, self.body, gap=8, margins=(16, 12, 16, 16))
        self.outer.setStretch(1, 1)
        self.setLayout(self.outer)
        if title:
            self.setAccessibleName(title)
        else:
            self.title.hide()

    def add(self, *things: QWidget) -> None:
        """Put widgets into the content."""
        for thing in things:
            self.body.addWidget(thing)

    def empty(self) -> None:
        """Take the content out."""
        clear(self.body)


class EmptyState(QFrame):
    """What will appear here, and the one way to make it appear."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str = "",
        verb: str = "",
        then: Callable[[], object] | None = None,
        second: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        middle = Qt.AlignmentFlag.AlignHCenter
        self.outer = column(1, gap=12, margins=(24, 24, 24, 24))
        self.outer.addWidget(IconLabel(icon_name, "text-3", 28), 0, middle)
        heading = Label(title, "strong", wrap=True)
        heading.setAlignment(middle)
        self.outer.addWidget(heading)
        if text:
            words = Label(text, "small", "text-2", wrap=True)
            words.setAlignment(middle)
            words.setMaximumWidth(theme.px(420))
            # Aligned in the box itself the label would get too little height for its lines.
            lines = row(1, words, 1)
            lines.setStretch(1, 20)
            self.outer.addLayout(lines)
        buttons = row(1, gap=8)
        if verb and then is not None:
            buttons.addWidget(Button(verb, clicked=then))
        if second is not None:
            buttons.addWidget(Button(second[0], clicked=second[1]))
        buttons.addStretch(1)
        self.outer.addLayout(buttons)
        self.outer.addStretch(1)
        self.setLayout(self.outer)


class Banner(QFrame):
    """A sentence across the page; state: info, ok, warn or danger."""

    def __init__(
        self, text: str = "", state: str = "info", verb: str = "", then: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.setProperty("part", "banner")
        self._icon = IconLabel(_BANNER_ICONS[state], state, 20)
        self._text = Label(text, "body", wrap=True)
        inner = row(self._icon, self._text, gap=12, margins=(12, 8, 12, 8))
        inner.setStretch(1, 1)
        if verb and then is not None:
            inner.addWidget(Button(verb, clicked=then))
        self.setLayout(inner)
        self.say(text, state)

    def say(self, text: str, state: str = "info") -> None:
        """Another sentence; an empty one hides the banner."""
        self._text.setText(text)
        self._icon.set_icon(_BANNER_ICONS[state], state)
        self.setProperty("state", state)
        self.setAccessibleName(text)
        restyle(self)
        # Without a parent yet, showing it would open a window of its own and take the keyboard away.
        if not text or self.parentWidget() is not None:
            self.setVisible(bool(text))
