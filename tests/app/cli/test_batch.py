"""The batch protocol: one line in, one line out, and no line can end the others."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.app.cli.conftest import Run


def answers(
    lines: bytes, profile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[Any]:
    """What the batch says to raw lines, in order."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="ascii"))
    assert main(["--profile", str(profile), "--json", "batch"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_that_is_no_text_does_not_end_the_batch(
    run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = b'["find", "\\ud800"]\n["find", "\xff"]\n["add", "accounts", "name=\xce\x91\xce\xbb\xcf\x86\xce\xb1"]\n'
    found = answers(lines, profile, monkeypatch, capsys)
    assert [each.get("code", 0) for each in found] == [2, 2, 0]
    assert run("show", "accounts", found[2]["value"]["id"]).value["name"] == "Αλφα"


def test_endless_nesting_is_a_misspelt_line(
    run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answers(b"[" * 200_000 + b'\n["kinds"]\n', profile, monkeypatch, capsys)
    assert [each.get("code", 0) for each in found] == [2, 0]
