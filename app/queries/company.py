"""Our own side of a paper: the company, the person who writes, their language, paper and clock."""

import base64
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.queries.papers import Company, Person
from app.settings import setting
from app.store.engine import Reader

_PREFIX = "setting."


def preference(reader: Reader, key: str) -> str:
    """A setting as text; its declared default where it was never set."""
    found = reader.value("SELECT value FROM local WHERE name = ?", (_PREFIX + key,))
    declared = setting(key)
    return str(found) if found is not None else declared.text(declared.default)


def company(reader: Reader) -> Company:
    """The letterhead, from the settings."""
    logo = preference(reader, "company.logo")
    return Company(
        name=preference(reader, "company.name"),
        address=_lines(preference(reader, "company.address")),
        phone=preference(reader, "company.phone"),
        email=preference(reader, "company.email"),
        web=preference(reader, "company.web"),
        tax_number=preference(reader, "company.tax_number"),
        bank=preference(reader, "company.bank"),
        legal_line=preference(reader, "company.legal_line"),
        logo=base64.b64decode(logo) if logo else None,
        brand_colour=preference(reader, "company.color"),
    )


def manager(reader: Reader, owner_id: str | None = None) -> Person:
    """The account manager a paper names: the record's owner, else the person at this laptop."""
    row = (
        reader.row("SELECT name, job, phone, mobile, email FROM users WHERE id = ?", (owner_id,))
        if owner_id
        else None
    )
    if row is not None:
        return Person(row.name, row.job or "", "", row.mobile or row.phone or "", row.email or "")
    return Person(
        preference(reader, "user.name"),
        preference(reader, "user.job"),
        "",
        preference(reader, "user.phone"),
        preference(reader, "user.email"),
    )


def client_language(reader: Reader, account_id: str) -> str:
    """The language an account is written to in: its own, else that of its country, else ours."""
    row = reader.row("SELECT language, country FROM accounts WHERE id = ?", (account_id,))
    known = set(setting("language").choices)
    if row and row.language in known:
        return str(row.language)
    spoken = _SPOKEN.get(row.country or "", "") if row else ""
    return spoken or preference(reader, "language")


_SPOKEN = {
    "IT": "it", "SM": "it", "GR": "el", "CY": "el", "BG": "bg", "BD": "bn", "DE": "de", "AT": "de", "LI": "de",
    "FR": "fr", "MC": "fr", "GB": "en", "IE": "en", "US": "en", "MT": "en", "AU": "en", "NZ": "en",
}  # fmt: skip


def in_zone(reader: Reader, moment: datetime | None, zone: str | None = None) -> datetime | None:
    """A moment on the clock it is to be printed by, if there is one."""
    return None if moment is None else on_clock(reader, moment, zone)


def on_clock(reader: Reader, moment: datetime, zone: str | None = None) -> datetime:
    """A moment on the clock it is to be printed by: the record's zone, the setting, this computer's."""
    name = zone or preference(reader, "time_zone")
    try:
        return moment.astimezone(ZoneInfo(name) if name else None)
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def address_lines(row: object, language: str) -> tuple[str, ...]:
    """Street, postal code with city, region and country of a row, without empty lines."""
    from app.language import country_name

    place = " ".join(filter(None, (getattr(row, "postal_code", ""), getattr(row, "city", ""))))
    country = getattr(row, "country", "")
    lines = (
        getattr(row, "street", ""),
        place,
        getattr(row, "region", ""),
        country and country_name(country, language),
    )
    return tuple(line for line in lines if line)
