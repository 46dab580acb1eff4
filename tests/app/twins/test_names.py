"""A name is the same name in any script, legal form and order of words."""

import pytest

from app.twins.names import name_key, name_words
from app.twins.scripts import latin, sound


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Rossi & Figli S. p. A.", "figli rossi"),
        ("ROSSI E FIGLI SPA", "figli rossi"),
        ("Müller GmbH & Co. KG", "muller"),
        ("Mueller", "muller"),
        ("Dupont et Fils S.A.R.L.", "dupont fils"),
        ("SAS Dupont Fils", "dupont fils"),
        ("Kepston Ltd", "kepston"),
        ("KEPSTON LIMITED", "kepston"),
        ("Harper & Lane LLP", "harper lane"),
        ("Barclay plc", "barclay"),
        ("Παπαδόπουλος Ο.Ε.", "papadopoulos"),
        ("ΠΑΠΑΔΟΠΟΥΛΟΣ ΑΕ", "papadopoulos"),
        ("Αφοί Μπάμπη Α.Β.Ε.Ε.", "afoi bampi"),
        ("София Мел ЕООД", "mel sofia"),
        ("ЕАД София Мел", "mel sofia"),
        ("করিম ট্রেডার্স লিমিটেড", "karim tredars"),
        ("Jihlavan, a.s.", "jihlavan"),
        ("Łódź Sp. z o.o.", "lodz"),
        ("Ørsted A/S", "orsted"),
        ("GmbH", "gmbh"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_the_key_leaves_out_what_does_not_tell_firms_apart(written: str, key: str) -> None:
    assert name_key(written) == key


def test_the_words_keep_their_order() -> None:
    assert name_words("Zeta Alpha Beta S.r.l.") == ["zeta", "alpha", "beta"]


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("Παναγιώτης Ευαγγέλου", "panagiotis evangelou"),
        ("Γιώργος Αυγουστάκης", "giorgos avgoustakis"),
        ("Μπάμπης", "bampis"),
        ("Щърбанов Юлиян", "shtarbanov yuliyan"),
        ("মোহাম্মদ করিম রহমান", "mohammad karim rahman"),
        ("বাংলাদেশ", "bangladesh"),
        ("১২৩", "123"),
        ("Straße Œuvre Ħal", "strasse oeuvre hal"),
    ],
)
def test_scripts_are_spelled_out_the_way_papers_of_the_country_do(written: str, spelled: str) -> None:
    assert latin(written) == spelled


def test_spellings_of_one_name_sound_alike() -> None:
    assert sound("beximco") == sound("beksimko")
    assert sound("mueller") == sound("muller") == "mlr"
    assert sound("aeiou") == "aeiou"  # nothing would be left
