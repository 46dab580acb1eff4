"""The visit report written as a whole: rows added, changed and taken away in one step."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Refused

if TYPE_CHECKING:
    from app.store.workspace import Workspace


@pytest.fixture
def client(workspace: Workspace) -> tuple[str, tuple[str, str]]:
    """An account with two people."""
    from app.services import records

    def fill(session: Any) -> tuple[str, tuple[str, str]]:
        account = records.add(session, "accounts", {"name": "Aegean Foods SA"})
        one, other = (
            records.add(session, "contacts", {"name": name, "account_id": account})
            for name in ("Eleni", "Nikos")
        )
        return account, (one, other)

    return workspace.do("Fill", fill).value


def written(workspace: Workspace, visit: str = "", account: str = "", **report: Any) -> str:
    from app.services.visit_report import write_report

    return str(workspace.do("Log visit", write_report, visit, account, **report).value)


def read(workspace: Workspace, visit: str) -> Any:
    from app.queries.visit_form import visit_form

    return workspace.ask(visit_form, visit)


def test_a_visit_nobody_planned_is_written_with_everything_that_came_of_it(
    workspace: Workspace, client: tuple[str, tuple[str, str]]
) -> None:
    account, (one, other) = client
    visit = written(
        workspace, account=account,
        values={"subject": "Trial", "summary": "They want it.", "starts_at": datetime(2026, 11, 21, 9, tzinfo=UTC)},
        contacts=[one], guests=["Ünal", " "],
        needs=[{"id": "", "statement": "Clean pumps", "importance": "4", "wanted_on": "2026-12-12"}],
        objections=[{"id": "", "text": "Too dear", "kind": "price", "result": "", "complaint": True}],
        promises=[{"id": "", "text": "Plan", "side": "theirs", "contact_id": other, "owner_id": "", "due_on": None}],
    )  # fmt: skip
    found = read(workspace, visit)
    assert found.state == "saved"
    assert [each.is_present for each in found.people] == [True, False]
    assert found.guests == ("Ünal",)
    assert (found.needs[0].importance, found.needs[0].wanted_on) == (4, date(2026, 12, 12))
    assert found.objections[0].case_number
    assert (found.steps[0].side, found.steps[0].who) == ("theirs", other)


def test_rows_with_an_id_are_changed_and_missing_ones_are_taken_away(
    workspace: Workspace, client: tuple[str, tuple[str, str]]
) -> None:
    needs = [{"id": "", "statement": "One"}, {"id": "", "statement": "Two"}]
    visit = written(workspace, account=client[0], needs=needs)
    first, second = read(workspace, visit).needs
    written(workspace, visit, needs=[{"id": second.id, "statement": "Two, and soon"}])
    assert [(each.id, each.statement) for each in read(workspace, visit).needs] == [
        (second.id, "Two, and soon")
    ]
    workspace.undo()
    assert [each.id for each in read(workspace, visit).needs] == [first.id, second.id]


def test_a_promise_settled_meanwhile_stays_although_the_form_does_not_show_it(
    workspace: Workspace, client: tuple[str, tuple[str, str]]
) -> None:
    from app.services import promises

    visit = written(workspace, account=client[0], promises=[{"id": "", "text": "Samples", "side": "ours"}])
    workspace.do("Kept", promises.settle_promise, read(workspace, visit).steps[0].id)
    written(workspace, visit, promises=[])
    assert [each.text for each in read(workspace, visit).steps] == ["Samples"]


def test_a_field_that_was_emptied_is_empty(workspace: Workspace, client: tuple[str, tuple[str, str]]) -> None:
    visit = written(workspace, account=client[0], values={"decisions": "A trial", "place": "Athens"})
    written(workspace, visit, values={"decisions": "", "place": "Athens"})
    found = read(workspace, visit)
    assert (found.decisions, found.place) == ("", "Athens")


def test_what_is_wrong_in_a_row_is_named_by_list_row_and_field(
    workspace: Workspace, client: tuple[str, tuple[str, str]]
) -> None:
    rows = [{"id": "", "statement": "Fine"}, {"id": "", "statement": "Wrong", "importance": "9"}]
    with pytest.raises(Refused) as refused:
        written(workspace, account=client[0], needs=rows)
    assert list(refused.value.fields) == ["needs.1.importance"]
    assert workspace.reader.value("SELECT count(*) FROM visits") == 0


def test_a_visit_that_began_later_than_its_planned_end_is_no_contradiction(
    workspace: Workspace, client: tuple[str, tuple[str, str]]
) -> None:
    from app.services import visits

    planned = workspace.do(
        "Plan", visits.plan_visit, client[0], "Trial", datetime(2026, 11, 21, 9, tzinfo=UTC)
    ).value
    written(
        workspace, planned, values={"starts_at": datetime(2026, 11, 21, 15, tzinfo=UTC), "summary": "Late"}
    )
    assert read(workspace, planned).starts_at == datetime(2026, 11, 21, 15, tzinfo=UTC)


def test_a_submitted_visit_is_not_written_again(
    workspace: Workspace, client: tuple[str, tuple[str, str]]
) -> None:
    from app.services import visits

    visit = written(workspace, account=client[0], values={"summary": "Said"})
    workspace.do("Submit", visits.submit_visit, visit)
    with pytest.raises(Refused):
        written(workspace, visit, values={"summary": "Otherwise"})
    assert read(workspace, visit).summary == "Said"


def test_undo_is_no_way_around_the_lock_of_a_submitted_visit(
    workspace: Workspace, client: tuple[str, tuple[str, str]]
) -> None:
    from app.services import visits

    visit = written(workspace, account=client[0], values={"summary": "Said"})
    workspace.do("Submit", visits.submit_visit, visit)
    with pytest.raises(Refused):
        workspace.undo()
    assert read(workspace, visit).is_locked
