"""Settings keep their declared types, say no to nonsense, and last."""

from pathlib import Path
from typing import Any

import pytest

from app.errors import Refused
from app.store.workspace import Workspace


def test_an_unset_setting_has_its_default_and_a_set_one_lasts(
    workspace: Workspace, blank: tuple[Path, bytes]
) -> None:
    assert workspace.preferences["paper"] == "a4"
    workspace.preferences["paper"] = "letter"
    workspace.preferences["window.single_keys"] = False
    with Workspace.open(workspace.profile.folder, lambda key_file: blank[1]) as later:
        assert later.preferences["paper"] == "letter"
        assert later.preferences["window.single_keys"] is False


@pytest.mark.parametrize(("key", "value"), [("paper", "a5"), ("quote.valid_days", "soon"), ("no.such", "x")])
def test_nonsense_is_refused_and_nothing_changes(workspace: Workspace, key: str, value: Any) -> None:
    before = workspace.preferences.all()
    with pytest.raises(Refused):
        workspace.preferences[key] = value
    assert workspace.preferences.all() == before


def test_what_the_window_remembers_comes_back(workspace: Workspace) -> None:
    workspace.preferences.remember("accounts.columns", ["name", "city"])
    assert workspace.preferences.recall("accounts.columns") == ["name", "city"]
    assert workspace.preferences.recall("never", 7) == 7


def test_a_setting_changed_by_another_process_is_seen(
    workspace: Workspace, blank: tuple[Path, bytes]
) -> None:
    assert workspace.preferences["currency"] == "EUR"
    with Workspace.open(workspace.profile.folder, lambda key_file: blank[1]) as other:
        other.preferences["currency"] = "BGN"
    assert workspace.preferences["currency"] == "BGN"


def test_settings_can_be_read_while_a_long_step_is_written(workspace: Workspace) -> None:
    import threading

    assert workspace.preferences["paper"] == "a4"
    seen: list[Any] = []
    with workspace.step("Long import"):
        asking = threading.Thread(target=lambda: seen.append(workspace.preferences["paper"]))
        asking.start()
        asking.join(5)
        assert seen == ["a4"]
