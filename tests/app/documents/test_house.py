# ruff: noqa: E501
from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from importlib.resources import files

import pytest

from app.documents import documents
from app.documents.blocks import Heading, PageBreak, Text
from app.documents.house import House, Imprint
from app.language import LANGUAGES
from app.queries.papers import Company
from tests.app.documents import samples
from tests.app.documents.reading import mean_ink, pages_of, running_text, structure_of

SAMPLES = {
    "meeting_brief": samples.brief,
    "visit_report": samples.visit,
    "proposal": samples.proposal,
    "day_pack": samples.day_pack,
}


def drawn(name, code="en", paper="a4", **changes):
    return documents[name].draw(SAMPLES[name](code, **changes), language=code, paper=paper)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_paper_is_the_same_bytes_twice(name, code):
    assert drawn(name, code) == drawn(name, code)


def test_a_paper_is_the_same_bytes_in_another_process_zone_and_year():
    script = (
        "import hashlib\nfrom tests.app.documents.test_house import SAMPLES, drawn\n"
        "for name in SAMPLES:\n    for code in ('el', 'bn'):\n        print(hashlib.sha256(drawn(name, code)).hexdigest())"
    )
    expected = [hashlib.sha256(drawn(name, code)).hexdigest() for name in SAMPLES for code in ("el", "bn")]
    root = str(files("app").joinpath(".."))
    for seed, zone in (("1", "Asia/Dhaka"), ("77", "America/Lima")):
        world = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": root,
            "SOURCE_DATE_EPOCH": "1",
        }
        found = subprocess.run(
            [sys.executable, "-c", script], cwd=root, env=world, capture_output=True, text=True, check=True
        )
        assert found.stdout.split() == expected


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_pages_have_the_size_of_their_paper(name, paper):
    sizes = set(re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", drawn(name, paper=paper)))
    [(width, height)] = sizes
    assert (round(float(width)), round(float(height))) == {"a4": (595, 842), "letter": (612, 792)}[paper]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_all_fonts_are_embedded_subsets_of_our_own(name, code):
    found = set(re.findall(rb"/BaseFont /(\S+)", structure_of(drawn(name, code))))
    assert found and all(re.fullmatch(rb"[A-Z]{6}\+RapportSans-(Regular|Bold)", font) for font in found)
    assert b"Helvetica" not in drawn(name, code)


@pytest.mark.parametrize("name", SAMPLES)
def test_title_author_language_and_date_come_from_the_content(name):
    data = drawn(name, "el")
    assert b"/Lang (el)" in data
    assert b"/Title" in data and b"anonymous" not in data and b"unspecified" not in data
    assert re.search(rb"/CreationDate \(D:2026112\d{7}\+00'00'\)", data)


def test_the_date_of_a_file_is_its_contents_moment_in_universal_time():
    company, at = Company("Nobody Ltd"), datetime(2026, 11, 20, 1, 30, tzinfo=timezone(timedelta(hours=6)))
    house = House(company, Imprint("Sample", at), language_code="en", paper="a4")
    assert b"/CreationDate (D:20261119193000+00'00')" in house.print(house.pages([Text("x")]))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_each_page_says_which_of_how_many_it_is(name, code):
    from app.language import language

    pages = pages_of(drawn(name, code))
    for number, text in enumerate(pages, 1):
        assert language(code).text("Page {number} of {count}", number=number, count=len(pages)) in text


def test_bookmarks_begin_with_four_pages():
    house = House(Company("Nobody Ltd"), Imprint("Sample", date(2026, 1, 1)), language_code="en", paper="a4")

    def with_pages(count):
        blocks = []
        for number in range(count):
            blocks += [Heading(f"Part {number}", house.heading_style), Text("text"), PageBreak()]
        return house.print(house.pages(blocks[:-1]))

    assert b"Part 2" not in structure_of(with_pages(3))
    assert b"Part 3" in structure_of(with_pages(4))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("code", ["en", "el", "bn"])
def test_hostile_names_are_printed_letter_by_letter(name, code):
    changes = {
        "company": samples.company(
            code, name=samples.HOSTILE, legal_line=samples.HOSTILE, brand_colour=samples.HOSTILE
        )
    }
    if name == "meeting_brief":
        changes |= {"account": samples.HOSTILE, "place": samples.HOSTILE, "goal": samples.HOSTILE}
    elif name != "day_pack":
        changes |= {"client": samples.Party(samples.HOSTILE, (samples.HOSTILE,))}
    if name == "day_pack":
        content = samples.DayPack(changes["company"], date(2026, 11, 23), samples.NOON, samples.HOSTILE)
        data = documents[name].draw(content, language=code, paper="a4")
    else:
        data = drawn(name, code, **changes)
    text = running_text(data)
    assert "R&D <test> <b>Évil</b> & Co." in text
    assert "{name} %s DLOC" in text
    assert "root:" not in text and data.count(b"/Subtype /Image") <= 1


def test_fields_of_a_million_letters_neither_hang_nor_fill_the_file():
    huge = "W" * 1_000_000
    data = drawn("meeting_brief", account=huge, goal=huge, place=huge)
    assert len(pages_of(data)) == 2 and len(data) < 100_000


def test_a_draft_is_marked_on_every_page_and_its_figures_stay_readable():
    draft, final = drawn("proposal", approved=False), drawn("proposal")
    assert all("DRAFT" in page for page in pages_of(draft))
    assert not any("DRAFT" in page for page in pages_of(final))
    for number, page in enumerate(pages_of(final)):
        assert page.strip().split("\n")[-1] in pages_of(draft)[number]
    assert mean_ink(draft) > mean_ink(final)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_company_without_name_logo_or_address_still_prints(name):
    changes = {"company": Company("")}
    if name == "day_pack":
        content = replace(samples.day_pack(), company=Company(""))
        assert pages_of(documents[name].draw(content, language="en", paper="a4"))
    else:
        assert pages_of(drawn(name, **changes))


def test_the_foot_of_each_page_names_tax_number_and_bank_once():
    company = Company("Nobody Ltd", tax_number="GB 1", bank="IBAN GB00", legal_line="Nobody Ltd, GB 1")
    for page in pages_of(drawn("proposal", company=company)):
        assert page.count("GB 1") == 1 and "Nobody Ltd, GB 1 · IBAN GB00" in page


def test_without_a_logo_the_name_stands_in_its_place_once():
    text = pages_of(drawn("proposal", company=samples.company(logo=None)))[0]
    assert text.split("Thornbury")[0].count("Alder & Finch Supplies Ltd") == 1


def test_a_paper_of_more_than_three_hundred_pages_is_refused():
    from app.errors import Refused

    house = House(Company("Nobody Ltd"), Imprint("Sample", date(2026, 1, 1)), language_code="en", paper="a4")
    with pytest.raises(Refused, match="300"):
        house.pages([Text("x"), PageBreak()] * 400)


def test_reportlab_is_loaded_by_the_first_paper_and_not_before():
    script = "import sys, app.documents\nprint([name for name in sys.modules if name.split('.')[0] in ('reportlab', 'PIL', 'uharfbuzz')])"
    root = str(files("app").joinpath(".."))
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
