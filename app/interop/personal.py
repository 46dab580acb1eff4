"""A person's data as a file they can take away, and their erasure."""

from pathlib import Path
from typing import Any

from app.interop.paths import check_target
from app.interop.writing import plain_value
from app.queries.records import record, rows_of
from app.records import kind as kind_named
from app.services.personal import erase_person, pointing_at
from app.store import history
from app.store.workspace import Workspace


def export(workspace: Workspace, contact: str, path: Path | str) -> dict[str, Any]:
    """Write everything we hold about a contact as JSON: the record, all that points at it, its history."""
    import json

    from app.files import write_whole

    reader = workspace.reader
    content: dict[str, Any] = {"contact": record(reader, "contacts", contact), "records": {}}
    for kind, field in pointing_at(contact):
        seqs = reader.column(f"SELECT seq FROM {kind} WHERE {field} = ? AND deleted_at IS NULL", (contact,))
        if seqs:
            content["records"].setdefault(kind, []).extend(rows_of(reader, kind_named(kind), seqs))
    content["history"] = [
        {"at": each.at, "author": each.author, "field": each.field, "old": each.old, "new": each.new}
        for each in history.of_record(reader, contact)
    ]
    text = json.dumps(content, ensure_ascii=False, indent=1, default=plain_value)
    write_whole(check_target(path), text.encode())
    return {"file": str(path), "records": sum(map(len, content["records"].values()))}


def erase(workspace: Workspace, contact: str) -> dict[str, Any]:
    """Erase a contact for good; nothing brings it back."""
    found: dict[str, Any] = workspace.do("Erase person", erase_person, contact).value
    return found
