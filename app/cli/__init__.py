"""The command line: a thin face over kinds, verbs, questions and documents; one contract for people and scripts."""

import argparse
import logging
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from app.cli.context import Context
from app.cli.output import Outcome, show_error, show_value
from app.cli.parser import Usage, parse
from app.errors import RapportError

log = logging.getLogger("rapport")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code of the contract."""
    _speak_unicode()
    given = list(sys.argv[1:] if words is None else words)
    as_json = "--json" in given
    try:
        arguments = parse(given)
    except Usage as problem:
        show_error(2, "usage", str(problem), {}, as_json)
        return 2
    with Context(arguments) as context:
        return run(context, arguments)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Carry out a parsed command and show what came of it."""
    try:
        value = arguments.run(context, arguments)
    except RapportError as problem:
        show_error(problem.exit_code, problem.code, str(problem), problem.fields, context.as_json)
        return problem.exit_code
    except KeyboardInterrupt:
        show_error(1, "stopped", "Stopped.", {}, context.as_json)
        return 1
    except Exception:
        log.exception("a command failed")
        sentence = f"Something went wrong on our side; the trace is in {context.log_file}."
        show_error(1, "fault", sentence, {}, context.as_json)
        return 1
    exit_code = 0
    if isinstance(value, Outcome):
        value, exit_code = value.value, value.exit_code
    if value is not None:
        show_value(value, context.as_json)
    return exit_code


def _speak_unicode() -> None:
    """Every script goes in and out whatever the computer's own encoding; broken bytes are refused later, in words."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "backslashreplace"), (sys.stderr, None)):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors or "backslashreplace")
