"""The keys under which twins of a record are found; light, because every record that is written asks for them."""

from collections.abc import Mapping
from typing import Literal

from app.twins.identity import email_key, mail_host, tax_body, tax_key, web_key
from app.twins.names import GENERIC, name_key, name_words, one_spelling, person_words
from app.twins.phones import phone_key
from app.twins.scripts import latin, sound

Kind = Literal["accounts", "contacts"]
Fields = Mapping[str, str | None]

# The fields of our records that are read; as in the declarations of accounts and contacts.
OTHER_NAMES = ("legal_name", "also_known_as")
ACCOUNT_PHONES = ("phone", "mobile", "fax")
CONTACT_PHONES = ("mobile", "phone", "private_phone")
CONTACT_EMAILS = ("email", "second_email")
_PHONE_END = 9


def match_keys(fields: Fields, kind: Kind = "accounts", country: str | None = None) -> list[str]:
    """The keys to store with a record: exact ones and two that gather names with slips of the pen.

    `n:` name, `e:` e-mail, `p:` last nine digits of a phone, `t:` figures of the tax number, `w:` host of the web
    address or of the firm's own mailbox, `b:` block. Records that share a key are candidates for `score`, not yet
    twins. `country` (ISO code) is where numbers without a country belong when the record names none.
    """
    get = fields.get
    country = (get("country") or country or "").upper()
    keys = _account_name_keys(fields) if kind == "accounts" else _contact_name_keys(fields)
    email = None
    for name in ("email",) if kind == "accounts" else CONTACT_EMAILS:
        raw = get(name)
        if raw:
            email = email_key(raw)
            if email:
                keys.append("e:" + email)
    for name in ACCOUNT_PHONES if kind == "accounts" else CONTACT_PHONES:
        raw = get(name)
        if raw:
            number = phone_key(raw, country)
            if number:
                keys.append("p:" + number[-_PHONE_END:].lstrip("+"))
    raw = get("tax_number")
    if raw:
        tax = tax_key(raw, country)
        if tax:
            keys.append("t:" + tax_body(tax))
    if kind == "accounts":
        host = web_key(get("web")) or mail_host(email)
        if host:
            keys.append("w:" + host)
    return keys if len(keys) < 3 else list(dict.fromkeys(keys))


def _account_name_keys(fields: Fields) -> list[str]:
    name = fields.get("name")
    words = name_words(name) if name else None
    keys = []
    if words:
        keys.append("n:" + one_spelling(" ".join(sorted(words))))
        telling = [word for word in words if word not in GENERIC] or words
        keys.append("b:" + _block("".join(telling)))
        longest = max(telling, key=len)
        if longest is not telling[0]:
            keys.append("b:" + _block(longest))
    for field in OTHER_NAMES:
        other = fields.get(field)
        if other:
            key = name_key(other)
            if key:
                keys.append("n:" + key)
    return keys


def _block(word: str) -> str:
    """Five consonants as they sound; names with fewer than three are taken as they are."""
    bare = sound(word[:14])
    return bare[:5] if len(bare) > 2 else word[:6]


def _contact_name_keys(fields: Fields) -> list[str]:
    given, family = fields.get("given_name") or "", fields.get("family_name") or ""
    words = person_words(f"{given} {family}" if given or family else fields.get("name") or "")
    keys = []
    if words:
        keys.append("n:" + one_spelling(" ".join(sorted(words))))
        keys.append(f"b:{sound(words[-1])[:4]}.{words[0][0]}")
        if len(words) > 1:
            keys.append(f"b:{sound(words[0])[:4]}.{words[-1][0]}")
    born = fields.get("birthday")
    if born:
        keys.append(f"b:{born}")
    code, street = fields.get("postal_code"), fields.get("street")
    if code and street:
        keys.append(f"b:{code}{sound(latin(street))[:4]}")
    return keys
