"""A profile full of example data, made once, and people who sit down before the program."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE
from tests.ui.journeys.person import Person

EXAMPLE = (
    "RAPPORT_TEST_EXAMPLE"  # tells the process that a marked test runs in where the example already lies
)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small example company in a profile that opens with `PASSPHRASE`; nobody writes into it."""
    if EXAMPLE in os.environ:
        return Path(os.environ[EXAMPLE])
    from app.secrets import ARGON2, KeyFile, fingerprint, new_key, with_passphrase
    from app.services.demo import fill
    from app.store.workspace import Workspace

    folder = tmp_path_factory.mktemp("example") / "profile"
    key = new_key()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ARGON2, "iterations", 1)
        patch.setitem(ARGON2, "memory_cost", 64)
        key_file = with_passphrase(KeyFile(fingerprint(key)), key, PASSPHRASE)
    with Workspace.create(folder, key, key_file) as workspace:
        fill(workspace)
    os.environ[EXAMPLE] = str(folder)
    return folder


@pytest.fixture
def company(example: Path, tmp_path: Path) -> Path:
    """The example company in a folder of the test's own."""
    return Path(shutil.copytree(example, tmp_path / "company"))


@pytest.fixture
def sits_down() -> Iterator[Callable[..., Person]]:
    """Starts the program over a folder; whatever still runs at the end is ended."""
    people: list[Person] = []

    def start(folder: Path, passphrase: str | None = PASSPHRASE) -> Person:
        people.append(Person(folder, passphrase))
        return people[-1]

    yield start
    for person in people:
        person.close()
