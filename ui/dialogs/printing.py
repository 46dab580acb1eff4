"""A PDF to the printer: the system's own print dialog, then page after page drawn in the documents lane."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from app.language import t
from ui.widgets.pdf import draw_page, page_sizes
from ui.work import Work

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FINEST = 300
"""Dots an inch: finer costs memory and shows on no office printer."""


class Printing(QObject):
    """One print job: pages are drawn one by one, so that forty of them never lie in memory together."""

    def __init__(
        self,
        work: Work,
        data: bytes,
        printer: "QPrinter",
        said: Callable[[str], None],
        over: Callable[[bool], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work, self._data, self._printer = work, data, printer
        self._said, self._over = said, over
        self._sizes: list[tuple[float, float]] = []
        self._wanted: list[int] = []
        self._painter = QPainter()
        self._done = 0

    def begin(self) -> None:
        """Ask how many pages there are, then print those that were chosen."""
        self._work.draw(page_sizes, self._data, then=self._counted, failed=lambda _: self._end(), owner=self)

    def _counted(self, sizes: list[tuple[float, float]]) -> None:
        self._sizes = sizes
        first, last = self._printer.fromPage() or 1, self._printer.toPage() or len(sizes)
        self._wanted = list(range(first - 1, min(last, len(sizes))))
        self._take_paper()
        if not self._wanted or not self._painter.begin(self._printer):
            self._end()
            return
        self._next()

    def _take_paper(self) -> None:
        width, height = self._sizes[0]
        sheet = QPageSize(QSizeF(width, height), QPageSize.Unit.Point)
        self._printer.setFullPage(True)
        self._printer.setPageLayout(
            QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )

    def _next(self) -> None:
        if self._done == len(self._wanted):
            self._end()
            return
        self._said(t("Printing page {page} of {pages}", page=self._done + 1, pages=len(self._wanted)))
        page = self._wanted[self._done]
        dots = min(FINEST, self._printer.resolution())
        width = round(self._sizes[page][0] / 72 * dots)
        self._work.draw(
            draw_page, self._data, page, width, then=self._put, failed=lambda _: self._end(), owner=self
        )

    def _put(self, image: QImage) -> None:
        if self._done:
            self._printer.newPage()
        whole = QRectF(self._painter.viewport())
        scale = min(whole.width() / image.width(), whole.height() / image.height())
        self._painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)
        self._done += 1
        self._next()

    def _end(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._said("")
        self._over(bool(self._wanted) and self._done == len(self._wanted))
        self.deleteLater()


def ask_printer(parent: QWidget, pages: int, title: str) -> "QPrinter | None":
    """The system's print dialog; None when it was cancelled."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Rapport")
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(t("Print"))
    dialog.setMinMax(1, max(1, pages))
    dialog.setFromTo(1, max(1, pages))
    return printer if dialog.exec() else None
