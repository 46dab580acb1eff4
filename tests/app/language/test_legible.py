"""Legible: text of strangers can be shown without surprises."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import legible, legible_lines


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Acme\r\nLtd\tSofia", "Acme Ltd Sofia"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("\u2066left\u2069 \u200fright", "left right"),
        ("broken \ud800 half", "broken \ufffd half"),
        ("  many   spaces  ", "many spaces"),
        ("<b>Bold</b> & {name}", "<b>Bold</b> & {name}"),
        ("tag\U000e0041s", "tags"),
        ("শর্\u200cত", "শর্\u200cত"),
    ],
)
def test_what_is_not_seen_is_not_shown(written: str, shown: str) -> None:
    assert legible(written) == shown


def test_a_heap_of_marks_does_not_climb_over_its_neighbours() -> None:
    assert legible("a" + "\u0301" * 50 + "b") == "a" + "\u0301" * 3 + "b"


def test_a_long_text_ends_with_an_ellipsis_within_the_limit() -> None:
    assert legible("word " * 100, limit=12) == "word word w…"
    assert len(legible("x" * 1_000_000)) == 200


def test_a_cut_never_parts_a_bengali_letter_from_its_sign() -> None:
    text = "কি" * 10
    for limit in range(2, 20):
        shown = legible(text, limit=limit)
        assert len(shown) <= limit
        assert not shown.endswith("ক…")


def test_the_lines_of_a_note_stay_lines() -> None:
    assert legible_lines("one\r\ntwo\u2028three\x00\n\n four \n") == "one\ntwo\nthree\n\n four"


@given(st.text(alphabet=st.characters()))
def test_a_shown_line_has_no_control_character(text: str) -> None:
    shown = legible(text)
    assert len(shown) <= 200
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
