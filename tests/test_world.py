"""What the tests themselves stand on: a home of their own, a keyboard for every script, a real screen."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

Typing = Callable[[QLineEdit, str], None]


def test_the_tests_never_see_a_real_profile() -> None:
    import platformdirs

    for folder in (
        Path.home(),
        Path(platformdirs.user_data_dir("Rapport")),
        Path(os.environ["XDG_RUNTIME_DIR"]),
    ):
        assert "rapport-tests-" in str(folder)


def test_the_tests_never_reach_a_real_keyring() -> None:
    import keyring
    import keyring.errors

    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.set_password("rapport-tests", "anyone", "anything")


@pytest.mark.parametrize("text", ["Ελένη Παπαδοπούλου", "Щърбанов", "ক্ষুদ্র ব্যবসা", "Grüße & Cie"])
def test_every_script_can_be_typed_into_a_field(qtbot: QtBot, type_text: Typing, text: str) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    type_text(field, text)
    assert field.text() == text


def test_windows_are_drawn_without_a_screen(qapp: QGuiApplication) -> None:
    assert qapp.platformName() == os.environ["QT_QPA_PLATFORM"]


@pytest.mark.xvfb
def test_a_marked_test_runs_on_a_real_screen_with_a_window_manager(qtbot: QtBot) -> None:
    assert QGuiApplication.platformName() == "xcb"
    window = QMainWindow()
    qtbot.addWidget(window)
    opened: list[bool] = []
    menu = window.menuBar().addMenu("&File")
    menu.addAction("New")
    menu.aboutToShow.connect(lambda: opened.append(True))
    menu.aboutToShow.connect(menu.close)
    with qtbot.waitActive(window):  # never comes true without a window manager
        window.show()
    with qtbot.waitSignal(menu.aboutToShow):
        qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert opened == [True]


@pytest.mark.secretservice
def test_a_marked_test_finds_a_real_keyring() -> None:
    import keyring

    keyring.set_password("rapport-tests", "anyone", "Ελληνικά")
    assert keyring.get_keyring().__class__.__module__ == "keyring.backends.SecretService"
    assert keyring.get_password("rapport-tests", "anyone") == "Ελληνικά"


class _Bell(QObject):
    rings = Signal()
    rings_with = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12")
def test_emitting_signals_loses_no_reference_to_none_or_true(qapp: QGuiApplication) -> None:
    """PySide6 6.12.0 loses one an emit on Python 3.11 and kills the process after a few thousand."""
    bell = _Bell()
    heard: list[bool] = []
    bell.rings.connect(lambda: heard.append(True))
    bell.rings_with.connect(heard.append)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(1_000):
        bell.rings.emit()
        bell.rings_with.emit(True)
    assert len(heard) == 2_000
    heard.clear()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert all(abs(now - then) < 100 for then, now in zip(before, after, strict=True))
