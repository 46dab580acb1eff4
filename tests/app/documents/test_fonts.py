from __future__ import annotations

import json
import struct
from importlib.resources import files

import pytest

from app.documents.fonts import face
from app.language import LANGUAGES
from tests.app.documents.voices import VOICES

WEIGHTS = ("regular", "bold")


def tables_of(data):
    count = struct.unpack(">H", data[4:6])[0]
    records = (struct.unpack(">4sLLL", data[12 + 16 * n : 28 + 16 * n]) for n in range(count))
    return {tag.decode(): data[offset : offset + length] for tag, _, offset, length in records}


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_letter_of_every_language_is_in_the_face(weight, code):
    texts = list(VOICES[code])
    if code != "en":
        source = files("resources").joinpath("translations", f"{code}.json").read_text("utf-8")
        texts += [text for text in json.loads(source).values() if isinstance(text, str)]
    written = {letter for text in texts for part in text for letter in part}
    # Signs of keys and arrows are for the window; papers do not write them.
    missing = {
        letter for letter in written - {"\n"} if ord(letter) not in face(weight).letters and letter.isalnum()
    }
    assert not missing


@pytest.mark.parametrize("weight", WEIGHTS)
def test_signs_of_business_are_in_the_face(weight):
    for sign in "€£৳₹$%‰№§©®™°²³½×–—…•·“”„«»‘’‚\u00a0\u202f\u2009@#&<>{}[]|\\/":
        assert ord(sign) in face(weight).letters, sign


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_faces_are_lean_and_bear_a_name_of_our_own(weight):
    data = face(weight).data
    tables = tables_of(data)
    assert not {"fpgm", "prep", "cvt ", "gasp", "DSIG"} & set(tables)
    assert len(data) < 200_000
    assert (
        "Rapport Sans".encode("utf-16-be") in tables["name"]
        and "Noto Sans".encode("utf-16-be") not in tables["name"]
    )


@pytest.mark.parametrize("weight", WEIGHTS)
def test_both_tables_of_line_height_agree(weight):
    tables = tables_of(face(weight).data)
    assert struct.unpack(">hh", tables["hhea"][4:8]) == (1069, -408)
    assert struct.unpack(">hh", tables["OS/2"][68:72]) == (1069, -408)


def test_digits_of_both_scripts_are_equally_wide():
    for weight in WEIGHTS:
        for digits in ("0123456789", "০১২৩৪৫৬৭৮৯"):
            assert len({face(weight).letter_width(digit) for digit in digits}) == 1


def test_the_licence_lies_beside_the_fonts():
    assert "SIL OPEN FONT LICENSE" in files("resources").joinpath("fonts", "OFL.txt").read_text("utf-8")
