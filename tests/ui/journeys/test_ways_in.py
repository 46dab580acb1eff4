"""What meets a person who starts the program: a second start, a wrong passphrase, data that cannot be opened."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.ui.journeys.person import ROOT, Person, hands, surroundings

pytestmark = pytest.mark.xvfb
Start = Callable[..., Person]


def files(folder: Path) -> dict[str, bytes]:
    """Every byte of the data: what may not change when they cannot be opened."""
    return {name: (folder / name).read_bytes() for name in ("rapport.db", "key.json")}


def test_a_second_start_raises_the_first_window_and_ends(profile: Path, sits_down: Start) -> None:
    person = sits_down(profile)
    person.reads("Nothing planned yet")
    first = hands("getactivewindow")
    hands("windowminimize", "--sync", first)
    before = os.times()
    second = subprocess.run(
        [sys.executable, "-m", "ui", "--profile", str(profile)],
        cwd=ROOT,
        env=surroundings(),
        check=False,
        timeout=20,
    )
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert second.returncode == 0
    assert spent < 2, "the time of the processor, for the machine may have others to serve"
    hands("search", "--sync", "--onlyvisible", "--name", "– Rapport$")
    person.reads("Nothing planned yet")
    assert hands("getactivewindow") == first


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(profile: Path, sits_down: Start) -> None:
    person = sits_down(profile, None)
    person.reads("Your data are locked")
    person.on("Passphrase")
    person.types("seven oaks")
    person.presses("Return")
    person.reads("The passphrase is wrong.")
    assert person.on("Passphrase")["typed"] == "seven oaks", "what was typed stays"
    person.presses("ctrl+a")
    person.types(PASSPHRASE)
    person.presses("Return")
    person.reads("Nothing planned yet")
    assert person.leaves() == 0


def test_damaged_data_are_said_to_be_damaged_and_stay_as_they_are(profile: Path, sits_down: Start) -> None:
    data = profile / "rapport.db"
    whole = bytearray(data.read_bytes())
    whole[1000:3000] = bytes(2000)
    data.write_bytes(whole)
    found = files(profile)
    person = sits_down(profile)
    page = person.reads("The data are damaged")["texts"]
    assert "Restore a backup…" in page and "Quit" in page
    person.presses("alt+F4")
    assert person.program.wait(timeout=10) == 0
    assert files(profile) == found


def test_data_of_a_newer_program_are_left_alone(
    profile: Path, blank: tuple[Path, bytes], sits_down: Start
) -> None:
    with (
        Workspace.open(profile, lambda key_file: blank[1]) as workspace,
        workspace.writer.capturing() as connection,
    ):
        connection.execute("PRAGMA user_version = 99")
    found = files(profile)
    person = sits_down(profile)
    page = person.reads("The data are newer than this program")["texts"]
    assert "Nothing was changed. Install the newer Rapport, then open it again." in page
    person.presses("alt+F4")
    assert person.program.wait(timeout=10) == 0
    assert files(profile) == found
