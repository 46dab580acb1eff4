"""Who works with the program: people of the house and their teams."""

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_not_itself


class Team(Record):
    """People who share accounts and answer to one lead."""

    __tablename__ = "teams"
    title = "Team"
    titles = "Teams"
    detailed_by = ("region",)
    search_rank = 82
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    lead_id: Mapped[str | None] = field("Lead", link="users", listed=True, merge="ask")
    parent_id: Mapped[str | None] = field("Part of", link="teams", listed=True)
    region: Mapped[str | None] = field("Region", listed=True)
    calendar_id: Mapped[str | None] = field("Working calendar", link="calendars")
    is_active: Mapped[bool] = field("Active", default=True, listed=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_not_itself(self, "parent_id")


class User(Record):
    """A person of the house; owner of accounts, visits and promises."""

    __tablename__ = "users"
    title = "User"
    titles = "Users"
    detailed_by = ("role", "email")
    search_rank = 80
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    email: Mapped[str | None] = field("E-mail", kind="email", search=True, listed=True)
    role: Mapped[str] = field(
        "Role",
        choices=("account_manager", "sales_lead", "back_office", "administrator"),
        default="account_manager", listed=True, merge="ask",
    )  # fmt: skip
    team_id: Mapped[str | None] = field("Team", link="teams", listed=True, merge="ask")
    department: Mapped[str | None] = field("Department", listed=True)
    job: Mapped[str | None] = field("Job")
    phone: Mapped[str | None] = field("Phone", kind="phone", group="Reach")
    mobile: Mapped[str | None] = field("Mobile", kind="phone", group="Reach")
    street: Mapped[str | None] = field("Street", merge_group="address", group="Reach")
    postal_code: Mapped[str | None] = field("Postal code", merge_group="address", group="Reach")
    city: Mapped[str | None] = field("City", merge_group="address", group="Reach")
    region: Mapped[str | None] = field("Region", merge_group="address", group="Reach")
    country: Mapped[str | None] = field("Country", kind="country", merge_group="address", group="Reach")
    language: Mapped[str | None] = field("Language", kind="language", group="Work")
    time_zone: Mapped[str | None] = field("Time zone", group="Work")
    calendar_id: Mapped[str | None] = field("Working calendar", link="calendars", group="Work")
    reports_to_id: Mapped[str | None] = field("Reports to", link="users", group="Work")
    substitute_id: Mapped[str | None] = field("Substitute", link="users", group="Work", merge="ask")
    closing: Mapped[str | None] = field("Closing words of letters", kind="long", merge="text", group="Work")
    rights: Mapped[str | None] = field(
        "Named rights", merge="ask", group="Work", help="Separated by commas, such as unlock_visits"
    )
    is_active: Mapped[bool] = field("Active", default=True, listed=True)
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_not_itself(self, "reports_to_id")
        check_not_itself(self, "substitute_id")
