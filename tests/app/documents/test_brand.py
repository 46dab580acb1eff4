from __future__ import annotations

import struct
import time
import zlib
from io import BytesIO

import pytest
from PIL import Image

from app.documents import documents
from app.documents.brand import check_logo, ink, logo, picture_size, readable, tint
from app.errors import Refused
from tests.app.documents.reading import pages_of
from tests.app.documents.samples import _chunk, company, picture, visit


def encoded(kind, size=(60, 20), mode="RGB", **options):
    stream = BytesIO()
    Image.new(mode, size, 120 if mode in "LP" else None).save(stream, kind, **options)
    return stream.getvalue()


def bomb(width=13_000, height=13_000):
    row = zlib.compress(bytes(1 + width // 8) * height)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", row) + _chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_size_is_read_from_the_header(kind):
    assert picture_size(encoded(kind)) == (60, 20)
    if kind == "WEBP":
        assert picture_size(encoded(kind, lossless=True)) == (60, 20)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_a_logo_of_any_colour_mode_is_printed_on_white(mode):
    shown = logo(encoded("PNG", mode=mode))
    assert shown is not None and shown.mode in ("RGB", "L") and (shown.width, shown.height) == (60, 20)


def test_a_picture_bomb_is_refused_by_its_header_in_no_time():
    data = bomb()
    assert len(data) < 100_000
    started = time.process_time()
    with pytest.raises(Refused, match="million pixels"):
        check_logo(data)
    assert time.process_time() - started < 0.05
    assert logo(data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a\x01\x00",
        b"<svg/>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xff\xff",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture_is_refused_and_leaves_the_paper_without_a_logo(data):
    with pytest.raises(Refused):
        check_logo(data)
    assert logo(data) is None


def test_a_cut_off_picture_is_refused_as_damaged():
    with pytest.raises(Refused, match="damaged"):
        check_logo(picture()[:200])


def test_a_huge_logo_is_made_as_small_as_print_needs():
    shown = logo(encoded("PNG", (5000, 3000)))
    assert shown is not None and shown.width <= 900 and shown.height <= 300


def test_what_a_picture_carries_besides_its_pixels_stays_behind():
    data = encoded("JPEG", comment=b"taken at home by Anna", exif=Image.Exif())
    assert b"Anna" in data and b"Anna" not in zlib.decompress(logo(data).packed)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (4000, 4), (300, 300)])
def test_a_logo_of_an_odd_shape_still_gives_a_paper(size):
    content = visit(company=company(logo=encoded("PNG", size)))
    data = documents["visit_report"].draw(content, language="en", paper="a4")
    assert data.count(b"/Subtype /Image") == 1
    assert len(pages_of(data)) == 2


def test_a_pale_brand_colour_is_darkened_until_it_can_be_read():
    assert readable("#ffee00", "#0b6b6b") != "#ffee00"
    assert readable("#0b6b6b", "#000000") == "#0b6b6b"
    assert readable("0B6B6B", "#000000") == "#0b6b6b"


@pytest.mark.parametrize("nonsense", ["", "red", "#12", "javascript:", "#gggggg"])
def test_a_colour_that_is_none_gives_the_house_colour(nonsense):
    assert readable(nonsense, "#0b6b6b") == "#0b6b6b"


def test_inks_are_shares_of_light():
    assert ink("#ff0080") == "1 0 0.502"
    assert tint("#000000", 0.5) == "#808080"
