"""Giving data out: any kind of record as a table, people as cards, appointments as a calendar."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app import files
from app.errors import Refused
from app.interop.calendars import CalendarEntry, write_calendar
from app.interop.cards import account_card, card_of
from app.interop.paths import check_target
from app.interop.vcard_writer import write_cards
from app.interop.writing import write_csv, write_json, write_xlsx
from app.queries.company import in_zone, on_clock
from app.queries.records import FieldInfo, fields_of, read_values, rows_of, stored_value
from app.records import kind as kind_named
from app.store.engine import Reader
from app.store.workspace import Workspace
from app.values import from_stored_moment, moment

PAGE = 2_000
CARDS = ("accounts", "contacts")
APPOINTMENTS = ("visits", "activities")


Which = Mapping[str, str] | Sequence[int]
"""The records meant: those that have these values, or those of these row numbers in this order."""


def give_out(workspace: Workspace, kind: str, format: str, path: Path | str, where: Which) -> int:
    """Write the records of a kind that are meant to a file; returns how many."""
    ways: Mapping[str, Callable[..., int]] = {
        "csv": _as_table, "xlsx": _as_table, "json": _as_table, "vcf": _as_cards, "ics": _as_calendar,
    }  # fmt: skip
    kind_named(kind)
    return ways[format](workspace, kind, format, path, where)


def _rows(reader: Reader, kind: str, where: Which) -> Iterator[dict[str, Any]]:
    """The records page by page, so that a hundred thousand need no more memory than two thousand."""
    seqs = _seqs(reader, kind, where) if isinstance(where, Mapping) else list(where)
    record_class = kind_named(kind)
    for start in range(0, len(seqs), PAGE):
        yield from rows_of(reader, record_class, seqs[start : start + PAGE])


def _seqs(reader: Reader, kind: str, where: Mapping[str, str]) -> list[int]:
    conditions, values = ["deleted_at IS NULL"], []
    for name, value in read_values(kind, where).items():
        conditions.append(f"{name} IS NULL" if value is None else f"{name} = ?")
        values += [] if value is None else [stored_value(kind, name, value)]
    return reader.column(f"SELECT seq FROM {kind} WHERE {' AND '.join(conditions)} ORDER BY seq", values)


def _as_table(workspace: Workspace, kind: str, format: str, path: Path | str, where: Which) -> int:
    """All fields under the names the program knows them by, with what linked records are called beside their ids."""
    reader = workspace.reader
    about = fields_of(reader, kind)
    columns = ["id", *_columns(about), "created_at", "changed_at"]
    rows = (
        _cells(row, about, titles) for row, titles in _with_titles(reader, about, _rows(reader, kind, where))
    )
    if format == "csv":
        return write_csv(path, columns, rows).rows
    if format == "json":
        return write_json(path, columns, rows).rows
    return write_xlsx(path, columns, rows, kind_named(kind).titles).rows


def _columns(about: Sequence[FieldInfo]) -> Iterator[str]:
    for each in about:
        yield each.name
        if each.link:
            yield _title_column(each.name)


def _title_column(name: str) -> str:
    return name.removesuffix("_id") + "_title"


def _with_titles(
    reader: Reader, about: Sequence[FieldInfo], rows: Iterable[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Each row with what its linked records are called, asked once per record."""
    known: dict[tuple[str, str], str] = {}
    linked = [(each.name, each.link) for each in about if each.link]
    for row in rows:
        titles = {}
        for name, table in linked:
            target = row.get(name)
            if target:
                if (table, target) not in known:
                    named_by = kind_named(table).named_by
                    found = reader.value(f"SELECT {named_by} FROM {table} WHERE id = ?", (target,))
                    known[table, target] = str(found or "")
                titles[name] = known[table, target]
        yield row, titles


def _cells(row: Mapping[str, Any], about: Sequence[FieldInfo], titles: Mapping[str, str]) -> list[Any]:
    cells: list[Any] = [row["id"]]
    for each in about:
        cells.append(_typed(row[each.name], each.type))
        if each.link:
            cells.append(titles.get(each.name, ""))
    return [*cells, row["created_at"], row["changed_at"]]


def _typed(value: Any, kind: str) -> Any:
    """Numbers and days as such, so that a spreadsheet reckons with them."""
    from datetime import date
    from decimal import Decimal

    if value is None or value == "":
        return None
    if kind in ("money", "number", "percent"):
        return Decimal(value)
    return date.fromisoformat(value) if kind == "day" else value


def _as_cards(workspace: Workspace, kind: str, format: str, path: Path | str, where: Which) -> int:
    if kind not in CARDS:
        raise Refused("Only accounts and contacts can be written as cards, not {kind}.", kind=kind)
    reader = workspace.reader
    cards = []
    for row in _rows(reader, kind, where):
        link = "account_id" if kind == "accounts" else "contact_id"
        channels = _channels(reader, link, row["id"])
        if kind == "accounts":
            cards.append(account_card(row, channels))
        else:
            cards.append(card_of(row, _account(reader, row.get("account_id")), channels))
    files.write_whole(check_target(path), write_cards(cards))
    return len(cards)


def _channels(reader: Reader, link: str, record_id: str) -> list[dict[str, Any]]:
    sql = f"SELECT seq FROM channels WHERE {link} = ? AND deleted_at IS NULL ORDER BY seq"
    return rows_of(reader, kind_named("channels"), reader.column(sql, (record_id,)))


def _account(reader: Reader, account_id: str | None) -> dict[str, Any] | None:
    seqs = reader.column("SELECT seq FROM accounts WHERE id = ?", (account_id,)) if account_id else []
    found = rows_of(reader, kind_named("accounts"), seqs)
    return found[0] if found else None


def _as_calendar(workspace: Workspace, kind: str, format: str, path: Path | str, where: Which) -> int:
    if kind not in APPOINTMENTS:
        raise Refused("Only visits and activities can be written as a calendar, not {kind}.", kind=kind)
    entries = [
        _entry(workspace.reader, row) for row in _rows(workspace.reader, kind, where) if row.get("starts_at")
    ]
    write_calendar(path, entries)
    return len(entries)


def _entry(reader: Reader, row: Mapping[str, Any]) -> CalendarEntry:
    account = _account(reader, row.get("account_id"))
    name = f" – {account['name']}" if account else ""
    zone = row.get("time_zone")
    return CalendarEntry(
        uid=row.get("invitation_uid") or f"{row['id']}@rapport",
        title=f"{row['subject']}{name}",
        starts=on_clock(reader, from_stored_moment(row["starts_at"]), zone),
        ends=in_zone(reader, moment(row.get("ends_at")), zone),
        changed_at=moment(row["changed_at"]),
        sequence=row.get("invitation_sequence") or 0,
        place=row.get("place") or "",
        status="CANCELLED" if row.get("state") == "cancelled" else "CONFIRMED",
    )
