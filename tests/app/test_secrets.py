"""The key: random, wrapped by passphrase or recovery code, kept by real keyrings only."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app import secrets
from app.errors import Damaged, Locked, Refused
from app.secrets import KeyFile


@pytest.fixture(autouse=True)
def little_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an attacker pays is fixed by one figure; these tests pay less."""
    monkeypatch.setitem(secrets.ARGON2, "memory_cost", 64)
    monkeypatch.setitem(secrets.ARGON2, "iterations", 1)


@pytest.fixture
def key() -> bytes:
    """A random key."""
    return secrets.new_key()


@pytest.fixture
def key_file(key: bytes) -> KeyFile:
    """A key file with a fingerprint only."""
    return KeyFile(secrets.fingerprint(key))


def test_the_effort_is_that_of_rfc_9106() -> None:
    import subprocess

    order = "from app.secrets import ARGON2 as a; print(a['memory_cost'], a['iterations'], a['lanes'])"
    assert subprocess.check_output([sys.executable, "-c", order], text=True).split() == ["65536", "3", "4"]


def test_two_keys_differ_and_a_fingerprint_tells_nothing(key: bytes) -> None:
    assert key != secrets.new_key()
    assert len(key) == 32
    assert key.hex() not in secrets.fingerprint(key)
    assert secrets.derived_key(key, "a") != secrets.derived_key(key, "b") != key


@pytest.mark.parametrize(
    "passphrase", ["quattro parole", "пет думи без смисъл", "λέξεις", "é" * 8, "x" * 10_000]
)
def test_a_passphrase_opens_and_another_does_not(key: bytes, key_file: KeyFile, passphrase: str) -> None:
    if len(passphrase) < 8:
        with pytest.raises(Refused):
            secrets.with_passphrase(key_file, key, passphrase)
        return
    found = secrets.with_passphrase(key_file, key, passphrase)
    assert secrets.key_from_passphrase(found, passphrase) == key
    with pytest.raises(Locked, match="wrong"):
        secrets.key_from_passphrase(found, passphrase + " ")


def test_composed_and_decomposed_letters_are_one_passphrase(key: bytes, key_file: KeyFile) -> None:
    found = secrets.with_passphrase(key_file, key, "caf\u00e9 caf\u00e9")
    assert secrets.key_from_passphrase(found, "cafe\u0301 cafe\u0301") == key


def test_a_recovery_code_opens_however_it_was_typed(key: bytes, key_file: KeyFile) -> None:
    found, code = secrets.with_recovery_code(key_file, key)
    assert len(code.replace("-", "")) == 32
    for typed in (
        code,
        code.lower(),
        code.replace("-", " "),
        f"  {code}\n",
        code.translate(str.maketrans("OIB", "018")),
    ):
        assert secrets.key_from_recovery_code(found, typed) == key
    with pytest.raises(Locked, match="recovery code is wrong"):
        secrets.key_from_recovery_code(found, code[:-1] + ("A" if code[-1] != "A" else "B"))


def test_a_way_that_was_not_set_up_is_said(key_file: KeyFile) -> None:
    with pytest.raises(Locked, match="recovery code"):
        secrets.key_from_recovery_code(key_file, "AAAA")
    with pytest.raises(Locked, match="passphrase"):
        secrets.key_from_keyring(key_file)


@pytest.mark.parametrize(
    "harm",
    [
        {"salt": "zz"},
        {"wrapped": ""},
        {"wrapped": "00"},
        {"iterations": 10**9},
        {"memory_cost": 1 << 40},
        {"lanes": 0},
        {"salt": None},
    ],
)
def test_a_damaged_wrap_is_said_to_be_damaged_and_costs_no_time(
    key: bytes, key_file: KeyFile, harm: dict[str, Any]
) -> None:
    found = secrets.with_passphrase(key_file, key, "quattro parole")
    broken = replace(found, wraps={"passphrase": {**found.wraps["passphrase"], **harm}})
    with pytest.raises((Damaged, Locked)):
        secrets.key_from_passphrase(broken, "quattro parole")


def test_a_key_file_comes_back_as_it_was_written(key: bytes, key_file: KeyFile, tmp_path: Path) -> None:
    found = secrets.with_passphrase(key_file, key, "quattro parole")
    secrets.write_key_file(tmp_path / "key.json", found)
    assert secrets.read_key_file(tmp_path / "key.json") == found
    assert (tmp_path / "key.json").stat().st_mode & 0o077 == 0


def test_a_way_of_a_newer_program_survives(key: bytes, tmp_path: Path) -> None:
    content = {
        "fingerprint": secrets.fingerprint(key),
        "keyring_entry": None,
        "wraps": {"escrow": {"by": "company"}},
    }
    (tmp_path / "key.json").write_text(json.dumps(content))
    found = secrets.with_passphrase(secrets.read_key_file(tmp_path / "key.json"), key, "quattro parole")
    assert found.wraps["escrow"] == {"by": "company"}


@pytest.mark.parametrize("backend", ["null.Keyring", "fail.Keyring"])
def test_a_keyring_that_forgets_is_no_keyring(
    key: bytes, key_file: KeyFile, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    import importlib

    import keyring

    module, name = backend.split(".")
    monkeypatch.setattr(
        keyring.core,
        "_keyring_backend",
        getattr(importlib.import_module(f"keyring.backends.{module}"), name)(),
    )
    with pytest.raises(Locked, match="passphrase instead"):
        secrets.with_keyring(key_file, key)


def test_a_keyring_that_keeps_secrets_in_a_plain_file_is_no_keyring(
    key: bytes, key_file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring
    import keyring.backend

    module = ModuleType("keyrings.alt.file")

    class PlaintextKeyring(keyring.backend.KeyringBackend):
        priority = 1  # type: ignore[assignment]
        kept: dict[tuple[str, str], str] = {}

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[service, username] = password

        def get_password(self, service: str, username: str) -> str | None:
            return self.kept.get((service, username))

    PlaintextKeyring.__module__ = module.__name__
    monkeypatch.setattr(keyring.core, "_keyring_backend", PlaintextKeyring())
    with pytest.raises(Locked):
        secrets.with_keyring(key_file, key)
    assert PlaintextKeyring.kept == {}


@pytest.mark.secretservice
def test_a_real_keyring_keeps_the_key_and_gives_it_back(key: bytes, key_file: KeyFile) -> None:
    found = secrets.with_keyring(key_file, key)
    assert secrets.key_from_keyring(found) == key
    secrets.forget_in_keyring(found)
    with pytest.raises(Locked, match="holds no key"):
        secrets.key_from_keyring(found)


@pytest.mark.secretservice
def test_a_key_of_other_data_in_the_keyring_is_said(key: bytes, key_file: KeyFile) -> None:
    import keyring

    found = secrets.with_keyring(key_file, key)
    assert found.keyring_entry
    for text in ("AAAA", "no base64 at all", ""):
        keyring.set_password(secrets.KEYRING_SERVICE, found.keyring_entry, text)
        with pytest.raises(Locked):
            secrets.key_from_keyring(found)


@pytest.mark.secretservice
def test_a_locked_keyring_is_said_and_no_new_key_is_made(
    key: bytes, key_file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    import secretstorage

    found = secrets.with_keyring(key_file, key)
    bus = secretstorage.dbus_init()
    secretstorage.get_default_collection(bus).lock()
    monkeypatch.setattr(secrets, "KEYRING_SECONDS", 3.0)  # without a screen nobody can answer its prompt
    with pytest.raises(Locked, match=r"locked or missing|did not answer"):
        secrets.key_from_keyring(found)


@pytest.mark.secretservice
def test_a_profile_is_made_opened_and_moved_with_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.cli import main

    monkeypatch.delenv("RAPPORT_PASSPHRASE", raising=False)
    words = ["--profile", str(tmp_path / "profile"), "--json"]
    assert main([*words, "init"]) == 0
    assert main([*words, "add", "accounts", "name=Bianchi"]) == 0
    assert main([*words, "backup", str(tmp_path / "all.rapport")]) == 0
    assert (
        main(["--profile", str(tmp_path / "other"), "--json", "restore", str(tmp_path / "all.rapport")]) == 0
    )
    assert main(["--profile", str(tmp_path / "other"), "--json", "list", "accounts"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["total"] == 1
    (tmp_path / "word").write_text("now a passphrase")
    assert main([*words, "rekey", "--new-passphrase-file", str(tmp_path / "word")]) == 0
    assert main([*words, "status"]) == 5
    assert main([*words, "--passphrase-file", str(tmp_path / "word"), "status"]) == 0
    assert main([*words, "--passphrase-file", str(tmp_path / "word"), "rekey"]) == 0
    assert main([*words, "status"]) == 0
