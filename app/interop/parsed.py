"""What reading a file gives: tables, cards, refused rows; and the frames that carry them between processes."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from app.errors import Refused
from app.interop.limits import REFUSALS_LISTED

if TYPE_CHECKING:
    from app.interop.card import Card

CELL_MARK, ROW_MARK = "\x1f", "\x1e"
NUMBER_TYPE = "I" if array("I").itemsize == 4 else "L"


def N_(source: str) -> str:
    """Mark a text for translation; the reading process does without the room that speaks."""
    return source


def _said(template: str, values: dict[str, Any]) -> str:
    """A sentence in the program's language."""
    from app.language import t

    return t(template, **values)


class Choice(NamedTuple):
    """What a person settles about a text table after a look at the preview; empty leaves it to us."""

    encoding: str = ""
    separator: str = ""


class RowRefusal(NamedTuple):
    """One row or card that stays outside, with the reason as a template and its values."""

    row: int
    template: str
    values: dict[str, Any]

    @property
    def reason(self) -> str:
        """The reason in the program's language."""
        return _said(self.template, self.values)


class Note(NamedTuple):
    """Something the person should know about a file that was read nevertheless."""

    template: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return _said(self.template, self.values)


class Rows:
    """The rows of a table, kept packed; they are unpacked batch by batch while going through them."""

    def __init__(self) -> None:
        self._batches: list[tuple[array[int], bytes]] = []
        self._count = 0

    def add(self, numbers: "array[int]", packed: bytes) -> None:
        """Take the next batch as it came."""
        self._batches.append((numbers, packed))
        self._count += len(numbers)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[list[str]]:
        for _, rows in self.batches():
            yield from rows

    def batches(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Batches of rows with the number each row has in the file (the title row counts)."""
        for numbers, packed in self._batches:
            text = packed.decode("utf-8")
            yield numbers, [row.split(CELL_MARK) for row in text.split(ROW_MARK)]

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its number in the file."""
        for numbers, rows in self.batches():
            yield from zip(numbers, rows, strict=True)

    def head(self, count: int) -> list[list[str]]:
        """The first rows, for a preview."""
        found: list[list[str]] = []
        for _, rows in self.batches():
            found.extend(rows[: count - len(found)])
            if len(found) >= count:
                break
        return found


class Table:
    """Columns by title and rows of text, with how the file was read."""

    def __init__(self, columns: Sequence[str], **how: Any) -> None:
        self.columns: list[str] = list(columns)
        self.rows = Rows()
        self.encoding: str = how.get("encoding", "")
        self.confidence: float = how.get("confidence", 1.0)
        self.alternatives: tuple[str, ...] = tuple(how.get("alternatives", ()))
        self.separator: str = how.get("separator", "")
        self.sheet: str = how.get("sheet", "")
        self.titles: list[str] = list(how.get("titles", ()))
        self.has_header: bool = how.get("has_header", True)
        self.warnings: list[Note] = []

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[str]], **how: Any) -> "Table":
        """A table made of rows at hand (a pasted list, a test)."""
        table = cls(columns, **how)
        assembly = Assembly()
        assembly.tables.append(table)
        kept = list(rows)
        Sender(assembly.take).rows(range(2, len(kept) + 2), kept)
        return table


class Parsed:
    """Everything that came out of one file."""

    def __init__(self, name: str, assembly: "Assembly") -> None:
        self.name = name
        self.tables = assembly.tables
        self.cards = assembly.cards
        self.refused = assembly.refused
        self.refused_count = assembly.refused_count
        self._warnings = assembly.warnings

    @property
    def warnings(self) -> list[Note]:
        """What the person should know about the file, its tables and its cards."""
        of_cards = [
            Note(N_("Card {number}: {problem}"), {"number": card.number, "problem": _said(problem, {})})
            for card in self.cards
            for problem in card.problems
        ]
        return [*self._warnings, *(note for table in self.tables for note in table.warnings), *of_cards]

    @property
    def kind(self) -> str:
        """`cards` for vCard files, `table` for everything with columns."""
        return "cards" if not self.tables else "table"


class Sender:
    """The reading side: turns what a reader finds into frames of one letter and some bytes."""

    def __init__(self, emit: Callable[[str, bytes], object]) -> None:
        self._emit = emit
        self._refused = 0

    def _json(self, letter: str, value: object) -> None:
        self._emit(letter, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))

    def table(self, columns: Sequence[str], **how: object) -> None:
        """A table begins."""
        self._json("T", {"columns": columns, **how})

    def rows(self, numbers: Iterable[int], rows: Sequence[Sequence[str]]) -> None:
        """The next rows, as many cells each as there are columns."""
        if not rows:
            return
        text = ROW_MARK.join(map(CELL_MARK.join, rows))
        cells = sum(map(len, rows))
        if text.count(CELL_MARK) != cells - len(rows) or text.count(ROW_MARK) != len(rows) - 1:
            marks = {ord(CELL_MARK): None, ord(ROW_MARK): None}
            text = ROW_MARK.join(CELL_MARK.join(cell.translate(marks) for cell in row) for row in rows)
        self.packed(numbers, text)

    def packed(self, numbers: Iterable[int], text: str) -> None:
        """The next rows, already joined by the two marks."""
        count = array(NUMBER_TYPE, numbers)
        head = len(count).to_bytes(4, "little") + count.tobytes()
        self._emit("R", head + text.encode("utf-8", "replace"))

    def cards(self, cards: Sequence[dict[str, Any]]) -> None:
        """The next cards."""
        self._json("C", cards)

    def refuse(self, row: int, template: str, /, **values: object) -> None:
        """One row stays outside."""
        self._refused += 1
        if self._refused <= REFUSALS_LISTED:
            self._json("X", [row, template, values])
        else:
            self._emit("Y", b"")

    def warn(self, template: str, /, **values: object) -> None:
        """Something about the file as a whole, or about the table begun last."""
        self._json("W", [template, values])

    def progress(self, share: float) -> None:
        """How far the reading is, 0 to 1."""
        self._emit("P", str(round(share, 3)).encode())

    def fault(self, template: str, values: dict[str, Any], trace: str = "") -> None:
        """The whole file is refused."""
        self._json("F", [template, {name: str(value) for name, value in values.items()}, trace])

    def done(self) -> None:
        """Everything was sent."""
        self._emit("E", b"")


class Assembly:
    """The receiving side: puts the frames together again."""

    def __init__(self, report: Callable[[float], object] | None = None) -> None:
        self.tables: list[Table] = []
        self.cards: list[Card] = []
        self.refused: list[RowRefusal] = []
        self.refused_count = 0
        self.warnings: list[Note] = []
        self.complete = False
        self.trace = ""
        self._report = report

    def take(self, letter: str, payload: bytes) -> None:
        """Take one frame; raises what the reading process refused."""
        if letter == "R":
            self._take_rows(payload)
        elif letter == "P":
            if self._report:
                self._report(float(payload))
        elif letter == "Y":
            self.refused_count += 1
        elif letter == "E":
            self.complete = True
        else:
            self._take_json(letter, json.loads(payload))

    def _take_rows(self, payload: bytes) -> None:
        count = int.from_bytes(payload[:4], "little")
        numbers = array(NUMBER_TYPE)
        end = 4 + count * numbers.itemsize
        numbers.frombytes(payload[4:end])
        self.tables[-1].rows.add(numbers, payload[end:])

    def _take_json(self, letter: str, value: Any) -> None:
        if letter == "T":
            self.tables.append(Table(**value))
        elif letter == "C":
            from app.interop.card import Card

            self.cards.extend(Card(**card) for card in value)
        elif letter == "X":
            self.refused.append(RowRefusal(*value))
            self.refused_count += 1
        elif letter == "W":
            (self.tables[-1].warnings if self.tables else self.warnings).append(Note(*value))
        elif letter == "F":
            template, values, self.trace = value
            raise Refused(template, **values)
