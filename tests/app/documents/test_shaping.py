from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
import reportlab

from app.documents.blocks import BODY, SMALL_BOLD, Text
from app.documents.columns import Column, Row
from app.documents.fonts import face
from app.documents.house import LEFT, House, Imprint
from app.documents.shaping import needs_shaping, shape
from app.documents.tables import Table
from app.documents.text import measure
from app.queries.papers import Company
from tests.app.documents.reading import running_text, streams_of
from tests.app.documents.voices import VOICES

CONJUNCTS = "ক্ষ জ্ঞ ন্ত্র স্ত্র র্ক র্য ক্র ত্ত্ব হ্ম ঙ্ক্ষ শ্রী কি কে কৈ কো কৌ দুঃখ চাঁদ উৎসব ড় ঢ় য় ৎ"


def drawn(*blocks, code="bn"):
    house = House(
        Company("Nobody Ltd"), Imprint("Sample", date(2026, 11, 21)), language_code=code, paper="a4"
    )
    return house.print(house.pages(blocks))


def test_reportlab_is_the_line_that_our_pen_was_tried_on():
    assert reportlab.Version.startswith("5.1."), (
        "try the pen, the subsets and this round trip before moving on"
    )


@pytest.mark.parametrize("style", [BODY, SMALL_BOLD])
def test_bengali_comes_back_from_the_file_as_it_was_written(style):
    voice = VOICES["bn"]
    for text in (
        CONJUNCTS,
        voice.solution,
        voice.client,
        "২০২৬ সালের ৳ ১২,৩৪৫.৬০ (P-2041) পর্যন্ত।",
        "Ltd. মিশ্র mixed text",
    ):
        assert text in running_text(drawn(Text(text, style)))


def test_bengali_in_table_cells_comes_back_too():
    rows = [Row((VOICES["bn"].product, "১২"))]
    table = Table([Column("পণ্য", share=1), Column("পরিমাণ")], rows, accent="0 0 0", shade="1 1 1")
    assert f"পণ্য পরিমাণ {VOICES['bn'].product} ১২" in running_text(drawn(table))


def test_a_conjunct_is_one_glyph_and_a_vowel_sign_goes_before_its_letter():
    setting = face("regular")
    assert len(shape(setting, "ক্ষ").glyphs) == 1
    assert shape(setting, "কি").glyphs[0].code == shape(setting, "মি").glyphs[0].code
    assert shape(setting, "র্ক").glyphs[0].code == "ক"


def ink_of(data):
    """Left and right edge of what is drawn on the upper half of the first page, in points."""
    picture = pypdfium2.PdfDocument(data)[0].render(scale=2, grayscale=True, crop=(0, 420, 0, 0)).to_pil()
    left, _, right, _ = picture.point(lambda shade: 255 if shade < 160 else 0).getbbox()
    return left / 2, right / 2


@pytest.mark.parametrize("word", [*CONJUNCTS.split(), "অন্তর্ভুক্ত", "র্দ্ধ্বি", "দৃষ্টিভঙ্গি", "স্ট্রীটের", "কর্তৃত্ব"])
def test_a_word_is_drawn_as_wide_as_it_was_measured(word):
    # Followed by a bar: whatever a glyph is moved by, what comes after it stands where it was reckoned to stand.
    text = f"{word} ক|"
    left, right = ink_of(drawn(Text(text)))
    assert right == pytest.approx(LEFT + measure(text, BODY) - measure("|", BODY) / 2, abs=1.2)
    assert left >= LEFT - 2


def test_only_text_with_bengali_letters_is_shaped():
    assert needs_shaping("কলম") and needs_shaping("Ltd কলম")
    for text in ("Müller", "Ελλάδα", "Щука", "১২,৩৪৫", "৳ ৫০", "漢字", ""):
        assert not needs_shaping(text)


def test_other_scripts_carry_no_second_text():
    data = drawn(Text("Straße Ελλάδα Щука"), code="el")
    assert not any(b"ActualText" in stream for stream in streams_of(data))


def test_letters_the_fonts_lack_are_still_in_the_text():
    assert "Company 漢字 العربية Ltd" in running_text(drawn(Text("Company 漢字 العربية Ltd")))


def test_the_same_paper_is_the_same_bytes_whatever_was_shaped_before():
    first = drawn(Text(CONJUNCTS))
    drawn(Text("ঞ্জ ম্প ল্ক দ্ধ ট্ট " + VOICES["bn"].need))
    assert drawn(Text(CONJUNCTS)) == first
