"""Handing a number, an address or a page to the computer's own programs, safely: never as anything but data."""

import re
import sys
from urllib.parse import quote, urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.language import t
from ui.hub import Hub

_MAIL = re.compile(r"[^\s@<>,;:()\"\[\]\\?&]{1,64}@[^\s@<>,;:()\"\[\]\\?&]{1,250}\Z")
_HOST = re.compile(r"[^\s/\\@:?#<>\"']{1,253}(:\d{1,5})?\Z")


def phone_link(number: str) -> str:
    """A number to dial: digits and a leading plus, nothing else; "" when there are none."""
    if any(sign in number for sign in "*#;="):
        return ""  # what a telephone would take for a command
    digits = "".join(sign for sign in number.split("/")[0] if sign.isascii() and sign.isdigit())
    plus = "+" if number.strip().startswith("+") else ""
    return f"tel:{plus}{digits}" if len(digits) >= 3 else ""


def mail_link(address: str) -> str:
    """A mail to one address; "" when it is none."""
    plain = address.strip()
    return f"mailto:{quote(plain, safe='@')}" if _MAIL.match(plain) else ""


def web_link(text: str) -> str:
    """A page of the web; "" when it is anything else than http."""
    plain = text.strip()
    if "://" not in plain:
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not _HOST.match(parts.netloc):
        return ""
    return quote(parts.geturl(), safe=":/?#[]@!$&'()*+,;=%~")


def map_link(address: str) -> str:
    """The address for the map program of this computer."""
    place = quote(" ".join(address.split()), safe="")
    if not place:
        return ""
    if sys.platform == "darwin":
        return f"maps:?q={place}"
    return f"bingmaps:?q={place}" if sys.platform == "win32" else f"geo:0,0?q={place}"


def hand_over(hub: Hub, link: str, text: str) -> bool:
    """Open a link with the program that is there for it; where there is none, the text is copied instead."""
    if link and QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode)):
        return True
    QGuiApplication.clipboard().setText(text)
    hub.tell(t("No program here opens this. “{text}” was copied instead.", text=text[:80]))
    return False
