"""The agenda: today by the hour, tomorrow, and the days after it, each appointment with its reason and its brief."""

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.language import current, t
from ui import theme
from ui.delegates import Line
from ui.icons import pixmap
from ui.lists import RowRole
from ui.screens.grouped import Grouped, GroupedList, GroupedPainter, Heading, Hint

ROW = 58


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
    line = line_of(row)
    return ", ".join(part for part in (line.lead, line.name, line.second, line.chip) if part)


class AgendaPainter(GroupedPainter):
    """Paints appointments with their Brief button."""

    def __init__(self, view: "AgendaList") -> None:
        super().__init__(line_of, view, ROW)
        self._view = view
        self._row: Any = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._row = index.data(RowRole)
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


def brief_box(box: QRect) -> QRect:
    """Where the Brief button of a row is, 36 px high at the right."""
    words = QFontMetrics(theme.font("body")).horizontalAdvance(t("Brief"))
    width = words + theme.px(8 + 20 + 6 + 8)
    height = theme.px(36)
    return QRect(box.right() - width, box.top() + (box.height() - height) // 2, width, height)


class AgendaList(GroupedList):
    """The list of appointments; a click on Brief asks for the paper."""

    briefed = Signal(object)
    """The brief of an appointment is wanted."""

    def __init__(self) -> None:
        self.pointer = QPoint(-1, -1)
        super().__init__(Grouped(spoken), line_of, t("Agenda"), ROW)
        self.setItemDelegate(AgendaPainter(self))

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

    def _brief_at(self, point: QPoint) -> Any:
        index = self.indexAt(point)
        if not index.isValid() or not self.model_.is_entry(index.row()):
            return None
        row = self.model_.row(index)
        inner = self.visualRect(index).adjusted(theme.px(8), 0, -theme.px(8), 0)
        return row if row.account_id and brief_box(inner).contains(point) else None
