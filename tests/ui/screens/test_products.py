"""The catalogue: found, priced, edited in place, and shown to a client without what is internal."""

# ruff: noqa: F811  the fixture is brought in by name
from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.desk import Desk, desk, nameless  # noqa: F401

HOSTILE = "<img src=x> Pump & Söhne"


@pytest.fixture
def catalogue(desk: Desk) -> dict[str, str]:
    family = desk.add("product_families", name="Pumps")
    small = desk.add("product_families", name="Small pumps", parent_id=family)
    prices = desk.add("price_lists", name="Standard EUR", currency="EUR", is_default=True)
    group = desk.add("price_lists", name="Partners", currency="EUR", parent_id=prices)
    pump = desk.add(
        "products", name=HOSTILE, number="P-1", family_id=small, unit="piece", cost=Decimal("11.5"),
        internal_notes="secret margin", description="Quiet and small.",
    )  # fmt: skip
    hose = desk.add("products", name="Hose", number="H-2", is_active=True)
    desk.add("products", name="Old valve", is_active=False)
    desk.add("prices", price_list_id=prices, product_id=pump, price=Decimal("20"))
    desk.add(
        "prices", price_list_id=group, product_id=pump, price=Decimal("18"), minimum_quantity=Decimal("10")
    )
    return {"family": family, "prices": prices, "group": group, "pump": pump, "hose": hose}


def opened(desk: Desk, product: str = "") -> Any:
    screen = desk.open("products", product)
    desk.until(lambda: screen.model.asked_once)
    if product:
        desk.until(lambda: screen.pane is not None and getattr(screen.pane, "_page", None) is not None)
    return screen


def test_the_list_shows_the_price_of_the_chosen_list(desk: Desk, catalogue: dict[str, str]) -> None:
    screen = opened(desk)
    rows = {row.name: row for row in map(screen.model.row, range(screen.model.rowCount()))}
    assert set(rows) == {HOSTILE, "Hose"}
    assert rows[HOSTILE].price == Decimal("20")
    assert rows["Hose"].price is None
    screen.bar.price_list.choose(catalogue["group"])
    screen._ask()
    desk.settle()
    rows = {row.name: row for row in map(screen.model.row, range(screen.model.rowCount()))}
    assert rows[HOSTILE].price == Decimal("20"), "one piece has not reached the ten of the partners' price"


def test_a_family_holds_those_below_it_and_what_is_not_on_sale_shows_when_asked(
    desk: Desk, catalogue: dict[str, str]
) -> None:
    screen = opened(desk)
    screen.bar.family.choose(catalogue["family"])
    screen._ask()
    desk.until(lambda: screen.model.rowCount() == 1)
    screen.bar.family.setCurrentIndex(0)
    screen.bar.all.setChecked(True)
    desk.until(lambda: screen.model.rowCount() == 3)


def test_a_price_is_changed_in_place_and_a_new_one_added(desk: Desk, catalogue: dict[str, str]) -> None:
    screen = opened(desk, catalogue["pump"])
    screen.pane.tabs.setCurrentIndex(1)
    line = screen.pane.prices.lines[-1]
    line.money.line.setText("21.40")
    line.money._settle()
    line.leave()
    desk.until(lambda: "21.4" in str(_prices(desk)))
    screen.pane.prices.add()
    fresh = screen.pane.prices.lines[-1]
    fresh.money.line.setText("15")
    fresh.money._settle()
    fresh.leave()
    desk.until(lambda: desk.count("prices") == 3)


def _prices(desk: Desk) -> list[Decimal]:
    found = desk.workspace.reader.column("SELECT price FROM prices WHERE deleted_at IS NULL")
    return [Decimal(each).scaleb(-4) for each in found]


def test_the_presentation_shows_nothing_internal_and_keeps_ones_own_order(
    desk: Desk, catalogue: dict[str, str]
) -> None:
    from ui.screens.presentation import Presentation

    opened(desk)
    shown = Presentation(desk.window.house, desk.window)
    shown.begin()
    desk.until(lambda: len(shown._items) == 2)
    texts = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert "11.5" not in texts
    assert "secret" not in texts
    first = shown._items[0].product_id
    shown._move(1)
    desk.until(lambda: desk.count("range_pages") == 2)
    shown._again()
    desk.until(lambda: shown._items[1].product_id == first)
    assert nameless(shown) == []
    shown.reject()


def test_a_picture_is_kept_with_the_product(desk: Desk, catalogue: dict[str, str], tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x0B6B6B)
    file = tmp_path / "pump.png"
    image.save(str(file))
    screen = opened(desk, catalogue["pump"])
    screen.pane.take_picture(str(file))
    desk.until(lambda: bool(screen.pane._page.picture))
    desk.until(lambda: not screen.pane.picture._image.isNull())


def test_a_file_that_is_no_picture_is_refused(desk: Desk, catalogue: dict[str, str], tmp_path: Path) -> None:
    said: list[str] = []
    desk.window.hub.trouble.connect(said.append)
    file = tmp_path / "pump.png"
    file.write_bytes(b"GIF89a not a picture")
    screen = opened(desk, catalogue["pump"])
    screen.pane.take_picture(str(file))
    desk.until(lambda: bool(said))
    assert screen.pane._page.picture == ""


def test_words_in_another_language_are_kept_beside_the_product(desk: Desk, catalogue: dict[str, str]) -> None:
    screen = opened(desk, catalogue["pump"])
    texts = screen.pane.texts
    texts.language.choose("el")
    texts._show()
    desk.settle()
    texts._form.fields["name"].editor.setText("Αντλία")
    texts._form.leave()
    desk.until(lambda: desk.count("product_texts") == 1)


def test_names_are_plain_text_and_controls_are_named(desk: Desk, catalogue: dict[str, str]) -> None:
    screen = opened(desk, catalogue["pump"])
    assert screen.pane.title.text() == HOSTILE
    for tab in range(4):
        screen.pane.tabs.setCurrentIndex(tab)
        assert nameless(screen) == []


def test_an_empty_range_says_how_to_begin(desk: Desk) -> None:
    screen = opened(desk)
    desk.until(lambda: screen._empty.isVisible())
    assert not screen.bar.present.isVisible()


def test_a_kept_picture_carries_nothing_but_its_pixels(
    desk: Desk, catalogue: dict[str, str], tmp_path: Path
) -> None:
    from PySide6.QtGui import QImage

    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0x0B6B6B)
    image.setText("GPSLatitude", "42.1354 secret place")
    file = tmp_path / "pump.png"
    image.save(str(file))
    assert b"secret place" in file.read_bytes()
    screen = opened(desk, catalogue["pump"])
    screen.pane.take_picture(str(file))
    desk.until(lambda: bool(screen.pane._page.picture))
    kept = desk.workspace.files.read(screen.pane._page.picture)
    assert b"secret place" not in kept
    assert QImage.fromData(kept).size() == image.size()
