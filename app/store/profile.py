"""One person's folder: where each file of a profile lies and who holds it open."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from app.errors import Refused
from app.files import disk_problem, make_private_folder


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
    def exists(self) -> bool:
        """Whether a profile was made here, whatever its state."""
        return self.database.exists() or self.key_file.exists()

    def prepare(self) -> None:
        """Make the folders a new profile needs."""
        for folder in (self.folder, self.attachments, self.backups, self.logs):
            make_private_folder(folder)


class WindowLock:
    """Held by the one window of a profile; the operating system lets go of it when the process dies."""

    def __init__(self, profile: Profile) -> None:
        self._path = profile.folder / "window.lock"
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the lock; False when another window holds it."""
        try:
            file = open(self._path, "a+b")  # noqa: SIM115  held as long as the window lives
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


def empty_or_refused(profile: Profile) -> None:
    """Refuse to make a profile where there is one: existing data are never overwritten."""
    if profile.exists:
        raise Refused("There is already a profile in {folder}.", folder=profile.folder)
