"""Children that work on a profile and are killed while they do: forked from a server that has everything imported."""

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

PRELOADED = ["tests.crashing_ready"]


def batch(folder: str, passphrase_file: str, commands: Connection, answers: Connection) -> None:
    """`rapport --json batch` on these pipes."""
    from app.cli import main

    sys.stdin = os.fdopen(os.dup(commands.fileno()))
    sys.stdout = os.fdopen(os.dup(answers.fileno()), "w")
    main(["--profile", folder, "--json", "--passphrase-file", passphrase_file, "batch"])
    sys.stdout.close()


def draft(folder: str, key: bytes, answers: Connection) -> None:
    """Types into a form for ever, saying after each save how far it came."""
    from app.store.workspace import Workspace

    with Workspace.open(Path(folder), lambda key_file: key) as workspace:
        number = 0
        while True:
            number += 1
            workspace.drafts.save("visit", "", {"summary": "typed " * number, "number": number})
            answers.send(number)


def import_for_ever(folder: str, key: bytes, answers: Connection) -> None:
    """Imports a thousand accounts and takes them back, again and again."""
    from app.records.accounts import Account
    from app.store import bulk
    from app.store.workspace import Workspace

    rows = [{"name": f"Account {number}", "city": "Bari"} for number in range(1_000)]
    with Workspace.open(Path(folder), lambda key_file: key) as workspace:
        while True:
            answers.send("begin")
            workspace.do("Import", bulk.add, Account, rows, origin="import")
            answers.send("imported")
            workspace.undo()
            answers.send("undone")


class Child:
    """One child process with a pipe that tells how far it came; `kill` is SIGKILL."""

    def __init__(self, work: Callable[..., None], *arguments: Any, commands: bytes | None = None) -> None:
        context: Any = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        self.answers, theirs = context.Pipe(duplex=False)
        given: list[Any] = [*arguments]
        if commands is not None:
            reading, writing = context.Pipe(duplex=False)
            os.write(writing.fileno(), commands)
            writing.close()
            given.append(reading)
        self._process = context.Process(target=work, args=(*given, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def kill(self) -> None:
        """End it without a word; returns once it is gone."""
        self._process.kill()
        self._process.join()

    def said(self) -> list[Any]:
        """Everything it sent that was not read yet; to be asked when it is gone."""
        found = []
        with suppress(EOFError):
            while True:
                found.append(self.answers.recv())
        return found

    def text(self) -> str:
        """As `said`, for children that print lines."""
        pieces = []
        while piece := os.read(self.answers.fileno(), 1 << 16):
            pieces.append(piece)
        return b"".join(pieces).decode()
