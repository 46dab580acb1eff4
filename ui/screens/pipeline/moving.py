"""Moving an opportunity: at once with a way back; a lost one asks the reason first."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from app.errors import RapportError
from app.language import t
from ui.dialogs.asking import Question, ask_reason
from ui.screens.base import House
from ui.screens.pipeline.board import stage_words
from ui.work import sentence


def move_card(
    house: House, over: QWidget, opportunity: str, name: str, stage: str, then: Callable[[], None]
) -> Question | None:
    """Move it to a stage; `then` is called when it was moved."""

    def go(reason: str = "") -> None:
        house.work.write(
            t("Move opportunity"), move, opportunity, stage, reason, then=lambda _: then(),
            failed=lambda error: house.hub.trouble.emit(sentence(cast(RapportError, error))), owner=over,
            notice=t("Moved to {stage}", stage=stage_words(stage)),
        )  # fmt: skip

    if stage != "lost":
        go()
        return None
    title = t("Why was “{name}” lost?", name=name if len(name) <= 60 else name[:59] + "…")
    text = t("The reason is kept with it and counted in the reports.")
    return ask_reason(over.window(), title, text, t("Reason"), t("Mark as lost"), go)


def move(session: Any, opportunity: str, stage: str, reason: str) -> Any:
    """Move an opportunity along the pipeline."""
    from app.services import opportunities

    return opportunities.move_opportunity(session, opportunity, stage, reason)


def ask_board(reader: Any, owner: str, text: str) -> Any:
    """The board, and who owns opportunities."""
    from app.queries.pipeline import pipeline

    owners = reader.rows(
        "SELECT DISTINCT u.id, u.name FROM users u JOIN opportunities o ON o.owner_id = u.id"
        " WHERE u.deleted_at IS NULL AND o.deleted_at IS NULL ORDER BY u.name"
    )
    any_at_all = reader.value("SELECT EXISTS (SELECT 1 FROM opportunities WHERE deleted_at IS NULL)")
    found = pipeline(reader, owner, text=text)
    return found, [(each.id, each.name) for each in owners], bool(any_at_all)
