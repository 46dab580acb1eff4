"""One spelling for what identifies an organisation or a person by itself: e-mail, tax number, web address.

The forms of tax numbers follow what people of those countries write (blanks, dots, dashes, the
country code missing or doubled, Greece as EL or GR); whether a number is valid is not asked here.
"""

import re
from functools import cache

from app.twins.scripts import latin

# Countries whose tax numbers carry their code in front; Greece writes EL.
_TAX_COUNTRIES = frozenset(
    """AT BE BG CY CZ DE DK EE EL ES FI FR GB HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI CH NO TR RS
    BD IN UA MK AL""".split()
)
_TAX_CODES = {"GR": "EL", "UK": "GB"}
_CAPITALS = bytes(range(128)).upper() + bytes(range(128, 256))
_NOT_ALPHANUMERIC = bytes(code for code in range(128) if not chr(code).isalnum())

# Hosts where anybody has a mailbox: they say nothing about who somebody works for.
FREE_MAIL = frozenset(
    """gmail.com googlemail.com yahoo.com yahoo.gr yahoo.it yahoo.fr yahoo.de yahoo.co.uk yahoo.co.in ymail.com
    hotmail.com hotmail.it hotmail.fr hotmail.de hotmail.gr hotmail.co.uk outlook.com outlook.de outlook.fr
    outlook.it live.com live.it live.fr msn.com icloud.com me.com aol.com gmx.de gmx.net gmx.at gmx.com web.de
    t-online.de freenet.de mail.ru yandex.ru abv.bg mail.bg dir.bg libero.it virgilio.it tiscali.it alice.it
    tin.it pec.it legalmail.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr otenet.gr forthnet.gr hol.gr
    btinternet.com protonmail.com proton.me example.com example.org example.net""".split()
)
# Hosts where one page of many is somebody's: the first step of the path belongs to the address.
_SHARED_HOSTS = frozenset(
    """facebook.com m.facebook.com fb.com linkedin.com instagram.com twitter.com x.com youtube.com google.com
    sites.google.com maps.google.com business.site wikipedia.org bit.ly tiktok.com""".split()
)


def email_key(raw: str | None) -> str | None:
    """An e-mail address in one spelling: lower case, without the name around it, a "+tag", or Gmail's dots.

    None where there is no "@" with something on both sides.
    """
    if not raw:
        return None
    text = raw.strip().casefold()
    if "<" in text:
        text = text.partition("<")[2].partition(">")[0]
    if text.startswith("mailto:"):
        text = text[7:].partition("?")[0]
    box, at, host = text.rpartition("@")
    if not at or not box or "." not in host or " " in text:
        return None
    if "+" in box[1:]:
        box = box.partition("+")[0]
    host = host.rstrip(".;,>")
    if host in ("gmail.com", "googlemail.com"):
        box, host = box.replace(".", ""), "gmail.com"
    return f"{box}@{host}"


def tax_key(raw: str | None, country: str | None = None) -> str | None:
    """A tax number as its country's code and its figures, "EL094501040"; without a country the figures alone.

    Blanks, dots, dashes, labels ("P.IVA", "ΑΦΜ") and a doubled country code are taken away; GR becomes EL.
    None where fewer than five letters and digits remain or no digit at all.
    """
    if not raw:
        return None
    if raw.isascii():
        text = raw.encode().translate(_CAPITALS, _NOT_ALPHANUMERIC).decode()
    else:
        text = _not_capitals().sub("", latin(raw).upper())
    if len(text) < 5:
        return None
    if not text.isdigit():
        text = _labels().sub("", text)
        if text.isalpha():
            return None
        while text[:2].isalpha() and text[:2] == text[2:4]:
            text = text[2:]
        if text.startswith("ATUATU"):
            text = text[3:]
        code = _TAX_CODES.get(text[:2], text[:2])
        if code in _TAX_COUNTRIES:
            return _full(code, text[2:])
    if country:
        code = _TAX_CODES.get(country, country)
        if code in _TAX_COUNTRIES:
            return _full(code, text)
    return text


def _full(code: str, figures: str) -> str:
    # Old Greek numbers are written with eight figures; the ninth in front is a nought.
    return code + (figures.zfill(9) if code == "EL" else figures)


def tax_body(key: str) -> str:
    """The figures of a tax key without its country and leading noughts: what two ways of writing it share."""
    return (key[2:] if key[:2] in _TAX_COUNTRIES else key).lstrip("0")


def same_tax_number(one: str, other: str) -> bool:
    """Whether two tax keys can be one number: equal figures, and no two different countries in front."""
    codes = {key[:2] for key in (one, other) if key[:2] in _TAX_COUNTRIES}
    return len(codes) < 2 and tax_body(one) == tax_body(other)


def web_key(raw: str | None) -> str | None:
    """The host of a web address without "www."; None where there is none.

    On hosts that belong to nobody alone (facebook.com …) the first step of the path is kept.
    """
    if not raw:
        return None
    text = raw.strip().casefold().replace("%20", "")
    _, scheme, rest = text.partition("://")
    if scheme:
        text = rest
    host, _, path = text.strip("/ ").partition("/")
    host = host.rpartition("@")[2].partition("?")[0].partition("#")[0].partition(":")[0].rstrip(".")
    if host.startswith("www."):
        host = host[4:]
    if "." not in host or " " in host:
        return None
    if host in _SHARED_HOSTS:
        page = path.partition("?")[0].partition("/")
        step = page[2].partition("/")[0] if page[0] in ("company", "in", "pages", "channel") else page[0]
        return f"{host}/{step}" if step else None
    return host


def mail_host(email: str | None) -> str | None:
    """The host of an e-mail key where it is the firm's own, not a mailbox anybody can have."""
    if not email:
        return None
    host = email.rpartition("@")[2]
    return None if host in FREE_MAIL else host


# Compiled at first use: the import of this module is part of the program's start.
@cache
def _labels() -> re.Pattern[str]:
    """What people write in front of a tax number to say what it is."""
    return re.compile(
        r"^(?:VAT(?:REGNO|REG|NUMBER|NO|ID|NR)?|USTIDNR|USTID|UST|UID|PARTITAIVA|PIVA|PI|CFPIVA|AFM|VATAFM|EIK|EIN|DDS|"
        r"TVA|NTVA|NOTVA|TIN|BIN|GSTIN|TAXID|TAXNO|TAX)(?=[A-Z]{0,4}\d)"
    )


@cache
def _not_capitals() -> re.Pattern[str]:
    return re.compile(r"[^A-Z0-9]+")
