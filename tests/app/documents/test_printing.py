from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from app.documents import print_document, render
from app.services import quotes, records, visits
from tests.app.documents.reading import pages_of, running_text

NEXT_WEEK = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
INTERNAL = "They would pay ten per cent more"


@pytest.fixture
def world(workspace):
    """A Greek client, a person there, a visit to come, a visit logged, a quote."""

    def add(kind, **values):
        return workspace.do("Add", records.add, kind, values).value

    account = add(
        "accounts", name="Μύλοι <Αιγαίου> & Υιοί", type="customer", country="GR", language="el", city="Χίος"
    )
    contact = add("contacts", name="Ευγενία Κουρή", account_id=account)
    planned = workspace.do(
        "Plan",
        visits.plan_visit,
        account,
        "Seals for line 2",
        NEXT_WEEK,
        place="Χίος",
        ask="A trial order",
        contacts=[contact],
    ).value
    logged = workspace.do(
        "Log", visits.log_visit, account=account, subject="First talk", starts_at=NEXT_WEEK - timedelta(days=20),
        summary="We looked at the line.", decisions="A trial in May.", internal_notes=INTERNAL, contacts=[contact],
        needs=[{"statement": "Χάνουμε δύο ημέρες τον μήνα"}],
    ).value  # fmt: skip
    quote = workspace.do("Quote", quotes.make_quote, account, "Στεγανοποίηση").value
    for number in range(1, 13):
        workspace.do(
            "Line",
            quotes.add_quote_line,
            quote,
            name=f"Seal {number}",
            quantity=Decimal(number),
            price=Decimal("12.50"),
            tax_rate=Decimal(24),
        )
    return {"account": account, "planned": planned, "logged": logged, "quote": quote}


def test_a_brief_is_printed_from_the_records_of_a_visit(workspace, world):
    data = workspace.ask(render, "meeting_brief", world["planned"])
    text = running_text(data)
    assert len(pages_of(data)) == 2
    for known in ("Μύλοι <Αιγαίου> & Υιοί", "A trial order", "Ευγενία Κουρή", "Meeting brief"):
        assert known in text


def test_a_proposal_speaks_the_clients_language(workspace, world):
    printed = workspace.ask(print_document, "proposal", world["quote"])
    text = running_text(printed.data)
    assert 3 <= len(pages_of(printed.data)) <= 6
    assert b"/Lang (el)" in printed.data and "Σύνολο με ΦΠΑ" in text
    assert "975,00" in text and "234,00" in text and "1.209,00" in text
    assert printed.file_name.endswith("_Μύλοι-Αιγαίου-Υιοί_v1.pdf")


def test_a_proposal_can_be_printed_in_another_language_and_on_letter_paper(workspace, world):
    data = workspace.ask(render, "proposal", world["quote"], language="de", paper="letter")
    assert "Gesamtbetrag" in running_text(data) and b"/MediaBox [ 0 0 612 792 ]" in data


def test_internal_notes_of_a_visit_are_only_in_the_internal_edition(workspace, world):
    client = workspace.ask(render, "visit_report", world["logged"])
    internal = workspace.ask(render, "visit_report", world["logged"], edition="internal")
    assert INTERNAL not in running_text(client) and "A trial in May." in running_text(client)
    assert INTERNAL in running_text(internal) and b"/Lang (en)" in internal


def test_the_day_pack_holds_the_brief_of_each_visit_of_the_day(workspace, world):
    pages = pages_of(workspace.ask(render, "day_pack", "2026-11-23"))
    assert len(pages) == 4 and "Μύλοι" in pages[0] and "Μύλοι" in pages[2]


@pytest.mark.parametrize(
    ("name", "record"), [("meeting_brief", "planned"), ("visit_report", "logged"), ("proposal", "quote")]
)
def test_printing_twice_gives_the_same_bytes(workspace, world, name, record):
    assert workspace.ask(render, name, world[record]) == workspace.ask(render, name, world[record])
