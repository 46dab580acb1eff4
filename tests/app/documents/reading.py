"""Reading a finished paper the way a reader's program does."""

from __future__ import annotations

import re
import zlib

import pypdfium2


def pages_of(data: bytes) -> list[str]:
    """The text of each page, line ends as single newlines."""
    document = pypdfium2.PdfDocument(data)
    return [
        page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "") for page in document
    ]


def running_text(data: bytes) -> str:
    """All pages as one line, each run of spaces and line ends as one space."""
    return re.sub(r"\s+", " ", " ".join(pages_of(data)))


def structure_of(data: bytes) -> bytes:
    """The file's objects without its streams, in which names and references can be looked up."""
    return re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.S)


def streams_of(data: bytes) -> list[bytes]:
    """All packed streams, unpacked."""
    found = []
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, flags=re.S):
        try:
            found.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            continue
    return found


def mean_ink(data: bytes, page: int = 0) -> float:
    """The share of a page that is not white, for pictures without text."""
    picture = pypdfium2.PdfDocument(data)[page].render(scale=0.5, grayscale=True).to_pil()
    histogram = picture.histogram()
    return 1 - sum(histogram[250:]) / sum(histogram)
