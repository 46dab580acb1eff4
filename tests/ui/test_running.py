"""Start and end of the program: what stands between the first picture and the data."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLineEdit

from app.errors import Damaged, TooNew, Unreachable
from app.language import language, use
from ui import crash, opening, session
from ui.firstrun import FirstRun
from ui.main import read_words
from ui.pages import Page, RestorePage, UnlockPage

if TYPE_CHECKING:
    from ui.running import Running

WORD = "correct horse"
Start = Callable[..., "Running"]


@pytest.fixture
def start(qapp: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts the program in this process, without its own event loop."""
    import sys

    from ui.running import Running

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    runs: list[Running] = []

    def started(folder: Path, problem: Any = None) -> Running:
        run = Running(qapp, str(folder), "", problem)
        qtbot.addWidget(run.window)
        run.window.show()
        run._after_paint()
        runs.append(run)
        return run

    use("en")
    yield started
    use("en")
    for run in runs:
        run.window.close()
        run.work.close()
    for handler in [h for h in logging.getLogger().handlers if isinstance(h.formatter, crash.OneLine)]:
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A profile that opens with a passphrase, and its recovery code."""
    folder = tmp_path_factory.mktemp("profiles") / "anna"
    workspace, code = opening.make(str(folder), opening.NewProfile("it", "a4", "EUR", "Acme", WORD))()
    workspace.close()
    return folder, code


def page_of(run: Running) -> Any:
    return run.window.layers.currentWidget()


def test_a_profile_with_a_passphrase_asks_for_it_and_opens(
    start: Start, made: tuple[Path, str], qtbot: Any
) -> None:
    run = start(made[0])
    qtbot.waitUntil(lambda: isinstance(page_of(run), UnlockPage))
    page = page_of(run)
    assert page.wrong.text() == ""
    page.field.setText("wrong horse")
    page.go.click()
    qtbot.waitUntil(lambda: page.wrong.text() == "The passphrase is wrong.")
    assert page.field.text() == "wrong horse"
    page.field.setText(WORD)
    page.go.click()
    qtbot.waitUntil(lambda: run.window.place is not None, timeout=10_000)
    assert page_of(run) is run.window.shell
    assert run.session.language == "it"
    assert run.window.rail.buttons["accounts"].accessibleName() == language("it").text("Accounts")
    assert run.window.menuBar().actions()[0].text().replace("&", "") == language("it").text("File")
    assert language("it").text("Accounts") != "Accounts"


def test_the_recovery_code_opens_what_the_passphrase_does_not(
    start: Start, made: tuple[Path, str], qtbot: Any
) -> None:
    run = start(made[0])
    qtbot.waitUntil(lambda: isinstance(page_of(run), UnlockPage))
    page = page_of(run)
    page.other.click()
    assert page.field.echoMode() == QLineEdit.EchoMode.Normal
    page.field.setText(made[1].lower())
    page.go.click()
    qtbot.waitUntil(lambda: run.window.place is not None, timeout=10_000)


def test_the_passphrase_of_the_environment_opens_without_a_question(
    start: Start, made: tuple[Path, str], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(opening.PASSPHRASE, WORD)
    run = start(made[0])
    qtbot.waitUntil(lambda: run.window.place is not None, timeout=10_000)
    run.window.close()
    assert json.loads((made[0] / session.FILE).read_text())["screen"] == "today"


def test_without_data_the_first_run_asks_three_things_at_most(
    start: Start, tmp_path: Path, qtbot: Any
) -> None:
    run = start(tmp_path / "new")
    page = page_of(run)
    assert isinstance(page, FirstRun)
    page.company.setText("Acme")
    page._main.click()
    qtbot.waitUntil(lambda: page._keyring is False)
    assert page.word.isChecked()
    page.first.setText("short")
    page._main.click()
    assert page.first_field.refused == "At least 8 characters."
    page.first.setText(WORD)
    page.second.setText("something else")
    page._main.click()
    assert page.second_field.refused == "The two differ."
    page.second.setText(WORD)
    page._main.click()
    qtbot.waitUntil(lambda: page.step == 3, timeout=20_000)
    assert len(page.code.text().replace("-", "")) == 32
    assert (tmp_path / "new" / "rapport.db").exists()
    run._begin("")
    qtbot.waitUntil(lambda: run.window.place is not None, timeout=10_000)


@pytest.mark.parametrize(
    ("problem", "heading", "ways"),
    [
        (
            Damaged("The data file {path} is damaged.", path="rapport.db"),
            "The data are damaged",
            ["Restore a backup…", "Open the folder", "Quit"],
        ),
        (TooNew("Please update."), "The data are newer than this program", ["Open the folder", "Quit"]),
        (
            Unreachable("There is no room left on the disk."),
            "The data cannot be reached",
            ["Try again", "Open the folder", "Quit"],
        ),
    ],
)
def test_data_that_cannot_be_opened_are_explained_with_a_way_out(
    start: Start, tmp_path: Path, problem: Any, heading: str, ways: list[str]
) -> None:
    run = start(tmp_path, problem)
    page = page_of(run)
    assert isinstance(page, Page)
    assert page.accessibleName() == heading
    buttons = [page.buttons.itemAt(at).widget() for at in range(page.buttons.count())]
    assert [b.accessibleName() for b in buttons if b is not None] == ways


def test_a_damaged_file_is_told_from_a_wrong_key(
    start: Start, made: tuple[Path, str], tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    monkeypatch.setenv(opening.PASSPHRASE, WORD)
    folder = tmp_path / "broken"
    shutil.copytree(made[0], folder)
    data = (folder / "rapport.db").read_bytes()
    (folder / "rapport.db").write_bytes(b"\0" * 4096 + data[4096:])
    run = start(folder)
    qtbot.waitUntil(lambda: isinstance(page_of(run), Page), timeout=10_000)
    assert page_of(run).accessibleName() == language("it").text("The data are damaged")
    assert (folder / "rapport.db").read_bytes()[4096:] == data[4096:]


def test_a_backup_brings_the_work_back_and_keeps_the_damaged_data_aside(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    import shutil

    from app.store import backup

    folder = tmp_path / "restored"
    shutil.copytree(made[0], folder)
    workspace = opening.by_word(str(folder), WORD, is_code=False)()
    workspace.preferences["company.name"] = "Kept"
    backup.write(workspace, tmp_path / "copy.rapport")
    workspace.close()
    (folder / "rapport.db").write_bytes(b"broken")
    aside = opening.restore(str(folder), str(tmp_path / "copy.rapport"), WORD, is_code=False)
    back = opening.by_word(str(folder), WORD, is_code=False)()
    assert back.preferences["company.name"] == "Kept"
    back.close()
    assert (Path(aside) / "rapport.db").read_bytes() == b"broken"


def test_a_backup_that_does_not_open_leaves_everything_where_it_was(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    import shutil

    folder = tmp_path / "same"
    shutil.copytree(made[0], folder)
    (tmp_path / "not a backup").write_bytes(b"nothing")
    before = (folder / "rapport.db").read_bytes()
    with pytest.raises(Exception, match=r".+"):
        opening.restore(str(folder), str(tmp_path / "not a backup"), WORD, is_code=False)
    assert (folder / "rapport.db").read_bytes() == before
    assert [each.name for each in folder.iterdir() if each.name.startswith("aside")] == []


def test_the_restore_page_says_what_is_missing_and_keeps_what_was_typed(dressed: Any, qtbot: Any) -> None:
    use("en")
    asked: list[Any] = []
    page = RestorePage(lambda *words: asked.append(words), lambda: None)
    qtbot.addWidget(page)
    page.go.click()
    assert page.file.refused == "This is needed."
    page.file.editor.setText("copy.rapport")  # type: ignore[attr-defined]
    page.word.editor.setText(WORD)  # type: ignore[attr-defined]
    page.go.click()
    page.refuse("The passphrase is wrong.")
    assert asked == [("copy.rapport", WORD, False)]
    assert page.word.editor.text() == WORD  # type: ignore[attr-defined]
    assert page.go.isEnabled()


def test_a_fault_shows_what_is_safe_and_a_report_without_clients(
    start: Start, made: tuple[Path, str], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(opening.PASSPHRASE, WORD)
    run = start(made[0])
    qtbot.waitUntil(lambda: run.window.place is not None, timeout=10_000)

    def fail(reader: Any) -> None:
        raise ValueError("Aegean Foods owes 48,200")

    run.work.read(fail, then=None)
    qtbot.waitUntil(lambda: page_of(run) is not run.window.shell)
    assert page_of(run).accessibleName() == language("it").text("Something went wrong in Rapport")
    report = crash.report(ValueError("Aegean Foods owes 48,200"), "0.1")
    assert "Aegean" not in report
    assert "ValueError" in report
    log = (made[0] / "log" / "rapport.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "Aegean" not in log
    button = page_of(run).buttons.itemAt(0).widget()
    button.click()
    assert page_of(run) is run.window.shell


def test_a_session_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / session.FILE).write_text('{"zoom": "large", "scheme": "dark", "other": 1}')
    found = session.load(str(tmp_path))
    assert (found.zoom, found.scheme) == (100, "dark")
    (tmp_path / session.FILE).write_text("[1, 2")
    assert session.load(str(tmp_path)) == session.Session()


def test_a_window_comes_back_onto_a_screen_that_is_there(window: Any) -> None:
    gone = session.Session(left=9000, top=9000, width=5000, height=5000)
    session.place_window(window, gone)
    free = window.screen().availableGeometry()
    assert window.width() <= max(free.width(), window.minimumWidth())


def test_the_words_of_the_command_line(tmp_path: Path) -> None:
    wish = read_words(["--profile", str(tmp_path), "rapport:accounts/7"])
    assert (wish.folder, wish.what) == (str(tmp_path), "rapport:accounts/7")
    assert read_words([f"--profile={tmp_path}"]).folder == str(tmp_path)


def test_a_log_entry_cannot_be_forged_by_a_name() -> None:
    record = logging.LogRecord("a", 20, "", 0, "Opened %s", ("x\n2026 ERROR forged",), None)
    assert crash.OneLine("%(message)s").format(record) == "Opened x\\n2026 ERROR forged"
