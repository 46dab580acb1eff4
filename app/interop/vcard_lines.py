"""vCard on the level of lines: folding, groups, parameters, quoted-printable, code pages, escapes."""

import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

from app.interop.encoding import likeliest, marked, named, wide

LINE_END = re.compile(rb"\r\n|\n|\r")
PROPERTY = re.compile(rb"\s*(?:[A-Za-z0-9_-]+\.)*[A-Za-z][A-Za-z0-9_-]*\s*[;:]")
BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=\s]+\Z")
BASE64_PARAMETER = re.compile(rb";\s*(?:encoding\s*=\s*\"?)?(?:b|base64)\"?\s*(?:;|\Z)", re.IGNORECASE)
QUOTED_PRINTABLE = re.compile(rb"[;=]\s*\"?quoted-printable\"?\s*(?:;|\Z)", re.IGNORECASE)
SKIPPED = re.compile(
    rb"\s*(?:[A-Za-z0-9_-]+\.)*(?:photo|logo|sound|key|x-ms-cardpicture)\s*[;:]", re.IGNORECASE
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
GUESS_BYTES = 96 * 1024


class Line(NamedTuple):
    """One property as it stands in the file, unfolded, its value not yet decoded."""

    group: str
    name: str
    parameters: dict[str, list[bytes]]
    value: bytes

    @property
    def charset(self) -> str | None:
        """The code page the line names for itself."""
        if not self.parameters:
            return None
        for word in (*self.parameters.get("CHARSET", ()), *self.parameters.get("", ())):
            encoding = named(word.decode("ascii", "replace"))
            if encoding:
                return encoding
        return None

    @property
    def is_quoted_printable(self) -> bool:
        """Whether the value is written with =C3=A4."""
        return self._encoded(b"QUOTED-PRINTABLE")

    @property
    def is_base64(self) -> bool:
        """Whether the value is a picture or a key."""
        return self._encoded(b"BASE64") or self._encoded(b"B")

    def _encoded(self, way: bytes) -> bool:
        if not self.parameters:
            return False
        return way in (
            word.strip().upper() for key in ("ENCODING", "") for word in self.parameters.get(key, ())
        )


def as_utf8(data: bytes) -> bytes:
    """UTF-16 and UTF-32 become UTF-8, a mark is cut off; code pages stay as they are."""
    guess = marked(data[:4]) or wide(data[:4096])
    if not guess:
        return data
    if guess.encoding == "utf-8":
        return data[guess.mark :]
    return data[guess.mark :].decode(guess.encoding, "replace").encode("utf-8", "replace")


def logical_lines(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Unfolded lines as bytes (a fold may cut a letter in two), each with its line number."""
    pieces: list[bytes] = []
    start = 0
    way = ""
    for number, line in enumerate(LINE_END.split(data), 1):
        if pieces and _continues(way, pieces, line):
            pieces.append(_continuation(way, line))
            continue
        if pieces and way == "soft" and not line.strip():
            continue
        if pieces:
            yield _joined(way, pieces), start
        pieces, start, way = [line], number, _way(line)
        if not line.strip():
            pieces = []
    if pieces:
        yield _joined(way, pieces), start


def _way(line: bytes) -> str:
    """How the lines after this one belong to it: plain folds, soft breaks, or base64."""
    head = line.partition(b":")[0]
    if len(head) > 4096:
        return "fold"
    if QUOTED_PRINTABLE.search(head):
        return "soft"
    return "base64" if BASE64_PARAMETER.search(head) else "fold"


def _continues(way: str, pieces: list[bytes], line: bytes) -> bool:
    if way == "soft":
        if not pieces[-1].rstrip().endswith(b"="):
            return line[:1] in (b" ", b"\t") and bool(line.strip()) and not PROPERTY.match(line)
        return bool(line.strip()) and not _is_frame(line)
    if line[:1] in (b" ", b"\t"):
        # Blanks alone are a fold only inside a picture; between cards they are nothing.
        return bool(line.strip()) or way == "base64"
    return way == "base64" and bool(line) and BASE64_LINE.match(line) is not None and not _is_frame(line)


def _is_frame(line: bytes) -> bool:
    return line.strip().upper() in (b"END:VCARD", b"BEGIN:VCARD")


def _continuation(way: str, line: bytes) -> bytes:
    if way == "soft":
        return line
    return line.strip() if way == "base64" else line[1:]


def _joined(way: str, pieces: list[bytes]) -> bytes:
    if way != "soft":
        return b"".join(pieces)
    whole = [
        piece.rstrip(b" \t")[:-1] if piece.rstrip(b" \t").endswith(b"=") else piece for piece in pieces[:-1]
    ]
    last = pieces[-1]
    return b"".join(whole) + (last[:-1] if last.endswith(b"=") else last)


def parse_line(raw: bytes) -> Line | None:
    """Group, name, parameters and value of an unfolded line; None where it is no property."""
    split = _value_start(raw)
    if split < 0:
        return None
    head, value = raw[:split].strip(), raw[split + 1 :]
    parts = _split_outside_quotes(head, b";") if b'"' in head else head.split(b";")
    group, _, name = parts[0].decode("ascii", "replace").strip().rpartition(".")
    if not name or len(name) > 100:
        return None
    parameters: dict[str, list[bytes]] = {}
    for part in parts[1:]:
        key, equals, text = part.partition(b"=")
        if not equals:
            key, text = b"", part
        if text.strip():
            values = _parameter_values(text.strip())
            parameters.setdefault(key.decode("ascii", "replace").strip().upper(), []).extend(values)
    return Line(group.lower(), name.upper(), parameters, value)


def _parameter_values(text: bytes) -> list[bytes]:
    """`work,voice`, `"work,voice"` and `work` alike as separate words; a quoted label stays whole."""
    if text.startswith(b'"') and text.endswith(b'"') and len(text) > 1:
        inner = text[1:-1]
        plain = re.fullmatch(rb"[A-Za-z0-9,_-]+", inner)
        return inner.split(b",") if plain else [inner]
    return _split_outside_quotes(text, b",") if b'"' in text else text.split(b",")


def _value_start(raw: bytes) -> int:
    """Where the colon stands that ends the parameters."""
    colon = raw.find(b":")
    quote = raw.find(b'"')
    if colon < 0 or quote < 0 or quote > colon:
        return colon
    inside = False
    for place in range(quote, min(len(raw), 65_536)):
        char = raw[place]
        if char == 0x22:
            inside = not inside
        elif char == 0x3A and not inside:
            return place
    return colon


def _split_outside_quotes(text: bytes, separator: bytes) -> list[bytes]:
    parts = [bytearray()]
    inside = False
    for char in text:
        if char == 0x22:
            inside = not inside
        elif char == separator[0] and not inside:
            parts.append(bytearray())
            continue
        parts[-1].append(char)
    return [bytes(part).strip().strip(b'"') if separator == b"," else bytes(part) for part in parts]


class Decoder:
    """Turns the bytes of one file's values into text, guessing a code page once for the whole file."""

    def __init__(self, languages: tuple[str, ...] = ()) -> None:
        self._languages = languages
        self._sample: list[bytes] = []
        self._size = 0
        self._guess: str | None = None

    def learn(self, line: Line) -> None:
        """Remember the bytes of a value that is not UTF-8 and names no code page."""
        if self._size < GUESS_BYTES and not line.value.isascii() and not line.charset:
            try:
                line.value.decode("utf-8")
            except UnicodeDecodeError:
                self._sample.append(line.value[:4096])
                self._size += len(self._sample[-1])

    def guess(self) -> str:
        """The code page of the values that do not name one."""
        if self._guess is None:
            self._guess = likeliest(b" ".join(self._sample), self._languages).encoding
        return self._guess

    def text(self, line: Line, declared: str | None = None) -> str:
        """The value of a line as text; `declared` is a code page that another line of the card names."""
        raw, own = line.value, line.charset
        if line.is_quoted_printable:
            raw = quopri.decodestring(raw)
        return CONTROLS.sub("", self.decode(raw, own, declared)).replace("\r\n", "\n").replace("\r", "\n")

    def decode(self, raw: bytes, own: str | None = None, declared: str | None = None) -> str:
        """Bytes as text: the line's own code page, strict UTF-8, the card's, the file's."""
        if raw.isascii():
            return raw.decode("ascii")
        for encoding in (own, "utf-8", declared):
            if encoding:
                try:
                    return raw.decode(encoding)
                except UnicodeDecodeError:
                    continue
        for encoding in (own, "utf-8"):
            text = raw.decode(encoding, "replace") if encoding else ""
            if text and text.count("\ufffd") * 8 <= sum(char > "\x7f" for char in text):
                # A value that was cut off inside a letter.
                return text.rstrip("\ufffd")
        if self._guess is None and not self._sample:
            return raw.decode(likeliest(raw, self._languages).encoding, "replace")
        return raw.decode(self.guess(), "replace")


def unescape(text: str, version: str) -> str:
    r"""Take the escapes off: \n \, \; \\ and, as some programs write, \: and \"."""
    if "\\" not in text:
        return text
    if version == "2.1":
        return text.replace("\\;", ";").replace("\\,", ",").replace("\\:", ":")
    return ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def split_escaped(text: str, separator: str) -> list[str]:
    """Split at separators that no backslash precedes; the escapes stay on."""
    if "\\" not in text:
        return text.split(separator)
    parts, start, place = [], 0, 0
    while place < len(text):
        char = text[place]
        if char == "\\":
            place += 2
            continue
        if char == separator:
            parts.append(text[start:place])
            start = place + 1
        place += 1
    return [*parts, text[start:]]
