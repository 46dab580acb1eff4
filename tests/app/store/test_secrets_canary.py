"""What a client wrote never lies readable in any file of a profile, in whatever way it is spelt."""

import base64
import logging
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from app import secrets
from app.cli import main
from app.records.accounts import Account
from app.store import backup, bulk, snapshots
from app.store.workspace import Workspace

CANARY = "Kanarienvogel-Ζαφείρης-7431"
PASSPHRASE = "canary birds sing in spring"


def spellings(text: str) -> dict[str, bytes]:
    """The text in seven encodings, each long enough not to be there by chance."""
    utf8 = text.encode()
    inside = base64.b64encode(utf8)[:-4]  # the last letters depend on what follows
    return {
        "utf-8": utf8,
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "json": text.encode("ascii", "backslashreplace"),
        "base64": inside,
        "hex": utf8.hex().encode(),
        "folded": text.casefold().encode(),
    }


def hits(folder: Path, text: str) -> list[str]:
    """Files in which one of the spellings, or its plain first word, is found."""
    needles = {
        **spellings(text),
        "first word": text.split("-")[0].encode(),
        "lower": text.split("-")[0].lower().encode(),
    }
    return [
        f"{path.relative_to(folder)}: {name}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for name, needle in needles.items()
        if needle in path.read_bytes()
    ]


@pytest.fixture
def sung(
    workspace: Workspace, add: Callable[..., str], change: Callable[..., str], tmp_path: Path
) -> Workspace:
    """A profile in which the canary went everywhere text can go."""
    account = add("accounts", name=CANARY, notes=f"{CANARY} said so", email="kanarienvogel@example.org")
    change("accounts", account, notes=f"no longer {CANARY}")
    workspace.undo()
    workspace.do(CANARY, bulk.add, Account, [{"name": f"{CANARY} {number}"} for number in range(200)])
    workspace.drafts.save("visit", "", {"summary": CANARY})
    workspace.preferences["user.name"] = CANARY
    workspace.preferences.remember("search", CANARY)
    workspace.files.add(CANARY.encode() * 1000)
    backup.write(workspace, workspace.profile.folder / "all.rapport")
    snapshots.take(workspace, "day")
    return workspace


def test_no_file_of_an_open_profile_holds_readable_text(sung: Workspace) -> None:
    names = {path.name for path in sung.profile.folder.rglob("*") if path.is_file()}
    assert {"rapport.db", "rapport.db-wal", "key.json", "all.rapport"} <= names
    assert hits(sung.profile.folder, CANARY) == []


def test_no_file_of_a_closed_profile_holds_readable_text(sung: Workspace) -> None:
    sung.close()
    assert hits(sung.profile.folder, CANARY) == []


def test_the_search_for_the_canary_would_find_it(tmp_path: Path) -> None:
    for name, needle in spellings(CANARY).items():
        (tmp_path / name).write_bytes(random.Random(1).randbytes(100) + needle)
    found = {hit.split(": ")[1] for hit in hits(tmp_path, CANARY)}
    assert found >= {*spellings(CANARY)} - {"folded"}


def test_neither_text_nor_secrets_reach_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RAPPORT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setitem(secrets.ARGON2, "memory_cost", 64)
    folder = tmp_path / "profile"
    words = ["--profile", str(folder), "--json"]
    assert main([*words, "init"]) == 0
    main([*words, "add", "accounts", f"name={CANARY}", "stage=nonsense"])
    main([*words, "add", "accounts", f"name={CANARY}"])
    main([*words, "recovery"])
    code = capsys.readouterr().out.splitlines()[-1]
    main([*words, "ask", "no_such_question", f"x={CANARY}"])
    logging.getLogger("rapport").error("a trace")
    assert hits(folder, CANARY) == []
    for path in folder.rglob("*"):
        if path.is_file():
            assert PASSPHRASE.encode() not in path.read_bytes()
            assert code.encode() not in path.read_bytes()


def test_the_key_lies_in_no_file(sung: Workspace) -> None:
    for path in sung.profile.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert sung.key not in content
            assert sung.key.hex().encode() not in content
            assert base64.b64encode(sung.key) not in content
