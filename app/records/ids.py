"""Identity: every record's id is a UUIDv7, so ids made on many laptops never meet and sort by age."""

import os
import threading
import time

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A new UUIDv7 as text (RFC 9562 section 5.7), rising within this process even inside one millisecond.

    The 12 bits after the version count on within a millisecond and borrow from the next one when used up;
    the last 62 bits are random.
    """
    global _last
    with _lock:
        _last = max((time.time_ns() // 1_000_000) << 12, _last + 1)
        stamp = _last
    random = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    number = ((stamp >> 12) << 80) | (0x7 << 76) | ((stamp & 0xFFF) << 64) | (0x2 << 62) | random
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(text: str) -> bool:
    """Whether a text has the form of an id (not whether a record has it)."""
    return len(text) == 36 and text.count("-") == 4
