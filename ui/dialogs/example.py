"""Example data into an empty profile, to look around in."""

from typing import Any

from app.language import t


def fill(workspace: Any) -> int:
    """Make the example and say how many accounts it has; refused where there are data already."""
    from app.errors import Refused
    from app.queries.accounts import account_ids
    from app.services import demo

    if workspace.ask(account_ids):
        raise Refused("There are accounts here already; example data go into an empty profile only.")
    return int(demo.fill(workspace, "small")["accounts"])


def open_dialog(window: Any) -> None:
    """Fill the profile, then show it."""
    from ui.screens.base import Place

    hub = window.hub
    hub.tell(t("The example data are being made."))

    def made(count: int) -> None:
        hub.tell(t("{count} example accounts are here.", count=count))
        screen = window.shown()
        if screen is not None:
            screen.refresh()
        window.go(Place("today"))

    window.house.work.store(fill, then=made, owner=window)
