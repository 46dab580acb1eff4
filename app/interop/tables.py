"""What kind of file this is, judged by its content, and which reader takes it."""

import re
from collections.abc import Sequence

from app.errors import Refused
from app.interop.encoding import marked, wide
from app.interop.parsed import Choice, Parsed, RowRefusal, Rows, Sender, Table

__all__ = ["Choice", "Parsed", "RowRefusal", "Rows", "Table", "kind_of", "read_data"]

KINDS = ("cards", "csv", "json", "workbook")
# Beginnings of files that people try to import and that hold no table.
FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"II*\0", "a picture"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"\xfd7zXZ", "a packed archive"),
    (b"BZh", "a packed archive"),
    (b"\x28\xb5\x2f\xfd", "a packed archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "a text document"),
)
FIRST_WORD = re.compile(r"[\s\ufeff\0]*")


def kind_of(head: bytes, name: str = "") -> str:
    """`cards`, `csv`, `json` or `workbook`; refused with what it is instead."""
    if head.startswith(b"PK\x03\x04"):
        return "workbook"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "workbook"
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise Refused("The workbook {name} is damaged or cut short.", name=name)
    for beginning, what in FOREIGN:
        if head.startswith(beginning):
            raise Refused("The file {name} is {what}, not a table or a card.", name=name, what=what)
    guess = marked(head) or wide(head)
    encoding = guess.encoding if guess else "latin-1"
    text = head[guess.mark if guess else 0 :].decode(encoding, "replace")
    start = text[FIRST_WORD.match(text).end() :][:200].lower()  # type: ignore[union-attr]
    if start.startswith("begin:vcard") or re.search(
        r"^begin:vcard\s*$", text[:4096], re.MULTILINE | re.IGNORECASE
    ):
        return "cards"
    if start.startswith("begin:vcalendar"):
        raise Refused("The file {name} is a calendar, not a table or a card.", name=name)
    if start.startswith(("<!doctype html", "<html", "<?xml", "<svg", "<table")):
        raise Refused("The file {name} is a web page or XML, not a table or a card.", name=name)
    if start.startswith("{") or re.match(r"\[\s*[\[{\]]", start):
        return "json"
    return "csv"


def read_data(
    data: bytes,
    name: str,
    send: Sender,
    kind: str | None = None,
    languages: Sequence[str] = (),
    own: Choice = Choice(),
) -> None:
    """Read a whole file held in memory and send what it holds."""
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise Refused("The file {name} is empty.", name=name)
    kind = kind if kind in KINDS else kind_of(data[:8192], name)
    if kind == "cards":
        from app.interop.vcard import read_cards

        read_cards(data, name, send, languages)
    elif kind == "workbook":
        from app.interop.workbooks import read_workbook

        read_workbook(data, name, send)
    elif kind == "json":
        from app.interop.json_files import read_json

        read_json(data, name, send, languages)
    else:
        from app.interop.csv_files import read_csv

        read_csv(data, name, send, languages, own)
