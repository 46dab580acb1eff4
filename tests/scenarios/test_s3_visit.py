"""S3, steps 2, 5, 6 and 7: at the client's table, from the first need to the handed-over minutes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.documents import render
from app.errors import Denied, Refused
from tests.scenarios.conftest import NOW, Office

Pages = Callable[[bytes], list[str]]


@pytest.fixture
def visit(office: Office) -> str:
    """A visit in progress, its talk written down."""
    return str(
        office.do(
            "log_visit",
            account=office.account,
            subject="Quarterly review",
            starts_at=NOW - timedelta(hours=2),
            summary="Line 3 stands still twice a month.",
            internal_notes="Margin may go down to 24 %.",
            contacts=[office.director, office.buyer],
            needs=[
                {"statement": "Spare parts within 48 hours", "importance": "5"},
                {"statement": "One invoice a month", "importance": "2"},
            ],
            objections=[
                {
                    "text": "Your rival is cheaper",
                    "kind": "price",
                    "answer": "Count the stops",
                    "result": "convinced",
                }
            ],
            promises=[{"text": "Send the service plan", "due_on": "2026-11-27"}],
        )
    )


def test_needs_and_an_objection_with_its_answer_stand_beside_the_client(office: Office, visit: str) -> None:
    reader = office.workspace.reader
    needs = reader.rows(
        "SELECT statement, importance, account_id FROM needs WHERE visit_id = ? ORDER BY seq", (visit,)
    )
    assert [need.statement for need in needs] == ["Spare parts within 48 hours", "One invoice a month"]
    assert {need.account_id for need in needs} == {office.account}
    said = reader.row("SELECT text, answer, result FROM objections WHERE visit_id = ?", (visit,))
    assert (said.answer, said.result) == ("Count the stops", "convinced")


def test_a_dissatisfaction_becomes_a_complaint_in_one_step(office: Office, visit: str) -> None:
    objection = office.workspace.reader.value("SELECT id FROM objections WHERE visit_id = ?", (visit,))
    case = office.do("complaint_from_objection", objection=objection, severity="major")
    row = office.workspace.reader.row("SELECT * FROM cases WHERE id = ?", (case,))
    assert (row.type, row.account_id, row.visit_id, row.state) == (
        "complaint",
        office.account,
        visit,
        "received",
    )
    office.workspace.undo()
    assert office.value("cases", case, "deleted_at") is not None, "one step, so one undo takes it back"


def test_the_client_gets_minutes_without_a_word_of_ours(office: Office, visit: str, pages: Pages) -> None:
    client = " ".join(
        pages(office.workspace.ask(render, "visit_report", visit, language="en", edition="client"))
    )
    internal = " ".join(
        pages(office.workspace.ask(render, "visit_report", visit, language="en", edition="internal"))
    )
    for words in ("Line 3 stands still twice a month.", "Spare parts within 48 hours", "Send the service plan",
                  "Elena Ivanova", "Petar Dimitrov"):  # fmt: skip
        assert words in client, f"missing: {words}"
    assert "Margin may go down" not in client
    assert "Your rival is cheaper" not in client
    assert "Margin may go down to 24 %." in internal


def test_a_visit_without_minutes_cannot_be_submitted(office: Office) -> None:
    empty = office.do("log_visit", account=office.account, subject="Short stop")
    with pytest.raises(Refused) as refusal:
        office.do("submit_visit", visit=empty)
    assert "summary" in refusal.value.fields
    assert office.value("visits", empty, "state") == "saved"


def test_a_submitted_visit_is_only_added_to(office: Office, visit: str, pages: Pages) -> None:
    office.do("submit_visit", visit=visit)
    with pytest.raises(Refused):
        office.change("visits", visit, summary="Something else")
    with pytest.raises(Refused):
        office.do("log_visit", visit=visit, summary="Something else")
    assert office.value("visits", visit, "summary") == "Line 3 stands still twice a month."
    office.do("add_addendum", visit=visit, text="It was line 4, not line 3.")
    text = " ".join(
        pages(office.workspace.ask(render, "visit_report", visit, language="en", edition="client"))
    )
    assert "It was line 4, not line 3." in text


def test_unlocking_is_a_right_and_leaves_its_reason(office: Office, visit: str) -> None:
    office.do("submit_visit", visit=visit)
    with pytest.raises(Denied):
        office.do("unlock_visit", visit=visit, reason="Wrong day")
    lead = office.add("users", name="Sales lead", role="sales_lead", rights="unlock_visits")
    office.workspace.preferences["user.id"] = lead
    office.do("unlock_visit", visit=visit, reason="Wrong day")
    assert office.value("visits", visit, "state") == "saved"
    assert office.value("visits", visit, "unlock_reason") == "Wrong day"


def test_the_next_step_appears_in_calendar_and_ledger(office: Office, visit: str) -> None:
    office.do(
        "plan_visit",
        account=office.account,
        subject="Show the service plan",
        starts_at=NOW + timedelta(hours=26),
    )
    agenda = office.ask("agenda", on="2026-11-20")
    assert "Show the service plan" in [entry.subject for entry in agenda.ahead]
    card = office.ask("account_card", account=office.account, on="2026-11-20")
    assert ("promises", "Send the service plan") in [(item.kind, item.title) for item in card.open_items]
    due = office.ask("agenda", on="2026-11-27").due
    assert "Send the service plan" in [item.title for item in due]
