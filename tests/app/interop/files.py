"""The files the tests of interop read: small samples of our own, and ways to read them without a process."""

import io
import zipfile
from pathlib import Path

from app.interop.parsed import Assembly, Sender, Table
from app.interop.tables import read_data
from app.interop.vcard import Card

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def sample(name: str) -> bytes:
    """The bytes of a sample."""
    return (SAMPLES / name).read_bytes()


def read(
    data: bytes, name: str = "file", kind: str | None = None, languages: tuple[str, ...] = ()
) -> Assembly:
    """Everything a file holds, read in this process."""
    assembly = Assembly()
    read_data(data, name, Sender(assembly.take), kind, languages)
    return assembly


def table_of(data: bytes | str, name: str = "file.csv") -> Table:
    """The first table of a file."""
    return read(data.encode() if isinstance(data, str) else data, name).tables[0]


def cards_of(data: bytes | str) -> list[Card]:
    """The cards of a file."""
    return read(data.encode() if isinstance(data, str) else data, "file.vcf", "cards").cards


def workbook_with(members: dict[str, bytes], level: int = 9) -> bytes:
    """A zip with these members, as a hostile workbook would be made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as box:
        for name, content in members.items():
            box.writestr(name, content)
    return buffer.getvalue()
