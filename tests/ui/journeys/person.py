"""A person before the screen: hands on the keyboard and the mouse, eyes on the window."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 15.0
Sight = dict[str, Any]


def hands(*words: str) -> str:
    """One deed at keyboard or mouse, through the X server."""
    done = subprocess.run(["xdotool", *words], capture_output=True, check=True, timeout=10)
    return done.stdout.decode().strip()


def surroundings(passphrase: str | None = PASSPHRASE) -> dict[str, str]:
    """What a started program finds around it; without a passphrase it has to ask."""
    given = {"RAPPORT_PASSPHRASE": passphrase} if passphrase else {}
    return {**os.environ, "PYTHONPATH": str(ROOT), **given}


class Person:
    """One start of the program over a profile, and what a person does and sees at it."""

    def __init__(self, folder: Path, passphrase: str | None = PASSPHRASE) -> None:
        self.folder = folder
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.journeys.program", str(folder)],
            cwd=ROOT,
            env=surroundings(passphrase),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._read()

    def _read(self) -> Sight:
        assert self.program.stdout is not None
        line = self.program.stdout.readline()
        assert line, f"the program ended with {self.program.wait()}"
        return json.loads(line)

    def look(self) -> Sight:
        """What stands on the screen now."""
        assert self.program.stdin is not None
        self.program.stdin.write(b"\n")
        self.program.stdin.flush()
        return self._read()

    def until(self, holds: Callable[[Sight], bool], what: str = "") -> Sight:
        """Looks again and again until something is in sight."""
        latest = time.monotonic() + PATIENCE
        pause = threading.Event()
        while not holds(sight := self.look()):
            assert time.monotonic() < latest, f"never seen: {what}; in sight at the end: {sight}"
            pause.wait(0.03)
        return sight

    def reads(self, text: str) -> Sight:
        """Waits until the window in front says a text, alone or within a longer one."""
        return self.until(lambda sight: any(text in each for each in sight["texts"]), text)

    def at(self, title: str) -> Sight:
        """Waits until the window in front has a title that begins so."""
        return self.until(lambda sight: sight["title"].startswith(title), title)

    def on(self, name: str) -> Sight:
        """Waits until the keyboard is on the control of that name."""
        return self.until(lambda sight: sight["focus"] == name, f"the keyboard on {name}")

    def presses(self, *keys: str) -> None:
        """Presses keys one after the other."""
        hands("key", "--clearmodifiers", *keys)

    def types(self, text: str) -> None:
        """Types a text, and waits until it stands in the field."""
        hands("type", "--delay", "1", text)
        self.until(lambda sight: sight["typed"].endswith(text), f"typed: {text}")

    @contextlib.contextmanager
    def typing(self, text: str) -> Iterator[None]:
        """Types without a pause while something else goes on."""
        fingers = subprocess.Popen(["xdotool", "type", "--delay", "30", text])
        try:
            yield
        finally:
            fingers.kill()
            fingers.wait(timeout=10)

    def leaves(self) -> int:
        """Quits by key; gives the exit code."""
        self.presses("ctrl+q")
        return self.program.wait(timeout=10)

    def close(self) -> None:
        """Ends whatever still runs."""
        self.program.kill()
        self.program.wait(timeout=10)
        for pipe in (self.program.stdin, self.program.stdout):
            if pipe is not None:
                pipe.close()
