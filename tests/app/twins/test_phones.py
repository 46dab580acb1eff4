"""A telephone number is one string of digits however it was written."""

import pytest

from app.twins.phones import phone_key, same_phone


@pytest.mark.parametrize(
    ("written", "country", "key"),
    [
        ("+44 (0)20 7946 0018", None, "+442079460018"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("020 7946 0018", "UK", "+442079460018"),
        ("T: +44 (0) 20 7946 0018 ext. 12", "GB", "+442079460018"),
        ("0044 20 7946 0018", "IT", "+442079460018"),
        ("06 1234567", "IT", "+39061234567"),
        ("06/1234567", "IT", "+39061234567"),
        ("393331234567", "IT", "+393331234567"),
        ("210 1234567", "EL", "+302101234567"),
        ("2101234567, 2109876543", "GR", "+302101234567"),
        ("02 981 1234", "BG", "+35929811234"),
        ("০১৭১১-১২৩৪৫৬", "BD", "+8801711123456"),
        ("01711-123456", "BD", "+8801711123456"),
        ("030 1234567 / 030 7654321", "DE", "+49301234567"),
        ("06 20 123 4567", "HU", "+36201234567"),
        ("8 (495) 123-45-67", "RU", "+74951234567"),
        ("1-415-392-3505", "US", "+14153923505"),
        ("011 44 20 7946 0018", "US", "+442079460018"),
        ("404/231-1368", None, "4042311368"),
        ("see card", "IT", None),
        ("-", "IT", None),
        ("12345", None, None),
        ("1" * 40, None, None),
        (None, None, None),
    ],
)
def test_a_number_has_one_spelling(written: str | None, country: str | None, key: str | None) -> None:
    assert phone_key(written, country) == key


def test_a_number_without_its_country_meets_the_one_that_has_it() -> None:
    assert same_phone("+442079460018", "2079460018")
    assert not same_phone("+442079460018", "+392079460018")
    assert not same_phone("123456", "+39055123456")


@pytest.mark.parametrize(
    ("written", "country"),
    [
        *(
            ("+30 210 123 4567", None),
            ("210 123 4567", "GR"),
            ("+359 88 123 4567", None),
            ("088 123 4567", "BG"),
        ),
        *(
            ("+880 1711-123456", None),
            ("02-9123456", "BD"),
            ("+39 02 1234 5678", None),
            ("347 123 4567", "IT"),
        ),
        *(
            ("089/123456", "DE"),
            ("+49 (0)171 1234567", None),
            ("01 42 68 53 00", "FR"),
            ("07400 123456", "GB"),
        ),
    ],
)
def test_ordinary_numbers_come_out_as_the_numbering_plan_has_them(written: str, country: str | None) -> None:
    import phonenumbers

    full = phonenumbers.format_number(
        phonenumbers.parse(written, country), phonenumbers.PhoneNumberFormat.E164
    )
    assert phone_key(written, country) == full
