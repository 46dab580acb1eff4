from __future__ import annotations

import pytest

from app.documents.blocks import Text
from app.documents.columns import Column, Row
from app.documents.flow import lay, paginate
from app.documents.tables import Table

COLUMNS = [Column("No."), Column("Item", share=1), Column("Net", "decimal")]
SUMS = [Row(("Net amount", "1.00"), "sum"), Row(("Tax", "0.20"), "sum"), Row(("Total", "1.20"), "grand")]


def table(rows, **options):
    return Table(COLUMNS, rows, accent="0 0 0", shade="1 1 1", continued="continued", **options)


def bodies(count, item="Seal"):
    return [Row((str(number), item, f"{number}.50")) for number in range(1, count + 1)]


def pages_of(*blocks, height=700.0):
    return paginate(blocks, 0, 460, 0, height)


def kinds(page):
    return [row.kind for placed in page if isinstance(placed.block, Table) for row in placed.block.laid_rows]


@pytest.mark.parametrize("count", range(1, 130))
def test_totals_never_stand_alone_on_a_page(count):
    pages = pages_of(table(bodies(count) + SUMS))
    assert sum(len(kinds(page)) for page in pages) == count + 3
    last = kinds(pages[-1])
    assert last[-3:] == ["sum", "sum", "grand"]
    assert last.count("body") >= min(2, count)


@pytest.mark.parametrize("count", [60, 120])
def test_no_row_is_lost_or_doubled_over_the_pages(count):
    rows = [
        row
        for page in pages_of(table(bodies(count) + SUMS))
        for placed in page
        for row in placed.block.laid_rows
    ]
    numbers = [row.cells[0][0].parts[0].text for row in rows if row.kind == "body"]
    assert numbers == [str(number) for number in range(1, count + 1)]


def test_the_head_comes_again_on_each_page():
    pages = pages_of(table(bodies(120)))
    assert len(pages) > 2
    assert all(placed.block.head is not None for page in pages for placed in page)


@pytest.mark.parametrize("above", range(560, 700, 7))
def test_a_section_title_stays_with_its_first_row(above):
    filler = Text("x")
    lay(filler, 460)
    filler.height = float(above)
    rows = [*bodies(3), Row(("Section",), "section"), *bodies(5)]
    for page in pages_of(filler, table(rows)):
        found = kinds(page)
        assert not found or found[-1] != "section"


def test_nothing_is_drawn_below_the_bottom_of_a_page():
    long = "many words of detail " * 12
    for page in pages_of(table(bodies(40, long) + SUMS)):
        assert all(placed.y + placed.block.height <= 700.01 for placed in page)


def test_a_row_higher_than_a_page_is_cut_between_lines_and_says_so():
    text = " ".join(f"word{number}" for number in range(4000))
    pages = pages_of(table([Row(("1", text, "1.00")), *bodies(2)]))
    assert len(pages) > 2
    shown = [
        line.parts[0].text
        for page in pages
        for placed in page
        for row in placed.block.laid_rows
        for line in row.cells[1]
    ]
    assert shown.count("continued") == len(pages) - 1
    assert [word for line in shown for word in line.split() if word.startswith("word")] == text.split()
    assert all(placed.y + placed.block.height <= 700.01 for page in pages for placed in page)


def test_numbers_of_a_column_stand_on_their_decimal_sign():
    laid = lay(table([Row(("1", "a", "5.5")), Row(("2", "b", "1,250.1234")), Row(("3", "c", "7"))]), 460)
    assert isinstance(laid, Table)
    ends = []
    for row, whole in zip(laid.laid_rows, ("5", "1,250", "7"), strict=True):
        [line] = row.cells[2]
        from app.documents.text import measure

        left = laid.widths[2] - line.width - laid._behind(line, 2)
        ends.append(round(left + measure(whole, laid.style), 3))
    assert len(set(ends)) == 1


def test_columns_take_the_whole_width_and_no_more():
    laid = lay(table(bodies(5)), 460)
    assert isinstance(laid, Table)
    assert sum(laid.widths) == pytest.approx(460)
