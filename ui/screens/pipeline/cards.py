"""The cards of one stage: a short list painted by a delegate, moved with keys, menu or mouse."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.language import current, t
from ui import theme
from ui.delegates import elided
from ui.lists import RowRole
from ui.widgets.basics import plain_tip

MIME = "application/x-rapport-opportunity"
CARD = 84
GAP = 8
Index = QModelIndex | QPersistentModelIndex


def warning_words(card: Any) -> tuple[str, str]:
    """What is wrong with a card, in words, and its tone; else its next step."""
    if card.warning == "no_next_step":
        return t("No next step"), "warn"
    if card.warning == "next_step_late":
        day = current().day_month(card.next_step_on)
        return t("Late since {day}: {step}", day=day, step=card.next_step), "danger"
    if card.warning == "quiet":
        return t("Quiet for over 30 days"), "warn"
    if card.next_step and card.next_step_on:
        return f"{current().day_month(card.next_step_on)}: {card.next_step}", "text-2"
    return card.next_step, "text-2"


def amount_words(card: Any) -> str:
    """The amount, or that it is not known."""
    if card.amount is None:
        return t("Amount not known")
    return current().money(card.amount, card.currency) if card.currency else current().number(card.amount)


def age_words(card: Any) -> str:
    """How long it has been in its stage, in a few letters."""
    return t("{count} d", count=card.days_in_stage) if card.days_in_stage > 0 else t("new")


def spoken(card: Any) -> str:
    """A card as a sentence."""
    age = current().plural(card.days_in_stage, "{count} day in this stage", "{count} days in this stage")
    expected = t("expected {day}", day=current().day(card.expected_on)) if card.expected_on else ""
    parts = (card.name, card.account, amount_words(card), warning_words(card)[0], age, expected)
    return ", ".join(filter(None, parts))


class Cards(QAbstractListModel):
    """The opportunities of a stage."""

    def __init__(self, stage: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.cards: list[Any] = []

    def show(self, cards: Sequence[Any]) -> None:
        """Other cards; the same ones in the same order only change their words."""
        if [each.id for each in cards] == [each.id for each in self.cards]:
            self.cards = list(cards)
            self.dataChanged.emit(self.index(0), self.index(max(0, len(self.cards) - 1)))
            return
        self.beginResetModel()
        self.cards = list(cards)
        self.endResetModel()

    def card(self, index: Index) -> Any:
        """The card at a place."""
        return self.cards[index.row()] if index.isValid() and index.row() < len(self.cards) else None

    def place(self, opportunity: str) -> int:
        """Where an opportunity stands; -1 if not here."""
        return next((at for at, each in enumerate(self.cards) if each.id == opportunity), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.card(index)
        if card is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        if role == RowRole:
            return card
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(card)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{card.name}\n{warning_words(card)[0]}".strip())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        found = QMimeData()
        card = self.card(indexes[0]) if indexes else None
        if card is not None:
            found.setData(MIME, QByteArray(card.id.encode()))
        return found


class CardDelegate(QStyledItemDelegate):
    """Paints a card: name and age, account, amount, and the next step or what is wrong."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(168), theme.px(CARD + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(RowRole)
        view = option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRect(option.rect).adjusted(2, 2, -2, -theme.px(GAP))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rings = selected and view is not None and view.hasFocus()
        painter.setPen(QPen(theme.colour("focus" if rings else "line"), 2 if rings else 1))
        painter.setBrush(theme.colour("selection" if selected else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8), theme.px(8))
        words, tone = warning_words(card)
        if tone in ("warn", "danger"):
            bar = QRectF(box.left() + 1, box.top() + theme.px(8), theme.px(4), box.height() - theme.px(16))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(tone))
            painter.drawRoundedRect(bar, theme.px(2), theme.px(2))
        self._words(
            painter, box.adjusted(theme.px(12), theme.px(7), -theme.px(8), -theme.px(5)), card, words, tone
        )
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, card: Any, words: str, tone: str) -> None:
        strong = "note-strong" if tone in ("warn", "danger") else "note"
        lines = (
            (card.name, "small-strong", "text", age_words(card)),
            (card.account, "note", "text-2", ""),
            (amount_words(card), "note-strong", "text", _month(card.expected_on)),
            (words, strong, tone, ""),
        )
        height = box.height() / len(lines)
        for at, (text, face, role, right) in enumerate(lines):
            line = QRect(box.left(), round(box.top() + at * height), box.width(), round(height))
            width = line.width()
            if right:
                painter.setFont(theme.font("note"))
                painter.setPen(theme.colour("text-2"))
                painter.drawText(
                    line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right
                )
                width -= QFontMetrics(theme.font("note")).horizontalAdvance(right) + theme.px(8)
            painter.setFont(theme.font(face))
            painter.setPen(theme.colour(role))
            side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(line, side, elided(text, face, max(0, width)))


def _month(day: date | None) -> str:
    return current().day_month(day) if day else ""


class CardList(QListView):
    """One column. [ and ] move the card, arrows left and right walk to the next column, Enter opens."""

    opened = Signal(object)
    stepped = Signal(object, int)
    """A card goes so many stages on (1) or back (-1)."""
    dropped = Signal(str, str)
    """An opportunity was put onto a stage."""
    walked = Signal(int)
    asked = Signal(object, object)
    """The menu of a card at a place on the screen."""

    def __init__(self, model: Cards, name: str) -> None:
        super().__init__()
        self.cards = model
        self._over = False
        self.setModel(model)
        self.setItemDelegate(CardDelegate(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setProperty("ownGround", True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.doubleClicked.connect(lambda index: self._emit_card(index))
        theme.look().changed.connect(self.scheduleDelayedItemsLayout)

    def current_card(self) -> Any:
        """The card one is on."""
        return self.cards.card(self.currentIndex())

    def choose(self, at: int) -> None:
        """Put the keyboard on a card."""
        if self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(min(max(at, 0), self.cards.rowCount() - 1)))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card, key = self.current_card(), Qt.Key(event.key())
        step = {Qt.Key.Key_BracketRight: 1, Qt.Key.Key_BracketLeft: -1}.get(key)
        if step is not None and card is not None:
            self.stepped.emit(card, step)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walked.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emit_card(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._hover(event.mimeData().hasFormat(MIME))
        if self._over:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(False)
        opportunity = bytes(event.mimeData().data(MIME).data()).decode()
        if opportunity:
            # The card moves when the store says so, not when the view would take it out of its model.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(opportunity, self.cards.stage)

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if self._over:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _hover(self, over: bool) -> None:
        self._over = over
        self.viewport().update()

    def _emit_card(self, index: Index) -> None:
        card = self.cards.card(index)
        if card is not None:
            self.opened.emit(card)

    def _menu(self, at: Any) -> None:
        index = self.indexAt(at) if self.rect().contains(at) else self.currentIndex()
        card = self.cards.card(index if index.isValid() else self.currentIndex())
        if card is not None:
            self.asked.emit(card, self.viewport().mapToGlobal(at))
