"""What a step has done to one record so far, until it becomes one entry of the change log."""

from typing import Any

from app.records.base import Record
from app.store import index
from app.store.log import Action, Change
from app.values import plain


class Pending:
    """A touched record with the first old and the last new value of each changed field."""

    __slots__ = ("_fields", "_record", "is_new")

    def __init__(self, record: Record, fields: dict[str, list[Any]], is_new: bool = False) -> None:
        self._record = record
        self._fields = fields
        self.is_new = is_new

    def note(self, changed: dict[str, list[Any]]) -> None:
        """Add the changes of a later flush."""
        for name, (old, new) in changed.items():
            known = self._fields.get(name)
            self._fields[name] = [known[0] if known else None if self.is_new else old, new]

    def finished(self) -> Change | None:
        """The entry for the log; None when in the end nothing is different."""
        changed = {name: pair for name, pair in self._fields.items() if pair[0] != pair[1]}
        if not changed and not self.is_new:
            return None
        record = self._record
        now = {name: plain(getattr(record, name)) for name in index.needed(type(record))}
        was_there = not self.is_new and changed.get("deleted_at", (record.deleted_at,))[0] is None
        before = {name: changed[name][0] if name in changed else value for name, value in now.items()}
        return Change(
            type(record), record.id, record.seq, self._action(changed), changed,
            before if was_there else {}, {} if record.deleted_at else now,
        )  # fmt: skip

    def _action(self, changed: dict[str, list[Any]]) -> Action:
        if self.is_new:
            return "add"
        if "deleted_at" not in changed:
            return "set"
        return "delete" if changed["deleted_at"][1] else "restore"
