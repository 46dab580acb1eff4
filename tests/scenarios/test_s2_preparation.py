"""S2, steps 4 to 6: the evening before a visit, the brief is printed for a client with a long past."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.documents import render
from app.language import language
from tests.scenarios.conftest import NOW, TODAY, Office

Pages = Callable[[bytes], list[str]]


@pytest.fixture
def visit(office: Office) -> str:
    """Tomorrow's visit at a client with 5,000 talks behind it, orders, a complaint, promises and a rival."""
    office.history(5_000)
    for days, text in (
        (24, "They test our seals"),
        (22, "Seals passed the test"),
        (20, "Price is the last question"),
    ):
        office.do(
            "log_visit",
            account=office.account,
            subject="Visit",
            starts_at=NOW - timedelta(days=days),
            summary=text,
        )
    ordered(office)
    expected(office)
    return str(
        office.do(
            "plan_visit", account=office.account, subject="Frame contract 2027", starts_at=NOW + timedelta(hours=3),
            ask="Signature under the frame contract", contacts=[office.director], objectives=["Agree the bonus clause"],
        )
    )  # fmt: skip


def ordered(office: Office) -> None:
    """Four orders a month apart, delivered; a fifth is late."""
    for month in (7, 8, 9, 10):
        order = office.add(
            "orders", number=f"O-{month}", account_id=office.account, state="delivered", currency="EUR",
            ordered_on=date(2026, month, 10), requested_on=date(2026, month, 20), shipped_on=date(2026, month, 19),
            net=Decimal("1200.00"),
        )  # fmt: skip
        office.add(
            "order_lines", order_id=order, product_id=office.product, name="Bearing 6204", quantity=Decimal(120),
            price=Decimal(10), net=Decimal(1200),
        )  # fmt: skip
    office.add(
        "orders", number="O-LATE", account_id=office.account, state="confirmed", currency="EUR",
        ordered_on=date(2026, 11, 2), requested_on=date(2026, 11, 12), net=Decimal("640.00"),
    )  # fmt: skip


def expected(office: Office) -> None:
    """What the client waits for, what we wait for, and who else is at the door."""
    office.do(
        "open_case", subject="Rust on 40 bearings", account=office.account, values={"severity": "major"}
    )
    office.do("make_promise", text="Send the test protocol", account=office.account, due_on="2026-11-18")
    office.do(
        "make_promise",
        text="Name the line-3 budget",
        account=office.account,
        side="theirs",
        due_on="2026-12-01",
    )
    rival = office.add("competitors", name="Danube Lager")
    office.add(
        "competitor_sightings",
        competitor_id=rival,
        account_id=office.account,
        text="Offers 5 % less",
        seen_on=TODAY,
    )


def test_the_brief_of_a_client_with_a_long_past_is_printed_at_once_and_says_what_matters(
    office: Office, visit: str, pages: Pages
) -> None:
    started = time.perf_counter()
    data = office.workspace.ask(render, "meeting_brief", visit, language="en", on=TODAY)
    assert time.perf_counter() - started <= 2
    page = pages(data)[0]
    for words in (
        "Agree the bonus clause", "Signature under the frame contract",  # purpose and what I ask for
        "Elena Ivanova", "Decision maker", "Uptime of line 3",  # people
        "Price is the last question", "Seals passed the test",  # last visits
        "Send the test protocol", "Name the line-3 budget",  # promises both ways
        "Rust on 40 bearings", "O-LATE",  # complaints, deliveries
        "Danube Lager", "Offers 5 % less",  # competitor
    ):  # fmt: skip
        assert words in page, f"missing: {words}"
    assert len(pages(data)) == 2, "one page, and its second side for notes"


def test_a_block_without_data_says_so(office: Office, pages: Pages) -> None:
    bare = office.add("accounts", name="New Prospect GmbH")
    text = pages(office.workspace.ask(render, "meeting_brief", bare, language="en", on=TODAY))[0]
    for words in (
        "No complaint is open.",
        "No competitor is known here.",
        "Too few orders for a statement.",
        "No order is open.",
    ):
        assert words in text, f"missing: {words}"
    assert "None" not in text


def test_the_same_brief_twice_has_the_same_bytes(office: Office, visit: str) -> None:
    first = office.workspace.ask(render, "meeting_brief", visit, language="el", on=TODAY)
    second = office.workspace.ask(render, "meeting_brief", visit, language="el", on=TODAY)
    assert first == second


def test_no_figure_on_paper_differs_from_the_screen(office: Office, visit: str, pages: Pages) -> None:
    card = office.ask("account_card", account=office.account, on=TODAY.isoformat())
    text = pages(office.workspace.ask(render, "meeting_brief", visit, language="en", on=TODAY))[0]
    spoken = language("en")
    assert card.money.last_12_months == Decimal("5440.0000")
    assert spoken.money(card.money.last_12_months, "EUR") in text
    assert str(card.rhythm.median_days) in text
    assert card.rhythm.next_on is not None
    assert spoken.day_month(card.rhythm.next_on) in text
    overdue = [item for item in card.open_items if item.is_overdue and item.kind == "promises"]
    assert [item.title for item in overdue] == ["Send the test protocol"]
