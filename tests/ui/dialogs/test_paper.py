"""The paper dialog: right language at first, other choices redraw, a file comes out whole, refusals are said."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.office import Desk, desk, nameless, office  # noqa: F401  fixtures
from ui.dialogs.paper import open_paper


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))


def opened(desk: Desk, *words: str):  # noqa: F811
    dialog = open_paper(desk.window.house, *words)
    desk.settle()
    desk.until(lambda: dialog._made is not None and dialog._pages > 0)
    return dialog


def test_a_brief_speaks_our_language_and_can_be_printed(desk, office):  # noqa: F811
    dialog = opened(desk, "meeting_brief", office["visit"])
    assert dialog.language.value() == "en"
    assert "Balkan Parts OOD" in text_of(dialog._made.data)
    assert dialog.print_button.isEnabled() and dialog.save_button.isEnabled()
    assert nameless(dialog) == []


def test_a_proposal_speaks_the_clients_language_until_another_is_chosen(desk, office):  # noqa: F811
    dialog = opened(desk, "proposal", office["quote"])
    assert dialog.language.value() == "bg"
    first = dialog._made
    dialog.language.choose("de")
    dialog.language.changed.emit("de")
    desk.until(lambda: dialog._made is not first)
    assert "Angebot" in text_of(dialog._made.data)


def test_a_visit_report_offers_its_two_copies(desk, office):  # noqa: F811
    dialog = opened(desk, "visit_report", office["visit"])
    assert dialog._copy_field.isVisible()
    assert dialog.copy.value() == "client"


def test_the_saved_file_is_the_paper_shown(desk, office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    dialog = opened(desk, "meeting_brief", office["visit"])
    target = tmp_path / "brief"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(target), ""))
    dialog.save_button.click()
    desk.until(dialog.open_button.isVisible)
    assert (tmp_path / "brief.pdf").read_bytes() == dialog._made.data
    assert desk.workspace.preferences.recall("folder.papers") == str(tmp_path)


def test_a_paper_of_a_record_that_is_gone_says_so(desk, office):  # noqa: F811
    dialog = open_paper(desk.window.house, "meeting_brief", "nothing")
    desk.until(dialog.banner.isVisible)
    assert "nothing" in dialog.banner.accessibleName() or dialog.banner.accessibleName()
    assert not dialog.print_button.isEnabled()


def test_pages_go_to_a_printer_one_by_one(desk, office, tmp_path: Path):  # noqa: F811
    from PySide6.QtPrintSupport import QPrinter

    from ui.dialogs.printing import Printing

    dialog = opened(desk, "meeting_brief", office["visit"])
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    over: list[bool] = []
    Printing(desk.work, dialog._made.data, printer, lambda _: None, over.append, dialog).begin()
    desk.until(lambda: bool(over))
    assert over == [True]
    assert len(pypdfium2.PdfDocument((tmp_path / "out.pdf").read_bytes())) == dialog._pages
