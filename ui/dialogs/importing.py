"""Bringing a file in: choose it, see what would happen, confirm, and take it back if it was wrong."""

from pathlib import Path
from threading import Event
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QProgressBar, QStackedWidget, QWidget

from app.errors import RapportError
from app.language import current, t
from ui import theme
from ui.dialogs import import_tasks
from ui.dialogs.import_preview import Preview
from ui.dialogs.import_tasks import BroughtIn, Looked
from ui.dialogs.import_words import what_came, what_is_new
from ui.screens.base import House
from ui.widgets.basics import Button, ElidedLabel, IconLabel, Label, column, holder, row
from ui.widgets.fields import FormField
from ui.widgets.panels import Banner
from ui.work import sentence

SIZE = (980, 680)
ENDINGS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.vcf *.json"


def open_dialog(window: Any) -> "ImportDialog":
    """Open over the window; a file dropped on it or given at the start is looked at at once."""
    brought, window.brought = getattr(window, "brought", ""), ""
    dialog = ImportDialog(window.house, window)
    dialog.show()
    if brought:
        dialog.take(brought)
    return dialog


class ImportDialog(QDialog):
    """Four pages: choose, wait, preview, result. Nothing is written before the preview is confirmed."""

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.house = house
        self._path = ""
        self._stop = Event()
        self._busy = ""
        self._leaving = False
        self._chosen = False
        self._looked: Looked | None = None
        self._done: BroughtIn | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(t("Bring in clients, products, orders"))
        self.setAcceptDrops(True)
        self._build()
        self._fit(parent)

    # How it looks

    def _build(self) -> None:
        self.banner = Banner()
        self.pages = QStackedWidget()
        self.preview = Preview()
        self.preview.again.connect(self._plan_again)
        self._choose, self._wait, self._result = self._choose_page(), self._wait_page(), self._result_page()
        for page in (self._choose, self._wait, self.preview, self._result):
            self.pages.addWidget(page)
        self._title = ElidedLabel(t("Bring in a file"), "heading")
        self._said = Label("", "small", "text-2", wrap=True)
        self.back = Button(t("Another file"), "arrow-left", "quiet", self._start_again)
        self.leave_button = Button(t("Cancel"), kind="quiet", clicked=self.reject)
        self.go = Button(t("Look at it"), kind="primary", clicked=self._go)
        self.go.setDefault(True)
        foot = row(self.back, 1, self.leave_button, self.go, gap=8)
        whole = column(
            self._title, self._said, self.banner, self.pages, foot, gap=12, margins=(24, 16, 24, 16)
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._show(self._choose)

    def _choose_page(self) -> QWidget:
        self.path = QLineEdit()
        self.path.setPlaceholderText(t("Path of a file or folder"))
        self.path.returnPressed.connect(self._go)
        field = FormField(t("File or folder"), self.path)
        ways = row(
            Button(t("Choose a file…"), "file", clicked=self._browse_file),
            Button(t("Choose a folder…"), "folder-open", clicked=self._browse_folder),
            1,
            gap=8,
        )
        words = Label(
            t(
                "Tables (CSV, Excel, OpenDocument, JSON) from any program, and address cards (vCard). "
                "A folder of tables that belong together goes in as one import."
            ),
            "small",
            "text-2",
            wrap=True,
        )
        safe = Label(
            t("You see what would happen first. Nothing is written before you confirm."), "small", wrap=True
        )
        drop = holder(
            column(
                row(1, IconLabel("upload", "text-3", 28), 1),
                row(1, Label(t("Drop a file here"), "strong"), 1),
                gap=8,
                margins=(16, 24, 16, 24),
            ),
            "card",
        )
        promise = row(IconLabel("shield-check", "ok"), safe, gap=8)
        promise.setStretch(1, 1)
        inner = column(drop, field, ways, words, promise, gap=16)
        inner.setStretch(0, 1)
        return holder(inner)

    def _wait_page(self) -> QWidget:
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(t("Progress"))
        self.waiting = Label("", "body", wrap=True)
        return holder(column(1, self.waiting, self.bar, 2, gap=12, margins=(48, 24, 48, 24)))

    def _result_page(self) -> QWidget:
        self.outcome = Label("", "strong", wrap=True)
        self.detail = Label("", "body", "text-2", wrap=True)
        self.undo = Button(t("Take the import back"), "undo-2", clicked=self._take_back)
        self.refused = Button(t("Save what was refused…"), "download", clicked=self._ask_refused)
        buttons = row(self.undo, self.refused, 1, gap=8)
        self._mark = IconLabel("circle-check", "ok", 28)
        head = row(self._mark, self.outcome, gap=12)
        head.setStretch(1, 1)
        card = holder(column(head, self.detail, buttons, gap=16, margins=(24, 24, 24, 24)), "card")
        return holder(column(card, 1))

    def _fit(self, parent: QWidget | None) -> None:
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(theme.px(SIZE[0]), room.width() - 32), min(theme.px(SIZE[1]), room.height() - 32))

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        choosing, looking, over = page is self._choose, page is self.preview, page is self._result
        self.back.setVisible(looking or over)
        self.go.setVisible(choosing or looking or over)
        self.leave_button.setVisible(not over)
        self.leave_button.setEnabled(True)
        self.leave_button.set_text(t("Stop") if page is self._wait else t("Cancel"))
        self._said.setVisible(looking)
        if choosing:
            self.go.set_text(t("Look at it"))
            self.go.setEnabled(True)
            self._title.setText(t("Bring in a file"))
            self.path.setFocus(Qt.FocusReason.OtherFocusReason)
        elif over:
            self.go.set_text(t("Close"))
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    # Choosing

    def take(self, path: str) -> None:
        """Look at a file or folder."""
        self.path.setText(path)
        self._path = path
        self._chosen = False
        self._look("", None)

    def _browse_file(self) -> None:
        filters = f"{t('Tables and cards')} ({ENDINGS});;{t('All files')} (*)"
        found, _ = QFileDialog.getOpenFileName(self, t("Choose a file"), self._folder(), filters)
        if found:
            self.take(found)

    def _browse_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, t("Choose a folder"), self._folder())
        if found:
            self.take(found)

    def _folder(self) -> str:
        given = Path(self.path.text() or str(Path.home())).expanduser()
        return str(given if given.is_dir() else given.parent)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.take(local[0])

    # Looking

    def _look(self, kind: str, mapping: dict[str, str] | None) -> None:
        self.banner.say("")
        self._begin("look", t("Reading {name}…", name=Path(self._path).name))
        self.house.work.document(
            import_tasks.look,
            str(Path(self._path.strip()).expanduser()),
            kind,
            mapping,
            self._stop,
            then=self._seen,
            failed=self._refused_file,
            owner=self,
            progress=self._progress,
        )

    def _begin(self, what: str, words: str) -> None:
        self._stop = Event()
        self._busy = what
        self.bar.setValue(0)
        self.waiting.setText(words)
        self._show(self._wait)
        self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _progress(self, done: tuple[float, str]) -> None:
        self.bar.setValue(round(done[0] * 1000))

    def _seen(self, looked: Looked) -> None:
        self._busy = ""
        if self._leaving:
            super().reject()
            return
        self._looked = looked
        self._title.setText(looked.name)
        self._said.setText(what_is_new(looked))
        self.preview.show_looked(looked)
        self._show(self.preview)
        count = looked.wanted
        self.go.set_text(current().plural(count, "Bring in {count} row", "Bring in {count} rows"))
        self.go.setEnabled(count > 0)
        if count:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.preview.focus_first()
            self.banner.say(t("Nothing in this file is new."), "info")

    def _plan_again(self, kind: str, mapping: dict[str, str]) -> None:
        self._chosen = True
        self._look(kind, mapping)

    def _refused_file(self, error: Exception) -> None:
        was, self._busy = self._busy, ""
        if self._leaving:
            super().reject()
            return
        stopped = getattr(error, "code", "") == "stopped"
        self._show(self.preview if was == "bring" or (self._chosen and self._looked) else self._choose)
        words = t("Stopped. Nothing was written.") if stopped else sentence(cast(RapportError, error))
        self.banner.say(words, "info" if stopped else "danger")

    # Bringing in

    def _go(self) -> None:
        page = self.pages.currentWidget()
        if page is self._choose:
            if self.path.text().strip():
                self.take(self.path.text())
        elif page is self.preview:
            self._bring_in()
        elif page is self._result:
            self.accept()

    def _bring_in(self) -> None:
        assert self._looked is not None
        if self._chosen and self._looked.is_editable:
            self.house.work.write(
                t("Remember columns"),
                import_tasks.keep,
                self._looked.name,
                self._looked.kind,
                [line.title for line in self._looked.columns],
                self.preview.columns.mapping(),
            )
        self.banner.say("")
        self._begin("bring", t("Writing {name}…", name=self._looked.name))
        self.bar.setRange(0, 0)
        # No owner: what was written must be told even when the dialog has gone in between.
        self.house.work.document(
            import_tasks.bring,
            self._looked,
            self._stop,
            then=self._brought,
            failed=self._not_brought,
            progress=lambda _: None,
        )

    def _not_brought(self, error: Exception) -> None:
        self.bar.setRange(0, 1000)
        self._refused_file(error)

    def _brought(self, done: BroughtIn) -> None:
        self._busy = ""
        self._done = done
        self.bar.setRange(0, 1000)
        self.house.hub.changed.emit(frozenset((kind, "") for kind in done.kinds))
        assert self._looked is not None
        words = current().plural(
            done.created + done.updated, "{count} row was brought in", "{count} rows were brought in"
        )
        if self._leaving:
            self.house.hub.tell(words, self._take_back)
            super().reject()
            return
        self._title.setText(self._looked.name)
        self.outcome.setText(words)
        self.detail.setText(what_came(done, self._looked))
        self._mark.set_icon("circle-check", "ok")
        self.undo.setVisible(done.batch is not None)
        self.refused.setVisible(bool(done.refused))
        self._show(self._result)

    def _take_back(self) -> None:
        if self._done is None or self._done.batch is None:
            return
        batch, kinds = self._done.batch, self._done.kinds
        self.undo.setEnabled(False)
        self.house.work.document(
            import_tasks.take_out, batch, then=lambda n: self._taken(n, kinds), failed=self._kept
        )

    def _taken(self, count: int, kinds: frozenset[str]) -> None:
        self.house.hub.changed.emit(frozenset((kind, "") for kind in kinds))
        self.undo.setEnabled(True)
        self.undo.hide()
        self._mark.set_icon("undo-2", "info")
        self.outcome.setText(t("The import was taken back"))
        self.detail.setText(
            current().plural(
                count, "{count} record is as it was before.", "{count} records are as they were before."
            )
        )
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, error: Exception) -> None:
        self.undo.setEnabled(True)
        self.banner.say(sentence(cast(RapportError, error)), "danger")

    def _ask_refused(self) -> None:
        name = f"{Path(self._path).stem} {t('refused')}.csv"
        start = str(Path(self._folder()) / name)
        path, _ = QFileDialog.getSaveFileName(
            self, t("Save what was refused"), start, f"{t('Tables')} (*.csv)"
        )
        if path:
            self.save_refused(path)

    def save_refused(self, path: str) -> None:
        """Write the refused rows with their reasons."""
        self.house.work.document(
            import_tasks.write_refused,
            path,
            self._looked,
            (t("Row"), t("Reason")),
            then=lambda count: self.banner.say(t("Saved as {name}", name=Path(path).name), "ok"),
            failed=self._kept,
            owner=self,
        )

    # Leaving

    def _start_again(self) -> None:
        self.banner.say("")
        self._done = self._looked = None
        self._show(self._choose)
        self.path.selectAll()

    def reject(self) -> None:
        """Stop what is under way; with nothing under way, close."""
        if self._busy:
            self._stop.set()
            self.leave_button.setEnabled(False)
            self.waiting.setText(t("Stopping…"))
            return
        super().reject()

    def closeEvent(self, event: Any) -> None:
        if self._busy:
            self._leaving = True
            self._stop.set()
            event.ignore()
            self.hide()
            return
        super().closeEvent(event)
