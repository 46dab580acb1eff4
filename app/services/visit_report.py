"""The whole visit report at once: what the form holds becomes the visit and its outcomes, in one step."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.errors import Refused
from app.records.needs import Need, Objection
from app.records.promises import Promise
from app.records.visits import Visit, VisitObjective, VisitParticipant
from app.services.cases import complaint_from_objection
from app.services.visits import _from_visit, log_visit, values_of
from app.store.session import StoreSession

Rows = Sequence[Mapping[str, Any]]

_OUTCOMES: Mapping[str, tuple[type[Any], str]] = {
    "needs": (Need, "statement"),
    "objections": (Objection, "text"),
    "promises": (Promise, "text"),
}
"""Lists of the form, the record of each row, and the field without which a row is empty."""


def write_report(
    session: StoreSession,
    visit: str = "",
    account: str = "",
    values: Mapping[str, Any] | None = None,
    contacts: Sequence[str] = (),
    colleagues: Sequence[str] = (),
    guests: Sequence[str] = (),
    objectives: Mapping[str, str] | None = None,
    needs: Rows = (),
    objections: Rows = (),
    promises: Rows = (),
) -> str:
    """Write down a visit as its form holds it; rows with an id are changed, missing ones are taken away.

    `values` are fields of the visit; `objectives` says per id whether it was met; an objection with
    `complaint` becomes a complaint as well. Refused fields are named `field` or `list.row.field`.
    """
    given = dict(values or {})
    _refuse_gaps(given)
    starts_at = given.pop("starts_at", None)
    visit_id = log_visit(
        session, visit or None, account or None, given.pop("subject", "") or "", starts_at,
        _ends_at(session, visit, starts_at), contacts=contacts,
    )  # fmt: skip
    record = session.find(Visit, visit_id)
    for name, value in given.items():
        # Unlike a script, a form shows every field: one that was emptied is meant to be empty.
        setattr(record, name, value or None)
    session.flush()
    _set_people(session, visit_id, "user_id", "ours", colleagues)
    _set_people(session, visit_id, "name", "theirs", [each.strip() for each in guests if each.strip()])
    for objective, met in (objectives or {}).items():
        session.find(VisitObjective, objective).met = met or None
    lists = {"needs": needs, "objections": objections, "promises": promises}
    for name, rows in lists.items():
        _write_rows(session, record, name, rows)
    session.flush()
    return visit_id


def _refuse_gaps(given: Mapping[str, Any]) -> None:
    for name in ("starts_at", "next_meeting_at"):
        if isinstance(given.get(name), str) and given[name]:
            raise Refused("This is not a day and an hour.", fields={name: "This is not a day and an hour."})


def _ends_at(session: StoreSession, visit: str, starts_at: datetime | None) -> datetime | None:
    """A visit that began at another time than planned lasted as long as planned."""
    planned = session.find(Visit, visit) if visit else None
    if planned is None or starts_at is None or not (planned.starts_at and planned.ends_at):
        return None
    return starts_at + (planned.ends_at - planned.starts_at)


def _set_people(session: StoreSession, visit_id: str, field: str, side: str, wanted: Sequence[str]) -> None:
    """Make the colleagues (by `user_id`) or the guests (by `name` alone) exactly these."""
    there = session.reader.rows(
        f"SELECT id, {field} AS who FROM visit_participants WHERE visit_id = ? AND {field} IS NOT NULL"
        " AND contact_id IS NULL AND deleted_at IS NULL",
        (visit_id,),
    )
    for row in there:
        if row.who not in wanted:
            session.remove(session.find(VisitParticipant, row.id))
    known = {row.who for row in there}
    for each in wanted:
        if each not in known:
            session.add(VisitParticipant(**{"visit_id": visit_id, field: each, "side": side}))


def _write_rows(session: StoreSession, visit: Visit, name: str, rows: Rows) -> None:
    record_class, needed = _OUTCOMES[name]
    filled = [row for row in rows if str(row.get(needed) or "").strip()]
    _remove_others(session, visit, record_class, {str(row["id"]) for row in filled if row.get("id")})
    for at, row in enumerate(filled):
        try:
            _write_row(session, visit, name, row)
        except Refused as wrong:
            fields = {f"{name}.{at}.{field}": text for field, text in wrong.fields.items()}
            raise Refused(wrong.template, **wrong.values, fields=fields) from None


def _remove_others(session: StoreSession, visit: Visit, record_class: type[Any], kept: set[str]) -> None:
    """Rows the form no longer shows; what was settled meanwhile or became a case is not the form's to take."""
    state = " AND state = 'open'" if record_class is Promise else ""
    table = record_class.__tablename__
    for id in session.reader.column(
        f"SELECT id FROM {table} WHERE visit_id = ? AND deleted_at IS NULL{state}", (visit.id,)
    ):
        if id not in kept:
            session.remove(session.find(record_class, id))


def _write_row(session: StoreSession, visit: Visit, name: str, row: Mapping[str, Any]) -> None:
    record_class, _ = _OUTCOMES[name]
    bare = {key: value for key, value in row.items() if key not in ("id", "complaint")}
    if row.get("id"):
        record = session.find(record_class, str(row["id"]))
        for key, value in values_of(record_class.__tablename__, bare).items():
            setattr(record, key, value)
    else:
        inherited = _from_visit(visit, record_class, session)
        record = record_class(**{**inherited, **values_of(record_class.__tablename__, bare)})
        session.add(record)
    session.flush()
    if row.get("complaint") and not _has_case(session, record.id):
        complaint_from_objection(session, record.id)


def _has_case(session: StoreSession, objection: str) -> bool:
    sql = "SELECT count(*) FROM cases WHERE objection_id = ? AND deleted_at IS NULL"
    return bool(session.reader.value(sql, (objection,)))
