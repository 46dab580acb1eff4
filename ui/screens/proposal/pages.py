"""The pages of the proposal as they will be printed, drawn again shortly after each change."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from app.language import t
from ui.screens.base import House
from ui.screens.proposal import deeds
from ui.widgets.basics import column
from ui.widgets.pdf import PdfView

PAUSE_MS = 350


class Pages(QFrame):
    """The preview; nothing is drawn while it is hidden, and a picture that came too late is dropped."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self.quote = ""
        self.view = PdfView(house.work, t("Preview"))
        self.setLayout(column(self.view, gap=0, margins=(0, 0, 12, 16)))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def show_quote(self, quote: str) -> None:
        """Draw this quote after a short pause."""
        self.quote = quote
        self._pause.start()

    def open_paper(self) -> None:
        """The finished pages with the ways to print, save and open them."""
        from ui.dialogs.paper import open_paper

        open_paper(self.house, "proposal", self.quote, parent=self.window())

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._pause.start()

    def _ask(self) -> None:
        if self.isVisible() and self.quote:
            self.house.work.document(
                deeds.print_quote, self.quote, then=lambda made: self.view.show_pdf(made.data),
                failed=lambda _: None, owner=self, key=f"pages-{id(self)}",
            )  # fmt: skip
