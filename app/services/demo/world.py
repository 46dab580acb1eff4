"""The example as it grows: its calendar, its dice and the rows that wait to be written."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, TypeVar

from app.language import fold
from app.records import kind as kind_named
from app.store import bulk
from app.store.session import StoreSession
from app.values import plain

SEED = 20261121

Row = dict[str, Any]
Choice = TypeVar("Choice")


@cache
def material(name: str) -> Any:
    """Names and words of our own invention, as kept beside the program."""
    return json.loads(files("resources").joinpath("demo", f"{name}.json").read_text("utf-8"))


class World:
    """What has been made up so far. Everything in it follows from the seed and the day.

    `prices`: product → currency → list price; `people`: account → its contacts;
    `expected`: accounts that Elena meets today; `pressing`: accounts that shall have a serious case open today.
    """

    def __init__(self, today: date, seed: int = SEED) -> None:
        self.today = today
        self.dice = Random(seed)
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.prices: dict[str, dict[str, Decimal]] = {}
        self.people: dict[str, list[Row]] = defaultdict(list)
        self.expected: list[Row] = []
        self.pressing: list[Row] = []
        self._waiting: dict[str, list[Row]] = defaultdict(list)
        self._milliseconds = int(datetime.combine(today, time(6)).astimezone().timestamp() * 1000)
        self._made = 0

    def add(self, kind: str, /, **values: Any) -> Row:
        """Make a record up; it is written with the next `write`. Returns its row, with its id."""
        row = {"id": self.new_id(), **{name: value for name, value in values.items() if value is not None}}
        self.rows[kind].append(row)
        self._waiting[kind].append(row)
        return row

    def write(self, session: StoreSession) -> None:
        """Write what waits, kind by kind, through the store's own door."""
        waiting, self._waiting = self._waiting, defaultdict(list)
        for kind, rows in waiting.items():
            plain_rows = [{name: plain(value) for name, value in row.items()} for row in rows]
            bulk.add(session, kind_named(kind), plain_rows)

    def new_id(self) -> str:
        """An id of the usual form (UUIDv7) that is the same each time the example is made on this day."""
        self._made += 1
        moment = self._milliseconds + (self._made >> 12)
        low = 2 << 62 | self.dice.getrandbits(62)
        text = f"{moment << 80 | 7 << 76 | (self._made & 0xFFF) << 64 | low:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    # -- the calendar -----------------------------------------------------------------------------

    def day(self, days: int) -> date:
        """The day so many days from today."""
        return self.today + timedelta(days=days)

    def workday(self, days: int) -> date:
        """As `day`, moved to the Friday before where it falls on a weekend."""
        found = self.day(days)
        return found - timedelta(days=max(found.weekday() - 4, 0))

    def at(self, on: date, hour: int, minute: int = 0) -> datetime:
        """A moment of a day on this computer's clock."""
        return datetime.combine(on, time(hour, minute)).astimezone()

    # -- the dice ---------------------------------------------------------------------------------

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """One of them."""
        return self.dice.choice(choices)

    def chance(self, share: float) -> bool:
        """Yes in so many of one cases."""
        return self.dice.random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number of this range, both ends included."""
        return self.dice.randint(low, high)


def slug(text: str) -> str:
    """A name as part of an address of the net; empty where it is not written in Latin letters."""
    letters = "".join(letter if letter.isalnum() else "-" for letter in fold(text))
    return "-".join(filter(None, letters.split("-"))) if letters.isascii() else ""
