"""The pipeline's board: cards that say what is wrong, moved by keys, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester

from ui.screens.base import Place

if TYPE_CHECKING:
    from app.store.workspace import Workspace
    from tests.ui.screens.conftest import Hands
    from tests.ui.screens.world import World


def opened(hands: Hands, **state: Any) -> Any:
    """The pipeline with its cards."""
    hands.window.go(Place("pipeline", state=state))
    screen: Any = hands.window.shown()
    hands.wait(lambda: bool(screen._columns) and screen._any)
    hands.rest()
    return screen


def stage_of(office: Workspace, opportunity: str) -> str:
    return str(office.reader.value("SELECT stage FROM opportunities WHERE id = ?", (opportunity,)))


def test_brackets_move_the_chosen_card_and_the_keyboard_goes_with_it(
    hands: Hands, office: Workspace, world: World
) -> None:
    screen = opened(hands)
    needs = screen.board.columns["needs"].list
    needs.choose(0)
    hands.press("]")
    hands.wait(lambda: stage_of(office, world.opportunities[2]) == "proposal")
    proposal = screen.board.columns["proposal"].list
    hands.wait(lambda: proposal.hasFocus() and proposal.current_card().id == world.opportunities[2])
    hands.press("[", 1)
    hands.wait(lambda: stage_of(office, world.opportunities[2]) == "needs")


def test_a_move_is_taken_back_from_its_notice(hands: Hands, office: Workspace, world: World) -> None:
    screen = opened(hands)
    screen.board.columns["new"].list.choose(0)
    hands.press("]")
    hands.wait(lambda: stage_of(office, world.opportunities[3]) == "qualified")
    hands.wait(lambda: "Qualified" in hands.window.toast.text)
    hands.window.toast._take_back()
    hands.wait(lambda: stage_of(office, world.opportunities[3]) == "new")


def test_a_lost_one_asks_the_reason_and_nothing_moves_without(
    hands: Hands, office: Workspace, world: World
) -> None:
    screen = opened(hands)
    screen.board.columns["proposal"].list.choose(0)
    screen.board.ends["lost"].button.click()
    hands.wait(lambda: screen.question is not None and screen.question.isVisible())
    screen.question.yes.click()
    assert screen.question.field.refused
    assert stage_of(office, world.opportunities[1]) == "proposal"
    screen.question.line.setText("Too dear by a fifth")
    screen.question.yes.click()
    hands.wait(lambda: stage_of(office, world.opportunities[1]) == "lost")
    sql = "SELECT lost_reason FROM opportunities WHERE id = ?"
    assert office.reader.value(sql, (world.opportunities[1],)) == "Too dear by a fifth"


def test_a_dropped_card_moves_to_the_stage_it_was_let_go_on(
    hands: Hands, office: Workspace, world: World
) -> None:
    screen = opened(hands)
    cards = screen.board.columns["new"].list.cards
    dragged = cards.mimeData([cards.index(0)])
    screen.board.columns["negotiation"].list.dropEvent(dropped(dragged))
    hands.wait(lambda: stage_of(office, world.opportunities[3]) == "negotiation")


def dropped(data: Any) -> QDropEvent:
    """A drop with the left button, as Qt tells it."""
    return QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_board_without_any_opportunity_says_what_will_be_here(
    hands: Hands, office: Workspace, world: World
) -> None:
    from app.services import records

    for each in world.opportunities:
        office.do("Delete", records.delete, "opportunities", each)
    hands.window.go(Place("pipeline"))
    screen: Any = hands.window.shown()
    hands.wait(lambda: screen._stack.currentWidget() is screen._empty)


def test_what_is_wrong_with_a_card_is_said_in_words(hands: Hands, world: World) -> None:
    from ui.screens.pipeline.cards import spoken, warning_words

    screen = opened(hands)
    by_id = {card.id: card for column in screen._columns for card in column.cards}
    assert warning_words(by_id[world.opportunities[2]]) == ("No next step", "warn")
    late, tone = warning_words(by_id[world.opportunities[1]])
    assert late.startswith("Late since ") and tone == "danger"
    assert "Aegean Foods SA" in spoken(by_id[world.opportunities[0]])


def test_the_filter_stays_when_the_board_becomes_a_table(hands: Hands, world: World) -> None:
    screen = opened(hands)
    screen.filter.setText("pump")
    screen.filter.ask_now()
    hands.wait(lambda: sum(column.count for column in screen._columns) == 1)
    screen.turn(True)
    assert screen.table_model.rowCount() == 1
    assert screen.state() == {"text": "pump", "owner": "", "table": True}


def test_the_words_of_the_account_find_its_opportunities_too(hands: Hands, world: World) -> None:
    screen = opened(hands)
    screen.filter.setText("aegean foods")
    screen.filter.ask_now()
    hands.rest()
    assert sum(column.count for column in screen._columns) == len(world.opportunities)


def test_a_filter_that_fits_nothing_says_so(hands: Hands) -> None:
    screen = opened(hands)
    screen.filter.setText("zebra")
    screen.filter.ask_now()
    hands.wait(lambda: screen._stack.currentIndex() == 3)


def test_enter_opens_the_card_and_the_heads_show_count_and_sum(hands: Hands, world: World) -> None:
    screen = opened(hands)
    column = screen.board.columns["negotiation"]
    assert "€48,200.00" in column.list.accessibleName()
    column.list.choose(0)
    hands.press("Return")
    hands.wait(lambda: screen.pane is not None and screen.pane.record == world.opportunities[0])


def test_the_cards_keep_the_rules_of_models(hands: Hands, world: World) -> None:
    screen = opened(hands)
    cards = screen.board.columns["needs"].list.cards
    tester = QAbstractItemModelTester(cards, QAbstractItemModelTester.FailureReportingMode.Fatal)
    kept = list(cards.cards)
    cards.show([])
    cards.show(kept)
    assert tester.model() is cards
    assert cards.data(cards.index(0), Qt.ItemDataRole.AccessibleTextRole).startswith("Trial of food grease")
