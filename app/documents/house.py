"""The house every paper is drawn in: page, margins, letterhead, footer, watermark, bookmarks, metadata.

ReportLab's canvas writes the file; the layout above it is our own, because its paragraphs read text as markup,
lose the letters of shaped scripts and cost more time. Every block of every page goes through `_put`: the place
where marked content for tagged PDF is to begin and end, and `_file` is where PDF/A marks are to be added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import md5
from io import BytesIO
from typing import Any

from app.documents.blocks import FINE, FINE_BOLD, RULE, SMALL_SOFT, Block, Placed, baseline
from app.documents.brand import Picture, ink, logo, readable, tint
from app.documents.flow import paginate
from app.documents.fonts import face
from app.documents.pen import Pen
from app.documents.text import Style, lines_of, measure, pdf_text
from app.language import Language, language
from app.queries.papers import Company

MM = 72 / 25.4
SIZES = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
LEFT, RIGHT, TOP, BOTTOM = 25 * MM, 20 * MM, 20 * MM, 22 * MM
BRAND = "#0b6b6b"
BOOKMARKS_FROM = 4
LOGO_HEIGHT, LOGO_WIDTH = 40.0, 150.0


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the frame of each page says about the document it belongs to."""

    title: str
    dated: date | datetime
    number: str = ""
    version: int = 0
    subject: str = ""
    watermark: str = ""


class House:
    """One document being drawn in a language, on a paper, for a company."""

    def __init__(self, company: Company, imprint: Imprint, *, language_code: str, paper: str) -> None:
        self.speech: Language = language(language_code)
        self.company, self.imprint = company, imprint
        self.page_width, self.page_height = SIZES[paper]
        self.width = self.page_width - LEFT - RIGHT
        self.top, self.bottom = TOP, self.page_height - BOTTOM
        self.brand = readable(company.brand_colour, BRAND)
        self.accent, self.shade = ink(self.brand), ink(tint(self.brand, 0.045))
        self.soft = ink(tint(self.brand, 0.09))
        self.logo = logo(company.logo)
        self.decimal = self.speech.number(0.5, 1).strip("05০৫")[:1] or "."

    # Styles that carry the brand colour

    @property
    def title_style(self) -> Style:
        return Style("bold", 20, 25, self.accent)

    @property
    def heading_style(self) -> Style:
        return Style("bold", 12.5, 17, self.accent)

    @property
    def label_style(self) -> Style:
        return Style("bold", 9, 12, self.accent)

    def say(self, source: str, /, **values: object) -> str:
        """A text of the house in the document's language; values that are texts go through the one door."""
        safe = {name: pdf_text(value) if isinstance(value, str) else value for name, value in values.items()}
        return self.speech.text(source, **safe)

    def near(self, day: date) -> str:
        """A day as short as its year allows: without the year where it is the document's own."""
        return self.speech.day_month(day) if day.year == self.imprint.dated.year else self.speech.day(day)

    def clock(self, moment: datetime) -> str:
        """The hour of a moment in the zone it carries; the machine's zone never gets onto a paper."""
        return self.speech.time(moment, moment.tzinfo)

    # Pages

    def pages(self, blocks: Sequence[Block]) -> list[list[Placed]]:
        """Blocks on as many pages as they need."""
        return paginate(blocks, LEFT, self.width, self.top, self.bottom)

    def print(self, pages: Sequence[Sequence[Placed]]) -> bytes:
        """The file: each page in its frame, "page x of y", bookmarks where there are many pages."""
        stream = BytesIO()
        canvas = self._file(stream)
        pen = Pen(canvas, self.page_height)
        for number, page in enumerate(pages, 1):
            for placed in page:
                self._put(pen, placed)
                if placed.block.entry and len(pages) >= BOOKMARKS_FROM:
                    self._bookmark(canvas, placed)
            self._frame(pen, number, len(pages))
            if self.imprint.watermark:
                self._watermark(pen)
            canvas._doc.updateSignature("\n".join(canvas._code))
            canvas.showPage()
        canvas.save()
        return stream.getvalue()

    def _put(self, pen: Pen, placed: Placed) -> None:
        placed.block.draw(pen, placed.x, placed.y)

    def _file(self, stream: BytesIO) -> Any:
        from reportlab.pdfgen.canvas import Canvas

        face("regular")
        canvas = Canvas(
            stream, pagesize=(self.page_width, self.page_height), pageCompression=1, invariant=1, pdfVersion=(1, 7),
            initialFontName=face("regular").name, lang=self.speech.code,
        )  # fmt: skip
        canvas._doc._timeStamp = _Moment(self.imprint.dated)
        canvas._doc.signature = md5(
            usedforsecurity=False
        )  # begun anew: the file's id comes from its content alone
        canvas.setTitle(pdf_text(self.imprint.title, 300))
        canvas.setAuthor(pdf_text(self.company.name, 300))
        canvas.setSubject(pdf_text(self.imprint.subject, 300))
        canvas.setCreator("Rapport")
        return canvas

    def _bookmark(self, canvas: Any, placed: Placed) -> None:
        name = f"{canvas.getPageNumber()}-{placed.y:.0f}-{placed.x:.0f}"
        canvas.bookmarkHorizontalAbsolute(name, self.page_height - placed.y + 6)
        first = canvas._doc.outline.currentlevel < 0
        canvas.addOutlineEntry(placed.block.entry, name, 0 if first or placed.block.role == "H1" else 1)

    # The frame

    def _frame(self, pen: Pen, number: int, count: int) -> None:
        foot = self.bottom + 14
        pen.rule(LEFT, foot, self.width, 0.5, RULE)
        pages = self.say("Page {number} of {count}", number=number, count=count)
        wide = measure(pages, FINE)
        pen.text(pages, FINE, LEFT + self.width - wide, foot + 3 + baseline(FINE))
        room = self.width - wide - 18
        down = foot + 3 + baseline(FINE)
        for line in lines_of(self._document_line(), FINE_BOLD, room)[:1]:
            pen.line_of_text(line, LEFT, down)
        for line in lines_of(self._legal_line(), FINE, self.width)[:2]:
            down += FINE.leading
            pen.line_of_text(line, LEFT, down)

    def _document_line(self) -> str:
        parts = [pdf_text(self.imprint.number or self.imprint.title, 80)]
        if self.imprint.version:
            parts.append(self.say("version {number}", number=self.imprint.version))
        return " · ".join([*parts, self.speech.day(self.imprint.dated)])

    def _legal_line(self) -> str:
        company = self.company
        known = company.legal_line or company.name
        parts = [known, *(part for part in (company.tax_number, company.bank) if part and part not in known)]
        return " · ".join(pdf_text(part, 300) for part in parts if part)

    def _watermark(self, pen: Pen) -> None:
        text = pdf_text(self.imprint.watermark, 60)
        style = Style("bold", 10, 10, _WATER)
        size = min(92.0, 10 * 560 / max(measure(text, style), 1))
        # Above tinted rows, but so thin that every figure under it stays black.
        pen.canvas.saveState()
        pen.canvas.setFillAlpha(0.09)
        pen.slanted(text, style._replace(size=size), self.page_width / 2, self.page_height / 2)
        pen.canvas.restoreState()

    # The letterhead

    def letterhead(self) -> Block:
        """The logo, or the company's name where there is none, and how to reach the company."""
        return _Letterhead(self)


_WATER = ink("#30363d")


class _Letterhead(Block):
    """The logo on the left and the company on the right; without a logo the name takes its place."""

    role = "Sect"

    def __init__(self, house: House) -> None:
        company = house.company
        self.logo, self.after, self.width = house.logo, 20, 0.0
        self.name = pdf_text(company.name, 200)
        self.name_style = Style("bold", 15, 20, house.accent)
        reach = (company.phone, company.email, company.web)
        self.lines = [(pdf_text(line, 200), FINE) for line in (*company.address, *reach) if line]
        if self.logo and self.name:
            self.lines.insert(0, (self.name, FINE_BOLD))

    def fit(self, width: float) -> None:
        self.width = width
        self.height = max(LOGO_HEIGHT, len(self.lines) * FINE.leading)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.logo:
            wide, high = _fitted(self.logo)
            pen.picture(self.logo, x, y, wide, high)
        else:
            down = y + baseline(self.name_style)
            for line in lines_of(self.name, self.name_style, self.width * 0.55)[:2]:
                pen.line_of_text(line, x, down)
                down += self.name_style.leading
        down = y + baseline(FINE)
        for text, style in self.lines:
            for line in lines_of(text, style, self.width * 0.42)[:1]:
                pen.line_of_text(line, x + self.width - line.width, down)
            down += FINE.leading


def _fitted(picture: Picture) -> tuple[float, float]:
    scale = min(LOGO_WIDTH / picture.width, LOGO_HEIGHT / picture.height)
    return picture.width * scale, picture.height * scale


class _Moment:
    """The document's own date where ReportLab would take the clock's."""

    tzname, dhh, dmm = "UTC", 0, 0

    def __init__(self, dated: date | datetime) -> None:
        moment = dated if isinstance(dated, datetime) else datetime.combine(dated, time(), UTC)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
        self.t = 0.0
        self.lt = moment.timetuple()
        self.YMDhms = tuple(self.lt)[:6]


def note(text: str) -> Block:
    """A soft line: "no complaint is open"."""
    from app.documents.blocks import Text

    return Text(text, SMALL_SOFT, after=2)
