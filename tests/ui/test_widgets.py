"""The small parts: labels that give way, chips, pickers, pages of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ui.widgets.basics import Button, ElidedLabel, IconButton, Label, column, holder
from ui.widgets.chips import Chip, initials
from ui.widgets.panels import Banner, EmptyState
from ui.widgets.search import SearchField

if TYPE_CHECKING:
    import pytest

    from tests.ui.conftest import SmallWorkspace
    from ui.theme import Look
    from ui.work import Work

LONG = "Kommanditgesellschaft für Maschinenbau und Fördertechnik <b>Ünal</b>"


def test_a_long_name_gives_way_and_tells_the_rest_letter_by_letter(dressed: Look, qtbot: Any) -> None:
    label = ElidedLabel(LONG, "title")
    frame = holder(column(label))
    qtbot.addWidget(frame)
    frame.resize(120, 40)
    frame.show()
    assert frame.minimumSizeHint().width() < 60
    assert label.toolTip() == LONG.replace("<", "&lt;").replace(">", "&gt;").join(("<span>", "</span>"))
    frame.resize(1400, 40)
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_markup_in_a_label_is_text(dressed: Look, qtbot: Any) -> None:
    label = Label("<b>bold</b>", selectable=True)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_ampersand_in_a_button_is_a_letter(dressed: Look, qtbot: Any) -> None:
    button = Button("Open Söhne & Co")
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleName()) == ("Open Söhne && Co", "Open Söhne & Co")


def test_a_button_of_an_icon_alone_has_a_name_and_is_large_enough(dressed: Look, qtbot: Any) -> None:
    button = IconButton("x", "Close")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Close", "Close")
    assert min(button.width(), button.height()) >= 32


def test_initials_come_from_words_that_begin_with_a_letter() -> None:
    assert [initials(name) for name in ("Aegean Foods SA", "<b>Ünal", "বাংলা বস্ত্র", "3M", "& Co", "")] == [
        "AF",
        "–",
        "বব",
        "3",
        "C",
        "–",
    ]


def test_a_chip_says_its_state_by_word(dressed: Look, qtbot: Any) -> None:
    chip = Chip("Overdue", "danger")
    qtbot.addWidget(chip)
    chip.show()
    chip.grab()
    assert chip.accessibleName() == "Overdue"
    chip.set("Settled", "ok")
    assert (chip.accessibleName(), chip.text) == ("Settled", "Settled")


def test_a_banner_without_a_sentence_is_not_there(dressed: Look, qtbot: Any) -> None:
    banner = Banner("Late", "warn")
    frame = holder(column(banner))
    qtbot.addWidget(frame)
    frame.show()
    assert banner.isVisible()
    banner.say("")
    assert not banner.isVisible()


def test_no_part_opens_a_window_of_its_own_while_it_is_made(dressed: Look, qtbot: Any) -> None:
    from PySide6.QtWidgets import QApplication

    from ui.forms.base import SavedMark
    from ui.widgets.fields import FormField, MoneyEdit, TextEdit

    before = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    made = [Banner("Late"), FormField("Name", TextEdit(), "Help"), MoneyEdit("EUR"), SavedMark()]
    made[3].saved()  # type: ignore[attr-defined]
    seen = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in before]
    assert seen == []
    for widget in made:
        qtbot.addWidget(widget)


def test_an_empty_state_offers_the_way_on(dressed: Look, qtbot: Any) -> None:
    done: list[int] = []
    state = EmptyState("inbox", "Nothing here", "Words", "Add", lambda: done.append(1))
    qtbot.addWidget(state)
    state.findChildren(Button)[0].click()
    assert done == [1]


def test_a_search_field_waits_for_a_pause_and_asks_once(dressed: Look, qtbot: Any) -> None:
    field = SearchField("Filter…", pause=5)
    qtbot.addWidget(field)
    asked: list[str] = []
    field.asked.connect(asked.append)
    for letter in "bal":
        field.setText(field.text() + letter)
    qtbot.waitUntil(lambda: asked == ["bal"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert asked == ["bal", ""]


def test_a_link_is_chosen_from_what_was_found(
    work: Work, dressed: Look, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.ui.conftest import find
    from ui.widgets import links

    monkeypatch.setattr(links, "find_records", lambda reader, text, kinds, limit: find(reader, text, limit))
    picker = links.LinkPicker(work, "accounts")
    frame = holder(column(picker, 1))
    qtbot.addWidget(frame)
    frame.resize(500, 400)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    picker.field.setFocus()
    picker.field.setText("balkan")
    assert picker.problem() == "Choose one from the list."
    picker.field.ask_now()
    qtbot.waitUntil(lambda: picker._popup is not None and picker._popup.isVisible())
    with qtbot.waitSignal(picker.changed) as changed:
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert changed.args == ["1"]
    assert (picker.value(), picker.title, picker.problem()) == ("1", "Balkan Parts OOD", "")
    picker.field.clear()
    picker._leave()
    assert picker.value() is None


def pdf_of(pages: int) -> bytes:
    """A PDF of empty pages."""
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_pages_are_drawn_as_they_come_into_sight(
    work: Work, dressed: Look, small: SmallWorkspace, qtbot: Any
) -> None:
    from ui.widgets.pdf import PdfView

    view = PdfView(work)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    with qtbot.waitSignal(view.counted) as counted:
        view.show_pdf(pdf_of(12))
    assert counted.args == [12]
    qtbot.waitUntil(lambda: view._sheets[0].picture is not None)
    assert view._sheets[11].picture is None
    assert view._sheets[11].accessibleName() == "Page 12 of 12"
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: view._sheets[11].picture is not None)
    assert view.data.startswith(b"%PDF")
