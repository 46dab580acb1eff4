"""Opportunities move along the pipeline, accounts along their life; each move keeps its day."""

from app.errors import Refused
from app.records.accounts import CONTRACT_STAGES, Account
from app.records.opportunities import Opportunity
from app.services import verb
from app.store.session import StoreSession

OPEN_STAGES = ("new", "qualified", "needs", "proposal", "negotiation")
CLOSED_STAGES = ("won", "lost")


@verb("Move opportunity")
def move_opportunity(session: StoreSession, opportunity: str, stage: str, reason: str = "") -> str:
    """Move an opportunity to another stage; a lost one keeps the reason."""
    record = session.find(Opportunity, opportunity)
    if record.stage == stage:
        return opportunity
    record.stage, record.stage_since = stage, session.now.date()
    record.closed_on = session.now.date() if stage in CLOSED_STAGES else None
    if reason:
        record.lost_reason = reason
    session.flush()
    return opportunity


@verb("Move account")
def move_account(session: StoreSession, account: str, stage: str, reason: str = "") -> str:
    """Move an account along its life; a contract needs a reliability grade or a named exception first."""
    record = session.find(Account, account)
    if record.stage == stage:
        return account
    if stage in CONTRACT_STAGES and record.stage not in CONTRACT_STAGES and not reason:
        _refuse_without_grade(session, record)
    record.stage, record.stage_since = stage, session.now.date()
    if reason:
        record.lost_reason = reason if stage == "lost" else record.lost_reason
    session.flush()
    return account


def _refuse_without_grade(session: StoreSession, account: Account) -> None:
    graded = session.reader.value(
        "SELECT count(*) FROM reliability_grades WHERE account_id = ? AND deleted_at IS NULL", (account.id,)
    )
    if not graded:
        raise Refused(
            "Before a contract, “{account}” needs a reliability grade or a named exception.",
            account=account.name,
            fields={"stage": "Grade its reliability first, or give the reason for the exception."},
        )
