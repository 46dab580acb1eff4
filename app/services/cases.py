"""Cases: opened from any record in one step, then taken through their states."""

from collections.abc import Mapping
from typing import Any

from app.errors import Refused
from app.records.cases import Case
from app.records.needs import Objection
from app.services import verb
from app.services.numbers import next_number
from app.services.visits import values_of
from app.store.session import StoreSession

_SOURCES: Mapping[str, tuple[str, ...]] = {
    "orders": ("order_id",),
    "order_lines": ("order_line_id",),
    "deliveries": ("delivery_id",),
    "invoices": ("invoice_id",),
    "visits": ("visit_id",),
    "activities": ("activity_id",),
    "objections": ("objection_id",),
    "contracts": ("contract_id",),
    "products": ("product_id",),
}
"""Kinds a case can be opened from, and the field that then points back."""


@verb("Open case")
def open_case(
    session: StoreSession,
    subject: str,
    account: str | None = None,
    type: str = "complaint",
    kind: str = "",
    record: str = "",
    values: Mapping[str, Any] | None = None,
) -> str:
    """Open a complaint, request, return, dispute or question, from any record in one step."""
    links: dict[str, Any] = {}
    if kind and record:
        links = dict.fromkeys(_SOURCES.get(kind, ()), record)
        account = account or _account_of(session, kind, record)
    if not account:
        raise Refused("Say whose case it is.", fields={"account": "This is needed."})
    session.find_kind("accounts", account)
    case = Case(
        **{
            "number": next_number(session, "cases"), "subject": subject, "type": type, "account_id": account,
            "reported_at": session.now, "owner_id": session.step.author, **links, **values_of("cases", values or {}),
        }
    )  # fmt: skip
    session.add(case)
    session.flush()
    return case.id


def _account_of(session: StoreSession, kind: str, record_id: str) -> str | None:
    if kind == "accounts":
        return record_id
    source = session.find_kind(kind, record_id)
    if kind == "order_lines":
        source = session.find_kind("orders", source.order_id)  # type: ignore[attr-defined]
    return getattr(source, "account_id", None)


@verb("Turn objection into complaint")
def complaint_from_objection(session: StoreSession, objection: str, severity: str = "minor") -> str:
    """Make a complaint of what was said against us, in one step."""
    said = session.find(Objection, objection)
    return open_case(
        session, said.text[:120], said.account_id, "complaint", "objections", objection,
        {"text": said.text, "severity": severity, "contact_id": said.contact_id, "visit_id": said.visit_id},
    )  # fmt: skip


@verb("Move case")
def move_case(session: StoreSession, case: str, state: str, values: Mapping[str, Any] | None = None) -> str:
    """Take a case to its next state, with what that state needs."""
    record = session.find(Case, case)
    for name, value in values_of("cases", values or {}).items():
        setattr(record, name, value)
    record.state = state
    if state == "closed":
        record.closed_at = record.closed_at or session.now
    session.flush()
    return case
