"""The promise ledger: what either side said it would do, by when, and whether it did."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_given


class Promise(Record):
    """A commitment of either side with a due day and a proof."""

    __tablename__ = "promises"
    __table_args__ = (Index(None, "state", "due_on"),)
    title = "Promise"
    titles = "Promises"
    named_by = "text"
    detailed_by = ("account_id", "due_on")
    search_rank = 25
    transitions = {
        "state": {
            "open": ("kept", "broken", "withdrawn"),
            "kept": ("open",),
            "broken": ("open", "kept"),
            "withdrawn": ("open",),
        }
    }
    audience = "portfolio"

    text: Mapped[str] = field("Promise", required=True, search=True, listed=True, merge="text")
    side: Mapped[str] = field("Side", choices=("ours", "theirs"), default="ours", required=True, listed=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    department: Mapped[str | None] = field("Department", listed=True, help="Which of our departments owes it")
    due_on: Mapped[date | None] = field("Due on", listed=True, index=True)
    state: Mapped[str] = field(
        "State", choices=("open", "kept", "broken", "withdrawn"), default="open", listed=True, merge="ask"
    )
    done_on: Mapped[date | None] = field("Done on", listed=True)
    proof: Mapped[str | None] = field("Proof", search=True)
    reason: Mapped[str | None] = field("Reason", help="Why it was broken or withdrawn")
    made_on: Mapped[date | None] = field("Made on", group="Comes from")
    source: Mapped[str | None] = field(
        "Made in",
        choices=("visit", "call", "e_mail", "letter", "contract", "case", "charter", "other"),
        group="Comes from",
    )
    visit_id: Mapped[str | None] = field("Visit", link="visits", group="Comes from")
    activity_id: Mapped[str | None] = field("Activity", link="activities", group="Comes from")
    case_id: Mapped[str | None] = field("Case", link="cases", group="Comes from")
    contract_id: Mapped[str | None] = field("Contract", link="contracts", group="Comes from")
    obligation_id: Mapped[str | None] = field("Obligation", link="obligations", group="Comes from")
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities", group="Comes from")
    proof_activity_id: Mapped[str | None] = field("Proved by", link="activities", group="Comes from")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")

    def check(self) -> None:
        if self.state == "kept":
            check_given(self, "done_on", "A kept promise needs the day it was kept.")
