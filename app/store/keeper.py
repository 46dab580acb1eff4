"""Small things of this laptop that never travel: preferences, drafts, marks. Durable like every save."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.store.engine import Connection, Parameters, driver, told
from app.values import to_stored_moment


class Keeper:
    """Name and text pairs, and the connection for other local tables."""

    def __init__(
        self, connection: Callable[[], Connection], turn: threading.RLock, clock: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._turn = turn
        self._clock = clock

    def get(self, name: str) -> str | None:
        """The text kept under a name."""
        rows = self.rows("SELECT value FROM local WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def set(self, name: str, value: str | None) -> None:
        """Keep a text under a name, or forget it."""
        if value is None:
            self.write("DELETE FROM local WHERE name = ?", (name,))
        else:
            self.write(
                "INSERT INTO local (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def all(self, prefix: str) -> dict[str, str]:
        """All pairs whose name begins with a prefix."""
        sql = "SELECT name, value FROM local WHERE substr(name, 1, ?) = ? ORDER BY name"
        return dict(self.rows(sql, (len(prefix), prefix)))

    def now(self) -> str:
        """The stored form of this moment."""
        return to_stored_moment(self._clock())

    def version(self, wait: bool = True) -> int | None:
        """A number that changes when another process wrote to these data; None where a step is being written.

        With `wait` it waits for that step instead.
        """
        if not self._turn.acquire(blocking=wait):
            return None
        try:
            return int(self.rows("PRAGMA data_version")[0][0])
        finally:
            self._turn.release()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """Rows of a local table."""
        with self._turn:
            try:
                return list(self._connection().execute(sql, parameters))
            except driver.Error as problem:
                raise told(problem) from problem

    def write(self, sql: str, parameters: Parameters = ()) -> None:
        """One durable change of a local table."""
        with self._turn:
            try:
                with self._connection().capturing() as connection:
                    connection.execute(sql, parameters)
            except driver.Error as problem:
                raise told(problem) from problem
