"""States and the moves between them."""

import pytest

from app.records import kinds
from app.records.base import Record, fields

STATED = [
    pytest.param(kind, name, id=f"{table}.{name}")
    for table, kind in kinds().items()
    for name in kind.transitions
]

FINAL = {
    "campaigns": {"ended"},
    "campaign_members": {"bought"},
    "change_requests": {"processed", "cancelled"},
    "charter_breaches": {"settled"},
    "charters": {"ended"},
    "commitments": {"kept"},
    "contracts": {"ended", "terminated"},
    "case_actions": {"effective"},
    "deliveries": {"returned", "cancelled"},
    "envelopes": {"used", "withdrawn", "expired"},
    "approvals": {"withdrawn"},
    "invoices": {"cancelled"},
    "leads": {"converted"},
    "quotes": {"replaced", "withdrawn"},
    "referrals": {"won", "rejected"},
    "surveys": {"answered"},
}
"""Where a record comes to rest for good; every other state leads on."""


@pytest.mark.parametrize(("kind", "name"), STATED)
def test_moves_name_declared_states_only(kind: type[Record], name: str) -> None:
    states, moves = set(fields(kind)[name].choices), kind.transitions[name]
    assert set(moves) == states
    assert {to for goals in moves.values() for to in goals} <= states
    assert all(state not in goals for state, goals in moves.items())


@pytest.mark.parametrize(("kind", "name"), STATED)
def test_every_state_but_the_final_ones_leads_on(kind: type[Record], name: str) -> None:
    resting = {state for state, goals in kind.transitions[name].items() if not goals}
    assert resting == FINAL.get(kind.__tablename__, set())


@pytest.mark.parametrize(("kind", "name"), STATED)
def test_every_state_can_be_reached_from_the_first(kind: type[Record], name: str) -> None:
    moves = kind.transitions[name]
    reached, edge = set(), {kind.__table__.c[name].default.arg}
    while edge:
        reached |= edge
        edge = {to for state in edge for to in moves[state]} - reached
    assert reached == set(moves)


def test_a_kind_with_a_state_has_moves() -> None:
    for table, kind in kinds().items():
        for name in {"state", "stage"} & set(fields(kind)):
            assert name in kind.transitions, table
