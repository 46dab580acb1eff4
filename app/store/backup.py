"""Backups: one file with everything, made while the program works; brought back whole or not at all.

The file is an uncompressed zip of members that are encrypted already: the database under its own key, the
attachments, and `key.json` with the wrapped key. Its manifest names the SHA-256 of each member and is sealed
with a key derived from the database's, so that damage is seen without the key and tampering with it.
"""

import hashlib
import hmac
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from app import VERSION
from app.errors import Damaged, Locked, TooNew, Unreachable
from app.files import disk_problem, flush_file, flush_folder
from app.records.ids import new_id
from app.secrets import KeyFile, bytes_of, derived_key, key_file_of, write_key_file
from app.store.attachments import stored_files
from app.store.engine import Connection, connect, driver, told
from app.store.opening import SCHEMA_VERSION
from app.store.profile import Profile, making
from app.store.workspace import Workspace

FORMAT = 1
MANIFEST, SEAL, DATABASE, KEY_FILE = "manifest.json", "seal", "rapport.db", "key.json"
PIECE = 1 << 20
STEPS_BETWEEN_LOOKS = 20_000
_CONTENT = re.compile(r"attachments/([0-9a-f]{2})/\1[0-9a-f]{62}")
_BROKEN = "The file {file} is not a whole backup of Rapport; nothing was restored."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself: versions, moment, how much is in it, and the digest of each member."""

    format: int
    program: str
    schema: int
    made_at: str
    last_change: int
    counts: Mapping[str, int]
    contents: int
    members: Mapping[str, str]
    elsewhere: tuple[str, ...] = ()
    """Contents a snapshot refers to that lie in the attachments of its own profile."""


def write(
    workspace: Workspace,
    file: Path,
    *,
    with_contents: bool = True,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Manifest:
    """Write a backup of the last committed state; others may go on writing meanwhile. Whole or not at all.

    Raises `Stopped` soon after `is_stopped` says so.
    """
    if not file.parent.is_dir():
        raise Unreachable("There is no folder {folder}.", folder=file.parent)
    try:
        with tempfile.TemporaryDirectory(prefix=".rapport-backup-", dir=file.parent) as name:
            copy, packed = Path(name) / DATABASE, Path(name) / "packed"
            copy_database(workspace, copy, is_stopped)
            manifest = _pack(workspace, copy, packed, with_contents, is_stopped)
            packed.chmod(0o600)
            flush_file(packed)
            os.replace(packed, file)
            flush_folder(file.parent)
            return manifest
    except OSError as problem:
        raise disk_problem(problem, file) from None


def copy_database(workspace: Workspace, copy: Path, is_stopped: Callable[[], bool] = lambda: False) -> None:
    """A compact copy of the database under the same key, consistent in itself."""
    source = workspace.own_connection()
    source.set_progress_handler(is_stopped, STEPS_BETWEEN_LOOKS)
    try:
        source.execute("VACUUM INTO ?", (str(copy),))
    except driver.Error as problem:
        raise told(problem) from problem
    finally:
        source.close()


def _pack(
    workspace: Workspace, copy: Path, packed: Path, with_contents: bool, is_stopped: Callable[[], bool]
) -> Manifest:
    checked = connect(copy, workspace.key, "read")
    checked.set_progress_handler(is_stopped, STEPS_BETWEEN_LOOKS)
    try:
        check_database(checked, copy)
        counts, last = (
            _counts(checked),
            checked.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()[0],
        )
    finally:
        checked.close()
    # Contents are written before a record names them: whatever the copy names is there by now.
    stored = stored_files(workspace.profile.attachments)
    contents = [(f"attachments/{path.parent.name}/{path.name}", path) for path in stored]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        members = {DATABASE: _add(archive, DATABASE, copy)}
        archive.writestr(KEY_FILE, bytes_of(workspace.key_file))
        members[KEY_FILE] = hashlib.sha256(bytes_of(workspace.key_file)).hexdigest()
        members |= {name: _add(archive, name, path) for name, path in (contents if with_contents else ())}
        manifest = Manifest(
            FORMAT, VERSION, SCHEMA_VERSION, workspace.keeper.now(), last, counts, len(contents), members,
            () if with_contents else tuple(name for name, _ in contents),
        )  # fmt: skip
        content = json.dumps(asdict(manifest), sort_keys=True).encode()
        archive.writestr(MANIFEST, content)
        archive.writestr(SEAL, _seal(workspace.key, content))
    return manifest


def check_database(connection: Connection, path: Path) -> None:
    """Read every page of a closed database; `Damaged` where one is not as it was written."""
    try:
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        bad += [row for row in connection.execute("PRAGMA quick_check(1)") if row[0] != "ok"]
    except driver.Error as problem:
        raise told(problem) from problem
    if bad:
        raise Damaged("The database in {file} is damaged.", file=path)


def _counts(connection: Connection) -> dict[str, int]:
    from app.records import kinds

    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found = {
        name: connection.execute(f"SELECT count(*) FROM {name} WHERE deleted_at IS NULL").fetchone()[0]
        for name in kinds()
        if name in there and connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()
    }
    return {name: count for name, count in found.items() if count}


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        for piece in _pieces(source):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _seal(key: bytes, content: bytes) -> bytes:
    return hmac.new(derived_key(key, "backup"), content, hashlib.sha256).hexdigest().encode()


def restore(
    file: Path,
    folder: Path,
    key_of: Callable[[KeyFile], bytes],
    ways: Callable[[KeyFile, bytes], KeyFile] | None = None,
) -> Manifest:
    """Bring a backup into an empty profile, checked to the last byte before it takes its place.

    `key_of` finds the key as when opening a profile; `ways` decides how the data open on this computer.
    """
    with making(folder) as aside:
        with _opened(file) as archive:
            manifest, content, seal = _unpack(archive, file, aside.folder)
        _bring_contents(file, manifest, aside)
        key_file = key_file_of(aside.key_file.read_bytes())
        key = key_of(key_file)
        if not key_file.fits(key):
            raise Locked("This key does not fit these data.")
        if not hmac.compare_digest(seal, _seal(key, content)):
            raise Damaged(_BROKEN, file=file)
        _check_and_mark(aside.database, key)
        if ways:
            write_key_file(aside.key_file, ways(key_file, key))
    return manifest


def verify(file: Path, key: bytes) -> Manifest:
    """Read a backup through and compare every digest and the seal; `Damaged` where one is wrong."""
    with _opened(file) as archive:
        manifest, content, seal = _unpack(archive, file, None)
    if not hmac.compare_digest(seal, _seal(key, content)):
        raise Damaged(_BROKEN, file=file)
    return manifest


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except FileNotFoundError:
        raise Unreachable("There is no file {file}.", file=file) from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Damaged(_BROKEN, file=file) from None
    except OSError as problem:
        raise Unreachable("{file} cannot be read: {reason}.", file=file, reason=problem.strerror) from None


def _unpack(archive: zipfile.ZipFile, file: Path, folder: Path | None) -> tuple[Manifest, bytes, bytes]:
    """Check names, sizes and digests of all members, and write them below `folder` if one is given."""
    try:
        members = {info.filename: info for info in archive.infolist()}
        _refuse_strange(archive.infolist(), file)
        content, seal = archive.read(members[MANIFEST]), archive.read(members[SEAL])
        manifest = _manifest_of(content)
        if set(manifest.members) != set(members) - {MANIFEST, SEAL} or not {DATABASE, KEY_FILE} <= set(
            members
        ):
            raise Damaged(_BROKEN, file=file)
        for name, digest in manifest.members.items():
            if _extract(archive, members[name], folder) != digest:
                raise Damaged(_BROKEN, file=file)
        return manifest, content, seal
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, NotImplementedError, RuntimeError):
        raise Damaged(_BROKEN, file=file) from None


def _refuse_strange(infos: Iterable[zipfile.ZipInfo], file: Path) -> None:
    """Only members of ours, each once, none packed: no path leads elsewhere and nothing swells on unpacking."""
    names = [info.filename for info in infos]
    known = {MANIFEST, SEAL, DATABASE, KEY_FILE}
    strange = any(name not in known and not _CONTENT.fullmatch(name) for name in names)
    swelling = any(info.file_size != info.compress_size or info.flag_bits & 1 for info in infos)
    if (
        strange
        or swelling
        or len(names) != len(set(names))
        or sum(i.file_size for i in infos) > file.stat().st_size
    ):
        raise Damaged(_BROKEN, file=file)


def _manifest_of(content: bytes) -> Manifest:
    found = json.loads(content)
    if found["format"] > FORMAT or found["schema"] > SCHEMA_VERSION:
        raise TooNew("This backup was written by a newer Rapport; please update the program.")
    known = {name: found[name] for name in Manifest.__slots__}
    return Manifest(**{**known, "elsewhere": tuple(found["elsewhere"])})


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, folder: Path | None) -> str:
    digest = hashlib.sha256()
    path = folder / info.filename if folder else Path(os.devnull)
    if folder:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.open(info) as source, path.open("wb") as target:
        for piece in _pieces(source):
            digest.update(piece)
            target.write(piece)
        if folder:
            path.chmod(0o600)
            target.flush()
            os.fsync(target.fileno())
    return digest.hexdigest()


def _bring_contents(file: Path, manifest: Manifest, aside: Profile) -> None:
    """The contents a snapshot refers to come from the profile it lies in; what is not there, the doctor will name."""
    for name in manifest.elsewhere:
        source = file.parent.parent / name
        if _CONTENT.fullmatch(name) and source.is_file():
            (aside.folder / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(source, aside.folder / name)


def _check_and_mark(database: Path, key: bytes) -> None:
    """Check the restored database and let a server see that these are not the data it last spoke with."""
    connection = connect(database, key)
    try:
        check_database(connection, database)
        values: tuple[Any, ...] = ("incarnation", new_id())
        connection.execute("INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", values)
    except driver.Error as problem:
        raise told(problem) from problem
    finally:
        connection.close()
