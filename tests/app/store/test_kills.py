"""Killed at any moment: every save that was acknowledged is there, nothing is half there, drafts come back."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import secrets
from app.store.doctor import examine
from app.store.workspace import Workspace
from tests.conftest import ROOT
from tests.crashing import Child, batch, draft, import_for_ever

ROUNDS = int(os.environ.get("RAPPORT_TEST_KILLS", "36"))
PASSPHRASE = "quattro parole ben lontane"
COMMANDS_A_ROUND = 400

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="children are forked, which Windows cannot")


@pytest.fixture
def killed(blank: tuple[Path, bytes], profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile that opens with a passphrase of little effort; the file with it lies beside."""
    monkeypatch.setitem(secrets.ARGON2, "memory_cost", 64)
    monkeypatch.setitem(secrets.ARGON2, "iterations", 1)
    key_file = secrets.with_passphrase(secrets.KeyFile(secrets.fingerprint(blank[1])), blank[1], PASSPHRASE)
    secrets.write_key_file(profile / "key.json", key_file)
    (tmp_path / "word").write_text(PASSPHRASE)
    return profile


def spin(seconds: float) -> None:
    """Lets a moment of random length pass, finer than any timer."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def names(first: int) -> Iterator[str]:
    """The names this round saves."""
    return (f"Account {number}" for number in range(first, first + COMMANDS_A_ROUND))


def acknowledged(lines: str) -> list[str]:
    """The ids of whole answers; a torn last line was not acknowledged."""
    whole = [line for line in lines.splitlines(keepends=True) if line.endswith("\n")]
    answers = [json.loads(line) for line in whole]
    assert all(answer["ok"] for answer in answers)
    return [answer["value"]["id"] for answer in answers]


def expect_all(folder: Path, key: bytes, ids: set[str]) -> None:
    """All of these are there, each with its change and its step, and the file is sound."""
    with Workspace.open(folder, lambda key_file: key) as workspace:
        there = workspace.reader.column("SELECT id FROM accounts")
        assert ids <= set(there)
        for sql in (
            "SELECT count(*) FROM changes",
            "SELECT count(*) FROM steps",
            "SELECT count(*) FROM search_words_docsize",
        ):
            assert workspace.reader.value(sql) == len(there)
        assert workspace.reader.column("PRAGMA quick_check(1)") == ["ok"]


def test_every_acknowledged_save_outlives_the_kill(
    killed: Path, blank: tuple[Path, bytes], tmp_path: Path
) -> None:
    chance = random.Random(20261121)
    saved: set[str] = set()
    for turn in range(ROUNDS):
        words = (["add", "accounts", f"name={name}"] for name in names(turn * COMMANDS_A_ROUND))
        commands = "".join(json.dumps(each) + "\n" for each in words).encode()
        child = Child(batch, str(killed), str(tmp_path / "word"), commands=commands)
        if turn % 4:  # else somewhere in the start
            os.read(child.answers.fileno(), 0)
            first = b""
            while b"\n" not in first:
                first += os.read(child.answers.fileno(), 1)
            saved.update(acknowledged(first.decode()))
        spin(chance.uniform(0, 0.15 if turn % 4 == 0 else 0.06))
        child.kill()
        saved.update(acknowledged(child.text()))
        expect_all(killed, blank[1], saved)
    assert len(saved) >= ROUNDS / 2
    with Workspace.open(killed, lambda key_file: blank[1]) as workspace:
        assert examine(workspace, deep=True) == []


def test_the_real_command_outlives_the_kill_too(
    killed: Path, blank: tuple[Path, bytes], tmp_path: Path
) -> None:
    order = [
        sys.executable,
        "-m",
        "app.cli",
        "--profile",
        str(killed),
        "--json",
        "--passphrase-file",
        str(tmp_path / "word"),
    ]
    with subprocess.Popen(
        [*order, "batch"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        saved = set()
        for name in ("One", "Two", "Three"):
            process.stdin.write(json.dumps(["add", "accounts", f"name={name}"]).encode() + b"\n")
            process.stdin.flush()
            saved.add(json.loads(process.stdout.readline())["value"]["id"])
        process.kill()
    expect_all(killed, blank[1], saved)


def test_an_import_killed_half_way_is_there_whole_or_not_at_all(
    killed: Path, blank: tuple[Path, bytes]
) -> None:
    chance = random.Random(7)
    for _ in range(5):
        child = Child(import_for_ever, str(killed), blank[1])
        child.answers.recv()
        spin(chance.uniform(0, 0.4))
        child.kill()
        said = child.said()
        with Workspace.open(killed, lambda key_file: blank[1]) as workspace:
            live = workspace.reader.value("SELECT count(*) FROM accounts WHERE deleted_at IS NULL")
            assert live % 1_000 == 0
            found = workspace.reader.value("SELECT count(*) FROM search_words_docsize")
            assert found == live
            if said[-1:] == ["imported"]:
                assert live in (0, 1_000)  # the undo that followed may have been finished, too
            if live:
                workspace.undo()


def test_what_was_typed_into_a_form_comes_back(killed: Path, blank: tuple[Path, bytes]) -> None:
    chance = random.Random(11)
    for _ in range(6):
        child = Child(draft, str(killed), blank[1])
        last = child.answers.recv()
        spin(chance.uniform(0, 0.05))
        child.kill()
        last = max([last, *child.said()])
        with Workspace.open(killed, lambda key_file: blank[1]) as workspace:
            found = workspace.drafts.load("visit")
            assert found and found.content["number"] in (last, last + 1)
            assert found.content["summary"] == "typed " * found.content["number"]
