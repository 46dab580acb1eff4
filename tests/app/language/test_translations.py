"""Translations: what is printed for a client is complete in all seven languages, and nothing in them is broken."""

import ast
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from app.language import LANGUAGES, language
from tests.app.language.texts import ROOT, choices_in, texts_in, texts_of

TRANSLATED = [code for code in LANGUAGES if code != "en"]
PLACE = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}")
# What a client or a manager holds in the hand: the papers, the sentences that their queries write, the letters.
PAPERS = (
    "app/documents",
    "app/language",
    "ui/screens/visit/letter.py",
    *(
        f"app/queries/{name}.py"
        for name in ("briefing", "brief_facts", "changed", "day_pack", "proposal", "visit_paper")
    ),
)
SCRIPT = {"el": "GREEK", "bg": "CYRILLIC", "bn": "BENGALI"}


def translations(code: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(_file(code).read_text("utf-8"))
    return found


def _file(code: str) -> Path:
    return ROOT / "resources" / "translations" / f"{code}.json"


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_of_the_papers_is_translated(code: str) -> None:
    known = translations(code)
    missing = [f"{place}: {text}" for text, place in texts_in(*PAPERS).items() if text not in known]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("room", PAPERS)
def test_the_papers_are_where_they_are_looked_for(room: str) -> None:
    assert texts_in(room)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_choice_a_document_may_print_is_translated(code: str) -> None:
    known = translations(code)
    missing = [f"{place}: {text}" for text, place in choices_in("app/records").items() if text not in known]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_name_for_one_field_belongs_to_a_choice_of_that_field(code: str) -> None:
    from app.records import kinds
    from app.records.base import fields

    choices = {
        f"{kind.__tablename__}.{name}: {value}"
        for kind in kinds().values()
        for name, about in fields(kind).items()
        for value in about.choices
    }
    stray = [key for key in translations(code) if re.match(r"[a-z_]+\.[a-z_]+: ", key) and key not in choices]
    assert not stray


def test_the_texts_of_other_rooms_without_translation_are_counted(
    record_property: Callable[[str, object], None],
) -> None:
    # These screens are translated step by step: the count is for the report of the run, a text is English until then.
    known = translations("de")
    counts = {
        folder: (sum(text in known for text in texts), len(texts))
        for folder in ("app", "ui")
        for texts in [texts_in(folder)]
    }
    for folder, (done, total) in counts.items():
        record_property(f"translated_{folder}", f"{done} of {total}")
    assert counts["app"][0] > 0


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_places_of_its_source(code: str) -> None:
    wrong = [
        f"{source} → {text}"
        for source, text in translations(code).items()
        if sorted(PLACE.findall(source)) != sorted(PLACE.findall(text))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_says_something_and_keeps_the_ends_of_its_source(code: str) -> None:
    wrong = [
        f"{source} → {text}"
        for source, text in translations(code).items()
        if not text.strip() or text != text.strip() or source.endswith("…") != text.endswith("…")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_are_composed_and_hide_nothing(code: str) -> None:
    for source, text in translations(code).items():
        # Bengali has letters that are only ever kept as two: the composed form is the same text there
        assert text == unicodedata.normalize("NFC", text), text
        assert not any(unicodedata.category(character) == "Cc" for character in text.replace("\n", "")), text
        assert text.count("\n") == source.count("\n"), text


@pytest.mark.parametrize("code", SCRIPT)
def test_translations_are_written_in_the_script_of_their_language(code: str) -> None:
    allowed = {"LATIN", SCRIPT[code]}
    for source, text in translations(code).items():
        scripts = {
            unicodedata.name(letter).split(" ")[0] for letter in PLACE.sub("", text) if letter.isalpha()
        }
        assert scripts <= allowed, (source, text, scripts)
        # no word mixes alphabets: a Latin "o" in a Greek word looks right and is never found
        for word in re.findall(r"[^\W\d_]+", PLACE.sub("", text)):
            assert len({unicodedata.name(letter).split(" ")[0] for letter in word}) == 1, (source, word)


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_files_are_sorted_so_that_changes_are_seen(code: str) -> None:
    keys = list(translations(code))
    assert keys == sorted(keys)
    assert keys == list(translations("it"))


def test_words_that_only_look_right_are_not_used() -> None:
    bengali, bulgarian, italian = translations("bn"), translations("bg"), translations("it")
    assert not any("প্রসব" in text for text in bengali.values())  # childbirth, not delivery
    assert not any("রাজস্ব" in text for text in bengali.values())  # state revenue, not turnover
    assert not any("হিসাব" in text for source, text in bengali.items() if source in ("Account", "Accounts"))
    assert bulgarian["Order"] == "Поръчка"
    assert bulgarian["Quote"] == bulgarian["Price quote"] == "Оферта"
    assert italian["Signature"] == "Firma"


def test_plural_forms_differ_where_the_language_has_them() -> None:
    assert language("de").plural(1, "{count} day late", "{count} days late") == "1 Tag verspätet"
    assert language("de").plural(3, "{count} day late", "{count} days late") == "3 Tage verspätet"
    assert language("fr").plural(0, "{count} day late", "{count} days late") == "0 jour de retard"
    assert language("bn").plural(3, "{count} day late", "{count} days late").startswith("৩ দিন")


def test_the_search_for_texts_finds_each_way_of_writing_them() -> None:
    module = """
class Visit(Record):
    title = "Visit"
    state: str = field("State", choices=("open", "done"), help="Ask")
def show(self, late):
    t("one"); self.say("two" if late else "three"); N_("four"); speech.plural(2, "{count} a", "{count} as")
    Refused("No.", fields={"name": "Too long."}); house.text(variable); t("...")
"""
    assert {text for _, text in texts_of(ast.parse(module))} == {
        "Visit", "State", "Ask", "one", "two", "three", "four", "{count} a", "{count} as", "No.", "Too long.",
    }  # fmt: skip
