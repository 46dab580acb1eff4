"""Languages: texts, plurals, days and money as a native reader expects them."""

import pickle
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import babel
import pytest
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language import (
    LANGUAGES,
    N_,
    Language,
    calling_code,
    country_name,
    currency_places,
    current,
    language,
    t,
    use,
)

LOCALES = {code: "en_GB" if code == "en" else code for code in LANGUAGES}
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@pytest.fixture
def english_again() -> Iterator[None]:
    yield
    use("en")


def test_the_seven_languages_know_their_own_names() -> None:
    names = [language(code).name for code in LANGUAGES]
    assert names == ["English", "Italiano", "Ελληνικά", "Български", "বাংলা", "Deutsch", "Français"]


def test_a_language_is_made_once_and_does_not_change() -> None:
    greek = language("el")
    assert greek is language("el")
    assert pickle.loads(pickle.dumps(greek)) is greek
    with pytest.raises(AttributeError):
        greek.code = "de"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        language("xx")


def test_the_program_speaks_the_language_in_use(english_again: None) -> None:
    assert t("Contract") == "Contract"
    use("el")
    assert current().code == "el"
    assert t("Contract") == "Σύμβαση"
    assert N_("Contract") == "Contract"


def test_a_text_without_translation_stays_english() -> None:
    assert language("de").text("No such text {name}", name="Anna") == "No such text Anna"


@pytest.mark.parametrize("code", LANGUAGES)
def test_user_text_is_never_read_as_a_template(code: str) -> None:
    hostile = "{other} {0} {name.__class__} %s"
    assert language(code).text("<{name}|{other}>", name=hostile, other="secret") == f"<{hostile}|secret>"


def test_places_never_evaluate_anything() -> None:
    template = "{name.__class__} {name[0]} {name!r} {name:>99999999} {missing} {} { {name"
    assert language("en").text(template, name="x") == template


def test_values_are_written_in_the_language() -> None:
    text = "{n} {day} {amount}"
    values = {"n": 12, "day": date(2026, 11, 21), "amount": Decimal("1234.5")}
    assert language("de").text(text, **values) == "12 21.11.2026 1.234,5"
    assert language("bn").text(text, **values) == "১২ ২১ নভে, ২০২৬ 1,234.5"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 5, 11, 21, 101, 1000, Decimal("1.5"), Decimal("0.5")])
def test_plural_rules_are_those_of_cldr(code: str, count: int | Decimal) -> None:
    rule = babel.Locale.parse(LOCALES[code]).plural_form(count)
    form = language(code).plural(count, "one of {count}", "other of {count}")
    assert form.split(" ")[0] == ("one" if rule == "one" else "other")


def test_a_count_is_written_in_the_language() -> None:
    assert language("en").plural(1234, "{count} row", "{count} rows") == "1,234 rows"
    assert language("bn").plural(12, "{count} row", "{count} rows").startswith("১২")


# CLDR through babel is the judge of the tables; "short" is our own: it has all four figures of the year.
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("style", ["medium", "long", "full"])
def test_days_are_written_as_cldr_says(code: str, style: str) -> None:
    digits = BENGALI if code == "bn" else {}
    for ahead in range(0, 366, 5):
        day = date(2026, 1, 1) + timedelta(days=ahead)
        expected = format_date(day, style, locale=LOCALES[code]).translate(digits)
        expected = re.sub(r"\b1 (?=\D)", "1er ", expected) if code == "fr" and day.day == 1 else expected
        assert language(code).day(day, style) == expected


@pytest.mark.parametrize("code", LANGUAGES)
def test_parts_of_days_are_written_as_cldr_says(code: str) -> None:
    digits = BENGALI if code == "bn" else {}
    spoken, locale = language(code), LOCALES[code]
    for day in (date(2026, month, number) for month in range(1, 13) for number in (2, 9, 28)):
        assert spoken.day_month(day) == format_skeleton("MMMd", day, locale=locale).translate(digits)
        assert spoken.day_month(day, "long") == format_skeleton("MMMMd", day, locale=locale).translate(digits)
        assert spoken.month(day) == format_skeleton("yMMMM", day, locale=locale).translate(digits)
        assert spoken.weekday(day) == format_date(day, "cccc", locale=locale)
        assert spoken.weekday(day, "short") == format_date(day, "ccc", locale=locale)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_short_day_has_four_figures_for_the_year(code: str) -> None:
    assert language(code).day(date(2026, 5, 1), "short").endswith("২০২৬" if code == "bn" else "2026")


def test_greek_months_stand_in_the_genitive_within_a_date_only() -> None:
    assert language("el").day(date(2026, 5, 1), "long") == "1 Μαΐου 2026"
    assert language("el").month(date(2026, 5, 1)) == "Μάιος 2026"


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert language("fr").day(date(2026, 12, 1)) == "1er déc. 2026"
    assert language("fr").day_month(date(2026, 12, 1), "long") == "1er décembre"
    assert language("fr").day(date(2026, 12, 1), "short") == "01/12/2026"


def test_hours_are_told_in_the_zone_that_was_asked_for() -> None:
    moment = datetime(2026, 11, 21, 22, 5, tzinfo=UTC)
    assert language("en").moment(moment, "Europe/Sofia") == "22 Nov 2026, 00:05"
    assert language("en").time(moment, timezone(timedelta(hours=-5))) == "17:05"
    assert language("bn").time(time(9, 5)) == "০৯:০৫"


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=40)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_numbers_are_written_as_cldr_says(code: str, value: Decimal) -> None:
    expected = format_decimal(value, "#,##,##0.####" if code == "bn" else "#,##0.####", locale=LOCALES[code])
    assert language(code).number(value) == expected.replace("-0", "0") if not value else expected


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=40)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_money_is_written_as_cldr_says(code: str, value: Decimal) -> None:
    value = value or Decimal(0)  # the judge writes -0 with a minus
    for currency in ("EUR", "INR", "GBP"):
        written = language(code).money(value, currency)
        if babel.Locale.parse(LOCALES[code]).currency_symbols.get(currency) in ("€", "₹", "£"):
            assert written == format_currency(value, currency, locale=LOCALES[code])


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "CHF\u00a048,200.50"),
        ("it", "48.200,50\u00a0CHF"),
        ("el", "48.200,50\u00a0CHF"),
        ("bg", "48\u00a0200,50\u00a0CHF"),
        ("bn", "48,200.50\u00a0CHF"),
        ("de", "48.200,50\u00a0CHF"),
        ("fr", "48\u202f200,50\u00a0CHF"),
    ],
)
def test_a_currency_without_a_sign_of_its_own_is_named_by_its_code(code: str, written: str) -> None:
    assert language(code).money(Decimal("48200.5"), "CHF") == written


def test_money_has_the_places_of_its_currency_and_is_rounded_half_up() -> None:
    assert language("de").money(Decimal("2.345"), "EUR") == "2,35\u00a0€"
    assert language("de").money(Decimal("2.5"), "JPY") == "3\u00a0JPY"
    assert language("en").money(Decimal("-0.001"), "EUR") == "€0.00"
    assert language("bn").money(Decimal("1234567.5"), "BDT") == "12,34,567.50৳"


def test_a_unit_price_shows_the_places_it_needs() -> None:
    assert language("de").amount(Decimal("0.1234"), "EUR", most=4) == "0,1234"
    assert language("de").amount(Decimal("12.5000"), "EUR", most=4) == "12,50"
    assert language("de").amount(Decimal("12.5"), "EUR") == "12,50"


@pytest.mark.parametrize("code", LANGUAGES)
def test_percentages_are_written_as_cldr_says(code: str) -> None:
    assert language(code).percent(Decimal("12")) == format_percent(Decimal("0.12"), locale=LOCALES[code])
    assert language(code).percent(Decimal("0")) == format_percent(Decimal("0"), locale=LOCALES[code])


def test_large_numbers_are_not_rounded_by_the_way() -> None:
    assert language("en").number(Decimal("12345678901234567890123456789.5")).endswith("3,456,789.5")


def test_a_stored_choice_has_a_name_even_before_it_is_translated() -> None:
    assert language("en").choice("in_review") == "In review"
    assert language("en").choice("") == ""
    assert language("de").choice("no_such_choice") == "No such choice"


def test_a_choice_is_named_and_agrees_with_its_field() -> None:
    assert language("en").choice("e_mail") == "E-mail"
    assert language("de").choice("needs_known", "accounts.stage") == "Bedarf bekannt"
    assert language("fr").choice("cancelled") == "Annulé"
    assert language("fr").choice("cancelled", "orders.state") == "Annulée"


def test_how_long_ago_is_short_enough_for_a_list() -> None:
    assert [language("en").relative_days(days) for days in (0, 3, 61, -2)] == [
        "today",
        "3 d",
        "61 d",
        "in 2 d",
    ]


def test_countries_have_names_in_every_language() -> None:
    assert country_name("gr", "el") == "Ελλάδα"
    assert country_name("EL", "bg") == "Гърция"
    assert country_name("UK", "en") == "United Kingdom"
    assert country_name("BD", "bn") == "বাংলাদেশ"
    assert country_name("??", "en") == "??"


def test_countries_have_calling_codes() -> None:
    assert [calling_code(code) for code in ("BG", "IT", "BD", "UK", "ZZ")] == [
        "+359",
        "+39",
        "+880",
        "+44",
        "",
    ]


def test_currencies_know_their_places() -> None:
    assert [currency_places(code) for code in ("EUR", "jpy", "KWD", "XXX")] == [2, 0, 3, 2]


def test_a_language_sorts_as_all_do() -> None:
    assert isinstance(language("de"), Language)
    assert language("de").sort_key("Änger") == language("bg").sort_key("Anger")
