"""The way to the encrypted file: keyed connections, checked once, and readers that cannot write."""


import threading
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2 as driver

from app.errors import Damaged, RapportError, Refused, Unreachable

SAFE_SQLITE = (3, 51, 3)
"""Older releases can corrupt a file in WAL mode (the WAL-reset bug)."""
WRITER_CACHE_KIB = 8_192
READER_CACHE_KIB = 16_384
BUSY_MILLISECONDS = 15_000

Parameters = Mapping[str, Any] | Sequence[Any]


class Reader(Protocol):
    """What a query needs of a database: rows with named columns, whatever is behind it."""

    def rows(self, sql: str, parameters: Parameters = (), /) -> list[Any]:
        """All rows of a SELECT; columns are attributes."""

    def row(self, sql: str, parameters: Parameters = (), /) -> Any:
        """The first row, or None."""

    def value(self, sql: str, parameters: Parameters = (), /) -> Any:
        """The first column of the first row, or None."""

    def column(self, sql: str, parameters: Parameters = (), /) -> list[Any]:
        """The first column of every row."""


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """A keyed connection to the file; nothing is read yet, so a wrong key shows at the first question."""
    _refuse_unsafe_sqlite()
    where = f"{path.resolve().as_uri()}?mode=ro&immutable=1" if read_only else str(path)
    try:
        connection = driver.connect(
            where, isolation_level=None, check_same_thread=False, cached_statements=256, uri=read_only
        )
    except driver.Error as problem:
        raise Unreachable("The data file cannot be opened: {reason}", reason=problem) from None
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def set_up_writer(connection: Any) -> None:
    """A person's save is on the disk when it is acknowledged: WAL with a flush at each commit."""
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = ON",
        "foreign_keys = ON",
        "secure_delete = ON",
        f"busy_timeout = {BUSY_MILLISECONDS}",
        f"cache_size = -{WRITER_CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def set_up_reader(connection: Any) -> None:
    """A reader sees the last committed state and can change nothing."""
    for pragma in ("query_only = ON", f"busy_timeout = {BUSY_MILLISECONDS}", f"cache_size = -{READER_CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")


@cache
def _refuse_unsafe_sqlite() -> None:
    if driver.sqlite_version_info < SAFE_SQLITE:
        raise Damaged(
            "The bundled SQLite {found} is older than {needed} and could damage the data; reinstall Rapport.",
            found=driver.sqlite_version,
            needed=".".join(map(str, SAFE_SQLITE)),
        )


@cache
def row_class(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)  # noqa: PYI024  columns are known only at run time


class DriverReader:
    """A read-only connection of its own, used by one thread at a time; it can be interrupted from another."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._turn = threading.Lock()

    def rows(self, sql: str, parameters: Parameters = (), /) -> list[Any]:
        """All rows of a SELECT; columns are attributes."""
        with self._turn:
            cursor = self._ask(sql, parameters)
            make = row_class(tuple(column[0] for column in cursor.description))._make
            return [make(row) for row in self._fetch(cursor)]

    def row(self, sql: str, parameters: Parameters = (), /) -> Any:
        """The first row, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Parameters = (), /) -> Any:
        """The first column of the first row, or None."""
        with self._turn:
            cursor = self._ask(sql, parameters)
            found = next(iter(self._fetch(cursor, one=True)), None)
            return found[0] if found else None

    def column(self, sql: str, parameters: Parameters = (), /) -> list[Any]:
        """The first column of every row."""
        with self._turn:
            return [found for (found,) in self._fetch(self._ask(sql, parameters))]

    def interrupt(self) -> None:
        """Stop the question that runs on another thread; it ends with `Stopped`."""
        self._connection.interrupt()

    def close(self) -> None:
        """Give the file back."""
        with self._turn:
            self._connection.close()

    def _ask(self, sql: str, parameters: Parameters) -> Any:
        try:
            return self._connection.execute(sql, parameters)
        except driver.Error as problem:
            raise told(problem) from problem

    def _fetch(self, cursor: Any, one: bool = False) -> list[Any]:
        try:
            return cursor.fetchmany(1) if one else cursor.fetchall()
        except driver.Error as problem:
            raise told(problem) from problem
        finally:
            cursor.close()


class Stopped(Exception):
    """A question was stopped because its answer is no longer wanted."""


_TOLD: dict[str, Callable[[], RapportError]] = {
    "SQLITE_FULL": lambda: Refused("The disk is full. Nothing was saved; your text is still here."),
    "SQLITE_READONLY": lambda: Unreachable("The data cannot be written: the disk or folder is read-only."),
    "SQLITE_BUSY": lambda: Unreachable("Another program is writing to these data; try again in a moment."),
    "SQLITE_CORRUPT": lambda: Damaged("The data file is damaged. It was left as it is; restore a backup."),
    "SQLITE_NOTADB": lambda: Damaged("The data file is damaged. It was left as it is; restore a backup."),
    "SQLITE_IOERR": lambda: Unreachable("The disk reports an error. Nothing was saved; your text is still here."),
    "SQLITE_CANTOPEN": lambda: Unreachable("The data file cannot be opened."),
}


def told(problem: BaseException) -> BaseException:
    """The database's complaint as something a person can be told; our own mistakes stay as they are."""
    name = getattr(problem, "sqlite_errorname", "")
    if name == "SQLITE_INTERRUPT":
        return Stopped()
    for known, tell in _TOLD.items():
        if name.startswith(known):
            return tell()
    return problem


def chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The items in groups a single statement can take."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
