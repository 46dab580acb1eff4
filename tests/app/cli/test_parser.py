"""Words that are no command, or no text at all: told as wrong usage, never a fault of ours."""

import pytest

from tests.app.cli.conftest import Run


@pytest.mark.parametrize(
    "words",
    [
        ("list", "accounts", "--limit", "-5"),
        ("list", "accounts", "--limit", "99999999999999999999"),
        ("list", "accounts", "--offset", "-1"),
        ("list", "accounts", "--offset", "99999999999999999999"),
        ("find", "x", "--limit", "-1"),
        ("log", "--tail", "-3"),
        ("log", "--tail", "9" * 5000),
        ("find", "half a letter \ud800"),
        ("add", "accounts", "name=Alpha\udcff"),
    ],
)
def test_counts_out_of_range_and_broken_letters_are_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert (answer.code, answer.value) == (2, None)
    answer.error["error"]["message"].encode()
