"""The small grammar of arguments: FIELD=VALUE, @FILE."""

from collections.abc import Iterable
from pathlib import Path

from app.errors import Refused, Unreachable

LARGEST_VALUE_FILE = 50 << 20


def pairs(words: Iterable[str]) -> dict[str, str]:
    """FIELD=VALUE words as a mapping; the last one of a name counts."""
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise Refused("“{word}” is not of the form NAME=VALUE.", word=word)
        found[name] = value
    return found


def values(words: Iterable[str]) -> dict[str, str]:
    """As `pairs`; a value `@FILE` stands for the text of that file."""
    return {name: _text_of(value) for name, value in pairs(words).items()}


def _text_of(value: str) -> str:
    if not value.startswith("@") or len(value) == 1:
        return value
    path = Path(value[1:])
    try:
        if path.stat().st_size > LARGEST_VALUE_FILE:
            raise Refused("The file {path} is too large.", path=path)
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Refused("The file {path} is not UTF-8 text.", path=path) from None
    except OSError as problem:
        raise Unreachable(
            "The file {path} cannot be read: {reason}.", path=path, reason=problem.strerror
        ) from None
