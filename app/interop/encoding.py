"""Which code page a text was saved in: mark, strict UTF-8, then the likeliest of the office code pages."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.interop.alphabets import score_word

SAMPLE_BYTES = 96 * 1024
SAMPLE_WORDS = 2_000

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What each reading is docked beforehand: Windows' code pages are by far the most frequent, DOS and old Mac ones rare.
CODE_PAGES = {
    "cp1252": 0.0,
    "cp1253": 0.02,
    "cp1251": 0.02,
    "iso8859-7": 0.05,
    "koi8-r": 0.2,
    "cp1250": 0.12,
    "cp850": 0.25,
    "cp1254": 0.25,
    "cp866": 0.25,
    "cp737": 0.3,
    "mac-roman": 0.35,
}
LIKELY_FOR_LANGUAGE = {
    "el": ("cp1253", "iso8859-7", "cp737"),
    "bg": ("cp1251", "cp866", "koi8-r"),
    "bn": ("cp1252",),
    "en": ("cp1252",),
    "it": ("cp1252", "cp850"),
    "de": ("cp1252", "cp850"),
    "fr": ("cp1252", "cp850"),
}
NAMES_IN_USE = frozenset(
    {"utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}
    | {codecs.lookup(name).name for name in CODE_PAGES}
    | {
        "iso8859-1",
        "iso8859-2",
        "iso8859-5",
        "iso8859-9",
        "iso8859-15",
        "koi8-u",
        "cp437",
        "cp1257",
        "cp1255",
    }
    | {
        "cp1256",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "shift_jis",
        "euc_jp",
        "euc_kr",
        "mac-greek",
        "mac-cyrillic",
    }
)

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
WORD = re.compile(rb"[A-Za-z'\x80-\xff]+")


class Guess(NamedTuple):
    """The reading taken, how sure it is (0 to 1), the next best ones, and how many bytes the mark takes."""

    encoding: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    mark: int = 0


class Utf8Check:
    """Reads a file block by block and tells whether it is UTF-8; keeps the bytes that matter for a guess."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self.faults = 0
        self.has_high = False
        self._interesting: list[bytes] = []
        self._kept = 0

    def feed(self, block: bytes, *, final: bool = False) -> None:
        """Look at the next block of the file."""
        if block.isascii() and not self._decoder.getstate()[0]:
            return
        self.has_high = True
        if self._kept < SAMPLE_BYTES:
            words = _words_with_high_bytes(block[:SAMPLE_BYTES]) or _words_with_high_bytes(block)
            piece = b" ".join(words)[:SAMPLE_BYTES]
            self._interesting.append(piece)
            self._kept += len(piece)
        if not self.faults:
            try:
                self._decoder.decode(block, final)
            except UnicodeDecodeError:
                self.faults = 1

    @property
    def sample(self) -> bytes:
        """Words holding letters outside ASCII, as they stand in the file."""
        return b" ".join(self._interesting)


def _words_with_high_bytes(block: bytes) -> list[bytes]:
    """Words with a letter outside ASCII; whole words first, so that a long one costs no more than its length."""
    return [word for word in WORD.findall(block) if not word.isascii()]


def marked(head: bytes) -> Guess | None:
    """The encoding a byte order mark names, where there is one."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return Guess(encoding, 1.0, (), len(mark))
    return None


def wide(head: bytes) -> Guess | None:
    """UTF-16 without a mark: every second byte is one of very few values, and many of them are zero."""
    even = len(head) - len(head) % 2
    if even < 4 or b"\0" not in head:
        return None
    for encoding, high in (("utf-16-le", head[1:even:2]), ("utf-16-be", head[0:even:2])):
        low = head[0:even:2] if encoding == "utf-16-le" else head[1:even:2]
        zeros = high.count(0)
        if zeros < max(1, len(high) // 50) or low.count(0) > len(low) // 100:
            continue
        common = sum(count for _, count in Counter(high).most_common(4))
        if common < len(high) * 0.9:
            continue
        text = head[:even].decode(encoding, "replace")
        strange = len(CONTROLS.findall(text))
        if strange * 50 <= len(text) and ("\n" in text or "\r" in text):
            return Guess(encoding, 0.9)
    return None


def detect(data: bytes, languages: Sequence[str] = ()) -> Guess:
    """How to read this text; `languages` are those the person works in, likeliest first."""
    known = marked(data) or wide(data[:SAMPLE_BYTES])
    if known:
        return known
    check = Utf8Check()
    check.feed(data, final=True)
    return judge(check, languages)


def judge(check: Utf8Check, languages: Sequence[str] = ()) -> Guess:
    """The reading of a file that a check has gone through and that carries no mark."""
    if not check.has_high:
        return Guess("utf-8", 1.0, ("cp1252",))
    if not check.faults:
        return Guess("utf-8", 0.99, ("cp1252",))
    sample = check.sample
    if _mostly_utf8(sample):
        return Guess("utf-8", 0.7, ("cp1252",))
    return likeliest(sample, languages)


def likeliest(sample: bytes, languages: Sequence[str] = ()) -> Guess:
    """The code page in which the words of a sample look most like words."""
    words = Counter(_words_with_high_bytes(sample[:SAMPLE_BYTES]))
    chosen = words.most_common(SAMPLE_WORDS)
    high = sum(min(count, 3) * sum(byte > 0x7F for byte in word) for word, count in chosen) or 1
    favoured = _favoured(languages)
    results = []
    for encoding, docked in CODE_PAGES.items():
        total = sum(min(count, 3) * score_word(word.decode(encoding, "replace")) for word, count in chosen)
        results.append((total / high + favoured.get(encoding, 0.0) - docked, encoding))
    results.sort(reverse=True)
    best, encoding = results[0]
    reading = sample.decode(encoding, "replace")
    rivals = [(score, name) for score, name in results[1:] if sample.decode(name, "replace") != reading]
    lead = best - rivals[0][0] if rivals else 1.0
    confidence = max(0.1, min(0.95, 0.5 + lead * 0.4)) if best > -1 else 0.1
    return Guess(encoding, round(confidence, 2), tuple(name for _, name in rivals[:3]))


def _favoured(languages: Iterable[str]) -> dict[str, float]:
    """A small head start for the code pages of the person's own languages."""
    head_start: dict[str, float] = {}
    for place, language in enumerate(languages):
        for rank, encoding in enumerate(LIKELY_FOR_LANGUAGE.get(language[:2], ())):
            head_start.setdefault(encoding, 0.3 / (1 + place) / (1 + rank))
    return head_start


def _mostly_utf8(sample: bytes) -> bool:
    """A UTF-8 text with a few damaged places: far more whole sequences than broken ones."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return whole >= 8 and whole > broken * 8


def named(label: str) -> str | None:
    """The code page a file names for itself, if it is one that holds plain text; None for any other word."""
    try:
        name = codecs.lookup(label.strip().strip('"').lower()).name
    except (LookupError, ValueError):
        return None
    if name == "iso8859-1":
        return "cp1252"
    return name if name in NAMES_IN_USE else None
