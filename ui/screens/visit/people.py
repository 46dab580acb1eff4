"""Who was there: one check box a person, walked with the arrows and left with one Tab."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from app.language import current, t
from ui import theme
from ui.widgets.basics import Button, Label, column, plain_tip, row
from ui.widgets.fields import ChoiceBox, Flag

FIRST_SHOWN = 12
WIDE_COLUMN = 320
_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1,
}  # fmt: skip


class PeopleBox(QFrame):
    """A group of check boxes; its value is the list of ids that are checked."""

    changed = Signal(object)

    def __init__(self, first_shown: int = FIRST_SHOWN) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._first_shown = first_shown
        self._flags: dict[str, Flag] = {}
        self._all = False
        self._grid = QGridLayout()
        theme.space(self._grid, (0, 0, 0, 0), 4)
        self._more = Button("", "chevron-down", "quiet", self._show_all)
        self.setLayout(column(self._grid, row(self._more, 1), gap=4))
        self._more.hide()

    def offer(self, people: Sequence[Any]) -> None:
        """The people who may have been there."""
        for each in people:
            about = each.job or (current().choice(each.role, "contacts.buying_role") if each.role else "")
            flag = Flag(f"{each.name} · {about}" if about else each.name)
            flag.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            flag.changed.connect(lambda _: self.changed.emit(self.value()))
            flag.installEventFilter(self)
            self._flags[each.id] = flag
        self._lay()
        self._rove(next((each for each in self._flags.values() if not each.isHidden()), None))

    def value(self) -> list[str]:
        """The ids of those who were there."""
        return [id for id, flag in self._flags.items() if flag.isChecked()]

    def set_value(self, value: Any) -> None:
        """Check these and no others."""
        for id, flag in self._flags.items():
            flag.blockSignals(True)
            flag.setChecked(id in (value or ()))
            flag.blockSignals(False)
        self._lay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Flag):
            self._rove(watched)
        if event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))  # type: ignore[attr-defined]
            if step and isinstance(watched, Flag):
                shown = [each for each in self._flags.values() if not each.isHidden()]
                shown[(shown.index(watched) + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _rove(self, current_one: Flag | None) -> None:
        """Only one of the group is reached by Tab: the one that had the keyboard last."""
        for flag in self._flags.values():
            policy = Qt.FocusPolicy.StrongFocus if flag is current_one else Qt.FocusPolicy.ClickFocus
            flag.setFocusPolicy(policy)
        if current_one is not None:
            self.setFocusProxy(current_one)

    def _lay(self) -> None:
        across = max(1, self.width() // theme.px(WIDE_COLUMN))
        shown = [
            flag
            for at, flag in enumerate(self._flags.values())
            if self._all or at < self._first_shown or flag.isChecked()
        ]
        room = self.width() // across - theme.px(48)
        for flag in self._flags.values():
            if flag in shown:
                at = shown.index(flag)
                self._grid.addWidget(flag, at // across, at % across)
                _cut(flag, room)
            flag.setVisible(flag in shown)
        hidden = len(self._flags) - len(shown)
        self._more.set_text(current().plural(hidden, "{count} more person", "{count} more people"))
        self._more.setVisible(hidden > 0)

    def _show_all(self) -> None:
        self._all = True
        self._lay()
        first = next((each for each in self._flags.values() if not each.isChecked()), None)
        self._rove(first)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


def _cut(flag: Flag, room: int) -> None:
    """A name too long for its column ends in … and is told in the tooltip."""
    whole = flag.accessibleName()
    shown = flag.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, max(room, theme.px(80)))
    flag.setText(shown.replace("&", "&&"))
    flag.setToolTip(plain_tip(whole) if shown != whole else "")


class ObjectivesBox(QFrame):
    """What the visit was meant to reach, each with whether it was met; the value is {id: met}."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._boxes: dict[str, ChoiceBox] = {}
        self._layout = column(gap=8)
        self.setLayout(self._layout)

    def offer(self, objectives: Sequence[Any]) -> None:
        """The objectives of the plan."""
        choices = [("yes", t("Yes")), ("partly", t("Partly")), ("no", t("No"))]
        for each in objectives:
            box = ChoiceBox(choices, each.text, t("Not said"))
            box.changed.connect(lambda _: self.changed.emit(self.value()))
            self._boxes[each.id] = box
            theme.fix(box, 132)
            words = Label(each.text, wrap=True)
            words.setBuddy(box)
            line = row(words, box, gap=12)
            line.setStretch(0, 1)
            self._layout.addLayout(line)

    def value(self) -> dict[str, str]:
        """Which were met."""
        return {id: box.value() for id, box in self._boxes.items()}

    def set_value(self, value: Any) -> None:
        """Show which were met."""
        for id, box in self._boxes.items():
            box.set_value((value or {}).get(id, ""))
