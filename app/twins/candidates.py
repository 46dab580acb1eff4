"""Which records are worth comparing: pairs that share a stored key, the most telling keys first."""

from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from typing import TypeVar

Id = TypeVar("Id", int, str)

# From what identifies a record alone to what only gathers names with slips of the pen.
SORTS = "tenwpb"
# A key that more records share than this says nothing: a switchboard, a mall's address, "Maria Rossi".
LARGEST = 40


def candidate_pairs(keyed: Iterable[tuple[str, Id]], largest: int = LARGEST) -> Iterator[tuple[Id, Id]]:
    """Each pair of records that share a key, once, the smaller id first.

    `keyed` are rows of (key, id) as `match_keys` made them, in any order; rows of one kind of record only. Pairs by tax
    number come first, then e-mail, name, website, phone, and those that only share a block last, so that a reader who
    stops early has met the likeliest. Keys shared by more than `largest` records are passed over.
    """
    rows = sorted(set(keyed), key=lambda row: (SORTS.find(row[0][0]), row[0], row[1]))
    met: set[tuple[Id, Id]] = set()
    for _, group in groupby(rows, key=lambda row: row[0]):
        sharing = [number for _, number in group]
        if not 1 < len(sharing) <= largest:
            continue
        for pair in combinations(sharing, 2):
            if pair not in met:
                met.add(pair)
                yield pair
