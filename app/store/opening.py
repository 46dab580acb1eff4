"""Opening the data file: for writing where that can be, for reading where it cannot, and never by changing it."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.errors import Damaged, TooNew, Unreachable
from app.files import disk_problem
from app.store.engine import BUSY_MILLISECONDS, Access, Connection, connect, driver, set_up_writer, told

SCHEMA_VERSION = 1
"""Rises with each release that adds to the shape; a database with a higher one is refused."""

_NOT_WRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection that knows our key, and how others reach the same data: "read" beside a writer, else alone."""

    connection: Connection
    path: Path
    access: Access
    copy: Path | None = None

    def close(self) -> None:
        """Give the file back, and the copy if there was one."""
        self.connection.close()
        if self.copy:
            shutil.rmtree(self.copy, ignore_errors=True)


def open_database(path: Path, key: bytes, or_frozen: bool = True) -> Opened:
    """Open the data file; raises `Damaged`, `TooNew` or `Unreachable` and leaves the file as it was.

    A file that cannot be written is opened for reading where `or_frozen` allows it.
    """
    connection = connect(path, key)
    try:
        _refuse_strange(connection)
        set_up_writer(connection)
        if _can_write(connection):
            return Opened(connection, path, "read")
    except driver.Error as problem:
        if not or_frozen or not getattr(problem, "sqlite_errorname", "").startswith(_NOT_WRITABLE):
            connection.close()
            raise told(problem) from None
    except BaseException:
        connection.close()
        raise
    connection.close()
    if not or_frozen:
        raise Unreachable("The data cannot be written: the disk or folder is read-only.")
    return _open_frozen(path, key)


def _open_frozen(path: Path, key: bytes) -> Opened:
    """Read a file that cannot be written. Saves that still lie beside it are read from a copy of both."""
    beside = path.with_name(path.name + "-wal")
    copy = None
    access: Access = "frozen"
    if beside.exists() and beside.stat().st_size:
        copy, access = _copied(path, beside), "write"
        path = copy / path.name
    opened = Opened(connect(path, key, access), path, access, copy)
    try:
        _refuse_strange(opened.connection)
    except driver.Error as problem:
        opened.close()
        raise told(problem) from None
    opened.connection.is_capturing = False
    return opened


def _copied(*files: Path) -> Path:
    """A folder of its own with copies of these files; they are cipher text there too."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-"))
    try:
        for each in files:
            shutil.copyfile(each, folder / each.name)
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise disk_problem(problem, folder) from None
    return folder


def _refuse_strange(connection: Connection) -> None:
    """The first question to the file: a damaged page shows here, an emptied file, and a newer program."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version < 1:  # SQLite would take an empty file for a new database and write into it
        raise Damaged("The data file is empty. It was left as it is; restore a backup.")
    if version > SCHEMA_VERSION:
        raise TooNew("These data were written by a newer Rapport; please update the program.")


def _can_write(connection: Connection) -> bool:
    """Whether the file can be written; it can when another process is just writing."""
    try:
        with connection.capturing():
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except driver.Error as problem:
        return getattr(problem, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    finally:
        with connection.capturing():
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    return True
