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
from app.records.base import Record, links
from app.records.ids import new_id
from app.services.known import Known
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
    for kind in sorted({*plan.adds, *plan.changes}, key=_turn):
        record_class = kind_named(kind)
        rows = plan.adds.get(kind, [])
        for start in range(0, len(rows), BATCH):
            if cancel():
                raise Stopped("The import was stopped; nothing was written.")
            bulk.add(session, record_class, rows[start : start + BATCH])
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


class _Planner:
    """Turns rows into plans batch by batch, so that the database is asked in few questions."""

    def __init__(self, plan: ImportPlan, known: Known, thorough: bool, main: str) -> None:
        self._plan = plan
        self._known = known
        self._thorough = thorough
        self._main = main

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
            problem = self._resolve(kind, values, mine)
            if problem:
                self._plan.refuse(row.row, kind, problem)
                return
            price = values.pop("price", None) if kind == "products" else None
            found = self._known.find(kind, values)
            mine[kind] = found.id if found else values.setdefault("id", new_id())
            ready.append((kind, values))
            if price is not None:
                ready.append(("prices", self._price(mine[kind], price, values.get("currency"))))
        self._settle(row, ready)

    def _price(self, product: str, price: Any, currency: str | None) -> dict[str, Any]:
        """The price in a product row stands in the default list of its currency, made where there is none."""
        chosen = currency or self._known.home_currency
        price_list = self._known.default_price_list(chosen)
        if price_list is None:
            values = {"id": new_id(), "name": f"Standard {chosen}", "currency": chosen, "is_default": True}
            self._add("price_lists", kind_named("price_lists"), values, 0)
            price_list = self._known.default_price_list(chosen, str(values["id"]))
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

    def _add(self, kind: str, record_class: type[Record], values: dict[str, Any], row: int) -> None:
        self._known.remember(kind, values, row)
        fresh = {name: plain(value) for name, value in values.items()}
        if kind == "order_lines":
            _set_line_net(fresh, values)
        self._plan.adds.setdefault(kind, []).append(fresh)

    def _fill(self, kind: str, found: Any, values: Mapping[str, Any]) -> bool:
        """Bring a known record up to the file: by its own number every value, by likeness only the empty ones."""
        if found.is_new:
            return False
        fresh = {
            name: plain(value)
            for name, value in values.items()
            if name != "id" and found.may_change(name) and plain(value) != found.values.get(name)
        }
        if fresh:
            self._plan.changes.setdefault(kind, {}).setdefault(found.id, {}).update(fresh)
        return bool(fresh)

    def _resolve(self, kind: str, values: dict[str, Any], mine: Mapping[str, str]) -> str:
        """Put ids where the row names other records; returns the reason when one is missing that is needed."""
        targets = links(kind_named(kind))
        for name, value in list(values.items()):
            if not isinstance(value, Link):
                continue
            target = mine.get(value.kind) if value.by == "row" else self._known.id_of(value)
            if target:
                values[name] = target
                continue
            del values[name]
            if kind_named(kind).__table__.c[name].nullable is False:
                what = kind_named(targets.get(name, value.kind)).title.lower()
                return f"There is no {what} “{value.value}”."
        return ""


def _set_line_net(fresh: dict[str, Any], values: Mapping[str, Any]) -> None:
    """Price × quantity less discount, to four decimals; rounding to cents would change sums of old orders."""
    if values.get("net") is None and values.get("price") is not None and values.get("quantity") is not None:
        discount = Decimal(values.get("discount_percent") or 0)
        net = Decimal(values["price"]) * Decimal(values["quantity"]) * (100 - discount) / 100
        fresh["net"] = plain(net.quantize(Decimal("0.0001")))
