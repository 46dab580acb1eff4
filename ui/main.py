"""Start of the window: paint first, then open the data, then load the rest."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """How the window was started: which profile, and what to open in it."""

    folder: str
    what: str = ""


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window of a profile: `[--profile DIR] [FILE or rapport: address]`; gives the exit code."""
    wish = read_words(list(sys.argv[1:] if argv is None else argv))
    return start(wish.folder, wish.what)


def read_words(words: list[str]) -> Wish:
    """The words of the command line; argparse would cost a tenth of the start."""
    folder, what = "", ""
    while words:
        word = words.pop(0)
        if word == "--profile" and words:
            folder = words.pop(0)
        elif word.startswith("--profile="):
            folder = word.partition("=")[2]
        else:
            what = word
    return Wish(os.path.abspath(folder or default_folder()), what)


def default_folder() -> str:
    """The platform's own folder for this person's data."""
    from platformdirs import user_data_dir

    return user_data_dir("rapport", appauthor=False)


def start(folder: str, what: str = "") -> int:
    """Show the window of a profile; a second start raises the first one and ends."""
    from app.errors import RapportError
    from app.files import make_private_folder
    from app.store.profile import Profile, WindowLock

    lock, problem = None, None
    try:
        from pathlib import Path

        make_private_folder(Path(folder))
        lock = WindowLock(Profile(Path(folder)))
        first = lock.take()
    except RapportError as error:
        first, problem = True, error
    from PySide6.QtWidgets import QApplication

    if not first:
        from PySide6.QtCore import QCoreApplication

        from ui.single import hand_over

        core = QCoreApplication(sys.argv[:1])
        hand_over(folder, what)
        core.quit()
        return 0
    app = QApplication.instance() or QApplication(sys.argv[:1])
    from ui.running import Running

    running = Running(app, folder, what, problem)
    try:
        return running.run()
    finally:
        if lock is not None:
            lock.release()


if __name__ == "__main__":
    sys.exit(main())
