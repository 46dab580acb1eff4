"""Attached files come back byte for byte, or are said to be damaged; never something in between."""

import hashlib
import os
from pathlib import Path

import pytest

from app.errors import Damaged, Refused
from app.store.attachments import LARGEST, PIECE, FileStore, stored_files
from app.store.workspace import Workspace


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """An empty store of files."""
    return FileStore(tmp_path, bytes(range(32)))


@pytest.mark.parametrize("size", [0, 1, 15, 16, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 5])
def test_a_content_of_any_size_comes_back(files: FileStore, size: int) -> None:
    content = os.urandom(size)
    sha256 = files.add(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert files.read(sha256) == content
    assert files.has(sha256)


def test_a_content_is_kept_once(files: FileStore, tmp_path: Path) -> None:
    assert files.add(b"card") == files.add(b"card")
    assert len(list(stored_files(tmp_path))) == 1


def test_the_folder_tells_nothing_about_its_contents(files: FileStore, tmp_path: Path) -> None:
    sha256 = files.add(b"the same leaflet everybody has" * 100)
    (path,) = stored_files(tmp_path)
    assert sha256 not in str(path)
    assert b"leaflet" not in path.read_bytes()
    assert FileStore(tmp_path / "other", bytes(32)).path(sha256).name != path.name
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("place", [0, 7, 9, 16, 17, 1_000, PIECE + 40, -1])
def test_one_flipped_bit_is_noticed_and_the_file_mended_by_the_next_add(files: FileStore, place: int) -> None:
    content = os.urandom(PIECE + 100)
    sha256 = files.add(content)
    path = files.path(sha256)
    damaged = bytearray(path.read_bytes())
    damaged[place] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(Damaged):
        files.read(sha256)
    files.add(content)
    assert files.read(sha256) == content


@pytest.mark.parametrize("keep", [0, 5, 16, 30, PIECE, PIECE + 32, PIECE + 33])
def test_a_truncated_file_is_noticed(files: FileStore, keep: int) -> None:
    sha256 = files.add(os.urandom(2 * PIECE))
    path = files.path(sha256)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(Damaged):
        files.read(sha256)


def test_a_file_under_another_name_is_noticed(files: FileStore) -> None:
    one, two = files.add(b"one"), files.add(b"two")
    files.path(one).write_bytes(files.path(two).read_bytes())
    with pytest.raises(Damaged):
        files.read(one)


def test_a_missing_file_is_said_to_be_missing(files: FileStore) -> None:
    sha256 = files.add(b"gone")
    files.path(sha256).unlink()
    assert not files.has(sha256)
    with pytest.raises(Damaged, match="missing"):
        files.read(sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 63, "A" * 64, "a/" * 32])
def test_a_name_is_never_a_path(files: FileStore, name: str) -> None:
    with pytest.raises(Refused):
        files.read(name)


def test_more_than_the_limit_is_refused(files: FileStore) -> None:
    with pytest.raises(Refused, match="50 MB"):
        files.add(bytes(LARGEST + 1))


def test_a_workspace_has_its_own_files(workspace: Workspace) -> None:
    sha256 = workspace.files.add(b"photo")
    assert workspace.files.read(sha256) == b"photo"
    assert next(stored_files(workspace.profile.attachments)).is_relative_to(workspace.profile.folder)
