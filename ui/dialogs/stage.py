"""Moving an account along its life: at once where the rules allow it, with the reason where they ask for one."""

from collections.abc import Callable
from typing import Any

from app.errors import RapportError
from app.language import t
from ui.dialogs.small import AskForm, FormDialog, writer
from ui.screens.account.listing import choice_text
from ui.screens.base import House
from ui.widgets.basics import Label, column
from ui.widgets.fields import FormField, TextEdit
from ui.work import sentence


def move_stage(house: House, account: str, name: str, stage: str) -> None:
    """Move an account; a lost one asks why, and a contract without a grade asks for the reason of the exception."""
    if stage == "lost":
        ask_reason(house, account, stage, t("Why was {name} lost?", name=name), "")
        return
    write = _writer(house, account, stage)

    def refused(error: Exception) -> None:
        if (
            isinstance(error, RapportError)
            and "stage" in error.fields
            and stage in ("contracted", "served", "repeat")
        ):
            ask_reason(house, account, stage, t("Make an exception for {name}?", name=name), sentence(error))
        elif isinstance(error, RapportError):
            house.hub.trouble.emit(sentence(error))

    write(refused)


def _writer(house: House, account: str, stage: str) -> Callable[[Callable[[Exception], None]], object]:
    def write(refused: Callable[[Exception], None]) -> object:
        return house.work.write(
            t("Move account"), move, account, stage, {}, failed=refused,
            notice=t("Stage: {stage}", stage=choice_text("stage", stage)),
        )  # fmt: skip

    return write


def ask_reason(house: House, account: str, stage: str, title: str, why: str) -> FormDialog:
    """Ask for the reason of a move, then move."""
    word = choice_text("stage", stage)
    store = writer(house, t("Move account"), move, account, stage, notice=t("Stage: {stage}", stage=word))
    form = AskForm(house, f"stage-{stage}-{account}", "", store)
    form.needed = ("reason",)
    layout = column(form.banner, gap=12)
    if why:
        layout.addWidget(Label(why, "body", "text-2", wrap=True))
    layout.addWidget(form.bind("reason", FormField(t("Reason"), TextEdit(), "", True)))
    form.setLayout(layout)
    form.show_values({})
    dialog = FormDialog(
        house, title, form, t("Mark as lost") if stage == "lost" else t("Move to {stage}", stage=word)
    )
    return dialog.show_form()


def move(session: Any, account: str, stage: str, values: dict[str, Any]) -> Any:
    """Move an account along its life."""
    from app.services.opportunities import move_account

    return move_account(session, account, stage, str(values.get("reason") or ""))
