"""Rows that grow while one types: one line to begin with, the rest of a row appears with its first letter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QLineEdit, QWidget

from app.language import t
from ui import theme
from ui.forms.base import plain
from ui.widgets.basics import IconButton, column, holder, restyle, row
from ui.widgets.fields import FormField, TextEdit

Cells = Mapping[str, QWidget]


@dataclass(frozen=True)
class RowKind:
    """What a row is made of: `make` gives its cells by name (beside the main text), `widths` their widths."""

    main: str
    hint: str
    spoken: str
    make: Callable[[], Cells]
    widths: Mapping[str, int]
    labels: Mapping[str, str]
    one_line_from: int = 640


class Row(QFrame):
    """One row: its text, its other cells, and a button that takes it away."""

    changed = Signal()
    ended = Signal()
    gone = Signal()

    def __init__(self, kind: RowKind, number: int) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.kind = kind
        self.id = ""
        self._spoken = kind.spoken.format(number=number)
        self.text = TextEdit()
        self.text.setPlaceholderText(kind.hint)
        self.text.setAccessibleName(f"{self._spoken}: {kind.labels[kind.main]}")
        self.cells: dict[str, QWidget] = {}
        self._rest: QFrame | None = None
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(self._box, (0, 0, 0, 0), 6)
        self._box.addWidget(self.text, 1)
        self.setLayout(self._box)
        self.text.changed.connect(lambda _: self._touched())
        self.text.installEventFilter(self)
        self._last = self.value()

    def _grow(self) -> None:
        """Make the cells: an empty row is only a line, so that a page of them opens at once."""
        rest = row(gap=8)
        self.cells = dict(self.kind.make())
        for name, cell in self.cells.items():
            width = self.kind.widths.get(name, 0)
            cell.setAccessibleName(f"{self._spoken}: {self.kind.labels[name]}")
            cell.setToolTip(self.kind.labels[name])
            if width:
                theme.fix(cell, width)
            rest.addWidget(cell, 0 if width else 1)
            cell.changed.connect(lambda _: self._touched())  # type: ignore[attr-defined]
            for part in [cell, *cell.findChildren(QLineEdit), *cell.findChildren(QComboBox)]:
                part.installEventFilter(self)
        if all(self.kind.widths.get(name) for name in self.cells):
            rest.addStretch(1)
        self.drop = IconButton("x", t("Take this row away"), self.gone.emit)
        self.drop.setAccessibleName(f"{self._spoken}: {t('Take this row away')}")
        rest.addWidget(self.drop)
        self._rest = holder(rest)
        self._box.addWidget(self._rest)
        # New widgets stand at the end of the Tab order; these belong behind their text.
        for one, following in pairwise(self.stops()):
            QWidget.setTabOrder(one, following)

    def is_empty(self) -> bool:
        """Whether nothing was written into it."""
        return not self.text.value().strip() and not self.id

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops in it, from left to right."""
        found: list[QWidget] = [self.text]
        if self._rest is None:
            return found
        for cell in self.cells.values():
            parts = [cell] if cell.focusPolicy() & Qt.FocusPolicy.TabFocus else cell.findChildren(QWidget)
            found += [each for each in parts if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        return [*found, self.drop]

    def value(self) -> dict[str, Any]:
        """What the row holds, as plain values."""
        found = {name: plain(cell.value()) for name, cell in self.cells.items()}  # type: ignore[attr-defined]
        return {"id": self.id, self.kind.main: self.text.value().strip(), **found}

    def set_value(self, value: Mapping[str, Any]) -> None:
        """Show a row."""
        self.id = str(value.get("id") or "")
        if value and self._rest is None:
            self._grow()
        for name, cell in {self.kind.main: self.text, **self.cells}.items():
            cell.blockSignals(True)
            cell.set_value(value.get(name))  # type: ignore[attr-defined]
            cell.blockSignals(False)
        self._last = self.value()
        self._show_rest()

    def problem(self) -> str:
        """What cannot be read in it; the cell is marked."""
        first = ""
        for name, cell in self.cells.items():
            found = getattr(cell, "problem", str)()
            self.mark(name, bool(found))
            first = first or found
        return first

    def mark(self, name: str, is_wrong: bool) -> None:
        """Mark a cell as wrong, or as right again."""
        cell = self.text if name == self.kind.main else self.cells.get(name)
        for part in [cell, *cell.findChildren(QLineEdit)] if cell is not None else []:
            if bool(part.property("wrong")) != is_wrong:
                part.setProperty("wrong", is_wrong)
                restyle(part)

    def lay(self, width: int) -> None:
        """In one line where there is room, else in two."""
        one = width >= theme.px(self.kind.one_line_from)
        sides = QBoxLayout.Direction
        self._box.setDirection(sides.LeftToRight if one else sides.TopToBottom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.text:
            self.text.setCursorPosition(0)  # the beginning of a long text tells more than its end
        if event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            plain_key = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain_key:
                self.ended.emit()
                return True
        return False

    def _touched(self) -> None:
        if self._rest is None:
            self._grow()
        # A day also tells of itself when the keyboard leaves it; only another value counts as typing.
        now = self.value()
        if now != self._last:
            self._last = now
            self._show_rest()
            self.changed.emit()

    def _show_rest(self) -> None:
        if self._rest is not None:
            self._rest.setVisible(not self.is_empty())


class RowsEditor(QFrame):
    """A field whose value is a list of rows; there is always an empty one to write into."""

    changed = Signal(object)

    def __init__(self, kind: RowKind) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.kind = kind
        self.rows: list[Row] = []
        self._layout = column(gap=12)
        self.setLayout(self._layout)
        self._add({})

    def value(self) -> list[dict[str, Any]]:
        """The rows that hold something."""
        return [each.value() for each in self.rows if not each.is_empty()]

    def set_value(self, value: Any) -> None:
        """Show other rows."""
        wanted = [*(value or ()), {}]
        while len(self.rows) > len(wanted):
            self._remove(self.rows[-1])
        for at, each in enumerate(wanted):
            if at < len(self.rows):
                self.rows[at].set_value(each)
            else:
                self._add(each)

    def problem(self) -> str:
        """The first thing that cannot be read."""
        found = [each.problem() for each in self.rows if not each.is_empty()]
        return next(filter(None, found), "")

    def minimumSizeHint(self) -> QSize:
        # Rows give way by taking two lines; they must not hold the page at the width they have now.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for each in self.rows:
            each.lay(self.width())

    def _add(self, value: Mapping[str, Any]) -> Row:
        made = Row(self.kind, len(self.rows) + 1)
        made.set_value(value)
        made.lay(self.width())
        made.changed.connect(lambda: self._touched(made))
        made.ended.connect(lambda: self._ended(made))
        made.gone.connect(lambda: self._drop(made))
        previous = self.rows[-1] if self.rows else None
        self.rows.append(made)
        self._layout.addWidget(made)
        made.show()
        if previous is None:
            self.setFocusProxy(made.text)
        else:
            # The same for the row itself: behind the one above it.
            for one, following in pairwise([previous.stops()[-1], *made.stops()]):
                QWidget.setTabOrder(one, following)
        return made

    def _remove(self, each: Row) -> None:
        self.rows.remove(each)
        self._layout.removeWidget(each)
        each.hide()
        each.deleteLater()

    def _touched(self, each: Row) -> None:
        if each is self.rows[-1] and not each.is_empty():
            self._add({})
        self.changed.emit(self.value())

    def _ended(self, each: Row) -> None:
        """Enter: to the next row; from an empty one on to what comes after."""
        if each.is_empty():
            each.text.setFocus()
            each.focusNextChild()
            return
        following = self.rows[self.rows.index(each) + 1]
        following.text.setFocus(Qt.FocusReason.TabFocusReason)

    def _drop(self, each: Row) -> None:
        at = self.rows.index(each)
        self._remove(each)
        if not self.rows or not self.rows[-1].is_empty():
            self._add({})
        self.setFocusProxy(self.rows[0].text)
        self.rows[min(at, len(self.rows) - 1)].text.setFocus()
        self.changed.emit(self.value())


class RowsField(FormField):
    """Rows with their sentence of refusal beneath; only the wrong cell is marked, never all of them."""

    def __init__(self, label: str, editor: RowsEditor, help_text: str = "") -> None:
        self._sentence = ""
        super().__init__(label, editor, help_text)
        self.rows = editor
        self.label.hide()

    def refuse(self, text: str) -> None:
        self._sentence = text
        self.note.setText(text or self._help)
        self.note.set_tone("danger" if text else "text-3")
        self.note.setVisible(bool(text or self._help))
        if not text:
            for each in self.editor.rows:  # type: ignore[attr-defined]
                for name in (each.kind.main, *each.cells):
                    each.mark(name, False)

    def point_at(self, at: int, name: str) -> None:
        """Mark a cell of the row at a place."""
        filled = [each for each in self.rows.rows if not each.is_empty()]
        if 0 <= at < len(filled):
            filled[at].mark(name, True)

    @property
    def refused(self) -> str:
        return self._sentence
