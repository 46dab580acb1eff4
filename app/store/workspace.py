"""The one door to a profile: open it, ask it, write to it, take a step back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Damaged, Locked, Refused, Unreachable
from app.files import make_private_file
from app.secrets import KeyFile, derived_key, read_key_file, write_key_file
from app.store.connections import Connections
from app.store.drafts import Drafts
from app.store.engine import connect
from app.store.keeper import Keeper
from app.store.opening import SCHEMA_VERSION
from app.store.preferences import Preferences
from app.store.profile import Profile, finish_making, making

if TYPE_CHECKING:
    from app.store.log import Origin
    from app.store.session import StoreSession


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


class Workspace(Connections):
    """An open profile. One writer at a time; any number of readers, each thread with its own."""

    def __init__(
        self, profile: Profile, key: bytes, key_file: KeyFile, clock: Callable[[], datetime] = local_now
    ) -> None:
        super().__init__(profile.database, key)
        self.profile = profile
        self.key_file = key_file
        self.clock = clock
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
        """Make a new, empty profile, whole or not at all; refused where there is one."""
        with making(folder) as aside:
            write_key_file(aside.key_file, key_file)
            make_private_file(aside.database)
            connection = connect(aside.database, key, "make")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.close()
            cls(aside, key, key_file, clock)._grow().close()
        return cls(Profile(folder), key, key_file, clock)

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
        finish_making(profile)
        if not profile.database.exists():
            raise Damaged("The data file {path} is missing; restore a backup.", path=profile.database)
        key = key_of(key_file)
        if not key_file.fits(key):
            raise Locked("This key does not fit these data.")
        return cls(profile, key, key_file, clock)

    def grown(self) -> "Workspace":
        """Bring the shape of the database up to the declarations; cheap when nothing changed.

        A verified copy of data that are already there is kept first.
        """
        if not self.is_read_only:
            self._grow()
            self.profile.keep_reserve()
        return self

    def _grow(self) -> "Workspace":
        from app.store import schema

        mark = schema.shape_mark()
        is_new = not self._has_table("local")
        if is_new or self.keeper.get("shape") != mark:
            from app.store import snapshots
            from app.store.writing import grow

            if not is_new:
                snapshots.take(self, "growth")
            grow(self)
            self.keeper.set("shape", mark)
        return self

    # -- asking and writing -----------------------------------------------------------------------

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

    def step(self, label: str, origin: "Origin" = "person") -> AbstractContextManager["StoreSession"]:
        """A step being written: commits at the end of the block, or leaves no trace if it fails."""
        from app.store.writing import step

        return step(self, label, origin)

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
        label = last.label.removeprefix("Undo: ")
        return self.do(f"Redo: {label}", history.take_back, last.id, origin="undo")

    def take_back(self, step_id: str, label: str) -> Done:
        """Undo a certain step."""
        from app.store import history

        return self.do(f"Undo: {label}", history.take_back, step_id, origin="undo")

    # -- the parts --------------------------------------------------------------------------------

    @cached_property
    def keeper(self) -> Keeper:
        """Small things of this laptop that never travel."""
        return Keeper(lambda: self.writer, self.turn, self.clock)

    @cached_property
    def files(self) -> Any:
        """The encrypted attachments."""
        from app.store.attachments import FileStore

        return FileStore(self.profile.attachments, derived_key(self._key, "attachments"))

    def keep_key_file(self, key_file: KeyFile) -> None:
        """Change the ways in which these data open."""
        write_key_file(self.profile.key_file, key_file)
        self.key_file = key_file

    def data_version(self) -> int:
        """A number that changes when another process wrote to these data."""
        return self.keeper.version() or 0

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _has_table(self, name: str) -> bool:
        sql = "SELECT count(*) FROM sqlite_master WHERE name = ?"
        return bool(self.writer.execute(sql, (name,)).fetchone()[0])
