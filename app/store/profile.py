"""One person's folder: where each file of a profile lies and who holds it open."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from app.errors import Refused
from app.files import disk_problem, flush_folder, make_private_file, make_private_folder

RESERVE_BYTES = 8 << 20
_MAKING = ".making-"
_PLAIN_HEAD = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Profile:
    """The folder of a profile. Nothing in it is plain text but the log of the program."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "rapport.db"

    @property
    def key_file(self) -> Path:
        """The wrapped key and its fingerprint."""
        return self.folder / "key.json"

    @property
    def attachments(self) -> Path:
        """Encrypted files, named by a keyed digest of their content."""
        return self.folder / "attachments"

    @property
    def backups(self) -> Path:
        """Rolling snapshots."""
        return self.folder / "backups"

    @property
    def logs(self) -> Path:
        """The program's own log, without client data."""
        return self.folder / "log"

    @property
    def reserve(self) -> Path:
        """Room set aside: given free when the disk is full, so that typed text can still be kept."""
        return self.folder / "reserve"

    @property
    def exists(self) -> bool:
        """Whether a profile was made here, whatever its state."""
        return self.database.exists() or self.key_file.exists()

    def is_encrypted(self) -> bool:
        """Whether the database really is cipher text: a plain one begins with SQLite's name."""
        with self.database.open("rb") as file:
            head = file.read(len(_PLAIN_HEAD))
        return bool(head) and head != _PLAIN_HEAD

    def prepare(self) -> None:
        """Make the folders a new profile needs."""
        for folder in (self.folder, self.attachments, self.backups, self.logs):
            make_private_folder(folder)

    def keep_reserve(self) -> None:
        """Set the reserve aside where the disk has plenty of room and none is there yet."""
        with suppress(OSError):
            if not self.reserve.exists() and shutil.disk_usage(self.folder).free > 16 * RESERVE_BYTES:
                make_private_file(self.reserve)
                with self.reserve.open("r+b") as file:
                    if hasattr(os, "posix_fallocate"):
                        os.posix_fallocate(file.fileno(), 0, RESERVE_BYTES)
                    else:
                        file.write(bytes(RESERVE_BYTES))

    def free_reserve(self) -> None:
        """Give the reserve back to the disk."""
        with suppress(OSError):
            self.reserve.unlink(missing_ok=True)


@contextmanager
def making(folder: Path) -> Iterator[Profile]:
    """Make a profile aside and move it into place as a whole when the block ends well; else nothing is left.

    Refused where there is one: existing data are never overwritten.
    """
    profile = Profile(folder)
    if profile.exists:
        raise Refused("There is already a profile in {folder}.", folder=folder)
    make_private_folder(folder)
    for left_over in folder.glob(_MAKING + "*"):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        aside = Profile(Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder)))
    except OSError as problem:
        raise disk_problem(problem, folder) from None
    try:
        aside.prepare()
        yield aside
        _move_into_place(aside, profile)
    except OSError as problem:
        raise disk_problem(problem, folder) from None
    finally:
        if not profile.key_file.exists() or profile.database.exists():
            shutil.rmtree(aside.folder, ignore_errors=True)


def _move_into_place(aside: Profile, profile: Profile) -> None:
    """The key file decides: once it is in its place the rest follows, now or at the next start."""
    with suppress(OSError):
        profile.folder.chmod(0o700)
    ends = (aside.key_file, aside.database)
    for path in sorted(aside.folder.rglob("*")):
        target = profile.folder / path.relative_to(aside.folder)
        if path.is_dir():
            make_private_folder(target)
        elif path not in ends:
            os.replace(path, target)
    flush_folder(aside.folder)
    os.replace(aside.key_file, profile.key_file)
    flush_folder(profile.folder)
    finish_making(profile)


def finish_making(profile: Profile) -> None:
    """Bring the database of a profile that was made just before a crash into its place."""
    if profile.database.exists():
        return
    for made in profile.folder.glob(f"{_MAKING}*/{profile.database.name}"):
        os.replace(made, profile.database)
        flush_folder(profile.folder)
        return


class WindowLock:
    """Held by the one window of a profile; the operating system lets go of it when the process dies."""

    def __init__(self, profile: Profile) -> None:
        self._path = profile.folder / "window.lock"
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the lock; False when another window holds it."""
        make_private_file(self._path)
        try:
            file = open(self._path, "r+b")  # noqa: SIM115  held as long as the window lives
        except OSError as problem:
            raise disk_problem(problem, self._path) from None
        if not _lock(file):
            file.close()
            return False
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()
        self._file = file
        return True

    def release(self) -> None:
        """Let the next window in."""
        if self._file:
            with suppress(OSError):
                self._file.truncate(0)
            self._file.close()
            self._file = None

    def holder(self) -> str | None:
        """The process that holds the lock, if any."""
        if not self._path.exists():
            return None
        try:
            with open(self._path, "r+b") as file:
                if _lock(file):
                    return None
                return file.read().decode(errors="replace").strip() or "unknown"
        except OSError:
            return None


def _lock(file: Any) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(1 << 30)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
