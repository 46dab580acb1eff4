"""Lists of functions that register themselves: the window, the command line and the server read the same ones."""

import importlib
import inspect
import keyword
import pkgutil
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from app.errors import Refused
from app.values import read_day, read_flag, read_json, read_moment, read_number, read_whole

Registered = TypeVar("Registered", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Parameter:
    """One named value a function takes."""

    name: str
    type: Any
    required: bool
    default: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A registered function, described by its own type hints and docstring."""

    name: str
    label: str
    function: Callable[..., Any]

    @property
    def says(self) -> str:
        """What it does, in one line."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    @property
    def returns(self) -> str:
        """What it answers with."""
        return type_name(typing.get_type_hints(self.function).get("return", Any))

    @property
    def parameters(self) -> list[Parameter]:
        """What it takes after the reader or session."""
        hints = typing.get_type_hints(self.function)
        listed = list(inspect.signature(self.function).parameters.values())[1:]
        empty = inspect.Parameter.empty
        return [
            Parameter(
                each.name.rstrip("_"),
                hints.get(each.name, str),
                each.default is empty,
                None if each.default is empty else each.default,
            )
            for each in listed
        ]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The given texts as values of the declared types; refused beside the parameter that is wrong."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise Refused(
                    "“{verb}” takes no {name}; it takes: {known}.",
                    verb=self.name,
                    name=name,
                    known=", ".join(known),
                    fields={name: "There is no such value here."},
                )
        missing = [name for name, parameter in known.items() if parameter.required and name not in given]
        if missing:
            sentences = dict.fromkeys(missing, "This is needed.")
            raise Refused(
                "“{verb}” needs: {names}.", verb=self.name, names=", ".join(missing), fields=sentences
            )
        return {_python_name(name): _read(name, value, known[name].type) for name, value in given.items()}


def _python_name(name: str) -> str:
    """A parameter called like a word of the language (`from`) carries an underscore in the code."""
    return f"{name}_" if keyword.iskeyword(name) else name


class Catalogue:
    """The registered functions of one package; asking for them imports its modules."""

    def __init__(self, package: str, path: Iterable[str]) -> None:
        self._package = package
        self._path = path
        self._entries: dict[str, Entry] = {}

    def register(self, label: str) -> Callable[[Registered], Registered]:
        """Decorate a function so that it is listed under its own name."""

        def keep(function: Registered) -> Registered:
            self._entries[function.__name__] = Entry(function.__name__, label, function)
            return function

        return keep

    def all(self) -> dict[str, Entry]:
        """Every entry by name."""
        for module in pkgutil.iter_modules(self._path):
            importlib.import_module(f"{self._package}.{module.name}")
        return dict(sorted(self._entries.items()))

    def find(self, name: str) -> Entry:
        """The entry of that name; refused with a sentence when there is none."""
        found = self.all().get(name)
        if found is None:
            raise Refused("There is nothing called “{name}” here.", name=name)
        return found


def type_name(hint: Any) -> str:
    """A type as a person reads it."""
    inner = [each for each in typing.get_args(hint) if each is not type(None)]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return " or ".join(type_name(each) for each in inner)
    return _NAMES.get(hint, getattr(hint, "__name__", str(hint)))


_NAMES: dict[Any, str] = {
    str: "text", int: "whole number", Decimal: "number", date: "day", datetime: "moment", bool: "yes or no",
    type(None): "nothing", Any: "anything",
}  # fmt: skip

_READERS: dict[Any, Callable[[str], Any]] = {
    str: str, int: read_whole, Decimal: read_number, date: read_day, datetime: read_moment, bool: read_flag,
}  # fmt: skip


def _read(name: str, value: Any, hint: Any) -> Any:
    """A value from the command line: text is read by the declared type, JSON values are taken as they are."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [each for each in typing.get_args(hint) if each is not type(None)]
        if value is None or (value == "" and inner != [str]):
            return None
        hint = inner[0]
    if typing.get_origin(hint) is typing.Literal and value not in typing.get_args(hint):
        sentence = f"“{value}” is not one of: {', '.join(typing.get_args(hint))}."
        raise Refused("{name}: {sentence}", name=name, sentence=sentence, fields={name: sentence})
    if not isinstance(value, str):
        return [_element(each, hint) for each in value] if isinstance(value, list) else value
    origin = typing.get_origin(hint) or hint
    if origin in (list, Sequence, dict, Mapping, tuple) or hint is Any:
        return _read_json(name, value, hint)
    try:
        return _READERS.get(hint, str)(value)
    except ValueError:
        sentence = f"“{value}” is not a {type_name(hint)}."
        raise Refused("{name}: {sentence}", name=name, sentence=sentence, fields={name: sentence}) from None


def _read_json(name: str, value: str, hint: Any) -> Any:
    try:
        found = read_json(value)
    except Refused:
        if hint is Any:
            return value
        sentence = "This is not JSON."
        raise Refused("{name}: {sentence}", name=name, sentence=sentence, fields={name: sentence}) from None
    _refuse_shape(name, found, hint)
    return [_element(each, hint) for each in found] if isinstance(found, list) else found


_SHAPES: dict[Any, tuple[type, str]] = {
    list: (list, "This is not a list."),
    Sequence: (list, "This is not a list."),
    tuple: (list, "This is not a list."),
    dict: (dict, "This is not of the form name → value."),
    Mapping: (dict, "This is not of the form name → value."),
    str: (str, "This is not text."),
}
"""What JSON must bring for a type, and what is said where it does not."""


def _refuse_shape(name: str, found: Any, hint: Any) -> None:
    """Refuse JSON of another shape than the parameter has, down to the items of a list."""
    origin = typing.get_origin(hint) or hint
    wanted, sentence = _SHAPES.get(origin, (object, ""))
    if not isinstance(found, wanted):
        raise Refused("{name}: {sentence}", name=name, sentence=sentence, fields={name: sentence})
    inner = typing.get_args(hint)
    if isinstance(found, list) and inner:
        for each in found:
            _refuse_shape(name, each, inner[0])


def _element(value: Any, hint: Any) -> Any:
    inner = typing.get_args(hint)
    return _read("value", value, inner[0]) if inner and isinstance(value, str) else value
