"""The profile's commands keep their contract: answers, refusals, exit codes, and nothing half-made."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import VERSION, secrets
from app.cli import main
from app.store.profile import Profile, WindowLock

Run = Callable[..., tuple[int, Any]]
PASSPHRASE = "quattro parole ben lontane"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the profile of this test goes."""
    return tmp_path / "profile"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with --json; gives its exit code and what it said, from whichever of the two streams."""
    monkeypatch.setenv("RAPPORT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setitem(secrets.ARGON2, "memory_cost", 64)  # what an attacker pays is not under test here
    monkeypatch.setitem(secrets.ARGON2, "iterations", 1)

    def command(*words: str, profile: Path = folder) -> tuple[int, Any]:
        code = main(["--profile", str(profile), "--json", *words])
        said = capsys.readouterr()
        assert not (said.out and said.err)
        text = said.out or said.err
        return code, json.loads(text) if text else None

    return command


@pytest.fixture
def made(run: Run) -> Run:
    """The same, after `init`."""
    code, _ = run(
        "init", "--company", "Olio & Söhne", "--language", "it", "--currency", "EUR", "--paper", "letter"
    )
    assert code == 0
    return run


def error(answer: tuple[int, Any]) -> tuple[int, str]:
    """Exit code and the code of the error."""
    return answer[0], answer[1]["error"]["code"]


def test_init_makes_a_profile_with_the_wishes_in_it(made: Run) -> None:
    settings = made("settings")[1]["settings"]
    assert (settings["company.name"], settings["language"], settings["paper"]) == (
        "Olio & Söhne",
        "it",
        "letter",
    )


def test_init_refuses_where_there_is_one(made: Run) -> None:
    assert error(made("init")) == (3, "refused")


def test_init_that_is_refused_leaves_no_profile(run: Run, folder: Path) -> None:
    assert error(run("init", "--language", "tlh")) == (3, "refused")
    assert not Profile(folder).exists
    assert run("init")[0] == 0


def test_init_without_keyring_and_passphrase_leaves_no_profile(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RAPPORT_PASSPHRASE")
    assert error(run("init")) == (5, "locked")
    assert not folder.exists()


def test_a_short_passphrase_is_refused(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_PASSPHRASE", "kurz")
    assert error(run("init")) == (3, "refused")
    assert not folder.exists()


def test_init_goes_into_a_folder_the_window_has_already_begun(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "window.json").write_text("{}")
    lock = WindowLock(Profile(folder))
    assert lock.take()
    assert run("init")[0] == 0
    assert run("status")[1]["locked_by"] == str(os.getpid())
    lock.release()
    assert run("status")[1]["locked_by"] is None


def test_status_says_how_the_data_stand(made: Run) -> None:
    made("add", "accounts", "name=Bianchi")
    code, status = made("status")
    assert code == 0
    expected = {
        "version": VERSION, "schema": 1, "accounts": 1, "unsent": 1, "last_sync": None, "server": None,
        "user": None, "encrypted": True, "locked_by": None,
    }  # fmt: skip
    assert status == expected


def test_no_profile_is_said_to_be_unreachable_and_none_is_made(run: Run, folder: Path) -> None:
    assert error(run("status")) == (4, "unreachable")
    assert not Profile(folder).exists


@pytest.mark.parametrize("passphrase", ["a wrong passphrase", None])
def test_without_the_right_passphrase_the_data_stay_closed(
    made: Run, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    if passphrase:
        monkeypatch.setenv("RAPPORT_PASSPHRASE", passphrase)
    else:
        monkeypatch.delenv("RAPPORT_PASSPHRASE")
    assert error(made("status")) == (5, "locked")


def test_the_passphrase_comes_from_a_file_too(
    made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RAPPORT_PASSPHRASE")
    (tmp_path / "word").write_text(f"{PASSPHRASE}\n")
    assert made("--passphrase-file", str(tmp_path / "word"), "status")[0] == 0
    assert error(made("--passphrase-file", str(tmp_path / "none"), "status")) == (4, "unreachable")


def test_the_doctor_has_nothing_to_say_about_healthy_data(made: Run) -> None:
    made("add", "accounts", "name=Bianchi")
    assert made("doctor") == (0, {"healthy": True, "findings": []})
    assert made("doctor", "--deep")[0] == 0


def test_the_doctor_ends_with_6_and_names_what_is_wrong(made: Run, folder: Path) -> None:
    (folder / "key.json").write_text(
        (folder / "key.json").read_text().replace('"fingerprint": "', '"fingerprint": "x')
    )
    assert error(made("doctor")) == (5, "locked")


def test_backup_and_restore_bring_everything_to_an_empty_profile(made: Run, tmp_path: Path) -> None:
    made("add", "accounts", "name=Bianchi")
    code, answer = made("backup", str(tmp_path / "all.rapport"))
    assert (code, answer["counts"]) == (0, {"accounts": 1})
    other = tmp_path / "other"
    assert made("restore", str(tmp_path / "all.rapport"), profile=other)[1]["counts"] == {"accounts": 1}
    assert made("list", "accounts", profile=other)[1]["total"] == 1
    assert error(made("restore", str(tmp_path / "all.rapport"), profile=other)) == (3, "refused")


def test_a_damaged_backup_ends_with_6_and_leaves_nothing(made: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.rapport").write_bytes(b"PK\x05\x06 nothing of ours")
    assert error(made("restore", str(tmp_path / "bad.rapport"), profile=tmp_path / "other")) == (6, "damaged")
    assert error(made("restore", str(tmp_path / "none"), profile=tmp_path / "other")) == (4, "unreachable")
    assert not Profile(tmp_path / "other").exists


def test_the_recovery_code_sets_a_new_passphrase_when_the_old_one_is_gone(
    made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made("recovery", "--out", str(tmp_path / "code"))[1] == {"file": str(tmp_path / "code")}
    assert (tmp_path / "code").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("RAPPORT_PASSPHRASE", "an entirely new one")
    assert error(made("status")) == (5, "locked")
    assert made("rekey", "--recovery-code-file", str(tmp_path / "code")) == (0, {"opens_with": "passphrase"})
    assert made("status")[0] == 0
    monkeypatch.setenv("RAPPORT_PASSPHRASE", PASSPHRASE)
    assert error(made("status")) == (5, "locked")


def test_a_new_recovery_code_takes_the_place_of_the_former(made: Run, tmp_path: Path) -> None:
    former = made("recovery")[1]["code"]
    made("recovery")
    (tmp_path / "code").write_text(former)
    assert error(made("rekey", "--recovery-code-file", str(tmp_path / "code"))) == (5, "locked")


def test_rekey_changes_the_passphrase(made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").write_text("the next passphrase")
    assert made("rekey", "--new-passphrase-file", str(tmp_path / "new"))[0] == 0
    assert error(made("status")) == (5, "locked")
    monkeypatch.setenv("RAPPORT_PASSPHRASE", "the next passphrase")
    assert made("status")[0] == 0


def test_rekey_without_a_new_passphrase_and_without_keyring_changes_nothing(made: Run, folder: Path) -> None:
    before = (folder / "key.json").read_bytes()
    assert error(made("rekey")) == (5, "locked")
    assert (folder / "key.json").read_bytes() == before


def test_a_backup_opens_with_the_recovery_code_on_another_computer(
    made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made("recovery", "--out", str(tmp_path / "code"))
    made("backup", str(tmp_path / "all.rapport"))
    monkeypatch.setenv("RAPPORT_PASSPHRASE", "for this other computer")
    other = tmp_path / "other"
    words = ("restore", str(tmp_path / "all.rapport"), "--recovery-code-file", str(tmp_path / "code"))
    assert made(*words, profile=other)[0] == 0
    assert made("status", profile=other)[0] == 0


def test_settings_are_shown_changed_and_refused(made: Run) -> None:
    assert made("settings", "quote.valid_days", "45") == (0, {"key": "quote.valid_days", "value": 45})
    assert made("settings", "quote.valid_days")[1]["value"] == 45
    assert error(made("settings", "quote.valid_days", "soon")) == (3, "refused")
    assert error(made("settings", "no.such.thing")) == (3, "refused")


def test_about_names_the_versions_that_matter(run: Run) -> None:
    _, answer = run("about")
    assert set(answer) == {
        "rapport",
        "schema",
        "sqlite",
        "sqlcipher",
        "reportlab",
        "qt",
        "python",
        "platform",
    }
    assert tuple(map(int, answer["sqlite"].split("."))) >= (3, 51, 3)


def test_the_log_is_empty_while_nothing_went_wrong(made: Run) -> None:
    assert made("log", "--tail", "5") == (0, {"lines": []})


def test_a_window_without_a_screen_is_said_in_a_sentence(made: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert error(made()) == (4, "unreachable")
    assert error(made("demo", profile=Path("elsewhere"))) == (4, "unreachable")
    assert not Path("elsewhere").exists()


def test_a_profile_of_a_newer_program_ends_with_6_and_is_left_alone(made: Run, folder: Path) -> None:
    from app.store.workspace import Workspace

    with Workspace.open(folder, lambda found: secrets.key_from_passphrase(found, PASSPHRASE)) as workspace:
        with workspace.writer.capturing() as connection:
            connection.execute("PRAGMA user_version = 99")
    before = (folder / "rapport.db").read_bytes()
    assert error(made("status")) == (6, "too_new")
    assert (folder / "rapport.db").read_bytes() == before


def test_undo_and_redo_name_the_step(made: Run) -> None:
    made("add", "accounts", "name=Bianchi")
    assert made("undo")[1] == {"undone": "Add account", "records": 1}
    assert made("redo")[1] == {"redone": "Add account", "records": 1}


def test_a_throw_away_demo_leaves_nothing_and_sweeps_what_the_killed_left(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import tempfile

    place = tmp_path / "temporary"
    left, young = place / "rapport-demo-killed", place / "rapport-demo-young"
    for folder in (left, young):
        (folder / "profile").mkdir(parents=True)
    os.utime(left, (1, 1))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    assert main(["--json", "demo", "--no-window"]) == 0
    assert json.loads(capsys.readouterr().out)["accounts"] == 200
    assert list(place.iterdir()) == [young]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("currency", "EURO"),
        ("country", "Narnia"),
        ("time_zone", "Mars/Phobos"),
        ("time_zone", "../../etc/passwd"),
        ("visit.silent_days", "-5"),
        ("quote.valid_days", "999999999"),
        ("window.zoom", "99999999999999999999"),
        ("window.single_keys", "perhaps"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_and_the_old_one_stays(made: Run, key: str, value: str) -> None:
    before = made("settings", key)
    assert made("settings", key, value)[0] == 3
    assert made("settings", key) == before


def test_settings_are_read_as_people_write_them(made: Run) -> None:
    assert made("settings", "window.single_keys", "no")[1]["value"] is False
    assert made("settings", "currency", "bdt")[1]["value"] == "BDT"
    assert made("settings", "time_zone", "Asia/Dhaka")[1]["value"] == "Asia/Dhaka"


def test_a_setting_an_older_program_let_in_does_not_lock_the_data(made: Run, folder: Path) -> None:
    from app.secrets import key_from_passphrase
    from app.store.workspace import Workspace

    with Workspace.open(folder, lambda key_file: key_from_passphrase(key_file, PASSPHRASE)) as workspace:
        workspace.keeper.set("setting.currency", "EURO")
    assert made("settings", "currency") == (0, {"key": "currency", "value": "EUR"})
