"""Half-typed forms survive whatever happens until they are saved or given up."""

from pathlib import Path

from app.store.workspace import Workspace


def test_a_draft_comes_back_after_the_program_died(workspace: Workspace, blank: tuple[Path, bytes]) -> None:
    content = {"summary": "Половин изречение", "promises": [{"text": "Σείγουρα"}]}
    workspace.drafts.save("visit", "", content)
    with Workspace.open(workspace.profile.folder, lambda key_file: blank[1]) as later:
        draft = later.drafts.load("visit")
        assert draft and draft.content == content


def test_a_draft_belongs_to_one_form_and_one_record(workspace: Workspace) -> None:
    workspace.drafts.save("visit", "a", {"n": 1})
    workspace.drafts.save("visit", "b", {"n": 2})
    workspace.drafts.save("visit", "a", {"n": 3})
    assert {(draft.record_id, draft.content["n"]) for draft in workspace.drafts.all()} == {("a", 3), ("b", 2)}
    workspace.drafts.drop("visit", "a")
    assert workspace.drafts.load("visit", "a") is None
    assert workspace.drafts.load("visit", "b")


def test_drafts_are_not_work_and_cannot_be_undone(workspace: Workspace) -> None:
    workspace.drafts.save("visit", "", {"n": 1})
    assert workspace.reader.value("SELECT count(*) FROM changes") == 0
    assert workspace.reader.value("SELECT count(*) FROM steps") == 0
