"""Where the command line meets a screen: the window, and a bar for long work."""

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.errors import Unreachable

BAR_WIDTH = 30


def refuse_without_screen() -> None:
    """Say so in a sentence where there is nothing to draw a window on."""
    if not sys.platform.startswith("linux"):
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise Unreachable("There is no screen here to open the window on.")


def run_window(folder: Path) -> int:
    """Run the window of a profile to its end; `app` knows it by name only and never imports it."""
    code: int = importlib.import_module("ui.main").start(str(folder))
    return code


def progress_bar() -> Callable[[float, str], None] | None:
    """A bar on standard error while long work goes on; none where nobody sits at a terminal."""
    if not sys.stderr.isatty():
        return None

    def report(share: float, text: str) -> None:
        done = round(BAR_WIDTH * min(max(share, 0.0), 1.0))
        ended = "\n" if share >= 1 else ""
        print(
            f"\r[{'#' * done}{'.' * (BAR_WIDTH - done)}] {text[:40]:40}",
            end=ended,
            file=sys.stderr,
            flush=True,
        )

    return report
