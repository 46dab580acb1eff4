"""One day of the week page: its name, its appointments as blocks in order of time, a way to plan one more."""

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QStyleOptionViewItem

from app.language import current, t
from ui import theme
from ui.delegates import RowDelegate, elided
from ui.lists import Column, Fixed, RowRole
from ui.screens.day.agenda import chip_of, line_of, spoken
from ui.views import ListView
from ui.widgets.basics import Label, column

BLOCK = 86
GAP = 6


class BlockPainter(RowDelegate):
    """Paints an appointment as a block: the hour, who, what for; the edge and a word say how it stands."""

    def __init__(self, view: "DayList") -> None:
        super().__init__(line_of, view, BLOCK + GAP)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(RowRole)
        block = option.rect.adjusted(1, 1, -1, -theme.px(GAP))
        is_current = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        chip, tone = chip_of(entry)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line")))
        painter.setBrush(theme.colour("selection" if is_current else "raised"))
        painter.drawRoundedRect(QRectF(block).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8), theme.px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(tone))
        edge = QRectF(
            block.left() + theme.px(4), block.top() + theme.px(8), theme.px(3), block.height() - theme.px(16)
        )
        painter.drawRoundedRect(edge, theme.px(1.5), theme.px(1.5))
        self._words(
            painter,
            block.adjusted(theme.px(13), theme.px(6), -theme.px(6), -theme.px(6)),
            entry,
            (chip, tone),
        )
        if self._view.rings(index.row()):
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(block).adjusted(1, 1, -1, -1), theme.px(8), theme.px(8))
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, entry: Any, state: tuple[str, str]) -> None:
        """The hour and the state, the name on two lines at most, the purpose."""
        line, high = line_of(entry), box.height() // 4
        hour, (word, tone) = current().time(entry.starts_at), state
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        above = QRect(box.left(), box.top(), box.width(), high)
        _say(painter, above, hour, ("note-strong", "text-2"), left)
        above.setLeft(above.left() + painter.fontMetrics().horizontalAdvance(hour) + theme.px(8))
        _say(painter, above, word, ("note-strong", tone), left)
        painter.setFont(theme.font("small-strong"))
        needs = painter.fontMetrics().horizontalAdvance(line.name)
        lines = 2 if needs > box.width() else 1
        name = QRect(box.left(), box.top() + high, box.width(), high * lines)
        top = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        _say(painter, name, line.name, ("small-strong", "text"), top if lines > 1 else left, lines - 0.2)
        if entry.account:
            below = QRect(box.left(), name.bottom() + 1, box.width(), high)
            _say(painter, below, entry.subject, ("note", "text-2"), left)


def _say(
    painter: QPainter, box: QRect, text: str, look: tuple[str, str], where: int, widths: float = 1
) -> None:
    face, tone = look
    painter.setFont(theme.font(face))
    painter.setPen(theme.colour(tone))
    painter.drawText(box, where, elided(text, face, int(box.width() * max(widths, 1))))


class DayList(ListView):
    """The blocks of a day; keys that lead beyond it are handed on."""

    beyond = Signal(int)
    """To the day before (-1) or after (1)."""
    entered = Signal()
    """The keyboard came to this day."""

    def __init__(self) -> None:
        super().__init__(Fixed([Column("", spoken)], spoken), line_of, "", BLOCK + GAP)
        self.setItemDelegate(BlockPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)

    def begin(self) -> None:
        """Put the keyboard here, on the first appointment where it was on none."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid() and self.source.rowCount():
            self.go_to(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._keyboard = True
            self.beyond.emit(step)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.source.rowCount():
            self.go_to(0)
        self.entered.emit()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class DayColumn(QFrame):
    """A day: its name above its blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.day = date.min
        self._weekday = Label("", "small-strong", "text-2")
        self._number = Label("", "heading")
        self._none = Label("", "note", "text-2", wrap=True)
        self.list = DayList()
        head = column(self._weekday, self._number, gap=0, margins=(8, 8, 8, 4))
        layout = column(gap=4, margins=(4, 0, 4, 4))
        layout.addLayout(head)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        self._none.setContentsMargins(theme.px(8), 0, theme.px(4), 0)
        self.setLayout(layout)
        self.setMinimumWidth(theme.px(96))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setProperty("part", "card")

    def show_day(self, found: Any) -> None:
        """Another day, or the same one anew."""
        speech, today = current(), datetime.now().astimezone().date()
        is_same, is_today = found.day == self.day, found.day == today
        former = self.list.current_row() if is_same else None
        self.day = found.day
        self._weekday.setText(t("Today") if is_today else speech.weekday(found.day, "short"))
        self._number.setText(speech.day_month(found.day))
        for label, tone in ((self._weekday, "text-2"), (self._number, "text")):
            label.set_tone("accent" if is_today else tone)
        self._none.setText(t("Nothing planned."))
        self._none.setVisible(not found.appointments)
        named = t(
            "{weekday} {day}", weekday=speech.weekday(found.day), day=speech.day_month(found.day, "long")
        )
        self.list.setAccessibleName(named)
        self.list.source.show(found.appointments)  # type: ignore[union-attr]
        same = [at for at, entry in enumerate(found.appointments) if former and entry.id == former.id]
        if same:
            self.list.go_to(same[0])
