"""Attached files: encrypted, kept once by their SHA-256, complete or absent.

On the disk a content lies under a keyed digest of its SHA-256, so that the folder does not tell which files are
there even to somebody who has the same file.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import Damaged, Refused
from app.files import disk_problem, make_private_folder, write_whole
from app.secrets import derived_key

PIECE = 1 << 20
LARGEST = 50 * PIECE
NAME_LENGTH = 64
_MAGIC = b"RAPPORT1"


class FileStore:
    """The folder of encrypted contents. AES-256-GCM a megabyte at a time, each piece bound to its place."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._name_key = derived_key(key, "names")
        self._content_key = derived_key(key, "contents")

    def add(self, content: bytes) -> str:
        """Keep a content and return its SHA-256; the same content is kept once, a damaged one is mended."""
        if len(content) > LARGEST:
            raise Refused("The file is larger than {size} MB.", size=LARGEST // PIECE)
        sha256 = hashlib.sha256(content).hexdigest()
        if not self._is_whole(sha256):
            path = self.path(sha256)
            make_private_folder(path.parent)
            write_whole(path, self._encrypted(sha256, content))
        return sha256

    def read(self, sha256: str) -> bytes:
        """The content of that SHA-256; `Damaged` when a bit of it is missing or not as it was written."""
        content = b"".join(self._decrypted(sha256))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged("An attached file is damaged: {name}", name=sha256)
        return content

    def has(self, sha256: str) -> bool:
        """Whether the content is on this laptop."""
        return self.path(sha256).exists()

    def path(self, sha256: str) -> Path:
        """Where the encrypted content lies or would lie."""
        if len(sha256) != NAME_LENGTH or not all(letter in "0123456789abcdef" for letter in sha256):
            raise Refused("“{name}” is not the fingerprint of an attached file.", name=sha256)
        name = hmac.new(self._name_key, sha256.encode(), hashlib.sha256).hexdigest()
        return self._folder / name[:2] / name

    def _is_whole(self, sha256: str) -> bool:
        try:
            return self.has(sha256) and bool(self.read(sha256) or True)
        except Damaged:
            return False

    def _encrypted(self, sha256: str, content: bytes) -> Iterator[bytes]:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        cipher, prefix = AESGCM(self._content_key), os.urandom(8)
        yield _MAGIC + prefix
        count = max(1, -(-len(content) // PIECE))
        for place in range(count):
            nonce = prefix + place.to_bytes(4, "big")
            piece = content[place * PIECE : (place + 1) * PIECE]
            yield cipher.encrypt(nonce, piece, _bound(sha256, place, place == count - 1))

    def _decrypted(self, sha256: str) -> Iterator[bytes]:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        cipher, path = AESGCM(self._content_key), self.path(sha256)
        try:
            with path.open("rb") as file:
                head = file.read(len(_MAGIC) + 8)
                if head[: len(_MAGIC)] != _MAGIC:
                    raise Damaged("An attached file is damaged: {name}", name=sha256)
                prefix = head[len(_MAGIC) :]
                for place, (piece, last) in enumerate(_pieces(file)):
                    nonce = prefix + place.to_bytes(4, "big")
                    yield cipher.decrypt(nonce, piece, _bound(sha256, place, last))
        except FileNotFoundError:
            raise Damaged("An attached file is missing: {name}", name=sha256) from None
        except OSError as problem:
            raise disk_problem(problem, path) from None
        except InvalidTag:
            raise Damaged("An attached file is damaged: {name}", name=sha256) from None


def stored_files(folder: Path) -> Iterator[Path]:
    """The encrypted contents in a folder of attachments, in the order of their names."""
    for path in sorted(folder.glob("??/*")):
        if len(path.name) == NAME_LENGTH:
            yield path


def _bound(sha256: str, place: int, last: bool) -> bytes:
    return f"{sha256}:{place}:{int(last)}".encode()


def _pieces(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    piece = file.read(PIECE + 16)
    while piece:
        following = file.read(PIECE + 16)
        yield piece, not following
        piece = following
