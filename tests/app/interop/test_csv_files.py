"""Text tables of any make: separators, encodings, line ends, broken rows."""

import time
from pathlib import Path

import pytest

from app.errors import Refused
from app.interop import limits
from tests.app.interop.files import read, sample, table_of


def rows_of(data: bytes | str) -> list[list[str]]:
    return list(table_of(data).rows)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    text = "name,city,note\nA,Bonn,x: y\nB,Köln,z\n".replace(",", separator)
    table = table_of(text)
    assert table.separator == separator
    assert table.columns == ["name", "city", "note"]


def test_excels_own_line_about_the_separator_is_no_row() -> None:
    table = table_of("sep=;\nname;city\nA, B;Bonn\n")
    assert table.columns == ["name", "city"]
    assert list(table.rows.numbered()) == [(3, ["A, B", "Bonn"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_and_line_breaks_in_cells(end: str) -> None:
    text = f'a,b{end}1,"two{end}lines"{end}3,"say ""x"""{end}'
    assert rows_of(text) == [["1", "two\nlines"], ["3", 'say "x"']]


@pytest.mark.parametrize(
    ("name", "encoding", "place", "expected"),
    [
        ("clienti_cp1252", "cp1252", 1, "Caffè Società Città S.p.A."),
        ("pelates_iso8859_7", "iso8859-7", 1, "Άλφα Ελαιουργική ΑΕ"),
        ("klienti_cp1251", "cp1251", 1, "Розова долина ООД"),
    ],
)
def test_code_pages_of_offices_are_found(name: str, encoding: str, place: int, expected: str) -> None:
    table = table_of(sample(f"tables/{name}.csv"))
    assert table.encoding == encoding
    assert table.rows.head(1)[0][place] == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_in_every_form(encoding: str) -> None:
    text = "όνομα;πόλη\nΆλφα;Αθήνα 1\nΒήτα;Πάτρα 2\n"
    assert rows_of(text.encode(encoding)) == [["Άλφα", "Αθήνα 1"], ["Βήτα", "Πάτρα 2"]]


def test_a_mark_that_lies_is_not_believed() -> None:
    table = table_of(b"\xef\xbb\xbf" + "Firma;Ort\nMöbel Köhler;Köln\n".encode("cp1252"))
    assert (table.columns, table.encoding) == (["Firma", "Ort"], "cp1252")
    assert list(table.rows) == [["Möbel Köhler", "Köln"]]


def test_years_are_titles() -> None:
    table = table_of("Firma;2023;2024\nA;1;2\nB;3;4\n")
    assert table.columns == ["Firma", "2023", "2024"]


def test_a_heading_without_rows_is_said() -> None:
    with pytest.raises(Refused, match=r"The file x\.csv holds no rows\."):
        read(b"Firma;Ort\n", "x.csv")


def test_title_lines_stand_above_and_rows_keep_the_number_the_spreadsheet_shows() -> None:
    found = read(sample("tables/titles_and_ragged.csv"), "kunden.csv")
    table = found.tables[0]
    assert table.columns == ["Kundennummer", "Firma", "Ort"]
    assert table.titles == ["Kundenliste", "Stand 31.12.2024"]
    assert list(table.rows.numbered()) == [
        (5, ["1", "Eins GmbH", "Bonn"]),
        (6, ["2", "Zwei AG", ""]),
        (9, ["4", 'Vier "die" & Co', "Ulm"]),
    ]
    assert [(each.row, each.reason) for each in found.refused] == [
        (7, "The row has 4 cells where the heading has 3.")
    ]


def test_columns_have_one_name_each() -> None:
    assert table_of(
        "Phone,,Phone, two\nlines\n1,2,3,4\n".replace(" two\nlines", '" two\nlines"')
    ).columns == [
        "Phone",
        "Column 2",
        "Phone (2)",
        "two lines",
    ]


def test_titles_may_be_missing_above_some_columns() -> None:
    table = table_of(
        "Kunden\nFirma;Ort\nEins;Bonn;0228 471100\nZwei;Ulm;0731 471100\nDrei;Kiel;0431 471100\n"
    )
    assert table.titles == ["Kunden"]
    assert table.columns == ["Firma", "Ort", "Column 3"]


def test_a_list_without_titles_gets_numbered_columns() -> None:
    table = table_of("Max,max@example.com,0221 4711\nUta,uta@example.com,0221 4712\n")
    assert not table.has_header
    assert table.columns == ["Column 1", "Column 2", "Column 3"]
    assert len(table.rows) == 2


def test_nul_bytes_and_control_characters_are_left_out_and_said() -> None:
    found = table_of(b"name,city\nSome Company\x00,\x07Frankfurt\x1f\x1e am Main\n" + b"Other,Bonn\n" * 5)
    assert found.rows.head(1) == [["Some Company", "Frankfurt am Main"]]
    assert [str(each) for each in found.warnings] == ["Control characters were left out."]


def test_a_cell_of_a_megabyte_refuses_its_row_only() -> None:
    found = read(("name,note\nA," + "x" * 1_000_000 + "\nB,short\n").encode(), "x.csv")
    assert list(found.tables[0].rows) == [["B", "short"]]
    assert found.refused[0].row == 2
    assert found.refused[0].reason == "The cell in column “note” is too long: at most 64 KB can be read."


@pytest.mark.parametrize("rows_after", [3, 5_000])
def test_a_quotation_mark_that_is_never_closed_is_said_with_its_row(rows_after: int) -> None:
    text = 'a,b\n1,2\n3,"open\n' + "5,6\n" * rows_after
    found = read(text.encode(), "x.csv")
    assert list(found.tables[0].rows) == [["1", "2"]]
    assert (found.refused[0].row, "never closed" in found.refused[0].reason) == (3, True)


def test_formulas_of_others_are_read_as_text_and_guards_are_taken_off() -> None:
    assert rows_of("a,b\n=1+1,'+39 06\n'-x,'s-Hertogenbosch\n''=2,O'Brien\n") == [
        ["=1+1", "+39 06"],
        ["-x", "'s-Hertogenbosch"],
        ["'=2", "O'Brien"],
    ]


def test_too_many_columns_or_rows_refuse_the_file() -> None:
    with pytest.raises(Refused, match="201 columns"):
        read((",".join(f"c{n}" for n in range(201)) + "\n1\n").encode(), "x.csv")
    with pytest.raises(Refused, match="more than 200,000 rows"):
        read(b"a,b\n" + b"1,2\n" * (limits.ROWS + 1), "x.csv")


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02\x03\x04\x05" * 500, bytes(range(256)) * 20, b"\x07" * 3_000],
    ids=["low bytes", "all bytes", "bells"],
)
def test_bytes_that_are_no_text_are_no_table(data: bytes) -> None:
    with pytest.raises(Refused, match=r"is not a table|is empty"):
        read(data, "x.csv", "csv")


@pytest.mark.parametrize(
    "data",
    [
        b'"' * 300_000,
        b'a,b\n"' + b'""' * 200_000,
        b"," * 190 * 2_000,
        b"\r" * 500_000 + b"x",
        ("\u2028" * 100_000).encode(),
        b"a;b,c\td|e\n" * 30_000,
        b"\xff\xfe" + b"\x00\xd8" * 50_000,
    ],
    ids=[
        "quotes",
        "doubled quotes",
        "commas",
        "line ends",
        "separators of lines",
        "all separators",
        "lone surrogates",
    ],
)
def test_hostile_text_is_read_or_refused_in_little_time(data: bytes) -> None:
    start = time.process_time()
    try:
        read(data, "x.csv", "csv")
    except Refused as refusal:
        assert "x.csv" in str(refusal)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("file", "columns", "first"),
    [
        ("mac_newlines", ["a", "b", "c"], ["1", "2", "3"]),
        ("test_header_newline", ["start end", "b", "c"], ["d", "e", "f"]),
        ("test_latin1", ["a", "b", "c"], ["1", "2", "3"]),
        ("test_utf16_little", ["a", "b", "c"], ["1", "2", "3"]),
        ("test_utf8_bom", ["foo", "bar", "baz"], ["1", "2", "3"]),
    ],
)
def test_real_tables_with_odd_bytes(
    shared_data: Path, file: str, columns: list[str], first: list[str]
) -> None:
    table = table_of((shared_data / "contacts" / "tables_csvkit" / f"{file}.csv").read_bytes())
    assert table.columns == columns
    assert table.rows.head(1) == [first]


@pytest.mark.parametrize(
    ("file", "encoding", "rows"),
    [
        ("bd_utf-8_bom_comma", "utf-8", 113),
        ("bg_windows-1251_semicolon", "cp1251", 51),
        ("de_utf-16le_bom_tab", "utf-16-le", 150),
        ("gr_iso8859-7_semicolon", "iso8859-7", 49),
        ("it_windows-1252_semicolon", "cp1252", 150),
    ],
)
def test_real_office_exports(shared_data: Path, file: str, encoding: str, rows: int) -> None:
    data = (shared_data / "organisations" / "encodings" / f"{file}.csv").read_bytes()
    table = table_of(data)
    start = {"utf-8": 3, "utf-16-le": 2}.get(encoding, 0)
    assert len(table.rows) == rows
    assert data[start:].decode(table.encoding, "replace") == data[start:].decode(encoding, "replace")
