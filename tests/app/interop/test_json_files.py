"""JSON tables: lists of objects, as programs export them."""

from pathlib import Path

import pytest

from app.errors import Refused
from tests.app.interop.files import read, table_of


def test_objects_become_rows_and_inner_objects_columns() -> None:
    table = table_of(
        '[{"name": "A", "address": {"city": "Bonn"}, "n": 1.50, "tags": ["x", "y"]}, {"name": null, "ok": true}]'
    )
    assert table.columns == ["name", "address.city", "n", "tags", "ok"]
    assert list(table.rows) == [["A", "Bonn", "1.50", "x ::: y", ""], ["", "", "", "", "true"]]


@pytest.mark.parametrize(
    "text",
    [
        '{"records": [{"a": "1"}]}',
        '{"data": [{"a": 1}]}',
        '{"a": "1"}\n{"a": "2"}',
        '{"whatever": [{"a": 1}]}',
        '{"a": 1}',
    ],
)
def test_the_list_is_found_wherever_it_lies(text: str) -> None:
    table = table_of(text)
    assert table.columns == ["a"]
    assert table.rows.head(1) == [["1"]]


def test_digits_are_kept_as_written() -> None:
    assert list(table_of('[{"a": 12345678901234567890.10, "b": 007}]'.replace("007", "1e400")).rows) == [
        ["12345678901234567890.10", "1e400"]
    ]


def test_what_is_no_object_is_refused_with_its_number() -> None:
    found = read(b'[{"a": 1}, 5, {"a": 2}]', "x.json")
    assert list(found.tables[0].rows) == [["1"], ["2"]]
    assert [(each.row, each.reason) for each in found.refused] == [
        (2, "This entry is not an object with fields.")
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[{"a": 1}, {"a"', "damaged or cut short"),
        ("[" * 50_000, "nested too deeply"),
        ('{"a":' * 50_000, "nested too deeply"),
        ("[]", "holds no rows"),
        ("[1, 2]", "is not a table"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read(text.encode(), "x.json", "json")


def test_a_megabyte_in_a_field_refuses_its_entry_only() -> None:
    found = read(('[{"a": "' + "x" * 1_000_000 + '"}, {"a": "b\\u0000\\u001fc"}]').encode(), "x.json")
    assert list(found.tables[0].rows) == [["bc"]]
    assert found.refused[0].row == 1


def test_real_salesforce_trees(shared_data: Path) -> None:
    folder = shared_data / "business" / "salesforce_tree"
    table = table_of((folder / "Accounts.json").read_bytes(), "Accounts.json")
    assert table.columns[:3] == ["attributes.type", "attributes.referenceId", "Name"]
    assert len(table.rows) == 3
    assert len(table_of((folder / "Product__cs.json").read_bytes()).rows) == 16
