"""The profile that is measured: made once, kept in a folder of its own, copied where something is written."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.workspace import Workspace

PASSPHRASE = "seven olive trees by the road"
NOTE = "benchmark.json"


@dataclass(frozen=True)
class Office:
    """A profile with example data, and the account in it that has the longest timeline."""

    folder: Path
    size: str
    busy_account: str

    def open(self) -> Workspace:
        """The profile, open."""
        return opened(self.folder)

    @contextmanager
    def copied(self) -> Iterator[Path]:
        """A copy to write to, gone afterwards."""
        with tempfile.TemporaryDirectory(prefix="rapport-benchmark-", dir=self.folder.parent) as name:
            copy = Path(name) / "profile"
            shutil.copytree(self.folder, copy)
            yield copy


def opened(folder: Path) -> Workspace:
    """A profile made here, open."""
    from app import secrets
    from app.store.workspace import Workspace

    return Workspace.open(folder, lambda key_file: secrets.key_from_passphrase(key_file, PASSPHRASE)).grown()


def office(data: Path, size: str) -> Office:
    """The profile of a size; made where there is none that is whole."""
    folder = data / size
    note = data / f"{size}-{NOTE}"
    if not note.exists():
        shutil.rmtree(folder, ignore_errors=True)
        note.write_text(json.dumps(_made(folder, size)), encoding="utf-8")
    return Office(folder, size, json.loads(note.read_text(encoding="utf-8"))["busy_account"])


def _made(folder: Path, size: str) -> dict[str, str]:
    from app import secrets
    from app.queries.agenda import agenda
    from app.services import demo
    from app.store.workspace import Workspace

    key = secrets.new_key()
    key_file = secrets.with_passphrase(secrets.KeyFile(secrets.fingerprint(key)), key, PASSPHRASE)
    with Workspace.create(folder, key, key_file) as workspace:
        counts = demo.fill(workspace, "full" if size == "full" else "small")
        visited = [each.account_id for each in agenda(workspace.reader).today]
        return {"busy_account": str(counts.get("busy_account") or visited[0])}
