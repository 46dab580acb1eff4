"""What each field of two records says for or against their being one, in bits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.language import N_
from app.twins.identity import email_key, mail_host, same_tax_number, tax_key, web_key
from app.twins.keys import ACCOUNT_PHONES, CONTACT_EMAILS, CONTACT_PHONES, OTHER_NAMES, Fields
from app.twins.likeness import (
    SAME,
    FirmName,
    PersonName,
    figures_likeness,
    firm_likeness,
    person_likeness,
    text_likeness,
)
from app.twins.names import person_words
from app.twins.phones import phone_key, same_phone

# Before any field has spoken, two records that share a key are rather strangers.
ACCOUNT_PRIOR, CONTACT_PRIOR = -7.0, -9.0

# Bits by how alike two names are: from this share on, so much.
_FIRM_NAME = ((0.995, 11.5), (0.90, 10.5), (0.85, 5.0), (0.75, 2.5), (0.60, -2.0), (0.0, -6.0))
_GIVEN_NAME = ((0.995, 4.5), (0.90, 3.5), (0.85, 2.0), (0.75, 0.5), (0.0, -5.0))
_FAMILY_NAME = ((0.995, 5.5), (0.90, 4.5), (0.85, 2.5), (0.75, 0.0), (0.0, -5.0))
_ADDRESS = ((0.9, 6.0), (0.75, 4.0), (0.6, 1.0), (0.0, -1.0))
_DAY = ((0.99, 9.0), (0.85, 6.0), (0.55, 1.0), (0.0, -3.0))
# What colleagues and families share proves nothing about persons whose names differ.
SHARED_BY_STRANGERS = 2.0

SAME_NAME = N_("Same name: {name}")
NAME_ALIKE = N_("Names alike: {one} – {other}")
SAME_TAX = N_("Same tax number {number}")
OTHER_TAX = N_("Different tax numbers: {one} – {other}")
SAME_EMAIL = N_("Same e-mail {address}")
SAME_PHONE = N_("Same phone {number}")
SAME_SITE = N_("Same website {site}")
SAME_ADDRESS = N_("Same address: {address}")
ADDRESS_ALIKE = N_("Addresses alike: {one} – {other}")
OTHER_COUNTRY = N_("Different countries: {one} – {other}")
SAME_BIRTHDAY = N_("Same birthday")
OTHER_BIRTHDAY = N_("Different birthdays")
SAME_COMPANY = N_("Same company: {name}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field says: bits for (above 0) or against, and the sentence for a person, where there is one."""

    bits: float
    template: str = ""
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A record made ready for comparing: every field in the one spelling that is compared."""

    kind: str
    name: str
    firm: FirmName | None = None
    person: PersonName | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tax: str | None = None
    host: str | None = None
    country: str | None = None
    address: str = ""
    address_words: tuple[str, ...] = field(default=())
    birthday: str | None = None
    account: str | None = None
    account_name: FirmName | None = None


def account_subject(fields: Fields, country: str | None) -> Subject:
    """An organisation from the fields of an account record; `country` counts for numbers where it names none."""
    name = fields.get("name") or ""
    others = tuple(other for other in map(fields.get, OTHER_NAMES) if other)
    email = email_key(fields.get("email"))
    own_country = _country(fields.get("country"))
    return Subject(
        kind="accounts",
        name=name or "".join(others[:1]),
        firm=FirmName.of(name, *others),
        emails=(email,) if email else (),
        phones=_phones(fields, ACCOUNT_PHONES, own_country or country),
        tax=tax_key(fields.get("tax_number"), own_country or country),
        host=web_key(fields.get("web")) or mail_host(email),
        country=own_country,
        **_address(fields),
    )


def contact_subject(fields: Fields, country: str | None) -> Subject:
    """A person from the fields of a contact record; `account` may carry the name of the firm on a card."""
    given, family = fields.get("given_name"), fields.get("family_name")
    whole = fields.get("name") or " ".join(part for part in (given, family) if part)
    emails = (email_key(fields.get(name)) for name in CONTACT_EMAILS)
    account = fields.get("account")
    own_country = _country(fields.get("country"))
    return Subject(
        kind="contacts",
        name=whole,
        person=PersonName.of(given, family, whole),
        emails=tuple(dict.fromkeys(email for email in emails if email)),
        phones=_phones(fields, CONTACT_PHONES, own_country or country),
        tax=tax_key(fields.get("tax_number"), own_country),
        country=own_country,
        birthday=str(fields.get("birthday") or "") or None,
        account=fields.get("account_id"),
        account_name=FirmName.of(account) if account else None,
        **_address(fields),
    )


def account_evidence(one: Subject, other: Subject) -> list[Evidence]:
    """What each field says about two organisations, the doubt before any field included."""
    evidence = [Evidence(ACCOUNT_PRIOR), *_firm_names(one, other), *_tax(one, other, 18.0, -8.0)]
    evidence += _shared(one.emails, other.emails, 9.0, SAME_EMAIL, "address")
    evidence += _phone(one, other, 8.0)
    if one.host and one.host == other.host and not set(one.emails) & set(other.emails):
        evidence.append(Evidence(7.0, SAME_SITE, (("site", one.host),)))
    evidence += _addresses(one, other)
    if one.country and other.country and one.country != other.country:
        evidence.append(Evidence(-4.0, OTHER_COUNTRY, (("one", one.country), ("other", other.country))))
    return evidence


def contact_evidence(one: Subject, other: Subject) -> list[Evidence]:
    """What each field says about two persons, the doubt before any field included."""
    names = _person_names(one, other)
    own = [*_tax(one, other, 12.0, -3.0), *_shared(one.emails, other.emails, 10.0, SAME_EMAIL, "address")]
    own += _birthdays(one, other)
    shared = [*_phone(one, other, 6.5), *_addresses(one, other), *_company(one, other)]
    if any(ground.bits < 0 for ground in names) and not any(ground.bits > 0 for ground in own):
        surplus = sum(ground.bits for ground in shared) - SHARED_BY_STRANGERS
        shared.append(Evidence(min(0.0, -surplus)))
    return [Evidence(CONTACT_PRIOR), *names, *own, *shared]


def _birthdays(one: Subject, other: Subject) -> list[Evidence]:
    if not one.birthday or not other.birthday:
        return []
    bits = _step(_DAY, figures_likeness(one.birthday, other.birthday))
    told = SAME_BIRTHDAY if one.birthday == other.birthday else OTHER_BIRTHDAY if bits < 0 else ""
    return [Evidence(bits, told)]


def _firm_names(one: Subject, other: Subject) -> list[Evidence]:
    if not one.firm or not other.firm or not one.firm.readings or not other.firm.readings:
        return []
    return [_name_ground(firm_likeness(one.firm, other.firm), _FIRM_NAME, one.name, other.name)]


def _person_names(one: Subject, other: Subject) -> list[Evidence]:
    if not one.person or not other.person:
        return []
    given, family = person_likeness(one.person, other.person)
    parts = [
        _step(steps, share)
        for share, steps in ((given, _GIVEN_NAME), (family, _FAMILY_NAME))
        if share is not None
    ]
    if parts and min(parts) > 0:
        return [_told_name(sum(parts), given == family == SAME, one.name, other.name)]
    return [Evidence(bits) for bits in parts]


def _name_ground(share: float, steps: tuple[tuple[float, float], ...], one: str, other: str) -> Evidence:
    bits = _step(steps, share)
    return _told_name(bits, share == SAME, one, other) if bits > 0 else Evidence(bits)


def _told_name(bits: float, same: bool, one: str, other: str) -> Evidence:
    if same and one.casefold() == other.casefold():
        return Evidence(bits, SAME_NAME, (("name", one),))
    return Evidence(bits, NAME_ALIKE, (("one", one), ("other", other)))


def _tax(one: Subject, other: Subject, same: float, differs: float) -> list[Evidence]:
    if not one.tax or not other.tax:
        return []
    if same_tax_number(one.tax, other.tax):
        return [Evidence(same, SAME_TAX, (("number", max(one.tax, other.tax, key=len)),))]
    return [Evidence(differs, OTHER_TAX, (("one", one.tax), ("other", other.tax)))]


def _shared(
    mine: Iterable[str], theirs: Iterable[str], bits: float, template: str, value: str
) -> list[Evidence]:
    both = sorted(set(mine) & set(theirs))
    return [Evidence(bits, template, ((value, both[0]),))] if both else []


def _phone(one: Subject, other: Subject, bits: float) -> list[Evidence]:
    for mine in one.phones:
        for theirs in other.phones:
            if same_phone(mine, theirs):
                return [Evidence(bits, SAME_PHONE, (("number", max(mine, theirs, key=len)),))]
    return [Evidence(-0.5)] if one.phones and other.phones else []


def _addresses(one: Subject, other: Subject) -> list[Evidence]:
    if not one.address_words or not other.address_words:
        return []
    share = text_likeness(one.address_words, other.address_words)
    bits = _step(_ADDRESS, share)
    if bits <= 0:
        return [Evidence(bits)]
    if share == SAME:
        return [Evidence(bits, SAME_ADDRESS, (("address", one.address),))]
    return [Evidence(bits, ADDRESS_ALIKE, (("one", one.address), ("other", other.address)))]


def _company(one: Subject, other: Subject) -> list[Evidence]:
    """The same employer: by its record, or by its name on a card."""
    if one.account and one.account == other.account:
        name = other.account_name or one.account_name
        return [Evidence(5.0, SAME_COMPANY, (("name", " ".join(name.readings[0]) if name else ""),))]
    if not one.account_name or not other.account_name:
        return []
    share = firm_likeness(one.account_name, other.account_name)
    if share >= 0.9:
        return [Evidence(5.0, SAME_COMPANY, (("name", " ".join(one.account_name.readings[0])),))]
    return [Evidence(-2.0)] if share < 0.75 else []


def _step(steps: tuple[tuple[float, float], ...], share: float) -> float:
    return next(bits for least, bits in steps if share >= least)


def _phones(fields: Fields, names: tuple[str, ...], country: str | None) -> tuple[str, ...]:
    keys = (phone_key(fields.get(name), country) for name in names)
    return tuple(dict.fromkeys(key for key in keys if key))


def _country(raw: str | None) -> str | None:
    code = (raw or "").strip().upper()
    return {"EL": "GR", "UK": "GB"}.get(code, code) or None


def _address(fields: Fields) -> dict[str, Any]:
    parts = [part for part in map(fields.get, ("street", "postal_code", "city")) if part]
    # A city alone is where thousands are.
    words = person_words(" ".join(parts)) if fields.get("street") else []
    return {"address": ", ".join(parts), "address_words": tuple(words)}
