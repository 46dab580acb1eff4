"""Twins are found however they were written, and strangers are left alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from timeit import timeit
from typing import Literal

import pytest

from app.twins.matching import compare, match_keys, score, subject
from tests.app.twins.real_files import rows

Fields = Mapping[str, str | None]
Kind = Literal["accounts", "contacts"]
Pair = tuple[int, int]

ROSSI = {
    "name": "Rossi & Figli Meccanica di Precisione S.p.A.",
    "tax_number": "IT 01234567890",
    "email": "info@rossi-meccanica.it",
    "phone": "+39 051 123456",
    "web": "https://www.rossi-meccanica.it/",
    "street": "Via Emilia 12",
    "postal_code": "40121",
    "city": "Bologna",
    "country": "IT",
}


def test_a_firm_written_differently_shares_a_key_and_is_strongly_the_same() -> None:
    other = {"name": "ROSSI E FIGLI - MECCANICA DI PRECISIONE spa", "country": "IT"}
    assert set(match_keys(ROSSI)) & set(match_keys(other))
    assert score(ROSSI, other).strong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ελληνική Χαρτοποιία Α.Ε.", "Elliniki Chartopoiia AE"),
        ("Παπαδόπουλος Ε.Π.Ε.", "PAPADOPOULOS EPE"),
        ("Софийска мелница ООД", "Sofiyska melnitsa OOD"),
        ("ЕТ Иван Георгиев", "Ivan Georgiev"),
        ("বেক্সিমকো ফার্মাসিউটিক্যালস লিমিটেড", "Beximco Pharmaceuticals Ltd."),
        ("রহমান টেক্সটাইল লিমিটেড", "Rahman Textile Limited"),
        ("Müller Werkzeugbau GmbH & Co. KG", "Mueller Werkzeugbau"),
        ("Société Générale de Textile SARL", "SARL Societe generale de textile"),
        ("Belcan", "Belcan International Limited"),
        ("Cross Manufacturing Co. (1938) Ltd", "Cross Manufacturing"),
        ("ASE S.p.A.", "ASE - SpA"),
        ("Göbel &amp;amp; Partner Ltd", "Gobel & Partner Limited"),
    ],
)
def test_one_firm_in_another_script_or_spelling_is_found_and_is_strong(one: str, other: str) -> None:
    assert set(match_keys({"name": one})) & set(match_keys({"name": other}))
    assert score({"name": one}, {"name": other}).strong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Centre Hospitalier Universitaire de Nantes", "Centre Hospitalier Universitaire de Rennes"),
        ("Rossi (Italia) Srl", "Rossi (France) SARL"),
        ("Metro", "Metra"),
        ("Officina 1", "Officina 2"),
        ("Bavaria Motoren Nord GmbH", "Bavaria Motoren Süd GmbH"),
        ("American Industries Group", "Air Industries Group"),
        ("Northern Systems", "Northern Trading"),
        ("GmbH", "Ltd"),
    ],
)
def test_names_that_differ_in_the_telling_word_do_not_interrupt(one: str, other: str) -> None:
    assert not score({"name": one}, {"name": other}).strong


def test_a_national_number_belongs_to_the_records_country_however_that_is_written() -> None:
    keys = [match_keys({"phone": "06 1234567", "country": country}) for country in ("IT", "it")]
    assert (
        keys[0]
        == keys[1]
        == match_keys({"phone": "+39 06 1234567"})
        == match_keys({"phone": "06 1234567"}, country="IT")
    )


def test_the_tax_number_is_the_same_with_and_without_its_country() -> None:
    athens = {"name": "Hellas Foods", "tax_number": "EL 094501040"}
    card = {"name": "ΕΛΛΑΣ ΤΡΟΦΙΜΑ", "tax_number": "ΑΦΜ 094501040", "country": "GR"}
    assert set(match_keys(athens)) & set(match_keys(card))
    match = score(athens, card)
    assert match.strong
    assert "Same tax number EL094501040" in match.reasons


def test_different_tax_numbers_speak_against_the_same_name() -> None:
    match = score(
        {"name": "Rossi Srl", "tax_number": "IT01234567890"},
        {"name": "Rossi Srl", "tax_number": "IT09876543210"},
    )
    assert not match.strong
    assert "Different tax numbers: IT01234567890 – IT09876543210" in match.reasons


def test_the_reasons_name_the_weightiest_first_and_carry_the_values() -> None:
    card = {"name": "Rossi Figli Meccanica di Precisione", "phone": "051/123456", "country": "IT"}
    assert score(ROSSI, card).reasons == (
        "Names alike: Rossi & Figli Meccanica di Precisione S.p.A. – Rossi Figli Meccanica di Precisione",
        "Same phone +39051123456",
    )


def test_a_value_in_a_reason_stays_a_value() -> None:
    assert (
        "Same name: {other} <b>Srl</b>"
        in score({"name": "{other} <b>Srl</b>"}, {"name": "{other} <b>Srl</b>"}).reasons
    )


def test_the_legal_name_and_the_name_people_use_both_lead_to_the_firm() -> None:
    known = {"name": "Kliptech", "legal_name": "Clinical Precision Technologies GmbH", "also_known_as": "KPT"}
    for written in ("Clinical Precision Technologies", "KPT", "KLIPTECH GmbH"):
        assert set(match_keys(known)) & set(match_keys({"name": written}))
        assert score(known, {"name": written}).strong


def test_half_a_name_with_the_same_phone_is_strong() -> None:
    one, other = (
        {"name": "Fenix", "phone": "213/848-6677"},
        {"name": "Fenix at the Argyle", "phone": "213-848-6677"},
    )
    assert score(one, other).strong
    assert not score({"name": "Fenix"}, {"name": "Fenix at the Argyle"}).strong


def test_the_mailbox_of_a_firm_leads_to_its_website_but_a_free_mailbox_leads_nowhere() -> None:
    assert "w:rossi-meccanica.it" in match_keys({"name": "R.", "email": "anna@rossi-meccanica.it"})
    assert not [key for key in match_keys({"name": "R.", "email": "anna@gmail.com"}) if key.startswith("w:")]


def test_two_colleagues_with_one_family_name_are_two_persons() -> None:
    shared = {
        "account": "Rossi S.p.A.",
        "phone": "+39 051 123456",
        "street": "Via Emilia 12",
        "city": "Bologna",
    }
    luca = {"given_name": "Luca", "family_name": "Rossi", **shared}
    marco = {"given_name": "Marco", "family_name": "Rossi", **shared}
    assert not score(luca, marco, "contacts").strong


def test_one_person_met_twice_at_a_fair_is_strong_with_the_firm_and_only_likely_without() -> None:
    card = {"given_name": "Maria", "family_name": "Papadopoulou", "account": "Hellas Foods AE"}
    badge = {"name": "Papadopoulou Maria", "account": "Hellas Foods"}
    assert set(match_keys(card, "contacts")) & set(match_keys(badge, "contacts"))
    assert score(card, badge, "contacts").strong
    alone = score({"name": "Maria Papadopoulou"}, {"name": "Μαρία Παπαδοπούλου"}, "contacts")
    assert 0.5 < alone.score < 0.9
    assert not alone.strong


def test_an_initial_and_swapped_names_still_meet() -> None:
    full = {"given_name": "Giovanni", "family_name": "Bianchi", "email": "g.bianchi@acme.example"}
    assert score(
        full, {"given_name": "G.", "family_name": "Bianchi", "email": "G.Bianchi@acme.example"}, "contacts"
    ).strong
    assert (
        score(full, {"given_name": "Bianchi", "family_name": "Giovanni", "account": None}, "contacts").score
        > 0.5
    )


def test_a_record_without_a_name_has_keys_of_what_it_has_and_matches_nothing_by_itself() -> None:
    assert match_keys({"name": "  ", "email": "x@y.example"}) == ["e:x@y.example", "w:y.example"]
    assert match_keys({}) == []
    assert not score({}, {}).strong


def test_the_keys_of_an_account_cost_microseconds() -> None:
    fastest = min(timeit(lambda: match_keys(ROSSI), number=2_000) for _ in range(5)) / 2_000
    assert fastest < 60e-6  # 13 µs where it was measured; room for slow machines


def _strong_pairs(left: Sequence[Fields], right: Sequence[Fields], kind: Kind) -> set[Pair]:
    """What a person would be stopped for: candidates that share a key and score strongly."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, fields in enumerate(right):
        for key in match_keys(fields, kind):
            by_key[key].append(place)
    candidates = {
        (mine, theirs)
        for mine, fields in enumerate(left)
        for key in match_keys(fields, kind)
        for theirs in by_key[key]
        if left is not right or mine < theirs
    }
    mine = [subject(fields, kind) for fields in left]
    theirs = mine if left is right else [subject(fields, kind) for fields in right]
    return {(one, other) for one, other in candidates if compare(mine[one], theirs[other]).strong}


def _shares(found: set[Pair], true: set[Pair]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    both = len(found & true)
    return both / len(found), both / len(true), 2 * both / (len(found) + len(true))


def test_exhibitors_of_two_fairs_are_recognised_by_their_printed_names(shared_data: Path) -> None:
    pairs = rows(shared_data / "trade_fairs" / "farnborough_same_company.csv")
    found = _strong_pairs(
        [{"name": row["name_2022"]} for row in pairs],
        [{"name": row["name_2024"]} for row in pairs],
        "accounts",
    )
    precision, recall, _ = _shares(found, {(place, place) for place in range(len(pairs))})
    assert precision >= 0.98
    assert recall >= 0.82


def test_persons_with_slips_of_the_pen_are_recognised(shared_data: Path) -> None:
    people = rows(shared_data / "duplicates" / "febrl_dataset1.csv.xz")
    fields = [
        {
            "given_name": row["given_name"],
            "family_name": row["surname"],
            "street": f"{row['street_number']} {row['address_1']} {row['address_2']}",
            "city": row["suburb"],
            "postal_code": row["postcode"],
            "birthday": row["date_of_birth"],
        }
        for row in people
    ]
    same: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(people):
        same[row["rec_id"].split("-")[1]].append(place)
    true = {pair for places in same.values() for pair in combinations(places, 2)}
    precision, _, f1 = _shares(_strong_pairs(fields, fields, "contacts"), true)
    assert precision >= 0.99
    assert f1 >= 0.95


def test_restaurants_of_two_guides_are_recognised(shared_data: Path) -> None:
    def guide(number: int) -> list[Fields]:
        ontology = f"http://www.okkam.org/ontology_restaurant{number}.owl#"
        entries = rows(shared_data / "duplicates" / f"oaei_restaurants_rest{number}.csv", "|")
        names = {"name": "name", "phone": "phone_number", "street": "street"}
        return [{field: entry[ontology + column] for field, column in names.items()} for entry in entries]

    truth = rows(shared_data / "duplicates" / "oaei_restaurants_gt.csv", "|")
    _, recall, f1 = _shares(
        _strong_pairs(guide(1), guide(2), "accounts"), {(int(row["D1"]), int(row["D2"])) for row in truth}
    )
    assert recall >= 0.95
    assert f1 >= 0.80
