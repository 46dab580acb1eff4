"""The board: a column a stage with its count and sums, and at the foot the places for won and lost."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from app.language import current, t
from ui import theme
from ui.screens.pipeline.cards import MIME, CardList, Cards
from ui.widgets.basics import Button, ElidedLabel, Label, column, holder, row

STAGES = ("new", "qualified", "needs", "proposal", "negotiation")
ENDS = ("won", "lost")
WIDEST, NARROWEST = 260, 160


def stage_words(stage: str) -> str:
    """A stage as a person reads it."""
    return current().choice(stage, "opportunities.stage")


def sums_words(sums: Any) -> str:
    """Sums per currency on one line."""
    words = current()
    return " · ".join(words.money(total, code) if code else words.number(total) for code, total in sums)


class Column(QFrame):
    """One stage."""

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.stage = stage
        self.list = CardList(Cards(stage, self), stage_words(stage))
        self._title = ElidedLabel(stage_words(stage), "small-strong")
        self._count = Label("", "small", "text-2")
        self._sums = ElidedLabel("", "note", "text-2")
        self._none = Label(t("Nothing in this stage"), "note", "text-3", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = row(self._title, self._count, gap=8)
        head.setStretch(0, 1)
        layout = column(head, self._sums, self._none, self.list, gap=4)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def show_column(self, found: Any) -> None:
        """Another state of the stage."""
        self._count.setText(current().number(found.count))
        self._sums.setText(sums_words(found.sums) or t("No amounts"))
        self.list.cards.show(found.cards)
        self._none.setVisible(not found.cards)
        left_out = found.count - len(found.cards)
        if left_out > 0:
            self._count.setText(t("{shown} of {count}", shown=len(found.cards), count=found.count))
        told = f"{stage_words(self.stage)}, {self._count.text()}, {self._sums.text()}"
        self.list.setAccessibleName(told)


class EndZone(QFrame):
    """Where a card is let go when it is won or lost; a button for those who use no mouse."""

    dropped = Signal(str, str)
    pressed = Signal(str)

    def __init__(self, stage: str, icon_name: str) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.stage = stage
        self.setAcceptDrops(True)
        text = t("Won") if stage == "won" else t("Lost…")
        self.button = Button(text, icon_name, "", lambda: self.pressed.emit(stage))
        hint = t("Drop a card here, or press this for the chosen one")
        self.button.setToolTip(hint)
        self.setLayout(column(self.button, gap=0))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(bytes(event.mimeData().data(MIME).data()).decode(), self.stage)


class Board(QFrame):
    """All columns side by side."""

    opened = Signal(object)
    moved = Signal(object, str)
    """A card (or its id) goes to a stage."""
    asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.columns = {stage: Column(stage) for stage in STAGES}
        self.followed = ""
        across = row(gap=12)
        for each in self.columns.values():
            each.setMinimumWidth(theme.px(NARROWEST))
            each.setMaximumWidth(theme.px(WIDEST))
            across.addWidget(each, 1)
            self._listen(each.list)
        across.addStretch(0)
        won, lost = EndZone("won", "circle-check"), EndZone("lost", "circle-x")
        self.ends = {"won": won, "lost": lost}
        words = t("[ and ] move the chosen card a stage back or on; Enter opens it.")
        foot = row(ElidedLabel(words, "note", "text-2"), won, lost, gap=8)
        foot.setStretch(0, 1)
        for end in (won, lost):
            end.dropped.connect(self.moved.emit)
            end.pressed.connect(self._end)
        # Only where five columns cannot be narrower does the board move sideways.
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = holder(across)
        inner.setProperty("part", "page")
        self._area.setWidget(inner)
        layout = column(self._area, gap=8)
        layout.addLayout(foot)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        theme.look().changed.connect(self._fit)

    def show_board(self, columns: Any) -> None:
        """Another state; the card that was moved keeps the keyboard in its new column."""
        focused = self.focused()
        for found in columns:
            if found.stage in self.columns:
                self.columns[found.stage].show_column(found)
        if self.followed:
            self._follow()
        elif focused is not None and focused.current_card() is None:
            focused.choose(0)

    def focused(self) -> CardList | None:
        """The list with the keyboard."""
        return next((each.list for each in self.columns.values() if each.list.hasFocus()), None)

    def chosen(self) -> Any:
        """The card one is on."""
        here = self.focused() or next((c.list for c in self.columns.values() if c.list.current_card()), None)
        return here.current_card() if here is not None else None

    def begin(self) -> None:
        """Put the keyboard on the first card."""
        first = next((each for each in self.columns.values() if each.list.cards.cards), None)
        if first is not None and self.focused() is None:
            first.list.choose(0)

    def _listen(self, cards: CardList) -> None:
        cards.opened.connect(self.opened.emit)
        cards.dropped.connect(self.moved.emit)
        cards.asked.connect(self.asked.emit)
        cards.stepped.connect(self._step)
        cards.walked.connect(self._walk)
        cards.selectionModel().currentChanged.connect(lambda *_: self._one_chosen(cards))

    def _one_chosen(self, chosen: CardList) -> None:
        """One card of the whole board is chosen, never one a column."""
        if chosen.hasFocus():
            self._area.ensureWidgetVisible(chosen, 0, 0)
            for each in self.columns.values():
                if each.list is not chosen:
                    each.list.setCurrentIndex(each.list.cards.index(-1))

    def _step(self, card: Any, by: int) -> None:
        here = next(stage for stage, each in self.columns.items() if each.list.cards.place(card.id) >= 0)
        all_stages = (*STAGES, "won")
        at = all_stages.index(here) + by
        if 0 <= at < len(all_stages):
            self.moved.emit(card, all_stages[at])

    def _walk(self, by: int) -> None:
        lists = [each.list for each in self.columns.values()]
        here = self.focused()
        if here is None:
            return
        at, row_at = lists.index(here) + by, here.currentIndex().row()
        while 0 <= at < len(lists):
            if lists[at].cards.rowCount():
                lists[at].choose(row_at)
                return
            at += by

    def _end(self, stage: str) -> None:
        card = self.chosen()
        if card is not None:
            self.moved.emit(card, stage)

    def _follow(self) -> None:
        for each in self.columns.values():
            at = each.list.cards.place(self.followed)
            if at >= 0:
                each.list.choose(at)
        self.followed = ""

    def _fit(self) -> None:
        for each in self.columns.values():
            each.setMinimumWidth(theme.px(NARROWEST))
            each.setMaximumWidth(theme.px(WIDEST))
