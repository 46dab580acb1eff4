"""Makes values out of the text of cells: days and numbers in the dialect of their column, phones, addresses."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from app.interop.regions import LANGUAGES, country_code
from app.language.folding import fold

LIST_MARK = ":::"
NAME_LENGTH = 1_000
# Longer than any day, number or address; what is longer is not searched for one.
FIGURE_LENGTH = 80
ADDRESS_LENGTH = 2_000
BLANKS = re.compile(r"\s+")
DAY_PARTS = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?:[T\s,].*)?\Z", re.DOTALL)
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?\Z")
WORDED_DAY = re.compile(
    r"(?:(\d{1,2})\.?\s+([^\W\d_]+)\.?,?\s+(\d{4}|\d{2})|([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4}))\b"
)
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
NUMBER_BODY = re.compile(r"[\d.,'’\s\u00a0\u202f]+")
FIGURE = re.compile(r"[^\d]{0,6}?([\d.,][\d.,'’\s\u00a0\u202f]*)[^\d]{0,6}\Z")
PHONE_WORD = re.compile(
    r"\A\s*(?:tel(?:efono|efon|ephone|\.)?|phone|t|m|mob(?:ile|\.)?|f|fax|τηλ|тел)\s*[.:]\s*[.:]?\s*|\Atel:",
    re.IGNORECASE,
)
PHONE_STARTS = frozenset("+0123456789(")
PLAIN_WEB = re.compile(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[a-z0-9./?=&_-]*)?\Z", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@<>,;:()\"\[\]]+@[^\s@<>,;:()\"\[\]]+")
ACCESS_LINK = re.compile(r"[^#]*#([^#]*)#.*", re.DOTALL)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
POSTAL = re.compile(
    r"(?:[A-Z]{1,2}-)?(\d{5}-\d{2,4}|\d{4,6}|\d{3}[ -]\d{2,3}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
    r"\b\s*(.*)\Z",
    re.IGNORECASE,
)
YES = frozenset("1 true yes y ja j si s oui o vrai wahr ναι να да д হ্যাঁ x on".split())
NO = frozenset("0 false no n nein non faux falsch όχι οχι не н না off".split())
SERIAL_START = date(1899, 12, 30)


def one_line(text: str) -> str | None:
    """Text of a field that has one line."""
    text = BLANKS.sub(" ", text).strip() if "\n" in text or "\t" in text or "  " in text else text.strip()
    return text or None


def lines(text: str) -> str | None:
    """Text of a field that may have several lines."""
    return text.strip() or None


def phone(text: str) -> str | None:
    """A phone number without the word in front of it: `T: + 420 261` is `+420 261`."""
    if text[:1] in PHONE_STARTS and text[1:2] != " " and "\n" not in text and "  " not in text:
        return text.strip()
    text = PHONE_WORD.sub("", (one_line(text) or "")[:ADDRESS_LENGTH]).strip()
    return re.sub(r"\A\+\s+", "+", text) or None


def emails(text: str) -> list[str]:
    """All addresses in a cell; a name beside an address is left out."""
    return EMAIL.findall(text.replace("mailto:", " ")) if "@" in text and len(text) <= ADDRESS_LENGTH else []


def email(text: str) -> str | None:
    """The address in a cell; ValueError where there is text but no address."""
    found = emails(text)
    if not found and text.strip():
        raise ValueError("is not an e-mail address")
    return found[0].rstrip(".") if found else None


def web(text: str) -> str | None:
    """A web address as a person would type it; other schemes and mere words are no addresses."""
    text = text.strip()
    if len(text) > ADDRESS_LENGTH:
        raise ValueError("is not a web address")
    if PLAIN_WEB.match(text) and not text.lower().endswith((".htm", ".html")):
        return text
    if "#" in text and (found := ACCESS_LINK.match(text)):
        text = found[1].strip() or text.strip("# ")
    text = re.sub(r"\A(https?:/*)?(?:%20|\s)+", r"\1", text, flags=re.IGNORECASE).strip()
    text = BLANKS.sub("", text)
    if not text:
        return None
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise ValueError("is not a web address")
    if "." not in text or text.lower().endswith((".htm", ".html")) and "/" not in text:
        raise ValueError("is not a web address")
    return text


def listed(text: str) -> list[str]:
    """Several values in one cell, as Google joins them; the mark of the default is taken off."""
    parts = text.split(LIST_MARK) if LIST_MARK in text else [text]
    return [part for part in (part.strip().removeprefix("* ").strip() for part in parts) if part]


def tags(text: str) -> str | None:
    """Words of a category cell, separated by commas whatever separated them."""
    words = re.split(r":::|[|;,\n]", text)
    kept = dict.fromkeys(word.strip().removeprefix("* ").strip() for word in words)
    return ", ".join(word for word in kept if word and word.lower() != "mycontacts") or None


def aliases(text: str) -> str | None:
    """Other names in one cell, `it:Università di Macerata|UNIMC`, without the tags of their languages."""
    names = re.split(r":::|[|\n]", text)
    kept = dict.fromkeys(re.sub(r"\A[a-z]{2,3}:(?=\S)", "", name.strip()) for name in names)
    return ", ".join(name for name in kept if name) or None


def flag(text: str) -> bool | None:
    """Yes or no in any of the seven languages."""
    word = fold(text).strip()
    if word in YES:
        return True
    if word in NO:
        return False
    if word:
        raise ValueError("is neither yes nor no")
    return None


def date_order(values: Iterable[str], hint: str = "dmy") -> tuple[str, bool]:
    """Whether the days of a column stand day first or month first, and whether that is certain."""
    day_first = month_first = 0
    slashed = dotted = False
    for value in values:
        found = DAY_PARTS.match(_digits(value[:FIGURE_LENGTH].strip()))
        if not found or len(found[1]) == 4:
            continue
        slashed, dotted = slashed or found[2] == "/", dotted or found[2] != "/"
        day_first += int(found[1]) > 12
        month_first += int(found[3]) > 12
    if day_first != month_first:
        return ("dmy" if day_first > month_first else "mdy"), not (day_first and month_first)
    if slashed or dotted:
        return (hint if slashed else "dmy"), dotted and not slashed
    return hint, True


def day(text: str, order: str = "dmy") -> date | None:
    """A day in the given order, in ISO form, compact, worded in any of the languages, or as a serial number."""
    text = _digits(text.strip())
    if not text:
        return None
    if len(text) > FIGURE_LENGTH:
        raise ValueError("is not a day")
    if (found := DAY_PARTS.match(text)) is not None:
        first, second, third = found[1], found[3], found[4]
        if len(first) >= 3:
            return _day(int(first), int(second), int(third))
        month, number = (first, second) if order == "mdy" else (second, first)
        return _day(_year(third), int(month), int(number))
    if (found := COMPACT_DAY.match(text)) is not None:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if text.isdigit() and len(text) == 5:
        return SERIAL_START + timedelta(days=int(text))
    if (found := WORDED_DAY.search(text)) is not None:
        number, word, year = found[1] or found[5], found[2] or found[4], found[3] or found[6]
        month_number = _months().get(fold(word))
        if month_number:
            return _day(_year(year), month_number, int(number))
    raise ValueError("is not a day")


def _day(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError("is not a day") from None


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < 40 else 1900)


@cache
def _months() -> dict[str, int]:
    from babel import Locale

    found: dict[str, int] = {}
    for language in LANGUAGES:
        forms = Locale.parse(language).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in forms[use][width].items():
                    found.setdefault(fold(str(name)).rstrip("."), int(number))
    return found


@cache
def _digit_map() -> dict[int, str]:
    return {start + digit: str(digit) for start in (0x09E6, 0x0966, 0x0660, 0xFF10) for digit in range(10)}


def _digits(text: str) -> str:
    """Bengali and other digits as the usual ones."""
    return text if text.isascii() else text.translate(_digit_map())


def decimal_sign(values: Iterable[str], separator: str = "") -> str:
    """The decimal sign of a column of numbers: where they leave it open, a file with semicolons means a comma."""
    commas = dots = 0
    for value in values:
        body = "".join(NUMBER_BODY.findall(_digits(value[:FIGURE_LENGTH]))).strip()
        comma, dot = body.rfind(","), body.rfind(".")
        if comma >= 0 and dot >= 0:
            commas, dots = commas + (comma > dot), dots + (dot > comma)
        elif comma >= 0:
            commas += body.count(",") == 1 and len(body) - comma != 4
            dots += body.count(",") > 1
        elif dot >= 0:
            dots += body.count(".") == 1 and len(body) - dot != 4
            commas += body.count(".") > 1
    if commas != dots:
        return "," if commas > dots else "."
    return "," if separator == ";" else "."


def number(text: str, sign: str = ".") -> Decimal | None:
    """A number written with this decimal sign; currency signs, grouping and accounting brackets are understood."""
    text = _digits(text.strip())
    if not text:
        return None
    if len(text) > FIGURE_LENGTH:
        raise ValueError("is not a number")
    negative = (
        text.startswith("(") and text.endswith(")") or text.endswith("-") or text.startswith(("-", "−"))
    )
    found = FIGURE.match(text)
    if not found:
        raise ValueError("is not a number")
    body = found[1]
    body = re.sub(r"[\s'’\u00a0\u202f]", "", body).strip()
    body = body.replace("," if sign == "." else ".", "").replace(sign, ".").rstrip(".") or "x"
    body = f"0{body}" if body.startswith(".") else body
    if not NUMBER.match(body) or len(body) > 30:
        raise ValueError("is not a number")
    value = Decimal(body)
    return -value if negative else value


def whole(text: str) -> int | None:
    """A whole number, such as a year or a count of employees; ranges give their lower end."""
    found = re.search(r"\d[\d.,\s]*", _digits(text[:FIGURE_LENGTH]))
    if not found:
        if text.strip():
            raise ValueError("is not a number")
        return None
    digits = re.sub(r"\D", "", re.sub(r"[.,]\d{1,2}\Z", "", found[0].strip()))
    if len(digits) > 9:
        raise ValueError("is not a number")
    return int(digits)


def full_address(text: str) -> dict[str, str]:
    """Street, postal code, city and country of an address written in one cell."""
    parts = [part.strip(" ,\t\r") for part in re.split(r"[|\n]", text[: ADDRESS_LENGTH * 2])]
    parts = [part for part in parts if part]
    found: dict[str, str] = {}
    if len(parts) < 2:
        return {"street": parts[0]} if parts else {}
    code = country_code(parts[-1]) if len(parts[-1]) > 1 else None
    if code:
        found["country"] = code
        parts.pop()
    for place in range(len(parts) - 1, 0, -1):
        postal = POSTAL.match(parts[place])
        if postal:
            found["postal_code"] = postal[1]
            _city(found, postal[2].strip(" ,"), parts, place)
            break
    else:
        if len(parts) > 1:
            found["city"] = parts.pop()
    found["street"] = ", ".join(parts)
    return {field: value for field, value in found.items() if value}


def _city(found: dict[str, str], beside: str, parts: list[str], place: int) -> None:
    """The town stands beside the postal code, else after it, else before it."""
    if beside:
        found["city"] = beside
        del parts[place:]
    elif place + 1 < len(parts):
        found["city"], _, region = (word.strip() for word in parts[place + 1].partition(","))
        if region:
            found["region"] = region
        del parts[place:]
    else:
        del parts[place]
        if len(parts) > 1:
            found["city"] = parts.pop()


def one_or_more_emails(text: str) -> str | list[str] | None:
    """The address of a cell, or several; ValueError where there is text but no address."""
    text = text.strip()
    if len(text) > ADDRESS_LENGTH:
        raise ValueError("is not an e-mail address")
    if EMAIL.fullmatch(text) and not text.startswith("mailto"):
        return text.rstrip(".")
    found = emails(text)
    return found if len(found) > 1 else email(text)
