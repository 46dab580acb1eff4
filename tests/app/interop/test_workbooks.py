"""Spreadsheets: what they hold as text, and what is refused before it is unpacked."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.errors import Refused
from tests.app.interop.files import read, sample, workbook_with


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Clients"
    sheet.append(["Price list"])
    sheet.append([])
    sheet.append(["Name", "Since", "Orders", "Price", "Key", "Changed"])
    sheet.append(["Άλφα", date(2024, 1, 31), 12, 9.8, True, datetime(2024, 1, 31, 10, 30)])
    sheet.append([None, None, None, None, None, None])
    sheet.append(["Бета", None, 1e6, -0.5, False, None])
    return book


def test_cells_come_as_text_with_the_number_of_their_row() -> None:
    (table,) = read(saved(workbook()), "x.xlsx").tables
    assert (table.sheet, table.titles) == ("Clients", ["Price list"])
    assert table.columns == ["Name", "Since", "Orders", "Price", "Key", "Changed"]
    assert list(table.rows.numbered()) == [
        (4, ["Άλφα", "2024-01-31", "12", "9.8", "true", "2024-01-31 10:30:00"]),
        (6, ["Бета", "", "1000000", "-0.5", "false", ""]),
    ]


def test_every_visible_sheet_is_read_and_hidden_ones_are_named() -> None:
    book = workbook()
    book.create_sheet("Second").append(["a", "b"])
    book["Second"].append(["1", "2"])
    hidden = book.create_sheet("Secret")
    hidden.append(["a", "b"])
    hidden.sheet_state = "hidden"
    found = read(saved(book), "x.xlsx")
    assert [table.sheet for table in found.tables] == ["Clients", "Second"]
    warnings = [str(each) for table in found.tables for each in table.warnings]
    assert warnings == ["The hidden sheet “Secret” was left out."]


def test_a_formula_comes_as_its_value_and_never_as_a_formula() -> None:
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["x", "=1+1"])
    (table,) = read(saved(book), "x.xlsx").tables
    assert list(table.rows) == [["x", ""]]


def test_a_cell_above_the_limit_refuses_its_row_only() -> None:
    xml = b"<worksheet><sheetData>%s</sheetData></worksheet>"
    cell = b'<c t="inlineStr" r="%s"><is><t>%s</t></is></c>'
    rows = b"".join(
        b'<row r="%d">' % number + cell % (b"A%d" % number, name) + cell % (b"B%d" % number, note) + b"</row>"
        for number, name, note in ((1, b"Name", b"Note"), (2, b"A", b"y" * 70_000), (3, b"B", b"short"))
    )
    found = read(replaced(saved(workbook()), "xl/worksheets/sheet1.xml", xml % rows), "x.xlsx")
    assert list(found.tables[0].rows) == [["B", "short"]]
    assert (found.refused[0].row, "too long" in found.refused[0].reason) == (2, True)


def replaced(data: bytes, member: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        members = {name: box.read(name) for name in box.namelist()}
    return workbook_with({**members, member: content})


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refused, match="would unpack to far more"):
        read(workbook_with({"xl/worksheets/sheet1.xml": b"0" * 25_000_000}), "x.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(workbook_with({"xl/worksheets/sheet1.xml": b"0" * 2_000_000}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.index(mark) + (22 if mark == b"PK\x03\x04" else 24)
        data[place : place + 4] = (100).to_bytes(4, "little")
    with pytest.raises(Refused, match="damaged or cut short"):
        read(bytes(data), "x.xlsx")


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(Refused, match="too many parts"):
        read(workbook_with({f"part{number}.xml": b"<a/>" for number in range(201)}), "x.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_entities_of_ones_own_are_refused(encoding: str) -> None:
    text = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(Refused, match="defines its own entities"):
        read(replaced(saved(workbook()), "xl/worksheets/sheet1.xml", text.encode(encoding)), "x.xlsx")


@pytest.mark.parametrize("keep", [30, 200, 1_000, -40])
def test_a_truncated_workbook_is_refused_in_one_sentence(keep: int) -> None:
    with pytest.raises(Refused, match=r"The workbook x\.xlsx is damaged or cut short\."):
        read(saved(workbook())[:keep], "x.xlsx")


def test_a_zip_that_is_no_spreadsheet_says_so() -> None:
    with pytest.raises(Refused, match="is not a spreadsheet"):
        read(workbook_with({"word/document.xml": b"<w/>"}), "x.docx")


def test_a_compound_file_that_is_no_spreadsheet_is_refused() -> None:
    with pytest.raises(Refused, match=r"damaged|not a spreadsheet"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, "x.xls")


def test_a_workbook_without_rows_is_refused() -> None:
    with pytest.raises(Refused, match="holds no rows"):
        read(saved(Workbook()), "x.xlsx")


def test_real_workbooks(shared_data: Path) -> None:
    folder = shared_data / "contacts" / "tables_csvkit"
    dummy = read((folder / "dummy.xlsx").read_bytes(), "dummy.xlsx").tables
    assert [list(table.rows) for table in dummy] == [[["1", "2", "3"]]]
    sheets = read((folder / "sheets.xlsx").read_bytes(), "sheets.xlsx").tables
    assert [table.sheet for table in sheets] == ["data", "ʤ"]


@pytest.mark.parametrize(
    ("name", "sheet", "row"),
    [
        ("pelates.xls", "Πελάτες", ["7", "Άλφα Ελαιουργική ΑΕ", "Αθήνα", "2024-01-31"]),
        ("klienti.ods", "Клиенти", ["7", "Розова долина ООД", "Казанлък"]),
    ],
)
def test_old_and_open_workbooks_are_read_too(name: str, sheet: str, row: list[str]) -> None:
    (table,) = read(sample(f"tables/{name}"), name).tables
    assert table.sheet == sheet
    assert list(table.rows.numbered()) == [(2, row)]
