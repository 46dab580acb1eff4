"""A person's own data: everything we hold about them, and its erasure, which nothing brings back."""

from typing import Any

from app.records import kind as kind_named
from app.records import kinds
from app.records.base import fields, links
from app.store.session import StoreSession
from app.values import to_stored_moment

ERASED = "Erased person"
OWN_KINDS = (
    "channels", "addresses", "consents", "affiliations", "influence_lines", "contact_roles", "campaign_members",
    "event_members",
)  # fmt: skip
"""Kinds that say nothing but about the person; they go with them."""


def pointing_at(contact_id: str) -> list[tuple[str, str]]:
    """Kind and field of everything that can name a contact."""
    return [
        (name, field)
        for name, record_class in kinds().items()
        for field, table in links(record_class).items()
        if table == "contacts"
    ]


def erase_person(session: StoreSession, contact: str) -> dict[str, Any]:
    """Erase a contact: the record keeps its place without a trace of the person, also in the history.

    Reports and papers that name the person in their text are kept for their own reason (contract, tax, claims)
    and listed; they point at an erased person from now on.
    """
    record = session.find_kind("contacts", contact)
    name = record.name_text
    driver, reader = session.driver, session.reader
    removed: dict[str, int] = {}
    kept: dict[str, int] = {}
    gone: list[str] = [contact]
    for kind, field in pointing_at(contact):
        ids = reader.column(f"SELECT id FROM {kind} WHERE {field} = ?", (contact,))
        if ids and kind in OWN_KINDS:
            gone += ids
            removed[kind] = removed.get(kind, 0) + len(ids)
        elif ids:
            kept[kind] = kept.get(kind, 0) + len(ids)
    with session.capturing():
        _wipe(session, contact)
        for kind in removed:
            _delete(session, kind, gone)
        marks = ",".join("?" * len(gone))
        driver.execute(f"UPDATE changes SET fields = '{{}}' WHERE record_id IN ({marks})", gone)
        driver.execute(f"DELETE FROM drafts WHERE record_id IN ({marks})", gone)
    session.step.final = True
    session.step.touched.add(("contacts", contact))
    mentions = reader.value(
        "SELECT count(*) FROM activities WHERE deleted_at IS NULL AND (text LIKE :name OR subject LIKE :name)",
        {"name": f"%{name}%"},
    )
    return {"id": contact, "removed": removed, "kept": kept, "mentions_kept": mentions}


def _wipe(session: StoreSession, contact: str) -> None:
    record_class = kind_named("contacts")
    names = [name for name, about in fields(record_class).items() if about.kind != "link" and name != "name"]
    columns = record_class.__table__.c
    cleared = ", ".join(f"{name} = {'NULL' if columns[name].nullable else '0'}" for name in names)
    now = to_stored_moment(session.now)
    session.driver.execute(
        f"UPDATE contacts SET {cleared}, name = ?, name_sort = NULL, deleted_at = ?, changed_at = ? WHERE id = ?",
        (ERASED, now, now, contact),
    )
    _forget_words(session, "contacts", [contact])


def _delete(session: StoreSession, kind: str, ids: list[str]) -> None:
    _forget_words(session, kind, ids)
    marks = ",".join("?" * len(ids))
    session.driver.execute(f"DELETE FROM {kind} WHERE id IN ({marks})", ids)


def _forget_words(session: StoreSession, kind: str, ids: list[str]) -> None:
    from app.store.index import kind_numbers

    numbers = kind_numbers(session.driver)
    if kind not in numbers:
        return
    number, base = numbers[kind]
    marks = ",".join("?" * len(ids))
    for (seq,) in session.driver.execute(f"SELECT seq FROM {kind} WHERE id IN ({marks})", ids).fetchall():
        session.driver.execute("DELETE FROM search_words WHERE rowid = ?", (base + seq,))
        session.driver.execute("DELETE FROM match_keys WHERE number = ? AND seq = ?", (number, seq))
