"""Choosing another record: type a part of its name, take it from the list beneath."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from app.language import t
from ui import theme
from ui.lists import Column, Fixed
from ui.views import Line, ListView
from ui.widgets.basics import IconButton, column, row
from ui.widgets.search import SearchField
from ui.work import Work

MOST = 20
SHOWN = 6


def find_records(reader: Any, text: str, kinds: tuple[str, ...], limit: int) -> Any:
    """Records of some kinds by the beginnings of their words."""
    from app.queries.search import search

    return search(reader, text, limit, kinds)


class LinkPicker(QFrame):
    """A field that holds a record of one kind; its value is the record's id, None when empty."""

    changed = Signal(object)

    def __init__(self, work: Work, kind: str, placeholder: str = "") -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._work = work
        self._kind = kind
        self._id: str | None = None
        self._title = ""
        self.field = SearchField(placeholder or t("Type a part of the name"))
        self.setFocusProxy(self.field)
        self._drop = IconButton("x", t("Take the link away"), self._empty)
        self._drop.hide()
        self.setLayout(row(self.field, gap=4))
        self._found = Fixed([Column("", lambda hit: hit.title)], lambda hit: f"{hit.title}, {hit.snippet}")
        self._popup: _Popup | None = None
        self.field.asked.connect(self._ask)
        self.field.moved.connect(self._move)
        self.field.installEventFilter(self)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def value(self) -> str | None:
        """The id of the record, None when empty."""
        return self._id

    def set_value(self, value: Any, title: str = "") -> None:
        """Show a record by id and title."""
        self._id = str(value) if value else None
        self._title = title or (str(value) if value else "")
        self._show_title()

    @property
    def title(self) -> str:
        """The name of the chosen record."""
        return self._title

    def problem(self) -> str:
        """Something was typed but nothing chosen."""
        return t("Choose one from the list.") if self.field.text().strip() != self._title else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and self._popup is not None and self._popup.isVisible():
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._take(self._popup.list.current_row())
                return bool(key != Qt.Key.Key_Tab)
            if key == Qt.Key.Key_Escape:
                self._popup.hide()
                return True
        elif kind == QEvent.Type.FocusOut:
            self._leave()
        return False

    def _leave(self) -> None:
        if self._popup is not None:
            self._popup.hide()
        if not self.field.text().strip():
            self._empty()

    def _ask(self, text: str) -> None:
        if not text.strip() or text == self._title:
            if self._popup is not None:
                self._popup.hide()
            return
        self._work.read(
            find_records, text, (self._kind,), MOST, then=self._show, owner=self, key=f"link-{id(self)}"
        )

    def _show(self, hits: Any) -> None:
        if not self.field.hasFocus():
            return
        if self._popup is None:
            self._popup = _Popup(self._found, self)
            self._popup.list.clicked.connect(lambda _: self._take(self._current()))
        self._found.show(hits)
        self._popup.open_under(self.field, len(hits))

    def _current(self) -> Any:
        return self._popup.list.current_row() if self._popup is not None else None

    def _take(self, hit: Any) -> None:
        if self._popup is not None:
            self._popup.hide()
        if hit is not None:
            self._id, self._title = hit.id, hit.title
            self._show_title()
            self.changed.emit(self._id)

    def _show_title(self) -> None:
        self.field.blockSignals(True)
        self.field.setText(self._title)
        self.field.blockSignals(False)
        self.field.setCursorPosition(0)

    def _move(self, step: int) -> None:
        if self._popup is not None and self._popup.isVisible() and self._found.rowCount():
            at = self._popup.list.currentIndex().row() + step
            self._popup.list.go_to(at % self._found.rowCount())

    def _empty(self) -> None:
        if self._id is not None:
            self._id, self._title = None, ""
            self._show_title()
            self.changed.emit(None)


class _Popup(QFrame):
    """The list under the field; a child of the window, so that it needs no window of its own."""

    def __init__(self, model: Fixed, owner: LinkPicker) -> None:
        super().__init__(owner.window())
        self.setProperty("part", "raised")
        self.list = ListView(
            model, lambda hit: Line(hit.title, hit.snippet, mark=hit.title or "?"), t("Found"), 48
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("part", "solid")
        self.setLayout(column(self.list, margins=(4, 4, 4, 4)))
        owner.destroyed.connect(self.deleteLater)

    def open_under(self, field: QLineEdit, count: int) -> None:
        """Under the field, or above it where there is no room."""
        self.setVisible(count > 0)
        if not count:
            return
        height = self.list.height_of_row() * min(SHOWN, count) + theme.px(10)
        window = self.parentWidget()
        if window is None:
            return
        at = field.mapTo(window, QPoint(0, 0))
        below = at.y() + field.height() + theme.px(4)
        top = below if below + height <= window.height() else max(0, at.y() - height - theme.px(4))
        self.setGeometry(at.x(), top, field.width(), height)
        self.raise_()
        self.list.go_to(0)
