"""A file is judged by what it holds, not by what it is called."""

import pytest

from app.errors import Refused
from app.interop.tables import kind_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"BEGIN:VCARD\r\n", "cards"),
        (b"\xef\xbb\xbf\r\n begin:vcard\r\n", "cards"),
        ("BEGIN:VCARD\r\n".encode("utf-16"), "cards"),
        (b"PK\x03\x04xxxx", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
        (b'[{"a": 1}]', "json"),
        (b' {"records": []}', "json"),
        (b"name,city\n", "csv"),
        (b"[Draft] list;x\n", "csv"),
    ],
)
def test_the_content_tells_the_kind(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"%PDF-1.7", "a PDF document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"MZ\x90", "a program"),
        (b"\x1f\x8b\x08", "a packed archive"),
        (b"BEGIN:VCALENDAR\r\n", "a calendar"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"SQLite format 3\0", "a database"),
    ],
)
def test_foreign_files_are_refused_by_what_they_are(head: bytes, word: str) -> None:
    with pytest.raises(Refused, match=word):
        kind_of(head, "x")
