"""A real X screen with a window manager, for the few tests that an offscreen window cannot serve."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = ("Xvfb", "openbox")
INSIDE = "RAPPORT_TEST_INSIDE_SCREEN"


class Screen:
    """One X server and one window manager; tests run in a child process that draws on it."""

    def __init__(self) -> None:
        missing = [program for program in NEEDED if not shutil.which(program)]
        if missing:
            raise LookupError(f"a real screen needs {' and '.join(missing)}")
        self._server, self.display = _start_server()
        environment = {**os.environ, "DISPLAY": self.display}
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--startup", "echo ready"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._manager.stdout is not None
        self._manager.stdout.readline()  # openbox runs the start-up word once it manages the screen

    def close(self) -> None:
        """Ends the window manager and the X server."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(timeout=10)
            if process.stdout:
                process.stdout.close()

    def run_test(self, root: Path, name: str) -> tuple[int, str]:
        """Runs one test by its name on this screen; gives pytest's exit code and what it said."""
        environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", INSIDE: "1"}
        for left_over in ("PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST", "WAYLAND_DISPLAY"):
            environment.pop(left_over, None)
        order = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", name]
        result = subprocess.run(
            order,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=180,
            check=False,
        )
        return result.returncode, result.stdout.decode(errors="replace")


def _start_server() -> tuple[subprocess.Popen[bytes], str]:
    """Starts Xvfb on a display number of its own choice, so that workers never meet."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdout is not None
    number = server.stdout.readline().decode().strip()
    if not number:
        raise LookupError("Xvfb did not start")
    return server, f":{number}"
