"""The connections to one data file: one that writes, a reader for each thread, SQLAlchemy's engine on the first."""

import threading
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from app.store.engine import Connection, DriverReader, connect, driver, set_up_reader
from app.store.opening import Opened, open_database


class Connections:
    """One writer at a time; any number of readers, each thread with its own."""

    def __init__(self, database: Path, key: bytes) -> None:
        self.turn = threading.RLock()
        """Who holds it may write; everybody else waits."""
        self._database = database
        self._key = key
        self._opened: Opened | None = open_database(database, key)
        self._source, self._access = self._opened.path, self._opened.access
        self._readers = threading.local()
        self._lent: list[DriverReader] = []
        self.is_read_only = self._access != "read"

    @property
    def key(self) -> bytes:
        """The database key, for backups and for changing the ways it opens."""
        return self._key

    @property
    def reader(self) -> DriverReader:
        """This thread's read-only connection."""
        found: DriverReader | None = getattr(self._readers, "reader", None)
        if found is None:
            connection = self.own_connection()
            set_up_reader(connection)
            found = self._readers.reader = DriverReader(connection)
            self._lent.append(found)
        return found

    @property
    def writer(self) -> Connection:
        """The one writing connection."""
        if self._opened is None:
            self._opened = open_database(self._database, self._key, or_frozen=False)
        return self._opened.connection

    @cached_property
    def engine(self) -> Any:
        """SQLAlchemy's engine on the one writing connection; imported on first use."""
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import StaticPool

        engine = create_engine(
            "sqlite://",
            module=driver,
            creator=lambda: self.writer,
            poolclass=StaticPool,
            pool_reset_on_return=None,  # a step ends its own transaction
            hide_parameters=True,  # what goes wrong is logged, and the log holds no client's data
        )

        @event.listens_for(engine, "begin")
        def begin(connection: Any) -> None:
            self.writer.execute("BEGIN IMMEDIATE")

        return engine

    def own_connection(self) -> Connection:
        """A connection for one long question, such as a copy of everything; the caller closes it."""
        return connect(self._source, self._key, self._access)

    def drop_writer(self) -> None:
        """After an error of the disk the old connection is not trusted; the next write opens a new one."""
        self._forget_engine()
        if self._opened:
            with suppress(driver.Error):
                self._opened.connection.close()
        self._opened = None

    def close(self) -> None:
        """Give the files back; everything acknowledged is already on the disk."""
        with self.turn:
            for reader in self._lent:
                reader.close()
            self._forget_engine()
            if self._opened:
                self._opened.close()

    def _forget_engine(self) -> None:
        engine = self.__dict__.pop("engine", None)
        if engine is not None:
            engine.dispose()
