"""Full-window pages in every language: nothing is cut, everything has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Damaged, Locked, TooNew, Unreachable
from app.language import LANGUAGES, use
from ui.firstrun import FirstRun
from ui.pages import RestorePage, UnlockPage, crash_page, trouble_page
from ui.widgets.basics import Button

if TYPE_CHECKING:
    from ui.theme import Look
    from ui.work import Work


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


def nothing() -> None:
    """A way out that leads nowhere in tests."""


def last_step(work: Work) -> FirstRun:
    page = FirstRun(work, lambda wishes, then, failed: None, lambda how: None)
    page._made("ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567")
    return page


PAGES: list[Callable[[Work], Any]] = [
    lambda work: UnlockPage(Locked("The passphrase is wrong."), True, lambda word, is_code: None, nothing),
    lambda work: RestorePage(lambda file, word, is_code: None, nothing),
    lambda work: trouble_page(Damaged("x"), nothing, nothing, nothing, nothing),
    lambda work: trouble_page(TooNew("x"), nothing, nothing, nothing, nothing),
    lambda work: trouble_page(Unreachable("x"), nothing, nothing, nothing, nothing),
    lambda work: crash_page("report", nothing, nothing, nothing),
    lambda work: FirstRun(work, lambda wishes, then, failed: None, lambda how: None),
    last_step,
]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_button_of_a_page_is_cut_in_any_language(code: str, work: Work, dressed: Look, qtbot: Any) -> None:
    use(code)
    for make in PAGES:
        page = make(work)
        qtbot.addWidget(page)
        page.resize(960, 600)
        page.show()
        cut = [
            b.text() for b in page.findChildren(Button) if b.isVisible() and b.width() < b.sizeHint().width()
        ]
        assert cut == [], f"{type(page).__name__} in {code}"


def test_one_button_of_a_page_is_the_main_one(work: Work, dressed: Look, qtbot: Any) -> None:
    for make in PAGES:
        page = make(work)
        qtbot.addWidget(page)
        page.show()
        main = [b for b in page.findChildren(Button) if b.isVisible() and b.property("kind") == "primary"]
        assert len(main) == 1


def test_choosing_a_language_speaks_it_at_once(work: Work, dressed: Look, qtbot: Any) -> None:
    from app.language import language

    page = FirstRun(work, lambda wishes, then, failed: None, lambda how: None)
    qtbot.addWidget(page)
    page.company.setText("Acme")
    with qtbot.waitSignal(page.spoken):
        page.speech.changed.emit("el")
    assert page.heading.text() == language("el").text("Welcome to Rapport")
    assert page.company.text() == "Acme"
