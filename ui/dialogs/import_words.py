"""What an import says before and after, kind by kind."""

from app.language import current, t
from ui.dialogs.import_tasks import BroughtIn, Looked


def what_is_new(looked: Looked) -> str:
    """What would come in, kind by kind."""
    parts = [f"{t(title)} {current().number(count)}" for _, title, count in looked.records]
    if not parts:
        return t("Nothing is written before you confirm.")
    return t("New: {what}. Nothing is written before you confirm.", what=", ".join(parts))


def what_came(done: BroughtIn, looked: Looked) -> str:
    """What an import came to, line by line."""
    speech = current()
    parts = [f"{speech.number(count)} {t(title)}" for _, title, count in looked.records]
    lines = [t("New: {what}.", what=", ".join(parts))] if parts else []
    if done.updated:
        lines.append(
            speech.plural(
                done.updated, "{count} known row was filled in.", "{count} known rows were filled in."
            )
        )
    if done.matched:
        lines.append(
            speech.plural(done.matched, "{count} row was known already.", "{count} rows were known already.")
        )
    if done.refused:
        lines.append(speech.plural(done.refused, "{count} row was refused.", "{count} rows were refused."))
    lines.append(t("You can take the whole import back, now or later from Edit, Undo."))
    return "\n".join(lines)
