"""One day of the week page: its name, its appointments as blocks in order of time, a way to plan one more."""

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
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
        """The hour and the state, the name on two lines at most, the purpose.

        In a narrow day the state stands where the purpose would: a word that is cut says nothing.
        """
        line, high = line_of(entry), box.height() // 4
        rows = [QRect(box.left(), box.top() + at * high, box.width(), high) for at in range(4)]
        hour, (word, tone) = current().time(entry.starts_at), state
        _say(painter, rows[0], hour, "note-strong", "text-2")
        beside = rows[0].adjusted(painter.fontMetrics().horizontalAdvance(hour) + theme.px(8), 0, 0, 0)
        fits = painter.fontMetrics().horizontalAdvance(word) <= beside.width()
        if fits:
            _say(painter, beside, word, "note-strong", tone)
        name = in_two(line.name, "small-strong", box.width())
        for row, text in zip(rows[1:], name, strict=False):
            _say(painter, row, text, "small-strong", "text")
        last = rows[1 + len(name)]
        if not fits:
            _say(painter, last, word, "note-strong", tone)
        elif entry.account:
            _say(painter, last, entry.subject, "note", "text-2")


def in_two(text: str, face: str, width: int) -> list[str]:
    """A name on one line, or on two: as many words as fit on the first, what is left cut on the second."""
    metrics = QFontMetrics(theme.font(face))
    words = text.split()
    taken = 0
    while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width:
        taken += 1
    taken = max(taken, 1)
    lines = [" ".join(words[:taken]), " ".join(words[taken:])]
    return [elided(each, face, width) for each in lines if each]


def _say(painter: QPainter, box: QRect, text: str, face: str, tone: str) -> None:
    painter.setFont(theme.font(face))
    painter.setPen(theme.colour(tone))
    where = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(box, where, elided(text, face, box.width()))


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
