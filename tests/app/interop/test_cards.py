"""A card becomes a person with their organisation, and goes out again as it came."""

from datetime import date

from app.interop.cards import account_card, card_of, card_rows, records_of
from app.interop.vcard import Address, Card, Channel
from app.interop.vcard_writer import write_cards
from app.values import Link
from tests.app.interop.files import cards_of, sample


def test_a_card_is_a_contact_of_an_account() -> None:
    (row,) = card_rows(cards_of(sample("cards/mac_items.vcf")))
    assert row.refused is None
    account, contact, *channels = row.records
    assert account == (
        "accounts",
        {
            "name": "Olio, Vino & Figli S.r.l.", "street": "Via Roma 1\nScala B", "city": "Roma", "region": "RM",
            "postal_code": "00184", "country": "IT",
        },
    )  # fmt: skip
    assert contact[0] == "contacts"
    assert contact[1]["name"] == "Anna Maria Bianchi"
    assert contact[1]["given_name"] == "Anna Maria Luisa"
    assert contact[1]["birthday"] == date(1980, 3, 22)
    assert contact[1]["account_id"] == Link("accounts", "row", "")
    assert contact[1]["tags"] == "Clienti, Fiera 2024"
    assert channels == []


def test_further_numbers_become_channels() -> None:
    card = Card(
        formatted_name="A",
        phones=[
            Channel("1", ("work",)),
            Channel("2", ("work",)),
            Channel("3", ("home",)),
            Channel("4", ("pager",)),
        ],
        emails=[Channel("a@x.org"), Channel("b@x.org", (), True), Channel("c@x.org")],
        addresses=[Address(city="Bonn", types=("home",))],
    )
    (contact, *channels) = records_of(card)
    assert contact[1]["email"] == "b@x.org"
    assert contact[1]["second_email"] == "a@x.org"
    assert (contact[1]["phone"], contact[1]["private_phone"], contact[1]["city"]) == ("1", "3", "Bonn")
    assert [(values["kind"], values["value"]) for _, values in channels] == [
        ("e_mail", "c@x.org"),
        ("phone", "2"),
    ]
    assert all(values["contact_id"] == Link("contacts", "row", "") for _, values in channels)


def test_a_card_of_an_organisation_is_an_account_alone() -> None:
    card = Card(kind="org", formatted_name="Works Ltd", phones=[Channel("1", ("home",))], note="n", uid="u")
    assert records_of(card) == [
        ("accounts", {"name": "Works Ltd", "phone": "1", "notes": "n", "external_id": "u"})
    ]


def test_contact_and_account_go_out_and_come_back() -> None:
    account = {
        "name": "Άλφα ΑΕ",
        "street": "Ερμού 5",
        "city": "Αθήνα",
        "country": "GR",
        "postal_code": "10563",
    }
    contact = {
        "name": "Ελένη Κώστα", "given_name": "Ελένη", "family_name": "Κώστα", "job": "Buyer", "phone": "+30 1",
        "mobile": "+30 2", "private_phone": "+30 3", "fax": "+30 4", "email": "e@example.com",
        "second_email": "f@example.com",
        "birthday": date(1980, 3, 22), "notes": "two\nlines", "tags": "A, B", "external_id": "x-1",
    }  # fmt: skip
    card = card_of(contact, account, [{"kind": "mobile", "value": "+30 5", "label": "boat"}])
    (found,) = cards_of(write_cards([card]))
    records = records_of(found)
    assert records[0] == ("accounts", account)
    assert records[1] == ("contacts", {**contact, "account_id": Link("accounts", "row", "")})
    assert records[2][1]["value"] == "+30 5"


def test_an_account_goes_out_and_comes_back() -> None:
    account = {
        "name": "Works Ltd",
        "phone": "1",
        "email": "a@x.org",
        "city": "Bonn",
        "street": "S 1",
        "country": "DE",
    }
    (found,) = cards_of(write_cards([account_card(account)]))
    assert records_of(found) == [("accounts", account)]
