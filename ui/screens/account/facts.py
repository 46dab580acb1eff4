"""The facts of an account in named groups; those not known yet can be shown to fill them in."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal

from app.language import country_name, current, t
from ui import theme
from ui.forms.base import SavedMark
from ui.forms.generic import fields_of, read_record
from ui.screens.account.fact import KIND, FactRow
from ui.screens.base import House
from ui.widgets.basics import Button, Label, clear, column, holder
from ui.widgets.panels import Card
from ui.widgets.twins import WATCHED, TwinHints

HIDDEN = frozenset({"stage", "stage_since", "lost_reason", "merged_into_id", "latitude", "longitude"})
FIRST_GROUP = "Account"
OURS = ("Notes", "Record", "Rhythm")


class FactsCard(Card):
    """The facts that are known; the rest can be shown to fill them in."""

    seen = Signal(object)
    """A row took the keyboard: bring it into sight."""
    opened = Signal(str)
    """Another account was chosen among the likely twins."""
    merging = Signal(str, str)
    """Merge with that account: its id and name."""

    def __init__(self, house: House) -> None:
        super().__init__(t("Facts"), "small-strong", "text-2", gap=0)
        theme.space(self.outer, (8, 12, 8, 8), 4)
        theme.space(self.head, (8, 0, 4, 0), 4)
        self._house = house
        self.account = ""
        self.rows: dict[str, FactRow] = {}
        self._declared: list[Any] = []
        self._values: dict[str, Any] = {}
        self._all = self._client = False
        self.mark = SavedMark()
        self.twins = TwinHints(
            house, KIND, self._typed_values, self.opened.emit, self.merging.emit, t("Merge with it")
        )
        self.more = Button(t("Show empty fields"), kind="link", clicked=self.toggle)
        self.head.addWidget(self.mark)
        self._groups = column(gap=0)
        self.body.addWidget(holder(self._groups))
        self.body.addWidget(self.more)

    def open(self, account: str) -> None:
        """The facts of an account; declarations are asked once."""
        if account != self.account:
            self.leave()
            self.account = account
            self.mark.hide()
            self.twins.forget()
            self.twins.but = account
        if not self._declared:
            self._house.work.read(fields_of, KIND, then=self._build, owner=self, key="facts-fields")
        self._house.work.read(
            read_facts, account, then=partial(self._fill, account), failed=lambda _: None, owner=self,
            key=f"facts-{id(self)}",
        )  # fmt: skip

    def leave(self) -> None:
        """Nothing typed stays only on the screen."""
        for fact in self.rows.values():
            fact.leave()

    def turn_to_client(self, on: bool) -> None:
        """While a client looks on, internal fields and notes are not there."""
        self._client = on
        self._show()

    def focused(self) -> FactRow | None:
        """The row the keyboard is on."""
        return next((fact for fact in self.rows.values() if fact.hasFocus()), None)

    def edit_first(self) -> None:
        """Show every field and put the keyboard on the first."""
        if not self._all:
            self.toggle()
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def toggle(self) -> None:
        """Show the empty fields too, or only what is known."""
        self._all = not self._all
        self._show()

    def step_from(self, fact: FactRow, step: int, editing: bool = True) -> None:
        """Go on to the next row in sight."""
        seen = [each for each in self.rows.values() if each.isVisibleTo(self)]
        at = seen.index(fact) + step if fact in seen else -1
        if not 0 <= at < len(seen):
            fact.setFocus(Qt.FocusReason.TabFocusReason)
        elif editing:
            seen[at].edit()
        else:
            seen[at].setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self, fact: FactRow) -> None:
        """Look for twins while a telling field is typed."""
        fact.refuse("")
        if fact.field.name in WATCHED:
            self.twins.typed()

    def _typed_values(self) -> dict[str, Any]:
        now = {name: value for name, value in self._values.items() if not isinstance(value, dict)}
        for fact in self.rows.values():
            if fact.editor is not None:
                now[fact.field.name] = fact.editor.value()  # type: ignore[attr-defined]
        return now

    def _build(self, declared: list[Any]) -> None:
        self._declared = [f for f in declared if f.name not in HIDDEN and f.type != "json"]
        clear(self._groups)
        self.rows = {}
        group: str | None = None
        self._heads: list[tuple[Label, list[FactRow]]] = []
        for field in self._declared:
            if (field.group or FIRST_GROUP) != group:
                group = field.group or FIRST_GROUP
                head = Label(t(group), "note-strong", "text-2")
                head.setContentsMargins(theme.px(8), theme.px(8), 0, theme.px(2))
                self._groups.addWidget(head)
                self._heads.append((head, []))
            fact = FactRow(self._house, field, self)
            fact.left.connect(self._left)
            self.rows[field.name] = fact
            self._heads[-1][1].append(fact)
            self._groups.addWidget(fact)
            if field.name == "name":
                self._groups.addWidget(self.twins)

    def _left(self, fact: FactRow, step: int) -> None:
        if step:
            self.step_from(fact, step)
        self._show()

    def _fill(self, account: str, values: dict[str, Any]) -> None:
        if account != self.account:
            return
        self._values = values
        titles = values.get("links", {})
        for name, fact in self.rows.items():
            if fact.editor is None:
                fact.put(values.get(name), titles.get(name, ""))
        self._show()

    def _show(self) -> None:
        for head, facts in getattr(self, "_heads", []):
            seen = 0
            for fact in facts:
                known = fact.value not in (None, "", False)
                wanted = self._all or known or fact.editor is not None or fact.hasFocus()
                wanted = wanted and not (self._client and (fact.field.internal or fact.field.group in OURS))
                fact.setVisible(wanted)
                seen += wanted
            head.setVisible(seen > 0)
        self.more.set_text(t("Hide empty fields") if self._all else t("Show empty fields"))


def read_facts(reader: Any, account: str) -> Any:
    """The account's values; the names of countries are read in here, off the window's thread."""
    country_name("IT", current().code)
    return read_record(reader, KIND, account)
