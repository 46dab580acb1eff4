"""vCards as programs really write them."""

import csv
import time
from pathlib import Path

import pytest

from app.errors import Refused
from app.interop.cards import card_rows
from app.interop.vcard import cards_in, day_of
from tests.app.interop.files import cards_of, read, sample


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@pytest.mark.parametrize(
    ("name", "expected", "city"),
    [
        ("german_code_page", "Jürgen Grünwäld", "Fürth"),
        ("greek_code_page", "Στέλιος Παπαδάκης", "Ηράκλειο"),
        ("bulgarian_code_page", "Елена Димитрова", ""),
        ("utf16", "রহিমা খাতুন", ""),
    ],
)
def test_a_code_page_that_is_not_named_is_found(name: str, expected: str, city: str) -> None:
    (found,) = cards_of(sample(f"cards/{name}.vcf"))
    assert found.formatted_name == expected
    assert (found.addresses[0].city if found.addresses else "") == city


def test_a_fold_may_cut_a_letter_in_two() -> None:
    (found,) = cards_of(sample("cards/fold_inside_a_letter.vcf"))
    assert found.formatted_name == "Ευάγγελος Παπαθανασίου της Αλεξανδρούπολης και των περιχώρων αυτής"


def test_outlooks_quoted_printable_runs_over_soft_line_ends() -> None:
    (found,) = cards_of(sample("cards/outlook_quoted_printable.vcf"))
    assert (found.formatted_name, found.given_name, found.family_name) == ("Zoë Ärmel", "Zoë", "Ärmel")
    assert found.note == "first line\nsecond line"
    assert [phone.types for phone in found.phones] == [("work",), ("cell",), ("work", "fax")]
    assert found.emails[0].value == "zoe@example.com"
    assert found.has_photo


def test_apples_items_bring_their_labels() -> None:
    (found,) = cards_of(sample("cards/mac_items.vcf"))
    assert found.organisation == "Olio, Vino & Figli S.r.l."
    assert found.department == "Acquisti"
    assert (found.given_name, found.middle_name, found.prefix) == ("Anna", "Maria Luisa", "Dott.ssa")
    assert found.phones[0].label == "Assistente"
    assert (found.webs[0].value, found.webs[0].label, found.webs[0].preferred) == (
        "http://example.com",
        "HomePage",
        True,
    )
    assert found.addresses[0].street == "Via Roma 1\nScala B"
    assert found.birthday == "1980-03-22"
    assert found.categories == ["Clienti", "Fiera 2024"]


def test_each_card_of_a_file_is_judged_alone() -> None:
    found = read(sample("cards/several_and_broken.vcf"), "several.vcf")
    assert [each.formatted_name for each in found.cards] == ["First", "Second", "Fourth is cut"]
    assert found.cards[0].phones[0][:3] == ("+44-20-555 ext. 9", ("work",), True)
    assert found.cards[2].problems == ["The card is cut short."]
    assert [(each.row, each.reason) for each in found.refused] == [
        (3, "The card is empty: it has no name, address or number.")
    ]


def test_quoted_lists_of_types_are_lists() -> None:
    (found,) = cards_of(card('TEL;VALUE=uri;TYPE="work,cell,voice":tel:+1-2', version="4.0"))
    assert found.phones[0].types == ("work", "cell")


def test_a_colon_inside_a_quoted_parameter_ends_nothing() -> None:
    (found,) = cards_of(
        card('ADR;LABEL="Block: 5; Street 1";TYPE=work:;;Street 1;Paris;;75001;France', version="4.0")
    )
    assert found.addresses[0].label == "Block: 5; Street 1"
    assert found.addresses[0].city == "Paris"


def test_the_code_page_a_line_names_wins_for_that_line() -> None:
    data = (
        card("N:x", "FN:x", version="2.1")
        .encode()
        .replace(b"FN:x", b"FN;CHARSET=windows-1251:\xc5\xeb\xe5\xed\xe0")
    )
    assert cards_of(data)[0].formatted_name == "Елена"


def test_an_assistants_card_inside_a_card_is_passed_over() -> None:
    text = card("FN:Boss", "AGENT:", "BEGIN:VCARD", "FN:Assistant", "END:VCARD", "TEL:1", version="2.1")
    (found,) = cards_of(text)
    assert found.formatted_name == "Boss"
    assert found.phones[0].value == "1"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-03-22", "1980-03-22"),
        ("19800322", "1980-03-22"),
        ("19531015T231000Z", "1953-10-15"),
        ("--0203", "--02-03"),
        ("19723101", ""),
        ("some day", ""),
        ("0000-00-00", ""),
    ],
)
def test_birthdays_come_in_many_forms(text: str, day: str) -> None:
    assert day_of(text) == day


def test_a_field_of_a_megabyte_refuses_its_card_only() -> None:
    found = read((card("FN:Long", "NOTE:" + "x" * 1_000_000) + card("FN:Short")).encode(), "long.vcf")
    assert [each.formatted_name for each in found.cards] == ["Short"]
    assert found.refused[0].reason == "The field NOTE of this card is too long: at most 64 KB can be read."


def test_control_characters_are_left_out() -> None:
    (found,) = cards_of(card("FN:A\x00B\x07C\x1bD"))
    assert found.formatted_name == "ABCD"


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\r\n" * 13_000,
        b"BEGIN:VCARD\r\n" + b"BEGIN:X\r\n" * 13_000 + b"FN:x\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\n" + b"a." * 13_000 + b"TEL:1\r\nFN:x\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nFN:x\r\nNOTE:" + b"y\r\n " * 200_000 + b"\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nFN:x\r\nNOTE;QUOTED-PRINTABLE:" + b"=41=\r\n" * 100_000 + b"\r\nEND:VCARD\r\n",
        b'BEGIN:VCARD\r\nFN:x\r\nTEL;TYPE="' + b'";"' * 50_000 + b":1\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nFN:x\r\n"
        + b"".join(b"NOTE:%d%s\r\n" % (n, b"z" * 60_000) for n in range(200))
        + b"END:VCARD\r\n",
        (b"BEGIN:VCARD\r\nFN:x\r\n" + b"".join(b"TEL:%d\r\n" % n for n in range(1_900)) + b"END:VCARD\r\n")
        * 50,
        b"BEGIN:VCARD\r\nFN:x\r\nCATEGORIES:"
        + b",".join(b"%d" % n for n in range(9_000))
        + b"\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nFN:x\r\nN:"
        + b"\\;" * 30_000
        + b"\r\nEMAIL:"
        + b"a" * 60_000
        + b"@@\r\nEND:VCARD\r\n",
    ],
    ids=[
        "open cards",
        "nested groups",
        "dotted groups",
        "folds",
        "soft breaks",
        "quotes",
        "notes",
        "numbers",
        "categories",
        "escapes",
    ],
)
def test_hostile_nesting_and_folding_cost_no_more_than_their_length(data: bytes) -> None:
    start = time.process_time()
    list(card_rows(read(data, "hostile.vcf", "cards").cards))
    assert time.process_time() - start < 3


def test_a_file_without_cards_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refused, match=r"The file x\.vcf holds no cards\."):
        read(b"hello", "x.vcf", "cards")
    with pytest.raises(Refused, match=r"The file x\.vcf is empty\."):
        read(b"\xef\xbb\xbf", "x.vcf", "cards")


def test_a_scanned_code_is_read_like_a_file() -> None:
    assert cards_in(card("FN:Scanned").encode())[0].name == "Scanned"


def test_every_real_card_goes_in_with_all_its_numbers(shared_data: Path) -> None:
    folder = shared_data / "contacts" / "vcard"
    with (folder / "inventory.csv").open(encoding="utf-8") as file:
        inventory = list(csv.DictReader(file))
    total = 0
    for about in inventory:
        data = (shared_data / about["file"]).read_bytes()
        if not int(about["cards"]):
            with pytest.raises(Refused, match="is empty"):
                read(data, about["file"], "cards")
            continue
        found = read(data, about["file"]).cards
        total += len(found)
        assert len(found) == int(about["cards"]), about["file"]
        assert sum(len(each.phones) for each in found) == int(about["tel"]), about["file"]
        assert sum(len(each.emails) for each in found) == int(about["email"]), about["file"]
    assert total == 79


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("MultiAnsiFilterTests__German", "Sören Täve Nüßlebaum"),
        ("MultiAnsiFilterTests__Greek", "Βαγγέλης"),
        ("MultiAnsiFilterTests__Ukrainian", "Віталій Володимирович Кличко"),
        ("AnsiIssue", "Ralf Rastral"),
    ],
)
def test_real_legacy_code_pages_are_found(shared_data: Path, file: str, name: str) -> None:
    data = (shared_data / "contacts" / "vcard" / "folkerkinzel" / f"{file}.vcf").read_bytes()
    assert cards_of(data)[0].formatted_name == name
