"""A record's page: the moves its table permits, what hangs on it."""

from __future__ import annotations

import pytest

from app.errors import Refused
from app.queries.record_page import hanging, moves, record_page
from app.records import kind, kinds
from app.services import records
from app.services.moves import move_record
from app.store.workspace import Workspace


def add(workspace: Workspace, of: str, **values: object) -> str:
    return str(workspace.do("Add", records.add, of, values).value)


def test_moves_are_those_of_the_declared_table(workspace: Workspace) -> None:
    account = add(workspace, "accounts", name="Aegean Foods")
    order = add(workspace, "orders", account_id=account)
    found = moves(workspace.reader, "orders", order)
    assert [(each.field, each.state, each.to) for each in found] == [
        ("state", "draft", kind("orders").transitions["state"]["draft"])
    ]
    assert moves(workspace.reader, "products", add(workspace, "products", name="Pump")) == ()
    with pytest.raises(Refused):
        moves(workspace.reader, "orders", "nobody")


def test_what_points_at_a_record_is_counted_kind_by_kind(workspace: Workspace) -> None:
    account = add(workspace, "accounts", name="Aegean Foods")
    order = add(workspace, "orders", account_id=account)
    add(workspace, "order_lines", order_id=order, name="Pump")
    add(workspace, "order_lines", order_id=order, name="Hose")
    first = hanging(workspace.reader, "orders", order)[0]
    assert (first.kind, first.field, first.count, first.is_part) == ("order_lines", "order_id", 2, True)


def test_every_kind_has_a_page(workspace: Workspace) -> None:
    for name in kinds():
        assert hanging(workspace.reader, name, "nobody") is not None
    account = add(workspace, "accounts", name="<b>Ünal</b>")
    page = record_page(workspace.reader, "accounts", account)
    assert (page.name, page.title) == ("<b>Ünal</b>", "Account")


def test_a_move_by_name_does_what_goes_with_it(workspace: Workspace) -> None:
    account = add(workspace, "accounts", name="Aegean Foods", stage="prospect")
    workspace.do("Move", move_record, "accounts", account, "contacted", "stage")
    page = record_page(workspace.reader, "accounts", account)
    assert page.values["stage"] == "contacted"
    assert page.values["stage_since"], "the day of the move is kept"
    with pytest.raises(Refused):
        workspace.do("Move", move_record, "accounts", account, "repeat", "stage")
