"""The agenda: today by the hour, tomorrow, and the days after it, each appointment with its reason and its brief."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from app.language import current, t
from ui import theme
from ui.delegates import Line, RowDelegate, elided
from ui.icons import pixmap
from ui.lists import Column, Fixed, Index, RowRole
from ui.views import ListView

ROW = 58
HEAD = 36
HINT = 40


@dataclass(frozen=True)
class Heading:
    """The day that the rows below belong to."""

    text: str
    id: str = ""


@dataclass(frozen=True)
class Hint:
    """A line that says why there are no rows."""

    text: str
    id: str = ""


def day_word(day: date, today: date) -> str:
    """Tomorrow, or the weekday with its date."""
    named = t("{weekday} {day}", weekday=current().weekday(day), day=current().day_month(day))
    return t("Tomorrow") if day == today + timedelta(days=1) else named[:1].upper() + named[1:]


def agenda_rows(found: Any) -> list[Any]:
    """The rows of the list: today's appointments first, then each day that has some."""
    rows: list[Any] = list(found.today)
    if not rows:
        rows.append(Hint(t("No appointments today.")))
    tomorrow = found.day + timedelta(days=1)
    days: dict[date, list[Any]] = {tomorrow: []}
    for entry in found.ahead:
        days.setdefault(entry.starts_at.astimezone().date(), []).append(entry)
    for day, entries in sorted(days.items()):
        rows.append(Heading(day_word(day, found.day)))
        rows += entries or [Hint(t("Nothing planned."))]
    return rows


def line_of(entry: Any) -> Line:
    """What an appointment's row says: who, why, and the one thing to know before going there."""
    chip, tone = chip_of(entry)
    parts = [entry.subject if entry.account else "", _counts(entry, chip), entry.place]
    return Line(
        entry.account or entry.subject,
        " · ".join(part for part in parts if part),
        lead=current().time(entry.starts_at),
        chip=chip,
        chip_tone=tone,
    )


def chip_of(entry: Any) -> tuple[str, str]:
    """The one state worth a chip, the most pressing first."""
    plural = current().plural
    if entry.state in ("saved", "submitted", "done"):
        return t("Logged"), "ok"
    ends = entry.ends_at or entry.starts_at + timedelta(hours=1)
    if entry.kind == "visits" and ends < datetime.now().astimezone():
        return t("Not logged yet"), "warn"
    if entry.overdue_promises:
        return plural(entry.overdue_promises, "{count} promise overdue", "{count} promises overdue"), "danger"
    if entry.open_cases:
        return plural(entry.open_cases, "{count} open case", "{count} open cases"), "warn"
    if entry.travel_minutes:
        return t("{count} min on the road", count=entry.travel_minutes), "info"
    return current().choice(entry.type), "info" if entry.type == "call" else "accent"


def _counts(entry: Any, chip: str) -> str:
    if not entry.open_cases:
        return ""
    cases = current().plural(entry.open_cases, "{count} open case", "{count} open cases")
    return "" if cases == chip else cases


def spoken(row: Any) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, Heading | Hint):
        return row.text
    line = line_of(row)
    return ", ".join(part for part in (line.lead, line.name, line.second, line.chip) if part)


class AgendaModel(Fixed):
    """Appointments with headings between them; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__([Column("", spoken)], spoken)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.is_entry(index.row()):
            return super().flags(index)
        return Qt.ItemFlag.NoItemFlags

    def is_entry(self, at: int) -> bool:
        """Whether the row at a place is an appointment."""
        row = self.row(at)
        return row is not None and not isinstance(row, Heading | Hint)


class AgendaPainter(RowDelegate):
    """Paints headings, hints, and appointments with their Brief button."""

    def __init__(self, view: "AgendaList") -> None:
        super().__init__(line_of, view, ROW)
        self._view = view
        self._row: Any = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RowRole)
        self._row = row
        if isinstance(row, Heading | Hint):
            _paint_words(painter, option.rect, row)
        else:
            super().paint(painter, option, index)

    def _paint_end(self, painter: QPainter, box: QRect, line: Line) -> int:
        if self._row is None or not self._row.account_id:
            return super()._paint_end(painter, box, line)
        button = brief_box(box)
        hovered = button.contains(self._view.pointer)
        if hovered:
            painter.setPen(theme.colour("control"))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8), theme.px(8))
        side = theme.px(20)
        left = button.left() + theme.px(8)
        painter.drawPixmap(left, button.center().y() - side // 2 + 1, pixmap("file-text", "text-2"))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        words = button.adjusted(theme.px(8) + side + theme.px(6), 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), t("Brief"))
        used = button.width() + theme.px(8)
        return used + super()._paint_end(painter, box.adjusted(0, 0, -used, 0), line)


def _paint_words(painter: QPainter, box: QRect, row: Heading | Hint) -> None:
    is_heading = isinstance(row, Heading)
    face = "small-strong" if is_heading else "body"
    inner = box.adjusted(theme.px(8), 0, -theme.px(8), -theme.px(4) if is_heading else 0)
    painter.save()
    painter.setFont(theme.font(face))
    painter.setPen(theme.colour("text-2"))
    side = Qt.AlignmentFlag.AlignBottom if is_heading else Qt.AlignmentFlag.AlignVCenter
    painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignLeft), elided(row.text, face, inner.width()))
    painter.restore()


def brief_box(box: QRect) -> QRect:
    """Where the Brief button of a row is, 36 px high at the right."""
    words = QFontMetrics(theme.font("body")).horizontalAdvance(t("Brief"))
    width = words + theme.px(8 + 20 + 6 + 8)
    height = theme.px(36)
    return QRect(box.right() - width, box.top() + (box.height() - height) // 2, width, height)


class AgendaList(ListView):
    """The list of appointments; B prints the brief, Space marks done or opens the log."""

    briefed = Signal(object)
    """The brief of an appointment is wanted."""

    def __init__(self, model: AgendaModel) -> None:
        self.pointer = QPoint(-1, -1)
        super().__init__(model, line_of, t("Agenda"), ROW)
        self._model = model
        self._own = AgendaPainter(self)
        self.setItemDelegate(self._own)
        model.modelReset.connect(self.fit_rows)

    def fit_rows(self) -> None:
        super().fit_rows()
        for at in range(self.source.rowCount()):
            row = self.source.row(at)
            if isinstance(row, Heading | Hint):
                self.setRowHeight(at, theme.px(HEAD if isinstance(row, Heading) else HINT))
            else:
                self.setRowHeight(at, self.height_of_row())

    def go_to(self, at: int) -> None:
        """Choose the appointment at a place, or the next one after it."""
        wanted = self._nearest(at, 1)
        super().go_to(wanted if wanted >= 0 else self._nearest(at, -1))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        move = QAbstractItemView.CursorAction
        now, last = self.currentIndex().row(), self._model.rowCount() - 1
        goals = {
            move.MoveUp: (now - 1, -1), move.MoveDown: (now + 1, 1), move.MoveHome: (0, 1), move.MoveEnd: (last, -1),
            move.MovePageUp: (max(0, now - 6), 1), move.MovePageDown: (min(last, now + 6), -1),
        }  # fmt: skip
        at, step = goals.get(action, (now, 1))
        found = self._nearest(at, step)
        return self._model.index(found if found >= 0 else now, 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.pointer = event.position().toPoint()
        on_button = self._brief_at(self.pointer) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if on_button else Qt.CursorShape.ArrowCursor
        )
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._brief_at(event.position().toPoint())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.briefed.emit(row)

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self.pointer = QPoint(-1, -1)
        self.viewport().update()

    def whole_height(self) -> int:
        """The height at which nothing needs to scroll."""
        return self.verticalHeader().length() + 2

    def _brief_at(self, point: QPoint) -> Any:
        index = self.indexAt(point)
        if not index.isValid() or not self._model.is_entry(index.row()):
            return None
        row = self._model.row(index)
        inner = self.visualRect(index).adjusted(theme.px(8), 0, -theme.px(8), 0)
        return row if row.account_id and brief_box(inner).contains(point) else None

    def _nearest(self, at: int, step: int) -> int:
        while 0 <= at < self._model.rowCount():
            if self._model.is_entry(at):
                return at
            at += step
        return -1
