"""File names made of a person's words lead nowhere but into the folder they are meant for."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.interop.paths import check_target, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Olive & Söhne GmbH", "Olive & Söhne GmbH.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("C:\\Windows\\x", "C Windows x.pdf"),
        ("..", "unnamed.pdf"),
        ("", "unnamed.pdf"),
        ("nul", "_nul.pdf"),
        ("invoice\u202efdp.exe", "invoice fdp.exe.pdf"),
        ("a\nb\0c", "a b c.pdf"),
        ("Ελιά", "Ελιά.pdf"),
    ],
)
def test_words_become_a_name(text: str, name: str) -> None:
    assert safe_name(text, ".pdf") == name


@given(st.text(max_size=300))
def test_no_words_leave_the_folder(text: str) -> None:
    name = safe_name(text, "csv")
    assert Path(name).name == name
    assert name not in (".", "..")
    assert not name.startswith(".")
    assert len(name.encode()) <= 130
    assert not any(ord(char) < 32 for char in name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_devices_and_pipes_are_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="is not a plain file"):
        check_target(tmp_path / "pipe")
    with pytest.raises(Refused, match="is not a plain file"):
        check_target("/dev/null")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("x", encoding="utf-8")
    link = tmp_path / "link.csv"
    try:
        link.symlink_to(kept)
    except OSError:
        pytest.skip("this system lets this user make no links")
    with pytest.raises(Refused, match="is not a plain file"):
        check_target(link)
