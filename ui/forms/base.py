"""The form every editor is built on: it keeps what is typed within a second, and shows what was refused and saved."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.errors import RapportError, Refused
from app.language import current, t
from ui.screens.base import House
from ui.widgets.basics import IconLabel, Label, row
from ui.widgets.fields import FormField
from ui.widgets.panels import Banner
from ui.work import sentence

IDLE_MS = 800
AT_LATEST_MS = 1000
Store = Callable[[dict[str, Any], Callable[[Any], None], Callable[[Exception], None]], object]


class SavedMark(QFrame):
    """Says whether what one sees is on the disk: Saved, Draft kept, Not saved."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._icon = IconLabel("check", "ok", 16)
        self._text = Label("", "note", "text-2")
        self.setLayout(row(self._icon, self._text, gap=4))
        self.hide()

    def say(self, text: str, icon_name: str, tone: str) -> None:
        """Another state."""
        self._icon.set_icon(icon_name, tone)
        self._text.setText(text)
        self.setAccessibleName(text)
        if self.parentWidget() is not None:
            self.show()

    @property
    def text(self) -> str:
        return self._text.text()

    def saved(self) -> None:
        """On the disk as part of the record."""
        self.say(t("Saved {time}", time=current().time(datetime.now())), "check", "ok")  # noqa: DTZ005  wall clock

    def kept(self) -> None:
        """On the disk as a draft."""
        self.say(t("Draft kept {time}", time=current().time(datetime.now())), "file-pen", "text-2")  # noqa: DTZ005

    def unsaved(self, text: str = "") -> None:
        """Not in the record, because something is wrong."""
        self.say(text or t("Not saved: see the marked fields"), "circle-alert", "danger")


class Form(QFrame):
    """Binds fields by name to values.

    A new record is kept as a draft until `save()`; with `autosave` an existing one is written 800 ms after the last
    key and when one leaves. `store(values, then, failed)` writes: give it `work.write` with the right verb.
    """

    stored = Signal(object)
    """The value the verb returned, after a save."""

    def __init__(
        self, house: House, name: str, record: str = "", store: Store | None = None, autosave: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self.name = name
        self.record = record
        self.autosave = autosave
        self.fields: dict[str, FormField] = {}
        self.mark = SavedMark()
        self.banner = Banner()
        self._store = store
        self._shown: dict[str, Any] = {}
        self._busy = False
        self._again = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._pause_over)
        self._at_latest = QTimer(self)
        self._at_latest.setSingleShot(True)
        self._at_latest.setInterval(AT_LATEST_MS)
        self._at_latest.timeout.connect(self._no_pause_yet)
        house.work.warm()
        self.destroyed.connect(self._idle.stop)
        self.destroyed.connect(self._at_latest.stop)

    def bind(self, name: str, field: FormField) -> FormField:
        """Make a field part of the form under its name in the record."""
        self.fields[name] = field
        field.editor.changed.connect(lambda _: self._typed(name))  # type: ignore[attr-defined]
        return field

    def show_values(self, values: dict[str, Any], titles: dict[str, str] | None = None) -> None:
        """Show a record; a draft of it found on the disk is laid over it."""
        for name, field in self.fields.items():
            _fill(field.editor, values.get(name), (titles or {}).get(name, ""))
        self._shown = self.values()
        self.house.work.store(_load_draft, self.name, self.record, then=self._bring_back, owner=self)

    def values(self) -> dict[str, Any]:
        """What the fields hold now."""
        return {name: field.editor.value() for name, field in self.fields.items()}  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """The fields that differ from what was shown or last saved."""
        return {name: value for name, value in self.values().items() if value != self._shown.get(name)}

    def check(self) -> bool:
        """Mark the fields whose text cannot be read; True when there is none."""
        good = True
        for field in self.fields.values():
            problem = getattr(field.editor, "problem", str)()
            field.refuse(problem)
            good = good and not problem
        return good

    def save(self) -> None:
        """Write what changed (everything, for a new record); what is refused is said beside its field."""
        self._idle.stop()
        if self._busy:
            self._again = True
            return
        values = self.changes() if self.record else self.values()
        if self._store is None or not values:
            return
        if not self.check():
            self.mark.unsaved()
            self.keep_draft(quiet=True)
            return
        self._busy = True
        self.banner.say("")
        sent = dict(values)
        self._store(sent, lambda done: self._saved(sent, done), lambda error: self._refused(error))

    def leave(self) -> None:
        """The person goes elsewhere: nothing typed stays only on the screen."""
        if self._idle.isActive():
            self._idle.stop()
            self._pause_over()

    def keep_draft(self, quiet: bool = False) -> None:
        """Put what is typed on the disk."""
        content = {name: plain(value) for name, value in self.changes().items()}
        self.house.work.store(
            _save_draft,
            self.name,
            self.record,
            content,
            then=lambda _: None if quiet else self.mark.kept(),
            owner=self,
        )

    def drop_draft(self) -> None:
        """The draft is no longer needed."""
        self.house.work.store(_drop_draft, self.name, self.record)

    def discard(self) -> None:
        """Give up what was typed and show the record again."""
        self._idle.stop()
        self.drop_draft()
        for name, field in self.fields.items():
            _fill(field.editor, self._shown.get(name), getattr(field.editor, "title", ""))
            field.refuse("")
        self._idle.stop()
        self.mark.hide()
        self.banner.say("")

    def _typed(self, name: str) -> None:
        self.fields[name].refuse("")
        self._idle.start()
        if not self._at_latest.isActive():
            self._at_latest.start()

    def _no_pause_yet(self) -> None:
        # Who types on and on must not lose more than a second of it either.
        if self._idle.isActive() and self.changes():
            self.keep_draft()

    def _pause_over(self) -> None:
        if not self.changes():
            return
        if self.autosave and self.record:
            self.save()
        else:
            self.keep_draft()

    def _saved(self, sent: dict[str, Any], done: Any) -> None:
        self._busy = False
        self._shown |= sent
        self.mark.saved()
        self.drop_draft()
        self.stored.emit(getattr(done, "value", done))
        if self._again:
            self._again = False
            self.save()

    def _refused(self, error: Exception) -> None:
        self._busy = self._again = False
        self.keep_draft(quiet=True)
        self.mark.unsaved()
        if not isinstance(error, RapportError):
            return
        rest = True
        for name, text in error.fields.items() if isinstance(error, Refused) else ():
            if name in self.fields:
                self.fields[name].refuse(t(text))
                rest = False
        if rest:
            self.banner.say(sentence(error), "danger")
        else:
            first = next(f for f in self.fields.values() if f.refused)
            first.editor.setFocus()

    def _bring_back(self, draft: Any) -> None:
        if draft is None or not draft.content:
            return
        for name, value in draft.content.items():
            if name in self.fields:
                _fill(self.fields[name].editor, value, "")
        self.mark.say(t("Your unsaved typing is back"), "history", "info")


def _fill(editor: QWidget, value: Any, title: str) -> None:
    editor.blockSignals(True)
    if title:
        editor.set_value(value, title)  # type: ignore[attr-defined]
    else:
        editor.set_value(value)  # type: ignore[attr-defined]
    editor.blockSignals(False)


def plain(value: Any) -> Any:
    """A value as a draft can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _load_draft(workspace: Any, form: str, record: str) -> Any:
    return workspace.drafts.load(form, record)


def _save_draft(workspace: Any, form: str, record: str, content: dict[str, Any]) -> None:
    if content:
        workspace.drafts.save(form, record, content)
    else:
        workspace.drafts.drop(form, record)


def _drop_draft(workspace: Any, form: str, record: str) -> None:
    workspace.drafts.drop(form, record)
