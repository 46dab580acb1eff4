"""The line above a visit: its state and time, whether it is saved, and the ways to its papers."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QWidget

from app.errors import RapportError
from app.language import current, t
from ui.actions import key_text
from ui.screens.base import House
from ui.widgets.basics import Button, ElidedLabel, clear, row
from ui.widgets.chips import Chip
from ui.widgets.panels import Banner
from ui.work import sentence

TONES = {"planned": "info", "saved": "accent", "submitted": "ok", "cancelled": "plain"}


class VisitHead(QFrame):
    """State, time, the mark of saving, and the buttons Brief, Mail draft, Report."""

    def __init__(self, house: House, banner: Banner, turned: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self.visit = ""
        self._banner = banner
        self._folder: QTemporaryDir | None = None
        self._chip = Chip("")
        self._when = ElidedLabel("", "small", "text-2")
        self._keys = ElidedLabel(t("{keys}: next block", keys=key_text(("Ctrl+PgDown",))), "note", "text-3")
        self._mark = row(gap=4)
        self.brief = Button(t("Brief"), "file-text", "quiet", turned)
        self.brief.setCheckable(True)
        self.report = Button(t("Report"), "eye", "", self.preview)
        self.mail_button = Button(t("Mail draft"), "mail", "", self.mail)
        layout = row(
            self._chip, self._when, self._keys, self._mark, self.brief, self.mail_button, self.report, gap=8
        )
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def say(self, found: Any, mark: QWidget | None) -> None:
        """The state of another visit, with the mark that tells whether its form is saved."""
        self.visit = found.id
        clear(self._mark)
        if mark is not None:
            self._mark.addWidget(mark)
        self._chip.set(current().choice(found.state or "new", "visits.state"), TONES.get(found.state, "info"))
        self._when.setText(current().moment(found.starts_at) if found.starts_at else t("Not planned before"))
        written = found.state in ("saved", "submitted")
        self.report.setVisible(written)
        self.mail_button.setVisible(written)
        self._keys.setVisible(mark is not None)
        self.show()

    def preview(self) -> None:
        """The report as it will be printed."""
        from ui.dialogs.paper import open_paper

        open_paper(self.house, "visit_report", self.visit, edition="client", parent=self.window())

    def mail(self) -> None:
        """A draft with the client's copy, opened by the mail program; nothing is sent."""
        from ui.screens.visit.letter import report_draft

        if self._folder is None:
            self._folder = QTemporaryDir()
        self.house.work.document(
            report_draft, self.visit, self._folder.path(), then=self._open_mail, owner=self,
            failed=lambda error: self._banner.say(sentence(cast(RapportError, error)), "danger"),
        )  # fmt: skip

    def _open_mail(self, path: str) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.house.hub.tell(t("The draft is open in your mail program; it is sent only by you."))
        else:
            self._banner.say(
                t("No mail program opens drafts here. Save the report and attach it yourself."), "warn"
            )
