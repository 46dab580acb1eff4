"""A manager who cannot use the mouse, and a laptop that dies: the real program on a real screen."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.secrets import key_from_passphrase
from app.store.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.ui.journeys.person import Person

pytestmark = pytest.mark.xvfb
Start = Callable[..., Person]
MINUTES = "They want the seals by March. We name the delivery day this week."
# One whose name needs no accents to type and is nobody else's, with people to meet.
ONE_ACCOUNT = (
    "SELECT a.id, a.name FROM accounts a WHERE a.deleted_at IS NULL AND a.name NOT GLOB '*[^A-Za-z. ]*'"
    " AND EXISTS (SELECT 1 FROM contacts c WHERE c.account_id = a.id AND c.deleted_at IS NULL)"
    " AND (SELECT count(*) FROM accounts b WHERE instr(b.name, a.name) > 0) = 1 ORDER BY length(a.name) DESC, a.name"
)


def opened(folder: Path) -> Workspace:
    return Workspace.open(folder, lambda key_file: key_from_passphrase(key_file, PASSPHRASE))


def rows(folder: Path, sql: str, **values: Any) -> list[Any]:
    with opened(folder) as workspace:
        return workspace.ask(lambda reader: reader.rows(sql, values))


def goes_to(person: Person, name: str) -> None:
    """From wherever one is to the page of an account."""
    person.reads("Needs attention")
    person.presses("ctrl+2")
    person.reads("200 accounts")
    person.presses("ctrl+f")
    person.on("Filter accounts…")
    person.types(name)
    person.reads("1 account")
    person.presses("Return")
    person.on("Accounts")
    person.presses("Return")
    person.on("Timeline")


def test_a_visit_is_prepared_logged_and_submitted_with_keys_alone(company: Path, sits_down: Start) -> None:
    account = rows(company, ONE_ACCOUNT)[0]
    person = sits_down(company)
    goes_to(person, account.name)
    person.presses("b")
    person.reads("Save PDF…")
    person.presses("Escape")
    person.on("Timeline")
    person.presses("v")
    person.at(f"Visit at {account.name}")
    person.presses("ctrl+Next")
    person.on("What was said")
    person.types(MINUTES)
    person.presses("ctrl+Return")
    person.reads("Save PDF…")
    person.presses("Escape")
    person.reads("Submit")
    person.presses("ctrl+Return")
    person.reads("Add addendum")
    assert person.leaves() == 0
    said = rows(
        company,
        "SELECT state FROM visits WHERE account_id = :id AND summary = :said",
        id=account.id,
        said=MINUTES,
    )
    assert [each.state for each in said] == ["submitted"]


def test_what_was_being_typed_when_the_laptop_died_is_offered_again(company: Path, sits_down: Start) -> None:
    account = rows(company, ONE_ACCOUNT)[0]
    person = sits_down(company)
    goes_to(person, account.name)
    person.presses("v")
    person.at(f"Visit at {account.name}")
    person.presses("ctrl+Next")
    person.on("What was said")
    with person.typing(MINUTES * 5):  # on and on, without a pause long enough to save in
        person.reads("Draft kept")
        person.program.send_signal(signal.SIGKILL)
        person.program.wait(timeout=10)

    again = sits_down(company)
    goes_to(again, account.name)
    again.presses("v")
    again.reads("Your unsaved typing is back.")
    again.presses("ctrl+Next")
    typed = again.on("What was said")["typed"]
    assert typed and (MINUTES * 5).startswith(typed)
    assert again.leaves() == 0
