"""The papers: a proposal of four pages against plain ReportLab, and the brief of the busiest account."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.measuring import Figure, Figures, cpu_of, rounds, wall_of
from tests.benchmarks.office import Office, opened

ROUNDS = 9
LINES = 60


def proposal(office: Office) -> Figures:
    """Content and drawing of a proposal with sixty lines, warm, in Latin letters and in Bengali."""
    from app.documents import render
    from app.queries.proposal import proposal_paper
    from tests.benchmarks.floors_pdf import draw_plainly

    with office.copied() as folder, opened(folder) as workspace:
        quote = workspace.do("New quote", _long_quote, office.busy_account).value
        reader = workspace.reader
        content = proposal_paper(reader, quote, language="it")

        def draw(language: str) -> bytes:
            return render(reader, "proposal", quote, language=language)

        pages = draw("it").count(b"/Type /Page\n") or None
        draw("bn"), draw_plainly(content, "it")
        latin, bengali, floor = rounds(
            ROUNDS, lambda: cpu_of(lambda: draw("it")), lambda: cpu_of(lambda: draw("bn")),
            lambda: cpu_of(lambda: draw_plainly(content, "it")),
        )  # fmt: skip
        note = f"{LINES} lines" + (f", {pages} pages" if pages else "")
        yield Figure("proposal", latin * 1000, "ms CPU", floor * 1000, 2.0, note=note)
        yield Figure("proposal-bengali", bengali * 1000, "ms CPU", floor * 1000, 3.0, note=note)


def _long_quote(session: Any, account: str) -> str:
    """A quote of sixty lines in four sections, with words for every part of the paper."""
    from app.records.quotes import Quote
    from app.services.quotes import make_quote

    products = session.reader.column(
        "SELECT p.id FROM products p JOIN prices r ON r.product_id = p.id WHERE p.is_active GROUP BY p.id"
        " ORDER BY p.seq LIMIT ?",
        (LINES,),
    )
    lines: list[dict[str, Any]] = []
    for place, product in enumerate(products):
        if place % 15 == 0:
            lines.append({"name": f"Section {place // 15 + 1}", "is_heading": True})
        lines.append(
            {"product_id": product, "quantity": str(1 + place % 9), "detail": "From stock, with certificate"}
        )
    quote = make_quote(session, account, "Spare parts for line 2", currency="EUR", lines=lines)
    record = session.find(Quote, quote)
    record.need = "Line 2 shall not stand still for bearings any more.\nOne invoice a month."
    record.solution = "A safety stock at our house.\nDelivery within a working day.\nA review every quarter."
    record.plan = "Stock list agreed\nFirst delivery\nReview after three months"
    record.warranty = "24 months on all parts."
    session.flush()
    return str(quote)


def brief(office: Office) -> Figures:
    """The meeting brief of the busiest account, warm, from the question to the bytes, by the clock."""
    from app.documents import render

    with office.open() as workspace:
        visit = workspace.reader.value(
            "SELECT id FROM visits WHERE account_id = ? AND state = 'planned' ORDER BY starts_at LIMIT 1",
            (office.busy_account,),
        )

        def draw() -> None:
            render(workspace.reader, "meeting_brief", visit or office.busy_account)

        draw()
        wall, cpu = rounds(ROUNDS, lambda: wall_of(draw), lambda: cpu_of(draw))
        yield Figure("brief", wall * 1000, "ms", None, 150, "value", note=f"{cpu * 1000:.0f} ms CPU")
