"""A person's save against the same writes made straight on SQLCipher."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.records.ids import new_id
from app.store import index
from app.store.engine import driver
from app.store.workspace import Workspace
from app.values import to_stored_moment
from tests.benchmarks.measuring import Figure, Figures, cpu_of, rounds
from tests.benchmarks.office import Office, opened

ROUNDS, SAVES = 7, 60
TEXT = "They want an offer for the spare parts of line 2 within ten days; price matters less than the certificates."


def save(office: Office) -> Figures:
    """A call written down: durable, with change log, search words and the account's last contact."""
    with office.copied() as folder:
        with opened(folder) as workspace:
            accounts = workspace.reader.column("SELECT id FROM accounts ORDER BY seq LIMIT 1000")
            ours = _ours(workspace, accounts)
            floor = _floor(workspace, folder, accounts)
            ours(), floor()
            product, raw = rounds(ROUNDS, lambda: cpu_of(ours), lambda: cpu_of(floor))
            yield Figure("save", product / SAVES * 1000, "ms CPU", raw / SAVES * 1000, 2.5)


def _ours(workspace: Workspace, accounts: list[str]) -> Callable[[], None]:
    from app.services.promises import log_activity

    def work() -> None:
        for number in range(SAVES):
            values = {
                "type": "call",
                "subject": f"Called about line {number}",
                "text": TEXT,
                "outcome": "reached",
            }
            workspace.do("Log activity", log_activity, accounts[number * 7], values)

    return work


def _floor(workspace: Workspace, folder: Path, accounts: list[str]) -> Callable[[], None]:
    """The same rows by the bare driver: activity, change, step, words, last contact, one transaction each."""
    connection: Any = driver.connect(str(folder / "rapport.db"), isolation_level=None)
    for pragma in (
        f"key = \"x'{workspace.key.hex()}'\"", "journal_mode = WAL", "synchronous = FULL", "fullfsync = ON",
        "foreign_keys = ON", "secure_delete = ON", "cache_size = -16384",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    first = index.kind_numbers(workspace.writer)["activities"][1]
    author, label = workspace.preferences.user_id, "Log activity"

    def work() -> None:
        for number in range(SAVES):
            _raw_save(connection, first, accounts[number * 7], author, label, f"Called about line {number}")

    return work


def _raw_save(
    connection: Any, first: int, account: str, author: str | None, label: str, subject: str
) -> None:
    now = to_stored_moment(datetime.now(UTC))
    record, step = new_id(), new_id()
    values = {
        "type": "call", "subject": subject, "account_id": account, "owner_id": author, "state": "done",
        "starts_at": now,
        "done_at": now, "outcome": "reached", "text": TEXT,
    }  # fmt: skip
    entry = json.dumps({name: [None, value] for name, value in values.items()})
    connection.execute("BEGIN IMMEDIATE")
    seq = connection.execute("SELECT max(seq) FROM activities").fetchone()[0] + 1
    connection.execute(
        "INSERT INTO activities (seq, id, created_at, changed_at, is_all_day, needs_answer, is_private, "
        f"{', '.join(values)}) VALUES (?, ?, ?, ?, 0, 0, 0, {', '.join('?' * len(values))})",
        (seq, record, now, now, *values.values()),
    )
    last = connection.execute("SELECT hlc FROM changes ORDER BY seq DESC LIMIT 1").fetchone()[0]
    connection.execute(
        "INSERT INTO changes (op_id, step_id, kind, record_id, action, fields, at, author, hlc, origin)"
        " VALUES (?, ?, 'activities', ?, 'add', ?, ?, ?, ?, 'person')",
        (new_id(), step, record, entry, now, author, last + 1),
    )
    connection.execute(
        "INSERT INTO search_words (rowid, words) VALUES (?, ?)", (first + seq, f"{subject} {TEXT}".lower())
    )
    connection.execute(
        "UPDATE accounts SET last_contact_at = (SELECT max(at) FROM (SELECT max(starts_at) AS at FROM visits"
        " WHERE account_id = :id AND deleted_at IS NULL AND state IN ('saved', 'submitted') UNION ALL"
        " SELECT max(starts_at) FROM activities WHERE account_id = :id AND deleted_at IS NULL AND state = 'done'"
        " AND type NOT IN ('task', 'note'))) WHERE id = :id",
        {"id": account},
    )
    connection.execute(
        "INSERT INTO steps (id, label, at, author, origin, final, undoes) VALUES (?, ?, ?, ?, 'person', 0, NULL)",
        (step, label, now, author),
    )
    connection.execute("COMMIT")
