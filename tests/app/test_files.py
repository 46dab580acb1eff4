"""Files of ours are written whole or not at all, and a refusal of the disk becomes a sentence."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Unreachable
from app.files import disk_problem, make_private_file, make_private_folder, write_whole


def test_a_file_is_replaced_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    write_whole(path, b"old")
    write_whole(path, (piece for piece in (b"ne", b"w")))
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_a_writing_that_fails_leaves_the_former_file_and_nothing_beside(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    path = tmp_path / "a.bin"
    write_whole(path, b"old")
    with pytest.raises(ZeroDivisionError):
        write_whole(path, pieces())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="pipes have no names there")
def test_what_is_no_ordinary_file_is_written_into_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"through")
    assert os.read(reading, 100) == b"through"
    assert pipe.is_fifo()
    os.close(reading)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="cannot be used"):
        write_whole(tmp_path / "none" / "a.bin", b"x")


def test_private_folders_and_files_are_for_their_owner(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a")
    make_private_file(tmp_path / "a" / "f")
    make_private_file(tmp_path / "a" / "f")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "f").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("number", "said"),
    [("ENOSPC", "disk is full"), ("EROFS", "read-only"), ("EACCES", "read-only"), ("EIO", "cannot be used")],
)
def test_each_refusal_of_the_disk_has_its_sentence(tmp_path: Path, number: str, said: str) -> None:
    import errno

    code = getattr(errno, number)
    assert said in str(disk_problem(OSError(code, os.strerror(code)), tmp_path))
