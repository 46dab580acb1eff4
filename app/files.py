"""Files of ours on disk: written whole or not at all, readable by their owner only."""

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from app.errors import RapportError, Refused, Unreachable

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def make_private_folder(folder: Path) -> None:
    """Make a folder only its owner may look into; durable when this returns."""
    if folder.is_dir():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        flush_folder(folder.parent)
    except OSError as problem:
        raise disk_problem(problem, folder) from None


def make_private_file(path: Path) -> None:
    """Make an empty file only its owner may read; what opens it later keeps its mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as problem:
        raise disk_problem(problem, path) from None


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file so that after any crash the old or the new content is there, never a part.

    The bytes go to a neighbour file that is flushed to the disk and then renamed. What is no ordinary file
    (a device, a pipe) is written to as it stands: a rename would put a file in its place.
    """
    pieces = (content,) if isinstance(content, bytes) else content
    if path.exists() and not path.is_file():
        _write_into(path, pieces)
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as problem:
        raise disk_problem(problem, path) from None
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
        flush_folder(path.parent)
    except OSError as problem:
        Path(name).unlink(missing_ok=True)
        raise disk_problem(problem, path) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_into(path: Path, pieces: Iterable[bytes]) -> None:
    try:
        with path.open("wb") as file:
            for piece in pieces:
                file.write(piece)
    except OSError as problem:
        raise disk_problem(problem, path) from None


def flush_file(path: Path) -> None:
    """Make what another program wrote into a file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Make a rename durable; Windows does so by itself and cannot open folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def disk_problem(problem: OSError, path: Path) -> RapportError:
    """The sentence for an operating system's refusal."""
    if problem.errno in _FULL:
        return Refused("The disk is full: nothing was written to {path}.", path=path)
    if problem.errno in _READ_ONLY:
        return Unreachable("{path} cannot be written: the disk or folder is read-only.", path=path)
    return Unreachable("{path} cannot be used: {reason}.", path=path, reason=problem.strerror or "unknown")
