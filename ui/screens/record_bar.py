"""What stands over a list of any kind: the kind, a filter, a box for each field of few values, what narrows it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.language import current, t
from ui import theme
from ui.screens.record_words import choice_text
from ui.widgets.basics import IconButton, Label, clear, column, holder, row
from ui.widgets.fields import ChoiceBox
from ui.widgets.search import SearchField

FILTERED_BY = ("state", "stage", "type", "kind", "side", "priority")
MOST_FILTERS = 2
ROOM_FOR_COUNT, ROOM_FOR_BOXES = 560, 560
KINDS_WIDE = 210


class RecordBar(QFrame):
    """`asked` says that the list is to be asked again, `kind_chosen` that another kind is wanted."""

    asked = Signal()
    kind_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.boxes: dict[str, ChoiceBox] = {}
        self.narrowed: dict[str, str] = {}
        self.of = self.label = ""
        self.filter = SearchField(t("Filter this list…"))
        self.filter.asked.connect(lambda _: self.asked.emit())
        self.kinds = ChoiceBox([], t("Kind of record"))
        self.kinds.changed.connect(lambda kind: self.kind_chosen.emit(str(kind)))
        self.kinds.hide()
        theme.fix(self.kinds, KINDS_WIDE)
        self._choices = row(gap=8)
        self._choices_frame = holder(self._choices)
        self.count = Label("", "small", "text-2")
        self._narrow = Label("", "small", "text")
        widen = IconButton("x", t("Show all of them"), self._show_all)
        self._narrow_frame = holder(row(self._narrow, widen, 1, gap=4))
        self._narrow_frame.hide()
        bar = row(self.kinds, self.filter, self._choices_frame, self.count, gap=8)
        bar.setStretch(1, 1)
        self.setLayout(column(bar, self._narrow_frame, gap=8))

    def offer_kinds(self, kinds: list[Any], kind: str) -> None:
        """Every kind of record there is."""
        for each in sorted(kinds, key=lambda each: current().sort_key(t(each.titles))):
            self.kinds.addItem(t(each.titles), each.name)
        self.kinds.choose(kind)

    def offer_choices(self, kind: str, declared: list[Any]) -> None:
        """A box for each of the first fields with few values, such as the state."""
        clear(self._choices)
        self.boxes = {}
        fit = [f for name in FILTERED_BY for f in declared if f.name == name and f.choices]
        for field in fit[:MOST_FILTERS]:
            pairs = [(value, choice_text(kind, field.name, value)) for value in field.choices]
            box = ChoiceBox(pairs, t(field.label), t("{field}: all", field=t(field.label)))
            box.changed.connect(lambda _: self.asked.emit())
            theme.fix(box, 150)
            self.boxes[field.name] = box
            self._choices.addWidget(box)

    def chosen(self) -> dict[str, str]:
        """The values the boxes ask for."""
        return {name: box.value() for name, box in self.boxes.items() if box.value()}

    def question(self, kind: str) -> dict[str, Any]:
        """What the list is asked with."""
        return {"kind": kind, "text": self.filter.text(), "where": {**self.chosen(), **self.narrowed}}

    def is_bare(self) -> bool:
        """Whether the list is asked for everything there is."""
        return not (self.filter.text() or self.chosen())

    def state(self) -> dict[str, Any]:
        """What to remember."""
        kept: dict[str, Any] = {"text": self.filter.text(), "choices": self.chosen()}
        return kept | ({"where": self.narrowed, "of": self.of, "label": self.label} if self.narrowed else {})

    def restore(self, state: dict[str, Any]) -> None:
        """Put back what was remembered, without asking."""
        self.filter.blockSignals(True)
        self.filter.setText(str(state.get("text", "")))
        self.filter.blockSignals(False)
        choices = dict(state.get("choices", {}))
        for name, box in self.boxes.items():
            box.setCurrentIndex(max(0, box.findData(choices.get(name, ""))))
        self.narrowed = dict(state.get("where", {}))
        self.of, self.label = str(state.get("of", "")), str(state.get("label", ""))
        self._say_narrowed()

    def say_count(self, count: int) -> None:
        """How many there are now."""
        self.count.setText(current().plural(count, "{count} record", "{count} records"))

    def make_room(self, width: int) -> None:
        """Where the list is narrow, the field to filter it comes before the boxes and the count."""
        self.count.setVisible(width >= theme.px(ROOM_FOR_COUNT))
        room = width - (theme.px(KINDS_WIDE) if self.kinds.isVisibleTo(self) else 0)
        narrow = width > 0 and room < theme.px(ROOM_FOR_BOXES)
        self._choices_frame.setVisible(not narrow or bool(self.chosen()))

    def _show_all(self) -> None:
        self.narrowed, self.of, self.label = {}, "", ""
        self._say_narrowed()
        self.asked.emit()

    def _say_narrowed(self) -> None:
        self._narrow_frame.setVisible(bool(self.narrowed))
        self._narrow.setText(f"{t(self.label)}: {self.of}" if self.label else self.of)
