"""The clause library: per topic the preferred text, the fallbacks in order and the point to walk away."""

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_positive


class ClauseTopic(Record):
    """A subject every contract may have to settle."""

    __tablename__ = "clause_topics"
    title = "Clause topic"
    titles = "Clause topics"
    search_rank = 72
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    position: Mapped[int | None] = field("Position", listed=True)
    contract_types: Mapped[str | None] = field(
        "For contract types", listed=True, help="Separated by commas; empty for all"
    )
    reasons: Mapped[str | None] = field("Why it matters", kind="long", internal=True, merge="text")
    walk_away: Mapped[str | None] = field("Point to walk away", kind="long", internal=True, merge="ask")
    approver_role: Mapped[str | None] = field(
        "Below the floor approved by",
        choices=("sales_lead", "back_office", "administrator"),
        internal=True,
        merge="ask",
    )
    is_referral: Mapped[bool] = field("Becomes a referral obligation", default=False)
    is_active: Mapped[bool] = field("In use", default=True, listed=True)


class ClauseText(Record):
    """One wording for a topic: the preferred one or a step down the ladder."""

    __tablename__ = "clause_texts"
    title = "Clause text"
    titles = "Clause texts"
    named_by = "heading"
    detailed_by = ("language", "step")
    search_rank = 73
    audience = "org"

    topic_id: Mapped[str] = field("Topic", link="clause_topics", required=True, listed=True, part_of=True)
    heading: Mapped[str] = field("Heading", required=True, search=True, listed=True)
    step: Mapped[int] = field(
        "Step", default=0, listed=True, help="0 is the preferred text, then the fallbacks"
    )
    text: Mapped[str] = field("Text", kind="long", required=True, search=True, merge="ask")
    language: Mapped[str | None] = field("Language", kind="language", listed=True)
    needs_approval: Mapped[bool] = field("Needs approval", default=False, listed=True, merge="ask")
    payment_days: Mapped[int | None] = field("Days to pay it grants", internal=True, merge="ask")
    version: Mapped[int] = field("Version", default=1)
    is_active: Mapped[bool] = field("In use", default=True)

    def check(self) -> None:
        check_positive(self, "step", "payment_days")
