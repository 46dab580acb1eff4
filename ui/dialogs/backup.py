"""One encrypted file with everything, made while one goes on working."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from app.language import t

FOLDER = "folder.backup"


def write_backup(workspace: Any, file: str) -> str:
    """Write it, and remember where it went."""
    from app.store import backup

    backup.write(workspace, Path(file))
    workspace.preferences.remember(FOLDER, str(Path(file).parent))
    workspace.preferences.remember("backup.at", workspace.keeper.now())
    return file


def open_dialog(window: Any) -> None:
    """Ask where to, then write in the documents lane."""
    work = window.house.work
    work.store(
        lambda workspace: workspace.preferences.recall(FOLDER, ""), then=lambda folder: _ask(window, folder)
    )


def _ask(window: Any, folder: str) -> None:
    name = f"Rapport {date.today():%Y-%m-%d}.rapport"
    file, _ = QFileDialog.getSaveFileName(
        window, t("Back up"), str(Path(folder) / name), "Rapport (*.rapport)"
    )
    if file:
        begin(window, file)


def begin(window: Any, file: str) -> None:
    """Write the backup and say when it is done."""
    hub = window.hub
    hub.tell(t("The backup is being written. You can go on working."))
    window.house.work.document(
        write_backup, file, then=lambda done: hub.tell(t("Backed up to {file}.", file=Path(done).name))
    )
