"""The floor of the proposal: the same page drawn by plain ReportLab with lean fonts and binary streams."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from app.language import language
from app.queries.papers import PriceLine, ProposalPaper

_ACCENT, _SOFT, _SHADE = "#0b6b6b", "#4a5663", "#f4f8f8"


@cache
def _styles() -> dict[str, Any]:
    """Fonts registered once, as any program would."""
    from reportlab import rl_config
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.useA85 = 0
    for name, file in (("Floor", "RapportSans-Regular.ttf"), ("FloorBold", "RapportSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(files("resources").joinpath("fonts", file))))
    body = ParagraphStyle("body", fontName="Floor", fontSize=10, leading=14, spaceAfter=6)
    small = ParagraphStyle("small", parent=body, fontSize=9, leading=12, spaceAfter=0)
    return {
        "body": body,
        "small": small,
        "bold": ParagraphStyle("bold", parent=small, fontName="FloorBold"),
        "title": ParagraphStyle("title", parent=body, fontName="FloorBold", fontSize=20, leading=25, textColor=_ACCENT),
        "head": ParagraphStyle(
            "head", parent=body, fontName="FloorBold", fontSize=12.5, leading=17, textColor=_ACCENT, spaceBefore=12,
            spaceAfter=4, keepWithNext=1,
        ),
    }  # fmt: skip


def draw_plainly(content: ProposalPaper, code: str) -> bytes:
    """A proposal by ReportLab's own paragraphs and tables: letterhead, need, prices, totals, terms, signatures."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Image, SimpleDocTemplate, Spacer

    styles, speech = _styles(), language(code)
    stream = BytesIO()
    document = SimpleDocTemplate(
        stream, pagesize=A4, leftMargin=71, rightMargin=57, topMargin=57, bottomMargin=62, title=content.number,
        author=content.company.name, initialFontName="Floor", lang=code, pageCompression=1, invariant=1,
    )  # fmt: skip
    story: list[Any] = []
    if content.company.logo:
        story += [Image(BytesIO(content.company.logo), width=120, height=40, hAlign="LEFT"), Spacer(1, 12)]
    for line in (
        content.company.name,
        *content.company.address,
        content.client.name,
        *content.client.address,
    ):
        story.append(_text(line, styles["small"]))
    story.append(_facts(content, speech, styles))
    story.append(_text(f"Proposal {content.number}", styles["title"]))
    story += _section("What changed", content.changes, styles)
    story += _section("What you need", [need.words for need in content.needs], styles)
    story += _section("What we propose", content.solution, styles)
    story += _section("What you gain", content.result, styles)
    story += [_text("Prices", styles["head"]), _prices(content, speech, styles)]
    story += [_text("Plan", styles["head"]), _plan(content, speech, styles)]
    story += _section("Terms", [content.payment, content.delivery, content.warranty], styles)
    story += [_text("Acceptance", styles["head"]), Spacer(1, 40), _signatures(content, styles)]
    document.build(story, canvasmaker=_numbered(content))
    return stream.getvalue()


def _text(text: str, style: Any) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(escape(text), style)


def _section(title: str, paragraphs: Any, styles: dict[str, Any]) -> list[Any]:
    return [_text(title, styles["head"]), *(_text(paragraph, styles["body"]) for paragraph in paragraphs)]


def _facts(content: ProposalPaper, speech: Any, styles: dict[str, Any]) -> Any:
    from reportlab.platypus import Table

    rows = [
        ["Date", speech.day(content.dated_on)],
        ["Valid until", speech.day(content.valid_until)],
        ["Net amount", speech.money(content.totals.net, content.currency)],
        ["Total with tax", speech.money(content.totals.gross, content.currency)],
    ]
    return Table(rows, colWidths=[90, 150], style=_look(), hAlign="RIGHT")


def _prices(content: ProposalPaper, speech: Any, styles: dict[str, Any]) -> Any:
    from reportlab.platypus import Table

    def amount(value: Any) -> str:
        return str(speech.amount(value, content.currency))

    rows: list[list[Any]] = [["No.", "Item", "Quantity", "Unit", "Unit price", "Discount", "Net"]]
    section = ""
    for line in content.lines:
        if line.section != section:
            section = line.section
            inside = sum(each.net for each in content.lines if each.section == section)
            rows.append(["", _text(f"{section} {amount(inside)}", styles["bold"]), "", "", "", "", ""])
        rows.append(_line(line, content, speech, styles))
    rows.append(["", "Net amount", "", "", "", "", amount(content.totals.net)])
    for tax in content.totals.taxes:
        rows.append(
            ["", f"Tax {speech.percent(tax.rate)} on {amount(tax.base)}", "", "", "", "", amount(tax.tax)]
        )
    rows.append(["", "Total", "", "", "", "", amount(content.totals.gross)])
    return Table(rows, colWidths=[28, None, 52, 42, 56, 52, 64], repeatRows=1, style=_look(right=2))


def _line(line: PriceLine, content: ProposalPaper, speech: Any, styles: dict[str, Any]) -> list[Any]:
    item = [_text(line.name, styles["bold"])]
    if line.detail:
        item.append(_text(line.detail, styles["small"]))
    price = speech.amount(line.unit_price, content.currency, most=4)
    discount = speech.percent(line.discount) if line.discount else ""
    net = speech.amount(line.net, content.currency)
    return [line.position, item, speech.number(line.quantity), line.unit, price, discount, net]


def _plan(content: ProposalPaper, speech: Any, styles: dict[str, Any]) -> Any:
    from reportlab.platypus import Table

    rows = [
        [_text(step.what, styles["small"]), step.who, speech.day(step.on) if step.on else step.when]
        for step in content.plan
    ]
    return Table(rows, colWidths=[None, 130, 80], style=_look())


def _signatures(content: ProposalPaper, styles: dict[str, Any]) -> Any:
    from reportlab.platypus import Table

    rows = [
        [content.client.name, "", content.company.name],
        ["Name, role", "", "Name, role"],
        ["Date", "", "Date"],
        ["Signature", "", "Signature"],
    ]
    return Table(rows, colWidths=[None, 30, None], rowHeights=36, style=_look())


def _look(right: int = 99) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import TableStyle

    commands: list[Any] = [
        ("FONT", (0, 0), (-1, -1), "Floor", 9, 12),
        ("FONT", (0, 0), (-1, 0), "FloorBold", 9, 12),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, HexColor(_ACCENT)),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [HexColor(_SHADE), None]),
    ]
    if right < 99:
        commands.append(("ALIGN", (right, 0), (-1, -1), "RIGHT"))
    return TableStyle(commands)


def _numbered(content: ProposalPaper) -> Any:
    """A canvas that writes "page x of y" once y is known."""
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.states: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self.states.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self.states, 1):
                self.__dict__.update(state)
                self.setFont("Floor", 8)
                self.drawString(71, 40, f"{content.number} · {content.company.legal_line}")
                self.drawRightString(538, 51, f"Page {number} of {len(self.states)}")
                Canvas.showPage(self)
            super().save()

    return Numbered
