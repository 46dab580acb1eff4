"""One list of actions: no key calls two of them, and the menus show them all."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QKeySequence

from app.language import LANGUAGES, use
from ui import screens
from ui.actions import MENUS, SPECS, Spec, clashes, with_letters

SECTION_KEYS = [Spec(f"go-{e.name}", e.title, (e.key,)) for e in screens.entries() if e.key]


def test_no_key_calls_two_actions() -> None:
    assert clashes([*SPECS, *SECTION_KEYS]) == []


def test_a_clash_would_be_found() -> None:
    assert clashes([Spec("a", "A", ("Ctrl+Z",)), Spec("b", "B", ("Ctrl+Z",))]) == [("Ctrl+Z", "a", "b")]


def test_every_key_is_one_that_qt_knows() -> None:
    keys = [key for spec in [*SPECS, *SECTION_KEYS] for key in spec.keys]
    assert [key for key in keys if QKeySequence(key).toString() == ""] == []


def test_the_menus_hold_every_action_of_the_list(window: Any) -> None:
    shown = set()
    for menu in window.menuBar().actions():
        menu.menu().aboutToShow.emit()
        for action in menu.menu().actions():
            inner = action.menu().actions() if action.menu() else [action]
            shown |= {a.objectName() for a in inner if not a.isSeparator()}
    assert {spec.name for spec in SPECS} <= shown


def test_an_action_without_a_meaning_is_greyed_out(window: Any) -> None:
    action = window.actions_.get("print")
    assert not action.isEnabled()
    done = []
    window.actions_.on("print", lambda: done.append("printed"))
    action.trigger()
    window.actions_.off("print")
    assert done == ["printed"]
    assert not action.isEnabled()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_menu_has_a_letter_of_its_own_in_every_language(code: str) -> None:
    use(code)
    try:
        letters = [QKeySequence.mnemonic(title).toString() for title in with_letters(t for _, t in MENUS)]
    finally:
        use("en")
    assert all(letters)
    assert len(set(letters)) == len(MENUS)
