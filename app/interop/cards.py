"""Business cards as records: a person with the organisation they work for, or an organisation alone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from app.interop import cleaning, regions
from app.interop.conversion import Converted, Remark
from app.interop.vcard import Address, Card, Channel
from app.values import Link

NO_NAME = "The card has no name."
_MOBILE = ("cell", "mobile", "iphone")
_FAX = ("fax",)
_HOME = ("home", "privat")


def card_rows(cards: Iterable[Card]) -> Iterator[Converted]:
    """Each card as the records it describes."""
    for place, card in enumerate(cards, 1):
        number = card.number or place
        name = cleaning.one_line(card.name)
        if not name:
            yield Converted(number, [], [], Remark("", NO_NAME, {}))
        else:
            yield Converted(number, _records(card, name), [], None)


def _records(card: Card, name: str) -> list[tuple[str, dict[str, Any]]]:
    if card.kind in ("org", "organization") or (
        card.organisation and name == card.organisation and not card.given_name
    ):
        account = {
            "name": name,
            **_reach(card, ("phone", "mobile", "fax")),
            **_address(card),
            **_common(card),
        }
        return [("accounts", account), *_extra_channels(card, "accounts", account)]
    records: list[tuple[str, dict[str, Any]]] = []
    contact = _person(card, name)
    if card.organisation:
        records.append(("accounts", {"name": cleaning.one_line(card.organisation), **_country_of(card)}))
        contact["account_id"] = Link("accounts", "row", "")
    return [*records, ("contacts", contact), *_extra_channels(card, "contacts", contact)]


def _person(card: Card, name: str) -> dict[str, Any]:
    found = {
        "name": name,
        "given_name": " ".join(filter(None, (card.given_name, card.middle_name))),
        "family_name": card.family_name,
        "salutation": card.prefix,
        "name_suffix": card.suffix,
        "also_known_as": card.nickname,
        "job": card.job or card.role,
        "department": card.department,
        "birthday": _day(card.birthday),
        **_reach(card, ("phone", "mobile", "private_phone", "fax")),
        **_address(card),
        **_common(card),
    }
    emails = _values(card.emails, cleaning.email)
    if len(emails) > 1:
        found["second_email"] = emails[1]
    return {field: value for field, value in found.items() if value not in (None, "")}


def _common(card: Card) -> dict[str, Any]:
    emails = _values(card.emails, cleaning.email)
    webs = _values(card.webs, cleaning.web)
    found = {
        "email": emails[0] if emails else None,
        "web": webs[0] if webs else None,
        "tags": ", ".join(card.categories) or None,
        "notes": cleaning.lines(card.note) if card.note else None,
        "language": regions.language_code(card.language) if card.language else None,
        "external_id": card.uid or None,
    }
    return {field: value for field, value in found.items() if value}


def _reach(card: Card, fields: Sequence[str]) -> dict[str, str]:
    """The first number of each use."""
    found: dict[str, str] = {}
    for channel in card.phones:
        number = cleaning.phone(channel.value)
        field = _use(channel)
        field = field if field in fields else "phone"
        if number and field not in found:
            found[field] = number
    return found


def _use(channel: Channel) -> str:
    words = " ".join((*channel.types, channel.label)).lower()
    if any(word in words for word in _FAX):
        return "fax"
    if any(word in words for word in _MOBILE):
        return "mobile"
    return "private_phone" if any(word in words for word in _HOME) else "phone"


def _extra_channels(card: Card, owner: str, record: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Numbers and addresses that the record's own fields have no room for."""
    link = "account_id" if owner == "accounts" else "contact_id"
    taken = {str(value) for value in record.values()}
    found = []
    for kind, channels, clean in (
        ("phone", card.phones, cleaning.phone),
        ("e_mail", card.emails, cleaning.email),
        ("chat", card.chats, cleaning.one_line),
    ):
        for value in _values(channels, clean):
            if value not in taken:
                taken.add(value)
                found.append(("channels", {"kind": kind, "value": value, link: Link(owner, "row", "")}))
    return found


def _values(channels: Iterable[Channel], clean: Any) -> list[str]:
    found = []
    for channel in channels:
        try:
            value = clean(channel.value)
        except ValueError:
            value = cleaning.one_line(channel.value)
        if value and value not in found:
            found.append(value)
    return found


def _address(card: Card) -> dict[str, Any]:
    address = next((each for each in card.addresses if "work" in each.types), None) or next(
        iter(card.addresses), None
    )
    if address is None:
        return {}
    found = {
        "street": cleaning.lines(address.street), "postal_code": address.postal_code, "city": address.city,
        "region": address.region, "country": _country(address),
    }  # fmt: skip
    return {field: value for field, value in found.items() if value}


def _country(address: Address) -> str | None:
    return regions.country_code(address.country) if address.country else None


def _country_of(card: Card) -> dict[str, str]:
    codes = [code for address in card.addresses if (code := _country(address))]
    return {"country": codes[0]} if codes else {}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
