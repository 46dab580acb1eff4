"""Files of our own making come back to where they belong, and no file gets past a rule."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.interop import bringing
from app.interop.giving import give_out
from app.services import records
from app.services.quotes import approve_quote, issue_quote, make_quote
from app.store.workspace import Workspace

Bring = Callable[..., dict[str, Any]]


@pytest.fixture
def bring(workspace: Workspace, tmp_path: Path) -> Bring:
    """Brings lines of a table in."""

    def write(*lines: str, kind: str = "") -> dict[str, Any]:
        path = tmp_path / "list.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return bringing.bring_in(workspace, bringing.look_at(workspace, path, kind))

    return write


def add(workspace: Workspace, kind: str, **values: Any) -> str:
    """Add a record."""
    return str(workspace.do("Add", records.add, kind, values).value)


def refusals(summary: dict[str, Any]) -> list[str]:
    """Why rows stayed out."""
    return [each["reason"] for each in summary["refused"]]


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_an_export_brought_back_changes_nothing(workspace: Workspace, tmp_path: Path, format: str) -> None:
    head = add(workspace, "accounts", name="Alpha Group", phone="+39 02 123456")
    account = add(workspace, "accounts", name="=Alpha Works", parent_id=head, tags="a, b")
    person = add(workspace, "contacts", name="Ιωάννα Παπαδά", account_id=account)
    add(workspace, "activities", subject="Call", account_id=account, contact_id=person)
    for kind in ("accounts", "contacts", "activities"):
        path = tmp_path / f"{kind}.{format}"
        give_out(workspace, kind, format, path, {})
        found = bringing.look_at(workspace, path)
        assert (found.kind, dict(found.plan.counts)) == (kind, {"match": 2 if kind == "accounts" else 1})


def test_a_corrected_export_changes_the_record_it_came_from(workspace: Workspace, bring: Bring) -> None:
    account = add(workspace, "accounts", name="Alpha", city="Rome")
    summary = bring("id,name,city", f"{account},Alpha S.p.A.,Milan")
    assert (summary["created"], summary["updated"]) == (0, 1)
    row = workspace.reader.row("SELECT name, city FROM accounts")
    assert tuple(row) == ("Alpha S.p.A.", "Milan")


def test_a_row_that_points_at_nobody_is_refused_alone(workspace: Workspace, bring: Bring) -> None:
    here = add(workspace, "accounts", name="Alpha")
    gone = "01a1fcb0-0000-7000-8000-000000000000"
    summary = bring(
        "id,name,account_id,account_title",
        f"01a1fcb0-0000-7000-8000-000000000001,Anna,{here},Alpha",
        f"01a1fcb0-0000-7000-8000-000000000002,Bruno,{gone},Nobody Ltd",
        f"01a1fcb0-0000-7000-8000-000000000003,Carla,{gone},Alpha",
        kind="contacts",
    )
    assert (summary["created"], refusals(summary)) == (2, ["There is no account “Nobody Ltd”."])
    assert workspace.reader.column("SELECT DISTINCT account_id FROM contacts") == [here]


def test_a_daughter_may_stand_before_its_mother(workspace: Workspace, bring: Bring) -> None:
    mother, orphan = "01a1fcb0-0000-7000-8000-000000000001", "01a1fcb0-0000-7000-8000-000000000009"
    summary = bring(
        "id,name,parent_id,city",
        f"01a1fcb0-0000-7000-8000-000000000002,Daughter GmbH,{mother},Ulm",
        f"{mother},Mother AG,,Bonn",
        f"01a1fcb0-0000-7000-8000-000000000003,Orphan SA,{orphan},Lyon",
    )
    assert (summary["created"], len(refusals(summary))) == (2, 1)
    assert workspace.reader.value("SELECT parent_id FROM accounts WHERE name = 'Daughter GmbH'") == mother


def test_a_deleted_record_comes_back_as_a_new_one(workspace: Workspace, bring: Bring) -> None:
    account = add(workspace, "accounts", name="Alpha")
    workspace.do("Delete", records.delete, "accounts", account)
    assert bring("id,name,city", f"{account},Alpha,Rome")["created"] == 1
    assert workspace.reader.value("SELECT id FROM accounts WHERE deleted_at IS NULL") != account


def test_no_file_gets_past_choices_needed_fields_and_moments(workspace: Workspace, bring: Bring) -> None:
    id = "01a1fcb0-0000-7000-8000-00000000000"
    assert refusals(bring("id,name,stage", f"{id}1,Alpha,happy"))[0].startswith("Stage:")
    assert refusals(bring("id,type,starts_at", f"{id}2,call,", kind="activities")) == ["Subject is needed."]
    assert "not a moment" in refusals(bring("id,subject,starts_at", f"{id}3,Call,soon", kind="activities"))[0]
    assert "too large" in refusals(bring("id,name,employees", f"{id}4,Alpha,99999999999999999999"))[0]
    assert workspace.reader.value("SELECT count(*) FROM accounts") == 0


def test_no_file_moves_or_changes_an_issued_quote(workspace: Workspace, bring: Bring) -> None:
    account = add(workspace, "accounts", name="Alpha")
    lines = [{"name": "Visit", "quantity": "1", "price": "100"}]
    quote = workspace.do("Quote", make_quote, account, lines=lines).value
    workspace.do("Terms", records.change, "quotes", quote, {"payment_terms": "30 days"})
    workspace.do("Approve", approve_quote, quote)
    workspace.do("Issue", issue_quote, quote)
    assert len(refusals(bring("id,number,state", f"{quote},,draft", kind="quotes"))) == 1
    assert len(refusals(bring("id,number,payment_terms", f"{quote},,never", kind="quotes"))) == 1
    row = workspace.reader.row("SELECT state, payment_terms FROM quotes")
    assert (row.state, row.payment_terms) == ("issued", "30 days")
