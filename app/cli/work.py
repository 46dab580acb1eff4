"""Commands that do the work of the trade: verbs, questions, papers."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from app.catalogue import Catalogue, type_name
from app.cli.context import Context
from app.cli.words import values
from app.errors import Refused
from app.files import write_whole


def do(context: Context, arguments: Namespace) -> Any:
    """List the verbs, or do one as a step of its own."""
    from app.services import verbs

    if not arguments.verb:
        return {"verbs": _described(verbs)}
    verb = verbs.find(arguments.verb)
    done = context.workspace.do(verb.label, verb.function, **verb.values(values(arguments.values)))
    return {"value": done.value, "step": done.step, "touched": len(done.touched)}


def ask(context: Context, arguments: Namespace) -> Any:
    """List the questions, or ask one."""
    from app.queries import questions

    if not arguments.question:
        return {"questions": _described(questions)}
    question = questions.find(arguments.question)
    return context.workspace.ask(question.function, **question.values(values(arguments.values)))


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
