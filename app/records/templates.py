"""Texts that are written once and used often: letters, mails, blocks of proposals."""

from typing import Any

from sqlalchemy.orm import Mapped

from app.records.base import Record, field


class TextTemplate(Record):
    """A text with named fields, in one language and version."""

    __tablename__ = "text_templates"
    title = "Text template"
    titles = "Text templates"
    detailed_by = ("kind", "language")
    search_rank = 54
    audience = "org"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    kind: Mapped[str] = field(
        "Kind",
        choices=("e_mail", "letter", "fax", "chat", "proposal_block", "thanks", "invitation", "answer", "legal"),
        default="e_mail", listed=True,
    )  # fmt: skip
    block: Mapped[str | None] = field("Block of the document", help="Such as need, solution or plan")
    language: Mapped[str | None] = field("Language", kind="language", listed=True)
    subject: Mapped[str | None] = field("Subject line", search=True, merge="text")
    text: Mapped[str | None] = field("Text", kind="long", search=True, merge="text")
    version: Mapped[int] = field("Version", default=1)
    position: Mapped[int | None] = field("Position")
    is_locked: Mapped[bool] = field("Words fixed by law", default=False, merge="ask")
    is_active: Mapped[bool] = field("In use", default=True, listed=True)


class ImportMapping(Record):
    """How the columns of a kind of file become fields, kept for the next time."""

    __tablename__ = "import_mappings"
    title = "Import mapping"
    titles = "Import mappings"
    detailed_by = ("kind",)
    search_rank = 94
    audience = "private"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    kind: Mapped[str | None] = field("Kind of record", listed=True)
    owner_id: Mapped[str | None] = field("Owner", link="users", merge="ask")
    fingerprint: Mapped[str | None] = field("Fingerprint of the columns", index=True)
    columns: Mapped[dict[str, Any] | None] = field("Columns")
