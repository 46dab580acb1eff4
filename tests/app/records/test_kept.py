"""Every kind goes through the store and comes out as it went in, with the generic means alone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from app.errors import Refused
from app.queries import records as questions
from app.queries.search import search
from app.records import kinds
from app.records.base import Record, fields, links
from app.services import records as verbs
from app.store.session import StoreSession
from app.store.workspace import Workspace

EVERY = kinds()
DAY = date(2026, 11, 21)
PLAIN: dict[str, Any] = {
    "text": "Ölmühle", "long": "Ölmühle\nnorth", "day": DAY, "moment": datetime(2026, 11, 21, 9, tzinfo=UTC),
    "money": Decimal("12.34"), "number": Decimal("3.5"), "percent": Decimal("5.5"), "whole": 5, "flag": False,
    "phone": "+39 02 1234567", "email": "office@example.org", "web": "https://example.org", "currency": "EUR",
    "language": "it", "country": "IT", "json": {"rule": "all"},
}  # fmt: skip
NUMBERS = count(1)
LEFT_OUT = {"latitude", "longitude"}


def filled(session: StoreSession, kind: type[Record]) -> dict[str, Any]:
    """A value for every field of a kind; links only where they are required, to records made for it."""
    values: dict[str, Any] = {}
    for name, about in fields(kind).items():
        default = kind.__table__.c[name].default
        if about.kind == "link":
            if about.required:
                target = EVERY[links(kind)[name]]
                values[name] = verbs.add(session, target.__tablename__, filled(session, target))
        elif about.choices:
            values[name] = default.arg if default is not None else about.choices[0]
        elif name not in LEFT_OUT:
            values[name] = PLAIN[about.kind or "text"]
    if values.get("number"):
        values["number"] = (
            f"{values['number']} {next(NUMBERS)}"  # quotes, orders, contracts, cases: each has its own
        )
    if kind.__tablename__ in ("channels", "segment_members", "campaign_members"):
        values["account_id"] = verbs.add(session, "accounts", {"name": "Ölmühle"})
    return values


@pytest.fixture
def one_of_each(workspace: Workspace) -> dict[str, tuple[str, dict[str, Any]]]:
    """One record of every kind, all fields filled, as one step."""
    made = {}
    with workspace.step("One of each") as session:
        for table, kind in EVERY.items():
            values = filled(session, kind)
            made[table] = (verbs.add(session, table, values), values)
    return made


def test_every_kind_comes_out_as_it_went_in(
    workspace: Workspace, one_of_each: dict[str, tuple[str, dict[str, Any]]]
) -> None:
    with workspace.step("Read") as session:
        for table, (record_id, values) in one_of_each.items():
            record = session.find_kind(table, record_id)
            session.expire(record)
            assert {name: getattr(record, name) for name in values} == values, table


def test_every_kind_is_listed(
    workspace: Workspace, one_of_each: dict[str, tuple[str, dict[str, Any]]]
) -> None:
    for table, (record_id, _) in one_of_each.items():
        page = workspace.ask(questions.listing, table)
        assert record_id in [row["id"] for row in page.rows], table
        assert page.total == len(page.rows)


def test_every_searchable_kind_is_found_by_folded_words(
    workspace: Workspace, one_of_each: dict[str, tuple[str, dict[str, Any]]]
) -> None:
    for table, kind in EVERY.items():
        about = fields(kind)
        if any(each.search and each.kind in ("text", "long") for each in about.values()):
            hits = workspace.ask(search, "olmuhl", limit=100, kinds=[table])
            assert one_of_each[table][0] in [hit.id for hit in hits], table
            assert all(hit.title for hit in hits), table


def test_the_whole_step_is_taken_back(
    workspace: Workspace, one_of_each: dict[str, tuple[str, dict[str, Any]]]
) -> None:
    workspace.undo()
    for table in EVERY:
        assert workspace.ask(questions.listing, table).total == 0, table


def test_an_issued_quote_is_closed_to_every_generic_means(workspace: Workspace) -> None:
    with workspace.step("Issue") as session:
        account = verbs.add(session, "accounts", {"name": "Molino"})
        quote = verbs.add(
            session, "quotes", {"account_id": account, "number": "Q-1", "state": "issued", "issued_on": DAY}
        )
        line = verbs.add(session, "quote_lines", {"quote_id": quote, "name": "Mill", "price": Decimal(10)})
    for verb, arguments in [
        (verbs.change, ("quote_lines", line, {"price": Decimal(9)})),
        (verbs.delete, ("quote_lines", line)),
        (verbs.add, ("quote_lines", {"quote_id": quote, "name": "Bonus"})),
        (verbs.change, ("quotes", quote, {"discount_percent": Decimal(50)})),
        (verbs.change, ("quotes", quote, {"state": "draft"})),
        (verbs.delete, ("quotes", quote)),
    ]:
        with pytest.raises(Refused):
            workspace.do("Try", verb, *arguments)
    assert workspace.ask(questions.listing, "quote_lines").rows[0]["price"] == "10"


def test_a_client_is_carried_from_prospect_to_repeat_customer(workspace: Workspace) -> None:
    account = workspace.do("Add", verbs.add, "accounts", {"name": "Molino"}).value
    path = ("contacted", "needs_known", "presented", "negotiating", "contracted", "served", "repeat")
    for stage in path:
        workspace.do("Move", verbs.change, "accounts", account, {"stage": stage})
    with pytest.raises(Refused):
        workspace.do("Move", verbs.change, "accounts", account, {"stage": "prospect"})
    assert workspace.ask(questions.listing, "accounts").rows[0]["stage"] == "repeat"


def test_a_submitted_visit_is_not_unlocked_by_setting_its_state(workspace: Workspace) -> None:
    account = workspace.do("Add", verbs.add, "accounts", {"name": "Molino"}).value
    values = {"account_id": account, "subject": "Prices", "summary": "Agreed.", "starts_at": PLAIN["moment"]}
    visit = workspace.do("Log", verbs.add, "visits", values).value
    workspace.do("Submit", verbs.change, "visits", visit, {"state": "submitted"})
    with pytest.raises(Refused):
        workspace.do("Unlock", verbs.change, "visits", visit, {"state": "saved"})
    with pytest.raises(Refused):
        workspace.do("Edit", verbs.change, "visits", visit, {"summary": "Refused."})
    workspace.do("Add", verbs.add, "visit_addenda", {"visit_id": visit, "text": "The price was 12, not 10."})
