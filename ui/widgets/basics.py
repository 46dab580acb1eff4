"""Labels, buttons and layouts as the house draws them: plain text, named, elided, sized by the tokens."""

from collections.abc import Callable
from typing import TypeVar

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.icons import icon, pixmap

Box = TypeVar("Box", QHBoxLayout, QVBoxLayout)
LONGEST_LINE = 400
LONGEST_TIP = 1000


def restyle(widget: QWidget) -> None:
    """Let the sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Label(QLabel):
    """A text that is only ever text: no markup, no links."""

    def __init__(
        self,
        text: str = "",
        face: str = "body",
        tone: str = "text",
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("face", face)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Another colour role."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def set_face(self, face: str) -> None:
        """Another size and weight."""
        if self.property("face") != face:
            self.setProperty("face", face)
            restyle(self)


class ElidedLabel(Label):
    """A label of one line that gives way: what does not fit ends in … and is told in the tooltip."""

    def __init__(self, text: str = "", face: str = "body", tone: str = "text") -> None:
        super().__init__(text, face, tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(theme.px(24))

    def sizeHint(self) -> QSize:
        metrics, edges = self.fontMetrics(), self.contentsMargins()
        height = metrics.height() + edges.top() + edges.bottom()
        return QSize(metrics.horizontalAdvance(self._line()) + 2 + edges.left() + edges.right(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()
        self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self._line(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)

    def _line(self) -> str:
        # No line shows more; measuring a text of a million letters would hold up the window.
        return self.text()[:LONGEST_LINE].replace("\n", " ")

    def _tell_rest(self) -> None:
        cut = len(self.text()) > LONGEST_LINE or self.fontMetrics().horizontalAdvance(self._line()) > self.width()
        # A tooltip is the one place where Qt guesses markup, so the text is wrapped as plain text.
        self.setToolTip(plain_tip(self.text()[:LONGEST_TIP]) if cut else "")


def plain_tip(text: str) -> str:
    """A tooltip that shows markup as the characters it is made of."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return "<span>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</span>"


class Button(QPushButton):
    """A button with a verb; kind: "" (outlined), primary, quiet, danger or link."""

    def __init__(
        self, text: str, icon_name: str = "", kind: str = "", clicked: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        # Mnemonics come from nowhere else: an & in a client's name is a letter.
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon_name = icon_name
        self._redraw()
        theme.look().changed.connect(self._redraw)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def set_text(self, text: str, icon_name: str = "") -> None:
        """Another verb on the same button."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        if icon_name:
            self._icon_name = icon_name
            self._redraw()

    def _redraw(self) -> None:
        if not self._icon_name:
            return
        roles = {"primary": "on-accent", "danger": "danger", "link": "info"}
        role = roles.get(str(self.property("kind")), "text-2")
        tail = 4 if self.text() else 0
        self.setIcon(icon(self._icon_name, role, on="accent", tail=tail))
        self.setIconSize(QSize(theme.px(20) + theme.px(tail), theme.px(20)))


class IconButton(QToolButton):
    """A button of one icon; its name is spoken and shown as a tooltip."""

    def __init__(
        self, icon_name: str, name: str, clicked: Callable[[], object] | None = None, role: str = "text-2"
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon_name = icon_name
        self._role = role
        self._redraw()
        theme.look().changed.connect(self._redraw)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def _redraw(self) -> None:
        self.setIcon(icon(self._icon_name, self._role, on="accent"))
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setFixedSize(theme.px(32), theme.px(32))


class IconLabel(QLabel):
    """A small picture beside a text that says the same."""

    def __init__(self, icon_name: str, role: str = "text-2", size: int = 16) -> None:
        super().__init__()
        self._what = (icon_name, role, size)
        self._redraw()
        theme.look().changed.connect(self._redraw)

    def set_icon(self, icon_name: str, role: str = "") -> None:
        """Another picture."""
        self._what = (icon_name, role or self._what[1], self._what[2])
        self._redraw()

    def _redraw(self) -> None:
        name, role, size = self._what
        self.setPixmap(pixmap(name, role, size))
        self.setFixedWidth(theme.px(size))


def row(
    *things: QWidget | QLayout | int, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Things side by side; a number is a stretch."""
    layout = QHBoxLayout()
    theme.space(layout, margins, gap)
    return fill_box(layout, *things)


def column(
    *things: QWidget | QLayout | int, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Things one below the other; a number is a stretch."""
    layout = QVBoxLayout()
    theme.space(layout, margins, gap)
    return fill_box(layout, *things)


def fill_box(layout: Box, *things: QWidget | QLayout | int) -> Box:
    """Put things into a layout in order."""
    for thing in things:
        if isinstance(thing, QWidget):
            layout.addWidget(thing)
        elif isinstance(thing, QLayout):
            layout.addLayout(thing)
        else:
            layout.addStretch(thing)
    return layout


def holder(layout: QLayout, part: str = "plain") -> QFrame:
    """A frame around a layout: plain, card, pane, rail, raised or page."""
    frame = QFrame()
    frame.setProperty("part", part)
    frame.setLayout(layout)
    return frame


def rule() -> QFrame:
    """A thin line between two groups."""
    line = QFrame()
    line.setProperty("part", "rule")
    return line


def scrolled(inner: QWidget) -> QScrollArea:
    """A page that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner.setProperty("part", "page")
    area.setWidget(inner)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        assert item is not None
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Presses(QObject):
    """Calls `then` when one of `keys` is pressed in the widget it watches."""

    def __init__(self, widget: QWidget, keys: tuple[Qt.Key, ...], then: Callable[[Qt.Key], bool]) -> None:
        super().__init__(widget)
        self._keys = keys
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())  # type: ignore[attr-defined]
            if key in self._keys and self._then(key):
                return True
        return False


def first_focus(page: QWidget) -> None:
    """Put the keyboard on the first thing one can do."""
    for kind in (QLineEdit, Button):
        found = next((w for w in page.findChildren(kind) if w.isVisibleTo(page) and w.isEnabled()), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            return
