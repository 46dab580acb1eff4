"""Drafts open as unsent letters, and nothing in a name or a subject adds a header."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.interop.mail import Enclosure, check_address, draft, write_draft


def opened(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=default))


def test_a_draft_carries_letter_and_paper(tmp_path: Path) -> None:
    pdf = b"%PDF-1.7\n" + bytes(range(256)) * 40
    data = draft(
        [("Ελένη Κώστα", "eleni@example.com")],
        "Αναφορά επίσκεψης",
        "Καλημέρα,\nη αναφορά.\n",
        [Enclosure("Αναφορά ../Άλφα.pdf", pdf)],
        cc=["boss@example.com"],
        sender="me@example.com",
        language="el",
    )
    message = opened(write_draft(tmp_path / "x.eml", data).read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Αναφορά επίσκεψης"
    assert message["To"].addresses[0].display_name == "Ελένη Κώστα"
    assert message["To"].addresses[0].addr_spec == "eleni@example.com"
    assert (str(message["Cc"]), str(message["From"])) == ("boss@example.com", "me@example.com")
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Καλημέρα,\nη αναφορά.\n"
    (paper,) = message.iter_attachments()
    assert paper.get_content_type() == "application/pdf"
    assert paper.get_filename() == "Αναφορά .. Άλφα.pdf"
    assert paper.get_content() == pdf
    assert message["Date"] is None


HEADERS = {"x-unsent", "to", "subject", "mime-version", "content-type", "content-transfer-encoding"}


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=80))
def test_no_text_adds_a_header(name: str, subject: str, body: str) -> None:
    message = opened(draft([(name, "a@example.com")], subject, body))
    assert {header.lower() for header in message} <= HEADERS
    assert [each.addr_spec for each in message["To"].addresses] == ["a@example.com"]


def test_line_ends_in_a_subject_are_blanks() -> None:
    message = opened(
        draft(["a@example.com"], "Hello\r\nBcc: all@example.com", "x", [Enclosure("a\r\nb: c.pdf", b"x")])
    )
    assert message["Subject"] == "Hello Bcc: all@example.com"
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b\r\nBcc: c@d", "a@b, c@d", "<a@b>", "a b@c", "a@b\0", '"x"@y', "a@", "@b"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="is not an e-mail address"):
        draft([address], "x", "y")


def test_addresses_of_other_scripts_are_taken() -> None:
    assert check_address(" ελένη@παράδειγμα.ελ ") == "ελένη@παράδειγμα.ελ"
    assert b"xn--" in draft(["a@παράδειγμα.ελ"], "x", "y")
