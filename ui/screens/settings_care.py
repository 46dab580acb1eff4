"""Looking after the data: backups, the ways in, the recovery code, and what the doctor says."""

from typing import Any, cast

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.errors import RapportError, Refused
from app.language import current, t
from ui import theme
from ui.screens import settings_tasks
from ui.screens.base import House
from ui.screens.settings_tasks import Care
from ui.widgets.basics import Button, IconLabel, Label, clear, column, holder, row
from ui.widgets.fields import FormField
from ui.widgets.flow import Flow
from ui.widgets.panels import Banner, Card
from ui.work import sentence

MENDED_BY_REBUILD = frozenset({"search", "match keys", "sort keys", "sums"})


class BackupCard(Card):
    """When the last backup was made, one more now, and how a backup is brought back."""

    def __init__(self, house: House) -> None:
        super().__init__(t("Backup"))
        self.house = house
        self._said = Label("", "body", wrap=True)
        self._kept = Label("", "small", "text-2", wrap=True)
        self._mark = IconLabel("hard-drive", "text-2", 20)
        head = row(self._mark, column(self._said, self._kept, gap=4), gap=12)
        head.setStretch(1, 1)
        self.now = Button(t("Back up now…"), "hard-drive", clicked=lambda: house.actions.run("backup"))
        self.snap = Button(t("Take a snapshot"), "history", "quiet", self._snapshot)
        buttons = row(self.now, self.snap, 1, gap=8)
        restore = Label(
            t(
                "A backup is one encrypted file with everything. It opens with the same passphrase, key or "
                "recovery code. It is restored into an empty folder and never over data that are there: "
                "the start page offers it when the data cannot be opened, and “rapport restore FILE” does it anywhere."
            ),
            "small",
            "text-2",
            wrap=True,
        )
        self.body.addLayout(head)
        self.body.addLayout(buttons)
        self.body.addWidget(restore)

    def show_care(self, care: Care) -> None:
        """Say when and how often."""
        speech = current()
        if care.backed_up_at is None:
            self._said.setText(t("No backup file was made yet."))
            self._mark.set_icon("triangle-alert", "warn")
        else:
            self._said.setText(t("Last backup: {moment}", moment=speech.moment(care.backed_up_at)))
            self._mark.set_icon("circle-check", "ok")
        kept = speech.plural(
            care.snapshots, "{count} snapshot on this laptop", "{count} snapshots on this laptop"
        )
        newest = t("newest {moment}", moment=speech.moment(care.snapshot_at)) if care.snapshot_at else ""
        self._kept.setText(", ".join(filter(None, (kept, newest))))
        self.snap.setEnabled(not care.is_read_only)

    def _snapshot(self) -> None:
        self.snap.setEnabled(False)
        self.house.work.document(
            settings_tasks.snapshot, then=lambda _: self._snapped(), failed=self._not_snapped, owner=self
        )

    def _snapped(self) -> None:
        self.house.hub.tell(t("Snapshot taken and read back"))
        self.house.work.document(settings_tasks.care, then=self.show_care, owner=self)

    def _not_snapped(self, error: Exception) -> None:
        self.snap.setEnabled(True)
        self.house.hub.trouble.emit(sentence(cast(RapportError, error)))


class KeysCard(Card):
    """How the data open; a new recovery code; another passphrase; the computer's keyring."""

    def __init__(self, house: House) -> None:
        super().__init__(t("How your data open"))
        self.house = house
        self._said = Label("", "body", wrap=True)
        self.banner = Banner()
        self.code_button = Button(t("Make a new recovery code"), "key-round", clicked=self._new_code)
        self.pass_button = Button("", "lock", clicked=self._show_fields)
        self.ring_button = Button(t("Let this computer keep the key"), "laptop", clicked=self._use_ring)
        self._code = _CodeSlip(house)
        self._code.hide()
        self.present, self.first, self.second = (_secret() for _ in range(3))
        self.present_field = FormField(t("Present passphrase"), self.present)
        self.first_field = FormField(
            t("New passphrase"), self.first, t("At least {count} characters.", count=8)
        )
        self.second_field = FormField(t("New passphrase once more"), self.second)
        save = Button(t("Change it"), "check", clicked=self._set_passphrase)
        self.second.returnPressed.connect(self._set_passphrase)
        self._fields = holder(
            column(
                self.present_field, self.first_field, self.second_field,
                row(save, Button(t("Cancel"), kind="quiet", clicked=self._hide_fields), 1, gap=8), gap=12,
            )
        )  # fmt: skip
        self._fields.hide()
        self.add(self._said, self.banner)
        self.body.addWidget(_wrapped(self.code_button, self.pass_button, self.ring_button))
        self.add(self._code, self._fields)

    def show_care(self, care: Care) -> None:
        """Say what opens the data now."""
        ways = {
            "keyring": t("This computer keeps the key: your data open by themselves for you."),
            "passphrase": t("A passphrase opens your data at each start."),
        }
        first = ways.get(care.opens_with, t("Only the recovery code opens your data."))
        code = (
            t("There is a recovery code.")
            if care.has_recovery_code
            else t("There is no recovery code: without it, a lost key or passphrase means lost data.")
        )
        self._said.setText(f"{first}\n{code}")
        self.pass_button.set_text(
            t("Change the passphrase…") if care.has_passphrase else t("Set a passphrase…")
        )
        self.present_field.setVisible(care.has_passphrase)
        self.ring_button.setVisible(care.opens_with != "keyring")
        for button in (self.code_button, self.pass_button, self.ring_button):
            button.setEnabled(not care.is_read_only)

    def _again(self) -> None:
        self.house.work.document(settings_tasks.care, then=self.show_care, owner=self)

    def _new_code(self) -> None:
        self.banner.say("")
        self.house.work.document(
            settings_tasks.new_code, then=self._show_code, failed=self._refused, owner=self
        )

    def _show_code(self, code: str) -> None:
        self._code.show_code(code)
        self._again()

    def _show_fields(self) -> None:
        self._fields.show()
        (self.first if self.present_field.isHidden() else self.present).setFocus()

    def _hide_fields(self) -> None:
        for field in (self.present, self.first, self.second):
            field.clear()
        for shown in (self.present_field, self.first_field, self.second_field):
            shown.refuse("")
        self._fields.hide()

    def _set_passphrase(self) -> None:
        for shown in (self.present_field, self.first_field, self.second_field):
            shown.refuse("")
        if self.first.text() != self.second.text():
            self.second_field.refuse(t("The two differ."))
            return
        self.house.work.document(
            settings_tasks.set_passphrase,
            self.present.text(),
            self.first.text(),
            then=lambda _: self._changed(t("The passphrase was changed. Use it at the next start.")),
            failed=self._refused,
            owner=self,
        )

    def _use_ring(self) -> None:
        self.house.work.document(
            settings_tasks.use_keyring,
            then=lambda _: self._changed(t("This computer keeps the key from now on.")),
            failed=self._refused,
            owner=self,
        )

    def _changed(self, words: str) -> None:
        self._hide_fields()
        self.banner.say(words, "ok")
        self._again()

    def _refused(self, error: Exception) -> None:
        words = sentence(cast(RapportError, error))
        if isinstance(error, Refused) and "present" in error.fields:
            self.present_field.refuse(words)
        elif isinstance(error, Refused) and self._fields.isVisible():
            self.first_field.refuse(words)
        else:
            self.banner.say(words, "danger")


class _CodeSlip(QFrame):
    """The recovery code, shown once, to be copied onto paper."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        field = FormField(
            t("Recovery code"),
            self.line,
            t("Write it on paper and keep it away from the laptop. It is shown only now."),
        )
        buttons = row(
            Button(t("Print it…"), "printer", clicked=self._print),
            Button(t("I have it on paper"), "check", clicked=self._forget),
            1,
            gap=8,
        )
        self.setLayout(column(field, buttons, gap=8))

    def show_code(self, code: str) -> None:
        """Show a fresh code."""
        self.line.setText(code)
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self.line.clear()
        self.hide()

    def _print(self) -> None:
        from PySide6.QtGui import QPainter

        from ui.dialogs.printing import ask_printer

        printer = ask_printer(self, 1, t("Recovery code"))
        if printer is None:
            return
        painter = QPainter(printer)
        painter.setFont(theme.font("heading"))
        lines = (
            t("Recovery code of Rapport"),
            "",
            self.line.text(),
            "",
            t("It opens the data when nothing else does."),
        )
        painter.drawText(
            painter.viewport().adjusted(200, 200, -200, -200), Qt.AlignmentFlag.AlignLeft, "\n".join(lines)
        )
        painter.end()
        self.house.hub.tell(t("Sent to the printer"))


class HealthCard(Card):
    """The doctor: looks at everything that should hold, and says in words what does not."""

    def __init__(self, house: House) -> None:
        super().__init__(t("Health of the data"))
        self.house = house
        self.check = Button(t("Check now"), "activity", clicked=lambda: self._look(False))
        self.deep = Button(
            t("Check everything (takes longer)"), kind="quiet", clicked=lambda: self._look(True)
        )
        self.mend = Button(t("Make the search words anew"), "refresh-cw", clicked=self._repair)
        self.mend.hide()
        self.log = Button(
            t("Open the log folder"), "folder-open", "quiet", lambda: house.actions.run("log-folder")
        )
        self.data = Button(t("Open the data folder"), "folder-open", "quiet", self._open_folder)
        self._folder = ""
        self._found: QVBoxLayout = column(gap=4)
        self.said = Label(
            t(
                "Checks key, file, links, search, sums, change log and attachments. Nothing is changed by looking."
            ),
            "small",
            "text-2",
            wrap=True,
        )
        self.add(self.said)
        self.body.addWidget(_wrapped(self.check, self.deep, self.mend))
        self.body.addLayout(self._found)
        self.body.addWidget(_wrapped(self.log, self.data))

    def show_care(self, care: Care) -> None:
        """Know where the data lie."""
        self._folder = care.folder

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder)):
            self.house.hub.trouble.emit(t("The folder is {folder}.", folder=self._folder))

    def _look(self, deep: bool) -> None:
        self._busy(True)
        self.said.setText(t("Looking at everything…"))
        clear(self._found)
        self.house.work.document(
            settings_tasks.examine,
            deep,
            then=self._told,
            failed=self._refused,
            owner=self,
            progress=lambda _: None,
        )

    def _busy(self, on: bool) -> None:
        self.check.setEnabled(not on)
        self.deep.setEnabled(not on)

    def _told(self, findings: list[Any]) -> None:
        self._busy(False)
        clear(self._found)
        if not findings:
            self.said.setText(t("Everything holds."))
            self._line("circle-check", "ok", t("No finding"))
        else:
            self.said.setText(
                current().plural(len(findings), "{count} thing does not hold:", "{count} things do not hold:")
            )
        for each in findings:
            times = f" ({current().number(each.count)})" if each.count > 1 else ""
            self._line("triangle-alert", "warn", f"{t(each.area.capitalize())}: {each.sentence}{times}")
        self.mend.setVisible(any(each.area in MENDED_BY_REBUILD for each in findings))

    def _line(self, icon: str, tone: str, words: str) -> None:
        line = row(IconLabel(icon, tone, 16), Label(words, "body", wrap=True, selectable=True), gap=8)
        line.setStretch(1, 1)
        self._found.addWidget(holder(line))

    def _repair(self) -> None:
        self.mend.setEnabled(False)
        self.house.work.store(
            settings_tasks.repair, then=lambda _: self._repaired(), failed=self._refused, owner=self
        )

    def _repaired(self) -> None:
        self.mend.setEnabled(True)
        self._look(False)

    def _refused(self, error: Exception) -> None:
        self._busy(False)
        self.mend.setEnabled(True)
        self.said.setText(sentence(cast(RapportError, error)))


def _secret() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def _wrapped(*buttons: Button) -> QFrame:
    """Buttons in as many lines as they need: long languages still fit."""
    return holder(Flow(*buttons))
