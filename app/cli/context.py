"""What every command shares: which profile, which key, how to answer, where the log lies."""

import argparse
import logging
import os
import tempfile
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Locked, Unreachable
from app.secrets import KeyFile, key_from_keyring, key_from_passphrase

if TYPE_CHECKING:
    from app.store.workspace import Workspace

PASSPHRASE_VARIABLE = "RAPPORT_PASSPHRASE"
LOG_BYTES = 2 << 20
LOG_FILES = 5


def default_folder() -> Path:
    """The platform's own folder for this person's data."""
    from platformdirs import user_data_path

    return user_data_path("rapport", appauthor=False)


class Context:
    """One run of the program on one profile. The workspace opens on first use and stays open."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.as_json: bool = arguments.json
        self.folder = Path(arguments.profile).expanduser() if arguments.profile else default_folder()
        self._passphrase_file: str | None = arguments.passphrase_file
        self._workspace: Workspace | None = None
        self._handler: RotatingFileHandler | None = None

    @property
    def workspace(self) -> "Workspace":
        """The open profile, its shape up to date."""
        if self._workspace is None:
            self._workspace = self.open_workspace().grown()
            self.start_log()
        return self._workspace

    def open_workspace(self) -> "Workspace":
        """Open the profile with the passphrase given or the keyring."""
        from app.store.workspace import Workspace

        return Workspace.open(self.folder, self.key_of)

    def use(self, workspace: "Workspace") -> "Workspace":
        """Go on with a workspace that was just made."""
        self._workspace = workspace
        self.start_log()
        return workspace

    @property
    def passphrase(self) -> str | None:
        """The passphrase from the file or the environment; never from an argument."""
        if self._passphrase_file:
            return read_secret(self._passphrase_file)
        return os.environ.get(PASSPHRASE_VARIABLE) or None

    def key_of(self, key_file: KeyFile) -> bytes:
        """The key by the way the person chose when the profile was made."""
        passphrase = self.passphrase
        if passphrase and "passphrase" in key_file.wraps:
            return key_from_passphrase(key_file, passphrase)
        if key_file.keyring_entry:
            return key_from_keyring(key_file)
        raise Locked(
            "These data open with a passphrase: give it in {variable} or with --passphrase-file.",
            variable=PASSPHRASE_VARIABLE,
        )

    @property
    def log_file(self) -> Path:
        """Where traces go: into the profile, or the temporary folder while there is none."""
        logs = self.folder / "log"
        return (logs if logs.is_dir() else Path(tempfile.gettempdir())) / "rapport.log"

    def start_log(self) -> None:
        """Keep a rotating log; it holds traces of our own code, never client data."""
        if self._handler is not None:
            return
        try:
            self._handler = RotatingFileHandler(
                self.log_file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
            )
        except OSError:
            return
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logging.getLogger("rapport").addHandler(self._handler)

    def __enter__(self) -> "Context":
        return self

    def __exit__(self, *exception: Any) -> None:
        if self._workspace is not None:
            self._workspace.close()
        if self._handler is not None:
            logging.getLogger("rapport").removeHandler(self._handler)
            self._handler.close()


def read_secret(path: str) -> str:
    """A passphrase or code from a file: its first line."""
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()[0].strip()
    except (OSError, UnicodeDecodeError, IndexError):
        raise Unreachable("The file {path} holds no readable passphrase or code.", path=path) from None
