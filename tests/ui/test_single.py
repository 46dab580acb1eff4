"""One window per profile."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from ui.single import Door, address

ROOT = Path(__file__).resolve().parents[2]


def test_a_second_start_hands_over_its_file_and_ends_at_once(tmp_path: Path, qtbot: Any) -> None:
    from app.store.profile import Profile, WindowLock

    knocked: list[str] = []
    lock = WindowLock(Profile(tmp_path))
    assert lock.take()
    door = Door(str(tmp_path), knocked.append)
    assert door.open
    began = time.monotonic()
    words = [sys.executable, "-m", "ui", "--profile", str(tmp_path), "contacts.vcf"]
    second = subprocess.Popen(words, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    qtbot.waitUntil(lambda: knocked == ["contacts.vcf"], timeout=10_000)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode == 0
    assert time.monotonic() - began < 4
    lock.release()


def test_each_profile_has_an_address_of_its_own(tmp_path: Path) -> None:
    assert address(str(tmp_path / "a")) != address(str(tmp_path / "b"))
    assert address(str(tmp_path / "a")) == address(str(tmp_path / "x" / ".." / "a"))


def test_a_name_left_by_a_crash_does_not_keep_the_door_shut(tmp_path: Path, qapp: Any) -> None:
    first = Door(str(tmp_path), lambda what: None)
    second = Door(str(tmp_path), lambda what: None)
    assert first.open
    assert second.open


def test_nonsense_at_the_door_is_ignored(tmp_path: Path, qtbot: Any) -> None:
    from PySide6.QtNetwork import QLocalSocket

    knocked: list[str] = []
    door = Door(str(tmp_path), knocked.append)
    for words in (b"not json\n", b"[1]\n", b'{"open": "a.vcf"}\n'):
        socket = QLocalSocket(door)
        socket.connectToServer(address(str(tmp_path)))
        socket.write(words)
        socket.flush()
    qtbot.waitUntil(lambda: knocked == ["a.vcf"])
