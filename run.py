"""Opens Rapport, or runs its tests, on a machine that has only Python: whatever is missing is set up first.

python run.py                  opens the program with example data
python run.py test [words]     runs the tests; the words go to pytest
python run.py status           any other words go to the `rapport` command
python run.py --setup-only     sets up and stops
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, NamedTuple  # noqa: UP035 - an old Python must get as far as the sentence that refuses it

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
NOTE = "rapport-set-up.json"  # written last, inside .venv: where it is absent, the set-up was never finished

OLDEST, NEWEST = (3, 11), (3, 14)

# What Qt asks of a Linux system: the file it loads, and the Debian package that has it.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
}
# Programs that a few tests start: a screen of their own, and a real keyring.
PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-run-session": "dbus",
    "dbus-launch": "dbus-x11",
}


class Stop(Exception):
    """The launcher cannot go on; the text is the one sentence that says why and what to do."""


class Plan(NamedTuple):
    """What one start is to do."""

    goal: str  # "window", "test", "command" or "nothing"
    words: list[str]  # what follows the Python of .venv on its command line


class Note(NamedTuple):
    """What a finished set-up was made from."""

    python: str
    folder: str
    lock: str
    project: str


def plan(arguments: list[str]) -> Plan:
    """Turns the words of the command line into a goal and the command that reaches it."""
    if arguments == ["--setup-only"]:
        return Plan("nothing", [])
    if arguments[:1] == ["test"]:
        return Plan("test", ["-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments[1:]])
    words = arguments or ["demo"]
    return Plan("window" if opens_window(words) else "command", ["-P", "-m", "app.cli", *words])


def opens_window(words: list[str]) -> bool:
    """True where these words of the `rapport` command end in a window: `demo`, or no command at all."""
    rest = iter(words)
    for word in rest:
        if word in ("--profile", "--passphrase-file"):
            next(rest, None)
        elif not word.startswith("-"):
            return word == "demo" and "--no-window" not in words
    return not {"-h", "--help", "--version"} & set(words)


def check_python(version: tuple[int, int]) -> None:
    """Refuses a Python for which the locked packages do not exist."""
    if not OLDEST <= version <= NEWEST:
        raise Stop(
            "Rapport needs Python {}.{} to {}.{}, and this is {}.{}: start it with another one, "
            "for example `python3.11 run.py`.".format(*OLDEST, *NEWEST, *version)
        )


# --- the system's own libraries (Linux) ------------------------------------------------------------------


def loads(name: str) -> bool:
    """True where the system's loader finds the library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def wanted(goal: str) -> tuple[list[str], list[str]]:
    """The Debian packages the goal lacks here: those it cannot do without, and those it can."""
    if not sys.platform.startswith("linux") or goal == "command":
        return [], []
    drawing = [package for library, package in DRAWING.items() if not loads(library)]
    screen = [package for library, package in SCREEN.items() if not loads(library)]
    if goal == "window":
        return drawing + screen, []
    return drawing, screen + [package for program, package in PROGRAMS.items() if not shutil.which(program)]


def administrator() -> list[str] | None:
    """The words to put before a command that only root may give; None where that is not allowed here."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return [sudo, "-n"]
    return None


def install(packages: list[str]) -> bool:
    """Installs Debian packages where this is allowed; says whether it could."""
    before = administrator()
    if before is None:
        return False
    say("Installing system packages: " + " ".join(packages))
    apt = [
        *before,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]
    done = True
    for order in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        result = subprocess.run(apt + order, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        done = result.returncode == 0
        if not done:
            say(result.stderr.decode(errors="replace").strip())
    return done  # an old list of packages is worth a try, so only the installation decides


def lacking_sentence(packages: list[str], purpose: str) -> str:
    """Says in one sentence what is missing and the command that mends it."""
    return f"{purpose} needs system packages that are not here: sudo apt-get install {' '.join(packages)}"


def provide_libraries(goal: str) -> None:
    """Installs the missing system libraries, or names them: as a refusal only where the goal needs them."""
    needed, useful = wanted(goal)
    if not needed and not useful:
        return
    install(needed + useful)
    needed, useful = wanted(goal)
    if needed:
        raise Stop(lacking_sentence(needed, "Rapport"))
    if useful:
        say(lacking_sentence(useful, "Some tests are skipped: a test with a real screen or keyring"))


# --- the virtual environment -----------------------------------------------------------------------------


def venv_python(venv: Path, system: str = os.name) -> Path:
    """Where a virtual environment keeps its Python on this system."""
    return venv / "Scripts" / "python.exe" if system == "nt" else venv / "bin" / "python"


def digest(path: Path) -> str:
    """A fingerprint of a file, the same whatever the ends of its lines."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_note(venv: Path) -> Note | None:
    """What the finished set-up was made from; None where there is none, or it was interrupted."""
    try:
        return Note(**json.loads((venv / NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_note(venv: Path, note: Note) -> None:
    """Marks the set-up as finished; appears whole or not at all."""
    draft = venv / (NOTE + ".new")
    draft.write_text(json.dumps(note._asdict(), indent=1), encoding="utf-8")
    draft.replace(venv / NOTE)


def version_of(python: Path) -> str:
    """The version a Python reports of itself ("3.11"); empty where it does not start."""
    ask = [str(python), "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        return subprocess.run(ask, stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def steps_left(note: Note | None, now: Note) -> list[str]:
    """Which steps of the set-up are to be done: none, some, or all from an empty folder."""
    if note is None or (note.python, note.folder) != (now.python, now.folder):
        return ["venv", "packages", "project"]
    steps = []
    if note.lock != now.lock:
        steps.append("packages")
    if note.project != now.project or steps:
        steps.append("project")
    return steps


def make_venv(venv: Path) -> None:
    """Makes the virtual environment anew in an empty folder."""
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not install([package]):
            raise Stop(lacking_sentence([package], "Setting up"))
    # The folder goes first and whole: what an interrupted set-up left must not be taken for installed.
    shutil.rmtree(venv, ignore_errors=True)
    order = [sys.executable, "-m", "venv", "--clear", str(venv)]
    if subprocess.call(order, stdin=subprocess.DEVNULL):
        raise Stop(
            f"The folder {venv.name} could not be made: close every program that uses it and try again."
        )


def pip(python: Path, *words: str) -> None:
    """Runs pip inside the virtual environment; its own words stay visible where it fails."""
    quiet = ["-qq", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    environment = {**os.environ, "PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    order = [str(python), "-m", "pip", "install", *quiet, *words]
    if subprocess.call(order, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL):
        raise Stop(
            "The set-up is not finished; pip said why above. Give the same command again to repair it."
        )


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Lets one set-up run at a time in this folder; a second start waits for the first."""
    with path.open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            while True:
                with contextlib.suppress(OSError):  # gives up after ten seconds, and may be asked again
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_up(venv: Path) -> Path:
    """Brings the virtual environment up to the lock file and returns its Python; quick where nothing changed."""
    python = venv_python(venv)
    with alone(venv.with_name(venv.name + ".lock")):
        note = read_note(venv)
        kept = version_of(python) if note else ""
        here = "{}.{}".format(*sys.version_info[:2])
        # A set-up made by another supported Python stays good as long as that Python starts.
        now = Note(kept or here, str(ROOT), digest(LOCK), digest(ROOT / "pyproject.toml"))
        steps = steps_left(note, now)
        if not steps:
            return python
        with contextlib.suppress(OSError):
            (venv / NOTE).unlink()
        if "venv" in steps:
            say("Setting up once: about 650 MB in .venv, a minute or so …")
            make_venv(venv)
            now = now._replace(python=here)
        elif "packages" in steps:
            say("Bringing the packages up to the lock file …")
        if "packages" in steps:
            pip(python, "--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK))
        pip(python, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
        write_note(venv, now)
    return python


# --- the start -------------------------------------------------------------------------------------------


def say(text: str) -> None:
    """Tells the person what is going on; kept off standard output, which belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def start(python: Path, goal: str, words: list[str]) -> int:
    """Hands over to the program and returns its exit code."""
    order = [str(python), *words]
    if goal == "test":
        os.chdir(ROOT)
    if sys.platform == "win32":
        return subprocess.call(order)
    return os.execv(order[0], order)  # the same process goes on, so signals reach the program


def main(arguments: list[str]) -> int:
    """Sets up what is missing, then does what was asked."""
    try:
        check_python(sys.version_info[:2])
        goal, words = plan(arguments)
        provide_libraries(goal)
        python = set_up(VENV)
        if goal == "nothing":
            say("Everything is set up.")
            return 0
        return start(python, goal, words)
    except Stop as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        say("Interrupted; the same command goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
