"""Reading in a process apart: it can be stopped, it has limits, and its end is always said in words."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.errors import Refused, Unreachable
from app.interop.reading import READER_SWITCH, ReadingStopped, read_file, serve_if_asked
from tests.app.interop.files import SAMPLES

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """A table that takes a while: about ten megabytes."""
    path = tmp_path / "long.csv"
    line = b"Some Company GmbH,Hauptstr. 5,10115,Berlin,Germany,+49 30 123,info@example.com\n"
    path.write_bytes(b"name,street,zip,city,country,phone,email\n" + line * 120_000)
    return path


def children() -> set[str]:
    """The processes this one has started and that still run."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if parent == str(os.getpid()) and state != "Z":
            found.add(stat.parent.name)
    return found


def test_tables_and_cards_come_through_the_pipe_whole() -> None:
    table = read_file(SAMPLES / "tables" / "titles_and_ragged.csv")
    assert table.kind == "table"
    assert next(table.tables[0].rows.numbered()) == (5, ["1", "Eins GmbH", "Bonn"])
    assert [each.row for each in table.refused] == [7]
    assert any("shorter" in str(note) for note in table.warnings)
    cards = read_file(str(SAMPLES / "cards" / "mac_items.vcf"))
    assert cards.kind == "cards"
    assert cards.cards[0].phones[0].label == "Assistente"


def test_the_reading_is_followed_and_many_rows_arrive(long_file: Path) -> None:
    shares: list[float] = []
    found = read_file(long_file, report=lambda share, text: shares.append(share))
    assert len(found.tables[0].rows) == 120_000
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_cancelling_ends_the_process_within_a_second(long_file: Path) -> None:
    cancel = threading.Event()
    stopped_at: list[float] = []

    def report(share: float, text: str) -> None:
        stopped_at.append(time.monotonic())
        cancel.set()

    with pytest.raises(ReadingStopped, match="was stopped; nothing was taken in"):
        read_file(long_file, report=report, cancel=cancel)
    assert time.monotonic() - stopped_at[0] < 1


def test_a_reading_that_takes_too_long_is_ended(long_file: Path) -> None:
    with pytest.raises(Refused, match="took longer than"):
        read_file(long_file, seconds=0)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed under /proc on Linux only")
def test_a_process_that_dies_is_one_clear_sentence(long_file: Path) -> None:
    before = children()

    def kill(share: float, text: str) -> None:
        for child in children() - before:
            os.kill(int(child), signal.SIGSEGV)

    with pytest.raises(
        Refused, match=r"The file long\.csv could not be read: the reading process ended unexpectedly\."
    ):
        read_file(long_file, report=kill)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed under /proc on Linux only")
def test_no_process_is_left_behind(long_file: Path) -> None:
    before = children()
    with pytest.raises(Refused):
        read_file(SAMPLES / "cards" / "mac_items.vcf", "workbook")
    read_file(long_file)
    assert children() <= before


def test_refusals_of_the_process_arrive_as_they_were_said() -> None:
    with pytest.raises(Refused) as caught:
        read_file(SAMPLES / "tables" / "clienti_cp1252.csv", "cards")
    assert caught.value.template == "The file {name} holds no cards."
    assert caught.value.values == {"name": "clienti_cp1252.csv"}


def test_a_person_may_choose_encoding_and_separator() -> None:
    path = SAMPLES / "tables" / "klienti_cp1251.csv"
    table = read_file(path, encoding="windows-1253", separator=",").tables[0]
    assert (table.encoding, table.separator) == ("cp1253", ",")
    assert read_file(path, encoding="utf-7").tables[0].encoding == "cp1251"


def test_code_beside_the_file_is_never_run(tmp_path: Path) -> None:
    for name in ("csv", "json", "io", "re", "struct"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)", encoding="utf-8")
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code = (
        f"import os, sys\nsys.path[:0] = [{str(ROOT)!r}]\nfrom app.interop.reading import read_file\n"
        f"os.chdir({str(tmp_path)!r})\nsys.path.append('')\nprint(len(read_file('x.csv').tables[0].rows))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.stdout.strip() == "1", ended.stderr


def test_half_a_gigabyte_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    start = time.monotonic()
    with pytest.raises(Refused, match=r"too large: 500 MB, at most 50 MB"):
        read_file(path)
    assert time.monotonic() - start < 0.5


def test_missing_empty_and_special_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="cannot be opened"):
        read_file(tmp_path / "none.csv")
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(Refused, match=r"The file empty\.csv is empty\."):
        read_file(empty)
    with pytest.raises(Refused, match="is not a file"):
        read_file(tmp_path)
    blank = tmp_path / "blank.csv"
    blank.write_bytes(b"\xef\xbb\xbf\r\n  ")
    with pytest.raises(Refused, match="is empty"):
        read_file(blank)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_hang_the_program(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Refused, match="is not a file"):
        read_file(tmp_path / "pipe.csv")


def test_a_name_with_odd_signs_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "{name} $(reboot) ; ‮ ''.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert list(read_file(path).tables[0].rows) == [["1", "2"]]


@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory limit is a Linux one; other systems have their own"
)
@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        ("bytearray(900 * 1024 * 1024)", "MemoryError"),
        ("__import__('socket').socket()", "PermissionError"),
        ("open('/tmp/written', 'w')", "PermissionError"),
        ("__import__('os').open('/tmp/written', 577)", "PermissionError"),
        ("__import__('os').system('true')", "PermissionError"),
        ("__import__('subprocess').run(['true'])", "PermissionError"),
        ("__import__('os').remove('/tmp/none')", "PermissionError"),
    ],
)
def test_inside_the_fences_nothing_can_be_done_but_reading(deed: str, refusal: str) -> None:
    code = f"import socket, subprocess\nfrom app.interop import fences\nfences.put_up()\n{deed}"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert refusal in ended.stderr


def test_a_frozen_program_serves_as_its_own_reader() -> None:
    job = json.dumps({"path": str(SAMPLES / "tables" / "google_lists.csv"), "name": "x", "kind": "csv"})
    code = (
        "import sys\nsys.argv = ['rapport', '--rapport-reader']\n"
        "from app.interop.reading import serve_if_asked\nassert serve_if_asked(sys.argv)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        input=f"[]\n{job}\n".encode(),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0
    assert ended.stdout.endswith(b"E\0\0\0\0")
    assert b"Nadia" in ended.stdout
    assert not serve_if_asked(["rapport", "status"])
    assert READER_SWITCH == "--rapport-reader"


def test_every_real_file_is_read_or_refused_in_words(shared_data: Path) -> None:
    folder = shared_data / "contacts"
    for path in [*(folder / "csv").iterdir(), *(folder / "tables_csvkit").iterdir()]:
        assert read_file(path).tables, path.name
