"""Identity: every record's id is a UUIDv7, so ids made on many laptops never meet and sort by age."""

import os
import threading
import time
from random import Random

_lock = threading.Lock()
_last = 0
# Seeded by the system; ids need to be different, not secret, and asking the system for each costs more than the rest.
_random = Random()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_random.seed)


def new_id() -> str:
    """A new UUIDv7 as text (RFC 9562 section 5.7), rising within this process even inside one millisecond.

    The 12 bits after the version count on within a millisecond and borrow from the next one when used up;
    the last 62 bits are random.
    """
    global _last
    with _lock:
        _last = max((time.time_ns() // 1_000_000) << 12, _last + 1)
        stamp, random = _last, _random.getrandbits(62)
    text = f"{stamp >> 12:012x}7{stamp & 0xFFF:03x}{random | 1 << 63:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(text: str) -> bool:
    """Whether a text has the form of an id (not whether a record has it)."""
    return len(text) == 36 and text.count("-") == 4
