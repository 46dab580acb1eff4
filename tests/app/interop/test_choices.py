"""What may be chosen at an import, and the mappings kept for next time."""

from __future__ import annotations

import pytest

from app.errors import Refused
from app.interop import choices
from app.records import kinds
from app.store.workspace import Workspace

COLUMNS = ["Firma", "Ort", "Notiz"]


def test_every_field_offered_is_one_of_a_declared_kind() -> None:
    for kind, _ in choices.kind_choices():
        found = choices.target_choices(kind)
        assert found
        assert all(target.partition(".")[0] in kinds() for target, _, _ in found)
        assert len({target for target, _, _ in found}) == len(found)


def test_a_target_is_told_in_words() -> None:
    assert choices.target_words("accounts.name") == ("Account", "Name")
    kind, field = choices.target_words("contacts.account_id:external_id")
    assert (kind, "number elsewhere" in field) == ("Contact", True)


def test_a_mapping_is_found_again_whatever_the_order_of_the_columns(workspace: Workspace) -> None:
    mapping = {"Firma": "accounts.name", "Ort": "accounts.city", "Notiz": ""}
    workspace.do("Keep", choices.keep_mapping, "clients.csv", "accounts", COLUMNS, mapping)
    assert choices.kept_mapping(workspace.reader, list(reversed(COLUMNS))) == ("accounts", mapping)
    assert choices.kept_mapping(workspace.reader, [*COLUMNS, "Telefon"]) is None


def test_a_newer_mapping_takes_the_place_of_the_former(workspace: Workspace) -> None:
    for target in ("accounts.notes", "accounts.segment"):
        workspace.do("Keep", choices.keep_mapping, "clients.csv", "accounts", COLUMNS, {"Notiz": target})
    kept = choices.kept_mapping(workspace.reader, COLUMNS)
    assert kept == ("accounts", {"Notiz": "accounts.segment"})
    assert workspace.reader.value("SELECT count(*) FROM import_mappings WHERE deleted_at IS NULL") == 1
    with pytest.raises(Refused):
        workspace.do("Keep", choices.keep_mapping, "clients.csv", "accounts", [], {})
