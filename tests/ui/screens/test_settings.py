"""Settings: found by a word, applied at once, kept; papers, backups and ways in told truthfully."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit

from tests.conftest import PASSPHRASE
from tests.ui.desk import Desk, desk, nameless  # noqa: F401
from ui import theme


@pytest.fixture
def settings(desk: Desk) -> Any:
    screen = desk.open("settings")
    desk.until(lambda: bool(screen.preview.data))
    return screen


def choose(screen: Any, key: str, value: str) -> None:
    editor = screen.fields[key].editor
    editor.choose(value)
    editor.changed.emit(editor.value())


def test_every_declared_setting_stands_on_the_page(settings: Any) -> None:
    from app.settings import SETTINGS

    assert set(settings.fields) == set(SETTINGS) - {"user.id"}


def test_the_look_changes_at_once_and_stays(desk: Desk, settings: Any) -> None:
    for key, value in (("window.theme", "dark"), ("window.density", "roomy"), ("window.zoom", "125")):
        choose(settings, key, value)
    desk.settle()
    choice = theme.look().choice
    assert (choice.scheme, choice.density, choice.zoom) == ("dark", "roomy", 125)
    assert desk.workspace.preferences["window.zoom"] == 125


def test_the_language_changes_at_once(desk: Desk, settings: Any) -> None:
    from app.language import use

    try:
        choose(settings, "language", "de")
        desk.until(lambda: desk.window.rail.buttons["today"].accessibleName() == "Heute")
        assert desk.workspace.preferences["language"] == "de"
    finally:
        use("en")


def test_a_typed_value_is_kept_and_marked_saved(desk: Desk, settings: Any) -> None:
    field = settings.fields["company.name"]
    field.editor.setText("<b>Nordwind</b> & Söhne GmbH")
    field.leave()
    desk.until(lambda: field.mark.text.startswith("Saved"))
    assert desk.workspace.preferences["company.name"] == "<b>Nordwind</b> & Söhne GmbH"


def test_a_value_that_cannot_be_read_is_refused_beside_its_field(desk: Desk, settings: Any) -> None:
    colour = settings.fields["company.color"]
    colour.editor.line.setText("petrol")
    colour.keep()
    desk.until(lambda: bool(colour.refused))
    assert desk.workspace.preferences["company.color"] == "#0B6B6B"


def test_a_pale_brand_colour_is_darkened_and_says_so(desk: Desk, settings: Any) -> None:
    colour = settings.fields["company.color"].editor
    colour.set_value("#56B4E9")
    desk.until(lambda: "darker" in colour.verdict.text())


def test_a_logo_is_checked_kept_and_drawn_on_the_sample_page(
    desk: Desk, settings: Any, tmp_path: Path
) -> None:
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(0x0B6B6B)
    file = tmp_path / "logo.png"
    image.save(str(file))
    before = settings.preview.data
    logo = settings.fields["company.logo"]
    logo.editor.take(str(file))
    desk.until(lambda: settings.preview.data != before)
    assert desk.workspace.preferences["company.logo"]
    file.write_bytes(b"no picture at all")
    logo.editor.take(str(file))
    desk.until(lambda: bool(logo.refused))


def test_a_word_finds_its_setting(desk: Desk, settings: Any) -> None:
    settings.search.setText("tax")
    desk.until(lambda: not settings.fields["language"].isVisible())
    assert settings.fields["company.tax_number"].isVisibleTo(settings)


def test_a_recovery_code_is_shown_once_and_opens_the_data(desk: Desk, settings: Any) -> None:
    from app import secrets

    settings.keys.code_button.click()
    slip = settings.keys._code
    desk.until(lambda: bool(slip.line.text()))
    code = slip.line.text()
    assert secrets.key_from_recovery_code(desk.workspace.key_file, code) == desk.workspace.key
    slip._forget()
    assert slip.line.text() == "" and not slip.isVisible()


def test_the_passphrase_changes_only_for_who_knows_the_present_one(desk: Desk, settings: Any) -> None:
    from app import secrets

    keys = settings.keys
    keys._show_fields()
    typed: tuple[tuple[QLineEdit, str], ...] = (
        (keys.present, "not the one"), (keys.first, "nine silver spoons"), (keys.second, "nine silver spoons"),
    )  # fmt: skip
    for line, text in typed:
        line.setText(text)
    keys._set_passphrase()
    desk.until(lambda: bool(keys.present_field.refused))
    keys.present.setText(PASSPHRASE)
    keys._set_passphrase()
    desk.until(lambda: keys.banner.isVisibleTo(keys))
    opened = secrets.key_from_passphrase(desk.workspace.key_file, "nine silver spoons")
    assert opened == desk.workspace.key


def test_the_doctor_speaks_in_words(desk: Desk, settings: Any) -> None:
    settings.health._look(False)
    desk.until(lambda: settings.health.check.isEnabled())
    assert settings.health.said.text() == "Everything holds."


def test_a_backup_is_told_on_settings_and_sync(desk: Desk, settings: Any, tmp_path: Path) -> None:
    from ui.dialogs.backup import begin

    assert "No backup" in settings.backup._said.text()
    begin(desk.window, str(tmp_path / "all.rapport"))
    desk.until((tmp_path / "all.rapport").exists)
    desk.settle()
    sync = desk.open("sync")
    desk.until(lambda: "Last backup file" in sync._backed.text())
    assert sync.headline.text() == "Works on this laptop only"


def test_sync_counts_what_is_kept_here(desk: Desk) -> None:
    sync = desk.open("sync")
    desk.until(lambda: "0 changes" in sync._saved.text())
    desk.add("accounts", name="Aegean Foods")
    sync.refresh()
    desk.until(lambda: "1 change " in sync._saved.text())
    assert sync._steps.row(0).label == "Add"


def test_every_control_has_a_name(settings: Any) -> None:
    settings.keys._show_fields()
    assert nameless(settings) == []
