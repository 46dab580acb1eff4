"""Commands on any declared kind of record."""

from argparse import Namespace
from typing import Any

from app.cli.context import Context
from app.cli.words import pairs


def kinds(context: Context, arguments: Namespace) -> Any:
    """Every kind of record."""
    from app.queries import records

    return {"kinds": records.kinds(None)}  # type: ignore[arg-type]  # the declarations need no data


def fields(context: Context, arguments: Namespace) -> Any:
    """The fields of a kind."""
    from app.queries import records

    return {"kind": arguments.kind, "fields": records.fields_of(None, arguments.kind)}  # type: ignore[arg-type]


def listing(context: Context, arguments: Namespace) -> Any:
    """A page of a list."""
    from app.queries import records

    return context.workspace.ask(
        records.listing,
        arguments.kind,
        pairs(arguments.where),
        arguments.sort,
        arguments.limit,
        arguments.offset,
    )


def show(context: Context, arguments: Namespace) -> Any:
    """One record with its links' titles."""
    from app.queries import records

    return context.workspace.ask(records.record, arguments.kind, arguments.id)


def add(context: Context, arguments: Namespace) -> Any:
    """Add a record."""
    from app.queries import records as asked
    from app.records import kind
    from app.services import records

    values = asked.read_values(arguments.kind, pairs(arguments.values))
    label = f"Add {kind(arguments.kind).title.lower()}"
    return {"id": context.workspace.do(label, records.add, arguments.kind, values).value}


def change(context: Context, arguments: Namespace) -> Any:
    """Change fields of a record."""
    from app.queries import records as asked
    from app.records import kind
    from app.services import records

    values = asked.read_values(arguments.kind, pairs(arguments.values))
    label = f"Change {kind(arguments.kind).title.lower()}"
    return {"id": context.workspace.do(label, records.change, arguments.kind, arguments.id, values).value}


def delete(context: Context, arguments: Namespace) -> Any:
    """Delete a record."""
    from app.records import kind
    from app.services import records

    label = f"Delete {kind(arguments.kind).title.lower()}"
    return {"id": context.workspace.do(label, records.delete, arguments.kind, arguments.id).value}


def history(context: Context, arguments: Namespace) -> Any:
    """Who changed what and when."""
    from app.queries import records

    return {
        "kind": arguments.kind,
        "id": arguments.id,
        "history": context.workspace.ask(records.record_history, arguments.kind, arguments.id),
    }


def undo(context: Context, arguments: Namespace) -> Any:
    """Take the last step back."""
    done = context.workspace.undo()
    return {"undone": done.label.removeprefix("Undo: "), "records": done.value}


def redo(context: Context, arguments: Namespace) -> Any:
    """Bring back what the last undo took away."""
    done = context.workspace.redo()
    return {"redone": done.label.removeprefix("Redo: "), "records": done.value}


def find(context: Context, arguments: Namespace) -> Any:
    """Search over everything."""
    from app.queries.search import search

    return {"hits": context.workspace.ask(search, arguments.text, arguments.limit)}
