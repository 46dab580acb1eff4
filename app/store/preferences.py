"""The settings of this profile, as declared in `app.settings`, plus what the window remembers."""

import json
from contextlib import suppress
from typing import Any

from app.errors import Refused
from app.settings import SETTINGS, setting
from app.store.keeper import Keeper

_PREFIX = "setting."
_MEMORY = "memory."


class Preferences:
    """Settings by key; an unset one has its declared default. Read anew when another process has written."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._known: dict[str, Any] = {}
        self._version: int | None = None

    def __getitem__(self, key: str) -> Any:
        declared = setting(key)
        return self._values().get(key, declared.default)

    def __setitem__(self, key: str, value: Any) -> None:
        declared = setting(key)
        text = declared.text(value)
        self._values()[key] = declared.read(text)
        self._keeper.set(_PREFIX + key, text)

    def all(self) -> dict[str, Any]:
        """Every setting with its present value."""
        return {key: self[key] for key in SETTINGS}

    @property
    def user_id(self) -> str | None:
        """The user record of the person at this laptop."""
        return self["user.id"] or None

    def recall(self, name: str, default: Any = None) -> Any:
        """What the window last remembered under a name (sizes, filters, the open record)."""
        found = self._keeper.get(_MEMORY + name)
        return default if found is None else json.loads(found)

    def remember(self, name: str, value: Any) -> None:
        """Remember something of the window."""
        self._keeper.set(_MEMORY + name, json.dumps(value, ensure_ascii=False))

    def _values(self) -> dict[str, Any]:
        version = self._keeper.version(wait=self._version is None)  # a long import holds up no question
        if version is not None and version != self._version:
            self._version = version
            stored = self._keeper.all(_PREFIX)
            pairs = {name.removeprefix(_PREFIX): text for name, text in stored.items()}
            self._known = {}
            for key, text in pairs.items():
                with suppress(Refused):  # what an older program let in never keeps a newer one from opening
                    if key in SETTINGS:
                        self._known[key] = SETTINGS[key].read(text)
        return self._known
