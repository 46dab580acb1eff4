"""The words of the command line: every command with its options, each pointing at the function that does it."""

import argparse
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NoReturn

from app.cli import batch, inout, profile, records, work
from app.language import legible

LONGEST_SHOWN = 40


class Usage(Exception):
    """The words given are no command."""


class Parser(argparse.ArgumentParser):
    """A parser that tells what is wrong instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise Usage(f"{message[:1].upper()}{message[1:]}. Try “rapport --help”.")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command behind the words; `--sort -name` is a falling order, not an option of that name."""
    for word in words:
        if not is_text(word):
            raise Usage(f"“{legible(word, LONGEST_SHOWN)}” is not text.")
    return build_parser().parse_args(_falling_order(list(words)))


def is_text(word: str) -> bool:
    """Whether every letter is whole; a shell or JSON can pass halves of letters, which no file can keep."""
    return not any("\ud800" <= letter <= "\udfff" for letter in word)


def _count(word: str) -> int:
    """How many: a whole number from 0 that a database can count to."""
    number = int(word)
    if not 0 <= number < 2**63:
        raise argparse.ArgumentTypeError(f"{legible(word, LONGEST_SHOWN)} is out of range")
    return number


_count.__name__ = "whole number"


def _falling_order(words: list[str]) -> list[str]:
    if "--sort" not in words[:-1]:
        return words
    place = words.index("--sort")
    return [*words[:place], f"--sort={words[place + 1]}", *words[place + 2 :]]


@cache
def build_parser() -> Parser:
    """The parser of the `rapport` command; made once, since a batch asks it for every line."""
    parser = Parser(prog="rapport", description="The desk of a field account manager.")
    parser.add_argument("--profile", metavar="DIR", help="folder of the person's data")
    parser.add_argument("--json", action="store_true", help="answer with one JSON document")
    parser.add_argument("--passphrase-file", metavar="F", help="file whose first line is the passphrase")
    parser.add_argument("--version", action="version", version=f"rapport {profile.version()}")
    parser.set_defaults(run=profile.open_window)
    commands = parser.add_subparsers(metavar="COMMAND")
    _profile_commands(commands)
    _record_commands(commands)
    _work_commands(commands)
    _inout_commands(commands)
    return parser


def _add(commands: Any, name: str, run: Callable[..., Any], help: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    parser.set_defaults(run=run)
    return parser


def _profile_commands(commands: Any) -> None:
    init = _add(commands, "init", profile.init, "make a profile")
    init.add_argument("--company", metavar="NAME")
    init.add_argument("--language", metavar="xx")
    init.add_argument("--currency", metavar="EUR")
    init.add_argument("--paper", choices=("a4", "letter"))
    demo = _add(commands, "demo", profile.demo, "make a profile with example data and open the window")
    demo.add_argument("--size", choices=("small", "full"), default="small")
    demo.add_argument("--no-window", action="store_true")
    _add(commands, "status", profile.status, "how the data stand")
    doctor = _add(
        commands, "doctor", profile.doctor, "check file, key, shape, links, search, attachments, log"
    )
    doctor.add_argument("--deep", action="store_true", help="read every page and every attachment")
    backup = _add(commands, "backup", profile.backup, "write one encrypted file with everything")
    backup.add_argument("file", metavar="FILE")
    restore = _add(commands, "restore", profile.restore, "restore a backup into an empty profile")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--recovery-code-file", metavar="F")
    recovery = _add(commands, "recovery", profile.recovery, "make a recovery code")
    recovery.add_argument("--out", metavar="FILE")
    rekey = _add(commands, "rekey", profile.rekey, "change the passphrase, or move to the keyring")
    rekey.add_argument("--recovery-code-file", metavar="F")
    rekey.add_argument("--new-passphrase-file", metavar="F")
    settings = _add(commands, "settings", profile.settings, "show or change settings")
    settings.add_argument("key", nargs="?")
    settings.add_argument("value", nargs="?")
    log = _add(commands, "log", profile.log, "show the program's log")
    log.add_argument("--tail", type=_count, metavar="N", default=50)
    _add(commands, "about", profile.about, "versions of the program and its parts")


def _record_commands(commands: Any) -> None:
    _add(commands, "kinds", records.kinds, "kinds of records")
    fields = _add(commands, "fields", records.fields, "fields of a kind")
    fields.add_argument("kind")
    listing = _add(commands, "list", records.listing, "records of a kind")
    listing.add_argument("kind")
    listing.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    listing.add_argument("--sort", default="", metavar="FIELD|-FIELD")
    listing.add_argument("--limit", type=_count, default=100, metavar="N")
    listing.add_argument("--offset", type=_count, default=0, metavar="N")
    for name, run, help, pairs in (
        ("show", records.show, "one record", False),
        ("set", records.change, "change a record", True),
        ("delete", records.delete, "delete a record", False),
        ("history", records.history, "who changed what and when", False),
    ):
        parser = _add(commands, name, run, help)
        parser.add_argument("kind")
        parser.add_argument("id")
        if pairs:
            parser.add_argument("values", nargs="*", metavar="FIELD=VALUE")
    add = _add(commands, "add", records.add, "add a record")
    add.add_argument("kind")
    add.add_argument("values", nargs="*", metavar="FIELD=VALUE")
    _add(commands, "undo", records.undo, "take the last step back")
    _add(commands, "redo", records.redo, "bring back what the last undo took away")
    find = _add(commands, "find", records.find, "search over everything")
    find.add_argument("text")
    find.add_argument("--limit", type=_count, default=20, metavar="N")


def _work_commands(commands: Any) -> None:
    do = _add(commands, "do", work.do, "list the verbs, or do one")
    do.add_argument("verb", nargs="?")
    do.add_argument("values", nargs="*", metavar="NAME=VALUE")
    ask = _add(commands, "ask", work.ask, "list the questions, or ask one")
    ask.add_argument("question", nargs="?")
    ask.add_argument("values", nargs="*", metavar="NAME=VALUE")
    document = _add(commands, "document", work.document, "print a paper as PDF")
    document.add_argument("name", nargs="?")
    document.add_argument("id", nargs="?", default="")
    document.add_argument("--out", metavar="FILE")
    document.add_argument("--language", metavar="xx")
    document.add_argument("--paper", choices=("a4", "letter"))
    document.add_argument("--edition", choices=("client", "internal"))
    _add(commands, "batch", batch.batch, "read commands from standard input, one JSON array a line")


def _inout_commands(commands: Any) -> None:
    bring = _add(commands, "import", inout.bring_in, "import a file or folder, or take an import back")
    bring.add_argument("file", nargs="?", metavar="FILE")
    bring.add_argument("--as", dest="kind", metavar="KIND")
    bring.add_argument("--map", metavar="FILE")
    bring.add_argument("--preview", action="store_true")
    bring.add_argument("--undo", metavar="BATCH")
    export = _add(commands, "export", inout.export, "export records")
    export.add_argument("kind")
    export.add_argument("--format", choices=("csv", "xlsx", "json", "vcf", "ics"), required=True)
    export.add_argument("--out", metavar="FILE", required=True)
    export.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    person = _add(commands, "person", inout.person, "export or erase a person's data")
    person.add_argument("action", choices=("export", "erase"))
    person.add_argument("id")
    person.add_argument("--out", metavar="FILE")
