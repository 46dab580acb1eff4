"""Who covers what: territories and their people over time."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_days, check_not_itself


class Territory(Record):
    """A part of the market given to one person or team."""

    __tablename__ = "territories"
    title = "Territory"
    titles = "Territories"
    detailed_by = ("country",)
    search_rank = 81
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    parent_id: Mapped[str | None] = field("Part of", link="territories", listed=True)
    country: Mapped[str | None] = field("Country", kind="country", listed=True)
    postal_codes: Mapped[str | None] = field("Postal codes", help="Beginnings, separated by commas")
    team_id: Mapped[str | None] = field("Team", link="teams", listed=True, merge="ask")
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_not_itself(self, "parent_id")


class TerritoryMember(Record):
    """A person's share in a territory for a time."""

    __tablename__ = "territory_members"
    title = "Territory member"
    titles = "Territory members"
    named_by = "role"
    search_rank = 95
    audience = "org"

    territory_id: Mapped[str] = field(
        "Territory", link="territories", required=True, listed=True, part_of=True
    )
    user_id: Mapped[str] = field("Person", link="users", required=True, listed=True, merge="set")
    role: Mapped[str] = field("Role", choices=("owner", "substitute", "reader"), default="owner", listed=True)
    starts_on: Mapped[date | None] = field("Starts on", listed=True)
    ends_on: Mapped[date | None] = field("Ends on", listed=True)

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")
