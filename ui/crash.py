"""Our own faults: written to the profile's log, shown on one page that can be copied and sent."""

import faulthandler
import logging
import os
import sys
from collections.abc import Callable
from types import TracebackType
from typing import IO, Any

SIZE, COUNT = 2_000_000, 5
log = logging.getLogger("rapport")
_fault_file: IO[str] | None = None


def keep_log(folder: str) -> str:
    """Write the program's log and its hard crashes into a folder; "" where that cannot be written."""
    global _fault_file
    from logging.handlers import RotatingFileHandler

    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handler = RotatingFileHandler(
            os.path.join(folder, "rapport.log"), maxBytes=SIZE, backupCount=COUNT, encoding="utf-8"
        )
        _fault_file = open(os.path.join(folder, "crash.log"), "a", encoding="utf-8")  # noqa: SIM115  for the whole run
    except OSError:
        return ""
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable(_fault_file)
    return folder


class OneLine(logging.Formatter):
    """A message is one line, so that text of a person cannot forge another entry; a trace quotes no values."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have kept its own text of the trace on the record.
        record.exc_text = None
        text = super().format(record)
        record.exc_text = None
        return text

    def formatException(self, ei: Any) -> str:
        _, error, _ = ei
        return trace_of(error) if error is not None else ""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


def watch(show: Callable[[BaseException], None]) -> None:
    """Show every exception nobody expected; the program goes on where it can."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("Unexpected: %s", kind.__name__, exc_info=(kind, error, trace))
        show(error)

    sys.excepthook = hook


def report(error: BaseException, version: str) -> str:
    """What to send to the makers: versions and the trace, without texts of clients.

    The trace names files and lines of the program; the message of the exception may quote a value, so only its
    class is given.
    """
    import platform

    from PySide6.QtCore import qVersion

    head = f"Rapport {version} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    return f"{head}\n{trace_of(error)}"


def trace_of(error: BaseException) -> str:
    """The class of an exception and the lines of the program it came through; no value of anybody."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{os.path.basename(f.filename)}:{f.lineno} {f.name}" for f in frames]
    return "\n".join([type(error).__name__, *places])
