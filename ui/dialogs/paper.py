"""A paper before it leaves: its pages, its language, paper and copy, and the ways out: printer, file, PDF program."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.errors import RapportError
from app.language import LANGUAGES, language, t
from ui import theme
from ui.dialogs.owner import window_of
from ui.screens.base import House
from ui.widgets.basics import Button, ElidedLabel, Label, column, holder, row, scrolled
from ui.widgets.fields import ChoiceBox, FormField
from ui.widgets.panels import Banner
from ui.widgets.pdf import PdfView
from ui.work import sentence

SIDE = 248
PATIENCE_MS = 300
SIZE = (920, 860)
FOLDER = "folder.papers"


@dataclass(frozen=True)
class Choices:
    """How a paper is printed at first: in which language, on which paper, and the copies it comes in."""

    title: str
    language: str
    paper: str
    editions: tuple[str, ...]
    folder: str


@dataclass(frozen=True)
class Made:
    """A finished paper and how it was made."""

    file_name: str
    data: bytes


def open_paper(
    house: House, name: str, record_id: str, *, edition: str = "client", parent: QWidget | None = None
) -> "PaperDialog":
    """Show a document of a record with the ways to print and save it.

    `name` is one of app.documents (meeting_brief, visit_report, proposal, day_pack); it opens over the window.
    """
    dialog = PaperDialog(house, name, record_id, edition, parent or window_of(house))
    dialog.show()
    return dialog


class PaperDialog(QDialog):
    """The pages at the left, what can be chosen and done at the right."""

    def __init__(self, house: House, name: str, record_id: str, edition: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.house = house
        self._name, self._record, self._edition = name, record_id, edition
        self._made: Made | None = None
        self._pages = 0
        self._saved = ""
        self._folder = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(t("Paper"))
        self._build()
        self._fit(parent)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE_MS)
        self._slow.timeout.connect(lambda: self._state.setText(t("Drawing the pages…")))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self._print)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)
        self._slow.start()
        house.work.document(
            first_choices, name, record_id, edition, then=self._choose, failed=self._refused, owner=self
        )

    def _build(self) -> None:
        self.view = PdfView(self.house.work, t("Pages"))
        self.view.counted.connect(self._counted)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.banner = Banner()
        self._title = ElidedLabel("", "heading")
        self._state = Label("", "small", "text-2", wrap=True)
        self.language = ChoiceBox([(code, language(code).name) for code in LANGUAGES])
        self.paper = ChoiceBox([("a4", "A4"), ("letter", "Letter")])
        self.copy = ChoiceBox([("client", t("For the client")), ("internal", t("For our own eyes"))])
        self._copy_field = FormField(t("Copy"), self.copy)
        self._copy_field.hide()
        for box in (self.language, self.paper, self.copy):
            box.setEnabled(False)
            box.changed.connect(lambda _: self._draw())
        self.print_button = Button(t("Print…"), "printer", "primary", self._print)
        self.save_button = Button(t("Save PDF…"), "download", "", self._save)
        self.open_button = Button(t("Open the saved file"), "external-link", "", self._open)
        self.open_button.hide()
        close = Button(t("Close"), "x", "quiet", self.reject)
        self._ways = (self.print_button, self.save_button)
        for button in self._ways:
            button.setEnabled(False)
        side = column(
            self._title, self._state, FormField(t("Language"), self.language),
            FormField(t("Paper size"), self.paper), self._copy_field, 1, self.print_button, self.save_button,
            self.open_button, close, gap=12, margins=(0, 8, 16, 16),
        )  # fmt: skip
        inner = holder(side)
        area = scrolled(inner)
        theme.fix(area, SIDE)
        self.language.setMinimumWidth(0)
        body = row(self.view, area, gap=16, margins=(16, 16, 0, 0))
        body.setStretch(0, 1)
        whole = column(self.banner, body, gap=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _fit(self, parent: QWidget | None) -> None:
        room = (parent or self).screen().availableSize()
        width, height = theme.px(SIZE[0]), theme.px(SIZE[1])
        if parent is not None:
            room = parent.size()
        self.resize(min(width, room.width() - 48), min(height, room.height() - 48))

    # What is shown

    def _choose(self, found: Choices) -> None:
        self._folder = found.folder
        self._title.setText(t(found.title))
        self.setWindowTitle(t(found.title))
        self.language.choose(found.language)
        self.paper.choose(found.paper)
        self.copy.choose(self._edition)
        self._copy_field.setVisible(len(found.editions) > 1)
        for box in (self.language, self.paper, self.copy):
            box.setEnabled(True)
        self._draw()

    def _draw(self) -> None:
        self._slow.start()
        self.house.work.document(
            make_paper,
            self._name,
            self._record,
            self.language.value(),
            self.paper.value(),
            self.copy.value(),
            then=self._show,
            failed=self._refused,
            owner=self,
            key=f"paper-{id(self)}",
        )

    def _show(self, made: Made) -> None:
        self._slow.stop()
        self.banner.say("")
        self._made = made
        self.open_button.hide()
        self.view.show_pdf(made.data)
        for button in self._ways:
            button.setEnabled(True)
        if self.focusWidget() is None or not self.focusWidget().isVisible():
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _counted(self, pages: int) -> None:
        self._pages = pages
        self._say_pages()

    def _say_pages(self) -> None:
        from app.language import current

        self._state.setText(current().plural(self._pages, "{count} page", "{count} pages"))

    def _refused(self, error: Exception) -> None:
        self._slow.stop()
        self._state.setText("")
        self.banner.say(sentence(cast(RapportError, error)), "danger")

    # The ways out

    def _print(self) -> None:
        if self._made is None:
            return
        from ui.dialogs.printing import Printing, ask_printer

        printer = ask_printer(self, self._pages, self._made.file_name.removesuffix(".pdf"))
        if printer is not None:
            Printing(self.house.work, self._made.data, printer, self._progress, self._printed, self).begin()

    def _progress(self, text: str) -> None:
        self._state.setText(text)

    def _printed(self, whole: bool) -> None:
        self._say_pages()
        if whole:
            self.house.hub.tell(t("Sent to the printer"))
        else:
            self.banner.say(t("The printer took no pages. Save the PDF and print it from there."), "warn")

    def _save(self) -> None:
        if self._made is None:
            return
        start = str(Path(self._folder or Path.home()) / self._made.file_name)
        path, _ = QFileDialog.getSaveFileName(self, t("Save PDF"), start, f"{t('PDF files')} (*.pdf)")
        if path:
            self.save_to(path if path.lower().endswith(".pdf") else f"{path}.pdf")

    def save_to(self, path: str) -> None:
        """Write the paper to a file and remember its folder."""
        assert self._made is not None
        self.house.work.document(
            write_paper, path, self._made.data, then=self._written, failed=self._refused, owner=self
        )

    def _written(self, path: str) -> None:
        self._saved = path
        self._folder = str(Path(path).parent)
        self.house.work.store(remember_folder, self._folder)
        self.open_button.show()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._state.setText(t("Saved as {name}", name=Path(path).name))
        self.house.hub.tell(t("Saved as {name}", name=Path(path).name))

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._saved)):
            self.banner.say(t("No program on this computer opens PDF files."), "warn")


def first_choices(workspace: Any, name: str, record_id: str, edition: str) -> Choices:
    """The client's language for what is handed over, our own for what is for our own eyes."""
    from app.documents import documents
    from app.language import current
    from app.queries.company import client_language, preference

    reader = workspace.reader
    wanted = documents[name]
    to = reader.row(wanted.client, (record_id,)) if wanted.client and edition == "client" else None
    spoken = (to.language or client_language(reader, to.account_id)) if to else current().code
    paper = (to and to.paper) or preference(reader, "paper")
    kept = reader.value("SELECT value FROM local WHERE name = ?", (f"memory.{FOLDER}",))
    folder = json.loads(kept) if kept else ""
    return Choices(wanted.title, spoken, paper, wanted.editions, folder if Path(folder).is_dir() else "")


def make_paper(workspace: Any, name: str, record_id: str, spoken: str, paper: str, edition: str) -> Made:
    """The paper as bytes, drawn in the documents lane from its own reader."""
    from app.documents import print_document

    made = print_document(workspace.reader, name, record_id, language=spoken, paper=paper, edition=edition)
    return Made(made.file_name, made.data)


def write_paper(workspace: Any, path: str, data: bytes) -> str:
    """Write a paper whole or not at all."""
    from app.files import write_whole
    from app.interop.paths import check_target

    write_whole(check_target(path), data)
    return path


def remember_folder(workspace: Any, folder: str) -> None:
    """The next paper is saved beside this one."""
    workspace.preferences.remember(FOLDER, folder)
