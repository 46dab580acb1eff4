"""Where an export may be written, and what a file made from a person's words is called."""

import os
import re
import stat
from pathlib import Path

from app.errors import Refused, Unreachable

DEVICES = frozenset(
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        *(f"COM{digit}" for digit in range(1, 10)),
        *(f"LPT{digit}" for digit in range(1, 10)),
    ]
)
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
NAME_LENGTH = 120


def safe_name(text: str, ending: str) -> str:
    """A file name out of a person's words: no folders, no hidden or reserved names, no second ending."""
    name = UNSAFE.sub(" ", text)
    name = re.sub(r"\s+", " ", name).strip(" .")
    name = name.encode("utf-8", "ignore")[:NAME_LENGTH].decode("utf-8", "ignore").strip(" .")
    if not name or name.split(".")[0].strip().upper() in DEVICES:
        name = f"_{name}" if name else "unnamed"
    return f"{name}.{ending.lstrip('.')}"


def check_target(path: Path | str) -> Path:
    """The path of a file that may be written or replaced; anything that is no plain file is refused."""
    text = os.fspath(path)
    if "\0" in text or any(ord(char) < 32 for char in text):
        raise Refused("A file name cannot hold control characters.")
    path = Path(text)
    name = path.name
    if name in ("", ".", "..") or text.endswith(("/", os.sep)):
        raise Refused("{path} is a folder; please name a file.", path=text)
    stem = name.split(".")[0].strip().upper()
    if stem in DEVICES or (os.name == "nt" and (name[-1] in " ." or ":" in name)):
        raise Refused("{name} is a name the system keeps for itself.", name=name)
    if not path.parent.is_dir():
        raise Unreachable("The folder {folder} does not exist.", folder=path.parent)
    try:
        found = path.lstat()
    except FileNotFoundError:
        return path
    except OSError as problem:
        raise Unreachable("{path} cannot be used: {reason}.", path=text, reason=problem.strerror) from None
    if stat.S_ISDIR(found.st_mode):
        raise Refused("{path} is a folder; please name a file.", path=text)
    if not stat.S_ISREG(found.st_mode):
        raise Refused("{path} is not a plain file and is left alone.", path=text)
    return path
