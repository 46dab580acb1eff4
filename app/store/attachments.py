"""Attached files: encrypted, named by a keyed digest of their content, complete or absent."""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import Damaged, Refused
from app.files import make_private_folder, write_whole
from app.secrets import derived_key

PIECE = 1 << 20
LARGEST = 50 * PIECE
_MAGIC = b"RAPPORT1"


class FileStore:
    """The folder of encrypted contents. AES-256-GCM a megabyte at a time, each piece bound to its place."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._name_key = derived_key(key, "names")
        self._content_key = derived_key(key, "contents")

    def add(self, content: bytes) -> str:
        """Keep a content and return its name; the same content is kept once."""
        if len(content) > LARGEST:
            raise Refused("The file is larger than {size} MB.", size=LARGEST // PIECE)
        name = hmac.new(self._name_key, content, hashlib.sha256).hexdigest()
        path = self._path(name)
        if not path.exists():
            make_private_folder(path.parent)
            write_whole(path, self._encrypted(name, content))
        return name

    def read(self, name: str) -> bytes:
        """The content behind a name; `Damaged` when a bit of it is not as it was written."""
        content = b"".join(self._decrypted(name))
        if hmac.new(self._name_key, content, hashlib.sha256).hexdigest() != name:
            raise Damaged("An attached file is damaged: {name}", name=name)
        return content

    def has(self, name: str) -> bool:
        """Whether the content is on this laptop."""
        return self._path(name).exists()

    def names(self) -> Iterator[str]:
        """All contents kept."""
        for path in sorted(self._folder.glob("??/*")):
            if len(path.name) == 64:
                yield path.name

    def path(self, name: str) -> Path:
        """Where the encrypted content lies, for backups."""
        return self._path(name)

    def _path(self, name: str) -> Path:
        if len(name) != 64 or not all(letter in "0123456789abcdef" for letter in name):
            raise Refused("“{name}” is not the name of an attached file.", name=name)
        return self._folder / name[:2] / name

    def _encrypted(self, name: str, content: bytes) -> Iterator[bytes]:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        cipher, prefix = AESGCM(self._content_key), os.urandom(8)
        yield _MAGIC + prefix
        count = max(1, -(-len(content) // PIECE))
        for place in range(count):
            nonce = prefix + place.to_bytes(4, "big")
            piece = content[place * PIECE : (place + 1) * PIECE]
            yield cipher.encrypt(nonce, piece, _bound(name, place, place == count - 1))

    def _decrypted(self, name: str) -> Iterator[bytes]:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        cipher = AESGCM(self._content_key)
        try:
            with self._path(name).open("rb") as file:
                head = file.read(len(_MAGIC) + 8)
                if head[: len(_MAGIC)] != _MAGIC:
                    raise Damaged("An attached file is damaged: {name}", name=name)
                prefix, place = head[len(_MAGIC) :], 0
                for piece, last in _pieces(file):
                    yield cipher.decrypt(prefix + place.to_bytes(4, "big"), piece, _bound(name, place, last))
                    place += 1
        except FileNotFoundError:
            raise Damaged("An attached file is missing: {name}", name=name) from None
        except InvalidTag:
            raise Damaged("An attached file is damaged: {name}", name=name) from None


def _bound(name: str, place: int, last: bool) -> bytes:
    return f"{name}:{place}:{int(last)}".encode()


def _pieces(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    piece = file.read(PIECE + 16)
    while piece:
        following = file.read(PIECE + 16)
        yield piece, not following
        piece = following
