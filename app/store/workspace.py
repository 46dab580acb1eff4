"""The one door to a profile: open it, ask it, write to it, take a step back."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Damaged, Locked, Refused, TooNew, Unreachable
from app.secrets import KeyFile, derived_key, read_key_file, write_key_file
from app.store.drafts import Drafts
from app.store.engine import DriverReader, connect, driver, set_up_reader, set_up_writer, told
from app.store.keeper import Keeper
from app.store.preferences import Preferences
from app.store.profile import Profile, empty_or_refused

if TYPE_CHECKING:
    from app.store.log import Origin
    from app.store.session import StoreSession

SCHEMA_VERSION = 1
"""Rises with each release that adds to the shape; a database with a higher one is refused."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a write came to: its answer and the records it touched."""

    value: Any
    touched: frozenset[tuple[str, str]]
    step: str | None
    label: str


def local_now() -> datetime:
    """The wall clock in UTC."""
    return datetime.now(UTC)


class Workspace:
    """An open profile. One writer at a time; any number of readers, each thread with its own."""

    def __init__(
        self, profile: Profile, key: bytes, key_file: KeyFile, clock: Callable[[], datetime] = local_now
    ) -> None:
        self.profile = profile
        self.key_file = key_file
        self.clock = clock
        self.is_read_only = False
        self._key = key
        self._readers = threading.local()
        self._opened: list[DriverReader] = []
        self._turn = threading.RLock()
        self._writer = self._open_writer()
        self.preferences = Preferences(self.keeper)
        self.drafts = Drafts(self.keeper)

    # -- coming into being ------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        folder: Path,
        key: bytes,
        key_file: KeyFile,
        clock: Callable[[], datetime] = local_now,
    ) -> "Workspace":
        """Make a new, empty profile; refused where there is one."""
        profile = Profile(folder)
        empty_or_refused(profile)
        profile.prepare()
        write_key_file(profile.key_file, key_file)
        connection = connect(profile.database, key)
        set_up_writer(connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.close()
        return cls(profile, key, key_file, clock).grown()

    @classmethod
    def open(
        cls, folder: Path, key_of: Callable[[KeyFile], bytes], clock: Callable[[], datetime] = local_now
    ) -> "Workspace":
        """Open an existing profile; `key_of` fetches the key in whatever way the person chose.

        Raises `Locked`, `Damaged`, `TooNew` or `Unreachable`; never changes a file it cannot open.
        """
        profile = Profile(folder)
        if not profile.exists:
            raise Unreachable("There is no profile in {folder}. Make one with “rapport init”.", folder=folder)
        key_file = read_key_file(profile.key_file)
        if not profile.database.exists():
            raise Damaged("The data file {path} is missing; restore a backup.", path=profile.database)
        key = key_of(key_file)
        if not key_file.fits(key):
            raise Locked("This key does not fit these data.")
        return cls(profile, key, key_file, clock)

    def grown(self) -> "Workspace":
        """Bring the shape of the database up to the declarations; cheap when nothing changed."""
        from app.store import schema

        mark = schema.shape_mark()
        if self.is_read_only or self._has_table("local") and self.keeper.get("shape") == mark:
            return self
        with self._turn, self.engine.begin() as connection:
            connection.info["captured"] = True
            schema.grow(connection)
            connection.info["captured"] = False
        self.keeper.set("shape", mark)
        return self

    # -- asking and writing -----------------------------------------------------------------------

    @property
    def reader(self) -> DriverReader:
        """This thread's read-only connection."""
        found: DriverReader | None = getattr(self._readers, "reader", None)
        if found is None:
            connection = connect(self.profile.database, self._key, read_only=self.is_read_only)
            set_up_reader(connection)
            found = self._readers.reader = DriverReader(connection)
            self._opened.append(found)
        return found

    def ask(self, query: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Answer a question from the last committed state."""
        return query(self.reader, *args, **options)

    def do(
        self, label: str, verb: Callable[..., Any], *args: Any, origin: "Origin" = "person", **options: Any
    ) -> Done:
        """Carry out a verb as one step: all of it is durable when this returns, or nothing happened."""
        with self.step(label, origin=origin) as session:
            value = verb(session, *args, **options)
        step = session.step
        return Done(value, frozenset(step.touched), step.id if step.touched else None, label)

    @contextmanager
    def step(self, label: str, origin: "Origin" = "person") -> Iterator["StoreSession"]:
        """A step being written: commits at the end of the block, or leaves no trace if it fails."""
        from app.store import log
        from app.store.session import StoreSession

        if self.is_read_only:
            raise Unreachable("These data are open for reading only: the disk or folder cannot be written.")
        with self._turn:
            step = log.Step(label, self.clock(), self.preferences.user_id, origin)
            session = StoreSession(self.engine, step)
            try:
                yield session
                session.write_log()
                with session.capturing():
                    log.write_step(session.driver, step)
                session.commit()
            except BaseException as problem:
                session.rollback()
                complaint = told(getattr(problem, "orig", None) or problem)
                if complaint is not problem and isinstance(complaint, Exception):
                    raise complaint from problem
                raise
            finally:
                session.close()

    def undo(self) -> Done:
        """Take the last step back."""
        from app.store import history

        last = history.last_step(self.reader)
        if last is None:
            raise Refused("There is nothing to take back.")
        return self.take_back(last.id, last.label)

    def redo(self) -> Done:
        """Bring back what the last undo took away."""
        from app.store import history

        last = history.last_undo(self.reader)
        if last is None:
            raise Refused("There is nothing to bring back.")
        return self.take_back(last.id, last.label.removeprefix("Undo: "))

    def take_back(self, step_id: str, label: str) -> Done:
        """Undo a certain step."""
        from app.store import history

        return self.do(f"Undo: {label}", history.take_back, step_id, origin="undo")

    # -- the parts --------------------------------------------------------------------------------

    @cached_property
    def keeper(self) -> Keeper:
        """Small things of this laptop that never travel."""
        return Keeper(self._writer, self._turn, self.clock)

    @cached_property
    def engine(self) -> Any:
        """SQLAlchemy's engine on the one writing connection; imported on first use."""
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import StaticPool

        from app.store.session import guard_writes

        engine = create_engine("sqlite://", module=driver, creator=lambda: self._writer, poolclass=StaticPool)

        @event.listens_for(engine, "begin")
        def begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        guard_writes(engine)
        return engine

    @cached_property
    def files(self) -> Any:
        """The encrypted attachments."""
        from app.store.attachments import FileStore

        return FileStore(self.profile.attachments, derived_key(self._key, "attachments"))

    @property
    def key(self) -> bytes:
        """The database key, for backups and for changing the ways it opens."""
        return self._key

    def keep_key_file(self, key_file: KeyFile) -> None:
        """Change the ways in which these data open."""
        write_key_file(self.profile.key_file, key_file)
        self.key_file = key_file

    def data_version(self) -> int:
        """A number that changes when another process wrote to these data."""
        with self._turn:
            return int(self._writer.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Give the files back; everything acknowledged is already on the disk."""
        with self._turn:
            for reader in self._opened:
                reader.close()
            if "engine" in self.__dict__:
                self.engine.dispose()
            self._writer.close()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # -- opening ----------------------------------------------------------------------------------

    def _open_writer(self) -> Any:
        """The writing connection; tells a damaged file from a read-only disk, and changes neither."""
        connection = connect(self.profile.database, self._key)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if version > SCHEMA_VERSION:
                connection.close()
                raise TooNew("These data were written by a newer Rapport; please update the program.")
            set_up_writer(connection)
        except driver.Error as problem:
            connection.close()
            return self._open_read_only(problem)
        return connection

    def _open_read_only(self, problem: Exception) -> Any:
        complaint = told(problem)
        if not isinstance(complaint, Unreachable):
            raise complaint from None
        connection = connect(self.profile.database, self._key, read_only=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except driver.Error as worse:
            connection.close()
            raise told(worse) from None
        self.is_read_only = True
        return connection

    def _has_table(self, name: str) -> bool:
        sql = "SELECT count(*) FROM sqlite_master WHERE name = ?"
        return bool(self._writer.execute(sql, (name,)).fetchone()[0])


