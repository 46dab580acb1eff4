"""Half-typed forms: kept every second or so, offered again after a crash, dropped when the form is saved."""

import json
from dataclasses import dataclass
from typing import Any

from app.store.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a form and not saved yet."""

    form: str
    record_id: str
    content: dict[str, Any]
    at: str


class Drafts:
    """The drafts of this laptop, one per form and record."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def save(self, form: str, record_id: str, content: dict[str, Any]) -> None:
        """Keep what is typed so far; `record_id` is "" for a new record."""
        self._keeper.write(
            "INSERT INTO drafts (form, record_id, content, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (form, record_id) DO UPDATE SET content = excluded.content, at = excluded.at",
            (form, record_id, json.dumps(content, ensure_ascii=False), self._keeper.now()),
        )

    def load(self, form: str, record_id: str = "") -> Draft | None:
        """The draft of a form, if any."""
        sql = "SELECT form, record_id, content, at FROM drafts WHERE form = ? AND record_id = ?"
        found = self._keeper.rows(sql, (form, record_id))
        return _draft(found[0]) if found else None

    def drop(self, form: str, record_id: str = "") -> None:
        """Forget a draft, because it was saved or given up."""
        self._keeper.write("DELETE FROM drafts WHERE form = ? AND record_id = ?", (form, record_id))

    def all(self) -> list[Draft]:
        """All drafts, newest first."""
        sql = "SELECT form, record_id, content, at FROM drafts ORDER BY at DESC"
        return [_draft(row) for row in self._keeper.rows(sql)]


def _draft(row: Any) -> Draft:
    form, record_id, content, at = row
    return Draft(form, record_id, json.loads(content), at)
