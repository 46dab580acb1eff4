"""Commands that do the work of the trade: verbs, questions, papers."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.catalogue import Catalogue, Entry, type_name
from app.cli.context import Context
from app.cli.words import values
from app.errors import Refused
from app.files import write_whole

POINTERS = {
    "account": "accounts", "activity": "activities", "case": "cases", "contact": "contacts", "contract": "contracts",
    "line": "quote_lines", "objection": "objections", "opportunity": "opportunities", "owner": "users",
    "product": "products", "promise": "promises", "quote": "quotes", "visit": "visits",
}  # fmt: skip
"""Parameters that name a record, and its kind: verbs and questions speak of them by one name each."""


def do(context: Context, arguments: Namespace) -> Any:
    """List the verbs, or do one as a step of its own."""
    from app.services import verbs

    if not arguments.verb:
        return {"verbs": _described(verbs)}
    verb = verbs.find(arguments.verb)
    done = context.workspace.do(verb.label, verb.function, **_values(context, verb, arguments.values))
    return {"value": done.value, "step": done.step, "touched": len(done.touched)}


def ask(context: Context, arguments: Namespace) -> Any:
    """List the questions, or ask one."""
    from app.queries import questions

    if not arguments.question:
        return {"questions": _described(questions)}
    question = questions.find(arguments.question)
    given = _values(context, question, arguments.values)
    try:
        return context.workspace.ask(question.function, **given)
    except OverflowError:
        raise Refused("A day or a number lies beyond what can be reckoned with.") from None


def _values(context: Context, entry: Entry, words: Sequence[str]) -> dict[str, Any]:
    """The words as values; a record that is not there is refused beside its name, not met in the middle of the work."""
    found = entry.values(values(words))
    needed = {each.name for each in entry.parameters if each.required}
    for name in [name for name in found if name in POINTERS]:
        if found[name]:
            _refuse_missing(context, name, found[name])
        elif name in needed:
            raise Refused("{name}: This is needed.", name=name, fields={name: "This is needed."})
        else:
            del found[name]
    return found


def _refuse_missing(context: Context, name: str, id: str) -> None:
    from app.records import kind

    sql = f"SELECT 1 FROM {POINTERS[name]} WHERE id = ? AND deleted_at IS NULL"
    if context.workspace.reader.value(sql, (id,)) is None:
        what = kind(POINTERS[name]).title.lower()
        sentence = f"There is no {what} with the id {id}."
        raise Refused("There is no {kind} with the id {id}.", kind=what, id=id, fields={name: sentence})


def document(context: Context, arguments: Namespace) -> Any:
    """Draw a paper and write it to a file."""
    from app.documents import described, render

    if not arguments.name:
        return {"documents": described()}
    if not arguments.out:
        raise Refused("Say where the PDF goes: --out FILE.", fields={"out": "This is needed."})
    content = context.workspace.ask(
        render,
        arguments.name,
        arguments.id,
        language=arguments.language,
        paper=arguments.paper,
        edition=arguments.edition,
    )
    write_whole(Path(arguments.out).absolute(), content)
    return {"file": arguments.out, "bytes": len(content)}


def _described(catalogue: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            "name": entry.name,
            "says": entry.says,
            "parameters": {each.name: type_name(each.type) for each in entry.parameters},
            "needed": [each.name for each in entry.parameters if each.required],
            "returns": entry.returns,
        }
        for entry in catalogue.all().values()
    ]
