"""Windows above the window, loaded when they are called; each module has `open_dialog(window)`."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

# action → module; an action whose dialog is not there stays greyed out
DIALOGS = {
    "import": "ui.dialogs.importing",
    "export": "ui.dialogs.exporting",
    "backup": "ui.dialogs.backup",
    "keys": "ui.dialogs.keys",
    "about": "ui.dialogs.about",
    "example": "ui.dialogs.example",
    "sync": "ui.dialogs.syncing",
}


def bind(window: Any) -> None:
    """Let each action call its dialog."""
    for action, module in DIALOGS.items():
        if find_spec(module) is not None:
            window.actions_.on(action, _opener(module, window))
    from ui.dialogs.dropping import Drops

    Drops(window)


def _opener(module: str, window: Any) -> Callable[[], None]:
    return lambda: import_module(module).open_dialog(window)
