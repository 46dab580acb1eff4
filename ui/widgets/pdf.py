"""Pages of a PDF as pictures: drawn in the documents lane, seen as soon as each is ready."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.language import t
from ui import theme
from ui.work import Work

MOST_PAGES = 400


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [document.get_page_size(at) for at in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()


def draw_page(data: bytes, at: int, width: int) -> QImage:
    """One page as a picture of a width in device pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[at]
        bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        )
        return image.copy()
    finally:
        document.close()


class _Sheet(QWidget):
    """One page; blank paper until its picture has come."""

    def __init__(self, size: tuple[float, float], name: str) -> None:
        super().__init__()
        self._size = size
        self.picture: QPixmap | None = None
        self.drawn_for = 0
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def fit(self, width: int) -> None:
        """Take a width; the height follows from the paper."""
        self.setFixedHeight(max(1, round(width * self._size[1] / self._size[0])))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.rect(), self.picture)
        painter.setPen(theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfView(QScrollArea):
    """All pages one below the other, as wide as the view."""

    counted = Signal(int)

    def __init__(self, work: Work, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name or t("Preview"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._work = work
        self._data = b""
        self._round = 0
        self._sheets: list[_Sheet] = []
        self._pages = QWidget()
        self._pages.setProperty("part", "page")
        self._layout = QVBoxLayout(self._pages)
        theme.space(self._layout, (8, 8, 8, 8), 12)
        self.setWidget(self._pages)
        self.verticalScrollBar().valueChanged.connect(self._draw_seen)

    @property
    def data(self) -> bytes:
        """The document shown."""
        return self._data

    def show_pdf(self, data: bytes) -> None:
        """Show a document; the scroll position stays where it was."""
        self._data = data
        self._round += 1
        turn = self._round
        self._work.draw(
            page_sizes, data, then=lambda sizes: self._lay(turn, sizes), owner=self, key=self._key()
        )

    def _key(self) -> str:
        return f"pdf-{id(self)}"

    def _lay(self, turn: int, sizes: list[tuple[float, float]]) -> None:
        if turn != self._round:
            return
        former = [sheet.picture for sheet in self._sheets]
        while self._layout.count():
            item = self._layout.takeAt(0)
            page = item.widget() if item is not None else None
            if page is not None:
                page.deleteLater()
        self._sheets = []
        for at, size in enumerate(sizes):
            sheet = _Sheet(size, t("Page {page} of {pages}", page=at + 1, pages=len(sizes)))
            # The former picture stays until the new one is drawn, so that a preview does not flash.
            sheet.picture = former[at] if at < len(former) else None
            self._sheets.append(sheet)
            self._layout.addWidget(sheet)
        self._layout.addStretch(1)
        self._fit()
        self.counted.emit(len(sizes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width() - theme.px(16)
        for sheet in self._sheets:
            sheet.fit(width)
        self._draw_seen()

    def _draw_seen(self, _: Any = None) -> None:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        width = round((self.viewport().width() - theme.px(16)) * self.devicePixelRatioF())
        y = theme.px(8)
        for at, sheet in enumerate(self._sheets):
            seen = y < bottom + sheet.height() and y + sheet.height() > top - sheet.height()
            if seen and width > 0 and sheet.drawn_for != width:
                sheet.drawn_for = width
                self._ask(at, sheet, width)
            y += sheet.height() + theme.px(12)

    def _ask(self, at: int, sheet: _Sheet, width: int) -> None:
        def drawn(image: QImage) -> None:
            sheet.picture = QPixmap.fromImage(image)
            sheet.update()

        self._work.draw(
            draw_page, self._data, at, width, then=drawn, owner=sheet, key=f"{self._key()}-{id(sheet)}"
        )
