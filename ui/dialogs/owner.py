"""The window above which a dialog opens."""

from PySide6.QtWidgets import QWidget

from ui.screens.base import House


def window_of(house: House) -> QWidget | None:
    """The window the house's actions belong to."""
    owner = house.actions.parent()
    return owner if isinstance(owner, QWidget) else None
