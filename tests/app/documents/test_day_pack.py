from __future__ import annotations

import pytest

from app.documents import documents
from app.language import LANGUAGES
from app.queries.papers import DayPack
from tests.app.documents import samples
from tests.app.documents.reading import pages_of


def drawn(content, code="en", paper="a4"):
    return documents["day_pack"].draw(content, language=code, paper=paper)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_pack_is_the_agenda_and_then_each_brief_on_a_sheet_of_its_own(code):
    pages = pages_of(drawn(samples.day_pack(code, briefs=3), code))
    assert len(pages) == 2 + 3 * 2
    assert all(samples.brief(code).account in " ".join(page.split()) for page in pages[2:])


def test_briefs_come_in_the_order_of_the_visits():
    names = [f"Client {letter}" for letter in "CAB"]
    cards = tuple(samples.brief(account=name) for name in names)
    pack = DayPack(samples.company(), samples.date(2026, 11, 23), samples.NOON, "Tom", (), cards)
    pages = pages_of(drawn(pack))
    assert [next(name for name in names if name in page) for page in pages[2::2]] == names


def test_the_agenda_shows_hours_account_purpose_place_and_travel():
    first = " ".join(pages_of(drawn(samples.day_pack()))[0].split())
    assert "09:30–10:15 Thornbury Pump & Valve Works 1" in first
    assert "35 km" in first and "all day" in first and "Due today" in first


def test_a_day_without_visits_says_so():
    pack = DayPack(samples.company(), samples.date(2026, 11, 23), samples.NOON)
    [only] = pages_of(drawn(pack))
    assert "Nothing is planned for this day." in only and "Nothing is due today." in only
