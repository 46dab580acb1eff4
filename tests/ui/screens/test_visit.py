"""Logging a visit: by keyboard, kept while one types, locked when submitted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QDialog

from ui.screens.base import Place

if TYPE_CHECKING:
    from app.store.workspace import Workspace
    from tests.ui.screens.conftest import Hands
    from tests.ui.screens.world import World


def opened(hands: Hands, place: Place) -> Any:
    """The visit's screen with its form."""
    hands.window.go(place)
    hands.wait(lambda: hands.window.shown().form is not None)
    hands.rest()
    return hands.window.shown()


def papers() -> list[QDialog]:
    """The report previews in sight."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def form_of(office: Workspace, visit: str) -> Any:
    from app.queries.visit_form import visit_form

    return office.ask(visit_form, visit)


def next_weekday(day: int) -> date:
    today = date.today()
    return today + timedelta((day - today.weekday() - 1) % 7 + 1)


def test_an_unplanned_report_of_three_people_two_needs_two_steps_needs_25_keys(
    hands: Hands, office: Workspace, world: World
) -> None:
    opened(hands, Place("visit", "", "visits", {"account": world.account}))
    hands.press("Space")
    hands.press("Down")
    hands.press("Space")
    hands.press("Down")
    hands.press("Space")
    form = hands.window.shown().form
    hands.press("Ctrl+PgDown")
    hands.write("They want a trial in January.")
    hands.press("Ctrl+PgDown")
    hands.write("Bearings that last a season")
    hands.press("Return")
    hands.write("A pump that is cleaned without tools")
    hands.press("Return")
    hands.tab_to(form.fields["promises"].editor)
    hands.write("Send samples")
    hands.press("Tab", 2)
    hands.write("fri")
    hands.press("Return")
    hands.write("Plan of hall 2")
    hands.press("Tab", 2)
    hands.write("12 dec")
    hands.press("Ctrl+Return")
    hands.wait(lambda: bool(papers()))
    papers()[0].close()  # Esc; a screen without a window manager does not give the keyboard back by itself
    hands.presses += 1
    hands.window.activateWindow()
    hands.wait(lambda: hands.window.shown()._found.state == "saved" and hands.window.isActiveWindow())
    hands.press("Ctrl+Return")
    hands.wait(lambda: hands.window.shown().locked is not None)
    found = form_of(office, hands.window.shown()._visit)
    assert found.is_locked
    assert sum(each.is_present for each in found.people) == 3
    assert [each.statement for each in found.needs] == [
        "Bearings that last a season", "A pump that is cleaned without tools",
    ]  # fmt: skip
    assert found.steps[0].due_on == next_weekday(4)
    assert found.steps[1].due_on.day == 12 and found.steps[1].due_on.month == 12
    assert hands.presses <= 25
