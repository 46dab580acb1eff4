"""Values as files write them become values as we keep them."""

from datetime import date
from decimal import Decimal

import pytest

from app.interop import cleaning
from app.interop.regions import country_code, currency_code, language_code


@pytest.mark.parametrize(
    ("values", "order", "sure"),
    [
        (["1/20/1981", "6/3/2005"], "mdy", True),
        (["31.1.1972", "1.2.1973"], "dmy", True),
        (["31/1/1972", "1/2/1973"], "dmy", True),
        (["1.2.1973"], "dmy", True),
        (["6/3/2005"], "dmy", False),
        (["1/20/1981", "20/1/1981"], "dmy", False),
        (["1996-07-04 00:00:00.000"], "dmy", True),
    ],
)
def test_the_order_of_days_is_found_by_column(values: list[str], order: str, sure: bool) -> None:
    assert cleaning.date_order(values) == (order, sure)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1/20/1981", "mdy", date(1981, 1, 20)),
        ("31.1.1972", "dmy", date(1972, 1, 31)),
        ("1.2.03", "dmy", date(2003, 2, 1)),
        ("01.02.73", "dmy", date(1973, 2, 1)),
        ("19081209", "dmy", date(1908, 12, 9)),
        ("1996-07-04 00:00:00.000", "dmy", date(1996, 7, 4)),
        ("2024-01-31T10:00:00Z", "mdy", date(2024, 1, 31)),
        ("31 janvier 1972", "dmy", date(1972, 1, 31)),
        ("20. Januar 1981", "dmy", date(1981, 1, 20)),
        ("Jan 20, 1981", "dmy", date(1981, 1, 20)),
        ("31 ιανουαρίου 1972", "dmy", date(1972, 1, 31)),
        ("31 януари 1972", "dmy", date(1972, 1, 31)),
        ("৩১/১/১৯৭২", "dmy", date(1972, 1, 31)),
        ("44197", "dmy", date(2021, 1, 1)),
        ("", "dmy", None),
    ],
)
def test_days_are_read_in_many_forms(text: str, order: str, day: date | None) -> None:
    assert cleaning.day(text, order) == day


@pytest.mark.parametrize("text", ["31.2.2024", "13/13/2024", "yesterday", "0/0/0000", "99999999", "1.2"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        cleaning.day(text)


@pytest.mark.parametrize(
    ("values", "separator", "sign"),
    [
        (["1.234,56"], "", ","),
        (["1,234.5"], "", "."),
        (["9.8", "14"], "", "."),
        (["9,8", "14"], "", ","),
        (["1.234.567"], "", ","),
        (["1,234"], ";", ","),
        (["1,234"], ",", "."),
        (["18"], "", "."),
    ],
)
def test_the_decimal_sign_is_found_by_column(values: list[str], separator: str, sign: str) -> None:
    assert cleaning.decimal_sign(values, separator) == sign


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("1.234,56 €", ",", "1234.56"),
        ("€ 1.234,56", ",", "1234.56"),
        ("(1,234.50)", ".", "-1234.50"),
        ("12\u202f345,6", ",", "12345.6"),
        ("-5", ".", "-5"),
        ("5-", ".", "-5"),
        ("1'234.50", ".", "1234.50"),
        ("১২", ".", "12"),
        (".5", ".", ".5"),
        ("15%", ".", "15"),
    ],
)
def test_numbers_are_read_exactly(text: str, sign: str, value: str) -> None:
    assert cleaning.number(text, sign) == Decimal(value)


@pytest.mark.parametrize("text", ["abc", "1e5", "12abc34", "--", "1.2.3,4,5", "9" * 40, "NaN", "Infinity"])
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        cleaning.number(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("T: + 420 261 301 500", "+420 261 301 500"),
        ("Tel.: 0221 1", "0221 1"),
        ("tel:+49-1", "+49-1"),
        (" 06\n12 ", "06 12"),
        ("", None),
    ],
)
def test_phones_lose_the_word_in_front(text: str, number: str | None) -> None:
    assert cleaning.phone(text) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://%20www.example.com", "http://www.example.com"),
        ("http:// www.example.com/a", "http://www.example.com/a"),
        ("The shop#http://www.example.com/index.htm#", "http://www.example.com/index.htm"),
        ("example.com", "example.com"),
        ("", None),
    ],
)
def test_web_addresses_are_tidied(text: str, address: str | None) -> None:
    assert cleaning.web(text) == address


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "#CAJUN.HTM#", "a website", "data:text/html,x"]
)
def test_what_is_no_web_address_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is not a web address"):
        cleaning.web(text)


def test_mail_addresses_are_found_in_what_surrounds_them() -> None:
    assert cleaning.one_or_more_emails("Max <max@example.com>") == "max@example.com"
    assert cleaning.one_or_more_emails("a@x.org; b@x.org") == ["a@x.org", "b@x.org"]
    assert cleaning.one_or_more_emails(" ") is None
    with pytest.raises(ValueError, match="is not an e-mail address"):
        cleaning.one_or_more_emails("ask reception")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Modranska 621 | Prague 4 | 14301 | Czech Republic", ("Modranska 621", "14301", "Prague 4", "CZ")),
        ("408 rue Hélène | 78530 Buc | France", ("408 rue Hélène", "78530", "Buc", "FR")),
        ("3M Center | 55144-10 Saint Paul | United States", ("3M Center", "55144-10", "Saint Paul", "US")),
        (
            "1 High St | LE67 9DA | Markfield, Leicestershire | UK",
            ("1 High St", "LE67 9DA", "Markfield", "GB"),
        ),
        ("Via Roma 1\n00184 Roma\nItalia", ("Via Roma 1", "00184", "Roma", "IT")),
        ("Just one line 5", ("Just one line 5", None, None, None)),
    ],
)
def test_an_address_in_one_cell_is_cut_into_its_parts(text: str, parts: tuple[str | None, ...]) -> None:
    found = cleaning.full_address(text)
    assert tuple(found.get(part) for part in ("street", "postal_code", "city", "country")) == parts


@pytest.mark.parametrize(
    "name",
    [
        "Germany",
        "Deutschland",
        "Γερμανία",
        "Германия",
        "জার্মানি",
        "Germania",
        "Allemagne",
        "BRD",
        "DEU",
        "de",
        "GERMANY ",
    ],
)
def test_a_country_is_known_in_every_language(name: str) -> None:
    assert country_code(name) == "DE"


def test_places_people_speak_of_are_known() -> None:
    spoken = {
        "UK": "GB",
        "U.S.A.": "US",
        "EL": "GR",
        "Holland": "NL",
        "Czech Republic": "CZ",
        "Mexico": "MX",
        "Narnia": None,
    }
    assert {name: country_code(name) for name in spoken} == spoken


def test_languages_and_currencies_by_name_or_sign() -> None:
    assert [language_code(each) for each in ("Deutsch", "γερμανικά", "de-AT", "English", "বাংলা", "?")] == [
        "de", "de", "de", "en", "bn", None,
    ]  # fmt: skip
    assert [currency_code(each) for each in ("€", "лв.", "৳", "eur", "")] == [
        "EUR",
        "BGN",
        "BDT",
        "EUR",
        None,
    ]


def test_lists_tags_and_flags() -> None:
    assert cleaning.listed("a@x.org ::: * b@x.org") == ["a@x.org", "b@x.org"]
    assert cleaning.tags("* myContacts ::: Fair|A; B") == "Fair, A, B"
    assert cleaning.aliases("it:Università|UNIMC") == "Università, UNIMC"
    assert [cleaning.flag(each) for each in ("ja", "ΝΑΙ", "не", "0", "")] == [True, True, False, False, None]
