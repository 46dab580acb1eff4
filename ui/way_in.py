"""From the first picture to open data: the key, what may be wrong with them, a backup, or a new profile."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.errors import Locked, RapportError
from ui import opening
from ui.work import Work, sentence

if TYPE_CHECKING:
    from ui.window import Window

ASKED = "These data open with a passphrase."


class WayIn:
    """Opens a profile, and shows the full-window page for each way in which that can fail."""

    def __init__(
        self,
        window: "Window",
        work: Work,
        folder: str,
        opened: Callable[[Any], None],
        begin: Callable[[str], None],
        crashed: Callable[[BaseException], None],
    ) -> None:
        self._window = window
        self._work = work
        self._folder = folder
        self._opened = opened
        self._begin = begin
        self._crashed = crashed

    def begin(self, problem: RapportError | None = None) -> None:
        """Open what there is, or ask for a first profile; `problem` is what the start itself ran into."""
        if problem is not None:
            self.failed(problem)
        elif opening.exists(self._folder):
            self._work.open(opening.by_itself(self._folder), then=self._opened, failed=self.failed)
        else:
            self._first_run()

    def failed(self, error: Exception) -> None:
        """Say what is wrong and offer the way out."""
        if not isinstance(error, RapportError):
            self._crashed(error)
            return
        if isinstance(error, Locked):
            try:
                self._ask_key(error, opening.has_passphrase(self._folder))
                return
            except RapportError as worse:
                error = worse
        from ui.pages import trouble_page

        page = trouble_page(error, self._again, self._restore, self._open_folder, self._window.close)
        self._window.show_page(page)

    def _ask_key(self, error: RapportError, has_passphrase: bool) -> None:
        from ui.pages import UnlockPage

        reason = None if error.template == ASKED else error
        page = UnlockPage(
            reason, has_passphrase, lambda word, is_code: unlock(word, is_code), self._window.close
        )

        def refused(wrong: Exception) -> None:
            if isinstance(wrong, Locked):
                page.refuse(sentence(wrong))
            else:
                self.failed(wrong)

        def unlock(word: str, is_code: bool) -> None:
            self._work.open(opening.by_word(self._folder, word, is_code), then=self._opened, failed=refused)

        self._window.show_page(page)

    def _again(self) -> None:
        self._window.show_shell()
        self.begin()

    def _restore(self) -> None:
        from ui.pages import RestorePage

        def restore(file: str, word: str, is_code: bool) -> None:
            self._work.network(
                opening.restore,
                self._folder,
                file,
                word,
                is_code,
                then=lambda _: self._again(),
                failed=refused,
            )

        def refused(wrong: Exception) -> None:
            if isinstance(wrong, RapportError):
                page.refuse(sentence(wrong))
            else:
                self._crashed(wrong)

        page = RestorePage(restore, self._again)
        self._window.show_page(page)

    def _open_folder(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))

    def _first_run(self) -> None:
        from ui.firstrun import FirstRun

        def make(
            wishes: opening.NewProfile, then: Callable[[str], None], failed: Callable[[Exception], None]
        ) -> None:
            code: list[str] = []

            def task() -> Any:
                workspace, word = opening.make(self._folder, wishes)()
                code.append(word)
                return workspace

            self._work.open(task, then=lambda _: then(code[0]), failed=failed)

        page = FirstRun(self._work, make, self._begin)
        page.spoken.connect(self._window.retell)
        self._window.show_page(page)
