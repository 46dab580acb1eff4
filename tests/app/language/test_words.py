"""Words: what is stored of a text is found by what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import question_words, search_words


def found(question: str, text: str) -> bool:
    """The index's own rule: every word of the question is there, the last one may be a beginning."""
    *whole, beginning = question_words(question)
    kept = search_words(text)
    return set(whole) <= set(kept) and any(word.startswith(beginning) for word in kept)


@pytest.mark.parametrize(
    "question", ["o'brien", "O’Brien", "obrien", "brien", "o'br", "o brien", "OBRIEN mary"]
)
def test_a_name_with_an_apostrophe_is_found_however_it_is_typed(question: str) -> None:
    assert found(question, "Mary O'Brien") or found(question, "O'Brien, Mary")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("arno", "Officine dell'Arno"),
        ("balkanparts", "Balkan-Parts Ltd"),
        ("balkan par", "Balkan-Parts Ltd"),
        ("spa", "Rossi S.p.A."),
        ("s.p.a.", "Rossi S.p.A."),
        ("αε", "Ελληνικά Χημικά Α.Ε."),
        ("ελληνικα", "Ελληνικά Χημικά Α.Ε."),
        ("rd", "R&D department"),
        ("p-2041", "Proposal P-2041"),
        ("p2041", "Proposal P-2041"),
        ("иордан", "Йордан Иванов"),
        ("lodz", "ul. Piotrkowska, Łódź"),
        ("শিল্প", "ক্ষুদ্র শিল্প প্রতিষ্ঠান"),
        ("প্রতি", "ক্ষুদ্র শিল্প প্রতিষ্ঠান"),
        ("anna.rossi", "anna.rossi@balkan-parts.example"),
        ("rossi@balkan", "anna.rossi@balkan-parts.example"),
        ("anna.rossi@balkan-parts.example", "anna.rossi@balkan-parts.example"),
        ("snake_case", "a snake_case name"),
    ],
)
def test_a_text_is_found_by_its_parts(question: str, text: str) -> None:
    assert found(question, text)


@pytest.mark.parametrize(
    "question",
    [
        "+359 32 555 0142",
        "+359325550142",
        "00359 32 5550142",
        "032 555 0142",
        "0325550142",
        "(032) 555-0142",
        "32 555",
        "555 0142",
        "359 32",
        "০৩২৫৫৫০১৪২",
    ],
)
@pytest.mark.parametrize(
    "stored", ["+359 32 555 0142", "+359 (0)32 555-0142", "tel. 00359 32 555 0142, Maria"]
)
def test_a_telephone_number_is_found_in_any_grouping(question: str, stored: str) -> None:
    assert found(question, stored)


def test_a_number_stored_without_groups_is_found_by_its_national_form() -> None:
    assert found("032 555 0142", "+359325550142")
    assert found("5550142", "+359325550142")
    assert found("06 5555 0142", "+390655550142")


def test_of_two_numbers_with_a_stroke_both_are_found() -> None:
    assert found("0888123456", "0888 123 456 / 0888 654 321")
    assert found("0888654321", "0888 123 456 / 0888 654 321")


def test_words_beside_a_number_are_asked_for_too() -> None:
    assert question_words("maria 032 555 0142 plovdiv") == ["maria", "0325550142", "plovdiv"]


def test_bengali_words_stay_whole() -> None:
    assert search_words("ক্ষুদ্র শিল্প।") == ["ক্ষুদ্র", "শিল্প"]


def test_other_scripts_have_words_too() -> None:
    assert search_words("हिन्दी கணினி 東京") == ["हिन्दी", "கணினி", "東京"]


def test_nothing_gives_no_words() -> None:
    assert search_words("") == search_words(" …!? ") == question_words("— ’ —") == []


def test_a_megabyte_without_a_space_is_one_short_word() -> None:
    assert search_words("x" * 1_000_000) == ["x" * 64]


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    if question_words(text):
        assert found(text, text)


@given(st.text(alphabet="+0123456789 ()-./", max_size=60))
def test_every_row_of_digits_is_found_by_itself(text: str) -> None:
    if question_words(text):
        assert found(text, text)
