"""The key-account plan: aims, strengths and dangers, actions, progress."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_between, check_days


class AccountPlan(Record):
    """What we want with a key account in a period."""

    __tablename__ = "account_plans"
    title = "Account plan"
    titles = "Account plans"
    detailed_by = ("account_id", "starts_on")
    search_rank = 34
    transitions = {"state": {"draft": ("active",), "active": ("closed", "draft"), "closed": ("active",)}}
    audience = "portfolio"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    state: Mapped[str] = field(
        "State", choices=("draft", "active", "closed"), default="draft", listed=True, merge="ask"
    )
    starts_on: Mapped[date | None] = field("From", listed=True)
    ends_on: Mapped[date | None] = field("Until", listed=True)
    aim: Mapped[str | None] = field("Aim", kind="long", search=True, internal=True, merge="text")
    wanted_revenue: Mapped[Decimal | None] = field(
        "Wanted revenue", kind="money", internal=True, merge="ask", merge_group="revenue"
    )
    currency: Mapped[str | None] = field("Currency", kind="currency", merge="ask", merge_group="revenue")
    wanted_share: Mapped[Decimal | None] = field("Wanted share at the client", kind="percent", internal=True)
    strengths: Mapped[str | None] = field(
        "Strengths", kind="long", internal=True, merge="text", group="Position"
    )
    weaknesses: Mapped[str | None] = field(
        "Weaknesses", kind="long", internal=True, merge="text", group="Position"
    )
    chances: Mapped[str | None] = field(
        "Opportunities", kind="long", internal=True, merge="text", group="Position"
    )
    dangers: Mapped[str | None] = field("Threats", kind="long", internal=True, merge="text", group="Position")
    strategy: Mapped[str | None] = field("Strategy", kind="long", internal=True, merge="text")
    review_on: Mapped[date | None] = field("Review on", listed=True)

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")


class PlanObjective(Record):
    """One objective of an account plan; objectives of visits come from here."""

    __tablename__ = "plan_objectives"
    title = "Plan objective"
    titles = "Plan objectives"
    named_by = "text"
    detailed_by = ("state", "due_on")
    search_rank = 64
    transitions = {
        "state": {
            "open": ("under_way", "reached", "missed", "dropped"),
            "under_way": ("open", "reached", "missed", "dropped"),
            "reached": ("under_way",),
            "missed": ("under_way",),
            "dropped": ("open",),
        },
    }
    audience = "portfolio"

    account_plan_id: Mapped[str] = field(
        "Account plan", link="account_plans", required=True, listed=True, part_of=True
    )
    position: Mapped[int | None] = field("Position")
    text: Mapped[str] = field("Objective", required=True, search=True, listed=True, merge="text")
    measure: Mapped[str | None] = field("Measured by", listed=True)
    wanted: Mapped[Decimal | None] = field("Wanted", listed=True)
    reached: Mapped[Decimal | None] = field("Reached", listed=True)
    progress: Mapped[int | None] = field("Progress", listed=True, help="In percent")
    due_on: Mapped[date | None] = field("Due on", listed=True)
    state: Mapped[str] = field(
        "State", choices=("open", "under_way", "reached", "missed", "dropped"),
        default="open", listed=True, merge="ask",
    )  # fmt: skip
    owner_id: Mapped[str | None] = field("Owner", link="users", merge="ask")

    def check(self) -> None:
        check_between(self, "progress", 0, 100)


class PlanAction(Record):
    """A step towards an objective, by whom and when."""

    __tablename__ = "plan_actions"
    title = "Plan action"
    titles = "Plan actions"
    named_by = "text"
    detailed_by = ("state", "due_on")
    search_rank = 66
    transitions = {"state": {"open": ("done", "dropped"), "done": ("open",), "dropped": ("open",)}}
    audience = "portfolio"

    account_plan_id: Mapped[str] = field(
        "Account plan", link="account_plans", required=True, listed=True, part_of=True
    )
    objective_id: Mapped[str | None] = field("Objective", link="plan_objectives", listed=True)
    text: Mapped[str] = field("Action", required=True, search=True, listed=True, merge="text")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    contact_id: Mapped[str | None] = field("With", link="contacts")
    due_on: Mapped[date | None] = field("Due on", listed=True)
    state: Mapped[str] = field(
        "State", choices=("open", "done", "dropped"), default="open", listed=True, merge="ask"
    )
    done_on: Mapped[date | None] = field("Done on")
    visit_id: Mapped[str | None] = field("Visit", link="visits")
    result: Mapped[str | None] = field("Result", kind="long", merge="text")
