"""Commands that bring data in and give them out."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from app.cli.context import Context
from app.cli.words import pairs
from app.errors import Refused

MOST_PLAIN = 100


def bring_in(context: Context, arguments: Namespace) -> Any:
    """Import a file or folder, preview it, or take an import back."""
    from app.interop import bringing
    from app.store import snapshots

    if arguments.undo:
        taken = bringing.take_out(context.workspace, arguments.undo)
        return {"batch": arguments.undo, "removed": taken}
    if not arguments.file:
        raise Refused("Say which file to import.", fields={"file": "This is needed."})
    mapping = bringing.read_mapping(arguments.map) if arguments.map else None
    found = bringing.look_at(
        context.workspace, arguments.file, arguments.kind or "", mapping, _progress(context)
    )
    if arguments.preview:
        return {**found.summary(None), "rows": _shown(found.plan.shown)}
    if in_the_way := snapshots.before_import(context.workspace, found.plan.counts.total()):
        found.notes.append(in_the_way)
    return bringing.bring_in(context.workspace, found)


def _shown(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """What a person has to look at: every row that meets something or stays out, and enough of the plain new ones."""
    plain = [each for each in rows if each.action == "create"][:MOST_PLAIN]
    return [each._asdict() for each in rows if each.action != "create" or each in plain]


def _progress(context: Context) -> Any:
    """A line that fills on a terminal; nothing where a script reads."""
    if context.as_json or not sys.stderr.isatty():
        return None

    def report(share: float, text: str) -> None:
        bar = "█" * int(share * 30)
        print(
            f"\r{bar:<30} {share:4.0%} {text[:30]:<30}",
            end="" if share < 1 else "\n",
            file=sys.stderr,
            flush=True,
        )

    return report


def export(context: Context, arguments: Namespace) -> Any:
    """Write records of a kind to a file."""
    from app.interop.giving import give_out

    count = give_out(
        context.workspace, arguments.kind, arguments.format, arguments.out, pairs(arguments.where)
    )
    return {"file": arguments.out, "rows": count}


def person(context: Context, arguments: Namespace) -> Any:
    """Give out or erase everything about a person."""
    from app.interop import personal

    if arguments.action == "erase":
        return personal.erase(context.workspace, arguments.id)
    if not arguments.out:
        raise Refused("Say where the file goes: --out FILE.", fields={"out": "This is needed."})
    return personal.export(context.workspace, arguments.id, arguments.out)
