"""The reading process itself: takes one job, reads one file inside its fences, sends frames, ends."""

import gc
import json
import os
import sys
from typing import Any, BinaryIO

from app.errors import RapportError
from app.interop import fences, tables
from app.interop.limits import LARGEST
from app.interop.parsed import Sender


def serve() -> None:
    """Read the job from standard input, the file it names, and write frames to standard output."""
    # The process lives for one file and makes no cycles worth collecting.
    gc.disable()
    job = json.loads(sys.stdin.buffer.readline())
    out = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    # Nothing a library prints may get between the frames.
    os.dup2(2, 1)

    def emit(letter: str, payload: bytes) -> None:
        out.write(letter.encode() + len(payload).to_bytes(4, "little") + payload)
        if letter != "R":
            out.flush()

    send = Sender(emit)
    try:
        _read(job, send)
        send.done()
    except RapportError as problem:
        send.fault(problem.template, problem.values)
    except MemoryError:
        send.fault("The file {name} needs too much memory to be read.", {"name": job["name"]})
    finally:
        out.flush()


def _read(job: dict[str, Any], send: Sender) -> None:
    import csv  # noqa: F401 - loaded before the fences go up
    import encodings.idna  # noqa: F401

    if job.get("warm"):
        __import__(job["warm"])
    with open(job["path"], "rb") as file:
        fences.put_up()
        data = _content(file)
    try:
        own = tables.Choice(job.get("encoding") or "", job.get("separator") or "")
        tables.read_data(data, job["name"], send, job.get("kind"), job.get("languages") or (), own)
    except (RapportError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - the edge of this process: the person gets a sentence, the log the trace
        import traceback

        send.fault("The file {name} could not be read.", {"name": job["name"]}, traceback.format_exc())


def _content(file: BinaryIO) -> bytes:
    """Never more than the largest file that may be read, even if it grows meanwhile."""
    return file.read(LARGEST + 1)
