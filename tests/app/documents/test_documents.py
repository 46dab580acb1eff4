from __future__ import annotations

from datetime import date

import pytest

from app.documents import Label, described, documents, file_name, render
from app.errors import Refused
from tests.app.documents import samples


def test_the_four_papers_are_registered():
    assert {"meeting_brief", "visit_report", "proposal", "day_pack"} <= set(documents)


def test_a_file_is_named_after_day_kind_number_client_and_version():
    content = samples.proposal()
    assert (
        file_name(documents["proposal"], content, "en")
        == "2026-11-21_Proposal_P-2041_Thornbury-Pump-Valve-Works_v2.pdf"
    )


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        'a/b\\c:d*e?f"g<h>i|j',
        "CON",
        ". . .",
        "\u202egpj.exe\x00",
        "a" * 900,
        "",
        "নদী ক্ষেত্র",
    ],
)
def test_no_client_name_makes_a_file_name_unsafe(name):
    kind = documents["proposal"]
    from dataclasses import replace

    named = file_name(replace(kind, label=lambda content: Label(date(2026, 1, 2), name, name, 1)), None, "en")
    assert named.startswith("2026-01-02_Proposal") and named.endswith("_v1.pdf")
    assert not set(named) & set('/\\:*?"<>|\x00\u202e \n') and ".." not in named and len(named.encode()) < 255


def test_an_unknown_document_paper_edition_or_language_is_refused(workspace):
    for name, options, words in (
        ("poem", {}, "no document"),
        ("proposal", {"paper": "a3"}, "a4 or letter"),
        ("proposal", {"edition": "secret"}, "client or internal"),
        ("proposal", {"language": "xx"}, "No paper is printed"),
    ):
        with pytest.raises(Refused, match=words):
            workspace.ask(render, name, "1", **options)


def test_a_paper_of_a_record_that_is_not_there_is_refused(workspace):
    for name in ("meeting_brief", "visit_report", "proposal"):
        with pytest.raises(Refused):
            workspace.ask(render, name, "01999999-0000-7000-8000-000000000000")


def test_all_documents_can_be_listed_as_plain_values():
    listed = {each["name"]: each for each in described()}
    assert listed["visit_report"]["editions"] == ["client", "internal"]
    assert all(each["title"] for each in listed.values())
