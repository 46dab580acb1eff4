"""The people: who they are, where they worked, whom they listen to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.records.base import ALIVE, Record, derived, field
from app.records.rules import check_days, check_not_itself
from app.twins.matching import match_keys

CHANNELS = ("phone", "mobile", "e_mail", "letter", "fax", "chat", "video", "visit")

BUYING_ROLES = ("user", "evaluator", "decision_maker", "approver")

SUPPORT = ("mentor", "supporter", "neutral", "non_supporter", "enemy")


class Contact(Record):
    """A person at an account, with the part they play in buying."""

    __tablename__ = "contacts"
    __table_args__ = (Index("ix_contacts_listed_by_name", "name_sort", **ALIVE), Index(None, "email"))
    title = "Contact"
    titles = "Contacts"
    detailed_by = ("job", "account_id", "city")
    search_rank = 2
    sorted_as = {"name": "name_sort"}
    audience = "portfolio"

    name: Mapped[str] = field("Name", required=True, search=True, listed=True)
    name_sort: Mapped[str | None] = derived()
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    job: Mapped[str | None] = field("Job", search=True, listed=True)
    department: Mapped[str | None] = field("Department", listed=True)
    salutation: Mapped[str | None] = field("Salutation", group="Name")
    given_name: Mapped[str | None] = field("Given name", search=True, group="Name")
    family_name: Mapped[str | None] = field("Family name", search=True, group="Name")
    name_suffix: Mapped[str | None] = field("Name suffix", group="Name")
    also_known_as: Mapped[str | None] = field("Also known as", search=True, group="Name")

    phone: Mapped[str | None] = field("Phone", kind="phone", search=True, listed=True, group="Reach")
    mobile: Mapped[str | None] = field("Mobile", kind="phone", search=True, group="Reach")
    private_phone: Mapped[str | None] = field("Private phone", kind="phone", search=True, group="Reach")
    fax: Mapped[str | None] = field("Fax", kind="phone", group="Reach")
    email: Mapped[str | None] = field("E-mail", kind="email", search=True, listed=True, group="Reach")
    second_email: Mapped[str | None] = field("Second e-mail", kind="email", search=True, group="Reach")
    web: Mapped[str | None] = field("Website", kind="web", group="Reach")
    chat: Mapped[str | None] = field("Chat", group="Reach")
    preferred_channel: Mapped[str | None] = field("Preferred channel", choices=CHANNELS, group="Reach")
    best_time: Mapped[str | None] = field("Best time to reach", group="Reach")
    language: Mapped[str | None] = field("Language", kind="language", group="Reach")
    do_not_contact: Mapped[bool] = field("Do not contact", default=False, merge="ask", group="Reach")

    street: Mapped[str | None] = field("Street", merge_group="address", group="Address")
    postal_code: Mapped[str | None] = field("Postal code", merge_group="address", group="Address")
    city: Mapped[str | None] = field("City", search=True, merge_group="address", group="Address")
    region: Mapped[str | None] = field("Region", merge_group="address", group="Address")
    country: Mapped[str | None] = field("Country", kind="country", merge_group="address", group="Address")

    buying_role: Mapped[str | None] = field(
        "Buying role", choices=BUYING_ROLES, listed=True, group="Influence"
    )
    function: Mapped[str | None] = field(
        "Function",
        choices=("executive", "sales", "technical", "finance", "purchasing", "logistics", "other"),
        group="Influence",
    )
    orientation: Mapped[str | None] = field(
        "Orientation",
        choices=("financial", "technical", "relationship", "business"),
        internal=True,
        group="Influence",
    )
    support: Mapped[str | None] = field(
        "Support", choices=SUPPORT, internal=True, merge="ask", group="Influence"
    )
    coverage: Mapped[str | None] = field(
        "Coverage", choices=("none", "brief", "multiple", "in_depth"), internal=True, group="Influence"
    )
    standing: Mapped[str | None] = field(
        "Our standing",
        choices=("vendor", "credible_source", "problem_solver", "trusted_adviser"),
        internal=True, group="Influence",
    )  # fmt: skip
    wanted_standing: Mapped[str | None] = field(
        "Wanted standing",
        choices=("vendor", "credible_source", "problem_solver", "trusted_adviser"),
        internal=True, group="Influence",
    )  # fmt: skip
    is_key_player: Mapped[bool] = field("Key player", default=False, internal=True, group="Influence")
    reports_to_id: Mapped[str | None] = field("Reports to", link="contacts", group="Influence")
    cares_about: Mapped[str | None] = field(
        "Cares about", kind="long", search=True, merge="text", group="Influence"
    )

    birthday: Mapped[date | None] = field("Birthday", group="Person")
    interests: Mapped[str | None] = field("Interests", group="Person")
    owner_id: Mapped[str | None] = field("Owner", link="users", merge="ask", group="Record")
    source: Mapped[str | None] = field("Source", group="Record")
    tags: Mapped[str | None] = field("Tags", search=True, help="Separated by commas", group="Record")
    is_verified: Mapped[bool] = field("Verified", default=True, group="Record")
    left_on: Mapped[date | None] = field("Left the account on", group="Record")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True, group="Record")
    merged_into_id: Mapped[str | None] = field(
        "Merged into", link="contacts", merge="command", group="Record"
    )
    notes: Mapped[str | None] = field("Notes", kind="long", search=True, merge="text", group="Notes")
    internal_notes: Mapped[str | None] = field(
        "Internal notes", kind="long", search=True, internal=True, merge="text", group="Notes"
    )

    @staticmethod
    def match_keys(values: Mapping[str, Any]) -> list[str]:
        return match_keys(values, "contacts", values.get("country"))

    def check(self) -> None:
        check_not_itself(self, "reports_to_id")
        check_not_itself(self, "merged_into_id")


class Affiliation(Record):
    """A person's work for an account over a time, earlier employers included."""

    __tablename__ = "affiliations"
    title = "Affiliation"
    titles = "Affiliations"
    named_by = "job"
    detailed_by = ("employer",)
    search_rank = 65
    audience = "portfolio"

    contact_id: Mapped[str] = field("Contact", link="contacts", required=True, listed=True, part_of=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    employer: Mapped[str | None] = field(
        "Employer", search=True, listed=True, help="Where the employer is not among our accounts"
    )
    job: Mapped[str | None] = field("Job", search=True, listed=True)
    department: Mapped[str | None] = field("Department")
    starts_on: Mapped[date | None] = field("From", listed=True)
    ends_on: Mapped[date | None] = field("Until", listed=True)
    is_main: Mapped[bool] = field("Main employer", default=False, listed=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        check_days(self, "starts_on", "ends_on")


class InfluenceLine(Record):
    """How one person stands to another inside an account."""

    __tablename__ = "influence_lines"
    title = "Influence line"
    titles = "Influence lines"
    named_by = "kind"
    search_rank = 95
    audience = "portfolio"

    from_contact_id: Mapped[str] = field("From", link="contacts", required=True, listed=True, part_of=True)
    to_contact_id: Mapped[str] = field("To", link="contacts", required=True, listed=True, part_of=True)
    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True)
    opportunity_id: Mapped[str | None] = field("Opportunity", link="opportunities")
    kind: Mapped[str] = field(
        "Kind",
        choices=("influences", "advises", "blocks", "conflicts", "friends"),
        default="influences",
        listed=True,
    )
    strength: Mapped[str | None] = field("Strength", choices=("weak", "medium", "strong"), listed=True)
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")


class ContactRole(Record):
    """The part a person plays in one opportunity, where it differs from their usual one."""

    __tablename__ = "contact_roles"
    title = "Role in an opportunity"
    titles = "Roles in opportunities"
    named_by = "buying_role"
    search_rank = 95
    audience = "portfolio"

    opportunity_id: Mapped[str] = field(
        "Opportunity", link="opportunities", required=True, listed=True, part_of=True
    )
    contact_id: Mapped[str] = field("Contact", link="contacts", required=True, listed=True, merge="set")
    buying_role: Mapped[str | None] = field("Buying role", choices=BUYING_ROLES, listed=True)
    support: Mapped[str | None] = field("Support", choices=SUPPORT, internal=True, listed=True, merge="ask")
    internal_notes: Mapped[str | None] = field("Internal notes", kind="long", internal=True, merge="text")
