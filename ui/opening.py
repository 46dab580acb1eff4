"""How the window gets at a profile: keyring, passphrase or recovery code; or a new profile is made."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.errors import Locked

DATA = ("rapport.db", "rapport.db-wal", "rapport.db-shm", "key.json", "attachments")
PASSPHRASE = "RAPPORT_PASSPHRASE"


@dataclass(frozen=True)
class NewProfile:
    """What the first-run page asked: language, paper, currency, company, and how the data open."""

    language: str
    paper: str
    currency: str
    company: str = ""
    passphrase: str = ""


def exists(folder: str) -> bool:
    """Whether there is a profile, whatever its state."""
    return any(os.path.exists(os.path.join(folder, name)) for name in ("rapport.db", "key.json"))


def by_itself(folder: str) -> Callable[[], Any]:
    """Open with what the computer keeps: keyring, or the passphrase in the environment."""

    def key(key_file: Any) -> bytes:
        from app import secrets

        given = os.environ.get(PASSPHRASE, "")
        if given:
            return secrets.key_from_passphrase(key_file, given)
        if key_file.keyring_entry is None:
            raise Locked("These data open with a passphrase.")
        return secrets.key_from_keyring(key_file)

    return lambda: _open(folder, key)


def by_word(folder: str, word: str, is_code: bool) -> Callable[[], Any]:
    """Open with a typed passphrase or recovery code."""

    def key(key_file: Any) -> bytes:
        from app import secrets

        if is_code:
            return secrets.key_from_recovery_code(key_file, word)
        return secrets.key_from_passphrase(key_file, word)

    return lambda: _open(folder, key)


def has_passphrase(folder: str) -> bool:
    """Whether a passphrase was ever set for these data."""
    from app.secrets import read_key_file

    return "passphrase" in read_key_file(Path(folder) / "key.json").wraps


def make(folder: str, wishes: NewProfile) -> Callable[[], tuple[Any, str]]:
    """Make a profile; gives the workspace and the recovery code to be written down."""

    def task() -> tuple[Any, str]:
        from app import secrets
        from app.store.workspace import Workspace

        key = secrets.new_key()
        key_file = secrets.KeyFile(secrets.fingerprint(key))
        if wishes.passphrase:
            key_file = secrets.with_passphrase(key_file, key, wishes.passphrase)
        else:
            key_file = secrets.with_keyring(key_file, key)
        key_file, code = secrets.with_recovery_code(key_file, key)
        workspace = Workspace.create(Path(folder), key, key_file)
        for name, value in (
            ("language", wishes.language),
            ("paper", wishes.paper),
            ("currency", wishes.currency),
            ("company.name", wishes.company),
        ):
            if value:
                workspace.preferences[name] = value
        return workspace, code

    return task


def restore(folder: str, file: str, word: str, is_code: bool) -> str:
    """Bring a backup back; the data that could not be opened are kept in a folder of their own, whose path this gives.

    When the backup cannot be brought back, everything stands again where it stood.
    """
    from app import secrets
    from app.store import backup

    def key(key_file: Any) -> bytes:
        if is_code:
            return secrets.key_from_recovery_code(key_file, word)
        return secrets.key_from_passphrase(key_file, word)

    home = Path(folder)
    aside = home / f"aside-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    moved = [home / name for name in DATA if (home / name).exists()]
    aside.mkdir(mode=0o700)
    for each in moved:
        each.rename(aside / each.name)
    try:
        backup.restore(Path(file), home, key)
    except BaseException:
        for each in moved:
            (aside / each.name).rename(each)
        aside.rmdir()
        raise
    return str(aside)


def declarations_mark() -> str:
    """A mark that changes with the program's version and with every file that declares a record."""
    import app

    # The folder is looked at, not imported: importing the records would bring SQLAlchemy.
    folder = Path(app.__file__ or "").parent / "records"
    state = [app.VERSION]
    for file in sorted(folder.glob("*.py")):
        about = file.stat()
        state.append(f"{file.name}:{about.st_size}:{about.st_mtime_ns}")
    return hashlib.sha256("\n".join(state).encode()).hexdigest()[:24]


def keyring_works() -> bool:
    """Whether this computer has a keyring that keeps secrets; may take a second, so ask in a lane."""
    from app import secrets

    try:
        key = secrets.new_key()
        trial = secrets.with_keyring(secrets.KeyFile("rapport-trial"), key)
        secrets.forget_in_keyring(trial)
    except Locked:
        return False
    return True


def _open(folder: str, key: Callable[[Any], bytes]) -> Any:
    from app.store.workspace import Workspace

    return Workspace.open(Path(folder), key)
