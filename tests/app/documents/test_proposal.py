from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.documents import documents
from app.language import LANGUAGES, language
from tests.app.documents import samples
from tests.app.documents.reading import pages_of, running_text
from tests.app.documents.voices import VOICES


def drawn(content, code="en", paper="a4"):
    return documents["proposal"].draw(content, language=code, paper=paper)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("lines", [1, 12, 60])
def test_a_proposal_has_three_to_six_pages(code, paper, lines):
    assert 3 <= len(pages_of(drawn(samples.proposal(code, lines), code, paper))) <= 6


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_page_says_who_what_how_much_and_until_when(code):
    content, speech = samples.proposal(code), language(code)
    first = " ".join(pages_of(drawn(content, code))[0].split())
    for said in (
        content.company.name, content.client.name, content.number, speech.day(content.dated_on),
        speech.day(date(2026, 12, 31)), speech.money(content.totals.gross, content.currency),
        VOICES[code].people[1], VOICES[code].need,
    ):  # fmt: skip
        assert " ".join(said.split()) in first


def test_validity_stands_by_the_signature_too():
    last = " ".join(pages_of(drawn(samples.proposal()))[-1].split())
    assert "This proposal can be accepted until 31 Dec 2026." in last
    assert "Place and date" in last and "Signature" in last and "Margaret Ashdown-Whitfield" in last


@pytest.mark.parametrize("lines", [60, 120])
@pytest.mark.parametrize("code", ["en", "bn"])
def test_the_totals_are_never_alone_on_a_page(code, lines):
    speech = language(code)
    content = samples.proposal(code, lines)
    net = speech.text("Net amount")
    pages = [" ".join(page.split()) for page in pages_of(drawn(content, code))]
    [page] = [
        page for page in pages[1:] if f"{net} {speech.amount(content.totals.net, content.currency)}" in page
    ]
    assert page.count(VOICES[code].product) >= 2


def test_every_line_is_on_the_paper_once_and_in_order():
    text = running_text(drawn(samples.proposal(lines=120)))
    places = [text.index(f"Shaft seal, nitrile, 40 mm / {number:03}") for number in range(1, 121)]
    assert places == sorted(places)
    assert all(text.count(f"mm / {number:03} ") == 1 for number in range(1, 121))


def test_options_and_alternatives_stand_apart_and_say_that_they_are_not_in_the_total():
    text = running_text(drawn(samples.proposal()))
    total, options = (
        text.index("Total with tax (GBP)"),
        text.index("These options are not included in the total."),
    )
    assert (
        total
        < options
        < text.index("Each alternative replaces the line it names and is not included in the total.")
    )
    assert "Instead of line 3" in text


def test_tax_is_shown_per_rate_with_the_rule_of_rounding():
    content = samples.proposal()
    text = running_text(drawn(content))
    for tax in content.totals.taxes:
        speech = language("en")
        assert (
            f"Tax {speech.percent(tax.rate)} on {speech.amount(tax.base, 'GBP')} {speech.amount(tax.tax, 'GBP')}"
            in text
        )
    assert "rounded half up" in text and "computed per rate" in text


def test_the_reason_for_a_tax_free_sale_is_printed():
    content = samples.proposal(tax_notes=("Reverse charge: the recipient owes the tax.",))
    assert "Reverse charge: the recipient owes the tax." in running_text(drawn(content))


def test_a_price_shows_as_many_decimals_as_it_needs():
    text = running_text(drawn(samples.proposal()))
    assert "24.2335" in text and "13.27" in text and "13.2700" not in text


def test_a_discount_on_the_whole_is_shown_between_subtotal_and_net():
    content = samples.proposal()
    totals = replace(content.totals, discount=Decimal("100"), subtotal=content.totals.net + 100)
    text = running_text(drawn(replace(content, totals=totals)))
    assert (
        text.index("Subtotal 1,297.36") < text.index("Discount -100.00") < text.index("Net amount 1,197.36")
    )


def test_the_first_version_has_no_changes_and_the_second_names_them():
    assert "What changed since version 1" in running_text(drawn(samples.proposal()))
    assert "What changed" not in running_text(drawn(samples.proposal(version=1)))


def test_a_description_of_thousands_of_words_keeps_all_of_them():
    content = samples.proposal(lines=3)
    words = " ".join(f"word{number}" for number in range(900))
    lines = (replace(content.lines[0], detail=words), *content.lines[1:])
    text = running_text(drawn(replace(content, lines=lines)))
    assert all(f"word{number}" in text for number in range(900))


def test_a_proposal_without_anything_but_a_price_is_still_whole():
    content = samples.proposal(
        lines=1, version=1, needs=(), solution=(), result=(), plan=(), payment="", delivery="", warranty="", terms=(),
        manager=None, signs_for_us=None, signs_for_client=None, valid_until=None, title="", changes=(),
    )  # fmt: skip
    text = running_text(drawn(content))
    assert "What we propose • 2 box Shaft seal, nitrile, 40 mm / 001" in text
    assert "Valid until not limited" in text and "Acceptance" in text and "None" not in text


def test_columns_that_no_line_uses_are_left_out():
    content = samples.proposal(lines=3)
    lines = tuple(replace(line, unit="", discount=Decimal(0)) for line in content.lines)
    text = running_text(drawn(replace(content, lines=lines)))
    assert "No. Item Quantity Unit price Net (GBP)" in text and "Discount" not in text
