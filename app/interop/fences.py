"""How far the reading process may go: memory, time, no files written, no network, no other program."""

import os
import sys
import threading
from typing import Any

from app.interop.limits import READING_MEMORY, READING_SECONDS

OUT_OF_MEMORY = 77
WATCH_SECONDS = 0.05
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# What a reader of files has no business doing; the module loader opens files to read, nothing more.
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.spawn",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "shutil.",
    "ctypes.dlopen",
    "urllib.",
    "ftplib.",
    "smtplib.",
)


def put_up() -> None:
    """Fence this process in; called once, before the first byte of a foreign file is read."""
    if os.name == "posix":
        _limit_posix()
    else:
        _limit_windows(READING_MEMORY)
    sys.addaudithook(_refuse)


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is not allowed while reading a file")
    if event != "open":
        return
    mode, flags = details[1], details[2]
    if isinstance(mode, str) and set(mode) & set("wax+") or isinstance(flags, int) and flags & WRITING:
        raise PermissionError("writing is not allowed while reading a file")


def _limit_posix() -> None:
    import resource

    for what, limit in (
        (resource.RLIMIT_CPU, READING_SECONDS + 5),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (limit, limit))
        except (OSError, ValueError):
            continue
    try:
        resource.setrlimit(resource.RLIMIT_AS, (READING_MEMORY, READING_MEMORY))
        is_kept = sys.platform != "darwin"
    except (OSError, ValueError):
        is_kept = False
    if not is_kept:
        # macOS takes this limit but does not keep it: look at the use of memory instead.
        threading.Thread(target=_watch_memory, daemon=True).start()


def _watch_memory() -> None:
    import resource
    import time

    unit = 1 if sys.platform == "darwin" else 1024
    while True:
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > READING_MEMORY:
            os._exit(OUT_OF_MEMORY)
        time.sleep(WATCH_SECONDS)


def _limit_windows(memory: int) -> None:
    """Put this process into a job of its own with a memory limit and no children."""
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("smallest_set", ctypes.c_size_t),
            ("largest_set", ctypes.c_size_t),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
        ]

    class Extended(ctypes.Structure):
        _fields_ = [
            ("basic", Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        ]

    one_process, process_memory, extended_information = 0x8, 0x100, 9
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    limits = Extended()
    limits.basic.flags = one_process | process_memory
    limits.basic.processes = 1
    limits.process_memory = memory
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
