"""What a person allowed us to do with their data, in which words, and when it ended."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.records.base import Record, field
from app.records.rules import check_days


class Consent(Record):
    """One permission of one person for one purpose and channel."""

    __tablename__ = "consents"
    title = "Consent"
    titles = "Consents"
    named_by = "purpose"
    detailed_by = ("channel", "given_on")
    search_rank = 90
    audience = "portfolio"

    contact_id: Mapped[str] = field("Contact", link="contacts", required=True, listed=True, part_of=True)
    purpose: Mapped[str] = field(
        "Purpose",
        choices=("newsletter", "offers", "invitations", "surveys", "photographs", "profile", "any"),
        default="any", required=True, listed=True, merge="ask",
    )  # fmt: skip
    channel: Mapped[str] = field(
        "Channel",
        choices=("any", "phone", "mobile", "e_mail", "letter", "fax", "chat"),
        default="any", required=True, listed=True, merge="ask",
    )  # fmt: skip
    basis: Mapped[str | None] = field(
        "Basis in law",
        choices=("consent", "contract", "legitimate_interest", "legal_duty"), listed=True, merge="ask",
    )  # fmt: skip
    given_on: Mapped[date | None] = field("Given on", listed=True, merge="ask")
    withdrawn_on: Mapped[date | None] = field("Withdrawn on", listed=True, merge="ask")
    expires_on: Mapped[date | None] = field("Expires on", merge="ask")
    source: Mapped[str | None] = field("Source", merge="ask", help="Where and how it was given")
    wording: Mapped[str | None] = field("Wording", kind="long", merge="ask")
    wording_version: Mapped[str | None] = field("Version of the wording", merge="ask")
    language: Mapped[str | None] = field("Language of the wording", kind="language")
    proof_id: Mapped[str | None] = field("Proof", link="attachments")

    def check(self) -> None:
        check_days(self, "given_on", "withdrawn_on")
