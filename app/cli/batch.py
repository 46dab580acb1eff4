"""Many commands on one open profile: a JSON array of words a line in, one JSON line out, each durable first."""

import json
import sys
from argparse import Namespace
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

from app.cli.context import Context
from app.cli.output import Outcome, as_data
from app.errors import RapportError


def batch(context: Context, arguments: Namespace) -> None:
    """Read and carry out commands until standard input ends."""
    import logging

    _ = context.workspace
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            answer = {"ok": True, "value": as_data(_carried_out(context, line))}
        except RapportError as problem:
            error = {"code": problem.code, "message": str(problem), "fields": problem.fields}
            answer = {"ok": False, "code": problem.exit_code, "error": error}
        except _Misspelt as problem:
            error = {"code": "usage", "message": str(problem), "fields": {}}
            answer = {"ok": False, "code": 2, "error": error}
        except Exception:
            logging.getLogger("rapport").exception("a command of a batch failed")
            message = f"Something went wrong on our side; the trace is in {context.log_file}."
            answer = {"ok": False, "code": 1, "error": {"code": "fault", "message": message, "fields": {}}}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


class _Misspelt(Exception):
    """A line that is no command."""


def _carried_out(context: Context, line: str) -> Any:
    from app.cli.parser import Usage, parse

    said = StringIO()
    try:
        words = json.loads(line)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise _Misspelt("A line is a JSON array of words.")
        with redirect_stdout(said):
            arguments = parse(words)
    except RecursionError:
        raise _Misspelt("A line is a JSON array of words.") from None
    except (ValueError, Usage) as problem:
        raise _Misspelt(str(problem)) from None
    except SystemExit:  # --help and --version print and would end the program
        return {"text": said.getvalue()}
    if arguments.run is batch or getattr(arguments, "profile", None):
        raise _Misspelt("A batch works on the one open profile.")
    value = arguments.run(context, arguments)
    return value.value if isinstance(value, Outcome) else value
