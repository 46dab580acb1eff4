"""The company's look on paper: a logo that is safe to decode, and colours that can be read."""

from __future__ import annotations

import re
import struct
import zlib
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

from app.errors import Refused

MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
_PRINTED_PIXELS = (900, 300)  # enough for 60 x 20 mm at 380 dpi
_READABLE = 4.5
_HEX = re.compile("#?([0-9a-fA-F]{6})")
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG markers that tell the size


class Picture(NamedTuple):
    """A picture ready for a document: pixels packed once, whatever the number of documents."""

    name: str
    width: int
    height: int
    mode: str
    packed: bytes

    def place_in(self, canvas: Any) -> str:
        """Put the picture into a document, once; answers its name there."""
        from reportlab.pdfbase.pdfdoc import PDFImageXObject

        document = canvas._doc
        if not document.hasForm(self.name):
            pixels = PDFImageXObject(self.name)
            pixels.width, pixels.height, pixels.bitsPerComponent = self.width, self.height, 8
            pixels.colorSpace = {"RGB": "DeviceRGB", "L": "DeviceGray"}[self.mode]
            pixels._filters, pixels.streamContent, pixels.mask = ("FlateDecode",), self.packed, None
            document.Reference(pixels, document.getXObjectName(self.name))
        if self.name not in canvas._formsinuse:
            canvas._formsinuse.append(self.name)
        canvas._currentPageHasImages = 1
        return str(document.getXObjectName(self.name))


def check_logo(data: bytes) -> None:
    """Refuse a logo that papers cannot use; nothing is decoded before its header is believed."""
    if len(data) > MOST_BYTES:
        raise Refused("The picture is larger than {most} MB.", most=MOST_BYTES // 1_000_000)
    size = picture_size(data)
    if size is None:
        raise Refused("The picture is not a PNG, JPEG or WebP file.")
    if size[0] * size[1] > MOST_PIXELS:
        raise Refused("The picture has more than {most} million pixels.", most=MOST_PIXELS // 1_000_000)
    if min(size) < 1 or _decoded(data) is None:
        raise Refused("The picture is damaged.")


def logo(data: bytes | None) -> Picture | None:
    """The logo as papers print it, or None where there is none that can be used: a paper never fails on it."""
    if not data:
        return None
    try:
        check_logo(data)
    except Refused:
        return None
    return _decoded(data)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the header of a PNG, JPEG or WebP file; None for anything else."""
    try:
        if data.startswith(_PNG) and data[12:16] == b"IHDR":
            return struct.unpack(">II", data[16:24])
        if data.startswith(b"\xff\xd8"):
            return _jpeg_size(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp_size(data)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 1 if marker == 0xFF else 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and data[20] == 0x2F:
        packed = int.from_bytes(data[21:25], "little")
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


@lru_cache(maxsize=8)
def _decoded(data: bytes) -> Picture | None:
    """The pixels alone, on white, no larger than print needs; what else the file carried stays behind."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as source:
            source.draft("RGB", (_PRINTED_PIXELS[0] * 2, _PRINTED_PIXELS[1] * 2))
            source.load()
            source.thumbnail((4 * _PRINTED_PIXELS[0], 4 * _PRINTED_PIXELS[1]), Image.Resampling.BOX)
            shown = source.convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
    ):
        return None
    shown.thumbnail(_PRINTED_PIXELS, Image.Resampling.LANCZOS)
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown.getchannel("A"))
    grey = all(low == high for low, high in zip(*_channels(paper), strict=True)) if shown.size else False
    final = paper.convert("L") if grey else paper
    name = "logo" + sha256(data).hexdigest()[:16]
    return Picture(name, final.width, final.height, final.mode, zlib.compress(final.tobytes(), 9))


def _channels(paper: Any) -> tuple[bytes, bytes]:
    red, green, blue = (channel.tobytes() for channel in paper.split())
    return red + green, green + blue


def readable(colour: str, default: str) -> str:
    """A brand colour dark enough for text on white (contrast 4.5); nonsense gives the default."""
    found = _HEX.fullmatch(colour.strip())
    shares = [int((found[1] if found else default.lstrip("#"))[place : place + 2], 16) for place in (0, 2, 4)]
    while _contrast_on_white(shares) < _READABLE:
        shares = [share * 19 // 20 for share in shares]
    return "#" + "".join(f"{share:02x}" for share in shares)


def ink(colour: str) -> str:
    """A colour "#0B6B6B" as the three shares of light that a page is written with."""
    return " ".join(f"{int(colour[place : place + 2], 16) / 255:.3g}" for place in (1, 3, 5))


def tint(colour: str, share: float) -> str:
    """A colour thinned with white: a share of 0.04 is a four-per-cent tint."""
    parts = (255 - (255 - int(colour[place : place + 2], 16)) * share for place in (1, 3, 5))
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def _contrast_on_white(shares: list[int]) -> float:
    """WCAG 2.2 contrast of a colour against white."""
    linear = [
        (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) for part in _unit(shares)
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)


def _unit(shares: list[int]) -> list[float]:
    return [share / 255 for share in shares]
