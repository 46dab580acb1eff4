"""The doctor finds nothing in healthy data, and names what is wrong in the others."""

from collections.abc import Callable
from typing import Any

import pytest

from app.queries.search import search
from app.records.accounts import Account
from app.records.attachments import Attachment
from app.store import bulk
from app.store.doctor import Finding, examine, repair_search
from app.store.workspace import Workspace

Writer = Callable[..., str]


def harm(workspace: Workspace, *statements: str) -> None:
    """Damage behind the back of the store."""
    with workspace.writer.capturing() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA foreign_keys = ON")


def areas(workspace: Workspace, deep: bool = False) -> set[str]:
    """The areas in which something was found."""
    return {finding.area for finding in examine(workspace, deep)}


@pytest.fixture
def lived_in(workspace: Workspace, add: Writer, change: Writer, delete: Writer) -> Workspace:
    """A profile in which some things were done and undone."""
    rows = [{"name": f"Ölmühle {number}", "email": f"info@muehle{number}.de"} for number in range(50)]
    workspace.do("Import", bulk.add, Account, rows, origin="import")
    account = add("accounts", name="Olearia", city="Bari")
    change("accounts", account, name="Oleificio")
    delete("accounts", add("accounts", name="Gone"))
    add("visits", subject="Harvest", account_id=account, state="saved")
    workspace.undo()
    workspace.redo()
    sha256 = workspace.files.add(b"photo" * 1000)
    workspace.do("Attach", bulk.add, Attachment, [{"name": "p.jpg", "sha256": sha256, "account_id": account}])
    return workspace


@pytest.mark.parametrize("deep", [False, True])
def test_healthy_data_give_no_finding(lived_in: Workspace, deep: bool) -> None:
    assert examine(lived_in, deep) == []


@pytest.mark.parametrize("deep", [False, True])
def test_an_empty_profile_gives_no_finding(workspace: Workspace, deep: bool) -> None:
    assert examine(workspace, deep) == []


@pytest.mark.parametrize(
    ("statement", "area"),
    [
        ("DELETE FROM search_words WHERE rowid = (SELECT max(id) FROM search_words_docsize)", "search"),
        (
            "INSERT INTO search_words (rowid, words) SELECT max(id) + 1000, 'ghost' FROM search_words_docsize",
            "search",
        ),
        ("DELETE FROM match_keys WHERE seq > 3", "match keys"),
        ("INSERT INTO match_keys SELECT 'n:ghost', number, 99999 FROM match_keys LIMIT 1", "match keys"),
        ("UPDATE accounts SET name_sort = 'zzz' WHERE seq = 2", "sort keys"),
        ("UPDATE accounts SET last_contact_at = '2001-01-01T00:00:00.000Z' WHERE seq = 2", "sums"),
        ("UPDATE accounts SET city = 'Elsewhere' WHERE seq = 51", "change log"),
        ("DELETE FROM changes WHERE seq = 3", "change log"),
        ("UPDATE changes SET fields = '{\"name\": [null' WHERE seq = 2", "change log"),
        ("UPDATE changes SET step_id = 'nowhere' WHERE seq = 2", "change log"),
        ("UPDATE visits SET account_id = 'nobody'", "links"),
        ("DROP INDEX ix_changes_step", "shape"),
        ("DROP TABLE drafts", "shape"),
        ("ALTER TABLE accounts DROP COLUMN client_group", "shape"),
        ("UPDATE attachments SET sha256 = '" + "0" * 64 + "'", "attachments"),
    ],
)
def test_each_kind_of_harm_is_found_where_it_was_done(lived_in: Workspace, statement: str, area: str) -> None:
    harm(lived_in, statement)
    assert area in areas(lived_in)


def test_words_left_over_from_a_former_name_are_found_by_the_deep_look(lived_in: Workspace) -> None:
    place = lived_in.reader.value("SELECT max(id) FROM search_words_docsize")
    harm(
        lived_in,
        f"DELETE FROM search_words WHERE rowid = {place}",
        f"INSERT INTO search_words (rowid, words) VALUES ({place}, 'harvest former')",
    )
    assert areas(lived_in, deep=True) == {"search"}


def test_a_damaged_attachment_is_found_by_the_deep_look(lived_in: Workspace) -> None:
    path = lived_in.files.path(lived_in.reader.value("SELECT sha256 FROM attachments"))
    path.write_bytes(path.read_bytes()[:-1])
    assert areas(lived_in) == set()
    assert areas(lived_in, deep=True) == {"attachments"}


def test_a_key_file_of_other_data_is_found(lived_in: Workspace) -> None:
    path = lived_in.profile.key_file
    path.write_text(path.read_text().replace(lived_in.key_file.fingerprint, "0" * 32))
    assert areas(lived_in) == {"key"}
    path.unlink()
    assert areas(lived_in) == {"key"}


def test_repairing_the_search_mends_everything_derived(lived_in: Workspace) -> None:
    harm(
        lived_in,
        "DELETE FROM search_words WHERE rowid > 0",
        "DELETE FROM match_keys",
        "INSERT INTO match_keys VALUES ('n:ghost', 1, 9999)",
        "UPDATE accounts SET name_sort = NULL, last_contact_at = '2001-01-01T00:00:00.000Z'",
    )
    assert areas(lived_in) == {"search", "match keys", "sort keys", "sums"}
    repair_search(lived_in)
    assert examine(lived_in, deep=True) == []
    assert len(lived_in.ask(search, "olmuhle")) == 20


def test_the_doctor_looks_while_others_write(lived_in: Workspace, blank: Any) -> None:
    with Workspace.open(lived_in.profile.folder, lambda key_file: blank[1]) as other:
        other.reader.rows("SELECT 1")
        other.do("Import", bulk.add, Account, [{"name": "Meanwhile"}])
        assert examine(lived_in) == []


def test_findings_say_where_what_and_how_often(lived_in: Workspace) -> None:
    harm(lived_in, "UPDATE accounts SET name_sort = 'zzz' WHERE seq IN (2, 3)")
    (finding,) = examine(lived_in, deep=True)
    assert isinstance(finding, Finding)
    assert (finding.area, finding.count) == ("sort keys", 2)
    assert finding.sentence.endswith(".")
