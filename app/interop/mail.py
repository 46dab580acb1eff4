"""Mail drafts that any mail program opens as unsent: a letter with its papers attached."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from app import files
from app.errors import Refused
from app.interop.paths import check_target, safe_name

CONTROLS = re.compile("[\x00-\x1f\x7f\u2028\u2029\x85\ud800-\udfff]+")
BODY_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
ADDRESS = re.compile(r"[^\s@<>,;:()\"\[\]\\\x00-\x1f]{1,64}@[^\s@<>,;:()\"\[\]\\\x00-\x1f]{1,250}\Z")
TYPES = {
    "pdf": ("application", "pdf"),
    "ics": ("text", "calendar"),
    "vcf": ("text", "vcard"),
    "csv": ("text", "csv"),
}
SUBJECT_LENGTH = 250


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail: its name as the reader sees it, and its bytes."""

    name: str
    content: bytes


def check_address(text: str) -> str:
    """A mail address that may stand in a header; refused with a sentence otherwise."""
    address = text.strip()
    if not ADDRESS.match(address):
        raise Refused("“{address}” is not an e-mail address.", address=CONTROLS.sub(" ", address)[:80])
    return address


def draft(
    to: Sequence[str | tuple[str, str]],
    subject: str,
    body: str,
    enclosures: Sequence[Enclosure] = (),
    cc: Sequence[str | tuple[str, str]] = (),
    sender: str = "",
    language: str = "",
) -> bytes:
    """A draft as the bytes of an .eml file; people are addresses or (name, address)."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if sender:
        message["From"] = _person(sender)
    if to:
        message["To"] = [_person(person) for person in to]
    if cc:
        message["Cc"] = [_person(person) for person in cc]
    message["Subject"] = CONTROLS.sub(" ", subject).strip()[:SUBJECT_LENGTH]
    if language:
        message["Content-Language"] = re.sub(r"[^A-Za-z-]", "", language)[:20]
    message.set_content(
        _body(body), charset="utf-8", cte="base64" if not body.isascii() else "quoted-printable"
    )
    for enclosure in enclosures:
        stem, _, ending = enclosure.name.rpartition(".")
        main, sub = TYPES.get(ending.lower(), ("application", "octet-stream"))
        name = safe_name(stem or ending, ending if stem else "bin")
        message.add_attachment(enclosure.content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def write_draft(path: Path | str, content: bytes) -> Path:
    """Put a draft on disk, whole or not at all."""
    target = check_target(path)
    files.write_whole(target, content)
    return target


def _person(person: str | tuple[str, str]) -> Address:
    name, address = ("", person) if isinstance(person, str) else person
    address = check_address(address)
    local, _, domain = address.rpartition("@")
    if not domain.isascii():
        domain = domain.encode("idna").decode("ascii")
    return Address(CONTROLS.sub(" ", name).strip(), local, domain)


def _body(text: str) -> str:
    return BODY_CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
