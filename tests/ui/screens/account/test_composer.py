"""The composer: one field, Enter saves, / chooses, a day and a person where they matter, nothing typed is lost."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.ui.office import Desk, desk, office  # noqa: F401  fixtures
from ui.screens.base import Place


@pytest.fixture
def composer(desk: Desk, office):  # noqa: F811
    return desk.go(Place("accounts", office["balkan"], "accounts")).page.composer


def last(workspace, kind: str, columns: str):
    return workspace.reader.row(f"SELECT {columns} FROM {kind} ORDER BY seq DESC LIMIT 1")


def test_enter_saves_a_note_and_empties_the_field(desk, composer, workspace, qtbot):  # noqa: F811
    qtbot.keyClicks(composer.text, "Ask for Mr Petrov at the gate")
    qtbot.keyClick(composer.text, Qt.Key.Key_Return)
    desk.until(lambda: composer.text.toPlainText() == "")
    note = last(workspace, "activities", "type, subject, state, account_id")
    assert tuple(note) == ("note", "Ask for Mr Petrov at the gate", "done", composer.account)


def test_shift_enter_makes_a_line_and_the_first_line_is_the_subject(desk, composer, workspace, qtbot):  # noqa: F811
    qtbot.keyClicks(composer.text, "Line two stops")
    qtbot.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(composer.text, "twice a week")
    qtbot.keyClick(composer.text, Qt.Key.Key_Return)
    desk.until(lambda: composer.text.toPlainText() == "")
    note = last(workspace, "activities", "subject, text")
    assert tuple(note) == ("Line two stops", "Line two stops\ntwice a week")


def test_slash_offers_and_enter_takes(desk, composer, qtbot):  # noqa: F811
    composer.text.setFocus()
    qtbot.keyClicks(composer.text, "/ta")
    assert composer._popup.isVisible()
    qtbot.keyClick(composer.text, Qt.Key.Key_Return)
    assert composer.mode.name == "task"
    assert composer.text.toPlainText() == "" and composer.day.isVisible()
    qtbot.keyClick(composer.text, Qt.Key.Key_Escape)
    assert composer.mode.name == "note"


def test_a_task_takes_its_day(desk, composer, workspace, qtbot):  # noqa: F811
    composer.begin("task")
    qtbot.keyClicks(composer.text, "Send the drawings")
    tomorrow = date.today() + timedelta(days=1)
    composer.day.line.setText(tomorrow.isoformat())
    qtbot.keyClick(composer.day.line, Qt.Key.Key_Return)
    desk.until(lambda: composer.text.toPlainText() == "")
    task = last(workspace, "activities", "type, subject, state, due_on")
    assert tuple(task) == ("task", "Send the drawings", "planned", tomorrow.isoformat())


def test_a_day_that_cannot_be_read_is_said_and_nothing_is_written(desk, composer, workspace, qtbot):  # noqa: F811
    before = last(workspace, "activities", "id").id
    composer.begin("task")
    composer.text.setPlainText("Send the drawings")
    composer.day.line.setText("someday")
    composer.save()
    desk.settle()
    assert "not a day" in composer._note.text()
    assert composer.text.toPlainText() == "Send the drawings"
    assert last(workspace, "activities", "id").id == before


@pytest.mark.parametrize(("mode", "side"), [("promise", "ours"), ("theirs", "theirs")])
def test_a_promise_of_either_side_is_kept_with_its_person(desk, composer, workspace, office, mode, side):  # noqa: F811
    composer.begin(mode)
    composer.text.setPlainText("Name a reference")
    composer.person.choose(office["elena"])
    composer.save()
    desk.until(lambda: composer.text.toPlainText() == "")
    promise = last(workspace, "promises", "text, side, contact_id, account_id")
    assert tuple(promise) == ("Name a reference", side, office["elena"], composer.account)


def test_a_complaint_becomes_a_case_in_one_step(desk, composer, workspace):  # noqa: F811
    composer.begin("complaint")
    composer.text.setPlainText("Two seals were broken on arrival")
    composer.save()
    desk.until(lambda: composer.text.toPlainText() == "")
    case = last(workspace, "cases", "type, subject, account_id")
    assert tuple(case) == ("complaint", "Two seals were broken on arrival", composer.account)
    desk.work.undo()
    desk.settle()
    assert workspace.reader.value("SELECT count(*) FROM cases WHERE deleted_at IS NULL") == 1


def test_a_call_is_named_after_the_person(desk, composer, workspace, office):  # noqa: F811
    composer.begin("call")
    composer.text.setPlainText("Asks for 60 days")
    composer.person.choose(office["elena"])
    composer.save()
    desk.until(lambda: composer.text.toPlainText() == "")
    call = last(workspace, "activities", "type, subject, text, contact_id")
    assert tuple(call) == ("call", "Call with Elena Ivanova", "Asks for 60 days", office["elena"])


def test_what_was_typed_comes_back_with_the_account(desk, composer, office):  # noqa: F811
    composer.begin("call")
    composer.text.setPlainText("half a sen")
    desk.go(Place("accounts", office["aegean"], "accounts"))
    desk.until(lambda: composer.text.toPlainText() == "")
    desk.go(Place("accounts", office["balkan"], "accounts"))
    desk.until(lambda: composer.text.toPlainText() == "half a sen")
    assert composer.mode.name == "call"


def test_the_entry_stands_in_the_timeline_at_once(desk, composer):  # noqa: F811
    composer.text.setPlainText("A note for the timeline")
    composer.save()
    timeline = desk.screen.page.timeline
    desk.until(lambda: any(entry.title == "A note for the timeline" for entry in timeline.loaded))


def test_a_call_note_a_next_step_and_its_day_take_fewer_than_fifteen_keys(desk, composer, workspace, qtbot):  # noqa: F811
    pressed: list[Qt.Key] = []

    def press(key: Qt.Key) -> None:
        pressed.append(key)
        qtbot.keyClick(desk.window.focusWidget(), key)

    def write(text: str) -> None:
        qtbot.keyClicks(desk.window.focusWidget(), text)

    desk.screen.list.view.setFocus()
    press(Qt.Key.Key_C)
    write("Asks for the certificates")
    press(Qt.Key.Key_Return)
    desk.until(lambda: composer.text.toPlainText() == "")
    write("/ta")
    press(Qt.Key.Key_Return)
    write("Send the certificates")
    press(Qt.Key.Key_Tab)
    write("tomorrow")
    press(Qt.Key.Key_Return)
    desk.until(lambda: composer.text.toPlainText() == "")
    rows = workspace.reader.rows("SELECT type, subject, due_on FROM activities ORDER BY seq DESC LIMIT 2")
    assert [tuple(row) for row in rows] == [
        ("task", "Send the certificates", (date.today() + timedelta(days=1)).isoformat()),
        ("call", "Asks for the certificates", None),
    ]
    assert len(pressed) + len("/ta") <= 15
