"""Reads files from outside in a process of its own, which can be stopped and has limits on memory and time.

The process starts as `python -c …` with the job on its standard input. In a frozen build there is no
`python`: the program starts itself with READER_SWITCH as its only argument, so the program's entry
calls `serve_if_asked()` before anything else.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Protocol

from app.errors import Refused
from app.interop import limits
from app.interop.parsed import Assembly, Parsed
from app.interop.tables import kind_of

READER_SWITCH = "--rapport-reader"
OUR_FOLDER = Path(__file__).resolve().parents[2]
LOOK_SECONDS = 0.05
LARGEST_FRAME = 256 * limits.MEGABYTE
BOOTSTRAP = (
    "import sys, json\n"
    "sys.path[:] = json.loads(sys.stdin.buffer.readline())\n"
    "from app.interop.reading_child import serve\n"
    "serve()\n"
)
OUT_OF_MEMORY_CODES = frozenset({77, -6, 134, -9, 137, 3221226505})


class Cancel(Protocol):
    """Whatever says that the person has had enough; a `threading.Event` does."""

    def is_set(self) -> bool: ...


class ReadingStopped(Refused):
    """The person stopped the reading; nothing was taken in."""

    code = "stopped"


def read_file(
    path: Path | str,
    kind_hint: str | None = None,
    report: Callable[[float, str], object] | None = None,
    cancel: Cancel | None = None,
    *,
    languages: Sequence[str] = (),
    encoding: str = "",
    separator: str = "",
    seconds: float = limits.READING_SECONDS,
) -> Parsed:
    """Read a table or cards; `report(share, text)` follows it, `cancel` ends it within a second.

    `kind_hint` is `cards`, `csv`, `json` or `workbook` where the person knows better than the content;
    `languages` are the person's, likeliest first, and decide between code pages that fit alike; `encoding`
    and `separator` are the person's own choice after a look at the preview.
    """
    path = Path(path)
    name = path.name
    limits.check_file(path)
    kind = kind_hint or _kind(path)
    job = {"path": str(path), "name": name, "kind": kind, "languages": list(languages)}
    job |= {"encoding": encoding, "separator": separator}
    assembly = Assembly((lambda share: report(share, name)) if report else None)
    child = _Child(job, kind, cancel, seconds)
    try:
        child.feed(assembly)
    finally:
        child.end()
    child.explain(assembly, name)
    if assembly.trace:
        _log(assembly.trace)
    return Parsed(name, assembly)


def serve_if_asked(arguments: Sequence[str]) -> bool:
    """In a frozen build: act as the reading process when started as one; the entry returns at once then."""
    if list(arguments[1:]) != [READER_SWITCH]:
        return False
    sys.stdin.buffer.readline()
    from app.interop.reading_child import serve

    serve()
    return True


def _kind(path: Path) -> str:
    """Look at the first bytes only; refusals need no process."""
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError as problem:
        raise Refused(
            "The file {name} cannot be opened: {reason}.",
            name=path.name,
            reason=problem.strerror or "unknown",
        ) from None
    if not head.strip(b"\0\r\n\t \xef\xbb\xbf") and len(head) < 8192:
        raise Refused("The file {name} is empty.", name=path.name)
    return kind_of(head, path.name)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_SWITCH]
    return [sys.executable, "-I", "-S", "-c", BOOTSTRAP]


class _Child:
    """One reading process and the watch over it."""

    def __init__(self, job: dict[str, Any], kind: str, cancel: Cancel | None, seconds: float) -> None:
        self._cancel = cancel
        self._until = time.monotonic() + seconds
        self._seconds = seconds
        self._why = ""
        self._over = threading.Event()
        job["warm"] = {"workbook": "python_calamine", "cards": "app.interop.vcard"}.get(kind)
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=1 << 16,
            creationflags=flags,
            close_fds=True,
        )
        self._watch = threading.Thread(target=self._look, name="reading-watch", daemon=True)
        self._watch.start()
        self._hand_over(job)

    def _hand_over(self, job: dict[str, Any]) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        # The working folder may be anybody's: a csv.py lying there must not be taken for Python's own.
        folders = [*(os.path.abspath(folder) for folder in sys.path if folder), str(OUR_FOLDER)]
        try:
            stdin.write(json.dumps(folders).encode() + b"\n" + json.dumps(job).encode() + b"\n")
            stdin.close()
        except OSError:
            # The process died before it listened; its end is explained later.
            self._why = self._why or "died"

    def _look(self) -> None:
        """Ends the process when the person or the clock says so."""
        while not self._over.wait(LOOK_SECONDS):
            if self._cancel is not None and self._cancel.is_set():
                self._why = "cancelled"
            elif time.monotonic() > self._until:
                self._why = "late"
            else:
                continue
            self._process.kill()
            return

    def feed(self, assembly: Assembly) -> None:
        """Hand every frame on until the last."""
        out = self._process.stdout
        assert out is not None
        while frame := _frame(out):
            assembly.take(*frame)
            if assembly.complete or self._why:
                return

    def end(self) -> None:
        """Leave no process, pipe or thread behind."""
        self._over.set()
        self._process.kill()
        if self._process.stdout:
            self._process.stdout.close()
        self._process.wait()
        self._watch.join()

    def explain(self, assembly: Assembly, name: str) -> None:
        """One sentence for a reading that did not come to its end."""
        if self._why == "cancelled" or (self._cancel is not None and self._cancel.is_set()):
            raise ReadingStopped("Reading {name} was stopped; nothing was taken in.", name=name)
        if assembly.complete:
            return
        if self._why == "late":
            raise Refused(
                "Reading {name} took longer than {seconds} seconds.", name=name, seconds=int(self._seconds)
            )
        if self._process.returncode in OUT_OF_MEMORY_CODES:
            raise Refused("The file {name} needs too much memory to be read.", name=name)
        raise Refused("The file {name} could not be read: the reading process ended unexpectedly.", name=name)


def _frame(out: IO[bytes]) -> tuple[str, bytes] | None:
    """The next frame, or None at the end of the pipe."""
    head = out.read(5)
    if len(head) < 5:
        return None
    size = int.from_bytes(head[1:], "little")
    if size > LARGEST_FRAME:
        return None
    payload = out.read(size)
    return (chr(head[0]), payload) if len(payload) == size else None


def _log(trace: str) -> None:
    import logging

    logging.getLogger(__name__).warning("reading process: %s", trace)
