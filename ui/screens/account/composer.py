"""The composer above the timeline: a note at once, or / for a call, visit, task, promise or complaint."""

from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.errors import RapportError
from app.language import t
from ui import theme
from ui.screens.account.writing import BY_NAME, MODES, Commands, Mode, PersonBox, Writing
from ui.screens.base import House
from ui.widgets.basics import Button, Label, column, holder, row
from ui.widgets.rows import ChipButton
from ui.widgets.typed import DayEdit
from ui.work import sentence

IDLE_MS = 800
DRAFT = "composer"


class Composer(QFrame):
    """One field; what it makes is chosen by / or by the keys of the page."""

    far = Signal(str)
    """Something that has a page of its own was chosen: visit or proposal."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._house = house
        self.account = ""
        self.mode = MODES[0]
        self._restoring = False
        self.text = Writing()
        self.day = DayEdit()
        self.day.setAccessibleName(t("Due on"))
        self.person = PersonBox()
        self.chip = ChipButton("", "accent", "x", "", lambda: self.choose("note"))
        self.save_button = Button(t("Save"), "check", "", self.save)
        self._note = Label("", "note", "danger", wrap=True)
        self._popup: Commands | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.keep)
        self._build()
        self.choose("note")

    def _build(self) -> None:
        theme.fix(self.day, 176)
        self.due = Label(t("Due"), "small", "text-2")
        self.extra = holder(row(self.chip, self.due, self.day, self.person, 1, self.save_button, gap=8))
        self.setLayout(column(self.text, self.extra, self._note, gap=6))
        self._note.hide()
        self.text.finished.connect(self._enter)
        self.text.textChanged.connect(self._typed)
        self.text.installEventFilter(self)
        for editor in (self.day.line, self.person):
            editor.installEventFilter(self)
        # Tab goes where the next word is written, not to what takes the kind away.
        stops = (self.text, self.day.line, self.person, self.save_button, self.chip)
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    # Which account, which kind of entry

    def open(self, account: str) -> None:
        """Begin for another account; what was typed for this one stays kept and comes back."""
        if account == self.account:
            return
        self.keep()
        self.account = account
        self._fill("note", "")
        self._house.work.store(load_draft, account, then=partial(self._bring_back, account), owner=self)

    def choose(self, name: str) -> None:
        """Another kind of entry; the text stays."""
        mode = BY_NAME[name]
        if mode.is_far:
            self.far.emit(name)
            return
        self.mode = mode
        self.text.ask(t(mode.ask))
        self.chip.set(t(mode.title), "accent", t("{kind}: back to a note", kind=t(mode.title)))
        self.day.setVisible(mode.has_day)
        self.due.setVisible(mode.has_day)
        self.person.setVisible(mode.has_person)
        self.chip.setVisible(mode.name != "note")
        self._show_extra()

    def begin(self, name: str) -> None:
        """Choose and put the cursor into the field."""
        self.choose(name)
        if not BY_NAME[name].is_far:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # Saving

    def save(self) -> None:
        """Write the entry as one step; the field is empty for the next one."""
        text = self.text.toPlainText().strip()
        due = self.day.value() if self.mode.has_day else None
        if not self.account or not text:
            return
        if isinstance(due, str):
            self._say(self.day.problem())
            self.day.setFocus()
            return
        contact = self.person.value() if self.mode.has_person else ""
        self._idle.stop()
        self._house.work.write(
            t("Write {kind}", kind=t(self.mode.title).lower()), write_entry, self.account, self.mode.name, text,
            due, contact, self.person.currentText() if contact else "",
            then=lambda _: self._written(text), failed=self._refused, owner=self,
            notice=t("{kind} saved", kind=t(self.mode.title)),
        )  # fmt: skip

    def keep(self) -> None:
        """Put what is typed on the disk."""
        self._idle.stop()
        if self.account and not self._restoring:
            content = {"mode": self.mode.name, "text": self.text.toPlainText()}
            self._house.work.store(save_draft, self.account, content if content["text"].strip() else {})

    def _written(self, text: str) -> None:
        self._house.work.store(save_draft, self.account, {})
        if self.text.toPlainText().strip() == text:
            self._fill("note", "")
            self.text.setFocus()

    def _refused(self, error: Exception) -> None:
        self.keep()
        if isinstance(error, RapportError):
            self._say(next(iter(error.fields.values()), "") or sentence(error))

    def _bring_back(self, account: str, draft: Any) -> None:
        if draft and account == self.account and not self.text.toPlainText():
            self._fill(draft.get("mode", "note"), draft.get("text", ""))

    def _fill(self, mode: str, text: str) -> None:
        self._restoring = True
        self.text.setPlainText(text)
        self.choose(mode if mode in BY_NAME and not BY_NAME[mode].is_far else "note")
        self.day.set_value(None)
        self.person.choose("")
        self._say("")
        self._idle.stop()
        self._restoring = False
        self._show_extra()

    # Typing

    def _typed(self) -> None:
        self._say("")
        if not self._restoring:
            self._idle.start()
        text = self.text.toPlainText()
        if text.startswith("/") and "\n" not in text and " " not in text:
            self._offer(text[1:])
        elif self._popup is not None:
            self._popup.hide()
        self._show_extra()

    def _show_extra(self) -> None:
        has_text = bool(self.text.toPlainText().strip()) and not self.text.toPlainText().startswith("/")
        self.extra.setVisible(self.mode.name != "note" or has_text)
        self.save_button.setEnabled(has_text)

    def _offer(self, typed: str) -> None:
        if self._popup is None:
            self._popup = Commands(self.window(), self._take)
            self.destroyed.connect(self._popup.deleteLater)
        self._popup.open_under(self.text, typed)

    def _take(self, mode: Mode) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.text.clear()
        self.begin(mode.name)

    def _enter(self) -> None:
        if self._popup is not None and self._popup.isVisible():
            self._popup.take()
        else:
            self.save()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.text and self._popup is not None:
            self._popup.hide()
        if event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        if watched is not self.text and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            return True
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        if self._popup is None or not self._popup.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self._popup.move_by(step)
        elif event.key() == Qt.Key.Key_Tab:
            self._popup.take()
        return bool(step) or event.key() == Qt.Key.Key_Tab

    def _escape(self) -> bool:
        if self._popup is not None and self._popup.isVisible():
            self._popup.hide()
            return True
        if self.mode.name != "note":
            self.choose("note")
            return True
        return False

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))


def write_entry(
    session: Any, account: str, mode: str, text: str, due: date | None, contact: str, person: str
) -> Any:
    """Write what was composed as the record it is."""
    from app.services import cases, promises

    first = text.splitlines()[0].strip()[:120]
    if mode == "complaint":
        values = {"text": text, **({"contact_id": contact} if contact else {})}
        return cases.open_case(session, first, account, values=values)
    if mode in ("promise", "theirs"):
        side = "ours" if mode == "promise" else "theirs"
        return promises.make_promise(session, text, account, side, due, contact or None)
    subject = t("Call with {person}", person=person) if mode == "call" and person else first
    values = {"type": {"email": "e_mail"}.get(mode, mode), "subject": subject}
    if text != subject:
        values["text"] = text
    if contact:
        values["contact_id"] = contact
    if mode == "task":
        return promises.log_activity(
            session, account, values | {"state": "planned", "due_on": due or date.today()}
        )
    return promises.log_activity(session, account, values)


def load_draft(workspace: Any, account: str) -> Any:
    """What was typed and not saved for an account."""
    draft = workspace.drafts.load(DRAFT, account)
    return draft.content if draft is not None else None


def save_draft(workspace: Any, account: str, content: dict[str, Any]) -> None:
    """Keep what is typed, or forget it when there is nothing."""
    if content:
        workspace.drafts.save(DRAFT, account, content)
    else:
        workspace.drafts.drop(DRAFT, account)
