"""What goes out: text stays text, numbers stay numbers, and our own files come back as they were."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Refused, Unreachable
from app.interop.writing import guard, write_csv, write_json, write_xlsx
from tests.app.interop.files import read

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠x", " =1", "  +1",
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "'=1", "#REF!", "<b>x</b>", '"', "a,b;c\td|e",
]  # fmt: skip
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff") | st.just("\n"),
    max_size=40,
)


def csv_rows(path: Path, separator: str = ",") -> list[list[str]]:
    return list(
        csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=separator)
    )


def test_csv_has_a_mark_quotes_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    row = [
        "Άλφα",
        Decimal("-5.50"),
        7,
        True,
        date(2024, 1, 31),
        datetime(2024, 1, 31, 9, tzinfo=UTC),
        None,
        "+30 1",
    ]
    assert write_csv(path, ["a", "b", "c", "d", "e", "f", "g", "h"], [row]).rows == 1
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n")[1] == (
        '"Άλφα","-5.50","7","true","2024-01-31","2024-01-31T09:00:00Z","","\'+30 1"'
    )


def test_csv_may_be_written_as_the_person_s_spreadsheet_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    write_csv(path, ["a", "b"], [[Decimal("1.5"), "x;y"]], separator=";", decimal=",")
    assert csv_rows(path, ";") == [["a", "b"], ["1,5", "x;y"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_can_become_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    write_csv(path, [text], [[text]])
    for (cell,) in csv_rows(path):
        assert not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n\0＝＋－＠"))


def test_ordinary_text_gets_no_apostrophe() -> None:
    for text in ("Bonn", "O'Brien", "a=b", "5-7", "", "'s-Hertogenbosch"):
        assert guard(text) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4))
def test_our_csv_comes_back_cell_by_cell(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "x.csv"
    kept = [["x", *row] for row in rows]
    write_csv(path, ["first", "second", "third", "fourth"], kept)
    table = read(path.read_bytes(), "x.csv").tables[0]
    assert list(table.rows) == kept


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx(path, [text], [[text]])
    sheet = openpyxl.load_workbook(path).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert len(cells) == 2
    assert all(cell.data_type == "s" for cell in cells)
    assert all(
        cell.value.rstrip("\r\n") == text.replace("\0", "").rstrip("\r\n") or "\r" in text for cell in cells
    )


def test_a_workbook_has_real_types_a_frozen_heading_a_filter_and_widths(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    moment = datetime(2024, 1, 31, 9, 30, tzinfo=UTC)
    rows = [["A" * 30, Decimal("9.80"), 3, True, date(2024, 1, 31), moment, None]] * 3
    assert (
        write_xlsx(
            path, ["Name", "Price", "Count", "Key", "Day", "Moment", "Empty"], rows, "Clients: all"
        ).rows
        == 3
    )
    sheet = openpyxl.load_workbook(path).active
    assert sheet.title == "Clients  all"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G4")
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["C"].width
    values = [cell.value for cell in sheet[2]]
    assert values == ["A" * 30, 9.8, 3, True, datetime(2024, 1, 31), datetime(2024, 1, 31, 9, 30), None]
    assert sheet["A1"].font.bold


def test_a_cell_too_long_for_a_workbook_is_cut_and_counted(tmp_path: Path) -> None:
    assert write_xlsx(tmp_path / "x.xlsx", ["a"], [["x" * 40_000], ["y"]])[:] == (2, 1)


def test_our_workbook_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx(path, ["name", "since", "n"], [["=Ω", date(2024, 1, 31), Decimal("1.5")], ["+30", None, 2]])
    table = read(path.read_bytes(), "x.xlsx").tables[0]
    assert list(table.rows) == [["=Ω", "2024-01-31", "1.5"], ["+30", "", "2"]]


def test_json_holds_one_object_a_line(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    rows: list[list[Any]] = [
        ["Ω\0\ud800", Decimal("1.50"), date(2024, 1, 31), {"a": [Decimal("2")]}],
        ["=1", None, None, []],
    ]
    write_json(path, ["a", "b", "c", "d"], rows)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found[0] == {"a": "Ω\0?", "b": "1.50", "c": "2024-01-31", "d": {"a": ["2"]}}
    assert found[1]["a"] == "=1"
    write_json(path, ["a"], [])
    assert json.loads(path.read_text(encoding="utf-8")) == []


def test_a_failing_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")

    def rows() -> Any:
        yield ["1"]
        raise Refused("The rows ended.")

    for write in (write_csv, write_json, write_xlsx):
        with pytest.raises(Refused, match="The rows ended"):
            write(path, ["a"], rows())
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]


def test_an_export_goes_to_a_plain_file_only(tmp_path: Path) -> None:
    for target in (tmp_path, f"{tmp_path}/", f"{tmp_path}/a\0b.csv", f"{tmp_path}/CON.csv"):
        with pytest.raises(Refused):
            write_csv(target, ["a"], [])
    with pytest.raises(Unreachable, match="does not exist"):
        write_csv(tmp_path / "none" / "x.csv", ["a"], [])
