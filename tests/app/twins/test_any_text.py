"""Whatever people write into a field: keys come out the same every time, and nothing breaks."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.twins.matching import email_key, match_keys, name_key, phone_key, score, tax_key, web_key

ANY = st.text(max_size=60)
FIELDS = (
    *("name", "legal_name", "given_name", "family_name", "email", "phone", "mobile", "tax_number", "web"),
    *("street", "postal_code", "city", "country", "birthday", "account"),
)
RECORD = st.dictionaries(st.sampled_from(FIELDS), st.none() | ANY, max_size=8)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=40)


@given(ANY)
def test_a_key_of_a_key_is_the_key(text: str) -> None:
    for key_of in (email_key, tax_key, web_key, phone_key):
        key = key_of(text)
        assert key is None or key_of(key) == key


@given(LETTERS)
def test_capitals_and_punctuation_do_not_change_a_name(name: str) -> None:
    assert name_key(name.upper()) == name_key(name) == name_key(f"  {name.replace(' ', ', ')}! ")


@pytest.mark.parametrize("kind", ["accounts", "contacts"])
@given(one=RECORD, other=RECORD)
def test_two_records_are_as_alike_one_way_as_the_other(
    kind: Literal["accounts", "contacts"], one: dict[str, str | None], other: dict[str, str | None]
) -> None:
    assert score(one, other, kind).score == score(other, one, kind).score
    assert 0 <= score(one, other, kind).score <= 1
    assert all(score(one, other, kind).reasons)


@pytest.mark.parametrize("kind", ["accounts", "contacts"])
@given(record=RECORD)
def test_keys_of_a_record_are_few_different_and_of_known_sorts(
    kind: Literal["accounts", "contacts"], record: dict[str, str | None]
) -> None:
    keys = match_keys(record, kind)
    assert len(keys) == len(set(keys)) <= 14
    assert all(key[:2] in {"n:", "e:", "p:", "t:", "w:", "b:"} and key[2:] for key in keys)
    assert match_keys(dict(record), kind) == keys
