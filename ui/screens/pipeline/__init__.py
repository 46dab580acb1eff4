"""The pipeline: open opportunities as a board or a table, moved by keys, menu or mouse."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QMenu, QSplitter, QStackedWidget

from app.language import t
from ui import theme
from ui.actions import key_text
from ui.forms.generic import fields_of
from ui.icons import icon
from ui.screens import base, for_kind
from ui.screens.base import House, Place
from ui.screens.letters import Letters
from ui.screens.pipeline.board import ENDS, STAGES, Board, stage_words, sums_words
from ui.screens.pipeline.moving import ask_board, move_card
from ui.screens.pipeline.table import make_table, rows_of
from ui.screens.record_pane import RecordPane
from ui.widgets.basics import Button, ElidedLabel, clear, column, holder, row
from ui.widgets.fields import ChoiceBox
from ui.widgets.panels import EmptyState
from ui.widgets.search import SearchField

KIND = "opportunities"
PANE_WIDTH = 440
BESIDE_FROM = 1100


def key_rows() -> list[tuple[str, str]]:
    """The keys of the board and what they do."""
    return [
        (t("A stage on"), "]"),
        (t("A stage back"), "["),
        (t("To the column beside"), f"{key_text(('Left',))}, {key_text(('Right',))}"),
        (t("Open the card"), key_text(("Return",))),
        (t("New opportunity"), "N"),
    ]


class Screen(base.Screen):
    """Board or table, a filter that both share, and the opportunity in hand at the right."""

    kinds = frozenset({KIND, "accounts"})
    keys = staticmethod(key_rows)

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.pane: RecordPane | None = None
        self.question: Any = None
        self._declared: list[Any] = []
        self._columns: Any = ()
        self._want_focus = True
        self.board = Board()
        self.table_model, self.table = make_table(self)
        self._build()
        self.board.opened.connect(lambda card: self.open_record(card.id))
        self.board.moved.connect(self._move)
        self.board.asked.connect(self._menu)
        self.table.opened.connect(lambda found: self.open_record(found.id))
        self._letters = Letters(house, self, {Qt.Key.Key_N: self.new_here})
        self._letters.watch(*(each.list for each in self.board.columns.values()), self.table)
        house.work.read(fields_of, KIND, then=self._declared.extend, owner=self)

    def _build(self) -> None:
        self.filter = SearchField(t("Filter opportunities…"))
        self.filter.asked.connect(lambda _: self.refresh())
        self.filter.moved.connect(lambda _: self.board.begin())
        theme.fix(self.filter, 0, 0, 140)
        self.owner = ChoiceBox([], t("Owner"), t("Everyone"))
        self.owner.changed.connect(lambda _: self.refresh())
        theme.fix(self.owner, 150)
        self.as_board = Button(t("Board"), "square-kanban", "quiet", lambda: self.turn(False))
        self.as_table = Button(t("Table"), "table", "quiet", lambda: self.turn(True))
        for button in (self.as_board, self.as_table):
            button.setCheckable(True)
            theme.fix(button, 0, 0, 96)
        self._weighted = ElidedLabel("", "small", "text-2")
        self._weighted.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = row(self.filter, self.owner, self.as_board, self.as_table, self._weighted, gap=8)
        bar.setStretch(0, 3)
        bar.setStretch(4, 4)
        left = column(bar, self._pages(), gap=12, margins=(24, 0, 24, 16))
        left.setStretch(1, 1)
        self._left = holder(left)
        self._right = column(gap=0)
        self._side: QFrame = holder(self._right)
        self._side.hide()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._left)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self.setLayout(column(self._split, gap=0))
        self.turn(False)

    def _pages(self) -> QStackedWidget:
        self._empty = EmptyState(
            "square-kanban", t("No opportunities yet"),
            t("Each possible sale will be a card here, with its amount, its next step and how long it has waited."),
            t("New opportunity"), self.new_here,
        )  # fmt: skip
        words = t("No open opportunity has these words and this owner.")
        self._nothing = EmptyState("search", t("Nothing fits"), words)
        card = holder(column(self.table, gap=0, margins=(8, 8, 8, 8)), "card")
        self._stack = QStackedWidget()
        for page in (self.board, card, self._empty, self._nothing):
            self._stack.addWidget(page)
        return self._stack

    def primary(self) -> Any:
        return (t("New opportunity"), "plus", self.new_here)

    def open(self, place: Place) -> None:
        state = place.state
        self.filter.setText(str(state.get("text", "")))
        self.owner.choose(str(state.get("owner", "")))
        self.turn(bool(state.get("table")))
        self._want_focus = True
        self.refresh()
        if place.record:
            self.open_record(place.record)

    def refresh(self) -> None:
        self.house.work.read(
            ask_board,
            self.owner.value(),
            self.filter.text(),
            then=self._show,
            owner=self,
            key="pipeline-board",
        )
        if self.pane is not None and self.pane.record:
            self.pane.refresh()

    def state(self) -> dict[str, Any]:
        return {"text": self.filter.text(), "owner": self.owner.value(), "table": self.as_table.isChecked()}

    def filter_here(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def new_here(self) -> None:
        self._put(RecordPane(self.house, KIND, self._declared, ""))

    def leave(self) -> None:
        if self.pane is not None:
            self.pane.leave()

    def turn(self, table: bool) -> None:
        """Board or table; the filter stays."""
        self.as_board.setChecked(not table)
        self.as_table.setChecked(table)
        if self._columns:
            self._say_page()

    def _show(self, answer: Any) -> None:
        found, owners, self._any = answer
        self._columns = found.columns
        chosen = self.owner.value()
        self.owner.clear()
        for value, shown in [("", t("Everyone")), *owners]:
            self.owner.addItem(shown, value)
        self.owner.choose(chosen)
        self.board.show_board(found.columns)
        self.table_model.show(rows_of(found.columns))
        sums = sums_words(found.weighted)
        self._weighted.setText(t("Weighted by chance: {sums}", sums=sums) if sums else "")
        self._say_page()
        if self._want_focus and self.isVisible():
            self._want_focus = False
            self.table.setFocus() if self.as_table.isChecked() else self.board.begin()

    def _say_page(self) -> None:
        count = sum(each.count for each in self._columns)
        page = 1 if self.as_table.isChecked() else 0
        if not count:
            page = 3 if self.filter.text() or self.owner.value() else 2
        self._stack.setCurrentIndex(page)

    # One opportunity

    def open_record(self, record: str) -> None:
        """Show an opportunity beside the board."""
        if self.pane is not None and self.pane.record == record:
            return
        self._put(RecordPane(self.house, KIND, self._declared, record))

    def _put(self, pane: RecordPane) -> None:
        self.leave()
        clear(self._right)
        self.pane = pane
        pane.closed.connect(self._close)
        pane.added.connect(lambda record: self._put(RecordPane(self.house, KIND, self._declared, record)))
        self._right.addWidget(pane)
        self._side.show()
        beside = self.width() >= theme.px(BESIDE_FROM)
        self._left.setVisible(beside)
        self._split.setSizes([self.width() - theme.px(PANE_WIDTH), theme.px(PANE_WIDTH)])

    def _close(self) -> None:
        self.leave()
        self.pane = None
        clear(self._right)
        self._side.hide()
        self._left.show()
        self.board.begin()

    # Moving

    def _move(self, what: Any, stage: str) -> None:
        opportunity = what if isinstance(what, str) else what.id
        card, here = self._card(opportunity)
        if card is None or here == stage:
            return

        follow = partial(setattr, self.board, "followed", opportunity)
        self.question = move_card(self.house, self, opportunity, card.name, stage, follow)

    def _card(self, opportunity: str) -> tuple[Any, str]:
        for each in self._columns:
            for card in each.cards:
                if card.id == opportunity:
                    return card, each.stage
        return None, ""

    def _menu(self, card: Any, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(icon("eye"), t("Open"), partial(self.open_record, card.id))
        moves = menu.addMenu(t("Move to"))
        here = self._card(card.id)[1]
        for stage in (*STAGES, *ENDS):
            action = moves.addAction(stage_words(stage), partial(self._move, card, stage))
            action.setEnabled(stage != here)
        menu.addAction(
            icon("building-2"), t("Open the account"),
            partial(self.house.go, Place(for_kind("accounts"), card.account_id, "accounts")),
        )  # fmt: skip
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
