"""The View menu: colours, density and text size, each at once and with its check mark."""

from PySide6.QtCore import QObject

from ui import theme
from ui.actions import Actions

SCHEMES = ("system", "light", "dark")


class LookActions(QObject):
    """Binds the actions of the View menu to the look, and keeps their marks right."""

    def __init__(self, actions: Actions, look: theme.Look) -> None:
        super().__init__(actions)
        self._actions = actions
        self._look = look
        for scheme in SCHEMES:
            actions.on(f"scheme-{scheme}", lambda scheme=scheme: look.choose(scheme=scheme))  # type: ignore[misc]
        for density in theme.DENSITIES:
            actions.on(f"density-{density}", lambda density=density: look.choose(density=density))  # type: ignore[misc]
        actions.on("sunlight", look.sunlight)
        actions.on("zoom-in", lambda: look.zoom_by(1))
        actions.on("zoom-out", lambda: look.zoom_by(-1))
        actions.on("zoom-reset", lambda: look.choose(zoom=100))
        look.changed.connect(self.check)
        self.check()

    def check(self) -> None:
        """Marks as chosen; also after a click on the one that is chosen already."""
        choice = self._look.choice
        for scheme in SCHEMES:
            self._actions.check(f"scheme-{scheme}", choice.scheme == scheme)
        self._actions.check("sunlight", choice.scheme == "sunlight")
        for density in theme.DENSITIES:
            self._actions.check(f"density-{density}", choice.density == density)
