"""The tokens are legible, on paper and on the screen."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QRawFont
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import COLUMNS, TOKENS

if TYPE_CHECKING:
    from ui.theme import Look

GROUNDS = ("bg", "surface", "raised", "rail", "selection")
INKS = ("text", "text-2", "text-3")
TONES = ("info", "ok", "warn", "danger", "accent")


def luminance(colour: QColor) -> float:
    """Relative luminance of WCAG 2."""

    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def token(role: str, scheme: str) -> QColor:
    return QColor(TOKENS[role][COLUMNS.index(scheme)])


@pytest.mark.parametrize("scheme", COLUMNS)
def test_every_text_colour_is_legible_on_every_ground(scheme: str) -> None:
    pairs = [*product(INKS, GROUNDS), *((tone, f"{tone}-soft") for tone in TONES), ("on-accent", "accent")]
    pairs += [(tone, "surface") for tone in TONES] + [
        ("on-accent", "accent-hover"),
        ("accent", "accent-soft"),
    ]
    pale = [
        (ink, ground, round(contrast(token(ink, scheme), token(ground, scheme)), 2))
        for ink, ground in pairs
        if contrast(token(ink, scheme), token(ground, scheme))
        < (10 if scheme == "sunlight" and ink != "focus" else 4.5)
    ]
    assert pale == []


@pytest.mark.parametrize("scheme", COLUMNS)
def test_borders_of_controls_and_the_focus_ring_stand_out(scheme: str) -> None:
    pairs = list(product(("control", "focus"), GROUNDS[:4]))
    pale = [p for p in pairs if contrast(token(p[0], scheme), token(p[1], scheme)) < 3]
    assert pale == []


def colours_of(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


@pytest.mark.parametrize("scheme", COLUMNS)
def test_a_label_is_drawn_in_its_ink_on_its_ground(scheme: str, dressed: Look, qtbot: Any) -> None:
    from ui.widgets.basics import Label, column, holder

    dressed.choose(scheme)
    card = holder(column(Label("██████", "display")), "card")
    qtbot.addWidget(card)
    card.show()
    seen = colours_of(card.grab().toImage())
    assert {token("text", scheme).name(), token("surface", scheme).name()} <= seen


def test_a_check_box_edge_is_seen_on_its_ground(dressed: Look, qtbot: Any) -> None:
    from ui.widgets.fields import Flag

    box = Flag("Sign")
    qtbot.addWidget(box)
    box.show()
    image = box.grab().toImage()
    edge = token("control", "light")
    column = [image.pixelColor(x, image.height() // 2) for x in range(24)]
    best = max(contrast(colour, token("surface", "light")) for colour in column)
    assert best >= 3, f"{edge.name()} is drawn paler than it is meant"


def test_the_focus_ring_is_two_pixels_of_the_focus_colour(dressed: Look, qtbot: Any) -> None:
    from ui.widgets.basics import Button, holder, row

    first, button = Button("Print", "printer"), Button("Brief", "printer")
    pair = holder(row(first, button))
    qtbot.addWidget(pair)
    pair.show()
    pair.activateWindow()
    qtbot.waitUntil(pair.isActiveWindow)
    first.setFocus()
    before = button.grab().toImage()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    after = button.grab().toImage()
    middle = after.height() // 2
    ring = [after.pixelColor(x, middle).name() for x in range(4)]
    assert ring[:2] == [token("focus", "light").name()] * 2
    assert before.pixelColor(1, middle).name() != token("focus", "light").name()


def test_a_button_keeps_its_size_when_it_takes_the_ring(dressed: Look, qtbot: Any) -> None:
    from ui.widgets.basics import Button

    button = Button("Brief", "printer")
    qtbot.addWidget(button)
    button.show()
    size = button.sizeHint()
    button.setFocus()
    assert button.sizeHint() == size


def test_zoom_scales_controls_texts_and_remembered_spaces(dressed: Look, qtbot: Any) -> None:
    from ui.widgets.basics import Button, column, holder

    frame = holder(column(Button("Brief"), gap=8, margins=(16, 16, 16, 16)))
    qtbot.addWidget(frame)
    frame.show()
    small = frame.sizeHint().height()
    dressed.choose(zoom=200)
    layout = frame.layout()
    assert layout is not None
    assert layout.contentsMargins().left() == 32
    assert dressed.font("body").pointSizeF() == pytest.approx(21)
    assert frame.sizeHint().height() >= small * 1.9


def test_density_changes_the_height_of_controls_and_rows(dressed: Look) -> None:
    heights = []
    for density in ("compact", "normal", "roomy"):
        dressed.choose(density=density)
        heights.append((dressed.control_height, dressed.row_height, dressed.table_row_height))
    assert heights == [(32, 48, 28), (36, 56, 32), (44, 64, 40)]


def test_sunlight_goes_on_and_back_to_what_was_before(dressed: Look) -> None:
    dressed.choose("dark")
    dressed.sunlight()
    assert (dressed.scheme, dressed.scale) == ("sunlight", pytest.approx(16 / 14))
    dressed.sunlight()
    assert dressed.scheme == "dark"


def test_greek_and_bengali_letters_have_glyphs(dressed: Look) -> None:
    font = QRawFont.fromFont(dressed.font("body"))
    assert [letter for letter in "ΩжŁক" if not font.supportsCharacter(ord(letter))] == []


def test_icons_are_drawn_once_and_in_the_colour_asked_for(dressed: Look) -> None:
    from ui.icons import names, pixmap

    first = pixmap("calendar", "accent")
    assert pixmap("calendar", "accent") is first
    image = pixmap("square", "danger", 24, dpr=2).toImage()
    solid = {
        image.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {token("danger", "light").name()}
    assert len(names()) >= 80


def test_no_widget_carries_a_sheet_of_its_own(window: Any) -> None:
    assert [w for w in [window, *window.findChildren(QWidget)] if w.styleSheet()] == []
    assert theme.look().scheme == "light"
