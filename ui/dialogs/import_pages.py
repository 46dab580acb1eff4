"""The plain pages of an import: choosing a file, waiting, and what came of it."""

from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QProgressBar
from shiboken6 import isValid

from app.errors import RapportError
from app.language import current, t
from ui.dialogs import import_tasks
from ui.dialogs.import_tasks import BroughtIn, Looked
from ui.dialogs.import_words import what_came
from ui.screens.base import House
from ui.widgets.basics import Button, IconLabel, Label, column, holder, row
from ui.widgets.fields import FormField
from ui.work import sentence

ENDINGS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.vcf *.json"


class ChoosePage(QFrame):
    """A place to drop a file on, a line for its path, and the system's own dialogs."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.path = QLineEdit()
        self.path.setPlaceholderText(t("Path of a file or folder"))
        self.path.returnPressed.connect(self.take)
        ways = row(
            Button(t("Choose a file…"), "file", clicked=self._browse_file),
            Button(t("Choose a folder…"), "folder-open", clicked=self._browse_folder),
            1,
            gap=8,
        )
        words = t(
            "Tables (CSV, Excel, OpenDocument, JSON) from any program, and address cards (vCard). "
            "A folder of tables that belong together goes in as one import."
        )
        safe = t("You see what would happen first. Nothing is written before you confirm.")
        promise = row(IconLabel("shield-check", "ok"), Label(safe, "small", wrap=True), gap=8)
        promise.setStretch(1, 1)
        field = FormField(t("File or folder"), self.path)
        inner = column(
            _drop_place(), field, ways, Label(words, "small", "text-2", wrap=True), promise, gap=16
        )
        inner.setStretch(0, 1)
        self.setLayout(inner)

    def take(self) -> None:
        """Look at what the line names."""
        if self.path.text().strip():
            self.chosen.emit(self.path.text())

    def folder(self) -> str:
        """The folder a file dialog begins in."""
        given = Path(self.path.text() or str(Path.home())).expanduser()
        return str(given if given.is_dir() else given.parent)

    def _browse_file(self) -> None:
        filters = f"{t('Tables and cards')} ({ENDINGS});;{t('All files')} (*)"
        found, _ = QFileDialog.getOpenFileName(self, t("Choose a file"), self.folder(), filters)
        if found:
            self.chosen.emit(found)

    def _browse_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, t("Choose a folder"), self.folder())
        if found:
            self.chosen.emit(found)


class WaitPage(QFrame):
    """What is under way, and how far."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(t("Progress"))
        self.words = Label("", "body", wrap=True)
        self.setLayout(column(1, self.words, self.bar, 2, gap=12, margins=(48, 24, 48, 24)))

    def begin(self, words: str, is_measured: bool) -> None:
        """Something begins; what cannot be measured shows only that it goes on."""
        self.words.setText(words)
        self.bar.setRange(0, 1000 if is_measured else 0)
        self.bar.setValue(0)

    def progress(self, done: tuple[float, str]) -> None:
        """How far it is, 0 to 1."""
        self.bar.setValue(round(done[0] * 1000))


class ResultPage(QFrame):
    """What came of an import, with the way back and the list of what was refused."""

    failed = Signal(str)
    told = Signal(str)

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self._done: BroughtIn | None = None
        self._looked: Looked | None = None
        self._folder = ""
        self.outcome = Label("", "strong", wrap=True)
        self.detail = Label("", "body", "text-2", wrap=True)
        self.undo = Button(t("Take the import back"), "undo-2", clicked=self.take_back)
        self.refused = Button(t("Save what was refused…"), "download", clicked=self._ask_refused)
        self._mark = IconLabel("circle-check", "ok", 28)
        head = row(self._mark, self.outcome, gap=12)
        head.setStretch(1, 1)
        buttons = row(self.undo, self.refused, 1, gap=8)
        card = holder(column(head, self.detail, buttons, gap=16, margins=(24, 24, 24, 24)), "card")
        self.setLayout(column(card, 1))

    def show_done(self, done: BroughtIn, looked: Looked, folder: str) -> str:
        """Show what was brought in; answers the sentence for the head."""
        self._done, self._looked, self._folder = done, looked, folder
        words = current().plural(
            done.created + done.updated, "{count} row was brought in", "{count} rows were brought in"
        )
        self.outcome.setText(words)
        self.detail.setText(what_came(done, looked))
        self._mark.set_icon("circle-check", "ok")
        self.undo.setVisible(done.batch is not None)
        self.undo.setEnabled(True)
        self.refused.setVisible(bool(done.refused))
        if done.in_the_way:
            self.house.hub.tell(done.in_the_way)
        return words

    def take_back(self) -> None:
        """Take the whole import back, whoever asked for it."""
        if self._done is None or self._done.batch is None:
            return
        self.undo.setEnabled(False)
        self.detail.setText(t("Taking it back…"))
        self.house.work.document(import_tasks.take_out, self._done.batch, then=self._taken, failed=self._kept)

    def _taken(self, count: int) -> None:
        assert self._done is not None
        self.house.hub.changed.emit(frozenset((kind, "") for kind in self._done.kinds))
        if not isValid(self):  # closed in between
            return
        self.undo.hide()
        self._mark.set_icon("undo-2", "info")
        self.outcome.setText(t("The import was taken back"))
        self.detail.setText(
            current().plural(
                count, "{count} record is as it was before.", "{count} records are as they were before."
            )
        )

    def _kept(self, error: Exception) -> None:
        if not isValid(self):
            self.house.hub.trouble.emit(sentence(cast(RapportError, error)))
            return
        self.undo.setEnabled(True)
        self.failed.emit(sentence(cast(RapportError, error)))

    def _ask_refused(self) -> None:
        assert self._looked is not None
        start = Path(self._folder) / f"{Path(self._looked.name).stem} {t('refused')}.csv"
        path, _ = QFileDialog.getSaveFileName(
            self, t("Save what was refused"), str(start), f"{t('Tables')} (*.csv)"
        )
        if path:
            self.save_refused(path)

    def save_refused(self, path: str) -> None:
        """Write the refused rows with their reasons."""
        titles: tuple[Any, Any] = (t("Row"), t("Reason"))
        self.house.work.document(
            import_tasks.write_refused, path, self._looked, titles,
            then=lambda _: self.told.emit(t("Saved as {name}", name=Path(path).name)),
            failed=self._kept, owner=self,
        )  # fmt: skip


def _drop_place() -> QFrame:
    inner = column(
        1, row(1, IconLabel("upload", "text-3", 28), 1), row(1, Label(t("Drop a file here"), "strong"), 1), 1,
        gap=8, margins=(16, 24, 16, 24),
    )  # fmt: skip
    return holder(inner, "card")
