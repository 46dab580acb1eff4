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
    """Make a folder only its owner may look into."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise disk_problem(problem, folder) from None


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file so that after any crash the old or the new content is there, never a part.

    The bytes go to a neighbour file that is flushed to the disk and then renamed.
    """
    pieces = (content,) if isinstance(content, bytes) else content
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
