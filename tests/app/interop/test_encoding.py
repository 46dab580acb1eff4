"""Code pages: what office programs of seven countries save is read as it was written."""

import lzma
from csv import DictReader
from pathlib import Path

import pytest

from app.interop.encoding import Utf8Check, detect, named

TEXTS = {
    "cp1252": (
        "Società Italiana è così, perché no",
        "Müller & Söhne GmbH, Straße",
        "Éditions Ça là-bas, œuvre",
    ),
    "cp850": ("Società Italiana è così, perché no", "Übergröße Köln äußerst grün"),
    "cp1253": ("Ελληνική Εταιρεία Άλφα ΑΕ", "Παπαδόπουλος Γιώργος", "Όμιλος Ύδρευσης"),
    "iso8859-7": ("Ελληνική Εταιρεία Άλφα ΑΕ", "Άνω Πόλη, Άργος"),
    "cp1251": ("Български институт по метрология", "фирма за търговия", "ЖЕЛЕЗАРИЯ ЩИТ ООД"),
    "koi8-r": ("Български институт по метрология", "Общество с ограниченной ответственностью"),
    "cp866": ("Български институт по метрология",),
    "cp737": ("Ελληνική Εταιρεία Άλφα ΑΕ",),
}


@pytest.mark.parametrize(
    ("encoding", "text"), [(page, text) for page, texts in TEXTS.items() for text in texts]
)
def test_a_line_in_a_code_page_is_read_as_written(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assert data.decode(detect(data).encoding) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["name,city\nBonn GmbH,Bonn\n", "όνομα,πόλη\nΆλφα,Αθήνα 10563\n", "নাম,শহর\nক,ঢাকা 1\n"]
)
def test_utf_16_is_known_without_a_mark(encoding: str, text: str) -> None:
    assert detect(text.encode(encoding)).encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_settles_it(encoding: str) -> None:
    text = "Ωμέγα"
    data = text.encode(encoding)
    guess = detect(data)
    assert guess.confidence == 1.0
    assert data[guess.mark :].decode(guess.encoding) == text


def test_plain_letters_are_utf_8_for_certain() -> None:
    assert detect(b"name,city\n")[:2] == ("utf-8", 1.0)


def test_utf_8_with_a_damaged_place_stays_utf_8() -> None:
    data = ("Καλημέρα σας, κυρίες και κύριοι. " * 3).encode()[:-4] + b"\xce"
    guess = detect(data)
    assert guess.encoding == "utf-8"
    assert guess.confidence < 0.9


def test_a_letter_cut_by_a_block_is_no_fault() -> None:
    data = "Ω".encode() * 5
    check = Utf8Check()
    check.feed(data[:3])
    check.feed(data[3:], final=True)
    assert not check.faults


def test_other_readings_are_offered_with_the_guess() -> None:
    guess = detect("Universität Köln".encode("cp1252"))
    assert guess.encoding == "cp1252"
    assert guess.alternatives
    assert guess.encoding not in guess.alternatives


def test_the_persons_language_decides_between_equal_readings() -> None:
    data = "ΔΕΗ".encode("cp1253")
    assert detect(data, ["el"]).encoding in ("cp1253", "iso8859-7")
    assert detect(data, ["bg"]).encoding == "cp1251"


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("Windows-1252", "cp1252"), ("ISO-8859-1", "cp1252"), ("UTF-8", "utf-8"), ("iso-8859-7", "iso8859-7")],
)
def test_a_file_may_name_its_code_page(label: str, encoding: str) -> None:
    assert named(label) == encoding


@pytest.mark.parametrize(
    "label", ["utf-7", "rot13", "unicode_escape", "idna", "base64", "zlib", "", "nonsense"]
)
def test_codecs_that_are_no_code_pages_are_not_taken(label: str) -> None:
    assert named(label) is None


@pytest.mark.parametrize(
    ("country", "encoding"),
    [
        ("IT", "cp1252"),
        ("IT", "cp850"),
        ("DE", "cp1252"),
        ("FR", "cp1252"),
        ("GR", "cp1253"),
        ("BG", "cp1251"),
    ],
)
def test_real_names_of_a_country_are_read_as_written(shared_data: Path, country: str, encoding: str) -> None:
    with lzma.open(
        shared_data / "organisations" / "ror_organisations.csv.xz", "rt", encoding="utf-8"
    ) as file:
        names = [
            f"{row['name']};{row['labels']};{row['city']}"
            for row in DictReader(file)
            if row["country"] == country
        ]
    wrong = total = 0
    for start in range(0, min(len(names), 900), 9):
        text = "\n".join(names[start : start + 9]).encode(encoding, "replace")
        if not text.isascii():
            total += 1
            wrong += text.decode(detect(text).encoding, "replace") != text.decode(encoding)
    assert total
    assert wrong <= total // 25


def test_a_megabyte_without_a_blank_is_looked_at_in_a_moment() -> None:
    import time

    check = Utf8Check()
    started = time.process_time()
    check.feed("é".encode() + b"A" * 1_000_000, final=True)
    assert time.process_time() - started < 1
    assert check.has_high
