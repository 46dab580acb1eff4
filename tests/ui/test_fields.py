"""Fields read what people write, keep what they cannot read, and say what is wrong beneath."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from app.language import use
from ui.widgets.basics import column, holder
from ui.widgets.fields import (
    ChoiceBox,
    DayEdit,
    FormField,
    LongText,
    MomentEdit,
    MoneyEdit,
    NumberEdit,
    TextEdit,
    read_hour,
)

if TYPE_CHECKING:
    from ui.theme import Look


@pytest.fixture(autouse=True)
def english(dressed: Look) -> Iterator[None]:
    use("en")
    yield
    use("en")


def test_the_label_names_the_editor(qtbot: Any) -> None:
    field = FormField("Name", TextEdit(), "As printed", required=True)
    qtbot.addWidget(field)
    assert field.label.text() == "Name *"
    assert (field.editor.accessibleName(), field.editor.accessibleDescription()) == ("Name", "As printed")
    assert field.label.buddy() is field.editor


def test_a_refusal_stands_under_its_field_and_goes_with_it(qtbot: Any) -> None:
    field = FormField("Name", TextEdit("x"), "As printed")
    qtbot.addWidget(field)
    field.refuse("A name is needed.")
    assert (field.note.text(), field.refused, field.editor.text()) == (
        "A name is needed.",
        "A name is needed.",
        "x",
    )
    field.refuse("")
    assert (field.note.text(), field.refused) == ("As printed", "")


def test_money_is_read_in_the_signs_of_the_language(qtbot: Any) -> None:
    use("de")
    edit = MoneyEdit("EUR")
    qtbot.addWidget(edit)
    edit.line.setText("48.200,5")
    assert edit.value() == Decimal("48200.5")
    edit.line.editingFinished.emit()
    assert edit.line.text() == "48.200,50"


def test_money_that_is_none_stays_as_typed_and_says_so(qtbot: Any) -> None:
    edit = MoneyEdit("EUR")
    qtbot.addWidget(edit)
    edit.line.setText("twelve apples")
    edit.line.editingFinished.emit()
    assert (edit.line.text(), edit.problem()) == ("twelve apples", "“twelve apples” is not a number.")


def test_a_plain_number_of_a_query_is_shown_in_the_language(qtbot: Any) -> None:
    use("it")
    edit = NumberEdit()
    qtbot.addWidget(edit)
    edit.set_value("1234.5")
    assert (edit.line.text(), edit.value()) == ("1.234,5", Decimal("1234.5"))


def test_a_whole_number_refuses_a_half(qtbot: Any) -> None:
    edit = NumberEdit(whole=True)
    qtbot.addWidget(edit)
    edit.line.setText("2.5")
    assert edit.problem() == "“2.5” is not a whole number."
    edit.line.setText("2")
    assert edit.value() == 2


def test_a_day_is_read_shown_and_moved_by_a_key(qtbot: Any) -> None:
    edit = DayEdit()
    qtbot.addWidget(edit)
    edit.set_value("2026-11-21")
    assert (edit.line.text(), edit.value()) == ("21 Nov 2026", date(2026, 11, 21))
    qtbot.keyClick(edit.line, Qt.Key.Key_Plus)
    assert edit.value() == date(2026, 11, 22)
    edit.line.setText("31.11.2026")
    assert edit.problem().startswith("“31.11.2026” is not a day")


def test_a_moment_is_day_and_hour_of_this_place(qtbot: Any) -> None:
    edit = MomentEdit()
    qtbot.addWidget(edit)
    moment = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
    edit.set_value(moment)
    assert edit.value() == moment
    edit.hour.setText("25:00")
    assert edit.problem() == "This is not an hour. Write it like 14:30."


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("9", time(9)),
        ("0930", time(9, 30)),
        ("14.30", time(14, 30)),
        ("9h", time(9)),
        ("", time(9)),
        ("99", None),
    ],
)
def test_an_hour_is_read_as_people_write_it(text: str, hour: time | None) -> None:
    assert read_hour(text) == hour


def test_a_choice_unknown_to_this_program_is_kept(qtbot: Any) -> None:
    box = ChoiceBox([("a", "Open")], "State", empty="–")
    qtbot.addWidget(box)
    box.set_value("frozen")
    assert box.value() == "frozen"
    box.set_value(None)
    assert box.value() == ""


def test_tab_leaves_a_long_text(qtbot: Any) -> None:
    text, after = LongText("a"), TextEdit()
    both = holder(column(text, after))
    qtbot.addWidget(both)
    both.show()
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert (text.value(), both.focusWidget()) == ("a", after)
