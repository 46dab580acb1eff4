# ruff: noqa: E501
from __future__ import annotations

import re

import pytest

from app.documents import documents
from app.documents.brief_sections import Section
from app.documents.house import LEFT
from app.documents.meeting_brief import brief_pages, house_of
from app.language import LANGUAGES, language
from app.queries.papers import Brief, Excerpt, PromiseLine
from tests.app.documents import samples
from tests.app.documents.reading import pages_of, running_text


def drawn(content: Brief, code="en", paper="a4"):
    return documents["meeting_brief"].draw(content, language=code, paper=paper)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("make", [samples.brief, samples.full_brief, lambda code: samples.bare_brief()])
def test_a_brief_is_one_page_and_a_second_side_for_notes(make, code, paper):
    content = make(code)
    house = house_of(content, code, paper)
    pages = brief_pages(house, content)
    assert len(pages) == 2
    for placed in pages[0]:
        assert placed.y + placed.block.height <= house.bottom + 0.01
        assert LEFT <= placed.x < house.page_width - 57


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_left_out_is_counted(code):
    content = samples.full_brief(code)
    house = house_of(content, code, "a4")
    sections = [
        placed.block for placed in brief_pages(house, content)[0] if isinstance(placed.block, Section)
    ]
    text = running_text(drawn(content, code))
    for section in sections:
        assert section.shown >= 1
        if section.left_out:
            assert language(code).text("+{count} more", count=section.left_out) in text
    assert any(section.total == 5000 and section.left_out > 4900 for section in sections)


def test_the_least_important_blocks_give_up_first():
    content = samples.full_brief()
    pages = brief_pages(house_of(content, "en", "a4"), content)
    by_rank = {placed.block.title: placed.block for placed in pages[0] if isinstance(placed.block, Section)}
    assert by_rank["Promises: ours"].shown >= by_rank["Competitors"].shown
    assert by_rank["Promises: ours"].shown >= 3 and by_rank["Questions to ask"].shown >= 3


def test_every_block_without_data_says_so():
    text = running_text(drawn(samples.bare_brief()))
    for sentence in (
        "No time is fixed.", "No place is given.", "No goal is written down yet.", "No request is written down yet.",
        "No warning is known.", "This is the first visit.", "We owe nothing.", "They owe nothing.", "No contact is known.",
        "No order is open.", "No complaint is open.", "No revenue is known.", "Too few orders for a statement.",
        "No special terms are agreed.", "No need is written down.", "Too few orders for a suggestion.",
        "No competitor is known here.", "There was no contact yet.", "No question is written down.",
    ):  # fmt: skip
        assert sentence in text


def test_a_brief_says_how_old_its_data_are():
    assert "Data of this laptop, newest of 20 Nov 2026, 17:12" in running_text(drawn(samples.brief()))
    synced = samples.brief(synced_at=samples.NOON.replace(hour=8))
    assert "Data of 20 Nov 2026, 17:12, synced 20 Nov, 08:12" in running_text(drawn(synced))


def test_what_is_overdue_is_said_in_words_and_never_cut_off():
    text = running_text(drawn(samples.brief()))
    assert text.count("overdue since") == 2
    assert "9 days late" in text and "Next order was expected 11 Nov: overdue" in text
    assert "of it overdue £4,100.00" in text


def test_a_day_of_another_year_carries_its_year():
    from datetime import date

    content = samples.brief(our_promises=Excerpt.of([PromiseLine("x", date(2025, 3, 1), "", True)]))
    assert "overdue since 1 Mar 2025" in running_text(drawn(content))


def test_no_text_is_smaller_than_eight_points():
    from tests.app.documents.reading import streams_of

    for content in (samples.brief(), samples.full_brief()):
        sizes = {
            float(size)
            for stream in streams_of(drawn(content))
            for size in re.findall(rb"/F\d\+\d ([\d.]+) Tf", stream)
        }
        assert sizes and min(sizes) >= 8


def test_the_notes_side_names_the_account_and_has_room_for_next_steps():
    second = pages_of(drawn(samples.brief()))[1]
    assert "Notes: Thornbury Pump & Valve Works" in second and "Agreed next steps" in second
