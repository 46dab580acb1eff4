"""What identifies a firm or a person has one spelling."""

from pathlib import Path

import pytest

from app.twins.identity import email_key, same_tax_number, tax_key, web_key
from tests.app.twins.real_files import rows


@pytest.mark.parametrize(
    ("written", "country", "key"),
    [
        ("EL 094501040", None, "EL094501040"),
        ("GR-094501040", None, "EL094501040"),
        ("094501040", "GR", "EL094501040"),
        ("EL EL 094501040", None, "EL094501040"),
        ("EL 94051189", None, "EL094051189"),
        ("ΑΦΜ: 094501040", "GR", "EL094501040"),
        ("ЕИК 130358310", "BG", "BG130358310"),
        ("P. IVA 01234567890", "IT", "IT01234567890"),
        ("USt-IdNr. DE 113 866 163", None, "DE113866163"),
        ("ATU ATU 65033803", None, "ATU65033803"),
        ("12.345/678", None, "12345678"),
        ("n/a", "IT", None),
        ("applied for", "IT", None),
        ("", "IT", None),
        (None, None, None),
    ],
)
def test_a_tax_number_has_one_spelling(written: str | None, country: str | None, key: str | None) -> None:
    assert tax_key(written, country) == key


def test_a_number_without_country_can_be_one_with_but_two_countries_never_meet() -> None:
    assert same_tax_number("EL094501040", "094501040")
    assert not same_tax_number("EL094501040", "BG094501040")


def test_every_valid_number_of_the_real_list_comes_out_as_its_country_writes_it(shared_data: Path) -> None:
    numbers = [row for row in rows(shared_data / "vat" / "eu_vat.csv") if row["valid"] == "1"]
    assert numbers
    assert {row["as_written"]: tax_key(row["as_written"]) for row in numbers} == {
        row["as_written"]: row["compact"] for row in numbers
    }


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Anna.Rossi@Acme.IT", "anna.rossi@acme.it"),
        ("Anna Rossi <anna.rossi@acme.it>", "anna.rossi@acme.it"),
        ("mailto:anna@acme.it?subject=Hello", "anna@acme.it"),
        ("anna+fair@acme.it", "anna@acme.it"),
        ("an.na@googlemail.com", "anna@gmail.com"),
        ("no mail", None),
        ("@acme.it", None),
        (None, None),
    ],
)
def test_an_email_address_has_one_spelling(written: str | None, key: str | None) -> None:
    assert email_key(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("https://www.Acme.it/en/home?x=1", "acme.it"),
        ("http://%20www.acme.it", "acme.it"),
        ("acme.it:8080", "acme.it"),
        ("http://user:secret@acme.it/", "acme.it"),
        ("https://www.facebook.com/AcmeSpa/about", "facebook.com/acmespa"),
        ("linkedin.com/company/acme", "linkedin.com/acme"),
        ("facebook.com", None),
        ("none", None),
        (None, None),
    ],
)
def test_a_web_address_is_its_host(written: str | None, key: str | None) -> None:
    assert web_key(written) == key
