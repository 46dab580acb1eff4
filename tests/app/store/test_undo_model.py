"""Whatever is added, changed, deleted, taken back and brought back, the store agrees with a plain model of it."""

import copy
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.queries.search import search
from app.services import records
from app.store.workspace import Workspace

State = dict[str, dict[str, Any]]
WORDS = st.sampled_from(["Mühle", "Олио", "Ελιά", "Oleificio", "ক্ষুদ্র", "O'Brien", "plain", "R&D 50%"])
FIELDS = st.sampled_from(["name", "city", "notes"])


class Desk(RuleBasedStateMachine):
    """Accounts under the hands of one person; the model keeps whole states on two stacks."""

    blank: tuple[Path, bytes]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="rapport-model-"))
        shutil.copytree(self.blank[0], self.folder / "profile")
        self.now: State = {}
        self.past: list[State] = []
        self.future: list[State] = []
        self.open()

    def open(self) -> None:
        self.workspace = Workspace.open(self.folder / "profile", lambda key_file: self.blank[1])

    def teardown(self) -> None:
        self.workspace.close()
        shutil.rmtree(self.folder)

    def turn(self, state: State) -> None:
        """Something new: what was is the past, and no future is left."""
        if state != self.now:
            self.past.append(self.now)
            self.now, self.future = state, []

    def some(self, place: int) -> str:
        return sorted(self.now)[place % len(self.now)]

    @initialize()
    def begin(self) -> None:
        self.add("Mühle", None)

    @rule(name=WORDS, city=st.none() | WORDS)
    def add(self, name: str, city: str | None) -> None:
        values = {"name": name, "city": city, "notes": None}
        made = self.workspace.do("Add", records.add, "accounts", values).value
        self.turn({**self.now, made: values})

    @precondition(lambda self: self.now)
    @rule(place=st.integers(0, 9), field=FIELDS, word=WORDS)
    def change(self, place: int, field: str, word: str) -> None:
        which = self.some(place)
        self.workspace.do("Change", records.change, "accounts", which, {field: word})
        self.turn({**self.now, which: {**self.now[which], field: word}})

    @precondition(lambda self: self.now)
    @rule(place=st.integers(0, 9))
    def delete(self, place: int) -> None:
        which = self.some(place)
        self.workspace.do("Delete", records.delete, "accounts", which)
        self.turn({name: values for name, values in self.now.items() if name != which})

    @precondition(lambda self: len(self.now) > 1)
    @rule(word=WORDS)
    def change_all(self, word: str) -> None:
        with self.workspace.step("Change all") as session:
            for which in self.now:
                records.change(session, "accounts", which, {"city": word})
        self.turn({which: {**values, "city": word} for which, values in self.now.items()})

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.workspace.redo()
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.open()

    @invariant()
    def the_store_agrees(self) -> None:
        sql = "SELECT id, name, city, notes FROM accounts WHERE deleted_at IS NULL"
        rows = self.workspace.reader.rows(sql)
        assert {row[0]: {"name": row[1], "city": row[2], "notes": row[3]} for row in rows} == self.now

    @invariant()
    def search_finds_what_there_is(self) -> None:
        for word in ("muhle", "ολ", "oleif", "obrien"):
            hits = {hit.id for hit in self.workspace.ask(search, word, 100)}
            expected = {
                which
                for which, values in self.now.items()
                if any(_begins(word, text) for text in values.values() if text)
            }
            assert hits == expected, word


def _begins(word: str, text: str) -> bool:
    return text in {"muhle": ("Mühle",), "ολ": (), "oleif": ("Oleificio",), "obrien": ("O'Brien",)}[word]


@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
def test_the_store_agrees_with_a_plain_model_whatever_is_done(blank: tuple[Path, bytes]) -> None:
    desk = type("Desk", (Desk,), {"blank": copy.copy(blank)})
    run_state_machine_as_test(
        desk,
        settings=settings(
            max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
