"""The window: start, memory at rest, and what a person waits for while it is open."""

from __future__ import annotations

import os
from statistics import median
from typing import Any

from tests.benchmarks.measuring import Figure, Figures, child, cpu_of, percentile
from tests.benchmarks.office import PASSPHRASE, Office

STARTS, RESTS = 7, 3


def start(office: Office) -> Figures:
    """First painted window and usable Today, warm, each in a fresh process, against a bare window."""
    key = _key_seconds(office)
    product, bare = _turns("start", office, STARTS)
    floor = median(each["painted"] for each in bare)
    painted = median(each["painted"] for each in product)
    usable = median(each["usable"] for each in product)
    yield Figure("start-window", painted * 1000, "ms CPU", floor * 1000, 2.5)
    note = f"of it {key * 1000:.0f} ms for stretching the passphrase, which a keyring spares"
    yield Figure("start-today", usable * 1000, "ms CPU", floor * 1000, 6.0, note=note)


def memory(office: Office) -> Figures:
    """Proportional memory with the profile open and nothing going on, against a bare window."""
    product, bare = _turns("memory", office, RESTS)
    value, floor = (median(each["memory"] for each in found) for found in (product, bare))
    yield Figure("memory", value, "MiB PSS", floor, 2.5)


def _at_today(office: Office) -> None:
    """Let the next window begin at Today, as a profile does that was never used."""
    with office.open() as workspace:
        workspace.preferences.remember("window.place", {})


def _turns(what: str, office: Office, count: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Product and bare window in turns; the first of each warms the files up and does not count."""
    _at_today(office)
    product, bare = [], []
    for _ in range(count + 1):
        product.append(child("whole_window", what, str(office.folder), RAPPORT_PASSPHRASE=PASSPHRASE))
        bare.append(child("bare_window", what))
    return product[1:], bare[1:]


def _key_seconds(office: Office) -> float:
    from app import secrets

    key_file = secrets.read_key_file(office.folder / "key.json")
    return min(cpu_of(lambda: secrets.key_from_passphrase(key_file, PASSPHRASE)) for _ in range(3))


def _busy() -> str:
    """How much else goes on here: by the clock, a busy machine is a slow one."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""


def _driven(what: str, office: Office) -> dict[str, Any]:
    return child(
        "driven_window", what, str(office.folder), office.busy_account, RAPPORT_PASSPHRASE=PASSPHRASE
    )


def search(office: Office) -> Figures:
    """Each key of typed words until the hits are painted, over everything."""
    times = _driven("search", office)["times"]
    yield Figure(
        "search",
        percentile(times, 0.95) * 1000,
        "ms",
        None,
        50,
        "value",
        note=f"median {median(times) * 1000:.0f} ms, {len(times)} keys; {_busy()}",
    )


def account(office: Office) -> Figures:
    """From choosing the account with the longest timeline to its painted page."""
    times = _driven("account", office)["times"]
    yield Figure(
        "account", median(times) * 1000, "ms", None, 150, "value", note=f"{len(times)} times; {_busy()}"
    )


def list_(office: Office) -> Figures:
    """The list of all accounts: first paint, filter and sort, frames while scrolling."""
    found = _driven("list", office)
    yield Figure("list-first", found["first"] * 1000, "ms", None, 100, "value", note=_busy())
    for what in ("filter", "sort"):
        each = {name: median(times) for name, times in found["asked"].items() if name.startswith(what)}
        slowest = max(each, key=lambda name: each[name])
        note = f"the slowest of {len(each)}: {slowest}; the middle one {median(each.values()) * 1000:.0f} ms; {_busy()}"
        yield Figure(f"list-{what}", each[slowest] * 1000, "ms", None, 150, "value", note=note)
    frames = found["frames"]
    yield Figure(
        "list-scroll",
        percentile(frames, 0.95) * 1000,
        "ms",
        None,
        16,
        "value",
        note=f"p95 of {len(frames)} frames; {_busy()}",
    )
