"""Full, read-only and failing disks: said in a sentence, nothing claimed that is not kept, and work goes on after."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import RapportError, Refused, Unreachable
from app.records.accounts import Account
from app.secrets import KeyFile, fingerprint
from app.services import records
from app.store import backup, bulk
from app.store.doctor import examine
from app.store.workspace import Workspace

Blank = tuple[Path, bytes]
Mount = Callable[..., Path]


def mounted(*options: str) -> None:
    """Runs mount, or skips where this user may not."""
    done = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a disk of a set size needs the right to mount: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Mount]:
    """A small disk of our own in memory: `disk(size="12m")` mounts it, `disk("ro")` mounts it anew."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("a disk of a set size is mounted by root on Linux only")
    place = tmp_path / "disk"
    place.mkdir()
    taken: list[Path] = []

    def mount(*options: str, size: str = "12m") -> Path:
        if not taken:
            mounted("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
            taken.append(place)
        for option in options:
            mounted("-o", f"remount,{option}", str(place))
        return place

    yield mount
    for each in taken:
        subprocess.run(["umount", "--lazy", str(each)], check=False)


@pytest.fixture
def on_disk(disk: Mount, blank: Blank) -> Path:
    """An empty profile on a small disk."""
    return Path(shutil.copytree(blank[0], disk() / "profile"))


def opened(folder: Path, blank: Blank) -> Workspace:
    """The profile, open."""
    return Workspace.open(folder, lambda key_file: blank[1])


def fill(folder: Path) -> Path:
    """Takes all that is left of the disk."""
    hog = folder / "hog"
    with suppress(OSError), hog.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return hog


def test_a_save_on_a_full_disk_is_refused_and_the_former_work_stays(on_disk: Path, blank: Blank) -> None:
    with opened(on_disk, blank) as workspace:
        kept = workspace.do("Add", records.add, "accounts", {"name": "Kept"}).value
        hog = fill(on_disk.parent)
        with pytest.raises(Refused, match="disk is full"):
            workspace.do("Add", records.add, "accounts", {"name": "Too much", "notes": "long " * 200_000})
        assert workspace.reader.column("SELECT id FROM accounts") == [kept]
        hog.unlink()
        workspace.do("Add", records.add, "accounts", {"name": "After"})
        assert examine(workspace) == []
    with opened(on_disk, blank) as again:
        assert sorted(again.reader.column("SELECT name FROM accounts")) == ["After", "Kept"]


def test_what_was_typed_is_kept_on_a_full_disk_in_the_room_set_aside(on_disk: Path, blank: Blank) -> None:
    with opened(on_disk, blank) as workspace:
        workspace.profile.reserve.write_bytes(bytes(1 << 20))
        fill(on_disk.parent)
        with pytest.raises(Refused, match="disk is full"):
            workspace.do("Add", records.add, "accounts", {"name": "X", "notes": "long " * 500_000})
        assert not workspace.profile.reserve.exists()
        workspace.drafts.save("account", "", {"notes": "typed"})
    with opened(on_disk, blank) as again:
        draft = again.drafts.load("account")
        assert draft and draft.content == {"notes": "typed"}


def test_room_is_set_aside_only_where_there_is_plenty(on_disk: Path, blank: Blank, profile: Path) -> None:
    with opened(on_disk, blank) as small, opened(profile, blank) as large:
        small.profile.keep_reserve()
        large.profile.keep_reserve()
        assert not small.profile.reserve.exists()
        assert large.profile.reserve.stat().st_size == 8 << 20


def test_an_import_that_fills_the_disk_leaves_nothing_behind(on_disk: Path, blank: Blank) -> None:
    rows = [{"name": f"Account {number}", "notes": "words " * 50} for number in range(20_000)]
    with opened(on_disk, blank) as workspace:
        with pytest.raises(Refused, match="disk is full"):
            workspace.do("Import", bulk.add, Account, rows, origin="import")
        assert workspace.reader.value("SELECT count(*) FROM accounts") == 0
        assert examine(workspace) == []


def test_an_attachment_on_a_full_disk_is_refused_and_absent(on_disk: Path, blank: Blank) -> None:
    with opened(on_disk, blank) as workspace:
        with pytest.raises(Refused, match="disk is full"):
            workspace.files.add(os.urandom(20 << 20))
        assert not list(workspace.profile.attachments.rglob("?*/?*"))


def test_a_backup_on_a_full_disk_leaves_the_former_one(on_disk: Path, blank: Blank) -> None:
    with opened(on_disk, blank) as workspace:
        file = on_disk.parent / "all.rapport"
        file.write_bytes(b"the former one")
        fill(on_disk.parent)
        with pytest.raises(RapportError, match="disk is full"):
            backup.write(workspace, file)
        assert file.read_bytes() == b"the former one"
        assert not list(on_disk.parent.glob(".rapport-backup-*"))


def test_a_profile_is_not_made_on_a_full_disk(disk: Mount) -> None:
    place = disk(size="1m")
    with pytest.raises(RapportError, match="disk is full"):
        Workspace.create(place / "profile", bytes(32), KeyFile(fingerprint(bytes(32))))
    assert not list((place / "profile").iterdir())


def test_a_read_only_disk_is_read_and_no_save_is_claimed(on_disk: Path, blank: Blank, disk: Mount) -> None:
    with opened(on_disk, blank) as workspace:
        workspace.do("Add", records.add, "accounts", {"name": "Kept"})
    disk("ro")
    with opened(on_disk, blank) as workspace:
        assert workspace.is_read_only
        assert workspace.grown() is workspace
        assert workspace.reader.column("SELECT name FROM accounts") == ["Kept"]
        assert workspace.preferences["paper"] == "a4"
        with pytest.raises(Unreachable, match="reading only"):
            workspace.do("Add", records.add, "accounts", {"name": "Lost"})
        with pytest.raises(Unreachable):
            workspace.drafts.save("visit", "", {})
        with pytest.raises(Unreachable, match="read-only"):
            workspace.files.add(b"photo")
        assert examine(workspace) == []


def test_saves_that_lie_beside_the_file_are_seen_on_a_read_only_disk(
    on_disk: Path, blank: Blank, disk: Mount, tmp_path: Path
) -> None:
    with opened(on_disk, blank) as workspace:
        workspace.do("Add", records.add, "accounts", {"name": "Only in the WAL"})
        shutil.copytree(on_disk, on_disk.parent / "crashed")
    assert (on_disk.parent / "crashed" / "rapport.db-wal").stat().st_size
    (on_disk.parent / "crashed" / "rapport.db-shm").unlink()
    disk("ro")
    with opened(on_disk.parent / "crashed", blank) as workspace:
        assert workspace.is_read_only
        assert workspace.reader.column("SELECT name FROM accounts") == ["Only in the WAL"]
        backup.write(workspace, tmp_path / "rescued.rapport")
    backup.restore(tmp_path / "rescued.rapport", tmp_path / "rescued", lambda key_file: blank[1])
    with opened(tmp_path / "rescued", blank) as rescued:
        assert rescued.reader.column("SELECT name FROM accounts") == ["Only in the WAL"]


def test_a_disk_that_turns_read_only_while_we_work_is_said(on_disk: Path, blank: Blank, disk: Mount) -> None:
    with opened(on_disk, blank) as workspace:
        workspace.do("Add", records.add, "accounts", {"name": "Kept"})
        # The kernel refuses to remount while a file is open for writing; a bind mount over it does not ask.
        subprocess.run(["mount", "--bind", str(on_disk), str(on_disk)], check=True)
        try:
            mounted("-o", "remount,bind,ro", str(on_disk))
            with pytest.raises(RapportError):
                workspace.files.add(b"photo")
            with pytest.raises(RapportError):
                workspace.keep_key_file(workspace.key_file)
            assert workspace.reader.column("SELECT name FROM accounts") == ["Kept"]
        finally:
            subprocess.run(["umount", "--lazy", str(on_disk)], check=True)
        workspace.do("Add", records.add, "accounts", {"name": "After"})
        assert workspace.reader.value("SELECT count(*) FROM accounts") == 2


def test_a_file_without_the_right_to_write_is_read_only(profile: Path, blank: Blank) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("modes of files do not bind root")
    (profile / "rapport.db").chmod(0o400)
    with opened(profile, blank) as workspace:
        assert workspace.is_read_only


@pytest.fixture
def broken_disk() -> Iterator[Callable[[int | None], None]]:
    """Lets every write beyond a place in a file fail, as a dying disk does; None mends it."""
    resource = pytest.importorskip("resource", reason="limits of a process are set on POSIX only")
    former = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(size: int | None) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (former[0] if size is None else size, former[1]))

    yield limit
    limit(None)


def test_an_error_of_the_disk_is_said_and_work_goes_on_with_a_new_connection(
    profile: Path, blank: Blank, broken_disk: Callable[[int | None], None]
) -> None:
    with opened(profile, blank) as workspace:
        workspace.do("Add", records.add, "accounts", {"name": "Kept"})
        before = workspace.writer
        broken_disk(4096)
        with pytest.raises(RapportError, match="disk"):
            workspace.do("Add", records.add, "accounts", {"name": "Lost", "notes": "long " * 50_000})
        with pytest.raises(RapportError):
            workspace.drafts.save("visit", "", {"summary": "long " * 50_000})
        broken_disk(None)
        assert workspace.reader.column("SELECT name FROM accounts") == ["Kept"]
        workspace.do("Add", records.add, "accounts", {"name": "After"})
        assert workspace.writer is not before
        assert examine(workspace) == []
    with opened(profile, blank) as again:
        assert sorted(again.reader.column("SELECT name FROM accounts")) == ["After", "Kept"]


def test_room_is_set_aside_when_a_profile_is_used_and_freed_by_nobody_else(
    profile: Path, blank: Blank
) -> None:
    with opened(profile, blank) as workspace:
        workspace.grown()
        assert workspace.profile.reserve.stat().st_size == 8 << 20
        assert workspace.profile.reserve.stat().st_mode & 0o077 == 0
