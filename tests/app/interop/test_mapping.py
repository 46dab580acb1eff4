"""Columns find their fields by what they are called in seven languages and in the exports of common programs."""

import csv
import lzma
from pathlib import Path

import pytest

from app.errors import Refused
from app.interop.mapping import check_columns, recognise
from app.interop.parsed import Table
from app.interop.titles import key, understand
from tests.app.interop.files import sample, table_of

ACCOUNT_TITLES = {
    "en": "Company name,Street,Postal code,City,Country,Phone,VAT number,Website",
    "it": "Ragione sociale,Indirizzo,CAP,Città,Nazione,Telefono,Partita IVA,Sito web",
    "el": "Επωνυμία,Διεύθυνση,Τ.Κ.,Πόλη,Χώρα,Τηλέφωνο,ΑΦΜ,Ιστοσελίδα",
    "bg": "Фирма,Адрес,Пощенски код,Град,Държава,Телефон,ДДС номер,Уебсайт",
    "bn": "প্রতিষ্ঠানের নাম,ঠিকানা,পোস্টাল কোড,শহর,দেশ,ফোন,ভ্যাট নিবন্ধন নম্বর,ওয়েবসাইট",
    "de": "Firma,Straße,PLZ,Ort,Land,Telefon,USt-IdNr.,Webseite",
    "fr": "Société,Adresse,Code postal,Ville,Pays,Téléphone,Numéro de TVA,Site web",
}
CONTACT_TITLES = {
    "en": "First name,Last name,Company,Job title,E-mail,Mobile,Birthday",
    "it": "Nome,Cognome,Azienda,Mansione,E-mail,Cellulare,Compleanno",
    "el": "Όνομα,Επώνυμο,Εταιρεία,Θέση,Email,Κινητό,Γενέθλια",
    "bg": "Име,Фамилия,Фирма,Длъжност,Имейл,Мобилен телефон,Рожден ден",
    "bn": "নামের প্রথম অংশ,পদবি,কোম্পানি,পদ,ইমেইল,মোবাইল,জন্মদিন",
    "de": "Vorname,Name,Firma,Position,E-Mail,Handy,Geburtstag",
    "fr": "Prénom,Nom,Société,Fonction,Courriel,Portable,Anniversaire",
}


def recognised(titles: str, name: str = "") -> list[str]:
    columns = titles.split(",")
    found = recognise(Table.of(columns, [["x"] * len(columns)]), name)
    return [found.kind, *found.columns.values()]


@pytest.mark.parametrize("language", ACCOUNT_TITLES)
def test_accounts_are_known_in_every_language(language: str) -> None:
    fields = "name street postal_code city country phone tax_number web".split()
    assert recognised(ACCOUNT_TITLES[language]) == ["accounts", *(f"accounts.{field}" for field in fields)]


@pytest.mark.parametrize("language", CONTACT_TITLES)
def test_contacts_are_known_in_every_language_with_their_company(language: str) -> None:
    assert recognised(CONTACT_TITLES[language]) == [
        "contacts", "contacts.given_name", "contacts.family_name", "accounts.name", "contacts.job",
        "contacts.email", "contacts.mobile", "contacts.birthday",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        ("Bestellnummer,Artikelnummer,Menge,Einzelpreis", "order_lines"),
        ("Numero ordine,Cliente,Data ordine", "orders"),
        ("Κωδικός προϊόντος,Όνομα προϊόντος,Τιμή", "products"),
        ("Артикулен номер,Продукт,Единична цена", "products"),
        ("CategoryID,CategoryName,Description", "product_families"),
        ("EmployeeID,LastName,FirstName", "users"),
        ("Supplier ID,Company,City", "accounts"),
        ("Company,Contact,Phone", "contacts"),
        ("Messe,Beginn,Ende", ""),
        ("Name,Beginn,Ende,Veranstaltungsort", "events"),
        ("colour,shape", ""),
    ],
)
def test_other_kinds_are_known_by_their_signs(titles: str, kind: str) -> None:
    assert recognised(titles)[0] == kind


def test_the_files_name_decides_where_the_titles_leave_it_open() -> None:
    assert recognised("Name,Telefon", "Kontakte.csv")[0] == "contacts"
    assert recognised("Name,Telefon", "Kunden.csv")[0] == "accounts"
    found = recognise(Table.of(["Name", "Ort"], [["x", "y"]]), "lieferanten 2024.xlsx")
    assert (found.kind, found.constants) == ("accounts", {"accounts.type": "supplier"})


def test_names_of_places_tell_the_offices_address_from_the_homes() -> None:
    titles = "Vorname,Nachname,Firma,Straße geschäftlich,Ort (privat),Telefon privat,Tel. geschäftlich,Fax dienstlich"
    assert recognised(titles)[4:] == [
        "accounts.street", "contacts.city", "contacts.private_phone", "contacts.phone", "contacts.fax",
    ]  # fmt: skip


def test_a_list_without_titles_is_known_by_its_values() -> None:
    found = recognise(table_of("Max,max@example.com\nUta,uta@example.com\n"), "contacts.csv")
    assert found.columns["Column 2"] == "contacts.email"


def test_titles_are_compared_without_accents_signs_and_capitals() -> None:
    assert key("CompanyName") == key("company_name") == key("COMPANY  NAME") == "company name"
    assert key("http://example.org/x#phone_number") == "phone number"
    assert understand("Τηλεφωνο") == understand("ΤΗΛΕΦΩΝΟ")


def test_a_person_may_change_every_column() -> None:
    table = table_of("Firma,Ort,Sonstiges\nA,B,C\n")
    own = recognise(table).changed({"Sonstiges": "notes", "Ort": ""})
    assert own.columns == {"Firma": "accounts.name", "Ort": "", "Sonstiges": "accounts.notes"}
    assert own.unused == ["Ort"]
    with pytest.raises(Refused, match="no column “Fax”"):
        check_columns(own.changed({"Fax": "fax"}), table)


def test_our_own_export_comes_back_field_by_field() -> None:
    declared = {
        "visits": {"purpose": ("Purpose", "text"), "starts_on": ("Starts on", "day")},
        "accounts": {"name": ("Name", "text")},
    }
    table = table_of("id,Purpose,starts_on\n1,Show,2024-01-31\n")
    found = recognise(table, declared=declared)
    assert (found.kind, found.profile) == ("visits", "Rapport")
    assert found.columns == {"id": "visits.id", "Purpose": "visits.purpose", "starts_on": "visits.starts_on"}


@pytest.mark.parametrize(
    ("file", "profile", "kind"),
    [
        ("outlook_german", "Outlook", "contacts"),
        ("google_lists", "Google Contacts", "contacts"),
        ("clienti_cp1252", "", "accounts"),
    ],
)
def test_programs_are_known_by_their_titles(file: str, profile: str, kind: str) -> None:
    found = recognise(table_of(sample(f"tables/{file}.csv")), f"{file}.csv")
    assert (found.profile, found.kind) == (profile, kind)
    assert not found.unused


def test_the_key_columns_of_common_exports_are_understood(shared_data: Path) -> None:
    with (shared_data / "crm_export_headers.csv").open(encoding="utf-8") as file:
        listed = {
            f"{row['program']} {row['export']}": row["key_columns"].split("; ")
            for row in csv.DictReader(file)
        }
    unknown = {
        (export, title)
        for export, titles in listed.items()
        for title in titles
        if "same set" not in title and "1..4" not in title and understand(title) is None
    }
    assert {title for _, title in unknown} == {
        "Lead Status", "Create Date", "Deal - Title", "Deal - Value", "Deal - Stage", "Deal - Expected close date",
        "attributes.type",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "kind", "profile"),
    [
        ("contacts/csv/Outlook365.csv", "contacts", "Outlook"),
        ("contacts/csv/Google10.csv", "contacts", "Google Contacts"),
        ("contacts/csv/ThunderbirdAnsi.csv", "contacts", "Thunderbird"),
        ("contacts/csv/thunderbird_export.csv", "contacts", "Thunderbird"),
        ("business/northwind/customers.csv", "accounts", "Northwind"),
        ("business/northwind/order_details.csv", "order_lines", "Northwind"),
        ("organisations/encodings/gr_iso8859-7_semicolon.csv", "accounts", "Research Organization Registry"),
        ("trade_fairs/ifsec-international-2022.csv.xz", "accounts", "Trade fair"),
        ("duplicates/febrl_dataset1.csv.xz", "contacts", ""),
        ("duplicates/abt_buy_abt.csv.xz", "products", ""),
    ],
)
def test_real_files_are_recognised(shared_data: Path, file: str, kind: str, profile: str) -> None:
    path = shared_data / file
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    found = recognise(table_of(data), path.name)
    assert (found.kind, found.profile) == (kind, profile)
