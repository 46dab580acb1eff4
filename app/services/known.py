"""What an import meets: records by their own numbers, twins by their keys, and those of the same file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.queries.company import preference
from app.queries.records import rows_of, stored_value
from app.records import kind as kind_named
from app.records.base import fields, links
from app.store.engine import Reader
from app.twins.evidence import Subject
from app.twins.matching import compare, match_keys, subject
from app.values import Link

MATCHED = ("accounts", "contacts")
OWN_KEYS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("external_id",),
    "contacts": ("external_id",),
    "products": ("external_id", "number"),
    "product_families": ("external_id", "name"),
    "users": ("external_id", "email", "name"),
    "orders": ("external_id", "number"),
    "territories": ("external_id", "name"),
}
"""Fields by which a kind is known exactly, the surest first."""

PARTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "order_lines": (("order_id",), ("product_id", "name", "quantity")),
    "prices": (("price_list_id", "product_id"), ("minimum_quantity",)),
    "channels": (("account_id", "contact_id"), ("kind", "value")),
}
"""Kinds without a number of their own: what they belong to, and what tells one from another there."""

LINK_KEYS = {"accounts": ("external_id", "name"), "products": ("external_id", "number", "name")}
MOST_CANDIDATES = 20

_Fresh = tuple[str, Mapping[str, Any], int]
"""A record of the same file: its id, its values, its row."""


@dataclass(slots=True)
class Found:
    """A record the row is about: known by its own number, or a twin with its reasons."""

    id: str
    values: Mapping[str, Any]
    is_exact: bool
    reasons: tuple[str, ...] = ()
    is_new: bool = False

    def may_change(self, name: str) -> bool:
        """Whether the file may write this field: everything by its own number, else only what is empty."""
        return self.is_exact or self.values.get(name) in (None, "")


class PriceLists:
    """The default price list of each currency, asked for once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.home_currency = preference(reader, "currency")
        self._price_lists: dict[str, str] = {}

    def default(self, currency: str, made: str | None = None) -> str | None:
        """The default price list of a currency; `made` is the one this import adds."""
        if made:
            self._price_lists[currency] = made
        if currency not in self._price_lists:
            found = self._reader.value(
                "SELECT id FROM price_lists WHERE currency = ? AND is_default AND deleted_at IS NULL"
                " ORDER BY seq LIMIT 1",
                (currency,),
            )
            if found:
                self._price_lists[currency] = found
        return self._price_lists.get(currency)


class Known:
    """Looks records up a batch at a time and remembers what the same import adds."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._ids: dict[Link, str | None] = {}
        self._values: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._twins: dict[str, dict[str, list[tuple[str, Subject]]]] = {kind: {} for kind in MATCHED}
        self._fresh: dict[str, dict[str, list[_Fresh]]] = {kind: {} for kind in MATCHED}
        self._subjects: dict[str, Subject] = {}
        self._fresh_ids: set[str] = set()
        self.buried: set[str] = set()
        self._numbers = {row.kind: row.number for row in reader.rows("SELECT number, kind FROM search_kinds")}
        self._is_empty = {kind: not _has_any(reader, kind) for kind in MATCHED}
        self.price_lists = PriceLists(reader)
        self._found: dict[int, tuple[Mapping[str, Any], Found | None]] = {}
        self._keys: dict[int, list[str]] = {}

    # -- asking -----------------------------------------------------------------------------------

    def prepare(self, rows: Sequence[Any], thorough: bool) -> None:
        """Ask the database for everything this batch may mean."""
        self._found.clear()
        self._keys.clear()
        wanted: dict[tuple[str, str], set[str]] = {}
        keyed: dict[str, dict[str, list[int]]] = {kind: {} for kind in MATCHED}
        for row in rows:
            for kind, values in row.records:
                for link in _links_in(kind, values):
                    wanted.setdefault((link.kind, link.by), set()).add(link.value)
                if kind in MATCHED:
                    self._note_keys(kind, values, keyed[kind], thorough)
        for (kind, by), texts in wanted.items():
            self._load_ids(kind, by, texts)
        for kind, keys in keyed.items():
            if not self._is_empty[kind]:
                self._load_twins(kind, keys)

    def id_of(self, link: Link) -> str | None:
        """The id behind a link, by any of the ways its kind is known."""
        found = self._ids.get(link)
        if found or link.by != "name":
            return found
        for by in LINK_KEYS.get(link.kind, ()):
            if found := self._ids.get(Link(link.kind, by, link.value)):
                return found
        return None

    def find(self, kind: str, values: Mapping[str, Any]) -> Found | None:
        """The record a row is about, if there is one already."""
        place = id(values)
        if place not in self._found:
            found = self._exact(kind, values) or self._part(kind, values) or self._twin(kind, values)
            self._found[place] = (values, found)  # keeps the row alive, so that its place means no other row
        return self._found[place][1]

    def remember(self, kind: str, values: Mapping[str, Any], row: int) -> None:
        """Know from now on a record that this import adds."""
        record_id = values["id"]
        self.means(kind, record_id, record_id)
        for by in {*OWN_KEYS.get(kind, ()), *LINK_KEYS.get(kind, ())}:
            link = Link(kind, by, str(values.get(by) or ""))
            if link.value and self._ids.get(link) is None:
                self._ids[link] = record_id
        self._fresh_ids.add(record_id)
        if kind in MATCHED:
            fresh, mine = self._fresh[kind], (record_id, values, row)
            for key in self._keys.get(id(values), ()):
                if key[0] != "b":
                    fresh.setdefault(key, []).append(mine)

    def keys_of(self, values: Mapping[str, Any]) -> Sequence[str]:
        """The match keys of a record of the batch at hand; none for a kind without twins."""
        return self._keys.get(id(values), ())

    def means(self, kind: str, text: str, record_id: str) -> None:
        """From now on this id of a file stands for that record of the house."""
        self._ids[Link(kind, "id", text)] = record_id

    def named(self, kind: str, title: str) -> str | None:
        """The one record of that name; none where there are several."""
        sql = f"SELECT id FROM {kind} WHERE {kind_named(kind).named_by} = ? AND deleted_at IS NULL LIMIT 2"
        found = self._reader.column(sql, (title,))
        return found[0] if len(found) == 1 else None

    # -- looking up -------------------------------------------------------------------------------

    def _note_keys(
        self, kind: str, values: Mapping[str, Any], keyed: dict[str, list[int]], thorough: bool
    ) -> None:
        keys = match_keys(values, kind, values.get("country"))  # type: ignore[arg-type]
        self._keys[id(values)] = keys
        for key in keys:
            if thorough or not key.startswith("b:"):
                keyed.setdefault(key, [])

    def _load_ids(self, kind: str, by: str, texts: Iterable[str]) -> None:
        missing = [text for text in texts if Link(kind, by, text) not in self._ids]
        columns = {by, *(OWN_KEYS.get(kind, ()) if by == "name" else ())} & {"id", *fields(kind_named(kind))}
        for start in range(0, len(missing), 500):
            part = missing[start : start + 500]
            marks = ",".join("?" * len(part))
            for text in part:
                self._ids[Link(kind, by, text)] = None
            for column in columns:
                sql = f"SELECT id, {column} AS known, deleted_at FROM {kind} WHERE {column} IN ({marks})"
                for row in self._reader.rows(sql, part):
                    if row.deleted_at is None:
                        self._ids[Link(kind, column, row.known)] = row.id
                    else:
                        self.buried.add(row.id)

    def _load_twins(self, kind: str, keys: Iterable[str]) -> None:
        twins = self._twins[kind]
        wanted = [key for key in keys if key not in twins]
        number = self._numbers[kind]
        places: dict[int, list[str]] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            sql = f"SELECT key, seq FROM match_keys WHERE key IN ({marks}) AND number = ?"
            for row in self._reader.rows(sql, [*part, number]):
                places.setdefault(row.seq, []).append(row.key)
        for values in rows_of(self._reader, kind_named(kind), list(places)) if places else ():
            seq = self._reader.value(f"SELECT seq FROM {kind} WHERE id = ?", (values["id"],))
            self._values[kind, values["id"]] = values
            about = subject(values, kind, values.get("country"))  # type: ignore[arg-type]
            for key in places[seq]:
                twins.setdefault(key, []).append((values["id"], about))

    def _exact(self, kind: str, values: Mapping[str, Any]) -> Found | None:
        for by in ("id", *OWN_KEYS.get(kind, ())):
            text = values.get(by)
            record_id = self._ids.get(Link(kind, by, str(text))) if text else None
            if record_id:
                return self._found_record(kind, record_id, True, ())
        return None

    def _part(self, kind: str, values: Mapping[str, Any]) -> Found | None:
        """The same line, price or channel of a whole that was there before this import."""
        if kind not in PARTS:
            return None
        owners, signs = PARTS[kind]
        owner = [values[name] for name in owners if values.get(name)]
        if not owner or any(each in self._fresh_ids for each in owner):
            return None
        names = [name for name in (*owners, *signs) if values.get(name) is not None]
        stored = [stored_value(kind, name, values[name]) for name in names]
        condition = " AND ".join(f"{name} = ?" for name in names)
        sql = f"SELECT id FROM {kind} WHERE {condition} AND deleted_at IS NULL LIMIT 1"
        record_id = self._reader.value(sql, stored)
        return self._found_record(kind, record_id, False, ()) if record_id else None

    def _found_record(self, kind: str, record_id: str, is_exact: bool, reasons: tuple[str, ...]) -> Found:
        if record_id in self._fresh_ids:
            return Found(record_id, {}, is_exact, reasons, is_new=True)
        if (kind, record_id) not in self._values:
            seq = self._reader.value(f"SELECT seq FROM {kind} WHERE id = ?", (record_id,))
            self._values[kind, record_id] = rows_of(self._reader, kind_named(kind), [seq])[0]
        return Found(record_id, self._values[kind, record_id], is_exact, reasons)

    def _twin(self, kind: str, values: Mapping[str, Any]) -> Found | None:
        """The likest record of the house or of this file, where the likeness is strong."""
        keys = self.keys_of(values)
        twins, fresh_ones = self._twins.get(kind, {}), self._fresh.get(kind, {})
        if twins.keys().isdisjoint(keys) and fresh_ones.keys().isdisjoint(keys):
            return None
        candidates: dict[str, tuple[Subject, int]] = {}
        for key in keys:
            for record_id, about in twins.get(key, ())[:MOST_CANDIDATES]:
                candidates.setdefault(record_id, (about, 0))
            for record_id, fresh, row in fresh_ones.get(key, ())[:MOST_CANDIDATES]:
                candidates.setdefault(record_id, (self._subject_of(kind, record_id, fresh), row))
        mine = subject(values, kind, values.get("country"))  # type: ignore[arg-type]
        best: tuple[float, str, tuple[str, ...]] | None = None
        for record_id, (about, row) in candidates.items():
            match = compare(mine, about)
            if (
                match.strong
                and (best is None or match.score > best[0])
                and self._may_be(kind, record_id, values)
            ):
                reasons = (f"Same as row {row}.", *match.reasons) if row else match.reasons
                best = (match.score, record_id, reasons)
        return self._found_record(kind, best[1], False, best[2]) if best else None

    def _subject_of(self, kind: str, record_id: str, values: Mapping[str, Any]) -> Subject:
        """A record of this file made ready for comparing; most never meet a twin, so only on demand."""
        if record_id not in self._subjects:
            self._subjects[record_id] = subject(values, kind, values.get("country"))  # type: ignore[arg-type]
        return self._subjects[record_id]

    def _may_be(self, kind: str, record_id: str, values: Mapping[str, Any]) -> bool:
        """Two numbers of one system mean two records, however alike they look."""
        own = values.get("external_id")
        if values.get("id") and record_id in self._fresh_ids:
            return False
        other = self._values.get((kind, record_id), {}).get("external_id")
        return not own or (record_id not in self._fresh_ids and (not other or other == own))


@cache
def targets(kind: str) -> Mapping[str, str]:
    """Field → kind it points at."""
    return links(kind_named(kind))


def _has_any(reader: Reader, kind: str) -> bool:
    return reader.value(f"SELECT 1 FROM {kind} LIMIT 1") is not None


def _links_in(kind: str, values: Mapping[str, Any]) -> Iterable[Link]:
    """Everything a record can be known by, and everything it points at."""
    for value in values.values():
        if isinstance(value, Link) and value.by != "row":
            yield value
    for name, table in targets(kind).items():
        if type(values.get(name)) is str:
            yield Link(table, "id", values[name])
    for by in ("id", *OWN_KEYS.get(kind, ())):
        if values.get(by):
            yield Link(kind, by, str(values[by]))
