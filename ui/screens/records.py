"""Any kind of record: its list with filters, and beside it the record."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter

from app.language import current, t
from ui import theme
from ui.forms.generic import fields_of
from ui.lists import Rows
from ui.screens import base, entry, record_tasks
from ui.screens.base import House, Place
from ui.screens.record_pane import RecordPane
from ui.screens.record_words import choice_text, column_of
from ui.views import TableView
from ui.widgets.basics import IconButton, Label, clear, column, holder, row
from ui.widgets.fields import ChoiceBox
from ui.widgets.panels import EmptyState
from ui.widgets.search import SearchField

PANE_WIDTH = 500
LEAST_LIST = 420
MOST_COLUMNS = 7
FILTERED_BY = ("state", "stage", "type", "kind", "side", "priority")
MOST_FILTERS = 2


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
        self._where: dict[str, str] = {}
        self._narrowed: dict[str, str] = {}
        self._titles: dict[str, tuple[str, str]] = {}
        self._building = ""
        self._card: QFrame
        self._empty: EmptyState
        self._build_frame()
        house.work.read(record_tasks.all_kinds, then=self._know_kinds, owner=self)

    def _build_frame(self) -> None:
        self.filter = SearchField(t("Filter this list…"))
        self.filter.asked.connect(lambda text: self._ask())
        self.filter.moved.connect(lambda step: self.table.setFocus() if self.table and step > 0 else None)
        self.kinds_box = ChoiceBox([], t("Kind of record"))
        self.kinds_box.changed.connect(lambda kind: self.house.go(Place("records", "", kind)))
        self.kinds_box.hide()
        theme.fix(self.kinds_box, 210)
        self._choices = row(gap=8)
        self._choices_frame = holder(self._choices)
        self.count = Label("", "small", "text-2")
        self._narrow = Label("", "small", "text")
        self._widen = IconButton("x", t("Show all of them"), self._show_all)
        narrow = row(self._narrow, self._widen, 1, gap=4)
        self._narrow_frame = holder(narrow)
        self._narrow_frame.hide()
        bar = row(self.kinds_box, self.filter, self._choices_frame, self.count, gap=8)
        bar.setStretch(1, 1)
        self._left = column(bar, self._narrow_frame, gap=8, margins=(24, 0, 24, 16))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._list_side = holder(self._left)
        self._split.addWidget(self._list_side)
        self._right = column(gap=0)
        self._side = holder(self._right)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self._side.hide()
        self._left.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self._split, gap=0))

    def _know_kinds(self, kinds: list[Any]) -> None:
        self._titles = {each.name: (each.title, each.titles) for each in kinds}
        for each in sorted(kinds, key=lambda each: current().sort_key(t(each.titles))):
            self.kinds_box.addItem(t(each.titles), each.name)
        self.kinds_box.choose(self.kind)
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
        record = self.pane.record if self.pane is not None else ""
        kept = {"text": self.filter.text(), "record": record, "choices": dict(self._where)}
        return {
            **kept,
            **({"where": self._narrowed, "of": self._of, "label": self._label} if self._narrowed else {}),
        }

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
        listed = [f for f in declared if f.listed and f.type != "json"] or declared[:4]
        listed.sort(key=lambda f: f.type == "link" and f.name not in ("account_id",))
        listed = listed[:MOST_COLUMNS]
        # A number needs little room, the name of the client beside it much.
        broad = (
            {listed[0].name} if listed[0].name not in ("number", "version", "position") else {"account_id"}
        )
        broad |= {f.name for f in listed if f.name in ("subject", "product_id")}
        broad = broad if broad & {f.name for f in listed} else {listed[0].name}
        columns = [column_of(self.kind, f, at == 0, f.name in broad) for at, f in enumerate(listed)]
        model = Rows(self.house.work, record_tasks.ids, record_tasks.rows_of(self.kind), columns, parent=self)
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
        self._offer_choices()
        self._arrive()

    def _offer_choices(self) -> None:
        """A box for each of the first fields with few values, such as the state."""
        clear(self._choices)
        self._where = {}
        self.choice_boxes: dict[str, ChoiceBox] = {}
        fit = [f for name in FILTERED_BY for f in self._declared if f.name == name and f.choices]
        for field in fit[:MOST_FILTERS]:
            pairs = [(value, choice_text(self.kind, field.name, value)) for value in field.choices]
            box = ChoiceBox(pairs, t(field.label), t("{field}: all", field=t(field.label)))
            box.changed.connect(lambda value, name=field.name: self._choose(name, value))
            theme.fix(box, 150)
            self.choice_boxes[field.name] = box
            self._choices.addWidget(box)

    def _choose(self, name: str, value: str) -> None:
        self._where = {**self._where, name: value}
        self._where = {name: value for name, value in self._where.items() if value}
        self._ask()

    def _ask(self) -> None:
        if self.model is not None:
            self.model.ask(kind=self.kind, text=self.filter.text(), where={**self._where, **self._narrowed})

    def _arrive(self) -> None:
        assert self.model is not None and self._place is not None
        state = self._place.state
        if self.pane is not None:
            self._close()
        self.filter.blockSignals(True)
        self.filter.setText(str(state.get("text", "")))
        self.filter.blockSignals(False)
        self._where = {}
        for name, value in dict(state.get("choices", {})).items():
            if name in self.choice_boxes:
                self.choice_boxes[name].choose(value)
                self._where[name] = value
        for name, box in self.choice_boxes.items():
            if name not in self._where:
                box.setCurrentIndex(0)
        self._narrowed = dict(state.get("where", {}))
        self._of, self._label = str(state.get("of", "")), str(state.get("label", ""))
        self._say_narrowed()
        is_door = self._place.screen == "records"
        self.kinds_box.setVisible(is_door)
        self.kinds_box.choose(self.kind)
        self._say_title()
        self._ask()
        record = self._place.record or state.get("record", "")
        if state.get("new"):
            self._edit("")
        elif record:
            self._edit(str(record))

    def _say_title(self) -> None:
        if self.kind in self._titles and self._place is not None and self._place.screen == "records":
            self.titled.emit(t(self._titles[self.kind][1]))

    def _say_narrowed(self) -> None:
        self._narrow_frame.setVisible(bool(self._narrowed))
        self._narrow.setText(f"{t(self._label)}: {self._of}" if self._label else self._of)

    def _show_all(self) -> None:
        self._narrowed, self._of, self._label = {}, "", ""
        self._say_narrowed()
        self._ask()

    def _counted(self, count: int) -> None:
        assert self.table is not None
        bare = count == 0 and not (self.filter.text() or self._where)
        self._empty.setVisible(bare)
        self._card.setVisible(not bare)
        self.count.setText(current().plural(count, "{count} record", "{count} records"))

    # The record

    def _edit_current(self) -> None:
        found = self.table.current_row() if self.table is not None else None
        if found is not None:
            self._edit(found.id)

    def _edit(self, record: str) -> None:
        if self.pane is not None:
            if self.pane.record == record and record:
                return
            self.pane.leave()
        clear(self._right)
        given = {name: (value, self._of) for name, value in self._narrowed.items()} if not record else {}
        pane = RecordPane(self.house, self.kind, self._declared, record, given)
        self.pane = pane
        pane.closed.connect(self._close)
        pane.added.connect(self._added)
        self._right.addWidget(pane)
        self._side.show()
        self._fit()

    def _added(self, record: str) -> None:
        self.pane = None
        self._edit(record)

    def _leave_pane(self) -> None:
        if self.pane is not None:
            self.pane.leave()
            self.pane = None
        clear(self._right)
        self._side.hide()
        self._list_side.show()
        theme.space(self._left, (24, 0, 24, 16), 8)
        self._make_room()

    def _close(self) -> None:
        self._leave_pane()
        if self.table is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Beside the list where there is room, else in its place."""
        if self.pane is None:
            return
        wide = self.width() >= theme.px(LEAST_LIST + PANE_WIDTH)
        self._make_room()
        self._list_side.setVisible(wide)
        theme.space(self._left, (24, 0, 12, 16), 8)
        layout = self.pane.layout()
        if layout is not None:
            theme.space(layout, (12 if wide else 24, 0, 24, 16), 8)
        if wide:
            self._side.setMinimumWidth(theme.px(PANE_WIDTH - 60))
            self._split.setSizes([self.width() - theme.px(PANE_WIDTH), theme.px(PANE_WIDTH)])

    def _make_room(self) -> None:
        """Where the list is narrow, the field to filter it comes before the boxes and the count."""
        room = self.width() - (theme.px(PANE_WIDTH) if self.pane is not None else 0)
        self.count.setVisible(room >= theme.px(560))
        self._choices_frame.setVisible(room >= theme.px(600) or self.pane is None)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._make_room()
        if self.pane is not None:
            wide = self.width() >= theme.px(LEAST_LIST + PANE_WIDTH)
            if wide != self._list_side.isVisible():
                self._fit()
