"""The sixth block: the papers that came of the visit, and those that may be begun from it."""

from collections.abc import Callable
from typing import Any

from app.language import t
from ui.screens import for_kind
from ui.screens.base import House, Place
from ui.widgets.basics import Button


def paper_buttons(house: House, found: Any, start: Callable[[str], object]) -> list[Button]:
    """A link to each paper there is, and two buttons that begin another."""
    buttons = [_link(house, each) for each in found.papers]
    buttons.append(Button(t("Start a proposal from this visit"), "file-plus", "", lambda: start("quotes")))
    buttons.append(Button(t("Start an order from this visit"), "package", "", lambda: start("orders")))
    return buttons


def _link(house: House, paper: Any) -> Button:
    is_quote = paper.kind == "quotes"
    number = paper.number or t("Draft")
    text = t("Proposal {number}", number=number) if is_quote else t("Order {number}", number=number)
    place = Place(for_kind(paper.kind), paper.id, paper.kind)
    return Button(text, "file-text" if is_quote else "package", "link", lambda: house.go(place))


def start_paper(session: Any, kind: str, visit: str, account: str, report: dict[str, Any]) -> tuple[str, str]:
    """Write the visit down and begin a quote or order that points at it."""
    from app.services import numbers, quotes, records, visit_report

    visit = visit_report.write_report(session, visit, account, **report)
    if kind == "quotes":
        return visit, quotes.make_quote(session, account, visit=visit)
    values = {"account_id": account, "visit_id": visit, "number": numbers.next_number(session, "orders")}
    return visit, records.add(session, "orders", values)
