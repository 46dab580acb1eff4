"""What a figure is, and how processor time, memory and medians are taken."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD_SECONDS = 600
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Figure:
    """One measured figure. `reach` bounds the ratio to the floor, or the value itself (`reach_is`)."""

    name: str
    value: float
    unit: str
    floor: float | None
    reach: float
    reach_is: str = "ratio"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times its floor."""
        return self.value / self.floor if self.floor else None

    @property
    def ok(self) -> bool:
        """Whether it is where it shall be."""
        measured = self.ratio if self.reach_is == "ratio" else self.value
        return measured is not None and measured <= self.reach

    def line(self) -> str:
        """The figure as one line of JSON."""
        found = {
            "name": self.name, "value": _short(self.value), "unit": self.unit, "floor": _short(self.floor),
            "ratio": _short(self.ratio), "reach": self.reach, "ok": self.ok, "reach_is": self.reach_is,
        }  # fmt: skip
        return json.dumps(found | ({"note": self.note} if self.note else {}))


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def cpu_of(work: Callable[[], Any]) -> float:
    """Seconds of processor time of this process and of the children that ended meanwhile."""
    before = processor_time()
    work()
    return processor_time() - before


def processor_time() -> float:
    """Seconds this process and its ended children have had so far."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def wall_of(work: Callable[[], Any]) -> float:
    """Seconds by the clock."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def rounds(count: int, *works: Callable[[], float]) -> list[float]:
    """The median of each, taken in turns so that a busy moment hits all of them alike."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(count):
        for place, work in enumerate(works):
            taken[place].append(work())
    return [median(each) for each in taken]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so many of one are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def child(module: str, *arguments: str, **environment: str) -> dict[str, Any]:
    """Run a module of the benchmarks in a fresh process; the last line it prints is its answer.

    `highest` in it is the most memory (MiB resident) that it and its own children had at one moment.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(**environment),
    )  # fmt: skip
    highest = [0.0]
    watch = threading.Thread(target=_watch, args=(process, highest))
    watch.start()
    try:
        said, complained = process.communicate(timeout=CHILD_SECONDS)
    finally:
        process.kill()
        watch.join()
    if process.returncode:
        raise RuntimeError(
            f"{module} {' '.join(arguments)} ended with {process.returncode}:\n{complained[-2000:]}"
        )
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return {"highest": highest[0], **answer}


def _watch(process: subprocess.Popen[str], highest: list[float]) -> None:
    ended = False
    while not ended:
        highest[0] = max(highest[0], sum(map(_resident, _family(process.pid))))
        try:
            process.wait(LOOK_SECONDS)
            ended = True
        except subprocess.TimeoutExpired:
            ended = False


def _family(process: int) -> list[int]:
    """A process and its children."""
    try:
        tasks = Path(f"/proc/{process}/task").iterdir()
        return [process, *(int(each) for task in tasks for each in (task / "children").read_text().split())]
    except OSError:
        return [process]


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def surroundings(**more: str) -> dict[str, str]:
    """No screen and no keyring; everything else as it is."""
    quiet = {"QT_QPA_PLATFORM": "offscreen", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return {**os.environ, **quiet, **more}


Figures = Iterator[Figure]
