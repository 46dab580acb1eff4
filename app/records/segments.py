"""Groups of clients by saved rules, and the lists a person keeps for themselves."""

from typing import Any

from sqlalchemy.orm import Mapped

from app.records.base import Record, field


class Segment(Record):
    """A group of accounts or contacts by a rule; campaigns, prices and targets use it."""

    __tablename__ = "segments"
    title = "Segment"
    titles = "Segments"
    detailed_by = ("kind",)
    search_rank = 38
    audience = "team"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    kind: Mapped[str] = field(
        "Of", choices=("accounts", "contacts", "leads"), default="accounts", listed=True
    )
    rule: Mapped[dict[str, Any] | None] = field("Rule", merge="ask")
    is_promising: Mapped[bool] = field("Promising group", default=False, listed=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    team_id: Mapped[str | None] = field("Team", link="teams")
    description: Mapped[str | None] = field("Description", kind="long", search=True, merge="text")


class SegmentMember(Record):
    """Somebody put into a segment by hand, or kept out of it."""

    __tablename__ = "segment_members"
    title = "Segment member"
    titles = "Segment members"
    named_by = "reason"
    search_rank = 95
    audience = "team"

    segment_id: Mapped[str] = field("Segment", link="segments", required=True, listed=True, part_of=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True, merge="set")
    contact_id: Mapped[str | None] = field("Contact", link="contacts", listed=True, merge="set")
    is_excluded: Mapped[bool] = field("Kept out", default=False, listed=True)
    reason: Mapped[str | None] = field("Reason", listed=True)


class SavedView(Record):
    """A person's own list: filter, columns and order under a name."""

    __tablename__ = "saved_views"
    title = "Saved view"
    titles = "Saved views"
    detailed_by = ("kind",)
    search_rank = 55
    audience = "private"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    kind: Mapped[str] = field("Kind of record", required=True, listed=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", listed=True, merge="ask")
    filters: Mapped[dict[str, Any] | None] = field("Filter")
    columns: Mapped[list[Any] | None] = field("Columns")
    sorting: Mapped[str | None] = field("Sorted by")
    layout: Mapped[str | None] = field("Shown as", choices=("list", "board", "calendar", "map"))
    position: Mapped[int | None] = field("Position")
    is_shared: Mapped[bool] = field("Shared with the team", default=False, listed=True)
