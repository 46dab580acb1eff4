"""The world the tests live in: no screen, no keyring, and a home of their own."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.screen import INSIDE, Screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"

# All of this stands before anything of Rapport or Qt is imported: what a module reads at import is a test's too.
HOME = Path(tempfile.mkdtemp(prefix="rapport-tests-"))


def _settle_in(home: Path) -> None:
    """Points everything a program asks for a person's folders, screen or keyring to a place of our own."""
    for name in ("HOME", "USERPROFILE"):
        os.environ[name] = str(home)
    for name in (
        "APPDATA",
        "LOCALAPPDATA",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
    ):
        os.environ[name] = str(home / name.lower())
    os.environ["XDG_RUNTIME_DIR"] = str(home / "run")
    (home / "run").mkdir(mode=0o700)
    for name in [
        name for name in os.environ if name.startswith("RAPPORT_") and not name.startswith("RAPPORT_TEST_")
    ]:
        del os.environ[name]
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_settle_in(HOME)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leaves nothing behind in the folder for temporary files."""
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test marked `xvfb` asks for the screen without having to name it."""
    for item in items:
        if item.get_closest_marker("xvfb") and INSIDE not in os.environ:
            item.fixturenames.insert(0, "screen")  # type: ignore[attr-defined]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs a test marked `xvfb` in a process of its own: Qt draws on one kind of screen a process."""
    if not pyfuncitem.get_closest_marker("xvfb") or INSIDE in os.environ:
        return None
    code, said = pyfuncitem.funcargs["screen"].run_test(ROOT, pyfuncitem.nodeid)
    if code:
        pytest.fail(f"on a real screen:\n{said}", pytrace=False)
    return True


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A real X screen with a window manager, one for each worker."""
    if not sys.platform.startswith("linux"):
        pytest.skip("a screen of one's own is made with Xvfb, on Linux only")
    try:
        screen = Screen()
    except LookupError as reason:
        pytest.skip(str(reason))
    yield screen
    screen.close()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files beside the checkout; tests that read it are skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real files is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, with Qt's own file dialogs: a dialog of the desktop cannot be driven by a test."""
    from PySide6.QtCore import QCoreApplication, Qt

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    return qapp


@pytest.fixture
def type_text(qapp: QApplication) -> Callable[[QWidget, str], None]:
    """Types any text into a field, as an input method does.

    `qtbot.keyClicks` ends the whole process at the first character outside Latin-1.
    """
    from PySide6.QtGui import QInputMethodEvent

    def type_into(widget: QWidget, text: str) -> None:
        for letter in text:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            qapp.sendEvent(widget, event)

    return type_into
