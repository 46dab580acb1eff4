"""Folding: two spellings of one name are equal, two names are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import fold, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Balkan PARTS", "balkan parts"),
        ("Ελληνικά ΠΡΟΪΌΝΤΑ", "ελληνικα προιοντα"),
        ("Παπαδόπουλος", "παπαδοπουλοσ"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Ærø", "aero"),
        ("Œuvre", "oeuvre"),
        ("Đorđević", "dordevic"),
        ("İstanbul ışık", "istanbul isik"),
        ("Йордан Щерев", "иордан щерев"),
        ("Dell’Arno", "dell'arno"),
        ("Müller\u2011Lüdenscheidt", "muller-ludenscheidt"),
        ("soft\u00adhyphen", "softhyphen"),
        ("০১৭১২", "01712"),
        ("℡ ﬁve", "tel five"),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_final_sigma_is_found_by_a_plain_one() -> None:
    assert fold("ΝΙΚΟΣ") == fold("Νίκος") == fold("νικοσ")


def test_composed_and_decomposed_letters_are_equal() -> None:
    assert fold(unicodedata.normalize("NFD", "Ελλάδα Größe Йод")) == fold("Ελλάδα Größe Йод")


@pytest.mark.parametrize("word", ["ক্ষুদ্র", "শিল্প", "প্রতিষ্ঠান", "বাংলাদেশ", "য়", "কোম্পানি"])
def test_bengali_vowel_signs_are_never_lost(word: str) -> None:
    assert unicodedata.normalize("NFD", fold(word)) == unicodedata.normalize("NFD", word)


def test_words_that_differ_by_a_bengali_vowel_sign_stay_two_words() -> None:
    assert fold("দিন") != fold("দান")


def test_a_joiner_that_is_not_seen_does_not_hide_a_bengali_word() -> None:
    assert fold("শর্\u200cত") == fold("শর্ত")


@given(st.text())
def test_a_folded_text_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_never_tells_two_texts_apart(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


def test_a_list_is_in_the_order_of_its_alphabets() -> None:
    names = ["Яворов", "Άλφα", "zeta", "Élan", "Eden", "Ядро", "বাংলা", "Йордан", "Ивет", "Кирил", "Ияна"]
    assert sorted(names, key=sort_key) == [
        "Eden", "Élan", "zeta", "Άλφα", "Ивет", "Ияна", "Йордан", "Кирил", "Яворов", "Ядро", "বাংলা",
    ]  # fmt: skip


def test_numbers_in_names_are_sorted_by_size() -> None:
    assert sorted(["Depot 10", "Depot 9", "Depot 100"], key=sort_key) == ["Depot 9", "Depot 10", "Depot 100"]


def test_quotes_and_punctuation_do_not_move_a_name() -> None:
    assert sort_key("„Балкан“ ООД") == sort_key("Балкан ООД")
    assert sort_key('"Acme", Inc.') == sort_key("Acme Inc")
