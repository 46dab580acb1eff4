"""Files that belong to a record: photographs, scans, papers, signatures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field
from app.records.rules import check_positive


class Attachment(Record):
    """The description of a file; its bytes lie encrypted under their own hash."""

    __tablename__ = "attachments"
    __table_args__ = (Index(None, "record_kind", "record_id"),)
    title = "Attachment"
    titles = "Attachments"
    detailed_by = ("media_type", "taken_at")
    search_rank = 44
    audience = "portfolio"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    media_type: Mapped[str | None] = field("Type", listed=True, merge="append")
    size: Mapped[int | None] = field("Size in bytes", listed=True, merge="append")
    sha256: Mapped[str | None] = field("Fingerprint", index=True, merge="append")
    record_kind: Mapped[str | None] = field("Belongs to kind")
    record_id: Mapped[str | None] = field("Belongs to")
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    purpose: Mapped[str | None] = field(
        "Purpose",
        choices=("photograph", "scan", "sketch", "signature", "document", "picture", "card", "proof", "mail"),
        listed=True,
    )
    taken_at: Mapped[datetime | None] = field("Taken at", listed=True, merge="append")
    author_id: Mapped[str | None] = field("Added by", link="users")
    signer: Mapped[str | None] = field("Signer", search=True, merge="append")
    text: Mapped[str | None] = field(
        "Text", kind="long", search=True, merge="text", help="What is written in the file"
    )
    is_internal: Mapped[bool] = field("Only for us", default=False, merge="ask")
    external_id: Mapped[str | None] = field("Number elsewhere", index=True)

    def check(self) -> None:
        check_positive(self, "size")

    def check_change(self, before: Mapping[str, Any]) -> None:
        if before.get("sha256") is not None:
            raise Refused("The bytes of a file do not change; add another file.")
