"""The launcher: what it does for which words, what it asks of the system, how it repairs a broken set-up."""

import importlib.util
import json
import re
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["run"] = module
    spec.loader.exec_module(module)
    return module


run = _load()
HERE = run.Note("3.11", "/srv/rapport", "lock-1", "project-1")
EVERYTHING = ["venv", "packages", "project"]


def test_without_words_the_program_opens_with_example_data() -> None:
    assert run.plan([]) == ("window", ["-P", "-m", "app.cli", "demo"])


def test_other_words_go_to_the_command_line() -> None:
    assert run.plan(["--json", "status"]) == ("command", ["-P", "-m", "app.cli", "--json", "status"])


@pytest.mark.parametrize("words", ["demo", "--profile try demo", "--profile try", "--profile demo"])
def test_example_data_and_a_profile_alone_open_a_window(words: str) -> None:
    assert run.plan(words.split()).goal == "window"


@pytest.mark.parametrize(
    "words", ["demo --no-window", "--profile demo status", "--help", "find demo", "--version"]
)
def test_commands_need_no_screen(words: str) -> None:
    assert run.plan(words.split()).goal == "command"


def test_the_words_after_test_go_to_pytest() -> None:
    goal, words = run.plan(["test", "-k", "briefs"])
    assert goal == "test"
    assert words[:2] == ["-m", "pytest"]
    assert words[-2:] == ["-k", "briefs"]


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 15), (4, 0)])
def test_a_python_without_packages_is_refused_in_one_sentence(version: tuple[int, int]) -> None:
    with pytest.raises(run.Stop, match=r"needs Python 3\.11 to 3\.14, and this is {}\.{}".format(*version)):
        run.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_every_supported_python_is_taken(version: tuple[int, int]) -> None:
    run.check_python(version)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_only_linux_is_asked_for_system_packages(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert run.wanted("window") == ([], [])


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="system packages are asked for on Linux only"
)
class TestOnABareLinux:
    @pytest.fixture(autouse=True)
    def nothing_installed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        for name in ("DRAWING", "SCREEN"):
            libraries = {f"no-such-{name}": package for name, package in getattr(run, name).items()}
            monkeypatch.setattr(run, name, libraries)

    def test_the_window_needs_every_library_of_a_screen(self) -> None:
        needed, useful = run.wanted("window")
        assert {"libgl1", "libxcb-cursor0"} <= set(needed)
        assert useful == []

    def test_the_tests_can_do_without_a_screen(self) -> None:
        needed, useful = run.wanted("test")
        assert "libgl1" in needed
        assert {"libxcb-cursor0", "xvfb", "openbox"} <= set(useful)

    def test_a_command_needs_none_of_them(self) -> None:
        assert run.wanted("command") == ([], [])

    def test_what_may_not_be_installed_is_named_in_one_sentence(self) -> None:
        with pytest.raises(run.Stop) as refusal:
            run.provide_libraries("window")
        sentence = str(refusal.value)
        assert "\n" not in sentence
        assert "apt-get install libgl1 libegl1" in sentence


def test_the_python_of_the_environment_is_found_on_every_system() -> None:
    assert run.venv_python(Path("v"), "nt") == Path("v/Scripts/python.exe")
    assert run.venv_python(Path("v"), "posix") == Path("v/bin/python")


def test_a_finished_set_up_is_not_done_again() -> None:
    assert run.steps_left(HERE, HERE) == []


def test_a_set_up_that_was_interrupted_starts_from_an_empty_folder() -> None:
    assert run.steps_left(None, HERE) == EVERYTHING


@pytest.mark.parametrize("moved", [{"folder": "/elsewhere"}, {"python": "3.12"}])
def test_a_moved_folder_or_another_python_is_set_up_anew(moved: dict[str, str]) -> None:
    assert run.steps_left(HERE, HERE._replace(**moved)) == EVERYTHING


def test_a_new_lock_installs_its_packages_and_the_project() -> None:
    assert run.steps_left(HERE, HERE._replace(lock="lock-2")) == ["packages", "project"]


def test_a_new_project_file_installs_the_project_alone() -> None:
    assert run.steps_left(HERE, HERE._replace(project="project-2")) == ["project"]


def test_the_note_of_a_set_up_comes_back_as_it_was(tmp_path: Path) -> None:
    run.write_note(tmp_path, HERE)
    assert run.read_note(tmp_path) == HERE


@pytest.mark.parametrize("text", ["", "{", "[]", "7", json.dumps({"python": "3.11"}), '{"another": "shape"}'])
def test_a_half_written_note_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / run.NOTE).write_text(text)
    assert run.read_note(tmp_path) is None


def test_the_ends_of_lines_do_not_change_a_fingerprint(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.write_bytes(b"one\ntwo\n")
    there.write_bytes(b"one\r\ntwo\r\n")
    assert run.digest(here) == run.digest(there)


def test_a_python_that_does_not_start_has_no_version(tmp_path: Path) -> None:
    assert run.version_of(tmp_path / "python") == ""
    assert run.version_of(Path(sys.executable)) == "{}.{}".format(*sys.version_info[:2])


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with run.alone(tmp_path / "lock"):
            order.append("second")

    waiting = threading.Thread(target=second)
    with run.alone(tmp_path / "lock"):
        waiting.start()
        waiting.join(timeout=0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_what_an_interrupted_set_up_left_is_thrown_away_and_a_failed_one_is_not_taken_for_done(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"no-such-package-at-all==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "LOCK", lock)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    venv = tmp_path / ".venv"
    venv.mkdir()
    (venv / "half-a-package").touch()
    with pytest.raises(run.Stop, match="repair"):
        run.set_up(venv)
    assert not (venv / "half-a-package").exists()
    assert run.version_of(run.venv_python(venv))
    assert run.read_note(venv) is None


def _locked() -> list[tuple[str, str]]:
    """The packages of the lock and the lines that belong to each; one may stand there twice, for two systems."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return [(part.split("==")[0], part) for part in re.split(r"\n(?=[a-z])", text)]


def test_every_locked_package_is_pinned_and_hashed() -> None:
    for name, lines in _locked():
        assert re.match(r"[a-z0-9-]+==\S+", lines), name
        assert "--hash=sha256:" in lines, name


def test_the_lock_names_no_address() -> None:
    assert not re.search(
        r"://|file:|index|find-links", (ROOT / "requirements.lock").read_text(encoding="utf-8")
    )


def test_the_lock_covers_everything_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["test"]
    names = {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line).group()).lower() for line in asked}  # type: ignore[union-attr]
    assert names <= {name for name, _ in _locked()}


def test_an_old_python_gets_as_far_as_the_sentence() -> None:
    """No word of the launcher may be newer than Python 3.7, or the refusal would be a trace."""
    import ast

    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    assert isinstance(tree.body[1], ast.ImportFrom)
    assert tree.body[1].module == "__future__"


def test_the_launcher_hands_over_the_exit_code_of_the_program() -> None:
    order = (
        "import sys, pathlib, run; sys.exit(run.start(pathlib.Path(sys.executable), 'command', sys.argv[1:]))"
    )
    ended = [sys.executable, "-c", order, "-c", "raise SystemExit(7)"]
    assert subprocess.run(ended, check=False, cwd=ROOT).returncode == 7
