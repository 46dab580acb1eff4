"""Bringing a file in: choose it, see what would happen, confirm, and take it back if it was wrong."""

from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from app.errors import RapportError
from app.language import current, t
from ui import theme
from ui.dialogs import import_tasks
from ui.dialogs.import_pages import ChoosePage, ResultPage, WaitPage
from ui.dialogs.import_preview import Preview
from ui.dialogs.import_tasks import BroughtIn, Looked
from ui.dialogs.import_words import what_is_new
from ui.screens.base import House
from ui.widgets.basics import Button, ElidedLabel, Label, column, row
from ui.widgets.panels import Banner
from ui.work import sentence

SIZE = (980, 680)


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
        self._path = self._busy = ""
        self._stop = Event()
        self._leaving = self._chosen = False
        self._looked: Looked | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(t("Bring in clients, products, orders"))
        self.setAcceptDrops(True)
        self._build()
        self.resize(_fitting(parent.size() if parent is not None else self.screen().availableSize()))

    # How it looks

    def _build(self) -> None:
        self.banner = Banner()
        self.choose, self.wait = ChoosePage(), WaitPage()
        self.preview, self.result_page = Preview(), ResultPage(self.house)
        self.choose.chosen.connect(self.take)
        self.preview.again.connect(self._plan_again)
        self.result_page.failed.connect(lambda words: self.banner.say(words, "danger"))
        self.result_page.told.connect(lambda words: self.banner.say(words, "ok"))
        self.pages = QStackedWidget()
        for page in (self.choose, self.wait, self.preview, self.result_page):
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
        self._show(self.choose)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        choosing, looking, over = page is self.choose, page is self.preview, page is self.result_page
        self.back.setVisible(looking or over)
        self.go.setVisible(choosing or looking or over)
        self.leave_button.setVisible(not over)
        self.leave_button.setEnabled(True)
        self.leave_button.set_text(t("Stop") if page is self.wait else t("Cancel"))
        self._said.setVisible(looking)
        if choosing:
            self.go.set_text(t("Look at it"))
            self.go.setEnabled(True)
            self._title.setText(t("Bring in a file"))
            self.choose.path.setFocus(Qt.FocusReason.OtherFocusReason)
        elif over:
            self.go.set_text(t("Close"))
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    # Looking

    def take(self, path: str) -> None:
        """Look at a file or folder."""
        self.choose.path.setText(path)
        self._path = path
        self._chosen = False
        self._look("", None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.take(local[0])

    def _look(self, kind: str, mapping: dict[str, str] | None) -> None:
        self._begin("look", t("Reading {name}…", name=Path(self._path).name))
        path = str(Path(self._path.strip()).expanduser())
        self.house.work.document(
            import_tasks.look, path, kind, mapping, self._stop, then=self._seen, failed=self._not_done,
            owner=self, progress=self.wait.progress,
        )  # fmt: skip

    def _begin(self, what: str, words: str) -> None:
        self.banner.say("")
        self._stop = Event()
        self._busy = what
        self.wait.begin(words, what == "look")
        self._show(self.wait)
        self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)

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
            refused = looked.counts.get("refuse", 0)
            self.banner.say(
                t("No row can be taken in as it is; the reasons stand beside each.") if refused
                else t("Nothing in this file is new."), "warn" if refused else "info",
            )  # fmt: skip

    def _plan_again(self, kind: str, mapping: dict[str, str]) -> None:
        self._chosen = True
        self._look(kind, mapping)

    def _not_done(self, error: Exception) -> None:
        was, self._busy = self._busy, ""
        if self._leaving:
            super().reject()
            return
        stopped = getattr(error, "code", "") == "stopped"
        self._show(self.preview if was == "bring" or (self._chosen and self._looked) else self.choose)
        words = t("Stopped. Nothing was written.") if stopped else sentence(cast(RapportError, error))
        self.banner.say(words, "info" if stopped else "danger")

    # Bringing in

    def _go(self) -> None:
        page = self.pages.currentWidget()
        if page is self.choose:
            self.choose.take()
        elif page is self.preview:
            self._bring_in()
        elif page is self.result_page:
            self.accept()

    def _bring_in(self) -> None:
        looked = self._looked
        assert looked is not None
        if self._chosen and looked.is_editable:
            titles = [line.title for line in looked.columns]
            self.house.work.write(
                t("Remember columns"), import_tasks.keep, looked.name, looked.kind, titles,
                self.preview.columns.mapping(),
            )  # fmt: skip
        self._begin("bring", t("Writing {name}…", name=looked.name))
        # No owner: what was written must be told even when the dialog has gone in between.
        self.house.work.document(
            import_tasks.bring, looked, self._stop, then=self._brought, failed=self._not_done,
            progress=lambda _: None,
        )  # fmt: skip

    def _brought(self, done: BroughtIn) -> None:
        self._busy = ""
        assert self._looked is not None
        self.house.hub.changed.emit(frozenset((kind, "") for kind in done.kinds))
        words = self.result_page.show_done(done, self._looked, self.choose.folder())
        if self._leaving:
            self.house.hub.tell(words, partial(_undo, self.house))
            super().reject()
            return
        self._title.setText(self._looked.name)
        self._show(self.result_page)

    # Leaving

    def _start_again(self) -> None:
        self.banner.say("")
        self._looked = None
        self._show(self.choose)
        self.choose.path.selectAll()

    def reject(self) -> None:
        """Stop what is under way; with nothing under way, close."""
        if self._busy:
            self._stop.set()
            self.leave_button.setEnabled(False)
            self.wait.words.setText(t("Stopping…"))
            return
        super().reject()

    def closeEvent(self, event: Any) -> None:
        if self._busy:
            # Hidden, not gone: the answer that is on its way still has to be told.
            self._leaving = True
            self._stop.set()
            event.ignore()
            self.hide()
            return
        super().closeEvent(event)


def _fitting(room: QSize) -> QSize:
    return QSize(min(theme.px(SIZE[0]), room.width() - 32), min(theme.px(SIZE[1]), room.height() - 32))


def _undo(house: House) -> None:
    house.work.undo()
