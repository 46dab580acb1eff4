"""The doctor: looks at everything that should hold in a profile and says in sentences what does not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.errors import RapportError
from app.language import t
from app.records import kinds
from app.records.base import Record
from app.secrets import read_key_file
from app.store import derived, doctor_derived, doctor_log, schema
from app.store.engine import Connection, driver, told
from app.store.workspace import Workspace

CHECKPOINT_TRIES = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: where, in a sentence, and how often."""

    area: str
    sentence: str
    count: int = 1


Check = Callable[[Workspace, Connection, bool], Iterator[tuple[str, int]]]


def examine(workspace: Workspace, deep: bool = False) -> list[Finding]:
    """Check file, key, shape, links, search, sums, change log and attachments.

    The shallow look reads every page but recomputes only samples; the deep one recomputes everything and reads
    every attachment. Healthy data give no finding.
    """
    connection = workspace.own_connection()
    found: list[Finding] = []
    try:
        for area, check in _CHECKS:
            try:
                found += [
                    Finding(area, sentence, count) for sentence, count in check(workspace, connection, deep)
                ]
            except (driver.Error, RapportError) as problem:
                found.append(Finding(area, str(told(problem))))
    finally:
        connection.close()
    return found


def repair_search(workspace: Workspace) -> None:
    """Make search words, match keys, sort keys and sums anew from the records."""
    with workspace.turn, workspace.writer.capturing() as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("DROP TABLE search_words")
            connection.execute(schema.SEARCH_WORDS)
            derived.rebuild_all(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _key(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    key_file = read_key_file(workspace.profile.key_file)
    if not key_file.fits(workspace.key):
        yield t("The key file beside the data belongs to other data."), 1
    if not key_file.keyring_entry and not key_file.wraps:
        yield t("Nothing opens these data again: make a recovery code now."), 1


def _file(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    if not workspace.profile.is_encrypted():
        yield t("The data file is not encrypted."), 1
    if not workspace.is_read_only:
        bad = _bad_pages(workspace)
        if bad:
            yield t("Pages of the data file are damaged; restore a backup."), bad
    pragma = "integrity_check" if deep else "quick_check"
    for (said,) in connection.execute(f"PRAGMA {pragma}(20)"):
        if said != "ok":
            yield t("The data file is damaged: {said}", said=said), 1


def _bad_pages(workspace: Workspace) -> int:
    """Pages whose seal is broken. The check reads the main file only, so everything must be in it, and nobody write."""
    beside = workspace.profile.database.with_name(workspace.profile.database.name + "-wal")
    with workspace.turn, workspace.writer.capturing() as writer:
        for _ in range(CHECKPOINT_TRIES):
            writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            writer.execute("BEGIN IMMEDIATE")
            try:
                if not beside.exists() or not beside.stat().st_size:
                    return len(writer.execute("PRAGMA cipher_integrity_check").fetchall())
            finally:
                writer.execute("ROLLBACK")
    return 0  # others read and write without pause; the other checks read every page too


def _shape(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    missing = schema.missing(connection)
    if missing:
        yield t("The shape of the data lacks: {names}.", names=", ".join(missing[:10])), len(missing)


def _links(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    dangling: dict[tuple[str, str], int] = {}
    for table, _, target, _ in connection.execute("PRAGMA foreign_key_check"):
        dangling[table, target] = dangling.get((table, target), 0) + 1
    for (table, target), count in dangling.items():
        values = {"kind": _titles(table), "target": _titles(target)}
        yield t("{kind} point at {target} that are not there.", **values), count


def _titles(table: str) -> str:
    known: dict[str, type[Record]] = kinds()
    return known[table].titles if table in known else table


def _attachments(workspace: Workspace, connection: Connection, deep: bool) -> Iterator[tuple[str, int]]:
    missing = damaged = 0
    sql = "SELECT DISTINCT sha256 FROM attachments WHERE sha256 IS NOT NULL AND deleted_at IS NULL"
    for (sha256,) in connection.execute(sql).fetchall():
        try:
            if not workspace.files.has(sha256):
                missing += 1
            elif deep:
                workspace.files.read(sha256)
        except RapportError:
            damaged += 1
    if missing:
        yield t("Attached files are missing; restore them from a backup."), missing
    if damaged:
        yield t("Attached files are damaged; restore them from a backup."), damaged


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("key", _key),
    ("file", _file),
    ("shape", _shape),
    ("links", _links),
    ("search", doctor_derived.words),
    ("match keys", doctor_derived.match_keys),
    ("sort keys", doctor_derived.sort_keys),
    ("sums", doctor_derived.sums),
    ("change log", doctor_log.entries),
    ("change log", doctor_log.last_values),
    ("attachments", _attachments),
)
