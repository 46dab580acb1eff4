"""The preview of an import: what the file holds, how its columns are understood, what each row becomes."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from app.language import N_, current, t
from ui import theme
from ui.dialogs.import_tasks import ColumnLine, Looked, RowLine
from ui.lists import Column, Fixed
from ui.views import TableView
from ui.widgets.basics import ElidedLabel, Label, clear, column, holder, row, scrolled
from ui.widgets.fields import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.panels import Banner, EmptyState
from ui.widgets.toggles import Toggle

ACTIONS: Mapping[str, tuple[str, str]] = {
    "create": (N_("New"), "ok"),
    "update": (N_("Filled in"), "info"),
    "match": (N_("Known already"), "plain"),
    "refuse": (N_("Refused"), "danger"),
}
LEFT_OUT = ""
MOST_NOTES = 3


class ColumnMap(QFrame):
    """One line a column: its title, what stands in it, and the field it goes to."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        theme.space(self._grid, (0, 0, 4, 0), 8)
        self.setLayout(self._grid)
        self.boxes: dict[str, ChoiceBox] = {}

    def show_columns(self, looked: Looked) -> None:
        """Show other columns; without choices each says in words where it goes."""
        clear(self._grid)
        self.boxes = {}
        labels = {target: _target_label(label, kind) for target, label, kind in looked.targets}
        for at, line in enumerate(looked.columns):
            names = column(ElidedLabel(line.title, "name"), ElidedLabel(line.sample, "note", "text-2"), gap=0)
            self._grid.addLayout(names, at, 0)
            if looked.is_editable:
                choices = list(labels.items())
                box = ChoiceBox(choices, t("Where “{column}” goes", column=line.title), t("Leave out"))
                if line.target and line.target not in labels:
                    box.addItem(_where(line), line.target)
                box.choose(line.target)
                box.changed.connect(lambda _: self.changed.emit())
                theme.fix(box, 190)
                self.boxes[line.title] = box
                self._grid.addWidget(box, at, 1)
            else:
                said = _where(line) if line.target else t("Left out")
                words = ElidedLabel(said, "small", "text" if line.target else "text-3")
                words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
                theme.fix(words, 190)
                self._grid.addWidget(words, at, 1)
        self._grid.setRowStretch(len(looked.columns), 1)

    def mapping(self) -> dict[str, str]:
        """Column → target as chosen now."""
        return {title: box.value() for title, box in self.boxes.items()}


class Preview(QFrame):
    """Kind and columns at the left, the rows at the right; asks to be planned anew when a choice changes."""

    again = Signal(str, object)
    """Plan again with this kind and these columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.looked: Looked | None = None
        self._shown = ""
        self.kind = ChoiceBox([], t("What the rows are"))
        self.kind.changed.connect(lambda kind: self.again.emit(kind, {}))
        self.columns = ColumnMap()
        self.columns.changed.connect(self._replan)
        self.notes = Banner()
        self.filters = Flow(gap=4)
        self.rows = Fixed(
            [
                Column(t("Row"), lambda r: current().number(r.row), 56, right=True),
                Column(t("What happens"), _action, 148, chip=True, tone=_tone),
                Column(t("Name"), lambda r: r.title, 140, face="name"),
                Column(t("Reason"), lambda r: t(r.why), 200, stretch=True),
            ],
            _spoken,
        )
        self.table = TableView(self.rows, t("Rows of the file"))
        self.table.chosen.connect(self._tell)
        self._why = Label("", "small", "text-2", wrap=True, selectable=True)
        self._why.hide()
        self._none = EmptyState("list-checks", t("No such rows"), "")
        self._build()

    def _build(self) -> None:
        inner = holder(column(self.columns, gap=0))
        kind_row = row(Label(t("Rows are"), "small", "text-2"), self.kind, gap=8)
        kind_row.setStretch(1, 1)
        self._kind_row = holder(kind_row)
        left = holder(
            column(
                Label(t("Columns"), "strong"), self._kind_row, scrolled(inner), gap=8, margins=(16, 12, 8, 8)
            ),
            "card",
        )
        head = row(gap=8)
        head.addWidget(holder(self.filters), 1)
        right = holder(
            column(head, self.table, self._why, self._none, gap=8, margins=(8, 8, 8, 8)),
            "card",
        )
        body = row(left, right, gap=12)
        body.setStretch(0, 4)
        body.setStretch(1, 6)
        whole = column(self.notes, body, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._left = left

    def show_looked(self, looked: Looked) -> None:
        """Show a planned file."""
        self.looked = looked
        self.kind.blockSignals(True)
        self.kind.clear()
        for name, title in looked.kinds:
            self.kind.addItem(t(title), name)
        self.kind.choose(looked.kind)
        self._kind_row.setVisible(looked.is_editable)
        self.kind.blockSignals(False)
        self.columns.show_columns(looked)
        self._left.setVisible(bool(looked.columns))
        notes = [t(note) for note in looked.notes[:MOST_NOTES]]
        if len(looked.notes) > MOST_NOTES:
            more = len(looked.notes) - MOST_NOTES
            notes.append(current().plural(more, "{count} more remark", "{count} more remarks"))
        if looked.is_remembered:
            notes.insert(0, t("The columns are understood as last time."))
        self.notes.say("\n".join(notes), "info")
        self._offer_filters()
        # What needs a look comes first: refused rows, if there are any.
        self._show_rows("refuse" if looked.counts.get("refuse") else "")

    def _offer_filters(self) -> None:
        assert self.looked is not None
        clear(self.filters)
        self._filter_buttons: dict[str, Toggle] = {}
        counts = self.looked.counts
        total = sum(counts.values())
        for name, title in (("", N_("All")), *((name, said[0]) for name, said in ACTIONS.items())):
            count = counts.get(name, 0) if name else total
            if name and not count:
                continue
            text = f"{t(title)}  {current().number(count)}"
            button = Toggle(text, lambda name=name: self._show_rows(name))  # type: ignore[misc]
            self._filter_buttons[name] = button
            self.filters.addWidget(button)

    def _show_rows(self, action: str) -> None:
        assert self.looked is not None
        self._shown = action
        for name, button in self._filter_buttons.items():
            button.setChecked(name == action)
        rows = [r for r in self.looked.rows if not action or r.action == action]
        self.rows.show(rows)
        self._tell(None)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if action == "refuse" and rows:
            self.table.go_to(0)

    def _tell(self, line: RowLine | None) -> None:
        """The reason of the chosen row in full: a cell is too narrow for a sentence."""
        told = line is not None and bool(line.why)
        self._why.setText(_spoken(line) if line is not None and told else "")
        self._why.setVisible(told)

    def _replan(self) -> None:
        self.again.emit(self.kind.value(), self.columns.mapping())

    def focus_first(self) -> None:
        """Put the keyboard on the first thing that can be chosen."""
        target: QWidget = self.kind if self.kind.isVisibleTo(self) else self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _target_label(label: str, kind: str) -> str:
    return f"{t(kind)}: {t(label)}" if kind else t(label)


def _where(line: ColumnLine) -> str:
    """Where a column goes, in words."""
    kind, field = line.words
    return f"{t(kind)}: {t(field)}"


def _action(line: RowLine) -> str:
    return t(ACTIONS[line.action][0])


def _tone(line: RowLine) -> str:
    return ACTIONS[line.action][1]


def _spoken(line: RowLine) -> str:
    said = t("Row {row}: {what}", row=line.row, what=_action(line))
    return ". ".join(part for part in (said, line.title, t(line.why)) if part)
