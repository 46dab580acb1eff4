"""The key to the data: random, kept by the operating system's keyring or wrapped by a passphrase.

`key.json` beside the database holds no secret: a fingerprint that tells a wrong key from a damaged file,
and the key wrapped by whatever the person chose. Heavy libraries are imported when they are needed.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.errors import Damaged, Locked, Refused, Unreachable
from app.files import write_whole

KEY_BYTES = 32
KEYRING_SERVICE = "rapport"
KEYRING_SECONDS = 20.0
PASSPHRASE_LENGTH = 8
ARGON2 = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}
"""Argon2id as RFC 9106 advises for memory-constrained machines: 64 MiB, three passes, four lanes."""
_DEAREST = {"iterations": 100, "lanes": 64, "memory_cost": 4 << 20}
"""A key file that asks for more effort than this was tampered with to stall the program."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What `key.json` says: which key belongs to the data and the ways to get at it."""

    fingerprint: str
    keyring_entry: str | None = None
    wraps: dict[str, dict[str, Any]] = field(default_factory=dict)

    def fits(self, key: bytes) -> bool:
        """Whether this is the key the data were written with."""
        return hmac.compare_digest(self.fingerprint, fingerprint(key))


def new_key() -> bytes:
    """A random database key."""
    return secrets.token_bytes(KEY_BYTES)


def fingerprint(key: bytes) -> str:
    """A name for a key that tells nothing about it."""
    return hmac.new(key, b"rapport key fingerprint", hashlib.sha256).hexdigest()[:32]


def derived_key(key: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose (attachments, addresses), so that no two uses share one."""
    return hmac.new(key, b"rapport purpose " + purpose.encode(), hashlib.sha256).digest()


def read_key_file(path: Path) -> KeyFile:
    """Read `key.json`; never makes one where there is none."""
    try:
        return key_file_of(path.read_bytes())
    except FileNotFoundError:
        raise Locked("The key file beside the data is missing: {path}", path=path) from None
    except OSError as problem:
        raise Unreachable("The key file cannot be read: {reason}", reason=problem.strerror) from None
    except ValueError:
        raise Damaged("The key file beside the data is damaged: {path}", path=path) from None


def write_key_file(path: Path, found: KeyFile) -> None:
    """Write `key.json` whole or not at all."""
    write_whole(path, bytes_of(found))


def bytes_of(found: KeyFile) -> bytes:
    """The content of `key.json`."""
    content = {
        "fingerprint": found.fingerprint,
        "keyring_entry": found.keyring_entry,
        "wraps": found.wraps,
    }
    return json.dumps(content, indent=1, sort_keys=True).encode()


def key_file_of(content: bytes) -> KeyFile:
    """What the content of a `key.json` says; ValueError where it is not one."""
    found = json.loads(content)
    if not isinstance(found, dict):
        raise ValueError("no mapping")
    name, entry, wraps = found.get("fingerprint"), found.get("keyring_entry"), found.get("wraps")
    if not isinstance(name, str) or not isinstance(entry, str | None) or not isinstance(wraps, dict):
        raise ValueError("a part is missing")
    if not all(isinstance(wrap, dict) for wrap in wraps.values()):
        raise ValueError("a wrap is none")
    return KeyFile(name, entry, wraps)


def with_passphrase(key_file: KeyFile, key: bytes, passphrase: str) -> KeyFile:
    """Let a passphrase open the data; replaces a former one."""
    if len(passphrase) < PASSPHRASE_LENGTH:
        raise Refused("A passphrase needs at least {count} characters.", count=PASSPHRASE_LENGTH)
    return _with_wrap(key_file, "passphrase", key, passphrase)


def with_recovery_code(key_file: KeyFile, key: bytes) -> tuple[KeyFile, str]:
    """Let a new recovery code open the data; returns it in groups of four, to be kept on paper."""
    code = base64.b32encode(secrets.token_bytes(20)).decode()
    grouped = "-".join(code[start : start + 4] for start in range(0, len(code), 4))
    return _with_wrap(key_file, "recovery", key, code), grouped


def with_keyring(key_file: KeyFile, key: bytes) -> KeyFile:
    """Let the operating system's keyring open the data; refused where there is none that keeps secrets."""
    entry = key_file.keyring_entry or key_file.fingerprint
    if not _keep_in_keyring(entry, key):
        raise Locked(
            "This computer has no keyring that could keep the key. Set a passphrase instead "
            "(RAPPORT_PASSPHRASE or --passphrase-file)."
        )
    return replace(key_file, keyring_entry=entry)


def without_keyring(key_file: KeyFile) -> KeyFile:
    """Let the keyring no longer open the data."""
    return replace(key_file, keyring_entry=None)


def without_passphrase(key_file: KeyFile) -> KeyFile:
    """Let the passphrase no longer open the data."""
    return replace(key_file, wraps={way: wrap for way, wrap in key_file.wraps.items() if way != "passphrase"})


def key_from_passphrase(key_file: KeyFile, passphrase: str) -> bytes:
    """The key behind the passphrase."""
    return _unwrap(key_file, "passphrase", passphrase, "The passphrase is wrong.")


def key_from_recovery_code(key_file: KeyFile, code: str) -> bytes:
    """The key behind the recovery code, however it was typed: the code has no 0, 1 or 8 that could be meant."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum()).translate(_MISREAD)
    return _unwrap(key_file, "recovery", plain, "The recovery code is wrong.")


def key_from_keyring(key_file: KeyFile) -> bytes:
    """The key the keyring keeps for these data."""
    if key_file.keyring_entry is None:
        raise Locked("These data open with a passphrase.")
    found = _ask_keyring(lambda keyring: keyring.get_password(KEYRING_SERVICE, key_file.keyring_entry))
    if not found:
        raise Locked("The keyring of this computer holds no key for these data. Use the recovery code.")
    try:
        key = base64.b64decode(found, validate=True)
    except ValueError:
        key = b""
    if not key_file.fits(key):
        raise Locked("The key in the keyring does not fit these data. Use the recovery code.")
    return key


def forget_in_keyring(key_file: KeyFile) -> None:
    """Remove the key from the keyring, when a profile is thrown away."""
    if key_file.keyring_entry:
        _ask_keyring(lambda keyring: keyring.delete_password(KEYRING_SERVICE, key_file.keyring_entry))


def _with_wrap(key_file: KeyFile, way: str, key: bytes, secret: str) -> KeyFile:
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    salt = os.urandom(16)
    wrapped = aes_key_wrap(_stretched(secret, salt, ARGON2), key)
    wrap = {"salt": salt.hex(), "wrapped": wrapped.hex(), **ARGON2}
    return replace(key_file, wraps={**key_file.wraps, way: wrap})


def _unwrap(key_file: KeyFile, way: str, secret: str, wrong: str) -> bytes:
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    wrap = key_file.wraps.get(way)
    if wrap is None:
        raise Locked("These data were not set up to open with a {way}.", way=_WAYS[way])
    try:
        settings = {name: int(wrap[name]) for name in ARGON2}
        if any(not 1 <= settings[name] <= _DEAREST[name] for name in ARGON2):
            raise ValueError("no sane effort")
        stretched = _stretched(secret, bytes.fromhex(wrap["salt"]), settings)
        return aes_key_unwrap(stretched, bytes.fromhex(wrap["wrapped"]))
    except InvalidUnwrap:
        raise Locked(wrong) from None
    except (ValueError, KeyError, TypeError):
        raise Damaged("The key file beside the data is damaged.") from None


_MISREAD = str.maketrans("018", "OIB")
_WAYS = {"passphrase": "passphrase", "recovery": "recovery code"}


def _stretched(secret: str, salt: bytes, settings: dict[str, int]) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    plain = unicodedata.normalize("NFC", secret).encode()
    effort: dict[str, Any] = settings
    return Argon2id(salt=salt, length=32, **effort).derive(plain)


def _keep_in_keyring(entry: str, key: bytes) -> bool:
    """Store and read back: a keyring that forgets silently counts as none."""
    text = base64.b64encode(key).decode()

    def keep(keyring: Any) -> bool:
        keyring.set_password(KEYRING_SERVICE, entry, text)
        return bool(keyring.get_password(KEYRING_SERVICE, entry) == text)

    try:
        return bool(_ask_keyring(keep))
    except Locked:
        return False


def _ask_keyring(question: Callable[[Any], Any]) -> Any:
    """Ask the keyring on a thread of its own: a locked one may wait for a person, but not for ever."""
    import threading

    answers: list[Any] = []
    problems: list[Exception] = []

    def ask() -> None:
        try:
            answers.append(question(_backend()))
        except Exception as problem:  # noqa: BLE001  a backend may raise anything, and all of it means the same
            problems.append(problem)

    thread = threading.Thread(target=ask, name="keyring", daemon=True)
    thread.start()
    thread.join(KEYRING_SECONDS)
    if problems:
        raise Locked("The keyring of this computer is locked or missing.") from problems[0]
    if not answers:
        raise Locked("The keyring of this computer did not answer.")
    return answers[0]


def _backend() -> Any:
    """The operating system's own keyring; a backend that keeps secrets in a plain file or nowhere is none."""
    import keyring

    backend = keyring.get_keyring()
    members = getattr(backend, "backends", None) or [backend]  # several may stand behind one another
    for each in members:
        if type(each).__module__ in _SYSTEM_KEYRINGS:
            return each
    raise Locked("This computer has no keyring that keeps secrets.")


_SYSTEM_KEYRINGS = {
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
}
