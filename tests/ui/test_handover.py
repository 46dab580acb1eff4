"""What is handed to other programs is data: no other scheme, no second address, no command gets through."""

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from ui.handover import hand_over, mail_link, map_link, phone_link, web_link


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("+359 32 555 0142", "tel:+359325550142"),
        ("(0711) 555-07", "tel:071155507"),
        ("call me", ""),
        ("12", ""),
        ("+39 011 22 / +39 011 33", "tel:+3901122"),
        ("*#06#;ext=1", ""),
    ],
)
def test_a_telephone_link_holds_digits_only(typed, link):
    assert phone_link(typed) == link


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("office@balkan-parts.example", "mailto:office@balkan-parts.example"),
        ("a@b.example?cc=all@firm.example", ""),
        ("a@b.example,c@d.example", ""),
        ("Name <a@b.example>", ""),
        ("x%y@b.example", "mailto:x%25y@b.example"),
    ],
)
def test_a_mail_link_holds_one_address(typed, link):
    assert mail_link(typed) == link


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("balkan-parts.example", "https://balkan-parts.example"),
        ("http://balkan-parts.example/a b", "http://balkan-parts.example/a%20b"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://user@host.example", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_a_web_link_is_http_to_a_host(typed, link):
    assert web_link(typed) == link


def test_an_address_is_quoted_for_the_map():
    assert map_link("Maritsa 12 & Sons; Plovdiv").endswith("Maritsa%2012%20%26%20Sons%3B%20Plovdiv")
    assert map_link("  ") == ""


class Phone(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.dialled: list[str] = []

    @Slot(QUrl)
    def dial(self, url: QUrl) -> None:
        self.dialled.append(url.toString())


def test_a_link_goes_to_the_program_for_it(hub):
    phone = Phone()
    QDesktopServices.setUrlHandler("tel", phone, "dial")
    try:
        assert hand_over(hub, phone_link("+39 011 555"), "+39 011 555")
        assert phone.dialled == ["tel:+39011555"]
    finally:
        QDesktopServices.unsetUrlHandler("tel")


def test_where_no_program_takes_it_the_text_is_copied_and_said(qapp, hub):
    told: list[str] = []
    hub.notice.connect(lambda text, _: told.append(text))
    assert not hand_over(hub, "", "Maritsa 12")
    assert QGuiApplication.clipboard().text() == "Maritsa 12"
    assert "Maritsa 12" in told[0]
