"""Who sent us to whom, what came of it, and what we owe for it."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_positive


class Referral(Record):
    """An introduction given by a client or partner; the first to refer wins."""

    __tablename__ = "referrals"
    title = "Referral"
    titles = "Referrals"
    named_by = "referred_name"
    detailed_by = ("account_id", "state")
    search_rank = 35
    transitions = {
        "state": {
            "submitted": ("accepted", "rejected", "expired"),
            "accepted": ("contacted", "lost", "expired"),
            "contacted": ("qualified", "lost", "expired"),
            "qualified": ("proposal", "lost", "expired"),
            "proposal": ("won", "lost", "qualified"),
            "won": (),
            "lost": ("contacted",),
            "rejected": (),
            "expired": ("contacted",),
        }
    }
    audience = "portfolio"

    account_id: Mapped[str] = field("Referred by", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Person who referred", link="contacts", listed=True)
    referred_name: Mapped[str] = field("Referred to", required=True, search=True, listed=True)
    referred_account_id: Mapped[str | None] = field("Referred account", link="accounts")
    referred_contact_id: Mapped[str | None] = field("Referred contact", link="contacts")
    direction: Mapped[str] = field(
        "Direction",
        choices=("to_us", "by_us"),
        default="to_us",
        help="By us: we recommended the client to others",
    )
    referred_on: Mapped[date | None] = field("Referred on", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State",
        choices=(
            "submitted", "accepted", "contacted", "qualified", "proposal", "won", "lost", "rejected", "expired",
        ),
        default="submitted", listed=True, merge="ask",
    )  # fmt: skip
    owner_id: Mapped[str | None] = field("Owner", link="users", merge="ask")
    lead_id: Mapped[str | None] = field("Lead", link="leads")
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities")
    obligation_id: Mapped[str | None] = field("Counts for obligation", link="obligations")
    revenue: Mapped[Decimal | None] = field(
        "Revenue", kind="money", listed=True, merge="ask", merge_group="money"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="money")
    reward: Mapped[Decimal | None] = field("Reward", kind="money", merge="ask", merge_group="money")
    reward_state: Mapped[str | None] = field(
        "State of the reward", choices=("none", "due", "approved", "paid"), merge="ask"
    )
    reward_paid_on: Mapped[date | None] = field("Reward paid on")
    contact_text: Mapped[str | None] = field("How to reach them", search=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_positive(self, "revenue", "reward")
        if self.account_id and self.account_id == self.referred_account_id:
            sentence = "An account cannot refer itself."
            raise Refused(sentence, fields={"referred_account_id": sentence})


class ReferenceUse(Record):
    """A client named or asked as a reference, so that nobody is used too often."""

    __tablename__ = "reference_uses"
    title = "Use as a reference"
    titles = "Uses as a reference"
    named_by = "purpose"
    detailed_by = ("account_id", "used_on")
    search_rank = 90
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts", listed=True)
    for_account_id: Mapped[str | None] = field("For account", link="accounts", listed=True)
    purpose: Mapped[str | None] = field("Purpose", search=True, listed=True)
    used_on: Mapped[date | None] = field("Used on", listed=True)
    was_agreed: Mapped[bool] = field("Agreed beforehand", default=False)
    result: Mapped[str | None] = field("Result", merge="text")
