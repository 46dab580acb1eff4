"""The rules of the house, as tests: who may import whom, how large a room may grow, what may not lie about."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_CLASS = 200

# Names that say nothing of what a room is for; anything fits into them, so everything ends there.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}

# What belongs to one machine or one workplace. A letter in brackets keeps this file from finding itself.
MACHINE_WORDS = [
    r"(^|[^A-Za-z0-9_.])/(wo[r]k|fa[r]m|roo[t]|opt/wheel[s]|opt/pyp[i])/",
    r"\.librar[y]/",
    r"https?://[^/\s]*(pyp[i]\.|pythonhoste[d]|npmj[s]|debia[n]\.org)",
    r"\.\./shared/(product|architecture|design|sync|technology|reliability|performance|scenarios|behaviours)\b",
    r"far[m]-(studio|bench)",
]

MADE_BY_TOOLS = {
    *(".git", ".venv", ".venv.lock", "build", "dist", "htmlcov", "__pycache__", ".hypothesis", ".coverage"),
    *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"),
}

UNFINISHED = re.compile(r"\bTO[D]O\b|\bFIX[M]E\b|# XX[X]\b|coming [s]oon|raise NotImpl[e]mented")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Runs a module of this Python in the root of the project."""
    order = [sys.executable, "-m", *words]
    return subprocess.run(order, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def own_files() -> list[Path]:
    """Every file that belongs to the project: as git lists it, or by a walk where there is no git."""
    git = shutil.which("git")
    if git:
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
        if not listed.returncode:
            paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
            return [path for path in paths if path.is_file()]
    return [path for path in walk(ROOT) if path.is_file()]


def walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder that no tool has put there."""
    for path in sorted(folder.iterdir()):
        if path.name in MADE_BY_TOOLS or path.suffix == ".egg-info":
            continue
        yield from walk(path) if path.is_dir() else [path]


def text_of(path: Path) -> str:
    """The text of a file, empty where it holds pictures, fonts or the like."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def modules() -> dict[Path, ast.Module]:
    """Every Python file of the project, read once."""
    return {path: ast.parse(text_of(path)) for path in own_files() if path.suffix == ".py"}


def place(path: Path, line: int = 0) -> str:
    """A place as an editor opens it."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def found(pattern: re.Pattern[str], paths: list[Path]) -> Iterator[str]:
    """The lines of these files that the pattern matches."""
    for path in paths:
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if pattern.search(line):
                yield f"{place(path, number)} {line.strip()[:90]}"


def listing(offenders: list[str]) -> str:
    """What pytest shows of the offenders: one a line."""
    return "\n" + "\n".join(offenders)


def test_each_room_imports_only_the_rooms_below_it() -> None:
    order = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))"
    result = subprocess.run(
        [sys.executable, "-c", order], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_code_is_free_of_known_faults_and_bad_habits() -> None:
    result = run("ruff", "check", "--output-format", "concise", ".")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_types_agree() -> None:
    result = run("mypy")
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_file_grows_beyond_what_one_can_keep_in_mind() -> None:
    long = [
        f"{place(path)} has {lines} lines"
        for path in modules()
        if (lines := len(text_of(path).splitlines())) > LONGEST_FILE
    ]
    assert not long, listing(long)


def test_no_function_or_class_grows_beyond_one_page() -> None:
    limits = {
        ast.FunctionDef: LONGEST_FUNCTION,
        ast.AsyncFunctionDef: LONGEST_FUNCTION,
        ast.ClassDef: LONGEST_CLASS,
    }
    long = [
        f"{place(path, node.lineno)} {node.name} has {lines} lines"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > limits[type(node)]
    ]
    assert not long, listing(long)


def test_every_module_opens_with_what_it_is_for() -> None:
    silent = [
        place(path)
        for path, tree in modules().items()
        if not path.is_relative_to(ROOT / "tests") and not ast.get_docstring(tree)
    ]
    assert not silent, listing(silent)


def test_every_public_function_of_app_says_what_it_does() -> None:
    silent = [
        f"{place(path, node.lineno)} {node.name}"
        for path, tree in modules().items()
        if path.is_relative_to(ROOT / "app")
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent, listing(silent)


def test_every_room_has_a_name_that_says_something() -> None:
    empty = [
        place(path)
        for path in modules()
        if EMPTY_NAMES & {path.stem.strip("_"), *path.relative_to(ROOT).parts}
    ]
    assert not empty, listing(empty)


def test_nothing_of_one_machine_or_workplace_lies_in_the_tree() -> None:
    lines = list(found(re.compile("|".join(MACHINE_WORDS)), own_files()))
    assert not lines, listing(lines)


def test_nothing_is_left_unfinished() -> None:
    lines = list(found(UNFINISHED, list(modules())))
    assert not lines, listing(lines)


def test_no_test_types_letters_that_end_the_process() -> None:
    """`qtbot.keyClicks` aborts Python at a letter outside Latin-1; the fixture `type_text` takes any."""
    aborting = [
        place(path, node.lineno)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("keyClick", "keyClicks")
        for word in ast.walk(node)
        if isinstance(word, ast.Constant)
        and isinstance(word.value, str)
        and any(ord(c) > 0xFF for c in word.value)
    ]
    assert not aborting, listing(aborting)


def test_no_test_waits_by_the_clock() -> None:
    sleeps = re.compile(r"\btime\.sleep\(|\bqtbot\.wait\(|QTest\.qWait\(")
    lines = list(found(sleeps, [path for path in modules() if path.is_relative_to(ROOT / "tests")]))
    assert not [line for line in lines if "re.compile" not in line], listing(lines)


def test_the_window_starts_without_the_heavy_libraries() -> None:
    """What the first painted window imports decides how long it is waited for."""
    heavy = "sqlalchemy reportlab babel openpyxl phonenumbers pikepdf icalendar stdnum PIL uharfbuzz keyring"
    order = f"import sys, ui.main; print(*sorted(set({heavy.split()!r}) & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", order], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout.strip()) == (0, ""), result.stderr
