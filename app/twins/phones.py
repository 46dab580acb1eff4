"""A telephone number as one string of digits, cheap enough for a hundred thousand rows at once.

This is a key for finding twins, not a check: calling codes and trunk prefixes are those of ITU-T E.164 and
E.123 for the countries our users meet; whether a number exists is never asked.
"""

import re
from functools import cache

# Country → (calling code, trunk prefix dialled inside the country; empty where there is none).
# Italy, San Marino and the Vatican keep their leading 0 in the international form.
DIALLING: dict[str, tuple[str, str]] = {
    "AE": ("971", "0"), "AL": ("355", "0"), "AM": ("374", "0"), "AR": ("54", "0"), "AT": ("43", "0"),
    "AU": ("61", "0"), "AZ": ("994", "0"), "BA": ("387", "0"), "BD": ("880", "0"), "BE": ("32", "0"),
    "BG": ("359", "0"), "BR": ("55", "0"), "BY": ("375", "8"), "CA": ("1", "1"), "CH": ("41", "0"),
    "CN": ("86", "0"), "CY": ("357", ""), "CZ": ("420", ""), "DE": ("49", "0"), "DK": ("45", ""),
    "EE": ("372", ""), "EG": ("20", "0"), "ES": ("34", ""), "FI": ("358", "0"), "FR": ("33", "0"),
    "GB": ("44", "0"), "GE": ("995", "0"), "GR": ("30", ""), "HK": ("852", ""), "HR": ("385", "0"),
    "HU": ("36", "06"), "IE": ("353", "0"), "IL": ("972", "0"), "IN": ("91", "0"), "IS": ("354", ""),
    "IT": ("39", ""), "JP": ("81", "0"), "KR": ("82", "0"), "LB": ("961", "0"), "LK": ("94", "0"),
    "LT": ("370", "0"), "LU": ("352", ""), "LV": ("371", ""), "MA": ("212", "0"), "MD": ("373", "0"),
    "ME": ("382", "0"), "MK": ("389", "0"), "MM": ("95", "0"), "MT": ("356", ""), "MX": ("52", ""),
    "MY": ("60", "0"), "NG": ("234", "0"), "NL": ("31", "0"), "NO": ("47", ""), "NP": ("977", "0"),
    "NZ": ("64", "0"), "PK": ("92", "0"), "PL": ("48", ""), "PT": ("351", ""), "QA": ("974", ""),
    "RO": ("40", "0"), "RS": ("381", "0"), "RU": ("7", "8"), "SA": ("966", "0"), "SE": ("46", "0"),
    "SG": ("65", ""), "SI": ("386", "0"), "SK": ("421", "0"), "SM": ("378", ""), "TH": ("66", "0"),
    "TN": ("216", ""), "TR": ("90", "0"), "UA": ("380", "0"), "US": ("1", "1"), "VA": ("39", ""),
    "VN": ("84", "0"), "XK": ("383", "0"), "ZA": ("27", "0"),
}  # fmt: skip
# What is written between calling code and number though it must not be dialled: +44 (0)20, +49 0 89.
_TRUNK_OF_CODE = {code: trunk for code, trunk in DIALLING.values() if trunk == "0"}
_CODES_BY_LENGTH = tuple(
    (length, frozenset(code for code in _TRUNK_OF_CODE if len(code) == length)) for length in (2, 3)
)
_SAME_COUNTRY = {"EL": "GR", "UK": "GB"}

_DIGITS = b"0123456789"
_PLAIN = _DIGITS + b"+-.() "
_NO_DIGITS = bytes(code for code in range(128) if code not in _DIGITS)
SHORTEST, LONGEST = 6, 15


def phone_key(raw: str | None, country: str | None = None) -> str | None:
    """The number as "+" and digits where its country is known, as bare digits where it is not.

    `country` is the ISO code of the place the number was written for ("EL" and "UK" are understood). Extensions
    are left out and of several numbers in one field the first counts. None where fewer than 6 or more than 15
    digits remain, as for "-" or "see card".
    """
    if not raw:
        return None
    written = raw.encode("utf-8", "replace")
    if written.translate(None, _PLAIN):
        raw = _first_number(raw)
        digits = _plain_digits(raw)
    else:
        digits = written.translate(None, _NO_DIGITS).decode()
    if not SHORTEST <= len(digits) <= LONGEST + 4:
        return None
    code, trunk = DIALLING.get(_SAME_COUNTRY.get(country, country), ("", "")) if country else ("", "")
    before = raw.partition(digits[0])[0]
    if "+" in before or "＋" in before:
        return _international(digits)
    if digits.startswith("00") and len(digits) > 9:
        return _international(digits[2:])
    if code == "1" and digits.startswith("011") and len(digits) > 11:
        return _international(digits[3:])
    return _national(digits, code, trunk)


def same_phone(one: str, other: str) -> bool:
    """Whether two keys can be one number; a key without a country meets any that ends with it."""
    if one == other:
        return True
    if one[0] != "+" and len(one) > SHORTEST:
        return other.endswith(one)
    return other[0] != "+" and len(other) > SHORTEST and one.endswith(other)


def _first_number(raw: str) -> str:
    """The first number of a field that also holds words: "T: +44 20 7946 0018 ext. 12"."""
    for part in _between_numbers().split(raw):
        number = _extension().sub("", part)
        alone, _, _ = number.partition("/")
        if _count(alone) >= 8:
            return alone
        if _count(number) >= SHORTEST:
            return number
    return ""


def _count(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _plain_digits(raw: str) -> str:
    """Digits of any script as 0-9, so that Bengali figures count."""
    return "".join(str(int(letter)) for letter in raw if letter.isdecimal())


def _international(digits: str) -> str | None:
    for length, codes in _CODES_BY_LENGTH:
        if digits[:length] in codes and digits[length : length + 1] == "0":
            digits = digits[:length] + digits[length + 1 :]
            break
    return "+" + digits if SHORTEST <= len(digits) <= LONGEST else None


def _national(digits: str, code: str, trunk: str) -> str | None:
    if not code:
        bare = digits[1:] if digits[0] == "0" else digits
        return bare if SHORTEST <= len(bare) <= LONGEST else None
    if trunk and digits.startswith(trunk) and len(digits) > 7:
        digits = digits[len(trunk) :]
    elif len(digits) >= 11 and digits.startswith(code) and code != "1":
        return _international(digits)
    return "+" + code + digits if len(code) + len(digits) <= LONGEST else None


# Compiled at first use: the import of this module is part of the program's start.
@cache
def _extension() -> re.Pattern[str]:
    return re.compile(r"(?:ext|x|int|εσωτ|вътр|durchwahl|poste|#|;).*$", re.I)


@cache
def _between_numbers() -> re.Pattern[str]:
    return re.compile(r"[,|\n]|(?<=\d)\s+(?:or|o|oder|ou|und|and)\s+", re.I)
