"""The command line on an empty profile, as a script meets it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.conftest import PASSPHRASE


@dataclass
class Answer:
    """What a command said."""

    code: int
    value: Any
    error: Any


Run = Callable[..., Answer]


@pytest.fixture
def run(profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the profile with --json."""
    monkeypatch.setenv("RAPPORT_PASSPHRASE", PASSPHRASE)

    def command(*words: str) -> Answer:
        code = main(["--profile", str(profile), "--json", *words])
        out, err = capsys.readouterr()
        return Answer(
            code, json.loads(out) if out.strip() else None, json.loads(err) if err.strip() else None
        )

    return command
