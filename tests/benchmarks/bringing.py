"""Fifty thousand accounts from a CSV file, against plain executemany with the same indexes kept up."""

from __future__ import annotations

import csv
import json
import sys
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from app.records.ids import new_id
from app.store import index
from app.store.engine import driver
from tests.benchmarks.measuring import Figure, Figures, child, processor_time
from tests.benchmarks.office import Office, opened

ROWS = {"full": 50_000, "small": 5_000}
BATCH = 1_000
HEADS = (
    "Name",
    "Street",
    "Postal code",
    "City",
    "Country",
    "Phone",
    "E-mail",
    "Tax number",
    "Industry",
    "Notes",
)
FIELDS = (
    "name",
    "street",
    "postal_code",
    "city",
    "country",
    "phone",
    "email",
    "tax_number",
    "industry",
    "notes",
)


def import_(office: Office) -> Figures:
    """Read in a process of its own, planned, matched, written as one step; then one that is stopped."""
    with office.copied() as folder:
        file = folder.parent / "clients.csv"
        _write(file, ROWS[office.size])
        raw = child("bringing", "raw", str(folder), str(file))
    with office.copied() as folder:
        file = folder.parent / "clients.csv"
        _write(file, ROWS[office.size])
        stopped = child("bringing", "stop", str(folder), str(file))
        ours = child("bringing", "ours", str(folder), str(file))
    note = f"{ours['created']} created, {ours['matched']} matched; {ours['seconds']:.1f} s by the clock"
    yield Figure("import", ours["cpu"], "s CPU", raw["cpu"], 4.0, note=note)
    yield Figure(
        "import-memory",
        ours["highest"],
        "MiB",
        raw["highest"],
        400,
        "value",
        note="both processes together",
    )
    left = f"{stopped['left']} rows left behind, {stopped['logged']} in the log"
    seconds = stopped["seconds"] if not stopped["left"] and not stopped["logged"] else 999.0
    yield Figure("import-cancel", seconds, "s", None, 1.0, "value", note=left)


SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ber",
    "tan",
    "gro",
    "vel",
    "su",
    "dor",
    "fen",
    "ri",
    "pal",
    "zo",
    "ner",
    "lux",
    "tam",
)
TRADES = ("Works", "Foods", "Papers", "Glass")
TOWNS = (
    ("Parma", "43100", "Italy"), ("Graz", "8010", "Austria"), ("Plovdiv", "4000", "Bulgaria"),
    ("Volos", "38200", "Greece"),
)  # fmt: skip


def _write(file: Path, count: int) -> None:
    """A list of clients as an office has it: unlike each other, some cells empty."""
    dice = Random(5)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADS)
        writer.writerows(_client(dice, number) for number in range(count))


def _client(dice: Random, number: int) -> tuple[str, ...]:
    word = "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()
    town, postal, country = dice.choice(TOWNS)
    return (
        f"{word} {dice.choice(TRADES)} {number} Ltd", f"Mill Lane {number % 300}", postal, town, country,
        f"+44 20 556 {number:06d}" if number % 5 else "", f"office@{word.lower()}{number}.example",
        f"GB{770000000 + number}" if number % 3 else "", dice.choice(("Food", "Paper", "Glass", "")),
        "Came with the list of the former agent" if number % 4 == 0 else "",
    )  # fmt: skip


def _ours(folder: Path, file: Path) -> dict[str, Any]:
    from app.interop import bringing

    with opened(folder) as workspace:
        before, began = processor_time(), time.perf_counter()
        found = bringing.look_at(workspace, file, "accounts")
        told = bringing.bring_in(workspace, found)
        used, seconds = processor_time() - before, time.perf_counter() - began
    return {
        "cpu": used,
        "seconds": seconds,
        "created": told["created"],
        "matched": told["matched"],
    }


def _raw(folder: Path, file: Path) -> dict[str, Any]:
    """Read with `csv`, one executemany and one statement for the words a batch, one transaction."""
    with opened(folder) as workspace:
        key, place = workspace.key, index.kind_numbers(workspace.writer)["accounts"][1]
    connection: Any = driver.connect(str(folder / "rapport.db"), isolation_level=None)
    for pragma in (
        f"key = \"x'{key.hex()}'\"",
        "journal_mode = WAL",
        "synchronous = FULL",
        "cache_size = -16384",
    ):
        connection.execute(f"PRAGMA {pragma}")
    before = processor_time()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TEMP TABLE fresh (seq INTEGER, words TEXT)")
    for batch in _batches(connection, file):
        _raw_batch(connection, batch, place)
    connection.execute("COMMIT")
    return {"cpu": processor_time() - before}


def _batches(connection: Any, file: Path) -> Iterator[list[tuple[Any, ...]]]:
    last = connection.execute("SELECT max(seq) FROM accounts").fetchone()[0]
    now = "2026-11-21T08:00:00.000Z"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        while batch := list(islice(rows, BATCH)):
            yield [
                (last + place, new_id(), now, now, *row, row[0].lower(), "prospect", "prospect", 0, 1)
                for place, row in enumerate(batch, 1)
            ]
            last += len(batch)


def _raw_batch(connection: Any, batch: list[tuple[Any, ...]], place: int) -> None:
    names = (
        "seq",
        "id",
        "created_at",
        "changed_at",
        *FIELDS,
        "name_sort",
        "type",
        "stage",
        "do_not_contact",
        "is_verified",
    )
    connection.executemany(
        f"INSERT INTO accounts ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", batch
    )
    connection.execute("DELETE FROM fresh")
    connection.executemany(
        "INSERT INTO fresh VALUES (?, ?)",
        [(place + row[0], " ".join((*row[4:8], *row[9:12], row[13])).lower()) for row in batch],
    )
    connection.execute("INSERT INTO search_words (rowid, words) SELECT seq, words FROM fresh")


def _stop(folder: Path, file: Path) -> dict[str, Any]:
    """Stop in the middle of the writing; how long until it has stopped, and what is left."""
    from app.interop import bringing
    from app.services.importing import Stopped

    with opened(folder) as workspace:
        counted = "SELECT (SELECT count(*) FROM accounts), (SELECT count(*) FROM changes)"
        before = workspace.reader.row(counted)
        found = bringing.look_at(workspace, file, "accounts")
        cancel, ended = threading.Event(), [0.0]

        def write() -> None:
            try:
                bringing.bring_in(workspace, found, cancel)
            except Stopped:
                ended[0] = time.perf_counter()

        thread = threading.Thread(target=write)
        thread.start()
        thread.join(found.plan.counts["create"] / 40_000)
        cancel.set()
        pressed = time.perf_counter()
        thread.join()
        after = workspace.reader.row(counted)
    return {
        "seconds": max(ended[0] - pressed, 0.0),
        "left": after[0] - before[0],
        "logged": after[1] - before[1],
    }


if __name__ == "__main__":
    print(
        json.dumps(
            {"ours": _ours, "raw": _raw, "stop": _stop}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
        )
    )
