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

from tests.surroundings import INSIDE, MARKS, Screen, SecretService

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from app.store.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"

PASSPHRASE = "seven olive trees by the road"

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
    if os.environ.get(INSIDE) == "secretservice":
        os.environ.pop("PYTHON_KEYRING_BACKEND", None)
    else:
        os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_settle_in(HOME)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leaves nothing behind in the folder for temporary files."""
    shutil.rmtree(HOME, ignore_errors=True)


def _mark_of(item: pytest.Item) -> str | None:
    """The surroundings a test asks for and does not stand in yet."""
    return next((mark for mark in MARKS if item.get_closest_marker(mark) and INSIDE not in os.environ), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A marked test asks for its surroundings without having to name them."""
    for item in items:
        if mark := _mark_of(item):
            item.fixturenames.insert(0, f"{mark}_surroundings")  # type: ignore[attr-defined]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs a marked test in a process of its own: Qt draws on one kind of screen a process, a bus has one address."""
    mark = _mark_of(pyfuncitem)
    if mark is None:
        return None
    code, said = pyfuncitem.funcargs[f"{mark}_surroundings"].run_test(ROOT, pyfuncitem.nodeid)
    if code:
        pytest.fail(f"in a process of its own ({mark}):\n{said}", pytrace=False)
    return True


def _lasting(kind: type[Screen] | type[SecretService]) -> Iterator[Screen | SecretService]:
    """Surroundings from their making to their end, or the named reason why they cannot be had."""
    if not sys.platform.startswith("linux"):
        pytest.skip("these surroundings are made on Linux only")
    try:
        surroundings = kind()
    except LookupError as reason:
        pytest.skip(str(reason))
    yield surroundings
    surroundings.close()


@pytest.fixture(scope="session")
def xvfb_surroundings() -> Iterator[Screen | SecretService]:
    """A real X screen with a window manager, one for each worker."""
    yield from _lasting(Screen)


@pytest.fixture(scope="session")
def secretservice_surroundings() -> Iterator[Screen | SecretService]:
    """A real keyring, unlocked."""
    yield from _lasting(SecretService)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files beside the checkout; tests that read it are skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real files is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """An empty profile that opens with `PASSPHRASE`, and its key; made once, so that each test need only copy it."""
    from app.secrets import ARGON2, KeyFile, fingerprint, new_key, with_passphrase
    from app.store.workspace import Workspace

    folder = tmp_path_factory.mktemp("blank") / "profile"
    key = new_key()
    with pytest.MonkeyPatch.context() as patch:
        # The effort stands in the key file; a light one opens in a millisecond instead of a third of a second.
        patch.setitem(ARGON2, "iterations", 1)
        patch.setitem(ARGON2, "memory_cost", 64)
        key_file = with_passphrase(KeyFile(fingerprint(key)), key, PASSPHRASE)
    Workspace.create(folder, key, key_file).close()
    return folder, key


@pytest.fixture
def profile(blank: tuple[Path, bytes], tmp_path: Path) -> Path:
    """The folder of an empty profile of the test's own; it opens with `PASSPHRASE`."""
    return Path(shutil.copytree(blank[0], tmp_path / "profile"))


@pytest.fixture
def workspace(blank: tuple[Path, bytes], profile: Path) -> Iterator[Workspace]:
    """An empty profile, open."""
    from app.store.workspace import Workspace

    with Workspace.open(profile, lambda key_file: blank[1]) as opened:
        yield opened


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
