"""Rows become records: people with their companies, numbers in the dialect of their column, links told as links."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.interop.conversion import Converted, Converter
from app.interop.mapping import recognise
from app.values import Link
from tests.app.interop.files import sample, table_of

ROW_ACCOUNT = Link("accounts", "row", "")


def converted(data: bytes | str, name: str = "file.csv", **own: Any) -> list[Converted]:
    table = table_of(data, name)
    return list(Converter(table, recognise(table, name, **own)).rows())


def records(data: bytes | str, name: str = "file.csv") -> list[tuple[str, dict[str, Any]]]:
    (row,) = converted(data, name)
    assert row.refused is None
    return row.records


def test_an_outlook_row_is_an_account_and_a_contact() -> None:
    assert records(sample("tables/outlook_german.csv")) == [
        (
            "accounts",
            {
                "name": "Möbel Köhler GmbH", "street": "Am Markt 1", "city": "Köln", "postal_code": "50667",
                "country": "DE",
            },
        ),
        (
            "contacts",
            {
                "salutation": "Frau", "given_name": "Jana", "family_name": "Köhler", "name": "Jana Köhler",
                "job": "Einkäuferin", "phone": "0221 1", "private_phone": "0221 2", "mobile": "0171 3",
                "email": "jana@example.com", "second_email": "j.k@example.org", "birthday": date(1972, 1, 31),
                "notes": "Zeile 1\nZeile 2", "account_id": ROW_ACCOUNT,
            },
        ),
    ]  # fmt: skip


def test_googles_lists_are_spread_and_the_rest_become_channels() -> None:
    found = records(sample("tables/google_lists.csv"))
    contact = dict(found)["contacts"]
    assert (contact["email"], contact["second_email"]) == ("nadia@example.com", "n.roy@example.org")
    assert (contact["mobile"], contact["fax"]) == ("+880 171", "+880 2 9")
    assert contact["tags"] == "Fair 2024"
    assert dict(found)["accounts"] == {"name": "Jute Mills Ltd"}
    assert found[2] == (
        "channels",
        {"kind": "mobile", "value": "+880 172", "label": "Mobile", "contact_id": Link("contacts", "row", "")},
    )


def test_italian_clients_come_with_number_and_tax_number() -> None:
    rows = converted(sample("tables/clienti_cp1252.csv"), "clienti.csv")
    assert rows[0].records == [
        (
            "accounts",
            {
                "external_id": "C001", "name": "Caffè Società Città S.p.A.", "street": "Via dell'Università 3",
                "postal_code": "00185", "city": "Roma", "region": "RM", "country": "IT", "phone": "06 123",
                "tax_number": "IT00743110157", "type": "customer",
            },
        )
    ]  # fmt: skip


def test_days_follow_the_dialect_of_their_column() -> None:
    rows = converted("Vorname;Geburtstag\nA;1/20/1981\nB;6/3/2005\n")
    assert [row.records[0][1]["birthday"] for row in rows] == [date(1981, 1, 20), date(2005, 6, 3)]


def test_days_that_can_be_read_both_ways_are_said() -> None:
    table = table_of("Vorname;Geburtstag\nA;6/3/2005\n")
    converter = Converter(table, recognise(table))
    assert [str(each) for each in converter.warnings] == [
        "The days in “Geburtstag” could be read both ways; the day first was taken."
    ]


def test_decimal_commas_and_shares_are_understood() -> None:
    rows = converted(
        "Auftragsnummer;Artikelnummer;Menge;Einzelpreis;Rabatt\n1;A;2,5;1.234,50;0,15\n1;B;1;9,80;0\n"
    )
    line = dict(rows[0].records)["order_lines"]
    assert (line["quantity"], line["price"], line["discount_percent"]) == (
        Decimal("2.5"),
        Decimal("1234.50"),
        Decimal("15.00"),
    )
    assert line["order_id"] == Link("orders", "external_id", "1")
    assert line["product_id"] == Link("products", "number", "A")


def test_a_discount_in_per_cent_stays_as_written() -> None:
    rows = converted("Order ID,Product ID,Quantity,Unit price,Discount\n1,1,1,1,15\n1,2,1,1,0\n")
    assert [dict(row.records)["order_lines"]["discount_percent"] for row in rows] == [15, 0]


def test_a_value_that_cannot_be_read_is_noted_or_refuses_its_row() -> None:
    row = converted("Nachname;E-Mail;Geburtstag\nX;ask reception;31.2.1972\n")[0]
    assert row.records == [("contacts", {"family_name": "X", "name": "X"})]
    assert [str(each) for each in row.remarks] == [
        "“ask reception” in column “E-Mail” is not an e-mail address.",
        "“31.2.1972” in column “Geburtstag” is not a day.",
    ]
    line = converted("Order ID,Product ID,Quantity\n1,1,many\n")[0]
    assert str(line.refused) == "“many” in column “Quantity” is not a number."
    assert line.records == []


def test_a_row_without_a_name_or_with_an_absurd_one_is_refused() -> None:
    rows = converted("Firma,Ort\n,Bonn\n" + "x" * 2_000 + ",Ulm\nGood,Kiel\n")
    assert [str(row.refused) if row.refused else "" for row in rows] == [
        "The row has no name.",
        "The name is too long.",
        "",
    ]
    assert [row.row for row in rows] == [2, 3, 4]


def test_a_person_without_a_company_keeps_the_offices_address() -> None:
    found = records("First Name,Last Name,Company,Business Street,Business City\nA,B,,Street 1,Bonn\n")
    assert found == [
        (
            "contacts",
            {"given_name": "A", "family_name": "B", "name": "A B", "street": "Street 1", "city": "Bonn"},
        )
    ]


def test_a_company_without_a_person_is_an_account() -> None:
    assert records("First Name,Last Name,Company,E-mail\n,,Only GmbH,\n") == [
        ("accounts", {"name": "Only GmbH"})
    ]


def test_markup_formulas_and_directions_are_only_text() -> None:
    name = '<b>=1+1</b> & "x" \u202e {name}'
    quoted = name.replace('"', '""')
    assert dict(records(f'Firma,Ort\n"{quoted}",Bonn\n'))["accounts"]["name"] == name


def test_our_own_fields_come_back_as_they_went_out() -> None:
    declared = {
        "orders": {
            "number": ("Number", "text"),
            "account_id": ("Account", "link"),
            "freight": ("Freight", "money"),
            "discount_percent": ("Discount", "percent"),
            "is_x": ("X", "flag"),
            "count": ("Count", "whole"),
            "ordered_on": ("Day", "day"),
            "parts": ("Parts", "json"),
            "notes": ("Notes", "long"),
        }
    }
    rows = converted(
        "id,number,account_id,account_title,freight,discount_percent,is_x,count,ordered_on,parts,notes,created_at\n"
        'u-1, A ,u-2,Name,5.50,0.5,true,-3,2024-01-31,"[1, {""a"": 2}]",'
        '"  two  blanks",2024-01-31T00:00:00Z\n',
        declared=declared,
    )
    assert rows[0].records == [
        (
            "orders",
            {
                "id": "u-1", "number": " A ", "account_id": "u-2",
                    "account_title": "Name", "freight": Decimal("5.50"),
                "discount_percent": Decimal("0.5"), "is_x": True, "count": -3, "ordered_on": date(2024, 1, 31),
                "parts": [1, {"a": 2}], "notes": "  two  blanks",
            },
        )
    ]  # fmt: skip


def test_titles_that_are_our_own_labels_find_their_fields() -> None:
    declared = {
        "accounts": {"name": ("Name", "text"), "visit_every_weeks": ("Weeks between visits", "whole")}
    }
    rows = converted("Firma;Ort;Weeks between visits\nA;Bonn;4\n", declared=declared)
    assert rows[0].records == [("accounts", {"name": "A", "city": "Bonn", "visit_every_weeks": 4})]


@pytest.mark.parametrize(
    "cell",
    [
        "a" * 60_000,
        " " * 60_000 + "x",
        "a" * 60_000 + "@@",
        "a." * 30_000,
        "1" * 60_000,
        "1." * 30_000,
        "|" * 60_000,
        "\u0391" * 30_000,
    ],
    ids=["letters", "blanks", "at signs", "dots", "digits", "groups", "bars", "greek"],
)
def test_an_endless_cell_costs_no_more_than_its_length_in_any_column(cell: str) -> None:
    titles = "Firma;Vorname;E-Mail;Geburtstag;Telefon;Webseite;Kategorien;Straße;Land;Sprache;Mitarbeiter;Ort"
    start = time.process_time()
    converted(f"{titles}\n" + ";".join([cell] * 12) + "\nA;B;c@example.com;1.1.1970;1;x.de;a;b;DE;de;5;K\n")
    converted(
        "Auftragsnummer;Artikelnummer;Menge;Einzelpreis;Rabatt\n" + ";".join([cell] * 5) + "\n1;1;1;1;1\n"
    )
    converted(f"{cell};b;c\n1;2;3\n4;5;6\n")
    assert time.process_time() - start < 2


def test_fairs_are_events() -> None:
    assert records("slug,name,start,end,venue,country\nx,IFSEC,2022-05-17,2022-05-19,ExCeL | London,GB\n") == [
        (
            "events",
            {
                "name": "IFSEC", "starts_on": date(2022, 5, 17), "ends_on": date(2022, 5, 19),
                "place": "ExCeL | London", "country": "GB",
            },
        )
    ]  # fmt: skip


def test_fair_lists_bring_addresses_and_phones_in_order() -> None:
    found = records(
        "row_id,name,address,country,telephone,website,categories\n"
        "f-1,2N,Modranska 1 | Prague 4 | 14301 | Czech Republic,CZ,T: + 420 261,http://%20www.2n.cz,Access|Doors\n"
    )
    assert found == [
        (
            "accounts",
            {
                "external_id": "f-1", "name": "2N", "street": "Modranska 1", "city": "Prague 4", "postal_code": "14301",
                "country": "CZ", "phone": "+420 261", "web": "http://www.2n.cz", "tags": "Access, Doors",
            },
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "rows", "refused"),
    [
        ("contacts/csv/Outlook365.csv", 5, 0),
        ("contacts/csv/shared_contacts_sample1.csv", 16, 0),
        ("contacts/csv/Google.csv", 1, 0),
        ("business/northwind/customers.csv", 93, 0),
        ("organisations/encodings/it_windows-1252_semicolon.csv", 150, 0),
        ("organisations/encodings/bg_windows-1251_semicolon.csv", 51, 0),
    ],
)
def test_real_files_go_in_whole(shared_data: Path, file: str, rows: int, refused: int) -> None:
    path = shared_data / file
    found = converted(path.read_bytes(), path.name)
    assert len(found) == rows
    assert sum(1 for row in found if row.refused) == refused


def test_real_outlook_birthdays_are_month_first(shared_data: Path) -> None:
    found = converted((shared_data / "contacts" / "csv" / "Outlook365.csv").read_bytes())
    assert dict(found[0].records)["contacts"]["birthday"] == date(1981, 1, 20)


def test_real_thunderbird_birthdays_come_in_three_columns(shared_data: Path) -> None:
    found = converted((shared_data / "contacts" / "csv" / "ThunderbirdAnsi.csv").read_bytes())
    contact = dict(found[0].records)["contacts"]
    assert (contact["birthday"], contact["notes"]) == (date(1972, 1, 31), "Kommentar für Maxl")
