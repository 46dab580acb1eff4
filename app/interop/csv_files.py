"""Reads tables kept as text: any separator, any encoding, broken rows named one by one."""

import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from app.errors import Refused
from app.interop import limits
from app.interop.encoding import Guess, Utf8Check, judge, marked, named, wide
from app.interop.heading import Heading, find_heading
from app.interop.parsed import CELL_MARK, N_, ROW_MARK, Choice, Sender

SEPARATORS = (",", ";", "\t", "|")
BLOCK = 256 * 1024
SAMPLE = 64 * 1024
SAMPLE_ROWS = 60
BATCH = 2_000
# A field as long as this is a quotation mark that was never closed.
UNCLOSED = 8 * limits.MEGABYTE
END = "\x1eend"
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
CONTROL_MAP: dict[int, str | None] = dict.fromkeys([*range(9), *range(14, 32), 127, 65279])
CONTROL_MAP |= {0x0B: " ", 0x0C: " "}
# The apostrophe that exports put before what a spreadsheet would take for a formula.
GUARD = re.compile("(^|[\x1e\x1f])'(?='* *[=+\\-@\t\r\n＝＋－＠])")
BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")


def read_csv(
    data: bytes, name: str, send: Sender, languages: Sequence[str] = (), own: Choice = Choice()
) -> None:
    """Read a text table and send its rows."""
    limits.check_size(name, len(data), limits.CSV_BYTES)
    guess = _chosen(data, own.encoding) or guess_encoding(data, languages)
    if guess.encoding.startswith("utf-8") and guess.confidence < 0.9:
        send.warn(N_("Some letters in {name} could not be read; they show as �."), name=name)
    if not guess.encoding.startswith(("utf-16", "utf-32")) and _looks_binary(data):
        raise Refused("The file {name} is not a table.", name=name)
    text = _Text(data, guess)
    sample = text.sample()
    if not sample.strip():
        raise Refused("The file {name} is empty.", name=name)
    separator, skip = find_separator(sample)
    separator = own.separator[:1] or separator
    lines = text.lines(send)
    if skip:
        next(lines, None)
    csv.field_size_limit(UNCLOSED)
    reader = csv.reader(lines, delimiter=separator)
    _Body(reader, text, send, name, skip).read(guess, separator)


def guess_encoding(data: bytes, languages: Sequence[str] = ()) -> Guess:
    """How the bytes of a whole file are to be read."""
    known = marked(data[:4]) or wide(data[: 16 * 1024])
    if known and known.encoding != "utf-8":
        return known
    check = Utf8Check()
    for start in range(0, len(data), BLOCK):
        check.feed(data[start : start + BLOCK], final=start + BLOCK >= len(data))
    if known and not check.faults:
        return known
    # A mark in front of something else is a lie: some programs put it before any code page.
    return judge(check, languages)._replace(mark=known.mark if known else 0)


def _chosen(data: bytes, encoding: str) -> Guess | None:
    """The encoding a person has chosen; a mark in front is passed over all the same."""
    name = named(encoding)
    known = marked(data[:4])
    return Guess(name, 1.0, (), known.mark if known else 0) if name else None


def _looks_binary(data: bytes) -> bool:
    sample = data[:SAMPLE]
    return len(BINARY.findall(sample)) * 10 > len(sample)


def find_separator(sample: str) -> tuple[str, int]:
    """The separator that cuts most rows alike, and how many lines (Excel's `sep=`) to leave out."""
    first = sample.split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5 and first[4] in SEPARATORS:
        return first[4], 1
    best = (0.0, ",")
    for separator in SEPARATORS:
        if separator in sample:
            score = _evenness(sample, separator)
            if score > best[0]:
                best = (score, separator)
    return best[1], 0


def _evenness(sample: str, separator: str) -> float:
    """How evenly a separator cuts the rows: share of rows of the usual width, wider is better."""
    rows = islice(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), 200)
    widths = Counter(len(row) for row in rows if row)
    usual, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]), default=(0, 0))
    if usual < 2:
        return 0.0
    share = count / widths.total()
    return share * share * (1 + math.log2(usual))


class _Text:
    """The text of a file, block by block, without control characters."""

    def __init__(self, data: bytes, guess: Guess) -> None:
        self._data = data
        self._guess = guess
        self.read = guess.mark
        self.cleaned = False

    def _blocks(self, size: int) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self._guess.encoding)("replace")
        for start in range(self._guess.mark, len(self._data), size):
            end = start + size
            text = decoder.decode(self._data[start:end], end >= len(self._data))
            self.read = min(end, len(self._data))
            if CONTROLS.search(text):
                self.cleaned = True
                text = text.translate(CONTROL_MAP)
            yield text

    def sample(self) -> str:
        """The beginning, up to a line's end."""
        text = next(self._blocks(SAMPLE), "")
        if len(self._data) > SAMPLE:
            cut = max(text.rfind("\n"), text.rfind("\r"))
            text = text[: cut + 1] if cut > 0 else text
        return text

    def lines(self, send: Sender) -> Iterator[str]:
        """Lines with their ends, whatever the ends are; at the very end a mark of our own."""
        rest = ""
        for block in self._blocks(BLOCK):
            lines = list(io.StringIO(rest + block, newline=""))
            rest = lines.pop() if lines else ""
            yield from lines
            send.progress(self.read / len(self._data))
        yield from io.StringIO(rest, newline="")
        yield END

    @property
    def size(self) -> int:
        return len(self._data)


class _Body:
    """Goes through the records of a text table: heading first, then batches of rows."""

    def __init__(
        self, reader: Iterator[list[str]], text: _Text, send: Sender, name: str, skipped: int
    ) -> None:
        self._reader = reader
        self._text = text
        self._send = send
        self._name = name
        self._number = skipped
        self._ended = False
        self._short = 0
        self._sent = 0
        self._refused = 0

    def read(self, guess: Guess, separator: str) -> None:
        """Send the table."""
        first = self._records(SAMPLE_ROWS)
        heading = find_heading(first, self._name)
        self._send.table(
            heading.columns,
            encoding=guess.encoding,
            confidence=guess.confidence,
            alternatives=guess.alternatives,
            separator=separator,
            titles=heading.titles,
            has_header=heading.has_header,
        )
        start = self._number - len(first) + heading.rows_above + 1
        self._batch(start, first[heading.rows_above :], heading)
        while not self._ended:
            start = self._number + 1
            self._batch(start, self._records(BATCH), heading)
        if not (self._sent or self._refused):
            raise Refused("The file {name} holds no rows.", name=self._name)
        if self._short:
            self._send.warn(
                N_("{count} rows are shorter than the heading; their missing cells count as empty."),
                count=self._short,
            )
        if self._text.cleaned:
            self._send.warn(N_("Control characters were left out."))

    def _records(self, count: int) -> list[list[str]]:
        """The next records; the mark at the end of the file tells whether a quotation mark stayed open."""
        found: list[list[str]] = []
        try:
            found.extend(islice(self._reader, count))
        except csv.Error:
            self._refuse_unclosed(self._number + len(found) + 1)
        self._number += len(found)
        if not self._ended and len(found) < count or (found and found[-1] == [END]):
            self._ended = True
            if found and found.pop() != [END]:
                self._refuse_unclosed(self._number)
            self._number -= 1
        return found

    def _refuse_unclosed(self, number: int) -> None:
        self._ended = True
        self._refuse(
            number, N_("A quotation mark opens in this row and is never closed; the rest was not read.")
        )

    def _batch(self, start: int, records: list[list[str]], heading: Heading) -> None:
        """Send one batch; rows of another length are fitted or refused first."""
        if not records:
            return
        packed = list(map(CELL_MARK.join, records))
        numbers: Sequence[int] = range(start, start + len(packed))
        if (
            set(map(len, records)) != {len(heading.columns)}
            or max(map(len, packed)) > limits.CELL_CHARACTERS
            or any(map(str.isspace, packed))
            or not all(packed)
        ):
            numbers, packed = self._judged(start, records, heading)
        if packed:
            self._count(len(packed))
            text = ROW_MARK.join(packed)
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            if "'" in text:
                text = GUARD.sub(r"\1", text)
            self._send.packed(numbers, text)

    def _judged(self, start: int, records: list[list[str]], heading: Heading) -> tuple[list[int], list[str]]:
        """The rows of a batch one by one: blank ones go, long ones and misshapen ones are refused."""
        width = len(heading.columns)
        numbers: list[int] = []
        packed: list[str] = []
        for number, cells in enumerate(records, start):
            fitted = cells if len(cells) == width else self._fitted(number, cells, width)
            if fitted is None:
                continue
            row = CELL_MARK.join(fitted)
            if row.isspace() or not row:
                continue
            if len(row) > limits.CELL_CHARACTERS and self._too_long(number, fitted, heading):
                continue
            numbers.append(number)
            packed.append(row)
        return numbers, packed

    def _fitted(self, number: int, row: list[str], width: int) -> list[str] | None:
        if len(row) < width:
            if any(row):
                self._short += 1
            return row + [""] * (width - len(row))
        if any(cell.strip() for cell in row[width:]):
            self._refuse(
                number,
                N_("The row has {count} cells where the heading has {width}."),
                count=len(row),
                width=width,
            )
            return None
        return row[:width]

    def _too_long(self, number: int, row: list[str], heading: Heading) -> bool:
        for title, cell in zip(heading.columns, row, strict=True):
            if len(cell) > limits.CELL_CHARACTERS:
                self._refuse(
                    number,
                    N_("The cell in column “{column}” is too long: at most {limit} KB can be read."),
                    column=title,
                    limit=limits.CELL_CHARACTERS // 1024,
                )
                return True
        return False

    def _refuse(self, number: int, template: str, /, **values: object) -> None:
        self._refused += 1
        self._send.refuse(number, template, **values)

    def _count(self, more: int) -> None:
        self._sent += more
        if self._sent > limits.ROWS:
            raise Refused(
                "The file {name} has more than {limit} rows.", name=self._name, limit=f"{limits.ROWS:,}"
            )
