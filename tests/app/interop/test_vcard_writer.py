"""What we write as vCard, we and others read back as it was."""

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from app.interop.vcard import Address, Card, Channel
from app.interop.vcard_lines import split_escaped, unescape
from app.interop.vcard_writer import escape, fold_line, write_card, write_cards
from tests.app.interop.files import cards_of

ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff") | st.just("\n"),
    max_size=120,
)
LINES = ANY_TEXT.map(str.strip)
SAMPLE = Card(
    formatted_name="Δρ. Ελένη; Κώστα, “ν.”",
    family_name="Κώστα",
    given_name="Ελένη",
    prefix="Δρ.",
    organisation="Olive; Oil, Ltd",
    department="Buying",
    job="Αγοράστρια",
    emails=[Channel("eleni@example.com", ("work",), True), Channel("e@example.org", ("home",))],
    phones=[
        Channel("+30 210 1", ("work",)),
        Channel("+30 69 2", ("cell",)),
        Channel("+30 210 3", ("work", "fax")),
    ],
    webs=[Channel("https://example.com/a,b;c", (), False, "Shop")],
    addresses=[Address("Ερμού 5\n2ος όροφος", "Αθήνα", "Αττική", "10563", "Greece", types=("work",))],
    birthday="1980-03-22",
    note="line one\nline two; with, signs \\ and more" * 8,
    categories=["VIP", "Fair, 2024"],
    uid="abc-1",
)


def same(card: Card) -> dict[str, object]:
    return {name: value for name, value in card.plain().items() if name not in ("version", "number")}


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_comes_back_as_it_was(version: str) -> None:
    (found,) = cards_of(write_card(SAMPLE, version))
    assert same(found) == same(SAMPLE)
    assert found.version == version


def test_vobject_reads_the_same() -> None:
    found = vobject.readOne(write_card(SAMPLE))
    assert found.fn.value == SAMPLE.formatted_name
    assert found.n.value.family == "Κώστα"
    assert found.org.value == ["Olive; Oil, Ltd", "Buying"]
    assert [each.value for each in found.contents["tel"]] == ["+30 210 1", "+30 69 2", "+30 210 3"]
    assert found.adr.value.city == "Αθήνα"
    assert found.adr.value.street == "Ερμού 5\n2ος όροφος"
    assert found.note.value == SAMPLE.note
    assert found.categories.value == ["VIP", "Fair, 2024"]
    assert found.email_list[0].params["TYPE"] == ["WORK", "PREF"]


def test_no_line_is_longer_than_the_standard_allows_and_no_letter_is_cut() -> None:
    data = write_cards([SAMPLE], "4.0")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_a_name_cannot_end_its_card_or_add_a_line() -> None:
    text = "Evil\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Second\x00"
    found = cards_of(
        write_card(Card(formatted_name=text, phones=[Channel("1\nTEL:2", ("a\nb",), label="x\ny")]))
    )
    assert len(found) == 1
    assert found[0].formatted_name == "Evil\nEND:VCARD\nBEGIN:VCARD\nFN:Second"
    assert len(found[0].phones) == 1


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=300))
def test_folding_loses_nothing(line: str) -> None:
    folded = fold_line(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(each.encode()) <= 75 for each in folded.split("\r\n"))


@given(ANY_TEXT)
def test_escaping_loses_nothing(text: str) -> None:
    assert unescape(escape(text), "3.0") == text


@given(st.lists(ANY_TEXT, min_size=1, max_size=7))
def test_parts_stay_apart_whatever_they_hold(parts: list[str]) -> None:
    joined = ";".join(map(escape, parts))
    assert [unescape(part, "3.0") for part in split_escaped(joined, ";")] == parts


@given(name=LINES.filter(bool), note=LINES, city=LINES, phone=LINES, version=st.sampled_from(["3.0", "4.0"]))
def test_any_text_comes_back(name: str, note: str, city: str, phone: str, version: str) -> None:
    card = Card(formatted_name=name, note=note)
    if city:
        card.addresses = [Address(city=city)]
    if phone and not phone.lower().startswith("tel:"):
        card.phones = [Channel(phone)]
    (found,) = cards_of(write_card(card, version))
    assert same(found) == same(card)
