from __future__ import annotations

import time

import pytest

from app.documents.blocks import BODY, BODY_BOLD, SMALL
from app.documents.text import LIMIT, clipped, lines_of, measure, pdf_text
from tests.app.documents.samples import HOSTILE, HOSTILE_SHOWN


def shown(lines):
    return ["".join(part.text for part in line.parts) for line in lines]


def test_ordinary_text_comes_through_letter_by_letter():
    for text in (
        "R&D",
        "if a<b",
        "<test> & Co.",
        "O'Brien",
        "100%",
        "Müller",
        "Ελλάδα",
        "Щ",
        "ক্ষ",
        "a\\b(c)",
    ):
        assert pdf_text(text) == text


def test_controls_and_marks_of_direction_are_taken_out():
    assert pdf_text(HOSTILE) == HOSTILE_SHOWN
    assert pdf_text("a\x00b\x1bc\x7f\u200e\u2066d\ufeff\u00ade\ud800") == "abcde"


def test_every_kind_of_line_end_is_one_newline_and_a_tab_is_a_space():
    assert pdf_text("a\r\nb\rc\u2028d\x0be\x85f\tg") == "a\nb\nc\nd\ne\nf g"


def test_a_private_code_cannot_name_a_glyph_of_our_fonts():
    assert pdf_text("a\ue123b\U000f0001") == "a\ufffdb\ufffd"


def test_loose_accents_are_joined_to_their_letters():
    assert pdf_text("e\u0301 ά") == "é ά"


def test_a_text_beyond_the_limit_ends_in_an_ellipsis():
    long = pdf_text("x" * 1_000_000)
    assert len(long) == LIMIT and long.endswith("…")


def test_nothing_and_numbers_are_texts_too():
    assert pdf_text(None) == "" and pdf_text(12) == "12"


def test_a_line_that_goes_on_ends_in_its_space():
    lines = shown(lines_of("one two three four five six seven", BODY, 60))
    assert len(lines) > 2
    assert all(line.endswith(" ") for line in lines[:-1]) and not lines[-1].endswith(" ")
    assert "".join(lines) == "one two three four five six seven"


def test_lines_are_no_wider_than_asked():
    for text in (
        "a long sentence of many short words " * 20,
        "Donaudampfschifffahrtsgesellschaftskapitän " * 5,
    ):
        assert all(measure(line.rstrip(), BODY) <= 120.01 for line in shown(lines_of(text, BODY, 120)))


def test_a_word_wider_than_the_line_is_broken_after_its_signs_first():
    lines = shown(lines_of("someone.with.a.long.name@a-company-with-a-long-name.example", BODY, 110))
    assert "".join(lines) == "someone.with.a.long.name@a-company-with-a-long-name.example"
    assert all(line[-1] in ".-@" for line in lines[:-1])


def test_two_hundred_thousand_letters_without_a_space_are_broken_at_once():
    started = time.process_time()
    lines = lines_of(pdf_text("W" * 200_000), BODY, 375)
    assert time.process_time() - started < 1
    assert sum(len(line.parts[0].text) for line in lines) == LIMIT


def test_a_broken_word_never_parts_a_letter_from_its_marks():
    word = "ক্ষেত্রে" * 40
    lines = shown(lines_of(word, BODY, 80))
    assert "".join(lines) == word
    for line in lines:
        assert line[0] not in "\u09cd\u09bc\u09be\u09c7\u09c8" and not line.endswith("\u09cd")


def test_a_newline_begins_a_line():
    assert shown(lines_of("a\n\nb", SMALL, 200)) == ["a", "", "b"]


def test_a_paragraph_in_two_styles_keeps_its_words_in_order():
    spans = [
        ("Bold beginning ", BODY_BOLD),
        ("and a plain end that wraps over several lines of the column", BODY),
    ]
    lines = lines_of(spans, BODY, 120)
    assert (
        "".join(shown(lines)).replace("  ", " ")
        == "Bold beginning and a plain end that wraps over several lines of the column"
    )
    assert all(sum(measure(part.text.rstrip(), part.style) for part in line.parts) <= 121 for line in lines)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_clipped_paragraph_ends_in_an_ellipsis_inside_its_column(most):
    lines = clipped(lines_of("word " * 100, SMALL, 150), most, 150)
    assert len(lines) == most
    assert shown(lines)[-1].endswith("…")
    assert lines[-1].width <= 150
