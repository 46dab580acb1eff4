"""Rolling snapshots in the profile itself: at the start of a day, before an import, before the shape grows."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from app.errors import RapportError
from app.files import make_private_folder
from app.language import t
from app.store import backup
from app.store.engine import Stopped
from app.store.workspace import Workspace

Reason = Literal["day", "hours", "import", "growth", "restore", "wish"]

HOURLY, DAILY, WEEKLY = 24, 14, 8
HOURS_OF_USE = timedelta(hours=2)
GROWTH_STAYS = timedelta(days=30)
LARGEST_SHARE = 0.2
ALWAYS_KEPT = 2
MANY_ROWS = 300
SPARED_SHARE = 0.01
"""This much of a disk is never filled by snapshots; what a person writes may need it."""
_NAME = re.compile(r"(\d{8}T\d{6})-([a-z]+)\.rapport")
_FORM = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot: when and why it was made, and where it lies."""

    at: datetime
    reason: str
    file: Path

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return self.file.stat().st_size


def listed(workspace: Workspace) -> list[Snapshot]:
    """All snapshots of a profile, newest first."""
    found = []
    for file in workspace.profile.backups.glob("*.rapport"):
        if match := _NAME.fullmatch(file.name):
            at = datetime.strptime(match[1], _FORM).replace(tzinfo=UTC)
            found.append(Snapshot(at, match[2], file))
    return sorted(found, key=lambda each: each.at, reverse=True)


def due(workspace: Workspace) -> Reason | None:
    """Why a snapshot should be taken now: none yet today, or two hours of use since the last."""
    there = listed(workspace)
    now = workspace.clock()
    if not there or there[0].at.astimezone().date() != now.astimezone().date():
        return "day"
    return "hours" if now - there[0].at >= HOURS_OF_USE else None


def take_due(workspace: Workspace) -> Snapshot | None:
    """Take the snapshot that is due, where there is one, something to keep, and room for it."""
    reason = due(workspace) if _is_worth_it(workspace) else None
    return take(workspace, reason) if reason else None


def before_import(workspace: Workspace, rows: int, is_stopped: Callable[[], bool] = lambda: False) -> str:
    """Take one before many rows come in. The import goes on without; a sentence then says what was in the way.

    Large data take a while: when the person stops meanwhile, nothing is left of the snapshot.
    """
    if rows < MANY_ROWS or not _is_worth_it(workspace):
        return ""
    try:
        take(workspace, "import", is_stopped)
    except Stopped:
        return ""
    except (RapportError, OSError) as problem:
        return t("No snapshot could be taken before the import: {reason}", reason=problem)
    return ""


def _is_worth_it(workspace: Workspace) -> bool:
    """Whether somebody has written something, this disk can be written to, and it is not all but full."""
    if workspace.is_read_only or not workspace.reader.value("SELECT 1 FROM steps LIMIT 1"):
        return False
    disk = shutil.disk_usage(workspace.profile.folder)
    return disk.free - workspace.profile.database.stat().st_size > SPARED_SHARE * disk.total


def take(workspace: Workspace, reason: Reason, is_stopped: Callable[[], bool] = lambda: False) -> Snapshot:
    """Make a snapshot, read it back, and only then let older ones go.

    Attachments are referred to, not copied: they are never changed, and their folder lies beside.
    """
    make_private_folder(workspace.profile.backups)
    at = workspace.clock().astimezone(UTC).replace(microsecond=0)
    file = workspace.profile.backups / f"{at.strftime(_FORM)}-{reason}.rapport"
    backup.write(workspace, file, with_contents=False, is_stopped=is_stopped)
    backup.verify(file, workspace.key)
    for old in superfluous(listed(workspace), at, shutil.disk_usage(file.parent).free):
        old.file.unlink(missing_ok=True)
    return Snapshot(at, reason, file)


def superfluous(there: list[Snapshot], now: datetime, free: int) -> list[Snapshot]:
    """The snapshots that may go: beyond 24 hourly, 14 daily, 8 weekly ones, or beyond a fifth of the free disk."""
    kept: set[Path] = set()
    for form, most in (("%Y%m%d%H", HOURLY), ("%Y%m%d", DAILY), ("%G%V", WEEKLY)):
        newest: dict[str, Path] = {}
        for each in there:  # newest first
            newest.setdefault(each.at.strftime(form), each.file)
        kept.update(list(newest.values())[:most])
    kept.update(each.file for each in there if each.reason == "growth" and now - each.at < GROWTH_STAYS)
    room = LARGEST_SHARE * (free + sum(each.size for each in there))
    gone = []
    for place, each in enumerate(there):
        room -= each.size
        if place >= ALWAYS_KEPT and (each.file not in kept or room < 0):
            gone.append(each)
    return gone
