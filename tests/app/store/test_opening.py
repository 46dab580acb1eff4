"""Opening a profile: each thing that can be wrong is told apart, and no file is ever changed by trying."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app import secrets
from app.errors import Damaged, Locked, RapportError, Refused, TooNew, Unreachable
from app.services import records
from app.store.engine import Stopped
from app.store.profile import Profile, WindowLock
from app.store.workspace import Workspace
from tests.crashing import Child, batch

Writer = Callable[..., str]
Blank = tuple[Path, bytes]


@pytest.fixture
def filled(workspace: Workspace, add: Writer) -> Path:
    """A closed profile with a few accounts."""
    for number in range(5):
        add("accounts", name=f"Account {number}", notes="words " * 500)
    workspace.close()
    return workspace.profile.folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a profile with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused_by(folder: Path, key: bytes, expected: type[RapportError]) -> str:
    """Opening fails in the expected way and leaves every file as it was; gives the sentence."""
    before = content(folder)
    with pytest.raises(expected) as problem:
        Workspace.open(folder, lambda key_file: key).grown().close()
    after = content(folder)
    assert {name: after.get(name) for name in before} == before
    return str(problem.value)


def test_a_wrong_key_is_said_to_be_the_key(filled: Path) -> None:
    assert "key does not fit" in refused_by(filled, bytes(32), Locked)


def test_a_missing_key_file_is_said_and_no_new_key_is_made(filled: Path, blank: Blank) -> None:
    (filled / "key.json").unlink()
    assert "key file beside the data is missing" in refused_by(filled, blank[1], Locked)
    assert not (filled / "key.json").exists()
    with pytest.raises(Refused):
        Workspace.create(filled, bytes(32), secrets.KeyFile(secrets.fingerprint(bytes(32))))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"fingerprint": 7, "wraps": {}}', '{"fingerprint": "x"}', "\xff"]
)
def test_a_damaged_key_file_is_said(filled: Path, blank: Blank, text: str) -> None:
    (filled / "key.json").write_bytes(text.encode("latin-1"))
    refused_by(filled, blank[1], Damaged)


def test_a_missing_data_file_is_said_and_none_is_made(filled: Path, blank: Blank) -> None:
    (filled / "rapport.db").unlink()
    assert "missing" in refused_by(filled, blank[1], Damaged)
    assert not (filled / "rapport.db").exists()


def test_a_folder_without_profile_is_said_and_left_empty(tmp_path: Path, blank: Blank) -> None:
    refused_by(tmp_path, blank[1], Unreachable)
    assert list(tmp_path.iterdir()) == [blank[0].parent] or not list(tmp_path.glob("rapport*"))


@pytest.mark.parametrize(
    "foreign", [b"", b"hello", b"SQLite format 3\0" + bytes(8000), bytes(40_000), b"%PDF-1.7\n" * 900]
)
def test_a_foreign_file_in_its_place_is_said_to_be_damaged(
    filled: Path, blank: Blank, foreign: bytes
) -> None:
    (filled / "rapport.db").write_bytes(foreign)
    refused_by(filled, blank[1], Damaged)


@pytest.mark.parametrize("keep", [1, 100, 4_095, 4_096, 10_000])
def test_a_truncated_file_is_said_to_be_damaged(filled: Path, blank: Blank, keep: int) -> None:
    file = filled / "rapport.db"
    file.write_bytes(file.read_bytes()[:keep])
    refused_by(filled, blank[1], Damaged)


@pytest.mark.parametrize("place", [3, 20, 500, 4_090])
def test_a_flipped_bit_in_the_first_page_is_said_to_be_damage_not_a_wrong_key(
    filled: Path, blank: Blank, place: int
) -> None:
    flip(filled / "rapport.db", place)
    refused_by(filled, blank[1], Damaged)


def flip(file: Path, place: int) -> None:
    """Turns one bit over."""
    changed = bytearray(file.read_bytes())
    changed[place] ^= 1
    file.write_bytes(changed)


def test_a_flipped_bit_in_any_page_never_gives_a_wrong_answer(filled: Path, blank: Blank) -> None:
    file = filled / "rapport.db"
    sound = file.read_bytes()
    rows = "SELECT id, name, notes, city, changed_at FROM accounts ORDER BY seq"
    with Workspace.open(filled, lambda key_file: blank[1]) as workspace:
        expected = workspace.reader.rows(rows)
    noticed = 0
    for place in range(5_000, len(sound), len(sound) // 60):
        file.write_bytes(sound)
        flip(file, place)
        for name in ("rapport.db-wal", "rapport.db-shm"):
            (filled / name).unlink(missing_ok=True)
        try:
            with Workspace.open(filled, lambda key_file: blank[1]) as workspace:
                assert workspace.reader.rows(rows) == expected
                workspace.reader.rows("PRAGMA integrity_check")
                for table in workspace.reader.column("SELECT name FROM sqlite_master WHERE type = 'table'"):
                    workspace.reader.rows(f"SELECT count(*) FROM {table}")
        except (Damaged, Unreachable):
            noticed += 1
    assert noticed > 10


def test_data_of_a_newer_program_are_refused_and_left_alone(filled: Path, blank: Blank) -> None:
    with (
        Workspace.open(filled, lambda key_file: blank[1]) as workspace,
        workspace.writer.capturing() as connection,
    ):
        connection.execute("PRAGMA user_version = 99")
    assert "newer Rapport" in refused_by(filled, blank[1], TooNew)


def test_a_profile_interrupted_while_it_was_made_is_finished_or_made_anew(
    tmp_path: Path, blank: Blank
) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    aside = folder / ".making-before"
    aside.mkdir()
    (aside / "rapport.db").write_bytes((blank[0] / "rapport.db").read_bytes())
    assert not Profile(folder).exists
    (folder / "key.json").write_bytes((blank[0] / "key.json").read_bytes())
    with Workspace.open(folder, lambda key_file: blank[1]) as workspace:
        assert workspace.reader.value("SELECT count(*) FROM accounts") == 0


def test_left_overs_of_a_making_that_died_early_do_not_stop_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    (folder / ".making-before").mkdir(parents=True)
    (folder / ".making-before" / "rapport.db").write_bytes(b"half")
    key = secrets.new_key()
    with Workspace.create(folder, key, secrets.KeyFile(secrets.fingerprint(key))) as workspace:
        assert workspace.reader.value("SELECT count(*) FROM accounts") == 0
    assert not list(folder.glob(".making-*"))


def test_a_new_profile_is_for_its_owner_only(filled: Path, blank: Blank) -> None:
    with Workspace.open(filled, lambda key_file: blank[1]) as workspace:
        workspace.do("Add", records.add, "accounts", {"name": "X"})
        workspace.files.add(b"x")
        assert WindowLock(workspace.profile).take()
        for path in filled.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_the_window_lock_is_held_by_one_and_let_go_by_the_dead(profile: Path) -> None:
    first, second = WindowLock(Profile(profile)), WindowLock(Profile(profile))
    assert first.take()
    assert not second.take()
    assert second.holder()
    first.release()
    assert second.take()
    second.release()
    assert first.holder() is None


def test_a_reader_sees_the_last_whole_step_while_another_is_written(
    workspace: Workspace, add: Writer
) -> None:
    add("accounts", name="One")
    with workspace.step("Slow") as session:
        records.add(session, "accounts", {"name": "Two"})
        seen: list[list[str]] = []
        asking = threading.Thread(
            target=lambda: seen.append(workspace.reader.column("SELECT name FROM accounts"))
        )
        asking.start()
        asking.join()
        assert seen == [["One"]]
    assert workspace.reader.column("SELECT name FROM accounts ORDER BY seq") == ["One", "Two"]


def test_a_question_can_be_stopped(workspace: Workspace) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    reader = workspace.reader
    threading.Timer(0.05, reader.interrupt).start()
    with pytest.raises(Stopped):
        reader.value(endless)
    assert reader.value("SELECT 1") == 1


def test_two_processes_write_in_turn_and_lose_nothing(
    profile: Path, blank: Blank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json
    import sys

    if sys.platform == "win32":
        pytest.skip("children are forked, which Windows cannot")
    monkeypatch.setitem(secrets.ARGON2, "memory_cost", 64)
    key_file = secrets.with_passphrase(
        secrets.KeyFile(secrets.fingerprint(blank[1])), blank[1], "long enough words"
    )
    secrets.write_key_file(profile / "key.json", key_file)
    (tmp_path / "word").write_text("long enough words")
    children = []
    for who in ("a", "b"):
        words = (json.dumps(["add", "accounts", f"name={who}{number}"]) for number in range(60))
        commands = "\n".join(words).encode() + b"\n"
        children.append(Child(batch, str(profile), str(tmp_path / "word"), commands=commands))
    with Workspace.open(profile, lambda found: blank[1]) as workspace:
        for number in range(20):
            workspace.do("Add", records.add, "accounts", {"name": f"c{number}"})
        answers = [json.loads(line) for child in children for line in child.text().splitlines()]
        assert [answer["ok"] for answer in answers] == [True] * 120
        assert workspace.reader.value("SELECT count(*) FROM accounts") == 140
        assert workspace.reader.value("SELECT max(seq) FROM changes") == 140
        clocks = workspace.reader.column("SELECT hlc FROM changes ORDER BY seq")
        assert clocks == sorted(set(clocks))
    for child in children:
        child.kill()


def test_a_save_is_flushed_to_the_disk_before_it_is_acknowledged(workspace: Workspace) -> None:
    settings = {
        "journal_mode": "wal", "synchronous": 2, "fullfsync": 1, "foreign_keys": 1, "secure_delete": 1,
        "cipher_page_size": "4096",
    }  # fmt: skip
    found = {name: workspace.writer.execute(f"PRAGMA {name}").fetchone()[0] for name in settings}
    assert found == settings
    assert workspace.reader.value("PRAGMA query_only") == 1
