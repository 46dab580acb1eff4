from __future__ import annotations

import pytest

from app.documents import documents
from app.language import LANGUAGES, language
from app.queries.papers import Party, VisitPaper
from tests.app.documents import samples
from tests.app.documents.reading import running_text
from tests.app.documents.voices import VOICES


def drawn(content, code="en", paper="a4"):
    return documents["visit_report"].draw(content, language=code, paper=paper)


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_internal_is_in_the_clients_copy(code):
    # The content still has its internal part: the edition alone must keep it out of the file.
    data = drawn(samples.visit(code, edition="client"), code)
    text = running_text(data)
    for secret in (samples.SECRET, "61.50", "Polsterkamp", "60 %"):
        assert secret not in text and secret.encode() not in data
    for title in ("Internal: not for the client", "Competitors seen", "Risks", "Chance"):
        assert language(code).text(title) not in text


def test_the_clients_copy_is_the_same_file_whether_or_not_internal_facts_are_known():
    assert drawn(samples.visit(edition="client")) == drawn(samples.visit(edition="client", internal=None))


def test_the_internal_edition_says_so_and_has_everything():
    text = running_text(drawn(samples.visit()))
    assert "INTERNAL: not for the client" in text
    assert samples.SECRET in text and "Polsterkamp" in text


@pytest.mark.parametrize("edition", ["client", "internal"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_decisions_next_steps_needs_and_concerns_are_in_both_editions(code, edition):
    voice = VOICES[code]
    text = running_text(drawn(samples.visit(code, edition=edition), code))
    for said in (
        voice.result,
        voice.promise,
        voice.need,
        voice.warning,
        "P-2041",
        "C-77",
        voice.people[0],
        voice.place,
    ):
        assert said in text


def test_a_report_without_facts_says_what_was_not_named():
    content = VisitPaper(samples.company(), Party("Nobody Yet"), samples.NOON)
    text = running_text(drawn(content))
    for sentence in (
        "Nothing was decided.", "No next step was agreed.", "No need was named.",
        "No objection and no complaint was raised.", "No next meeting is fixed.", "DRAFT",
    ):  # fmt: skip
        assert sentence in text


def test_a_report_that_is_not_submitted_is_a_draft():
    assert "DRAFT" not in running_text(drawn(samples.visit()))
    assert "DRAFT" in running_text(drawn(samples.visit(submitted_at=None)))


def test_an_addendum_is_printed_with_its_day_and_author():
    assert "Addenda 20 Nov 2026, 17:12, Tom Okafor:" in running_text(drawn(samples.visit()))
