"""Commands on the profile itself: make it, look after it, bring it back, change how it opens."""

import os
import shutil
import tempfile
import time
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from app import VERSION, secrets
from app.cli.context import PASSPHRASE_VARIABLE, Context, read_secret
from app.cli.output import Outcome
from app.cli.screen import progress_bar, refuse_without_screen, run_window
from app.errors import Locked, Refused, Unreachable
from app.files import write_whole

if TYPE_CHECKING:
    from app.store.workspace import Workspace

DAMAGED = 6
_THROW_AWAY = "rapport-demo-"
_FORGOTTEN_SECONDS = 3600


def version() -> str:
    """The version of the program."""
    return VERSION


def open_window(context: Context, arguments: Namespace) -> Any:
    """Open the window of the profile; the only command that needs a screen."""
    return _shown(context.folder, context.passphrase)


def init(context: Context, arguments: Namespace) -> Any:
    """Make a profile that opens with the passphrase given, else with the keyring; whole or not at all."""
    workspace = _made(context.folder, context.passphrase)
    wishes = {
        "company.name": arguments.company,
        "language": arguments.language,
        "currency": arguments.currency,
        "paper": arguments.paper,
    }
    try:
        for key, value in wishes.items():
            if value:
                workspace.preferences[key] = value
    except Refused:
        _throw_away(workspace)
        raise
    context.use(workspace)
    return {"profile": str(context.folder), "opens_with": _way(workspace.key_file)}


def demo(context: Context, arguments: Namespace) -> Any:
    """Make a profile with example data and open the window; without --profile one that lasts as long as the window."""
    if not arguments.no_window:
        refuse_without_screen()
    if arguments.profile:
        return _demo(context, context.folder, context.passphrase, arguments)
    _sweep_left_overs()
    with tempfile.TemporaryDirectory(prefix=_THROW_AWAY) as name:
        return _demo(context, Path(name) / "profile", token_urlsafe(), arguments)


def _demo(context: Context, folder: Path, passphrase: str | None, arguments: Namespace) -> Any:
    from app.services import demo as example

    workspace = _made(folder, passphrase)
    try:
        counts = example.fill(workspace, arguments.size, None if context.as_json else progress_bar())
    except BaseException:
        _throw_away(workspace)
        raise
    workspace.close()
    if arguments.no_window:
        return {"profile": str(folder) if arguments.profile else None, **counts}
    return _shown(folder, passphrase)


def _sweep_left_overs() -> None:
    """Remove throw-away profiles of processes that were killed; their keys are gone with them."""
    from app.store.profile import Profile, WindowLock

    for folder in Path(tempfile.gettempdir()).glob(f"{_THROW_AWAY}*"):
        with suppress(OSError):
            is_old = time.time() - folder.stat().st_mtime > _FORGOTTEN_SECONDS
            if is_old and WindowLock(Profile(folder / "profile")).holder() is None:
                shutil.rmtree(folder, ignore_errors=True)


def status(context: Context, arguments: Namespace) -> Any:
    """How the data stand."""
    from app.store.outbox import unsent
    from app.store.profile import Profile, WindowLock

    workspace = context.workspace
    ask = workspace.reader
    return {
        "version": VERSION,
        "schema": ask.value("PRAGMA user_version"),
        "accounts": ask.value("SELECT count(*) FROM accounts WHERE deleted_at IS NULL"),
        "unsent": unsent(workspace),
        "last_sync": workspace.keeper.get("sync.last_at"),
        "server": workspace.keeper.get("sync.server"),
        "user": workspace.preferences["user.name"] or None,
        "encrypted": workspace.profile.is_encrypted(),
        "locked_by": WindowLock(Profile(context.folder)).holder(),
    }


def doctor(context: Context, arguments: Namespace) -> Any:
    """Check everything; exit code 6 with the findings where something is wrong."""
    from app.store.doctor import examine

    findings = examine(context.workspace, deep=arguments.deep)
    answer = {"healthy": not findings, "findings": findings}
    return Outcome(answer, DAMAGED) if findings else answer


def backup(context: Context, arguments: Namespace) -> Any:
    """Write one encrypted file with everything."""
    from app.store import backup as backups

    file = Path(arguments.file).absolute()
    manifest = backups.write(context.workspace, file)
    return {
        "file": str(file),
        "bytes": file.stat().st_size,
        "counts": manifest.counts,
        "files": manifest.contents,
    }


def restore(context: Context, arguments: Namespace) -> Any:
    """Bring a backup back into an empty profile."""
    from app.store import backup as backups

    def key_of(key_file: secrets.KeyFile) -> bytes:
        if arguments.recovery_code_file:
            return secrets.key_from_recovery_code(key_file, read_secret(arguments.recovery_code_file))
        return context.key_of(key_file)

    by_code = bool(arguments.recovery_code_file)
    manifest = backups.restore(
        Path(arguments.file).absolute(),
        context.folder,
        key_of,
        lambda key_file, key: _ways_here(key_file, key, context.passphrase if by_code else None),
    )
    return {"profile": str(context.folder), "made_at": manifest.made_at, "counts": manifest.counts}


def recovery(context: Context, arguments: Namespace) -> Any:
    """Make a recovery code; a former one no longer opens the data."""
    workspace = context.workspace
    key_file, code = secrets.with_recovery_code(workspace.key_file, workspace.key)
    if arguments.out:
        write_whole(Path(arguments.out).absolute(), f"{code}\n".encode())
    workspace.keep_key_file(key_file)
    return {"file": arguments.out} if arguments.out else {"code": code}


def rekey(context: Context, arguments: Namespace) -> Any:
    """Change the passphrase, or move into the keyring where no new one is given.

    The data keep their key: only its wraps change, each in one rename of a small file, so that a crash leaves
    the old way or the new one. Who had the old passphrase *and* a copy of `key.json` could still know the key.
    """
    from app.store.workspace import Workspace

    new = read_secret(arguments.new_passphrase_file) if arguments.new_passphrase_file else None
    if arguments.recovery_code_file:
        code = read_secret(arguments.recovery_code_file)
        new = new or context.passphrase
        context.use(
            Workspace.open(context.folder, lambda key_file: secrets.key_from_recovery_code(key_file, code))
        )
    workspace = context.workspace
    former = workspace.key_file
    if new:
        fresh = secrets.without_keyring(secrets.with_passphrase(former, workspace.key, new))
    else:
        fresh = secrets.without_passphrase(secrets.with_keyring(former, workspace.key))
    workspace.keep_key_file(fresh)
    if new and former.keyring_entry:
        _forget(former)
    return {"opens_with": _way(fresh)}


def settings(context: Context, arguments: Namespace) -> Any:
    """Show all settings or one, or change one."""
    preferences = context.workspace.preferences
    if arguments.value is not None:
        preferences[arguments.key] = arguments.value
    if arguments.key:
        return {"key": arguments.key, "value": preferences[arguments.key]}
    return {"settings": preferences.all()}


def log(context: Context, arguments: Namespace) -> Any:
    """The last lines of the program's log."""
    if not context.log_file.exists():
        return {"lines": []}
    try:
        lines = context.log_file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as problem:
        raise Unreachable("The log cannot be read: {reason}.", reason=problem.strerror) from None
    return {"lines": lines[max(0, len(lines) - arguments.tail) :]}


def about(context: Context, arguments: Namespace) -> Any:
    """Versions of the program and its parts."""
    import platform
    from importlib.metadata import version as version_of

    from app.store.engine import cipher_version, driver
    from app.store.opening import SCHEMA_VERSION

    return {
        "rapport": VERSION,
        "schema": SCHEMA_VERSION,
        "sqlite": driver.sqlite_version,
        "sqlcipher": cipher_version(),
        "reportlab": version_of("reportlab"),
        "qt": version_of("PySide6-Essentials"),
        "python": platform.python_version(),
        "platform": platform.platform(),
    }


def _made(folder: Path, passphrase: str | None) -> "Workspace":
    """A new profile; nothing of it is left where the keyring, the disk or a rule says no."""
    from app.store.profile import Profile
    from app.store.workspace import Workspace

    if Profile(folder).exists:
        raise Refused("There is already a profile in {folder}.", folder=folder)
    key = secrets.new_key()
    key_file = secrets.KeyFile(secrets.fingerprint(key))
    if passphrase:
        key_file = secrets.with_passphrase(key_file, key, passphrase)
    else:
        key_file = secrets.with_keyring(key_file, key)
    try:
        return Workspace.create(folder, key, key_file)
    except BaseException:
        _forget(key_file)
        raise


def _throw_away(workspace: "Workspace") -> None:
    workspace.close()
    profile = workspace.profile
    for path in (profile.database, profile.key_file, profile.reserve):
        path.unlink(missing_ok=True)
    for folder in (profile.attachments, profile.backups, profile.logs):
        shutil.rmtree(folder, ignore_errors=True)
    _forget(workspace.key_file)


def _forget(key_file: secrets.KeyFile) -> None:
    """Take the key out of the keyring; one that does not answer keeps it, which harms nobody."""
    try:
        secrets.forget_in_keyring(key_file)
    except Locked:
        return


def _ways_here(key_file: secrets.KeyFile, key: bytes, passphrase: str | None) -> secrets.KeyFile:
    """How restored data open on this computer: a passphrase given, the one they had, or the keyring."""
    if passphrase:
        return secrets.without_keyring(secrets.with_passphrase(key_file, key, passphrase))
    if "passphrase" in key_file.wraps and not key_file.keyring_entry:
        return key_file
    try:
        return secrets.with_keyring(key_file, key)
    except Locked:
        return key_file


def _way(key_file: secrets.KeyFile) -> str:
    if key_file.keyring_entry:
        return "keyring"
    return "passphrase" if "passphrase" in key_file.wraps else "recovery code"


def _shown(folder: Path, passphrase: str | None) -> Any:
    """Run the window; it opens the data by the same ways as we do. Its exit code becomes ours."""
    refuse_without_screen()
    if passphrase:
        os.environ[PASSPHRASE_VARIABLE] = passphrase
    code = run_window(folder)
    return Outcome(None, code) if code else None
