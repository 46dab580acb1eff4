"""What screens of any kind of record ask and do."""

from typing import Any


def ids(
    reader: Any, kind: str, text: str = "", sort: str = "", where: dict[str, str] | None = None, **_: Any
) -> Any:
    """Row numbers of the records of a kind."""
    from app.queries.record_lists import record_ids

    return record_ids(reader, kind, text, where or None, sort)


def rows_of(kind: str) -> Any:
    """The question for a page of rows of a kind."""

    def rows(reader: Any, numbers: list[int]) -> Any:
        from app.queries.record_lists import record_rows

        return record_rows(reader, numbers, kind)

    return rows


def all_kinds(reader: Any) -> Any:
    """Every kind of record there is."""
    from app.queries.records import kinds

    return kinds(reader)


def page(reader: Any, kind: str, record: str) -> Any:
    """A record with its moves and what hangs on it."""
    from app.queries.record_page import record_page

    return record_page(reader, kind, record)


def history(reader: Any, kind: str, record: str) -> Any:
    """Who changed what and when, newest first."""
    from app.queries.records import fields_of, record_history

    labels = {each.name: each for each in fields_of(reader, kind)}
    return [(entry, labels.get(entry.field)) for entry in reversed(record_history(reader, kind, record))]


def name_of(reader: Any, kind: str, record: str) -> str:
    """What a record is called."""
    from app.queries.record_page import name_of as ask

    return ask(reader, kind, record)


def move(session: Any, kind: str, record: str, state: str, field: str) -> Any:
    """Take a record to its next state."""
    from app.services.moves import move_record

    return move_record(session, kind, record, state, field)
