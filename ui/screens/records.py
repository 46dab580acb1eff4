"""Any kind of record: its list with filters, and beside it the record."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.language import t
from ui.forms.generic import fields_of
from ui.lists import Column, Rows
from ui.screens import base, entry, record_tasks
from ui.screens.base import House, Place
from ui.screens.record_bar import RecordBar
from ui.screens.record_pane import RecordPane
from ui.screens.record_words import column_of
from ui.views import TableView
from ui.widgets.basics import column, first_focus, holder
from ui.widgets.beside import Beside
from ui.widgets.panels import EmptyState

PANE_WIDTH = 500
LEAST_LIST = 420
MOST_COLUMNS = 7
SHORT_NAMES = frozenset({"number", "version", "position"})


class Screen(base.Screen):
    """The list of one kind at the left, the record at the right."""

    def __init__(self, house: House, kind: str = "") -> None:
        super().__init__(house)
        self.kind = kind
        self.pane: RecordPane | None = None
        self.model: Rows | None = None
        self.table: TableView | None = None
        self._declared: list[Any] = []
        self._place: Place | None = None
        self._titles: dict[str, str] = {}
        self._card: QFrame
        self._empty: EmptyState
        self.bar = RecordBar()
        self.filter = self.bar.filter
        self.bar.asked.connect(self._ask)
        self.filter.moved.connect(lambda step: self._into_list() if step > 0 else None)
        self.bar.kind_chosen.connect(lambda kind: house.go(Place("records", "", kind)))
        self._left = column(self.bar, gap=8, margins=(24, 0, 24, 16))
        self._left.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._beside = Beside(self._left, PANE_WIDTH, LEAST_LIST)
        self._beside.arranged.connect(self.bar.make_room)
        self.setLayout(column(self._beside, gap=0))
        house.work.read(record_tasks.all_kinds, then=self._know_kinds, owner=self)

    def _know_kinds(self, kinds: list[Any]) -> None:
        self._titles = {each.name: each.titles for each in kinds}
        self.bar.offer_kinds(kinds, self.kind)
        self._say_title()

    # What the shell asks

    def primary(self) -> Any:
        return (t("New"), "plus", lambda: self._edit(""))

    def open(self, place: Place) -> None:
        self._place = place
        kind = place.kind or next(iter(entry(place.screen).kinds), "") or self.kind or "accounts"
        if kind == self.kind and self.model is not None:
            self._arrive()
            return
        self._leave_pane()
        self.kind = kind
        self.kinds = frozenset({kind})
        self.house.work.read(fields_of, kind, then=self._build, owner=self, key=f"fields-{id(self)}")

    def refresh(self) -> None:
        if self.model is not None:
            self.model.refresh()
        if self.pane is not None and self.pane.record:
            self.pane.refresh()

    def state(self) -> dict[str, Any]:
        return {**self.bar.state(), "record": self.pane.record if self.pane is not None else ""}

    def filter_here(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def leave(self) -> None:
        if self.pane is not None:
            self.pane.leave()

    # The list

    def _build(self, declared: list[Any]) -> None:
        self._declared = declared
        if self.table is not None:
            self._card.deleteLater()
            self._empty.deleteLater()
        model = Rows(
            self.house.work, record_tasks.ids, record_tasks.rows_of(self.kind), self._columns(), parent=self
        )
        self.model = model
        self.table = TableView(model, t("Records"))
        self.table.opened.connect(lambda found: self._edit(found.id))
        self.table.clicked.connect(lambda _: self._edit_current())
        model.counted.connect(self._counted)
        self._empty = EmptyState(
            "inbox",
            t("Nothing here yet"),
            t("Records of this kind will be listed here."),
            t("New"),
            lambda: self._edit(""),
            (t("Bring in a file…"), lambda: self.house.actions.run("import")),
        )
        self._left.setAlignment(Qt.AlignmentFlag(0))
        self._card = holder(column(self.table, gap=0, margins=(8, 8, 8, 8)), "card")
        self._left.addWidget(self._card, 1)
        self._left.addWidget(self._empty, 1)
        self._empty.hide()
        self.bar.offer_choices(self.kind, declared)
        self._arrive()

    def _columns(self) -> list[Column]:
        listed = [f for f in self._declared if f.listed and f.type != "json"] or self._declared[:4]
        listed[1:] = sorted(listed[1:], key=_turn)
        listed = listed[:MOST_COLUMNS]
        # A number needs little room, the name of the client beside it much.
        names = {f.name for f in listed}
        broad = {listed[0].name} if listed[0].name not in SHORT_NAMES else {"account_id"}
        broad = (broad | {"subject", "product_id"}) & names or {listed[0].name}
        return [column_of(self.kind, f, at == 0, f.name in broad) for at, f in enumerate(listed)]

    def _ask(self) -> None:
        if self.model is not None:
            self.model.ask(**self.bar.question(self.kind))

    def _arrive(self) -> None:
        assert self._place is not None
        state = self._place.state
        if self.pane is not None:
            self._close()
        self.bar.kinds.setVisible(self._place.screen == "records")
        self.bar.kinds.choose(self.kind)
        self.bar.restore(state)
        self._say_title()
        self._ask()
        record = self._place.record or state.get("record", "")
        if state.get("new"):
            self._edit("")
        elif record:
            self._edit(str(record))

    def _say_title(self) -> None:
        if self.kind in self._titles and self._place is not None and self._place.screen == "records":
            self.titled.emit(t(self._titles[self.kind]))

    def _counted(self, count: int) -> None:
        bare = count == 0 and self.bar.is_bare()
        self._empty.setVisible(bare)
        self._card.setVisible(not bare)
        self.bar.say_count(count)

    # The record

    def _into_list(self) -> None:
        if self.table is not None and self.model is not None and self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _edit_current(self) -> None:
        found = self.table.current_row() if self.table is not None else None
        if found is not None:
            self._edit(found.id)

    def _edit(self, record: str) -> None:
        if self.pane is not None:
            if self.pane.record == record and record:
                return
            self.pane.leave()
        narrowed = self.bar.narrowed if not record else {}
        given = {name: (value, self.bar.of) for name, value in narrowed.items()}
        self.pane = RecordPane(self.house, self.kind, self._declared, record, given)
        self.pane.closed.connect(self._close)
        self.pane.added.connect(self._added)
        self._beside.put(self.pane)
        if not record:
            first_focus(self.pane.form)

    def _added(self, record: str) -> None:
        self.pane = None
        self._edit(record)

    def _leave_pane(self) -> None:
        if self.pane is not None:
            self.pane.leave()
            self.pane = None
        self._beside.take_away()

    def _close(self) -> None:
        self._leave_pane()
        if self.table is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _turn(field: Any) -> int:
    """Whose and in which state comes first; other links come last."""
    if field.name in ("account_id", "subject"):
        return 0
    return 1 if field.name in ("state", "stage") else 3 if field.type == "link" else 2
