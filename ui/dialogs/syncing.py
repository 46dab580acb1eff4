"""“Sync now” always answers; on a laptop that works alone it says so and shows where the data are."""

from typing import Any

from app.language import t
from ui.screens.base import Place


def open_dialog(window: Any) -> None:
    """Go to the page behind the sync card."""
    window.go(Place("sync"))
    window.hub.tell(t("Nothing to send: this laptop works alone, everything is saved here."))
