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

from app.records import kind
from app.records.ids import new_id
from app.store import index
from app.store.engine import Connection, connect, roomy, set_up_writer
from tests.benchmarks.measuring import Figure, Figures, child, processor_time
from tests.benchmarks.office import Office, opened

COUNTRIES = {"Italy": "IT", "Austria": "AT", "Bulgaria": "BG", "Greece": "GR"}
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
COLUMNS = (
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
    """Read with `csv`, then for each batch one executemany a table and index; words and keys lie ready.

    The same columns go into the same table with the same indexes, words and match keys into the same two
    indexes of ours, under the pragmas of our own writer, in one transaction. What is left out: the log (so it could
    not be undone), telling what the columns mean, cleaning values, looking for twins, working out words and keys.
    """
    with opened(folder) as workspace:
        key, (number, place) = workspace.key, index.kind_numbers(workspace.writer)["accounts"]
    ready = [_derived(row) for batch in _rows(file) for row in batch]
    connection = connect(folder / "rapport.db", key)
    set_up_writer(connection)
    before = processor_time()
    with connection.capturing(), roomy(connection):
        connection.execute("BEGIN IMMEDIATE")
        last = connection.execute("SELECT max(seq) FROM accounts").fetchone()[0]
        done = 0
        for batch in _rows(file):
            _raw_batch(connection, batch, ready[done : done + len(batch)], last + done + 1, (number, place))
            done += len(batch)
        connection.execute("COMMIT")
    return {"cpu": processor_time() - before}


def _rows(file: Path) -> Iterator[list[list[str]]]:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        while batch := list(islice(rows, BATCH)):
            yield batch


def _derived(row: list[str]) -> tuple[str, list[str]]:
    """The search words and match keys that our import gives this row."""
    account = kind("accounts")
    values = {name: cell for name, cell in zip(FIELDS, row, strict=True) if cell}
    values["country"] = COUNTRIES[values["country"]]
    return index.words_of(account, values), account.match_keys(values)


def _raw_batch(
    connection: Connection,
    batch: list[list[str]],
    ready: list[tuple[str, list[str]]],
    first: int,
    numbers: tuple[int, int],
) -> None:
    number, place = numbers
    now = "2026-11-21T08:00:00.000Z"
    connection.executemany(
        f"INSERT INTO accounts ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})",
        [
            (seq, new_id(), now, now, *row, row[0].lower(), "prospect", "prospect", 0, 1)
            for seq, row in enumerate(batch, first)
        ],
    )
    connection.executemany(
        "INSERT INTO search_words (rowid, words) VALUES (?, ?)",
        [(place + seq, words) for seq, (words, _) in enumerate(ready, first)],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO match_keys (key, number, seq) VALUES (?, ?, ?)",
        sorted((key, number, seq) for seq, (_, keys) in enumerate(ready, first) for key in keys),
    )


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
