"""Where and how an account or a person is reached beyond the main address and number."""

from sqlalchemy.orm import Mapped

from app.errors import Refused
from app.records.base import Record, field


class Address(Record):
    """A further address of an account: where to visit, bill or deliver."""

    __tablename__ = "addresses"
    title = "Address"
    titles = "Addresses"
    named_by = "street"
    detailed_by = ("postal_code", "city", "country")
    search_rank = 60
    audience = "portfolio"

    account_id: Mapped[str] = field("Account", link="accounts", required=True, listed=True, part_of=True)
    kind: Mapped[str] = field(
        "Kind", choices=("visit", "billing", "delivery", "registered", "other"), default="visit", listed=True
    )
    name: Mapped[str | None] = field("Name of the site", search=True, listed=True)
    attention: Mapped[str | None] = field("For the attention of")
    street: Mapped[str | None] = field("Street", search=True, listed=True, merge_group="address")
    postal_code: Mapped[str | None] = field("Postal code", search=True, merge_group="address")
    city: Mapped[str | None] = field("City", search=True, listed=True, merge_group="address")
    region: Mapped[str | None] = field("Region", merge_group="address")
    country: Mapped[str | None] = field("Country", kind="country", listed=True, merge_group="address")
    latitude: Mapped[str | None] = field("Latitude", merge_group="place")
    longitude: Mapped[str | None] = field("Longitude", merge_group="place")
    hours: Mapped[str | None] = field("Opening hours")
    is_main: Mapped[bool] = field("Main one of its kind", default=False)
    notes: Mapped[str | None] = field("How to get there", kind="long", merge="text")
    external_id: Mapped[str | None] = field("Number elsewhere", search=True, index=True)


class Channel(Record):
    """A further number, mailbox or chat name of an account or a contact."""

    __tablename__ = "channels"
    title = "Channel"
    titles = "Channels"
    named_by = "value"
    detailed_by = ("kind", "label")
    search_rank = 55
    audience = "portfolio"

    account_id: Mapped[str | None] = field("Account", link="accounts", listed=True, part_of=True)
    contact_id: Mapped[str | None] = field("Contact", link="contacts", listed=True, part_of=True)
    kind: Mapped[str] = field(
        "Kind",
        choices=("phone", "mobile", "fax", "e_mail", "web", "chat", "video", "post", "other"),
        default="phone", listed=True,
    )  # fmt: skip
    value: Mapped[str] = field("Number or address", required=True, search=True, listed=True)
    label: Mapped[str | None] = field("Label", listed=True, help="Such as work, home or switchboard")
    is_main: Mapped[bool] = field("Main one of its kind", default=False)
    is_working: Mapped[bool] = field("Works", default=True)
    notes: Mapped[str | None] = field("Notes", kind="long", merge="text")

    def check(self) -> None:
        if not self.account_id and not self.contact_id:
            sentence = "A channel belongs to an account or a contact."
            raise Refused(sentence, fields={"account_id": sentence})
