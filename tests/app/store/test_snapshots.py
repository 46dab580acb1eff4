"""Rolling snapshots: taken when due, read back, thinned out with age, and good for a restore."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import Damaged
from app.records.accounts import Account
from app.store import backup, bulk, snapshots
from app.store.engine import Stopped
from app.store.workspace import Workspace

Writer = Callable[..., str]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PLENTY = 1 << 50


def test_a_snapshot_is_due_once_a_day_and_after_two_hours_of_use(workspace: Workspace) -> None:
    workspace.clock = lambda: NOON
    assert snapshots.due(workspace) == "day"
    snapshots.take(workspace, "day")
    assert snapshots.due(workspace) is None
    workspace.clock = lambda: NOON + timedelta(hours=2)
    assert snapshots.due(workspace) == "hours"
    workspace.clock = lambda: NOON + timedelta(days=1)
    assert snapshots.due(workspace) == "day"


def test_a_snapshot_brings_data_and_attachments_back(
    workspace: Workspace, add: Writer, blank: tuple[Path, bytes], tmp_path: Path
) -> None:
    add("accounts", name="Oleificio")
    sha256 = workspace.files.add(b"photo")
    snapshot = snapshots.take(workspace, "import")
    add("accounts", name="Later")
    backup.restore(snapshot.file, tmp_path / "restored", lambda key_file: blank[1])
    with Workspace.open(tmp_path / "restored", lambda key_file: blank[1]) as restored:
        assert restored.reader.column("SELECT name FROM accounts") == ["Oleificio"]
        assert restored.files.read(sha256) == b"photo"


def test_a_snapshot_that_was_changed_on_the_disk_is_noticed(workspace: Workspace) -> None:
    snapshot = snapshots.take(workspace, "wish")
    content = bytearray(snapshot.file.read_bytes())
    content[5_000] ^= 1
    snapshot.file.write_bytes(content)
    with pytest.raises(Damaged):
        backup.verify(snapshot.file, workspace.key)


def made(
    tmp_path: Path, *moments: datetime, size: int = 10, reason: str = "hours"
) -> list[snapshots.Snapshot]:
    """Snapshots of these moments, newest first, each of a size."""
    found = []
    for place, at in enumerate(sorted(moments, reverse=True)):
        file = tmp_path / f"{place}.rapport"
        file.write_bytes(bytes(size))
        found.append(snapshots.Snapshot(at, reason, file))
    return found


def test_of_a_year_of_hours_there_stay_24_hours_14_days_and_8_weeks(tmp_path: Path) -> None:
    there = made(tmp_path, *(NOON - timedelta(hours=hours) for hours in range(24 * 120)))
    gone = {each.file for each in snapshots.superfluous(there, NOON, PLENTY)}
    stay = [each for each in there if each.file not in gone]
    ages = [NOON - each.at for each in stay]
    assert sum(age < timedelta(hours=24) for age in ages) == 24
    assert len({each.at.date() for each in stay}) >= 14
    assert len({each.at.isocalendar()[:2] for each in stay}) == 8
    assert len(stay) <= 24 + 14 + 8


def test_snapshots_take_no_more_than_a_fifth_of_the_free_disk_but_two_always_stay(tmp_path: Path) -> None:
    there = made(tmp_path, *(NOON - timedelta(hours=hours) for hours in range(10)), size=100)
    assert len(snapshots.superfluous(there, NOON, free=1_500)) == 5
    assert len(snapshots.superfluous(there, NOON, free=0)) == 8


def test_the_copy_from_before_a_growth_stays_thirty_days(tmp_path: Path) -> None:
    crowd = made(tmp_path, *(NOON - timedelta(hours=hours) for hours in range(24 * 80)))
    file = tmp_path / "growth.rapport"
    file.write_bytes(b"x")
    for days, goes in ((29, False), (31, True)):
        copy = snapshots.Snapshot(NOON - timedelta(days=days, minutes=30), "growth", file)
        there = sorted([*crowd, copy], key=lambda each: each.at, reverse=True)
        assert (copy in snapshots.superfluous(there, NOON, PLENTY)) is goes


def test_older_ones_go_only_after_the_new_one_was_read_back(workspace: Workspace) -> None:
    for hours in range(4):
        workspace.clock = lambda hours=hours: NOON + timedelta(minutes=hours)
        snapshots.take(workspace, "hours")
    newest, *_ = snapshots.listed(workspace)
    assert newest.at == NOON + timedelta(minutes=3)
    assert len(snapshots.listed(workspace)) == snapshots.ALWAYS_KEPT


def disk(monkeypatch: pytest.MonkeyPatch, total: int, free: int) -> None:
    """A disk of this size."""
    usage = shutil.disk_usage(".")._replace(total=total, used=total - free, free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)


def test_what_is_due_is_taken_once_and_only_where_somebody_has_written(
    workspace: Workspace, add: Writer
) -> None:
    assert snapshots.take_due(workspace) is None, "nothing to keep yet"
    add("accounts", name="Oleificio")
    taken = snapshots.take_due(workspace)
    assert taken is not None and taken.reason == "day"
    assert snapshots.take_due(workspace) is None


def test_many_rows_are_preceded_by_a_snapshot_and_few_are_not(workspace: Workspace, add: Writer) -> None:
    assert snapshots.before_import(workspace, 5_000) == ""
    assert snapshots.listed(workspace) == [], "an empty profile has nothing to go back to"
    add("accounts", name="Oleificio")
    assert snapshots.before_import(workspace, snapshots.MANY_ROWS - 1) == ""
    assert snapshots.listed(workspace) == []
    assert snapshots.before_import(workspace, snapshots.MANY_ROWS) == ""
    assert [each.reason for each in snapshots.listed(workspace)] == ["import"]


def test_the_last_percent_of_a_disk_is_left_to_the_person(
    workspace: Workspace, add: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("accounts", name="Oleificio")
    size = workspace.profile.database.stat().st_size
    disk(monkeypatch, total=1 << 40, free=(1 << 40) // 100 + size)
    assert snapshots.take_due(workspace) is None
    assert snapshots.before_import(workspace, 5_000) == ""
    assert snapshots.listed(workspace) == []
    disk(monkeypatch, total=1 << 40, free=(1 << 40) // 100 + size + 1)
    assert snapshots.take_due(workspace) is not None


def test_an_import_goes_on_without_its_snapshot_and_says_why(workspace: Workspace, add: Writer) -> None:
    add("accounts", name="Oleificio")
    shutil.rmtree(workspace.profile.backups)
    workspace.profile.backups.write_bytes(b"in the way")
    assert snapshots.before_import(workspace, 5_000).startswith("No snapshot could be taken")


def test_a_snapshot_that_is_stopped_leaves_nothing_behind(workspace: Workspace, add: Writer) -> None:
    workspace.do("Import", bulk.add, Account, [{"name": f"Account {number}"} for number in range(3_000)])
    with pytest.raises(Stopped):
        snapshots.take(workspace, "wish", lambda: True)
    assert snapshots.before_import(workspace, 5_000, lambda: True) == ""
    assert list(workspace.profile.backups.iterdir()) == []
