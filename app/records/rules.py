"""Rules that many kinds share: locks after a state, days in order, shares within their limits."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import object_session

from app.errors import Refused
from app.records.base import Record, fields, links


def check_locked(
    record: Record, before: Mapping[str, Any], states: Collection[str], still_open: Collection[str] = ()
) -> None:
    """Refuse a change of a record that was already in one of the locking states; deletion included.

    A link may still follow a record that was merged into another one.
    """
    if before.get("state", record.state) not in states:  # type: ignore[attr-defined]
        return
    about = fields(type(record))
    touched = [
        name
        for name in before
        if name == "deleted_at"
        or (name in about and name not in still_open and not _follows(record, name, before))
    ]
    if touched:
        sentence = "This can no longer be changed."
        raise Refused(
            "{title} {name} is locked and can no longer be changed.",
            title=record.title, name=record.name_text, fields=dict.fromkeys(touched, sentence),
        )  # fmt: skip


def _follows(record: Record, name: str, before: Mapping[str, Any]) -> bool:
    """Whether a link only moves on from a record that is gone to the one it was merged into."""
    table, session = links(type(record)).get(name), object_session(record)
    if table is None or session is None or not before[name]:
        return False
    target = next(each.class_ for each in Record.registry.mappers if each.class_.__tablename__ == table)
    with session.no_autoflush:
        former = session.get(target, before[name])
    into = getattr(former, "merged_into_id", None)
    return into is not None and into == getattr(record, name)


def _former_values(record: Record) -> dict[str, Any]:
    """The declared values that this step replaces, as they were."""
    if not inspect(record).persistent:
        return {}
    about, committed = fields(type(record)), inspect(record).committed_state
    names = [name for name in committed if name in about or name == "deleted_at"]
    return {name: committed[name] for name in names if committed[name] != getattr(record, name)}


def check_part(record: Record, whole: type[Record], link: str, states: Collection[str]) -> None:
    """Refuse writing a part whose whole was locked before this step and still is.

    A part that comes in together with its whole passes (the whole is not kept yet), and so does one
    that is changed in the step that opens or locks the whole, or only follows a merged record.
    """
    before = _former_values(record)
    if before and all(_follows(record, name, before) for name in before):
        return
    for whole_id in {getattr(record, link), before.get(link)}:
        _check_open(record, whole, whole_id, states)


def _check_open(record: Record, whole: type[Record], whole_id: str | None, states: Collection[str]) -> None:
    session = object_session(record)
    if session is None or whole_id is None:
        return
    with session.no_autoflush:
        owner = session.get(whole, whole_id)
    brings_in = getattr(session, "brings_in", None)  # a plain session of SQLAlchemy knows no steps
    if owner is None or (brings_in is not None and brings_in(owner)):
        return
    now = owner.state  # type: ignore[attr-defined]
    if now in states and _former_values(owner).get("state", now) in states:
        raise Refused("{title} {name} is locked.", title=owner.title, name=owner.name_text)


def check_days(record: Record, first: str, last: str) -> None:
    """Refuse an end before its beginning."""
    begins, ends = getattr(record, first), getattr(record, last)
    if begins is not None and ends is not None and ends < begins:
        sentence = "The end is before the beginning."
        raise Refused(
            "{title}: the end is before the beginning.", title=record.title, fields={last: sentence}
        )


def check_between(record: Record, name: str, low: Decimal | int, high: Decimal | int) -> None:
    """Refuse a figure outside its limits (both ends permitted)."""
    value = getattr(record, name)
    if value is not None and not low <= value <= high:
        sentence = f"Between {low} and {high}, please."
        raise Refused(
            "{label}: {sentence}", label=_label(record, name), sentence=sentence, fields={name: sentence}
        )


def check_positive(record: Record, *names: str) -> None:
    """Refuse a figure below zero."""
    for name in names:
        value = getattr(record, name)
        if value is not None and value < 0:
            sentence = "This cannot be negative."
            raise Refused(
                "{label}: {sentence}", label=_label(record, name), sentence=sentence, fields={name: sentence}
            )


def check_given(record: Record, name: str, because: str) -> None:
    """Refuse a record that lacks a value it needs in its present state; `because` is the whole sentence."""
    if getattr(record, name) in (None, ""):
        raise Refused(because, fields={name: because})


def check_not_itself(record: Record, name: str) -> None:
    """Refuse a record that stands below, before or instead of itself."""
    if record.id is not None and getattr(record, name) == record.id:
        sentence = "This is the record itself."
        raise Refused(
            "{label}: {sentence}", label=_label(record, name), sentence=sentence, fields={name: sentence}
        )


def _label(record: Record, name: str) -> str:
    return fields(type(record))[name].label
