"""Between cards and records: what a vCard says as contact and account, and what a contact says as a vCard."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.interop import cleaning, regions
from app.interop.assembling import Records
from app.interop.card import Address, Card, Channel
from app.interop.conversion import Converted, Remark
from app.values import Link

HOME = frozenset({"home"})
NUMBERS = (
    ("phone", ("work",)),
    ("mobile", ("cell",)),
    ("private_phone", ("home",)),
    ("fax", ("work", "fax")),
)


def card_rows(cards: Iterable[Card]) -> Iterator[Converted]:
    """Cards as rows, as a table's rows come: the number of a row is the card's place in its file."""
    for place, card in enumerate(cards, 1):
        remarks = [Remark("", problem, {}) for problem in card.problems]
        yield Converted(card.number or place, records_of(card), remarks, None)


def records_of(card: Card) -> Records:
    """The account and the contact a card describes, further numbers as channels; links stay within the card."""
    organisation = card.organisation or (card.name if card.kind == "org" else "")
    is_person = card.kind != "org" and not (
        organisation
        and not (card.given_name or card.family_name)
        and card.formatted_name in ("", organisation)
    )
    records: Records = []
    work, home = _addresses(card)
    if organisation:
        account: dict[str, Any] = {"name": organisation, **_place(work)}
        if not is_person:
            _reach(account, card, records, "accounts")
            account["notes"] = card.note or None
            account["tags"] = ", ".join(card.categories) or None
            account["external_id"] = card.uid or None
        records.insert(0, ("accounts", _filled(account)))
    if is_person or not organisation:
        records.insert(
            1 if organisation else 0, ("contacts", _contact(card, organisation, work, home, records))
        )
    return records


def _contact(
    card: Card, organisation: str, work: Address | None, home: Address | None, records: Records
) -> dict[str, Any]:
    given = " ".join(filter(None, (card.given_name, card.middle_name)))
    contact: dict[str, Any] = {
        "name": card.name[: cleaning.NAME_LENGTH],
        "given_name": given,
        "family_name": card.family_name,
        "salutation": card.prefix,
        "name_suffix": card.suffix,
        "also_known_as": card.nickname,
        "job": card.job or card.role,
        "department": card.department,
        "language": regions.language_code(card.language) if card.language else None,
        "birthday": _birthday(card.birthday),
        "tags": ", ".join(card.categories),
        "external_id": card.uid,
        "notes": card.note,
        **_place(home or (None if organisation else work)),
    }
    _reach(contact, card, records, "contacts")
    if organisation:
        contact["account_id"] = Link("accounts", "row", "")
    return _filled(contact)


def _addresses(card: Card) -> tuple[Address | None, Address | None]:
    """The office's and the home's address; one without a word is the office's."""
    home = next((address for address in card.addresses if HOME & set(address.types)), None)
    work = next((address for address in card.addresses if "work" in address.types), None)
    other = next((address for address in card.addresses if address not in (home, work)), None)
    return work or other, home


def _place(address: Address | None) -> dict[str, Any]:
    if address is None:
        return {}
    street = "\n".join(filter(None, (address.street, address.extended, address.post_box)))
    if not (street or address.city) and address.label:
        return dict(cleaning.full_address(address.label.replace(", ", "\n")))
    country = regions.country_code(address.country) or address.country
    return {
        "street": street,
        "postal_code": address.postal_code,
        "city": address.city,
        "region": address.region,
        "country": country,
    }


def _reach(record: dict[str, Any], card: Card, records: Records, kind: str) -> None:
    """E-mails, numbers and sites: the first of each use beside the name, the others as channels."""
    link = {"accounts": "account_id", "contacts": "contact_id"}[kind]

    def further(channel: str, value: str, given: Channel) -> None:
        label = given.label or " ".join(given.types) or None
        extra = {"kind": channel, "value": value, "label": label, link: Link(kind, "row", "")}
        records.append(("channels", _filled(extra)))

    for given in _preferred_first(card.emails):
        found = cleaning.emails(given.value) or [given.value]
        slots = ("email", "second_email") if kind == "contacts" else ("email",)
        _settle(record, slots, found[0], "e_mail", given, further)
    for given in _preferred_first(card.phones):
        slot, channel = _use(given, kind)
        number = cleaning.phone(given.value)
        if number and channel:
            _settle(record, (slot,), number, channel, given, further)
    for given in _preferred_first(card.webs):
        _settle(record, ("web",), given.value, "web", given, further)
    for given in card.chats:
        _settle(record, ("chat",), given.value, "chat", given, further)


def _settle(
    record: dict[str, Any], slots: Sequence[str], value: str, channel: str, given: Channel, further: Any
) -> None:
    if value in record.values():
        return
    for slot in slots:
        if not record.get(slot):
            record[slot] = value
            return
    further(channel, value, given)


def _preferred_first(channels: Sequence[Channel]) -> list[Channel]:
    return sorted(channels, key=lambda channel: not channel.preferred)


def _use(given: Channel, kind: str) -> tuple[str, str]:
    """The field a number belongs into, and the kind of channel where that field is taken."""
    types = set(given.types)
    if "pager" in types:
        return "", ""
    if "fax" in types:
        return "fax", "fax"
    if types & {"cell", "iphone"}:
        return "mobile", "mobile"
    return ("private_phone" if "home" in types and kind == "contacts" else "phone"), "phone"


def _birthday(text: str) -> date | None:
    return date.fromisoformat(text) if text and not text.startswith("--") else None


def _filled(record: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in record.items() if value not in (None, "", [])}


def card_of(
    contact: Mapping[str, Any],
    account: Mapping[str, Any] | None = None,
    channels: Sequence[Mapping[str, Any]] = (),
) -> Card:
    """A contact (fields by name) with its account as a card."""
    account = account or {}
    web = _text(contact, "web") or _text(account, "web")
    card = Card(
        formatted_name=_text(contact, "name"),
        family_name=_text(contact, "family_name"),
        given_name=_text(contact, "given_name"),
        prefix=_text(contact, "salutation"),
        suffix=_text(contact, "name_suffix"),
        nickname=_text(contact, "also_known_as"),
        organisation=_text(account, "name"),
        department=_text(contact, "department"),
        job=_text(contact, "job"),
        emails=[Channel(_text(contact, f), ("work",)) for f in ("email", "second_email") if contact.get(f)],
        phones=[Channel(_text(contact, field), use) for field, use in NUMBERS if contact.get(field)],
        webs=[Channel(web)] if web else [],
        chats=[Channel(_text(contact, "chat"))] if contact.get("chat") else [],
        addresses=[*_address(account, "work"), *_address(contact, "home" if account else "work")],
        birthday=_text(contact, "birthday"),
        note=_text(contact, "notes"),
        categories=[word.strip() for word in _text(contact, "tags").split(",") if word.strip()],
        language=_text(contact, "language"),
        uid=_text(contact, "external_id") or _text(contact, "id"),
    )
    for channel in channels:
        _add_channel(card, channel)
    return card


def account_card(account: Mapping[str, Any], channels: Sequence[Mapping[str, Any]] = ()) -> Card:
    """An account (fields by name) as the card of an organisation."""
    fields = {**account, "given_name": "", "family_name": "", "private_phone": ""}
    card = card_of(fields, None, channels)
    card.kind, card.organisation = "org", _text(account, "name")
    return card


def _text(source: Mapping[str, Any], field: str) -> str:
    value = source.get(field)
    return value.isoformat() if isinstance(value, date) else str(value) if value else ""


def _address(source: Mapping[str, Any], use: str) -> list[Address]:
    street, city, region, code, country = (
        _text(source, field) for field in ("street", "city", "region", "postal_code", "country")
    )
    return [Address(street, city, region, code, country, types=(use,))] if street or city else []


def _add_channel(card: Card, channel: Mapping[str, Any]) -> None:
    given = Channel(str(channel.get("value") or ""), label=str(channel.get("label") or ""))
    kind = channel.get("kind")
    if kind == "e_mail":
        card.emails.append(given)
    elif kind in ("phone", "mobile", "fax"):
        card.phones.append(given._replace(types={"mobile": ("cell",), "fax": ("fax",)}.get(str(kind), ())))
    elif kind == "web":
        card.webs.append(given)
    elif kind == "chat":
        card.chats.append(given)
