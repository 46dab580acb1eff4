"""What the settings ask and do in the lanes: values, the sample page, backups, ways in, the doctor."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Care:
    """How the data are kept: backups, snapshots, ways in, changes."""

    backed_up_at: datetime | None
    backup_folder: str
    snapshots: int
    snapshot_at: datetime | None
    opens_with: str
    has_passphrase: bool
    has_recovery_code: bool
    is_read_only: bool
    changes: int
    accounts: int
    folder: str
    steps: tuple[Any, ...]


def values(workspace: Any) -> dict[str, Any]:
    """Every setting with its present value."""
    return dict(workspace.preferences.all())


def keep(workspace: Any, key: str, value: Any) -> Any:
    """Keep one setting; refused with a sentence where it cannot be read."""
    workspace.preferences[key] = value
    return workspace.preferences[key]


def keep_logo(workspace: Any, path: str) -> str:
    """Check a picture and keep it as the company's logo."""
    from ui.screens.product_tasks import read_picture

    data = read_picture(path)
    text = base64.b64encode(data).decode()
    workspace.preferences["company.logo"] = text
    return text


def sample(workspace: Any) -> bytes:
    """A page in the company's present look."""
    from datetime import date

    from app.documents.sample_page import draw
    from app.language import current
    from app.queries.company import company, preference

    reader = workspace.reader
    return draw(company(reader), language=current().code, paper=preference(reader, "paper"), on=date.today())


def verdict(colour: str) -> str:
    """The colour papers will use: the given one, or a darker one that can be read on white."""
    from app.documents.brand import readable

    return readable(colour, "#0b6b6b")


def care(workspace: Any) -> Care:
    """How the data stand."""
    from app.store import history, snapshots
    from app.store.outbox import unsent

    taken = snapshots.listed(workspace)
    at = workspace.preferences.recall("backup.at", "")
    key_file = workspace.key_file
    return Care(
        backed_up_at=datetime.fromisoformat(at.replace("Z", "+00:00")) if at else None,
        backup_folder=workspace.preferences.recall("folder.backup", ""),
        snapshots=len(taken),
        snapshot_at=taken[0].at if taken else None,
        opens_with="keyring"
        if key_file.keyring_entry
        else "passphrase"
        if "passphrase" in key_file.wraps
        else "",
        has_passphrase="passphrase" in key_file.wraps,
        has_recovery_code="recovery" in key_file.wraps,
        is_read_only=workspace.is_read_only,
        changes=unsent(workspace),
        accounts=int(workspace.reader.value("SELECT count(*) FROM accounts WHERE deleted_at IS NULL")),
        folder=str(workspace.profile.folder),
        steps=tuple(history.steps(workspace.reader, 50)),
    )


def snapshot(workspace: Any) -> Any:
    """Take a snapshot now, read back and verified."""
    from app.store import snapshots

    return snapshots.take(workspace, "wish")


def new_code(workspace: Any) -> str:
    """Make a recovery code; the former one opens nothing any more."""
    from app import secrets

    key_file, code = secrets.with_recovery_code(workspace.key_file, workspace.key)
    workspace.keep_key_file(key_file)
    return code


def set_passphrase(workspace: Any, present: str, new: str) -> None:
    """Let another passphrase open the data; the present one must be known where there is one."""
    from contextlib import suppress

    from app import secrets
    from app.errors import Locked, Refused

    former = workspace.key_file
    if "passphrase" in former.wraps:
        try:
            secrets.key_from_passphrase(former, present)
        except Locked:
            sentence = "The present passphrase is wrong."
            raise Refused(sentence, fields={"present": sentence}) from None
    if len(new) < secrets.PASSPHRASE_LENGTH:
        sentence = "A passphrase needs at least {count} characters."
        raise Refused(sentence, count=secrets.PASSPHRASE_LENGTH)
    workspace.keep_key_file(secrets.without_keyring(secrets.with_passphrase(former, workspace.key, new)))
    if former.keyring_entry:
        with suppress(Locked):
            secrets.forget_in_keyring(former)


def use_keyring(workspace: Any) -> None:
    """Let this computer's keyring open the data from now on."""
    from app import secrets

    workspace.keep_key_file(
        secrets.without_passphrase(secrets.with_keyring(workspace.key_file, workspace.key))
    )


def examine(workspace: Any, deep: bool, report: Any, cancel: Any) -> Any:
    """Look at everything that should hold."""
    from app.store.doctor import examine as look

    return look(workspace, deep)


def repair(workspace: Any) -> None:
    """Make search words and sums anew from the records."""
    from app.store.doctor import repair_search

    repair_search(workspace)
