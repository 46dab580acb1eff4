"""A backup holds everything, comes back exactly, and a damaged one leaves nothing behind."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app import secrets
from app.errors import Damaged, Locked, RapportError, Refused, TooNew, Unreachable
from app.store import backup
from app.store.doctor import examine
from app.store.workspace import Workspace

Writer = Callable[..., str]
Blank = tuple[Path, bytes]


@pytest.fixture
def file(workspace: Workspace, add: Writer, tmp_path: Path) -> Path:
    """A backup of a small profile with one attachment."""
    account = add("accounts", name="Oleificio Bianchi")
    sha256 = workspace.files.add(b"photo" * 5000)
    add("attachments", name="p.jpg", sha256=sha256, account_id=account)
    backup.write(workspace, tmp_path / "all.rapport")
    return tmp_path / "all.rapport"


@pytest.fixture
def restore(file: Path, blank: Blank, tmp_path: Path) -> Callable[..., backup.Manifest]:
    """Restores the backup (or a changed copy of it) into a new folder."""
    return lambda source=file: backup.restore(source, tmp_path / "restored", lambda key_file: blank[1])


def left_behind(folder: Path) -> list[str]:
    """What lies in a folder, if it is there at all."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def rebuilt(file: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The same backup with its members changed."""
    with zipfile.ZipFile(file) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    change(members)
    target = file.with_name("changed.rapport")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def test_everything_comes_back(
    workspace: Workspace, blank: Blank, tmp_path: Path, restore: Callable[[], backup.Manifest]
) -> None:
    manifest = restore()
    assert manifest.counts == {"accounts": 1, "attachments": 1}
    with Workspace.open(tmp_path / "restored", lambda key_file: blank[1]) as restored:
        for table in ("accounts", "attachments", "changes", "steps", "match_keys"):
            sql = f"SELECT * FROM {table}"
            assert restored.reader.rows(sql) == workspace.reader.rows(sql)
        sha256 = restored.reader.value("SELECT sha256 FROM attachments")
        assert restored.files.read(sha256) == b"photo" * 5000
        assert examine(restored, deep=True) == []
        restored.undo()


def test_restored_data_are_a_new_incarnation(
    workspace: Workspace, blank: Blank, tmp_path: Path, restore: Callable[[], backup.Manifest]
) -> None:
    restore()
    with Workspace.open(tmp_path / "restored", lambda key_file: blank[1]) as restored:
        assert restored.keeper.get("incarnation")
        assert restored.keeper.get("incarnation") != workspace.keeper.get("incarnation")


def test_a_backup_is_made_while_a_step_is_being_written(
    workspace: Workspace, blank: Blank, tmp_path: Path
) -> None:
    from app.records.accounts import Account

    with (
        Workspace.open(workspace.profile.folder, lambda key_file: blank[1]) as other,
        other.step("Slow") as session,
    ):
        session.add(Account(name="Not yet"))
        session.flush()
        manifest = backup.write(workspace, tmp_path / "b.rapport")
    assert manifest.counts == {}


def test_a_backup_is_readable_by_its_owner_only_and_leaves_no_working_files(
    file: Path, tmp_path: Path
) -> None:
    assert file.stat().st_mode & 0o077 == 0
    assert left_behind(tmp_path) == ["all.rapport", "profile"]


def test_a_profile_with_data_is_never_overwritten(workspace: Workspace, file: Path, blank: Blank) -> None:
    with pytest.raises(Refused):
        backup.restore(file, workspace.profile.folder, lambda key_file: blank[1])
    assert workspace.reader.value("SELECT count(*) FROM accounts") == 1


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999])
def test_one_flipped_bit_anywhere_is_noticed_and_nothing_is_left(
    file: Path, tmp_path: Path, restore: Callable[[Path], backup.Manifest], share: float
) -> None:
    content = bytearray(file.read_bytes())
    content[int(len(content) * share)] ^= 0x10
    damaged = tmp_path / "damaged.rapport"
    damaged.write_bytes(content)
    try:
        restore(damaged)
    except (Damaged, TooNew):
        assert left_behind(tmp_path / "restored") == []
    else:  # a bit of the zip's own dates and attributes means nothing
        assert examine_restored(tmp_path / "restored")


def examine_restored(folder: Path) -> bool:
    """Whether a restored profile is there with its key file and database."""
    return {"key.json", "rapport.db"} <= set(left_behind(folder))


@pytest.mark.parametrize("keep", [0, 1, 100, 5_000, -1, -30])
def test_a_truncated_backup_is_refused_and_nothing_is_left(
    file: Path, tmp_path: Path, restore: Callable[[Path], backup.Manifest], keep: int
) -> None:
    short = tmp_path / "short.rapport"
    short.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(
        Damaged, match=r"^The file .* is not a whole backup of Rapport; nothing was restored\.$"
    ):
        restore(short)
    assert left_behind(tmp_path / "restored") == []


def test_a_member_lost_added_or_exchanged_is_noticed(
    file: Path, tmp_path: Path, restore: Callable[[Path], backup.Manifest]
) -> None:
    harms: list[Callable[[dict[str, bytes]], object]] = [
        lambda members: members.pop("seal"),
        lambda members: members.pop("rapport.db"),
        lambda members: members.pop(next(name for name in members if name.startswith("attachments/"))),
        lambda members: members.update({"extra.txt": b"x"}),
        lambda members: members.update({"key.json": b"{}"}),
        lambda members: members.update({"seal": b"0" * 64}),
        lambda members: members.update({"manifest.json": b"[]"}),
        lambda members: members.update({"manifest.json": b"\xff\xfe"}),
    ]
    for harm in harms:
        with pytest.raises(Damaged):
            restore(rebuilt(file, harm))
        assert left_behind(tmp_path / "restored") == []


@pytest.mark.parametrize(
    "name", ["../evil", "/tmp/evil", "attachments/../../evil", "C:\\evil", "attachments/aa/" + "b" * 64]
)
def test_a_member_cannot_lead_elsewhere(
    file: Path, tmp_path: Path, restore: Callable[[Path], backup.Manifest], name: str
) -> None:
    def smuggle(members: dict[str, bytes]) -> None:
        import hashlib

        found = json.loads(members["manifest.json"])
        members[name] = b"evil"
        found["members"][name] = hashlib.sha256(b"evil").hexdigest()
        members["manifest.json"] = json.dumps(found).encode()

    with pytest.raises(Damaged):
        restore(rebuilt(file, smuggle))
    assert left_behind(tmp_path / "restored") == []
    assert not (tmp_path / "evil").exists()


def test_a_changed_manifest_is_noticed_by_its_seal(
    file: Path, tmp_path: Path, restore: Callable[[Path], backup.Manifest]
) -> None:
    def younger(members: dict[str, bytes]) -> None:
        members["manifest.json"] = members["manifest.json"].replace(b'"accounts": 1', b'"accounts": 2')

    with pytest.raises(Damaged):
        restore(rebuilt(file, younger))


def test_a_packed_member_is_refused_before_it_swells(
    file: Path, tmp_path: Path, restore: Callable[[Path], backup.Manifest]
) -> None:
    bomb = tmp_path / "bomb.rapport"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rapport.db", bytes(50 << 20))
    with pytest.raises(Damaged):
        restore(bomb)


def test_a_backup_of_a_newer_program_is_refused_as_such(
    file: Path, tmp_path: Path, restore: Callable[[Path], backup.Manifest]
) -> None:
    def newer(members: dict[str, bytes]) -> None:
        found = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps({**found, "schema": 999, "surprise": 1}).encode()

    with pytest.raises(TooNew):
        restore(rebuilt(file, newer))
    assert left_behind(tmp_path / "restored") == []


def test_a_wrong_key_leaves_nothing_behind(file: Path, tmp_path: Path) -> None:
    with pytest.raises(Locked):
        backup.restore(file, tmp_path / "restored", lambda key_file: bytes(32))
    assert left_behind(tmp_path / "restored") == []


def test_a_missing_file_and_a_missing_folder_are_said(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        backup.restore(tmp_path / "no.rapport", tmp_path / "restored", lambda key_file: bytes(32))
    with pytest.raises(Unreachable):
        backup.write(workspace, tmp_path / "no" / "such" / "b.rapport")
    with pytest.raises(RapportError):
        backup.restore(tmp_path, tmp_path / "restored", lambda key_file: bytes(32))


def test_the_recovery_code_opens_a_backup_and_a_new_passphrase_takes_over(
    workspace: Workspace, add: Writer, tmp_path: Path
) -> None:
    add("accounts", name="Oleificio")
    key_file, code = secrets.with_recovery_code(workspace.key_file, workspace.key)
    workspace.keep_key_file(key_file)
    backup.write(workspace, tmp_path / "b.rapport")
    backup.restore(
        tmp_path / "b.rapport",
        tmp_path / "restored",
        lambda found: secrets.key_from_recovery_code(found, code.lower().replace("-", " ")),
        lambda found, key: secrets.with_passphrase(found, key, "ein neuer Satz"),
    )
    with Workspace.open(
        tmp_path / "restored", lambda found: secrets.key_from_passphrase(found, "ein neuer Satz")
    ) as restored:
        assert restored.reader.value("SELECT count(*) FROM accounts") == 1


def test_an_older_backup_is_replaced_only_by_a_whole_new_one(
    workspace: Workspace, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    content = next(workspace.profile.attachments.glob("??/*"))
    content.chmod(0o600)
    shutil.move(content, tmp_path / "aside")
    content.mkdir()  # reading it fails in the middle of packing
    with pytest.raises(RapportError):
        backup.write(workspace, file)
    assert file.read_bytes() == before
    assert "aside" in left_behind(tmp_path) and not list(tmp_path.glob(".rapport-backup-*"))
