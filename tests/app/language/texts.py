"""Finds in our own source every text a person may read, so that the tests know what has to be translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
REFUSALS = ("RapportError", "Refused", "Conflict", "Unreachable", "Denied", "Locked", "Damaged", "TooNew")
SPEAKING = ("t", "N_", "text", "plural", "say")
METHODS = ("text", "plural", "say")


@cache
def texts_in(*rooms: str) -> dict[str, str]:
    """Every text of some modules, or of all in a folder, with the place where it stands first."""
    found: dict[str, str] = {}
    for path in (path for room in rooms for path in _modules(room)):
        place = path.relative_to(ROOT).as_posix()
        for line, text in texts_of(ast.parse(path.read_text("utf-8"))):
            found.setdefault(text, f"{place}:{line}")
    return found


@cache
def choices_in(folder: str) -> dict[str, str]:
    """Every value that a person may choose in a field, with the place where it stands first."""
    found: dict[str, str] = {}
    for path in _modules(folder):
        module = ast.parse(path.read_text("utf-8"))
        named = {
            target.id: node.value
            for node in module.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in _calls(module, "field"):
            for keyword in call.keywords:
                if keyword.arg == "choices":
                    value = keyword.value
                    value = named.get(value.id, value) if isinstance(value, ast.Name) else value
                    for text in _literals(value):
                        found.setdefault(text, f"{path.relative_to(ROOT).as_posix()}:{call.lineno}")
    return found


def _modules(room: str) -> list[Path]:
    path = ROOT / room
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def texts_of(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of everything in a module that is marked for translation by the way it is used."""
    for call in _calls(module, *SPEAKING):
        if _name(call) in METHODS and isinstance(call.func, ast.Name):
            continue  # a function of that name is another's: SQLAlchemy's text()
        for argument in call.args[1:3] if _name(call) == "plural" else call.args[:1]:
            yield from ((call.lineno, text) for text in _literals(argument))
    for call in _calls(module, *REFUSALS):
        for argument in call.args[:1]:
            yield from ((call.lineno, text) for text in _literals(argument))
        for keyword in call.keywords:
            if keyword.arg == "fields" and isinstance(keyword.value, ast.Dict):
                for value in keyword.value.values:
                    yield from ((call.lineno, text) for text in _literals(value))
    for call in _calls(module, "field"):
        for argument in [*call.args[:1], *(k.value for k in call.keywords if k.arg in ("group", "help"))]:
            yield from ((call.lineno, text) for text in _literals(argument))
    for call in _calls(module, "Setting"):
        for argument in [*call.args[1:2], *(k.value for k in call.keywords if k.arg in ("group", "help"))]:
            yield from ((call.lineno, text) for text in _literals(argument))
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and any(
                    isinstance(target, ast.Name) and target.id in ("title", "titles")
                    for target in line.targets
                ):
                    yield from ((line.lineno, text) for text in _literals(line.value))


def _calls(module: ast.Module, *names: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module) if isinstance(node, ast.Call) and _name(node) in names)


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts an expression may stand for: a text itself, either side of an if, each of a tuple or list."""
    if isinstance(node, ast.Constant):
        # a text of nothing but places ("{name}: {number}") has nothing to translate
        if isinstance(node.value, str) and any(
            letter.isalpha() for letter in re.sub(r"\{\w+\}", "", node.value)
        ):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for element in node.elts:
            yield from _literals(element)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _literals(value)
    elif isinstance(node, ast.Call) and _name(node) == "N_":
        return  # found by itself
