"""A form never throws typed text away, and says truthfully whether it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Refused
from ui.forms.base import Form
from ui.screens.base import House
from ui.widgets.basics import column
from ui.widgets.fields import FormField, MoneyEdit, TextEdit

if TYPE_CHECKING:
    from tests.ui.conftest import SmallWorkspace
    from ui.hub import Hub
    from ui.theme import Look
    from ui.work import Work

Made = Callable[..., Form]


@pytest.fixture
def make(dressed: Look, work: Work, hub: Hub, qtbot: Any) -> Made:
    house = House(work, hub, None, lambda place: None)  # type: ignore[arg-type]

    def made(record: str, verb: Callable[..., Any], autosave: bool = False) -> Form:
        def store(values: dict[str, Any], then: Any, failed: Any) -> None:
            work.write("Change", verb, values, then=then, failed=failed)

        form = Form(house, "account", record, store, autosave)
        fields = [
            form.bind("name", FormField("Name", TextEdit())),
            form.bind("budget", FormField("Budget", MoneyEdit("EUR"))),
        ]
        form.setLayout(column(*fields))
        qtbot.addWidget(form)
        form._idle.setInterval(10)
        form.show_values({"name": "Aegean Foods", "budget": "10"})
        return form

    return made


def test_what_is_typed_into_a_new_record_is_a_draft_before_a_second_is_over(
    make: Made, small: SmallWorkspace, qtbot: Any
) -> None:
    form = make("", lambda session, values: "new")
    form.fields["name"].editor.setText("Balkan Parts")
    qtbot.waitUntil(lambda: small.drafts.kept == {("account", ""): {"name": "Balkan Parts"}})
    qtbot.waitUntil(lambda: form.mark.text.startswith("Draft kept"))
    assert small.written == []


def test_who_types_on_without_a_pause_has_a_draft_too(make: Made, small: SmallWorkspace, qtbot: Any) -> None:
    form = make("", lambda session, values: "new")
    form._idle.setInterval(60_000)
    form._at_latest.setInterval(10)
    form.fields["name"].editor.setText("Balkan Pa")
    qtbot.waitUntil(lambda: small.drafts.kept == {("account", ""): {"name": "Balkan Pa"}})
    form.fields["name"].editor.setText("Balkan Parts")
    qtbot.waitUntil(lambda: small.drafts.kept == {("account", ""): {"name": "Balkan Parts"}})


def test_a_draft_left_by_a_crash_is_back_on_the_form(make: Made, small: SmallWorkspace, qtbot: Any) -> None:
    small.drafts.save("account", "7", {"name": "Half typ", "budget": "twelve apples"})
    form = make("7", lambda session, values: "7")
    qtbot.waitUntil(lambda: form.fields["name"].editor.text() == "Half typ")
    assert form.fields["budget"].editor.line.text() == "twelve apples"
    assert form.mark.text == "Your unsaved typing is back"


def test_an_existing_record_is_saved_by_itself_and_says_so(
    make: Made, small: SmallWorkspace, qtbot: Any
) -> None:
    form = make("7", lambda session, values: values, autosave=True)
    form.fields["name"].editor.setText("Balkan Parts")
    qtbot.waitUntil(lambda: form.mark.text.startswith("Saved"))
    assert small.written == [("Change", ({"name": "Balkan Parts"},))]
    assert form.changes() == {}


def test_leaving_saves_what_the_pause_had_not_reached(make: Made, small: SmallWorkspace, qtbot: Any) -> None:
    form = make("7", lambda session, values: values, autosave=True)
    form._idle.setInterval(60_000)
    form.fields["name"].editor.setText("Balkan Parts")
    form.leave()
    qtbot.waitUntil(lambda: len(small.written) == 1)


def test_a_refusal_stands_at_its_field_and_the_typing_is_kept(
    make: Made, small: SmallWorkspace, qtbot: Any
) -> None:
    def refuse(session: Any, values: dict[str, Any]) -> None:
        raise Refused("The account was not changed.", fields={"name": "There is one of this name."})

    form = make("7", refuse)
    form.fields["name"].editor.setText("Aegean Foods II")
    form.save()
    qtbot.waitUntil(lambda: form.fields["name"].refused != "")
    assert form.fields["name"].refused == "There is one of this name."
    assert form.fields["name"].editor.text() == "Aegean Foods II"
    assert form.mark.text == "Not saved: see the marked fields"
    qtbot.waitUntil(lambda: small.drafts.kept[("account", "7")] == {"name": "Aegean Foods II"})


def test_a_refusal_of_the_whole_stands_above_the_form(make: Made, qtbot: Any) -> None:
    def refuse(session: Any, values: dict[str, Any]) -> None:
        raise Refused("The contract of {name} is signed.", name="Aegean")

    form = make("7", refuse)
    form.fields["name"].editor.setText("B")
    form.save()
    qtbot.waitUntil(lambda: form.banner.accessibleName() != "")
    assert form.banner.accessibleName() == "The contract of Aegean is signed."


def test_nonsense_is_not_stored_and_not_lost(make: Made, small: SmallWorkspace, qtbot: Any) -> None:
    form = make("7", lambda session, values: values)
    form.fields["budget"].editor.line.setText("twelve apples")
    form.save()
    assert form.fields["budget"].refused == "“twelve apples” is not a number."
    qtbot.waitUntil(lambda: small.drafts.kept == {("account", "7"): {"budget": "twelve apples"}})
    assert small.written == []


def test_a_save_drops_the_draft(make: Made, small: SmallWorkspace, qtbot: Any) -> None:
    form = make("", lambda session, values: "new id")
    form.fields["name"].editor.setText("Balkan")
    qtbot.waitUntil(lambda: bool(small.drafts.kept))
    with qtbot.waitSignal(form.stored) as stored:
        form.save()
    assert stored.args == ["new id"]
    qtbot.waitUntil(lambda: small.drafts.kept == {})


def test_discarding_brings_the_record_back(make: Made, small: SmallWorkspace, qtbot: Any) -> None:
    form = make("7", lambda session, values: values)
    form.fields["name"].editor.setText("B")
    qtbot.waitUntil(lambda: bool(small.drafts.kept))
    form.discard()
    assert form.values()["name"] == "Aegean Foods"
    qtbot.waitUntil(lambda: small.drafts.kept == {})
