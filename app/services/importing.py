"""Bringing many records in: what each row would become, shown first, then written as one step or not at all."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple, Protocol

from app.errors import Refused
from app.records import kind as kind_named
from app.records.base import Record
from app.records.ids import new_id
from app.services.import_rules import is_own_id, problem_of_change, problem_of_new, problem_of_values
from app.services.known import Found, Known, targets
from app.store import bulk
from app.store.engine import Reader
from app.store.session import StoreSession
from app.values import Link, plain

BATCH = 1_000
MOST_SHOWN = 1_000
ORDER = (
    "territories", "users", "product_families", "accounts", "contacts", "products", "price_lists", "prices",
    "orders", "order_lines",
)  # fmt: skip
"""Kinds in the order in which one may point at another."""

Report = Callable[[float, str], None]


class Row(Protocol):
    """One row of a file as records, or the reason why it stays out."""

    @property
    def row(self) -> int: ...
    @property
    def records(self) -> Sequence[tuple[str, dict[str, Any]]]: ...
    @property
    def refused(self) -> Any: ...


class Shown(NamedTuple):
    """What one row becomes, for the preview: `create`, `update`, `match` or `refuse`, with the reasons."""

    row: int
    action: str
    kind: str
    title: str
    reasons: tuple[str, ...]
    match_id: str | None


@dataclass(slots=True)
class ImportPlan:
    """What an import would do; nothing of it is written yet."""

    adds: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    changes: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    keys: dict[str, Sequence[str]] = field(default_factory=dict)
    """The match keys of what is added, by id: worked out once, for finding twins and for the index."""

    def count(
        self,
        row: int,
        action: str,
        kind: str,
        title: str = "",
        reasons: Sequence[str] = (),
        match: str | None = None,
    ) -> None:
        """Count a row; keep what the preview shows of it."""
        self.counts[action] += 1
        is_shown = action != "create" or self.counts[action] <= MOST_SHOWN // 4
        if is_shown and len(self.shown) < MOST_SHOWN:
            self.shown.append(Shown(row, action, kind, title, tuple(reasons), match))

    def refuse(self, row: int, kind: str, reason: str) -> None:
        """Leave a row out, with the reason."""
        self.refused.append((row, reason))
        self.count(row, "refuse", kind, "", (reason,))


class Stopped(Refused):
    """The person stopped the import; nothing was written."""

    code = "stopped"


def plan_import(
    reader: Reader,
    rows: Iterable[Row],
    *,
    total: int = 0,
    report: Report | None = None,
    cancel: Callable[[], bool] = lambda: False,
    plan: ImportPlan | None = None,
    known: Known | None = None,
    main: str = "",
) -> ImportPlan:
    """What the rows would become: new records, updates of known ones, matches with twins, refusals.

    `main` is the kind a row is counted as where it holds several.
    """
    plan = plan or ImportPlan()
    known = known or Known(reader)
    planner = _Planner(plan, known, thorough=0 < total <= 5_000, main=main)
    stream, done = iter(rows), 0
    with _undisturbed():
        while batch := list(islice(stream, BATCH)):
            if cancel():
                raise Stopped("The import was stopped; nothing was written.")
            planner.take(batch)
            done += len(batch)
            if report and total:
                report(min(done / total, 1.0), "")
        planner.tie_up()
    return plan


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A plan only grows; looking through all of it for rings of garbage again and again takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def apply_import(
    session: StoreSession, plan: ImportPlan, cancel: Callable[[], bool] = lambda: False
) -> dict[str, Any]:
    """Write a plan as this step; returns the counts of records by kind."""
    session.step.origin = "import"
    with _undisturbed(), bulk.roomy(session):
        for kind in sorted({*plan.adds, *plan.changes}, key=_turn):
            record_class = kind_named(kind)
            rows = plan.adds.get(kind, [])
            for start in range(0, len(rows), BATCH):
                if cancel():
                    raise Stopped("The import was stopped; nothing was written.")
                bulk.add(session, record_class, rows[start : start + BATCH], plan.keys)
            if plan.changes.get(kind):
                bulk.change(session, record_class, plan.changes[kind])
        _sum_up_orders(session, plan)
    return {kind: dict(counts) for kind, counts in plan.by_kind.items()}


def _turn(kind: str) -> tuple[int, str]:
    return (ORDER.index(kind) if kind in ORDER else len(ORDER), kind)


def _sum_up_orders(session: StoreSession, plan: ImportPlan) -> None:
    """Orders that came with lines and without a net amount get the sum of their lines."""
    orders = {row["order_id"] for row in plan.adds.get("order_lines", ())}
    wanted: dict[str, dict[str, Any]] = {}
    for start in range(0, len(orders), 500):
        part = sorted(orders)[start : start + 500]
        marks = ",".join("?" * len(part))
        for row in session.reader.rows(
            f"SELECT l.order_id, sum(l.net) AS net FROM order_lines l JOIN orders o ON o.id = l.order_id"
            f" WHERE l.order_id IN ({marks}) AND l.deleted_at IS NULL AND o.net IS NULL GROUP BY l.order_id",
            part,
        ):
            if row.net is not None:
                wanted[row.order_id] = {"net": plain(Decimal(row.net).scaleb(-4))}
    if wanted:
        bulk.change(session, kind_named("orders"), wanted)


class _Later(NamedTuple):
    """A link of a row by an id, with what the file calls the record it points at."""

    row: int
    kind: str
    values: dict[str, Any]
    name: str
    table: str
    id: str
    title: str | None


class _Planner:
    """Turns rows into plans batch by batch, so that the database is asked in few questions."""

    def __init__(self, plan: ImportPlan, known: Known, thorough: bool, main: str) -> None:
        self._plan = plan
        self._known = known
        self._thorough = thorough
        self._main = main
        self._later: list[_Later] = []

    def take(self, rows: Sequence[Row]) -> None:
        """Plan one batch."""
        good = []
        for row in rows:
            if row.refused is not None:
                self._plan.refuse(row.row, "", str(row.refused))
            elif row.records:
                good.append(row)
        self._known.prepare(good, self._thorough)
        for row in good:
            self._row(row)

    def _row(self, row: Row) -> None:
        mine: dict[str, str] = {}
        ready: list[tuple[str, dict[str, Any]]] = []
        for kind, values in row.records:
            problem = (
                problem_of_values(kind, values)
                or self._resolve(row.row, kind, values, mine)
                or self._problem(kind, values)
            )
            if problem:
                self._plan.refuse(row.row, kind, problem)
                return
            price = values.pop("price", None) if kind == "products" else None
            found = self._known.find(kind, values)
            if found and values.get("id"):
                self._known.means(kind, values["id"], found.id)
            mine[kind] = found.id if found else values.setdefault("id", new_id())
            ready.append((kind, values))
            if price is not None:
                ready.append(("prices", self._price(mine[kind], price, values.get("currency"))))
        self._settle(row, ready)

    def _price(self, product: str, price: Any, currency: str | None) -> dict[str, Any]:
        """The price in a product row stands in the default list of its currency, made where there is none."""
        chosen = currency or self._known.price_lists.home_currency
        price_list = self._known.price_lists.default(chosen)
        if price_list is None:
            values = {"id": new_id(), "name": f"Standard {chosen}", "currency": chosen, "is_default": True}
            self._add("price_lists", kind_named("price_lists"), values, 0)
            price_list = self._known.price_lists.default(chosen, str(values["id"]))
        return {"id": new_id(), "price_list_id": price_list, "product_id": product, "price": price}

    def _settle(self, row: Row, ready: list[tuple[str, dict[str, Any]]]) -> None:
        kinds = [kind for kind, _ in ready]
        counted = kinds.index(self._main) if self._main in kinds else 0
        for place, (kind, values) in enumerate(ready):
            found = self._known.find(kind, values)
            record_class = kind_named(kind)
            title = str(values.get(record_class.named_by) or "")
            reasons: tuple[str, ...] = ()
            match: str | None = None
            if found is None:
                action = "create"
                self._add(kind, record_class, values, row.row)
            else:
                action = "update" if self._fill(kind, found, values) else "match"
                reasons, match = found.reasons, found.id
            self._plan.by_kind.setdefault(kind, Counter())[action] += 1
            if place == counted:
                self._plan.count(row.row, action, kind, title, reasons, match)
            elif reasons and found and not found.is_new:
                # A new person at a known client: the row makes one and meets the other.
                self._plan.count(row.row, "match", kind, title, reasons, match)

    def _add(self, kind: str, record_class: type[Record], values: dict[str, Any], row: int) -> None:
        self._known.remember(kind, values, row)
        if keys := self._known.keys_of(values):
            self._plan.keys[values["id"]] = keys
        fresh = {name: value if type(value) is str else plain(value) for name, value in values.items()}
        if kind == "order_lines":
            _set_line_net(fresh, values)
        self._plan.adds.setdefault(kind, []).append(fresh)

    def _fill(self, kind: str, found: Any, values: Mapping[str, Any]) -> bool:
        """Bring a known record up to the file: by its own number every value, by likeness only the empty ones."""
        fresh = _differing(found, values)
        if fresh:
            self._plan.changes.setdefault(kind, {}).setdefault(found.id, {}).update(fresh)
        return bool(fresh)

    def _problem(self, kind: str, values: dict[str, Any]) -> str:
        """Why the rules of the kind do not take this record as it is, or as it would become."""
        if not is_own_id(values.get("id")) or values["id"] in self._known.buried:
            values.pop("id", None)
        found = self._known.find(kind, values)
        if found is None:
            return problem_of_new(kind, values)
        fresh = {name: values[name] for name in _differing(found, values)}
        return problem_of_change(kind, found.values, fresh) if fresh else ""

    def _resolve(self, row: int, kind: str, values: dict[str, Any], mine: Mapping[str, str]) -> str:
        """Put ids where the row names other records; returns the reason when one is missing that is needed."""
        for name, table in targets(kind).items():
            title = values.pop(f"{name.removesuffix('_id')}_title", None)
            value = values.get(name)
            if value is None:
                continue
            if not isinstance(value, Link):
                problem = self._point(_Later(row, kind, values, name, table, value, title))
            else:
                target = mine.get(value.kind) if value.by == "row" else self._known.id_of(value)
                problem = "" if target else _missing(table, value.value)
                values[name] = target
                if not target:
                    del values[name]
                    is_needed = kind_named(kind).__table__.c[name].nullable is False
                    problem = problem if is_needed else ""
            if problem:
                return problem
        return ""

    def _point(self, link: _Later) -> str:
        """Follow an id that a file of ours brings: to the same record, else to the one of that name."""
        target = self._known.id_of(Link(link.table, "id", link.id))
        if target is None and link.title:
            target = self._known.named(link.table, link.title)
        if target is None and link.table == link.kind:
            self._later.append(link)  # it may stand further down in the same file
            del link.values[link.name]
            return ""
        if target is None and link.id in self._known.buried and self._is_kept(link):
            target = link.id
        link.values[link.name] = target
        return "" if target else _missing(link.table, link.title or link.id)

    def _is_kept(self, link: _Later) -> bool:
        """Whether the record pointed at that one before: it may go on pointing at what was deleted."""
        found = self._known.find(link.kind, link.values)
        return found is not None and found.values.get(link.name) == link.id

    def tie_up(self) -> None:
        """Point at records of the same kind that stood further down in the file."""
        for link in self._later:
            target = self._known.id_of(Link(link.table, "id", link.id))
            found = self._known.find(link.kind, link.values)
            record_id = link.values.get("id") or (found.id if found else "")
            if target is None and link.id in self._known.buried and self._is_kept(link):
                continue
            if target is None:
                self._leave_out(link, record_id)
                continue
            added = [each for each in self._plan.adds.get(link.kind, ()) if each["id"] == record_id]
            for each in added:
                each[link.name] = target
            if not added and found and found.values.get(link.name) != target:
                changes = self._plan.changes.setdefault(link.kind, {})
                changes.setdefault(found.id, {})[link.name] = target
        self._later.clear()

    def _leave_out(self, link: _Later, record_id: str) -> None:
        """Refuse a row after all: what it points at did not come."""
        rows = self._plan.adds.get(link.kind, [])
        kept = [each for each in rows if each["id"] != record_id]
        if len(kept) < len(rows):
            self._plan.adds[link.kind] = kept
            self._plan.counts["create"] -= 1
            self._plan.by_kind[link.kind]["create"] -= 1
        self._plan.refuse(link.row, link.kind, _missing(link.table, link.title or link.id))


def _differing(found: Found, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says otherwise about a known record, as far as it may."""
    if found.is_new:
        return {}
    return {
        name: plain(value)
        for name, value in values.items()
        if name != "id" and found.may_change(name) and plain(value) != found.values.get(name)
    }


def _missing(table: str, what: str) -> str:
    return f"There is no {kind_named(table).title.lower()} “{what}”."


def _set_line_net(fresh: dict[str, Any], values: Mapping[str, Any]) -> None:
    """Price × quantity less discount, to four decimals; rounding to cents would change sums of old orders."""
    if values.get("net") is None and values.get("price") is not None and values.get("quantity") is not None:
        discount = Decimal(values.get("discount_percent") or 0)
        net = Decimal(values["price"]) * Decimal(values["quantity"]) * (100 - discount) / 100
        fresh["net"] = plain(net.quantize(Decimal("0.0001")))
