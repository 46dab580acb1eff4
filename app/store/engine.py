"""The way to the encrypted file: keyed connections, checked once, and readers that cannot write."""

import re
import threading
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, Protocol

from sqlcipher3 import dbapi2 as driver

from app.errors import Damaged, RapportError, Refused, Unreachable

__all__ = [
    "Connection",
    "DriverReader",
    "Reader",
    "connect",
    "driver",
    "roomy",
    "set_up_reader",
    "set_up_writer",
    "told",
]

SAFE_SQLITE = (3, 51, 3)
"""Older releases can corrupt a file in WAL mode (the WAL-reset bug)."""
WRITER_CACHE_KIB = 8_192
MANY_ROWS_CACHE_KIB = 65_536
READER_CACHE_KIB = 16_384
BUSY_MILLISECONDS = 15_000

# The driver looks in vain for a way to adapt each None it binds, which costs more than the rest of a wide insert;
# here is one: an empty mapping has None for None.
driver.register_adapter(type(None), {}.get)

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


class Connection(driver.Connection):
    """A connection that writes only what the change log captures; anything else that would write is a fault."""

    is_capturing = True
    kind_numbers: dict[str, tuple[int, int]] | None = None
    """Filled by the search index on first use."""

    def cursor(self, factory: Any = None) -> Any:
        """A cursor that keeps to the rule."""
        return super().cursor(_Cursor)

    @contextmanager
    def capturing(self) -> Iterator["Connection"]:
        """Within this block writes are the store's own and leave their trace in the log."""
        before, self.is_capturing = self.is_capturing, True
        try:
            yield self
        finally:
            self.is_capturing = before


class _Cursor(driver.Cursor):
    def execute(self, sql: str, parameters: Parameters = ()) -> Any:
        self._permit(sql)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any) -> Any:
        self._permit(sql)
        return super().executemany(sql, parameters)

    def executescript(self, sql: str) -> Any:
        raise PassedByTheLog(sql)

    def _permit(self, sql: str) -> None:
        if not self.connection.is_capturing and not only_reads(sql):
            raise PassedByTheLog(sql)


class PassedByTheLog(RuntimeError):
    """Our own mistake: a write that would have left no trace in the change log."""

    def __init__(self, sql: str) -> None:
        super().__init__(
            f"A write passed by the change log; use the session's records or app.store.bulk: {sql[:60]}"
        )


@lru_cache(4096)
def only_reads(sql: str) -> bool:
    """Whether a statement changes nothing but the course of its transaction."""
    words = re.findall(r"\w+", re.sub(r"--[^\n]*|/\*.*?\*/", " ", sql.upper(), flags=re.DOTALL))
    if words and words[0] == "PRAGMA":
        return "=" not in sql and ("(" not in sql or not _LOOKING.isdisjoint(words))
    if not words or words[0] not in _READING:
        return False
    return words[0] != "WITH" or not _WRITING.intersection(words)


_READING = {"SELECT", "WITH", "VALUES", "EXPLAIN", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}
_LOOKING = {"TABLE_INFO", "TABLE_XINFO", "INDEX_LIST", "INDEX_INFO", "INDEX_XINFO", "FOREIGN_KEY_LIST"}
_WRITING = {"INSERT", "UPDATE", "DELETE", "REPLACE"}

Access = Literal["write", "make", "read", "frozen"]
_ACCESS: dict[Access, str] = {"write": "rw", "make": "rwc", "read": "ro", "frozen": "ro&immutable=1"}


def connect(path: Path, key: bytes, access: Access = "write") -> Connection:
    """A keyed connection to the file; nothing is read yet, so a wrong key shows at the first question.

    Only "make" makes a file. "frozen" reads one that nobody can change, such as on a read-only disk.
    """
    _refuse_unsafe_sqlite()
    try:
        connection: Connection = driver.connect(
            f"{path.resolve().as_uri()}?mode={_ACCESS[access]}",
            uri=True, isolation_level=None, check_same_thread=False, cached_statements=256, factory=Connection,
        )  # fmt: skip
    except driver.Error as problem:
        raise Unreachable("The data file cannot be opened: {reason}", reason=problem) from None
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def set_up_writer(connection: Connection) -> None:
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
    connection.is_capturing = False


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Within this block the writer keeps more pages at hand: many rows touch pages all over the indexes.

    With too few, a page is encrypted into the WAL and decrypted from it again for nearly every key.
    """
    _set_cache(connection, MANY_ROWS_CACHE_KIB)
    try:
        yield
    finally:
        _set_cache(connection, WRITER_CACHE_KIB)


def _set_cache(connection: Connection, kibibytes: int) -> None:
    with connection.capturing():
        connection.execute(f"PRAGMA cache_size = -{kibibytes}")


def set_up_reader(connection: Connection) -> None:
    """A reader sees the last committed state and can change nothing."""
    for pragma in (
        "query_only = ON",
        f"busy_timeout = {BUSY_MILLISECONDS}",
        f"cache_size = -{READER_CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


@cache
def _refuse_unsafe_sqlite() -> None:
    if driver.sqlite_version_info < SAFE_SQLITE:
        raise Damaged(
            "The bundled SQLite {found} is older than {needed} and could damage the data; reinstall Rapport.",
            found=driver.sqlite_version,
            needed=".".join(map(str, SAFE_SQLITE)),
        )


def cipher_version() -> str:
    """The version of the bundled SQLCipher."""
    connection = driver.connect(":memory:")
    try:
        return str(connection.execute("PRAGMA cipher_version").fetchone()[0])
    finally:
        connection.close()


@cache
def row_class(columns: tuple[str, ...]) -> Any:
    """The class of rows with these columns."""
    return namedtuple("Row", columns, rename=True)


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
    "SQLITE_IOERR": lambda: Unreachable(
        "The disk reports an error. Nothing was saved; your text is still here."
    ),
    "SQLITE_CANTOPEN": lambda: Unreachable("The data file cannot be opened."),
}
_BROKEN_RULES: dict[str, Callable[[], RapportError]] = {
    "FOREIGN KEY": lambda: Refused("A record points at another one that is not there."),
    "NOT NULL": lambda: Refused("A record lacks a value that is needed."),
}


def told(problem: BaseException) -> BaseException:
    """The database's complaint as something a person can be told; our own mistakes stay as they are."""
    problem = getattr(problem, "orig", None) or problem
    if isinstance(problem, UnicodeEncodeError):
        return Refused("The text holds characters that no computer can show; nothing was saved.")
    if isinstance(problem, OverflowError):
        return Refused("A number is too large to keep; nothing was saved.")
    name = getattr(problem, "sqlite_errorname", "")
    if name == "SQLITE_INTERRUPT":
        return Stopped()
    kinds = _BROKEN_RULES if name == "SQLITE_CONSTRAINT" else _TOLD
    said = str(problem) if kinds is _BROKEN_RULES else name
    return next((tell() for known, tell in kinds.items() if said.startswith(known)), problem)


def chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The items in groups a single statement can take."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
