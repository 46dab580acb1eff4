"""What a few tests need around them: a real X screen with a window manager, a real keyring. Each is a child process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Set in the child process to the mark of the test that runs there.
INSIDE = "RAPPORT_TEST_INSIDE"
MARKS = ("xvfb", "secretservice")


def run_test(
    root: Path, name: str, mark: str, around: list[str], environment: dict[str, str]
) -> tuple[int, str]:
    """Runs one test by its name in surroundings of its own; gives pytest's exit code and what it said."""
    env = {**os.environ, **environment, INSIDE: mark}
    for left_over in (
        "PYTEST_XDIST_WORKER",
        "PYTEST_XDIST_WORKER_COUNT",
        "PYTEST_CURRENT_TEST",
        "WAYLAND_DISPLAY",
    ):
        env.pop(left_over, None)
    order = [*around, sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", name]
    result = subprocess.run(
        order,
        cwd=root,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=180,
        check=False,
    )
    return result.returncode, result.stdout.decode(errors="replace")


def _ask_for(*programs: str) -> None:
    """Refuses where a program that the surroundings are made of is not installed."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        raise LookupError(f"needs {' and '.join(missing)}")


class Screen:
    """One X server and one window manager, on a display number of its own, so that workers never meet."""

    def __init__(self) -> None:
        _ask_for("Xvfb", "openbox")
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._server.stdout is not None
        number = self._server.stdout.readline().decode().strip()
        if not number:
            raise LookupError("Xvfb did not start")
        self.display = f":{number}"
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--startup", "echo ready"],
            env={**os.environ, "DISPLAY": self.display},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._manager.stdout is not None
        self._manager.stdout.readline()  # openbox says the start-up word once it manages the screen

    def run_test(self, root: Path, name: str) -> tuple[int, str]:
        """Runs one test on this screen."""
        environment = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        return run_test(root, name, "xvfb", [], environment)

    def close(self) -> None:
        """Ends the window manager and the X server."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(timeout=10)
            if process.stdout:
                process.stdout.close()


class SecretService:
    """An unlocked keyring of the desktop on a message bus of its own; it lasts as long as the test."""

    def __init__(self) -> None:
        _ask_for("dbus-run-session", "gnome-keyring-daemon")

    def run_test(self, root: Path, name: str) -> tuple[int, str]:
        """Runs one test beside this keyring."""
        unlock = (
            'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'
        )
        return run_test(root, name, "secretservice", ["dbus-run-session", "--", "sh", "-c", unlock, "sh"], {})

    def close(self) -> None:
        """The bus ends its session, and the keyring with it, when the test is over."""
